"""Questions about the list of stories, however long it is: windows of it, counts, places in it.

They are asked on a connection that only reads, from any thread, and never wait for what is being written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple

from careader.store.database import Database
from careader.store.storytable import PLACE_BITS

_ROW = "s.id, s.lead, s.date, s.title, s.outlet, s.outlets, s.places, s.read, s.starred, s.joined, s.sample"
_ORDER = "ORDER BY s.date DESC, s.key"
_CHUNK = 256

Parameters = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Where:
    """Which stories are asked for: a condition on `story s`, and what of the full-text index it is about.

    `match` is an expression of the index, "" where the texts do not matter; with `without` the articles are wanted that
    do not match. The condition speaks of the stories found as `s.key IN found`.
    """

    sql: str = "1"
    parameters: Parameters = field(default_factory=dict)
    match: str = ""
    without: bool = False


class StoryRow(NamedTuple):
    """What the list shows of a story.

    `lead` is the id of the article whose headline this is, `outlets` how many tell it, `places` codes ("kz",
    "region"), `joined` how many articles of a read story are unread.
    """

    id: str
    lead: str
    date: datetime
    title: str
    outlet: str
    outlets: int
    places: tuple[str, ...]
    read: bool
    starred: bool
    joined: int
    sample: bool


class Counts(NamedTuple):
    """How many stories there are, and how many of them are unread."""

    unread: int
    total: int


class Place(NamedTuple):
    """A place in the list: at a row, of a story that is listed there (`found`), or above which it would stand."""

    row: int
    found: bool


class Listing:
    """The stories of a library in the order of the list: the newest first, those of one time as they came in."""

    def __init__(self, database: Database, is_outlet: Callable[[str, str, str], bool]) -> None:
        """Take what tells whether a name that was typed means an outlet of an id and a name."""
        self._db = database
        database.define("is_outlet", is_outlet)
        self._found: tuple[object, ...] = ()

    def rows(self, where: Where, *, offset: int = 0, limit: int = 200) -> list[StoryRow]:
        """Return a window of the list."""
        with self._asking(where) as connection:
            rows = connection.execute(
                f"SELECT {_ROW} FROM story s JOIN (SELECT s.key FROM story s WHERE {where.sql} {_ORDER}"
                f" LIMIT :limit OFFSET :offset) USING (key) {_ORDER}",
                {**where.parameters, "limit": limit, "offset": max(offset, 0)},
            ).fetchall()
        return [_row(row) for row in rows]

    def count(self, where: Where) -> int:
        """Return how many stories there are."""
        with self._asking(where) as connection:
            (count,) = connection.execute(
                f"SELECT COUNT(*) FROM story s WHERE {where.sql}", where.parameters
            ).fetchone()
        return int(count)

    def counts(self, where: Where) -> dict[str, Counts]:
        """Return how many stories there are of each place, and of "all"."""
        with self._asking(where) as connection:
            rows = connection.execute(
                f"SELECT s.places, SUM(s.read = 0), COUNT(*) FROM story s WHERE {where.sql} GROUP BY s.places",
                where.parameters,
            ).fetchall()
        counts = {}
        for place, bit in {"all": -1, **PLACE_BITS}.items():
            these = [row for row in rows if bit == -1 or row[0] & bit]
            counts[place] = Counts(sum(row[1] for row in these), sum(row[2] for row in these))
        return counts

    def place(self, where: Where, story_id: str, otherwise: datetime | None = None) -> Place:
        """Return where a story stands; where it is not listed, where it or a story of that time would stand."""
        with self._asking(where) as connection:
            at = connection.execute("SELECT date, key FROM story WHERE id = ?", (story_id,)).fetchone()
            date, key = at or (int(otherwise.timestamp()) if otherwise else 2**40, 0)
            parameters = {**where.parameters, "date": date, "key": key}
            (row,) = connection.execute(
                f"SELECT COUNT(*) FROM story s WHERE ({where.sql})"
                " AND s.date >= :date AND (s.date > :date OR s.key < :key)",
                parameters,
            ).fetchone()
            found = (
                at is not None
                and connection.execute(
                    f"SELECT 1 FROM story s WHERE ({where.sql}) AND s.key = :key", parameters
                ).fetchone()
            )
        return Place(int(row), bool(found))

    def next_news(self, where: Where, row: int, step: int) -> int | None:
        """Return the nearest row after or before one (`step` 1 or -1), round the end, with anything unread in it."""
        with self._asking(where) as connection:
            at = connection.execute(
                f"SELECT s.date, s.key FROM story s WHERE {where.sql} {_ORDER} LIMIT 1 OFFSET :row",
                {**where.parameters, "row": max(row, 0)},
            ).fetchone() or (-(2**40), 0)
            parameters = {**where.parameters, "date": at[0], "key": at[1]}
            later = "s.date <= :date AND (s.date < :date OR s.key > :key)"
            earlier = "s.date >= :date AND (s.date > :date OR s.key < :key)"
            order = _ORDER if step > 0 else "ORDER BY s.date, s.key DESC"
            for side in (later if step > 0 else earlier, "1"):
                found = connection.execute(
                    f"SELECT s.date, s.key FROM story s WHERE ({where.sql}) AND (s.read = 0 OR s.joined > 0)"
                    f" AND {side} {order} LIMIT 1",
                    parameters,
                ).fetchone()
                if found:
                    (place,) = connection.execute(
                        f"SELECT COUNT(*) FROM story s WHERE ({where.sql}) AND {earlier}",
                        {**where.parameters, "date": found[0], "key": found[1]},
                    ).fetchone()
                    return int(place)
        return None

    def days(self, where: Where) -> list[tuple[int, date]]:
        """Return the rows at which another day begins, in local time, with the day; the newest first."""
        with self._asking(where) as connection:
            rows = connection.execute(
                "SELECT date(s.date, 'unixepoch', 'localtime') AS day, COUNT(*) FROM story s"
                f" WHERE {where.sql} GROUP BY day ORDER BY day DESC",
                where.parameters,
            ).fetchall()
        days, place = [], 0
        for day, count in rows:
            days.append((place, date.fromisoformat(day)))
            place += count
        return days

    def unread(self, where: Where, first: int, last: int | None) -> list[str]:
        """Return the ids of the unread articles of the stories from one row to before another."""
        with self._asking(where) as connection:
            rows = connection.execute(
                "SELECT a.id FROM article a LEFT JOIN mark m ON m.article = a.id"
                " WHERE a.story IN (SELECT s.id FROM story s JOIN"
                f" (SELECT s.key FROM story s WHERE {where.sql} {_ORDER} LIMIT :limit OFFSET :offset) USING (key))"
                " AND COALESCE(m.read, 0) = 0",
                {**where.parameters, "offset": first, "limit": -1 if last is None else last - first},
            ).fetchall()
        return [row[0] for row in rows]

    def ids(self, where: Where, *, limit: int = -1) -> Iterator[list[str]]:
        """Return the ids of all stories, in order, in chunks; each chunk is as the library is when it is asked for."""
        after = {"date": 2**40, "key": 0}
        while limit:
            with self._asking(where) as connection:
                rows = connection.execute(
                    f"SELECT s.id, s.date, s.key FROM story s WHERE ({where.sql})"
                    f" AND s.date <= :date AND (s.date < :date OR s.key > :key) {_ORDER} LIMIT :limit",
                    {**where.parameters, **after, "limit": _CHUNK if limit < 0 else min(_CHUNK, limit)},
                ).fetchall()
            if not rows:
                return
            yield [row[0] for row in rows]
            limit -= len(rows) if limit > 0 else 0
            after = {"date": rows[-1][1], "key": rows[-1][2]}

    def cancel(self) -> None:
        """Have the question that is being answered fail with sqlite3.OperationalError: another is more urgent."""
        self._db.interrupt()

    @contextmanager
    def _asking(self, where: Where) -> Iterator[sqlite3.Connection]:
        with self._db.reading() as connection:
            if where.match:
                self._find(connection, where)
            yield connection

    def _find(self, connection: sqlite3.Connection, where: Where) -> None:
        """Fill the table `found`, unless it holds just that: one search is asked many questions."""
        (version,) = connection.execute("PRAGMA data_version").fetchone()
        wanted = (id(connection), connection.total_changes if connection.in_transaction else version)
        asked = (where.match, where.without, *wanted)
        if asked == self._found:
            return
        self._found = ()
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS found (story INTEGER PRIMARY KEY)")
        connection.execute("DELETE FROM temp.found")
        if where.without:
            connection.execute(
                "INSERT OR IGNORE INTO temp.found SELECT story FROM member"
                " WHERE article NOT IN (SELECT rowid FROM article_text WHERE article_text MATCH ?)",
                (where.match,),
            )
        else:
            connection.execute(
                "INSERT OR IGNORE INTO temp.found SELECT m.story FROM article_text t"
                " JOIN member m ON m.article = t.rowid WHERE t.article_text MATCH ?",
                (where.match,),
            )
        self._found = asked


def _row(row: tuple[object, ...]) -> StoryRow:
    id_, lead, seconds, title, outlet, outlets, places, read, starred, joined, sample = row
    return StoryRow(
        str(id_),
        str(lead),
        datetime.fromtimestamp(int(str(seconds)), UTC),
        str(title),
        str(outlet),
        int(str(outlets)),
        places_of(int(str(places))),
        bool(read),
        bool(starred),
        int(str(joined)),
        bool(sample),
    )


def places_of(bits: int) -> tuple[str, ...]:
    """Return the codes of the places in a set of bits."""
    return _PLACES[bits]


_PLACES = [tuple(place for place, bit in PLACE_BITS.items() if bits & bit) for bits in range(1 << len(PLACE_BITS))]
