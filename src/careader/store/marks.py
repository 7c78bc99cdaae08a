"""What the reader has read and starred: one JSON file with a table `marks` keyed by article.

It is kept as `SyncedTable` says. Of two marks of one article the later one holds, of `read` and of `starred` each by
itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from careader.model import Article, Mark
from careader.store.records import from_record, latest, merge, remains, to_record
from careader.store.synced import Kind, SyncedTable

__all__ = ["MARKS", "Marks"]

MARKS = Kind("marks", "The marks", from_record, to_record, merge, remains, frozenset({"read", "starred"}))


class Marks(SyncedTable[Mark]):
    """What was read and starred, for the threads of one process. A mark reaches the disk within half a second."""

    def __init__(
        self, path: Path, *, now: Callable[[], datetime], delay: float = 0.4, shared: Path | None = None
    ) -> None:
        self._read: set[str] = set()
        self._starred: set[str] = set()
        self._views: dict[str, frozenset[str]] = {}
        super().__init__(path, MARKS, now=now, delay=delay, shared=shared)

    def get(self, article_id: str) -> Mark | None:
        """Return the mark of an article, None where it was never marked."""
        return self._records.get(article_id)

    def all(self) -> Mapping[str, Mark]:
        """Return every mark by article, as they are now."""
        with self._memory:
            return dict(self._records)

    def among(self, article_ids: Iterable[str]) -> tuple[AbstractSet[str], AbstractSet[str]]:
        """Return which of these articles are read, and which are starred."""
        with self._memory:
            ids = set(article_ids)
            return ids & self._read, ids & self._starred

    def read_ids(self) -> AbstractSet[str]:
        """Return the articles that are read, as they are now; the same object until a mark changes."""
        return self._view("read", self._read)

    def starred_ids(self) -> AbstractSet[str]:
        """Return the articles that are starred, as they are now; the same object until a mark changes."""
        return self._view("starred", self._starred)

    def set_read(self, article_ids: Iterable[str], read: bool) -> None:
        """Mark articles as read or unread now."""
        with self._changing() as changed:
            for article in article_ids:
                mark = self._records.get(article) or Mark(article)
                self._put(article, replace(mark, read=read, read_at=self._after(article, mark.read_at)))
                changed.add(article)

    def set_starred(self, articles: Iterable[Article], starred: bool) -> None:
        """Star articles, or take their stars away, now. A star keeps the title, link, outlet and date."""
        with self._changing() as changed:
            for article in articles:
                mark = self._records.get(article.id) or Mark(article.id)
                star = Mark(article.id, starred=starred, starred_at=self._after(article.id, mark.starred_at))
                if starred:
                    star = replace(star, title=article.title, url=article.url)
                    star = replace(star, outlet=article.outlet, published=article.date)
                self._put(article.id, replace(star, read=mark.read, read_at=mark.read_at))
                changed.add(article.id)

    def forget(self, article_ids: Iterable[str]) -> int:
        """Forget the marks of articles, stars too; no older copy of the file brings them back. Returns how many."""
        return self._forget(article_ids, lambda mark: max(self._now().astimezone(UTC), latest(mark) or self._now()))

    def restore(self, marks: Iterable[Mark]) -> None:
        """Put marks back that were forgotten, as they were but made now."""
        with self._changing() as changed:
            for mark in marks:
                now = self._after(mark.article, latest(mark))
                read_at, starred_at = now if mark.read_at or mark.read else None, now if mark.starred_at else None
                self._put(mark.article, replace(mark, read_at=read_at, starred_at=starred_at))
                changed.add(mark.article)

    def prune(self, removed: Collection[str], older_than: timedelta) -> int:
        """Forget the marks, stars excepted, of articles that the library has just let go, where they are that old.

        Returns how many. A mark is never forgotten because its article is not there: the library may be another one.
        """
        limit = self._now() - older_than
        with self._memory:
            marks = [self._records[article] for article in removed if article in self._records]
        old = [mark.article for mark in marks if not mark.starred and (latest(mark) or limit) <= limit]
        return self._forget(old, lambda mark: latest(mark) or limit)  # what was marked later elsewhere is kept

    def _put(self, key: str, record: Mark | None) -> None:
        super()._put(key, record)
        for ids, belongs in (
            (self._read, record is not None and record.read),
            (self._starred, record is not None and record.starred),
        ):
            if belongs:
                ids.add(key)
            else:
                ids.discard(key)
        self._views.clear()

    def _view(self, name: str, ids: set[str]) -> frozenset[str]:
        with self._memory:
            if name not in self._views:
                self._views[name] = frozenset(ids)
            return self._views[name]
