"""The table of stories: one row for each, with all that a line of the list shows and all that a filter asks for.

It says nothing that articles and marks do not say; it is written with them, in their transaction, so that a list of any
length is a matter of an index. The marks themselves are in their own file, `mark` mirrors what of them matters here.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from careader.model import COUNTRIES
from careader.store.database import Database

PLACE_BITS: dict[str, int] = {place: 1 << number for number, place in enumerate((*COUNTRIES, "region"))}
"""The bit of each country, and of the region as a whole, in `story.places`."""

_RULES = "2"
"""Raised when rows are made otherwise, so that all are made anew."""

_CHUNK = 500
_AT_ONCE = 5_000
_MEMBERS = """
    SELECT a.story, a.key, a.id, a.date, a.title, a.outlet, a.language, a.countries, a.region, a.complete, a.origin,
        COALESCE(m.read, 0), COALESCE(m.starred, 0)
    FROM article a LEFT JOIN mark m ON m.article = a.id
"""
_STORY = (
    "INSERT OR REPLACE INTO story (key, id, lead, date, title, outlet, outlets, places, read, starred, joined, sample)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


# What a mark changes of the stories that have one of these articles, and nothing else does.
_OF_ARTICLES = "WHERE id IN (SELECT story FROM article WHERE id IN (SELECT value FROM json_each(?)))"
_MARKED = f"""
    UPDATE story SET
        read = EXISTS (SELECT 1 FROM article a JOIN mark m ON m.article = a.id WHERE a.story = story.id AND m.read),
        starred = EXISTS (
            SELECT 1 FROM article a JOIN mark m ON m.article = a.id WHERE a.story = story.id AND m.starred
        )
    {_OF_ARTICLES}
"""
_JOINED = f"""
    UPDATE story SET joined = CASE WHEN read THEN (
        SELECT COUNT(*) FROM article a LEFT JOIN mark m ON m.article = a.id
        WHERE a.story = story.id AND COALESCE(m.read, 0) = 0
    ) ELSE 0 END
    {_OF_ARTICLES}
"""


class _Member(NamedTuple):
    story: str
    key: int
    id: str
    date: str
    title: str
    outlet: str
    language: str
    countries: str
    region: int
    complete: int
    origin: str
    read: int
    starred: int


class StoryTable:
    """Keeps the rows of stories as articles and marks have them. `languages` are those that lead a story, in order."""

    def __init__(self, database: Database, languages: Sequence[str] = ()) -> None:
        self._db = database
        self._rank = {language: place for place, language in enumerate(languages)}
        self._made = f"{_RULES} {' '.join(languages)}"

    def check(self) -> None:
        """Make every row anew where they were made by other rules or for other languages."""
        if self._meta("stories") != self._made:
            self.renew()

    def renew(self) -> None:
        """Make every row anew."""
        with self._db.transaction() as connection:
            self._rebuild(connection)

    def refresh(self, connection: sqlite3.Connection, stories: Collection[str]) -> None:
        """Write the rows of these stories, by id, as their articles are; a story without articles goes."""
        ids = list(stories)
        for start in range(0, len(ids), _CHUNK):
            asked = json.dumps(ids[start : start + _CHUNK])
            connection.execute("DELETE FROM story WHERE id IN (SELECT value FROM json_each(?))", (asked,))
        for start in range(0, len(ids), _CHUNK):
            asked = json.dumps(ids[start : start + _CHUNK])
            self._write(
                connection,
                connection.execute(
                    f"{_MEMBERS} WHERE a.story IN (SELECT value FROM json_each(?)) ORDER BY a.story, a.key", (asked,)
                ).fetchall(),
            )

    def move(self, connection: sqlite3.Connection, story_of: Mapping[int, str]) -> int:
        """Put each article, by key, into its story, and write the rows of the stories; return how many moved."""
        before = connection.execute(
            "SELECT key, story FROM article WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(story_of)),),
        ).fetchall()
        moved = [(key, story, story_of[key]) for key, story in before if story != story_of[key]]
        connection.executemany("UPDATE article SET story = ? WHERE key = ?", [(new, key) for key, _, new in moved])
        self.refresh(connection, {story for _, *both in moved for story in both})
        return len(moved)

    def marks_stamp(self) -> str:
        """Return the stamp of the file of marks that the mirror is of, "" where it may be of none."""
        return self._meta("marks")

    def mirrored(self) -> dict[str, int]:
        """Return what the mirror has, by article: 1 for one that is read, 2 for one that is starred, 3 for both."""
        with self._db.reading() as connection:
            return dict(connection.execute("SELECT article, (read <> 0) + 2 * (starred <> 0) FROM mark"))

    def has_marks(self) -> bool:
        """Return whether the mirror has any mark."""
        with self._db.reading() as connection:
            return connection.execute("SELECT 1 FROM mark LIMIT 1").fetchone() is not None

    def marked(self, articles: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Return which of these articles are read in the mirror, and which are starred."""
        with self._db.reading() as connection:
            rows = connection.execute(
                "SELECT article, read, starred FROM mark WHERE article IN (SELECT value FROM json_each(?))",
                (json.dumps(list(articles)),),
            ).fetchall()
        return frozenset(row[0] for row in rows if row[1]), frozenset(row[0] for row in rows if row[2])

    def set_marks(self, marks: Mapping[str, tuple[bool, bool]], stamp: str, *, wait: bool = True) -> None:
        """Mirror these marks (read, starred) by article, and show them in the stories; `stamp` is as above.

        Raises sqlite3.Error, without `wait` at once where anything is being written.
        """
        with self._db.transaction(wait=wait) as connection:
            for these in _batched(marks, _AT_ONCE):
                connection.executemany(
                    "INSERT OR REPLACE INTO mark VALUES (?, ?, ?)",
                    ((article, *marks[article]) for article in these if any(marks[article])),
                )
                connection.executemany(
                    "DELETE FROM mark WHERE article = ?", ((one,) for one in these if not any(marks[one]))
                )
                touched = json.dumps(these)
                connection.execute(_MARKED, (touched,))
                connection.execute(_JOINED, (touched,))
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('marks', ?)", (stamp,))

    def _meta(self, name: str) -> str:
        with self._db.reading() as connection:
            row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def _rebuild(self, connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM story")
        connection.execute("DELETE FROM member")
        rows: list[tuple[object, ...]] = []
        for row in connection.execute(f"{_MEMBERS} ORDER BY a.story, a.key"):
            if len(rows) >= _CHUNK and row[0] != rows[-1][0]:
                self._write(connection, rows)
                rows = []
            rows.append(row)
        self._write(connection, rows)
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('stories', ?)", (self._made,))

    def _write(self, connection: sqlite3.Connection, rows: Iterable[Sequence[object]]) -> None:
        """Write the rows of whole stories, whose members come one after the other."""
        members: dict[str, list[_Member]] = {}
        for row in map(_Member._make, rows):
            members.setdefault(row.story, []).append(row)
        connection.executemany(_STORY, [self._row(one) for one in members.values()])
        alone = [(one[0].key,) for one in members.values()]
        connection.executemany("DELETE FROM member WHERE article = ?", alone)
        connection.executemany(
            "INSERT OR REPLACE INTO member VALUES (?, ?)",
            [(member.key, one[0].key) for one in members.values() for member in one[1:]],
        )

    def _row(self, members: Sequence[_Member]) -> tuple[object, ...]:
        """Return a story's row; its key is that of its member that was kept first."""
        lead = members[0] if len(members) == 1 else min(members, key=self._order)
        places = 0
        for member in members:
            for country in member.countries.split():
                places |= PLACE_BITS.get(country, 0)
            if member.region:
                places |= PLACE_BITS["region"]
        unread = sum(not member.read for member in members)
        read = unread < len(members)
        return (
            members[0].key,
            lead.story,
            lead.id,
            seconds_of(max(member.date for member in members)),
            lead.title,
            lead.outlet,
            len({member.outlet for member in members}),
            places,
            read,
            any(member.starred for member in members),
            unread if read else 0,
            lead.origin == "sample",
        )

    def _order(self, member: _Member) -> tuple[object, ...]:
        """Put the member first that stands for its story: see `newsroom.listing.in_order`."""
        return self._rank.get(member.language, len(self._rank)), not member.complete, member.date, member.id


def _batched(items: Iterable[str], size: int) -> Iterator[list[str]]:
    """Yield the items in lists of that size; the last one may be shorter."""
    rest = iter(items)
    while these := list(islice(rest, size)):
        yield these


def seconds_of(time: str) -> int:
    """Return a time as the database writes it in seconds since 1970."""
    return int(datetime.fromisoformat(time).timestamp())
