"""The only doorway to what careader knows: both faces, the terminal commands and the screen, come in here.

Nothing here imports an HTTP, feed or HTML library before it is needed, so that the screen can paint first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, Any, Self, TypeVar

from careader.model import Article, Mark, Outlet, Rate, Story
from careader.newsroom.lazy import when_used
from careader.newsroom.listing import as_marked, stories_of
from careader.newsroom.parts import Parts
from careader.newsroom.query import PLACE_NAMES, PLACES, Query, places_of
from careader.newsroom.reads import Counts, Place, Reads, StoryRow, Window
from careader.settings import Paths, Settings, load_settings
from careader.store.trouble import failure_of, is_damaged
from careader.words.sentences import told

if TYPE_CHECKING:
    from careader.newsroom.events import Event, RefreshDone
    from careader.newsroom.evidence import PlaceEvidence
    from careader.newsroom.importing import Imported
    from careader.newsroom.mending import Mending
    from careader.newsroom.quoting import RateDetail
    from careader.newsroom.second import Second
    from careader.rates.convert import Converter
    from careader.store.fetches import FetchState
    from careader.store.tallies import Tally

__all__ = [
    "PLACES",
    "PLACE_NAMES",
    "Counts",
    "Newsroom",
    "Place",
    "Query",
    "Reads",
    "StoryRow",
    "UnknownIdError",
    "Window",
    "failure_of",
    "places_of",
    "utc_now",
]

T = TypeVar("T")

SHORTEST_ID = 4
"""How much of an id must be given at least."""


class UnknownIdError(LookupError):
    """No story or article has this id; the message says so in a sentence."""


def utc_now() -> datetime:
    """Read the clock; everything below is handed the time."""
    return datetime.now(UTC)


def _host_key(url: str) -> str:
    from careader.net import host_key  # which brings a client along

    return host_key(url)


class Newsroom(Parts):
    """The articles, stories, marks, quotes and outlets of one reader.

    `key_of` tells which addresses are of one host, for a client. `or_empty` goes on with an empty library where the one
    in these folders cannot even be read, and keeps nothing of what comes in then. `problems` holds a sentence for each
    file that could not be used as it was. Use it as a context manager, or `close` it: marks are written behind by up to
    half a second.
    """

    def __init__(
        self,
        paths: Paths,
        settings: Settings,
        *,
        now: Callable[[], datetime] = utc_now,
        key_of: Callable[[str], str] = _host_key,
        or_empty: bool = False,
    ) -> None:
        super().__init__(paths, settings, now, or_empty=or_empty)
        self.key_of = key_of
        self._closed = False
        self._grouping = Lock()
        self._outlets: tuple[Settings, tuple[Outlet, ...]] | None = None
        try:
            self._start()
        except Exception as error:
            from careader.newsroom.mending import mended

            if not mended(self._database, error, now=now()):
                raise
            self._start()
        self.reads = Reads(self, self.listing, self.mirror)
        if not self.mirror.is_true:
            _ = self.marks  # which it follows from then on

    @classmethod
    def open(cls, paths: Paths, *, settings_must_exist: bool = False) -> Self:
        """Open the newsroom of these folders. Raises SettingsError, NewerDatabaseError and OSError."""
        return cls(paths, load_settings(paths.settings, must_exist=settings_must_exist))

    @property
    def problems(self) -> tuple[str, ...]:
        """What was wrong with the files, in sentences."""
        from careader.newsroom.clients import unusable_proxy

        tables = [getattr(self, name) for name in ("marks", "decisions") if not self._closed or self.is_made(name)]
        problems = [self._database.problem, *(problem for table in tables for problem in table.problems)]
        problems += [self._choices.problem, self.shared.problem, unusable_proxy(self.settings)]
        return tuple(told(problem) for problem in (*problems, *self.settings.problems, *self._unusable) if problem)

    def complete(self) -> bool:
        """Read what the list does without: marks, decisions, how outlets do. Return whether the list changes by it."""
        self.read(lambda: (self.marks, self.decisions, self.log))
        return bool(self.mirror.behind)

    @property
    def unsaved(self) -> str:
        """What is not on the disk: `3 marks and 1 decision`, "" where everything is."""
        counts = [
            (name, getattr(self, f"{name}s").unsaved) for name in ("mark", "decision") if self.is_made(f"{name}s")
        ]
        return told(" and ".join(f"{count} {name}{'s' * (count != 1)}" for name, count in counts if count))

    def save(self, patience: float = 2.0, *, leave_copies: bool = False) -> None:
        """Write the marks and decisions that are not on the disk, waiting so many seconds for other programs.

        With `leave_copies` what cannot be written in that time is left beside their files.
        """
        tables = [getattr(self, name) for name in ("marks", "decisions") if self.is_made(name)]
        for table in tables:
            if not table.flush(patience) and leave_copies:
                table.leave_copy()

    def close(self) -> None:
        """Write what is pending and let go of the files."""
        self._closed = True
        if self.is_made("marks"):
            self.marks.close()
            self.mirror.catch_up()
        if self.is_made("decisions"):
            self.decisions.close()
        self._choices.save()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def transaction(self) -> AbstractContextManager[object]:
        """Write all that is kept within it, or nothing of it where something is raised."""
        return self._database.transaction()

    def stories(self) -> list[Story]:
        """Return every story with its marks, newest first, articles without their bodies."""
        return list(self.reads.select(Query()))

    def marked(self, story: Story) -> Story:
        """Give a story as it is marked now."""
        return as_marked(story, *self.among(article.id for article in story.articles))

    def among(self, articles: Iterable[str]) -> tuple[AbstractSet[str], AbstractSet[str]]:
        """Return which of these articles are read, and which are starred."""
        return self.mirror.among(articles)

    def whole(self, story: Story) -> Story:
        """Give a story whose articles have their bodies."""
        bodies = {article.id: article for article in self.articles.whole(article.id for article in story.articles)}
        return replace(story, articles=tuple(bodies.get(article.id, article) for article in story.articles))

    def story(self, id_: str) -> Story | None:
        """Give the story of this id, or the story that the article of this id is in, with bodies."""
        members = self.articles.members(id_)
        if not members:  # an article, or the first one of what has become part of another story
            id_ = self.articles.story_of(id_.removeprefix("s"))
            members = self.articles.members(id_)
        rows = [(id_, article) for article in self.articles.whole(members)]
        return next(iter(stories_of(rows, self.among, self.settings.languages)), None)

    def resolve(self, id_: str) -> tuple[Story, str | None]:
        """Give the story of an id or of its unmistakable beginning, and the article where the id is one's.

        Raises UnknownIdError.
        """
        story = self.story(id_)
        if story is None:
            near = self.articles.ids_like(id_.removeprefix("s")) if len(id_) >= SHORTEST_ID else []
            if len(near) > 1:
                raise UnknownIdError(f"{id_} is the beginning of {len(near)} ids; give more of it")
            id_ = f"s{near[0]}" if near and id_.startswith("s") else near[0] if near else id_
            story = self.story(id_)
        if story is None:
            raise UnknownIdError(f"there is no story or article {id_}; careader list gives the ids")
        return story, None if id_.startswith("s") else id_

    def find(self, text: str) -> frozenset[str] | None:
        """Return the ids of the articles that have the words and phrases of a search and none that it leaves out.

        None where it has neither.
        """
        from careader.newsroom.grammar import Field, parse

        found: frozenset[str] | None = None
        left_out: frozenset[str] = frozenset()
        for term in parse(text).of(Field.WORD, Field.PHRASE):
            ids = self.articles.search(term.values[0], exact=term.field is Field.PHRASE)
            if term.negated:
                left_out |= ids
            else:
                found = ids if found is None else found & ids
        if left_out:
            found = (frozenset(self.articles.ids()) if found is None else found) - left_out
        return found

    def evidence(self, article: Article) -> tuple[PlaceEvidence, ...]:
        """Give for each place that an article is about the words that decided."""
        from careader.newsroom.evidence import evidence_of

        whole = next(iter(self.articles.whole([article.id])), article)
        outlet = next((outlet for outlet in self.outlets() if outlet.id == article.outlet_id), None)
        return evidence_of(whole, outlet.countries if outlet else ())

    @property
    def chosen(self) -> Mapping[str, Any]:
        """What was chosen on the screen when the reader was last left, as a file has it; nobody has checked it."""
        return self._choices.values

    @chosen.setter
    def chosen(self, values: Mapping[str, Any]) -> None:
        self._choices.values = values

    def rates(self, *, inverted: bool = False) -> tuple[Rate, ...]:
        """Give what the currency bar shows: prices in dollars, or prices of the dollar where `inverted`."""
        from careader.newsroom.quoting import current_rates

        names = self.settings.rate_names
        return current_rates(self.quotes, self.log.currencies, names, inverted=inverted, now=self.now())

    def rate_detail(self, name: str, *, inverted: bool = False) -> RateDetail:
        """Return all that is known of the rate of a currency or a pair: changes, history, sources, failures."""
        from careader.newsroom.quoting import rate_detail

        return rate_detail(self.quotes, self.log.currencies, name, inverted=inverted, now=self.now())

    def converter(self) -> Converter:
        """Give what converts an amount among the currencies that have a rate, and the dollar."""
        from careader.newsroom.quoting import shown_quotes
        from careader.newsroom.schedule import wanted
        from careader.rates.convert import Converter

        newest = (shown_quotes(self.quotes, currency, now=self.now())[-1:] for currency in wanted(self.settings))
        return Converter(quote for quotes in newest for quote in quotes)

    def outlets(self) -> tuple[Outlet, ...]:
        """Give the outlets: the built-in ones as the settings change them, then the reader's own."""
        from careader.sources.outlets import outlets

        if self._outlets is None or self._outlets[0] is not self.settings:
            self._outlets = (self.settings, outlets(self.settings))
        return self._outlets[1]

    @property
    def _unusable(self) -> tuple[str, ...]:
        """What is wrong with outlets of the settings, in sentences."""
        from careader.sources.outlets import unusable

        return unusable(self.settings) if self.settings.outlets else ()

    def tallies(self, since: datetime) -> dict[str, Tally]:
        """Return for each outlet how many of its articles are kept, whole, of the time since, and unread."""
        from careader.store.tallies import tallies

        self.mirror.catch_up()
        return tallies(self._database, since)

    @when_used
    def mending(self) -> Mending:
        """What mends the library where its file is damaged."""
        from careader.newsroom.mending import Mending

        return Mending(
            self._database,
            self._table,
            self.grouping,
            self.mirror,
            marks=lambda: self.marks,
            regroup=lambda: self.regroup(),
            now=lambda: self.now(),
        )

    def regroup(self, second: Second | None = None) -> int:
        """Put what is new or was changed into stories, as the reader has decided; return how many articles moved.

        Of very much, a `second` process takes some of the work.
        """
        from careader.newsroom.grouping import Ahead, regroup
        from careader.store.decisions import Decided

        with self._grouping:  # a refresh that began before a decision must not end after it
            together, apart, undecided = (
                self.decisions.pairs(decided) for decided in (Decided.TOGETHER, Decided.APART, Decided.NOTHING)
            )
            together = [*together, *(pair for pair in self.pages.editions() if pair not in apart)]
            ahead = Ahead(second)
            return regroup(self.articles, self.grouping, ahead, together=together, apart=apart, undecided=undecided)

    def set_read(self, articles: Iterable[Article], read: bool) -> None:
        """Mark articles as read or unread."""
        self.marks.set_read([article.id for article in articles], read)

    def set_starred(self, articles: Iterable[Article], starred: bool) -> None:
        """Put a star on articles, or take it off."""
        self.marks.set_starred(articles, starred)

    def stars(self) -> list[Mark]:
        """Give the starred marks, the newest star first; they outlive their articles."""
        starred = [mark for mark in self.marks.all().values() if mark.starred]
        return sorted(starred, key=lambda mark: mark.starred_at or datetime.min.replace(tzinfo=UTC), reverse=True)

    async def refresh(self, report: Callable[[Event], None], *, force: bool = False, rates: bool = True) -> RefreshDone:
        """Ask every enabled outlet and the banks once and report on each; `force` ignores what is known of them.

        Without `rates` the banks are left alone.
        """
        from careader.newsroom.engine import Engine

        async with Engine(self, report) as engine:
            return await engine.refresh(force=force, rates=rates)

    def read(self, work: Callable[[], T]) -> T:
        """Do something that reads the library; where the file turns out to be damaged, mend it and do it again."""
        try:
            return work()
        except Exception as error:
            if not self.mending.helps(error):
                raise
        return work()

    @property
    def is_damaged(self) -> bool:
        """Whether the file of the library turned out to be damaged and has not been mended yet."""
        return bool(self._database.damage)

    def _start(self) -> None:
        try:
            self._table.check()
        except sqlite3.OperationalError as error:  # another program is writing: the list is as it was made
            if is_damaged(error):
                raise
        _ = self.mirror

    @property
    def schema(self) -> int:
        """How many steps of the schema the library has been through."""
        return self._database.schema

    def integrity(self) -> str:
        """Return what SQLite finds wrong with the file, in a line; "ok" where it is sound."""
        return self._database.integrity()

    def be_patient(self, seconds: float) -> None:
        """Let a write wait so long for another program before it raises sqlite3.OperationalError."""
        self._database.be_patient(seconds)

    def changes_elsewhere(self) -> tuple[bool, FetchState | None]:
        """Look what other programs have changed in the library since this was last asked.

        Return whether they have, and what is then remembered of asking.
        """
        changed = self._database.changed_elsewhere()
        return changed, self.fetches.load() if changed else None

    def import_paths(self, paths: Iterable[str], *, stdin: bytes = b"") -> Imported:
        """Read captures, feed files and lists of outlets; "-" is standard input."""
        from careader.newsroom.importing import import_paths

        return import_paths(self, paths, stdin)
