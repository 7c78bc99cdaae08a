"""What is known of articles' pages: when each was asked for, why it gave nothing, and its text in other languages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from careader.model import Code, Failure
from careader.store.columns import time_text
from careader.store.database import Database


@dataclass(frozen=True, slots=True)
class PageState:
    """How asking for an article's page ended last: when, with which validators, or why it gave nothing."""

    asked: datetime
    etag: str = ""
    last_modified: str = ""
    failure: Failure | None = None


class PageStore:
    """The pages that were asked for, by the id of their article."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def state(self, article: str) -> PageState | None:
        """Return what is known of the page of an article; None where it was never asked for."""
        with self._db.reading() as connection:
            row = connection.execute(
                "SELECT asked, etag, last_modified, failure FROM page WHERE article = ?", (article,)
            ).fetchone()
        if row is None:
            return None
        return PageState(datetime.fromisoformat(row[0]), row[1], row[2], _failure(row[3]))

    def failures(self, articles: Iterable[str]) -> dict[str, Failure]:
        """Return why the pages of these articles gave nothing, of those that did not."""
        with self._db.reading() as connection:
            rows = connection.execute(
                "SELECT article, failure FROM page WHERE failure <> '' AND article IN (SELECT value FROM json_each(?))",
                (json.dumps(list(articles)),),
            ).fetchall()
        return {article: failure for article, text in rows if (failure := _failure(text))}

    def note(self, article: str, state: PageState) -> None:
        """Remember how asking for a page ended."""
        failure = json.dumps(asdict(state.failure), default=str, ensure_ascii=False) if state.failure else ""
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?)",
                (article, time_text(state.asked), state.etag, state.last_modified, failure),
            )

    def wanted(self, among: Sequence[str] | None, *, since: datetime, limit: int) -> list[str]:
        """Return ids of articles without their whole text whose page nobody has asked for, the newest first.

        `among` narrows them; without it all that are dated after `since` are looked through.
        """
        narrowed = "" if among is None else " AND id IN (SELECT value FROM json_each(?3))"
        with self._db.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM article WHERE NOT complete AND text_origin < 3 AND url "
                "<> '' AND date >= ?1"
                " AND origin = 'feed' AND NOT EXISTS (SELECT 1 FROM page WHERE page.article = article.id)"
                f"{narrowed} ORDER BY date DESC LIMIT ?2",
                (time_text(since), limit, *([] if among is None else [json.dumps(list(among))])),
            ).fetchall()
        return [row[0] for row in rows]

    def set_editions(self, article: str, others: Iterable[str]) -> None:
        """Note the ids under which the same text is, or would be, kept in other languages."""
        with self._db.transaction() as connection:
            connection.execute("DELETE FROM edition WHERE article = ?", (article,))
            connection.executemany(
                "INSERT OR IGNORE INTO edition VALUES (?, ?)",
                [(article, other) for other in others if other != article],
            )

    def editions(self) -> list[tuple[str, str]]:
        """Return the pairs of articles of one outlet that are one text in two languages, both of them kept."""
        with self._db.reading() as connection:
            rows = connection.execute(
                "SELECT DISTINCT min(one.id, other.id), max(one.id, other.id) FROM edition"
                " JOIN article AS one ON one.id = edition.article JOIN article AS other ON other.id = edition.other"
                " WHERE abs(julianday(one.date) - julianday(other.date)) < 7"
            ).fetchall()
        return [(row[0], row[1]) for row in rows]


def _failure(text: str) -> Failure | None:
    """Read a failure; one that a newer careader wrote, with a code that is not known here, is none."""
    if not text:
        return None
    try:
        said = json.loads(text)
        return Failure(str(said["what"]), Code(said["code"]), said["params"])
    except (ValueError, KeyError, TypeError):
        return None
