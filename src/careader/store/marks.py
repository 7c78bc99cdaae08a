"""What the reader has read and starred: in memory, written behind, safe against a crash and another process.

One JSON file with a table `marks` keyed by article. A mark reaches the disk within `delay` and the time of one write.
Each write takes the lock beside the file, takes in what another process has written since, lets the later mark win and
replaces the file in one step.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from careader.model import Article, Mark
from careader.store.ledger import Ledger
from careader.store.records import from_record, merge, to_record
from careader.store.tablefile import TableFile

__all__ = ["Marks", "merge"]

_LOCK_SECONDS = 2.0


class Marks:
    """What was read and starred, for the threads of one process.

    Asking never touches the disk. Marking does neither: a thread writes what has gathered after `delay` seconds.
    Nothing here raises for a disk that cannot be read or written: `problem` says so, the marks stay in memory, and the
    next write tries again. `close`, or leaving the `with` block, writes what is left.
    """

    def __init__(self, path: Path, *, now: Callable[[], datetime], delay: float = 0.4) -> None:
        self._path = path.resolve()
        self._now = now
        self._delay = delay
        self._ledger = Ledger()
        self._changed_by_others = False
        self._due = False
        self._closed = False
        self._thread: threading.Thread | None = None
        self._trouble = ""
        self._notice = ""
        self._file = TableFile(self._path, "marks", from_record, to_record)
        # `_writing` guards the file and is taken first; `_memory` guards the rest and is never held over a file.
        self._writing = threading.RLock()
        self._memory = threading.RLock()  # not the condition: a signal may leave that one locked on the way in
        self._woken = threading.Condition(self._memory)
        self.refresh_from_disk()

    @property
    def problem(self) -> str:
        """What is wrong with the file, as a sentence for the reader; "" where nothing is."""
        newer = f"{self._path} was written by a newer careader: update it, or marks made now are not kept"
        return self._trouble or (newer if self._file.newer else self._notice)

    def get(self, article_id: str) -> Mark | None:
        """Give the mark of an article, None where it was never marked."""
        return self._ledger.marks.get(article_id)

    def all(self) -> Mapping[str, Mark]:
        """Give every mark by article, as they are now."""
        with self._memory:
            return dict(self._ledger.marks)

    def read_ids(self) -> AbstractSet[str]:
        """Give the articles that are read, as they are now."""
        with self._memory:
            return self._ledger.read_ids

    def starred_ids(self) -> AbstractSet[str]:
        """Give the articles that are starred, as they are now."""
        with self._memory:
            return self._ledger.starred_ids

    def set_read(self, article_ids: Iterable[str], read: bool) -> None:
        """Mark articles as read or unread now."""
        now = self._now()
        with self._memory:
            for article in article_ids:
                self._ledger.change(article, lambda mark: replace(mark, read=read, read_at=_after(mark.read_at, now)))
            self._wake()

    def set_starred(self, articles: Iterable[Article], starred: bool) -> None:
        """Star articles, or take their stars away, now. A star keeps the title, link, outlet and date."""
        now = self._now()

        def mark_as(article: Article, mark: Mark) -> Mark:
            return replace(
                mark,
                starred=starred,
                starred_at=_after(mark.starred_at, now),
                title=article.title if starred else "",
                url=article.url if starred else "",
                outlet=article.outlet if starred else "",
                published=article.date if starred else None,
            )

        with self._memory:
            for article in articles:
                self._ledger.change(article.id, partial(mark_as, article))
            self._wake()

    def prune(self, known_ids: Collection[str], older_than: timedelta) -> int:
        """Forget the marks, stars excepted, of articles that are not known any more and were marked before that age.

        Returns how many. Another process that still has such a mark in memory brings it back until it forgets it too.
        """
        latest = self._now() - older_than
        with self._memory:
            old = [
                mark.article
                for mark in self._ledger.marks.values()
                if not mark.starred
                and mark.article not in known_ids
                and all(time < latest for time in (mark.read_at, mark.starred_at) if time)
            ]
            for article in old:
                self._ledger.forget(article)
            self._wake()
        return len(old)

    def refresh_from_disk(self) -> bool:
        """Take in what another process has written; say whether any mark is another one since this was last asked.

        One look at the file's date where nothing has changed. It may wait for a write that is going on.
        """
        with self._writing:
            try:
                self._take_in()
            except OSError as error:
                self._trouble = f"The marks in {self._path} cannot be read ({error.strerror}); it is tried again"
            else:
                if not self._ledger.unsaved:
                    self._trouble = ""
            if self._file.damage:
                self.flush()
        with self._memory:
            self._wake()
            changed, self._changed_by_others = self._changed_by_others, False
        return changed

    def flush(self) -> None:
        """Write what is not yet on the disk, if anything, before returning."""
        with self._writing:
            try:
                if self._ledger.unsaved or self._ledger.forgotten or self._file.damage:
                    self._save()
            except OSError as error:
                reason = error.strerror or "another program holds its lock"
                self._trouble = f"The marks cannot be saved to {self._path} ({reason}); they are kept and tried again"

    def close(self) -> None:
        """Write what is left and have the thread end. Marks made later are written by the next `flush` or `close`.

        A signal handler, which may have interrupted a change of the marks, raises SystemExit and leaves this to the
        `with` block.
        """
        with self._memory:
            self._closed = True
            self._woken.notify_all()
        self.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _wake(self) -> None:
        """Have the thread write soon if there is anything to write; it starts with the first mark."""
        if self._closed or not (self._ledger.unsaved or self._ledger.forgotten):
            return
        self._due = True
        if self._thread is None:
            self._thread = threading.Thread(target=self._write_behind, name="marks", daemon=True)
            self._thread.start()
        self._woken.notify_all()

    def _write_behind(self) -> None:
        while True:
            with self._memory:
                self._woken.wait_for(lambda: self._due or self._closed)
                if self._woken.wait_for(lambda: self._closed, timeout=self._delay):
                    return
                self._due = False
            self.flush()

    def _save(self) -> None:
        """Write the file under its lock. Raises OSError."""
        from filelock import FileLock  # slow to import, and asking for marks does without

        self._path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{self._path}.lock", timeout=_LOCK_SECONDS):
            self._take_in()
            if self._file.newer:
                return
            if self._file.damage:
                self._set_aside()
            with self._memory:
                marks = [self._ledger.marks[article] for article in self._ledger.unsaved]
                forgotten = dict(self._ledger.forgotten)
            self._file.write({mark.article: mark for mark in marks}, forgotten)
        with self._memory:
            self._ledger.saved(marks, forgotten)
        self._trouble = ""

    def _take_in(self) -> None:
        """Read the file if it is not the one last read or written, and merge it in. Raises OSError."""
        if self._file.is_current():
            return
        theirs = self._file.read()
        with self._memory:
            self._changed_by_others |= self._ledger.take_in(theirs)

    def _set_aside(self) -> None:
        damage = self._file.damage
        aside = self._file.set_aside(self._now())
        with self._memory:
            self._ledger.unsaved |= self._ledger.marks.keys()
            kept = f"the {len(self._ledger.marks)} marks it has" if self._ledger.marks else "no marks"
        self._notice = f"The marks were set aside as {aside}, since {damage}; careader goes on with {kept}"


def _after(previous: datetime | None, now: datetime) -> datetime:
    """Give the time of a mark that replaces another: now, but after it even where a clock was wrong."""
    now = now.astimezone(UTC)
    return max(now, previous + timedelta(microseconds=1)) if previous else now
