"""Questions about the list of stories, however long it is: windows of it, counts, places in it.

They are asked on a connection that only reads, from any thread, and never wait for what is being written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, NamedTuple, TypeVar

from careader.store.database import Database
from careader.store.storytable import PLACE_BITS
from careader.text.clean import printable

_ROW = "s.id, s.lead, s.date, s.title, s.outlet, s.outlets, s.places, s.read, s.starred, s.joined, s.sample"
_ORDER = "ORDER BY s.date DESC, s.key"
_CHUNK = 256

_MOST_REMEMBERED = 64
_MANY = 3_000

T = TypeVar("T")

Parameters = tuple[tuple[str, object], ...]
"""What a statement's names stand for."""


class Articles(NamedTuple):
    """A set of articles: a statement that gives their keys, and its parameters."""

    sql: str
    parameters: tuple[object, ...] = ()


class Where(NamedTuple):
    """Which stories are asked for: a condition on `story s`.

    The condition speaks of the stories that have an article of `sets[n]` as `s.key IN temp.set_n`.
    """

    sql: str = "1"
    parameters: Parameters = ()
    sets: tuple[Articles, ...] = ()


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

    def __init__(self, database: Database) -> None:
        self._db = database
        self._version: object = None
        self._sets: dict[int, tuple[Articles, int]] = {}
        self._answers: dict[tuple[object, ...], Any] = {}

    def rows(self, where: Where, *, offset: int = 0, limit: int = 200) -> list[StoryRow]:
        """Return a window of the list."""
        with self._asking(where) as connection:
            # Where much is found the newest are soon met on the way down the list; else what is found is sorted.
            down = "INDEXED BY story_by_date" if min(self._sizes(where), default=0) > _MANY else ""
            rows = connection.execute(
                f"SELECT {_ROW} FROM story s JOIN (SELECT s.key FROM story s {down} WHERE {where.sql} {_ORDER}"
                f" LIMIT :limit OFFSET :offset) USING (key) {_ORDER}",
                {**dict(where.parameters), "limit": limit, "offset": max(offset, 0)},
            ).fetchall()
        return [_row(row) for row in rows]

    def count(self, where: Where) -> int:
        """Return how many stories there are."""
        with self._asking(where) as connection:
            return self._once("count", where, lambda: _count(connection, where))

    def counts(self, where: Where) -> dict[str, Counts]:
        """Return how many stories there are of each place, and of "all"."""
        with self._asking(where) as connection:
            return self._once("counts", where, lambda: _counts(connection, where))

    def place(self, where: Where, story_id: str, otherwise: datetime | None = None) -> Place:
        """Return where a story stands; where it is not listed, where it or a story of that time would stand."""
        with self._asking(where) as connection:
            at = connection.execute("SELECT date, key FROM story WHERE id = ?", (story_id,)).fetchone()
            date, key = at or (int(otherwise.timestamp()) if otherwise else 2**40, 0)
            parameters = {**dict(where.parameters), "date": date, "key": key}
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
                {**dict(where.parameters), "row": max(row, 0)},
            ).fetchone() or (-(2**40), 0)
            parameters = {**dict(where.parameters), "date": at[0], "key": at[1]}
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
                        {**dict(where.parameters), "date": found[0], "key": found[1]},
                    ).fetchone()
                    return int(place)
        return None

    def days(self, where: Where) -> list[tuple[int, date]]:
        """Return the rows at which another day begins, in local time, with the day; the newest first."""
        with self._asking(where) as connection:
            return self._once("days", where, lambda: _days(connection, where))

    def outlets(self) -> list[tuple[str, str]]:
        """Return the id and the name of every outlet that has an article."""
        with self._asking(Where()) as connection:
            return self._once(
                "outlets",
                Where(),
                lambda: connection.execute("SELECT DISTINCT outlet_id, outlet FROM article").fetchall(),
            )

    def unread(self, where: Where, first: int, last: int | None) -> list[str]:
        """Return the ids of the unread articles of the stories from one row to before another."""
        with self._asking(where) as connection:
            rows = connection.execute(
                "SELECT a.id FROM article a LEFT JOIN mark m ON m.article = a.id"
                " WHERE a.story IN (SELECT s.id FROM story s JOIN"
                f" (SELECT s.key FROM story s WHERE {where.sql} {_ORDER} LIMIT :limit OFFSET :offset) USING (key))"
                " AND COALESCE(m.read, 0) = 0",
                {**dict(where.parameters), "offset": first, "limit": -1 if last is None else last - first},
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
                    {**dict(where.parameters), **after, "limit": _CHUNK if limit < 0 else min(_CHUNK, limit)},
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
            version = (id(connection), connection.execute("PRAGMA data_version").fetchone())
            if version != self._version or connection.in_transaction:  # what was found may be otherwise
                self._version = version
                self._sets.clear()
                self._answers.clear()
            for number, articles in enumerate(where.sets):
                if self._sets.get(number, (None,))[0] != articles:
                    self._sets.pop(number, None)
                    self._sets[number] = articles, _fill(connection, number, articles)
            yield connection

    def _sizes(self, where: Where) -> list[int]:
        return [self._sets[number][1] for number in range(len(where.sets))]

    def _once(self, question: str, where: Where, answer: Callable[[], T]) -> T:
        """Answer a question that was just asked from memory, while nothing has been written since."""
        key = (question, where)
        if key not in self._answers:
            if len(self._answers) >= _MOST_REMEMBERED:
                self._answers.clear()
            self._answers[key] = answer()
        found: T = self._answers[key]
        return found


def _fill(connection: sqlite3.Connection, number: int, articles: Articles) -> int:
    """Fill a temporary table with the stories of articles; return how many articles these are.

    It holds the keys of some other articles too, which are no story's.
    """
    connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS set_{number} (story INTEGER PRIMARY KEY)")
    connection.execute(f"DELETE FROM temp.set_{number}")
    filled = connection.execute(f"INSERT OR IGNORE INTO temp.set_{number} {articles.sql}", articles.parameters)
    connection.execute(
        f"INSERT OR IGNORE INTO temp.set_{number} SELECT story FROM member"
        f" WHERE article IN (SELECT story FROM temp.set_{number})"
    )
    return filled.rowcount


def _count(connection: sqlite3.Connection, where: Where) -> int:
    sql = f"SELECT COUNT(*) FROM story s WHERE {where.sql}"
    return int(connection.execute(sql, dict(where.parameters)).fetchone()[0])


def _counts(connection: sqlite3.Connection, where: Where) -> dict[str, Counts]:
    rows = connection.execute(
        "SELECT s.places, SUM(s.read = 0), COUNT(*) FROM story s INDEXED BY story_counts"
        f" WHERE {where.sql} GROUP BY s.places",
        dict(where.parameters),
    ).fetchall()
    counts = {}
    for place, bit in {"all": -1, **PLACE_BITS}.items():
        these = [row for row in rows if bit == -1 or row[0] & bit]
        counts[place] = Counts(sum(row[1] for row in these), sum(row[2] for row in these))
    return counts


def _days(connection: sqlite3.Connection, where: Where) -> list[tuple[int, date]]:
    """Count day by day, from midnight to midnight in local time, down the index; days without a story cost nothing."""
    days: list[tuple[int, date]] = []
    row, before = 0, 2**40
    while True:
        (newest,) = connection.execute(
            f"SELECT s.date FROM story s WHERE ({where.sql}) AND s.date < :before {_ORDER} LIMIT 1",
            {**dict(where.parameters), "before": before},
        ).fetchone() or (None,)
        if newest is None:
            return days
        day = datetime.fromtimestamp(newest).date()  # noqa: DTZ006 - the day here is what is meant
        days.append((row, day))
        midnight = int(datetime(day.year, day.month, day.day).timestamp())  # noqa: DTZ001
        (count,) = connection.execute(
            f"SELECT COUNT(*) FROM story s WHERE ({where.sql}) AND s.date >= :midnight AND s.date < :before",
            {**dict(where.parameters), "midnight": midnight, "before": before},
        ).fetchone()
        row, before = row + count, midnight


def _row(row: tuple[object, ...]) -> StoryRow:
    id_, lead, seconds, title, outlet, outlets, places, read, starred, joined, sample = row
    return StoryRow(
        str(id_),
        str(lead),
        datetime.fromtimestamp(int(str(seconds)), UTC),
        printable(str(title)),
        printable(str(outlet)),
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
