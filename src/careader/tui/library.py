"""The screen's questions and changes, answered by a newsroom, in a thread each."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from careader.model import Article, Outlet, Ownership, Rate, Story
from careader.newsroom import Newsroom, Place, Query, StoryRow
from careader.tui.values import Anchor, Mute, Telling, Undo, Verdicts, View
from careader.words import actions
from careader.words import screen as words

if TYPE_CHECKING:  # what looks into texts is loaded after the first paint
    from careader.newsroom.deciding import Change
    from careader.newsroom.evidence import PlaceEvidence
    from careader.newsroom.kinship import Related
    from careader.newsroom.quoting import RateDetail
    from careader.newsroom.standing import Standing
    from careader.rates.convert import Converter
    from careader.settings import OutletEntry
    from careader.store.marks import Marks
    from careader.store.removal import Import

T = TypeVar("T")
_SECOND = timedelta(seconds=1)  # times are kept in whole ones: what came in that of leaving is new

_A_MOMENT = 0.1  # seconds that a key may wait for the disk
_log = logging.getLogger(__name__)


class LibraryReads:
    """Questions to a newsroom: its read model answers for the list, in a thread.

    While the sample edition is shown, `own` is the reader's own newsroom: how its outlets do is asked there.
    """

    def __init__(self, room: Newsroom, mutes: Sequence[Mute] = (), *, own: Newsroom | None = None) -> None:
        self.room = room
        self._own = own or room
        self._mutes = mutes
        self._hidden: frozenset[str] = frozenset()
        self.shows_muted = False

    async def _ask(self, look: Callable[[], T]) -> T:
        """Look something up in a thread; a library that turns out to be damaged is mended, and asked again."""
        return await asyncio.to_thread(self.room.read, look)

    def _timed(self, query: Query) -> Query:
        hidden = frozenset[str]() if self.shows_muted else self._hidden
        return replace(query, now=self.room.now(), hidden=hidden)

    def _look_for_muted(self) -> None:
        """Find the stories that are muted today."""
        now = self.room.now()
        today = now.astimezone().date()
        muted = (mute.query for mute in self._mutes if mute.until is None or today <= mute.until)
        self._hidden = frozenset(id_ for query in muted for id_ in self.room.reads.ids(Query(search=query, now=now)))

    async def complete(self) -> bool:
        """Read what the first paint does without; return whether the list is another one by it."""
        return await asyncio.to_thread(lambda: [room.complete() for room in (self._own, self.room)][-1])

    async def view(self, query: Query, anchor: Anchor | None, span: int, fresh_since: datetime | None) -> View:
        """Return the list around an anchor."""
        return await self._ask(lambda: self._view(query, anchor, span, fresh_since))

    async def rows(self, query: Query, offset: int, limit: int) -> tuple[StoryRow, ...]:
        """Return some rows of the list."""
        return await self._ask(lambda: self.room.reads.rows(self._timed(query), offset=offset, limit=limit))

    async def next_news(self, query: Query, row: int, step: int) -> int | None:
        """Return the next row in a direction, round the end, with something unread."""
        found = await self._ask(lambda: self.room.reads.next_news(self._timed(query), row, step))
        return None if found == row else found

    async def unread(self, query: Query, first: int, last: int | None) -> tuple[tuple[str, ...], int]:
        """Return the ids of the unread articles of some rows, and of how many stories they are."""

        def look() -> tuple[tuple[str, ...], int]:
            ids = tuple(self.room.reads.unread(self._timed(query), first, last))
            return ids, len(self.room.articles.stories_of(ids))

        return await self._ask(look)

    async def story(self, id_: str) -> Telling | None:
        """Return a story with its bodies."""

        def look() -> Telling | None:
            story = self.room.story(id_)
            return self._told(story) if story else None

        return await self._ask(look)

    def _told(self, story: Story) -> Telling:
        ids = frozenset(article.id for article in story.articles)
        read, starred = self.room.among(ids)
        places = self.room.appearances.at_several(ids)
        said = {id_: words.appeared([(p.place, p.published) for p in several]) for id_, several in places.items()}
        return Telling(story, ids - read, frozenset(starred), said)

    async def at_address(self, url: str) -> tuple[Telling, Article] | None:
        """Return the article of a page and its story."""
        from careader.newsroom.addresses import at_address

        def look() -> tuple[Telling, Article] | None:
            found = at_address(self.room, url)
            return (self._told(found[0]), found[1]) if found else None

        return await self._ask(look)

    async def related(self, story: Story) -> tuple[Related, ...]:
        """Return the stories that one is related to."""
        from careader.newsroom.kinship import related_stories

        return await self._ask(lambda: related_stories(self.room, story))

    async def verdicts(self, article: Article, others: Sequence[Article]) -> Verdicts:
        """Return why an article is together with others, or apart from them."""
        from careader.newsroom.kinship import why

        def look() -> Verdicts:
            pairs = tuple(why(self.room, article, others))
            found = ((other.id, self.room.decisions.on(article.id, other.id)) for other, _ in pairs)
            return Verdicts(article, pairs, {id_: decided for id_, decided in found if decided})

        return await self._ask(look)

    async def evidence(self, article: Article) -> tuple[PlaceEvidence, ...]:
        """Return the words that decided on the countries of an article; the first look reads the gazetteer."""
        return await self._ask(lambda: self.room.evidence(article))

    async def rates(self, *, inverted: bool) -> tuple[Rate, ...]:
        """Return the rates of the bar."""
        return await self._ask(lambda: self._bank().rates(inverted=inverted))

    async def rate_details(self, *, inverted: bool) -> list[RateDetail]:
        """Return all that is known of each rate of the bar."""
        names = self.room.settings.rate_names

        def look() -> list[RateDetail]:
            bank = self._bank()
            details = [bank.rate_detail(name, inverted=inverted) for name in names]
            return list({detail.pair: detail for detail in details}.values())

        return await self._ask(look)

    async def converter(self) -> Converter:
        """Return what converts amounts at the rates that are kept."""
        return await self._ask(lambda: self._bank().converter())

    async def outlets(self) -> tuple[Standing, ...]:
        """Return every outlet with how it does."""
        from careader.newsroom.standing import standings

        return await asyncio.to_thread(lambda: self._own.read(lambda: standings(self._own)))

    async def as_given(self, article: Article) -> Article:
        """Return an article with the text that its feed or file gave."""
        from careader.newsroom.article_pages import as_given

        return await asyncio.to_thread(as_given, self.room, article)

    async def export(self, query: Query, name: str, title: str) -> tuple[Path, int]:
        """Write the list into a new file."""
        from careader.newsroom.handing import write_stories

        def write() -> tuple[Path, int]:
            path = Path(name).expanduser().absolute()
            return path, write_stories(self.room, self._timed(query), path, title=title)

        return await self._ask(write)

    async def followed(self) -> Mapping[Ownership, int]:
        """Return how many outlets of each kind are enabled."""
        from careader.newsroom.sides import followed

        return await self._ask(lambda: followed(self.room.outlets()))

    async def told_by(self, outlet: Outlet) -> tuple[str, ...]:
        """Return the ids of all articles of an outlet."""
        return await self._ask(lambda: tuple(self.room.removal.of_outlet(outlet.id)))

    async def imports(self) -> tuple[Import, ...]:
        """Return every import of which something is there, the newest first."""
        return await self._ask(lambda: tuple(self.room.removal.imports()))

    async def starred_among(self, articles: Collection[str]) -> int:
        """Return how many of some articles have a star."""
        return len(self.room.marks.starred_ids() & set(articles))

    # In a thread.

    def _bank(self) -> Newsroom:
        """Return whose rates are shown: the reader's own as soon as a bank has answered, whatever is listed."""
        from careader.rates.endpoints import DECREE

        own = self._own
        answered = own is self.room or any(rate.provider != DECREE.series for rate in own.rates())
        return own if answered else self.room

    def _view(self, query: Query, anchor: Anchor | None, span: int, fresh_since: datetime | None) -> View:
        reads = self.room.reads
        if self._mutes:
            self._look_for_muted()
        query = self._timed(query)
        place = Place(0, found=False)
        if anchor:
            place = reads.position(query, anchor.id, anchor.date)
            if not place.found and (now_in := self.room.articles.story_of(anchor.article)):
                place = reads.position(query, now_in, anchor.date)
        total = reads.total(query)
        row = min(place.row, max(total - 1, 0))
        offset = max(row - span, 0)
        return View(
            total=total,
            row=row,
            found=place.found,
            offset=offset,
            rows=reads.rows(query, offset=offset, limit=row - offset + span + 1),
            counts=reads.counts(query),
            days=tuple(reads.days(query)),
            fresh=reads.position(query, "", fresh_since - _SECOND).row if fresh_since else 0,
            hidden=reads.total(replace(query, hidden=frozenset())) - total if query.hidden else 0,
        )


class Writer(Protocol):
    """Has something written off the event loop, as soon as no other program holds the library."""

    def __call__(self, work: Callable[[], T], /) -> Coroutine[Any, Any, T]:
        """Return what the work returns."""


class LibraryWrites:
    """Changes to a newsroom. Marks are memory and written behind; what goes into the library is handed to `write`.

    Outlets are those of `own`, the reader's own newsroom, also while the sample edition is shown. `failed` is told of
    what could not be written after a key had stopped waiting for it.
    """

    def __init__(
        self,
        room: Newsroom,
        write: Writer = asyncio.to_thread,
        *,
        own: Newsroom | None = None,
        failed: Callable[[BaseException], None] = lambda _: None,
    ) -> None:
        self.room = room
        self._own = own or room
        self._write = write
        self._failed = failed
        self._writing: set[asyncio.Task[Any]] = set()

    async def set_read(self, articles: Collection[str], read: bool) -> Undo | None:
        """Mark articles as read or unread."""
        marks = await self._marks()
        known, _ = marks.among(articles)
        changed = [id_ for id_ in articles if (id_ in known) != read]
        if not changed:
            return None
        self._set_read(changed, read)

        async def back() -> None:
            self._set_read(changed, not read)

        return Undo(words.MARK_READ if read else words.MARK_UNREAD, back)

    async def _marks(self) -> Marks:
        """Return the marks; those of the file are read in a thread where that has not been done yet."""
        if not self.room.is_made("marks"):
            await asyncio.to_thread(self.room.complete)
        return self.room.marks

    def _set_read(self, ids: Sequence[str], read: bool) -> None:
        self.room.marks.set_read(ids, read)

    async def set_starred(self, articles: Collection[Article], starred: bool) -> Undo | None:
        """Put a star on articles, or take it off."""
        marks = await self._marks()
        _, known = marks.among(article.id for article in articles)
        changed = [article for article in articles if (article.id in known) != starred]
        if not changed:
            return None
        self._set_starred(changed, starred)

        async def back() -> None:
            self._set_starred(changed, not starred)

        return Undo(words.STARRED if starred else words.UNSTARRED, back)

    def _set_starred(self, articles: Sequence[Article], starred: bool) -> None:
        self.room.set_starred(articles, starred)

    async def take_out(self, article: Article, story: Story) -> Undo:
        """Keep an article apart from the others of its story."""
        from careader.newsroom.deciding import take_out

        return await self._decide(lambda: take_out(self.room, article, story), words.TAKEN_OUT)

    async def join(self, story: Story, other: Story) -> Undo:
        """Make two stories one."""
        from careader.newsroom.deciding import join

        return await self._decide(lambda: join(self.room, story, other), words.JOINED)

    async def settle(self) -> bool:
        """Group anew what a decision touches; return whether anything moved since the key, or by what had to wait."""
        waited_for = set(self._writing)
        if waited_for:
            await asyncio.wait(waited_for)
        return bool(await self._write(self.room.regroup)) or bool(waited_for)

    async def forget(self, articles: Collection[str], *, of_import: int = 0) -> Undo:
        """Forget articles and the quotes of an import, with all that brings them back."""
        from careader.newsroom.forgetting import bring_back, forget

        ids = tuple(articles)
        return await self._undoable(
            lambda: forget(self.room, ids, of_import=of_import),
            lambda done: bring_back(self.room, done),
            actions.forgot(len(ids)),
        )

    async def _decide(self, decide: Callable[[], Change], what: str) -> Undo:
        from careader.newsroom.deciding import undo

        return await self._undoable(decide, lambda change: undo(self.room, change), what)

    async def _undoable(self, do: Callable[[], T], take_back: Callable[[T], object], what: str) -> Undo:
        doing = await self._begun(do)

        async def undone() -> None:
            done = await doing  # it may wait itself, and is taken back as soon as it has been done
            await self._write(lambda: take_back(done))

        async def back() -> None:
            await self._started(undone())

        return Undo(what, back, regroups=True)

    async def _begun(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """Begin to write, and wait for it no longer than a key may: another program may hold the library for long."""
        return await self._started(self._write(work))

    async def _started(self, work: Coroutine[Any, Any, T]) -> asyncio.Future[T]:
        writing = asyncio.get_running_loop().create_task(work)
        self._writing.add(writing)
        writing.add_done_callback(self._written)
        await asyncio.wait({writing}, timeout=_A_MOMENT)
        if writing.done():
            writing.result()
        return writing

    def _written(self, task: asyncio.Task[Any]) -> None:
        self._writing.discard(task)
        if not task.cancelled() and (error := task.exception()):
            _log.error("a decision could not be kept", exc_info=error)
            self._failed(error)

    async def switch_outlet(self, outlet: Outlet, *, enabled: bool) -> Undo:
        """Switch an outlet on or off."""
        from careader.newsroom.outlets import switch

        await asyncio.to_thread(lambda: switch(self._own, outlet, enabled=enabled))

        async def back() -> None:
            await asyncio.to_thread(lambda: switch(self._own, outlet, enabled=not enabled))

        return Undo(words.switched(outlet.name, on=enabled), back)

    async def add_outlet(self, entry: OutletEntry) -> str:
        """Add an outlet."""
        from careader.newsroom.outlets import add_entries

        def add() -> str:
            before = {outlet.id for outlet in self._own.outlets()}
            add_entries(self._own, [entry])
            return next((outlet.id for outlet in self._own.outlets() if outlet.id not in before), "")

        return await asyncio.to_thread(add)
