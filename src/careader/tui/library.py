"""The screen's questions and changes, answered by a newsroom, in a thread each."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from threading import RLock
from typing import Protocol, TypeVar

from careader.model import Article, Origin, Outlet, Ownership, Rate, Story
from careader.newsroom import Newsroom, Query, places_of
from careader.newsroom.deciding import Change, join, take_out, undo
from careader.newsroom.evidence import PlaceEvidence
from careader.newsroom.kinship import Related
from careader.newsroom.quoting import RateDetail
from careader.newsroom.sides import followed
from careader.rates.convert import Converter
from careader.tui.format import day_of
from careader.tui.services import Anchor, OutletState, StoryRow, Telling, Undo, Verdicts, View
from careader.words import screen as words


T = TypeVar("T")


def row_of(story: Story) -> StoryRow:
    """Return what the list shows of a story."""
    lead = story.lead
    return StoryRow(
        id=story.id,
        lead=lead.id,
        date=story.date,
        title=lead.title,
        outlet=lead.outlet,
        outlets=len(story.outlets),
        places=places_of(story),
        read=story.read,
        starred=story.starred,
        new=story.new,
        sample=lead.origin is Origin.SAMPLE,
    )


class LibraryReads:
    """Questions to a newsroom. Its stories are read once and kept until something changes; marks change single ones."""

    def __init__(self, room: Newsroom) -> None:
        self.room = room
        self._lock = RLock()
        self._stories: list[Story] | None = None
        self._places: dict[str, int] = {}
        self._passing: tuple[Query, list[Story]] | None = None

    def forget(self) -> None:
        """Read the stories anew at the next question."""
        with self._lock:
            self._stories = self._passing = None

    async def view(self, query: Query, anchor: Anchor | None, span: int, fresh_since: datetime | None) -> View:
        """Return the list around an anchor."""
        return await asyncio.to_thread(self._view, query, anchor, span, fresh_since)

    async def rows(self, query: Query, offset: int, limit: int) -> tuple[StoryRow, ...]:
        """Return some rows of the list."""
        return await asyncio.to_thread(lambda: tuple(map(row_of, self._listed(query)[offset : offset + limit])))

    async def next_news(self, query: Query, row: int, step: int) -> int | None:
        """Return the next row in a direction, round the end, with something unread."""

        def look() -> int | None:
            stories = self._listed(query)
            count = len(stories)
            rows = ((row + step * distance) % count for distance in range(1, count))
            return next((other for other in rows if not stories[other].read or stories[other].new), None)

        return await asyncio.to_thread(look)

    async def unread(self, query: Query, first: int, last: int | None) -> tuple[tuple[str, ...], int]:
        """Return the ids of the unread articles of some rows, and of how many stories they are."""

        def look() -> tuple[tuple[str, ...], int]:
            read = self.room.marks.read_ids()
            stories = self._listed(query)[first:last]
            found = [[article.id for article in story.articles if article.id not in read] for story in stories]
            return tuple(id_ for ids in found for id_ in ids), sum(1 for ids in found if ids)

        return await asyncio.to_thread(look)

    async def story(self, id_: str) -> Telling | None:
        """Return a story with its bodies."""

        def look() -> Telling | None:
            with self._lock:
                self._all()
                place = self._places.get(id_)
                known = self._stories[place] if self._stories is not None and place is not None else None
            story = self.room.whole(known) if known else self.room.story(id_)
            if story is None:
                return None
            ids = frozenset(article.id for article in story.articles)
            marks = self.room.marks
            return Telling(story, ids - marks.read_ids(), ids & marks.starred_ids())

        return await asyncio.to_thread(look)

    async def related(self, story: Story) -> tuple[Related, ...]:
        """Return the stories that one is related to."""
        from careader.newsroom.kinship import related_stories

        return await asyncio.to_thread(related_stories, self.room, story)

    async def verdicts(self, article: Article, others: Sequence[Article]) -> Verdicts:
        """Return why an article is together with others, or apart from them."""
        from careader.newsroom.kinship import why

        def look() -> Verdicts:
            pairs = tuple(why(article, others))
            found = ((other.id, self.room.decisions.on(article.id, other.id)) for other, _ in pairs)
            return Verdicts(article, pairs, {id_: decided for id_, decided in found if decided})

        return await asyncio.to_thread(look)

    async def evidence(self, article: Article) -> tuple[PlaceEvidence, ...]:
        """Return the words that decided on the countries of an article; the first look reads the gazetteer."""
        return await asyncio.to_thread(self.room.evidence, article)

    async def rates(self, *, inverted: bool) -> tuple[Rate, ...]:
        """Return the rates of the bar."""
        return await asyncio.to_thread(lambda: self.room.rates(inverted=inverted))

    async def rate_details(self, *, inverted: bool) -> list[RateDetail]:
        """Return all that is known of each rate of the bar."""
        currencies = self.room.settings.rate_currencies
        return await asyncio.to_thread(lambda: [self.room.rate_detail(code, inverted=inverted) for code in currencies])

    async def converter(self) -> Converter:
        """Return what converts amounts at the rates that are kept."""
        return await asyncio.to_thread(self.room.converter)

    async def outlets(self) -> tuple[OutletState, ...]:
        """Return every outlet with how it does."""
        return await asyncio.to_thread(self._outlets)

    async def followed(self) -> Mapping[Ownership, int]:
        """Return how many outlets of each kind are enabled."""
        return await asyncio.to_thread(lambda: followed(self.room.outlets()))

    # In a thread.

    def _all(self) -> list[Story]:
        if self._stories is None:
            self._stories = self.room.stories()
            self._places = {story.id: place for place, story in enumerate(self._stories)}
            self._passing = None
        return self._stories

    def _listed(self, query: Query) -> list[Story]:
        with self._lock:
            stories = self._all()
            if self._passing is None or self._passing[0] != query:
                found = self.room.find(query.search)
                timed = replace(query, now=self.room.now())
                self._passing = (query, [story for story in stories if timed.matches(story, found)])
            return self._passing[1]

    def marked(self, ids: Collection[str]) -> None:
        """Take notice of the marks of some articles."""
        with self._lock:
            if self._stories is None:
                return
            wanted = set(ids)
            for place, story in enumerate(self._stories):
                if any(article.id in wanted for article in story.articles):
                    self._stories[place] = self.room.marked(story)
            self._passing = None

    def _view(self, query: Query, anchor: Anchor | None, span: int, fresh_since: datetime | None) -> View:
        with self._lock:
            stories, every = self._listed(query), self._all()
            found = self.room.find(query.search)
            timed = replace(query, now=self.room.now())
        row, is_there = _place(stories, anchor)
        offset = max(row - span, 0)
        counts: dict[str, Counter[bool]] = {}
        for story in every:
            if timed.matches_but_places(story, found):
                for place in ("all", *places_of(story)):
                    counts.setdefault(place, Counter())[story.read] += 1
        return View(
            total=len(stories),
            row=row,
            found=is_there,
            offset=offset,
            rows=tuple(map(row_of, stories[offset : row + span + 1])),
            counts={place: (found[False], found.total()) for place, found in counts.items()},
            days=_days(stories),
            fresh=sum(1 for story in stories if story.date > fresh_since) if fresh_since else 0,
        )

    def _outlets(self) -> tuple[OutletState, ...]:
        room = self.room
        with self._lock:
            stories = list(self._all())
        read = room.marks.read_ids()
        kept: Counter[str] = Counter()
        unread: Counter[str] = Counter()
        recent: Counter[str] = Counter()
        whole: Counter[str] = Counter()
        week = room.now() - timedelta(days=7)
        for story in stories:
            for article in story.articles:
                kept[article.outlet_id] += 1
                unread[article.outlet_id] += article.id not in read
                recent[article.outlet_id] += article.date > week
                whole[article.outlet_id] += article.complete
        states = []
        for outlet in room.outlets():
            fetch = room.log.outlets.get(outlet.id)
            count = kept[outlet.id]
            states.append(
                OutletState(
                    outlet,
                    last_success=fetch.reached_at if fetch else None,
                    failure=fetch.failure if fetch and outlet.enabled else None,
                    per_day=recent[outlet.id] / 7 if count else None,
                    complete_share=whole[outlet.id] / count if count else None,
                    unread=unread[outlet.id],
                    articles=count,
                )
            )
        return tuple(states)


class Writer(Protocol):
    """Has something written off the event loop, as soon as no other program holds the library."""

    async def __call__(self, work: Callable[[], T], /) -> T:
        """Return what the work returns."""


class LibraryWrites:
    """Changes to a newsroom. Marks are memory and written behind; what goes into the library is handed to `write`."""

    def __init__(self, room: Newsroom, reads: LibraryReads, write: Writer = asyncio.to_thread) -> None:
        self.room = room
        self._reads = reads
        self._write = write

    async def set_read(self, articles: Collection[str], read: bool) -> Undo | None:
        """Mark articles as read or unread."""
        known = self.room.marks.read_ids()
        changed = [id_ for id_ in articles if (id_ in known) != read]
        if not changed:
            return None
        self._set_read(changed, read)

        async def back() -> None:
            self._set_read(changed, not read)

        return Undo(words.MARK_READ if read else words.MARK_UNREAD, back)

    def _set_read(self, ids: Sequence[str], read: bool) -> None:
        self.room.marks.set_read(ids, read)
        self._reads.marked(ids)

    async def set_starred(self, articles: Collection[Article], starred: bool) -> Undo | None:
        """Put a star on articles, or take it off."""
        known = self.room.marks.starred_ids()
        changed = [article for article in articles if (article.id in known) != starred]
        if not changed:
            return None
        self._set_starred(changed, starred)

        async def back() -> None:
            self._set_starred(changed, not starred)

        return Undo(words.STARRED if starred else words.UNSTARRED, back)

    def _set_starred(self, articles: Sequence[Article], starred: bool) -> None:
        self.room.set_starred(articles, starred)
        self._reads.marked([article.id for article in articles])

    async def take_out(self, article: Article, story: Story) -> Undo:
        """Keep an article apart from the others of its story."""
        return await self._decide(lambda: take_out(self.room, article, story), words.TAKEN_OUT)

    async def join(self, story: Story, other: Story) -> Undo:
        """Make two stories one."""
        return await self._decide(lambda: join(self.room, story, other), words.JOINED)

    async def settle(self) -> bool:
        """Group anew what a decision touches; return whether anything moved."""
        moved = await self._write(self.room.regroup)
        if moved:
            self._reads.forget()
        return bool(moved)

    async def _decide(self, decide: Callable[[], Change], what: str) -> Undo:
        change = await self._write(decide)
        self._reads.forget()

        async def back() -> None:
            await self._write(lambda: undo(self.room, change))
            self._reads.forget()

        return Undo(what, back, regroups=True)

    async def switch_outlet(self, outlet: Outlet, *, enabled: bool) -> Undo:
        """Switch an outlet on or off."""
        from careader.newsroom.outlets import switch

        await asyncio.to_thread(lambda: switch(self.room, outlet, enabled=enabled))

        async def back() -> None:
            await asyncio.to_thread(lambda: switch(self.room, outlet, enabled=not enabled))

        return Undo(words.switched(outlet.name, on=enabled), back)

    async def add_outlet(self, url: str) -> str:
        """Add an outlet by its address."""
        from careader.newsroom.outlets import add_entries
        from careader.settings import OutletEntry

        def add() -> str:
            before = {outlet.id for outlet in self.room.outlets()}
            add_entries(self.room, [OutletEntry(id="", url=url)])
            return next((outlet.id for outlet in self.room.outlets() if outlet.id not in before), "")

        return await asyncio.to_thread(add)


def _place(stories: Sequence[Story], anchor: Anchor | None) -> tuple[int, bool]:
    """Return where a story is, or the row next below its date, and whether it is there."""
    if anchor is None or not stories:
        return 0, False
    for row, story in enumerate(stories):
        if story.id == anchor.id or any(article.id == anchor.article for article in story.articles):
            return row, True
    newest_first = [-story.date.timestamp() for story in stories]
    return min(bisect_left(newest_first, -anchor.date.timestamp()), len(stories) - 1), False


def _days(stories: Sequence[Story]) -> tuple[tuple[int, date], ...]:
    days: list[tuple[int, date]] = []
    for row, story in enumerate(stories):
        day = day_of(story.date)
        if not days or days[-1][1] != day:
            days.append((row, day))
    return tuple(days)

