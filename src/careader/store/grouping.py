"""What grouping keeps of articles: which are waiting for it, by what each is found, what it consists of, and the edges.

The database itself notes which articles wait: triggers on every insert, change and removal of an article, whoever
makes it. So nothing is forgotten when a program ends between keeping an article and grouping it.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from careader.store.database import Database
from careader.store.storytable import StoryTable

_THESE = "IN (SELECT value FROM json_each(?))"
_DAY = 24 * 60 * 60
_NO_RULES = 0


class KeptRow(NamedTuple):
    """By what an article is found: its number, its date in seconds since 1970, and numbers of 32 bits."""

    article: int
    published: int
    keys: Collection[int]
    rest: Collection[int]
    lead: Collection[int]


class Waiting(NamedTuple):
    """Articles that wait for grouping, by number, the newest first; the id is "" where one is gone.

    `until` says which notes these are, `state` how often anything was written here.
    """

    ids: Mapping[int, str]
    until: int
    state: int


class GroupingStore:
    """Tables of the library's database, with the article's key as its number."""

    def __init__(self, database: Database, stories: StoryTable | None = None) -> None:
        self._db = database
        self._stories = stories or StoryTable(database)

    def begin(self, rules: int) -> None:
        """Forget all that was kept under other rules than these; then every article waits, and stories stay."""
        with self._db.reading() as connection:
            if connection.execute("SELECT rules FROM grouping_state").fetchone() == (rules,):
                return
        self._begin_anew(rules)

    def forget(self) -> None:
        """Have everything grouped anew the next time, as under rules that nobody knows."""
        self._begin_anew(_NO_RULES)

    def _begin_anew(self, rules: int) -> None:
        with self._db.transaction() as connection:
            for table in ("grouping_row", "grouping_features", "grouping_edge", "grouping_waiting"):
                connection.execute(f"DELETE FROM {table}")
            connection.execute("INSERT INTO grouping_waiting (article) SELECT key FROM article ORDER BY date DESC")
            connection.execute("UPDATE grouping_state SET rules = ?, state = state + 1", (rules,))

    def waiting(self) -> Waiting:
        """Return the articles that wait."""
        with self._db.reading() as connection:
            (state,) = connection.execute("SELECT state FROM grouping_state").fetchone()
            (until,) = connection.execute("SELECT ifnull(max(note), 0) FROM grouping_waiting").fetchone()
            rows = connection.execute(
                "SELECT waiting.article, id FROM grouping_waiting AS waiting LEFT JOIN article ON key = waiting.article"
                " WHERE note <= ? ORDER BY date DESC, key",
                (until,),
            ).fetchall()
        return Waiting({article: id_ or "" for article, id_ in rows}, until, state)

    def contents(self, articles: Collection[int]) -> dict[int, bytes]:
        """Return the hash of what each of these articles was made into features from."""
        return dict(self._all("SELECT article, content FROM grouping_features WHERE article", articles))

    def rows(self, days: Collection[int]) -> list[KeptRow]:
        """Return the rows of these days (counted from 1970)."""
        return self._rows("day", days)

    def rows_of(self, articles: Collection[int]) -> list[KeptRow]:
        """Return the rows of these articles, as far as they are known."""
        return self._rows("article", articles)

    def features(self, articles: Collection[int]) -> list[tuple[int, str]]:
        """Return the features of these articles, as far as they are known."""
        return self._all("SELECT article, features FROM grouping_features WHERE article", articles)

    def edges(self, articles: Collection[int]) -> list[tuple[int, int, float]]:
        """Return (article, other, margin) of every edge that one of these articles has."""
        return self._all("SELECT article, other, margin FROM grouping_edge WHERE article", articles)

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """Return the numbers of the articles with these ids that have been grouped."""
        return dict(
            self._all(
                "SELECT id, key FROM article JOIN grouping_row ON article = key WHERE id", list(dict.fromkeys(ids))
            )
        )

    def ids(self, articles: Collection[int]) -> dict[int, str]:
        """Return the ids of the articles with these numbers."""
        return dict(self._all("SELECT key, id FROM article WHERE key", articles))

    def keep(
        self,
        waiting: Waiting,
        taken: Collection[int],
        rows: Iterable[tuple[KeptRow, bytes, str]],
        *,
        gone: Collection[int],
        anew: Collection[int],
        edges: Iterable[tuple[int, int, float]],
        story_of: Mapping[int, str],
    ) -> int | None:
        """Write it all in one transaction; return how many articles moved into another story.

        None, and nothing is written, where another program has grouped articles since `waiting` was read. `taken` wait
        no longer. `rows` come with the hash of their content and their features; `edges` replace all edges of `anew`.
        """
        with self._db.transaction() as connection:
            if connection.execute("SELECT state FROM grouping_state").fetchone() != (waiting.state,):
                return None
            kept = [
                (row.article, row.published // _DAY, row.published, *map(_packed, row[2:]), content, text)
                for row, content, text in rows
            ]
            connection.executemany(
                "INSERT OR REPLACE INTO grouping_row VALUES (?, ?, ?, ?, ?, ?)", [one[:6] for one in kept]
            )
            connection.executemany(
                "INSERT OR REPLACE INTO grouping_features VALUES (?, ?, ?)", [(one[0], *one[6:]) for one in kept]
            )
            _delete(connection, "DELETE FROM grouping_row WHERE article", gone)
            _delete(connection, "DELETE FROM grouping_features WHERE article", gone)
            _delete(connection, "DELETE FROM grouping_edge WHERE article", anew)
            _delete(connection, "DELETE FROM grouping_edge WHERE other", anew)
            connection.executemany(
                "INSERT INTO grouping_edge VALUES (?, ?, ?)",
                [way for one, other, margin in edges for way in ((one, other, margin), (other, one, margin))],
            )
            moved = self._stories.move(connection, story_of)
            connection.execute(
                f"DELETE FROM grouping_waiting WHERE note <= ? AND article {_THESE}",
                (waiting.until, json.dumps(list(taken))),
            )
            connection.execute("UPDATE grouping_state SET state = state + 1")
        return moved

    def _rows(self, column: str, values: Collection[int]) -> list[KeptRow]:
        found = self._all(f"SELECT article, published, keys, rest, lead FROM grouping_row WHERE {column}", values)
        return [KeptRow(article, published, *map(_unpacked, keys)) for article, published, *keys in found]

    def _all(self, query: str, values: Collection[int] | Collection[str]) -> list[tuple[Any, ...]]:
        if not values:
            return []
        with self._db.reading() as connection:
            return connection.execute(f"{query} {_THESE}", (json.dumps(list(values)),)).fetchall()


def _delete(connection: sqlite3.Connection, statement: str, articles: Collection[int]) -> None:
    if articles:
        connection.execute(f"{statement} {_THESE}", (json.dumps(list(articles)),))


def _packed(keys: Collection[int]) -> bytes:
    return array("I", keys).tobytes()


def _unpacked(blob: bytes) -> Sequence[int]:
    return array("I", blob)
