"""What is asked about the list of stories: windows of it, counts, places in it; all of it, whatever its length.

Every question is answered from an index, on a connection that waits for no writer, and may be asked from any thread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from careader.model import Story
from careader.newsroom.listing import stories_of
from careader.newsroom.where import asks_for_outlets, where
from careader.store.listing import Counts, Listing, Place, StoryRow, Where

if TYPE_CHECKING:
    from careader.newsroom import Newsroom
    from careader.newsroom.mirror import Mirror
    from careader.newsroom.query import Query

__all__ = ["Counts", "Place", "Reads", "StoryRow", "Window"]


class Window(NamedTuple):
    """Some rows of the list, from `offset` on, and how many it has in all."""

    rows: tuple[StoryRow, ...]
    total: int
    offset: int = 0


class Reads:
    """Questions about the list of a library."""

    def __init__(self, library: Newsroom, listing: Listing, mirror: Mirror) -> None:
        self._library = library
        self._listing = listing
        self._mirror = mirror

    def window(self, query: Query, *, offset: int = 0, limit: int = 200) -> Window:
        """Return `limit` rows of the list from `offset` on."""
        rows = self.rows(query, offset=offset, limit=limit)
        if len(rows) < limit and (rows or not offset):
            return Window(rows, offset + len(rows), offset)
        return Window(rows, self.total(query), offset)

    def rows(self, query: Query, *, offset: int = 0, limit: int = 200) -> tuple[StoryRow, ...]:
        """Return `limit` rows of the list from `offset` on, without counting the others."""
        self._mirror.catch_up()
        rows = self._listing.rows(self._where(query), offset=offset, limit=limit)
        return tuple(self._as_marked(rows) if self._mirror.behind else rows)

    def total(self, query: Query) -> int:
        """Return how many stories the list has."""
        self._mirror.catch_up()
        return self._listing.count(self._where(query))

    def counts(self, query: Query) -> dict[str, Counts]:
        """Return for each place, and for "all", what would be listed while the other filters stay as they are."""
        self._mirror.catch_up()
        return self._listing.counts(self._where(replace(query, places=frozenset(), kept=frozenset())))

    def position(self, query: Query, story_id: str, otherwise: datetime | None = None) -> Place:
        """Return the row of a story; where it is not listed, the row at which it, or one of that time, would be."""
        self._mirror.catch_up()
        return self._listing.place(self._where(query), story_id, otherwise)

    def next_news(self, query: Query, row: int, step: int = 1) -> int | None:
        """Return the nearest row in a direction (1 or -1), round the end, with anything unread; None without one."""
        self._mirror.catch_up()
        return self._listing.next_news(self._where(query), row, step)

    def days(self, query: Query) -> list[tuple[int, date]]:
        """Return the rows at which another day begins, in local time, with the day."""
        self._mirror.catch_up()
        return self._listing.days(self._where(query))

    def unread(self, query: Query, first: int = 0, last: int | None = None) -> list[str]:
        """Return the ids of the unread articles of the stories from one row to before another."""
        self._mirror.catch_up()
        return self._listing.unread(self._where(query), first, last)

    def select(self, query: Query, *, limit: int = -1) -> Iterator[Story]:
        """Return the stories of the list with all their articles, without bodies, as they are read; -1 is no limit."""
        self._mirror.catch_up()
        for ids in self._listing.ids(self._where(query), limit=limit):
            place = {id_: number for number, id_ in enumerate(ids)}
            stories = stories_of(
                self._library.articles.of_stories(ids), self._mirror.among, self._library.settings.languages
            )
            yield from sorted(stories, key=lambda story: place[story.id])

    def ids(self, query: Query) -> list[str]:
        """Return the ids of the stories of the list."""
        self._mirror.catch_up()
        return [id_ for ids in self._listing.ids(where(query)) for id_ in ids]

    def cancel(self) -> None:
        """Have the question that is being answered fail with sqlite3.OperationalError: another is more urgent."""
        self._listing.cancel()

    def _where(self, query: Query) -> Where:
        return where(query, self._listing.outlets() if asks_for_outlets(query) else ())

    def _as_marked(self, rows: Iterable[StoryRow]) -> list[StoryRow]:
        """Show rows as their stories are marked, where the mirror could not be written."""
        articles = self._library.articles
        behind = set(articles.stories_of(self._mirror.behind))
        members = stories_of(articles.of_stories(behind), self._mirror.among, self._library.settings.languages)
        now = {story.id: story for story in members}
        return [
            row._replace(read=now[row.id].read, starred=now[row.id].starred, joined=now[row.id].new)
            if row.id in now
            else row
            for row in rows
        ]


def as_counter(counts: dict[str, Counts]) -> Counter[str]:
    """Return the totals alone."""
    return Counter({place: count.total for place, count in counts.items()})
