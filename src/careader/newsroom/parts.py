"""What a newsroom is made of. What a list does without is made, and what makes it is loaded, at its first use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from careader.newsroom.lazy import when_used
from careader.newsroom.mirror import Mirror
from careader.store.articles import ArticleStore
from careader.store.atomic import file_stamp
from careader.store.choices import Choices
from careader.store.database import Database
from careader.store.listing import Listing
from careader.store.storytable import StoryTable

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from careader.newsroom.merging import Shared
    from careader.settings import Paths, Settings
    from careader.store.appearances import AppearanceStore
    from careader.store.decisions import Decisions
    from careader.store.entries import EntryStore
    from careader.store.fetches import FetchState, FetchStore
    from careader.store.grouping import GroupingStore
    from careader.store.marks import Marks
    from careader.store.pages import PageStore
    from careader.store.quotes import QuoteStore
    from careader.store.removal import RemovalStore


class Parts:
    """The files of a newsroom and what reads and writes them.

    The list needs the first few. All others are `when_used`: to add one, write it here, and let nothing that is loaded
    with the list import its module for more than types. `is_made` says whether one was used yet.
    """

    paths: Paths
    settings: Settings
    now: Callable[[], datetime]

    def __init__(
        self, paths: Paths, settings: Settings, now: Callable[[], datetime], *, or_empty: bool = False
    ) -> None:
        self.paths = paths
        self.settings = settings
        self.now = now
        self._database = Database(paths.data / "articles.sqlite3", now=now(), or_empty=or_empty)
        self._table = StoryTable(self._database, settings.languages)
        self.articles = ArticleStore(self._database, self._table)
        self.listing = Listing(self._database)
        self._choices = Choices(paths.data / "screen.json")

    def is_made(self, name: str) -> bool:
        """Return whether a part was used yet."""
        return name in self.__dict__

    @when_used
    def mirror(self) -> Mirror:
        """The marks in the database. Where it is that of another file than there is, the marks are read for it."""
        return Mirror(self._table, file_stamp(self._marks_file))

    @when_used
    def marks(self) -> Marks:
        """What was read and starred; all of the file is read."""
        from careader.store.marks import Marks

        marks = Marks(self._marks_file, now=self.now, shared=self.shared.marks)
        self.mirror.follow(marks)
        return marks

    @property
    def _marks_file(self) -> Path:
        return self.paths.data / "marks.json"

    @when_used
    def decisions(self) -> Decisions:
        """What was decided on stories; all of the file is read."""
        from careader.store.decisions import Decisions

        return Decisions(self.paths.data / "decisions.json", now=self.now, shared=self.shared.decisions)

    @when_used
    def shared(self) -> Shared:
        """Where marks and decisions are shared with other machines."""
        from careader.newsroom.merging import shared_files

        return shared_files(self.settings, self.paths.data)

    @when_used
    def log(self) -> FetchState:
        """What is remembered of asking outlets, hosts and banks."""
        return self.fetches.load_once(self.paths.cache / "fetches.json", self._database.id)

    @when_used
    def fetches(self) -> FetchStore:
        """The table of that."""
        from careader.store.fetches import FetchStore

        return FetchStore(self._database)

    @when_used
    def entries(self) -> EntryStore:
        """What is known of the entries of feeds."""
        from careader.store.entries import EntryStore

        return EntryStore(self._database)

    @when_used
    def grouping(self) -> GroupingStore:
        """What grouping has found out."""
        from careader.store.grouping import GroupingStore

        return GroupingStore(self._database, self._table)

    @when_used
    def pages(self) -> PageStore:
        """What is known of the pages of articles."""
        from careader.store.pages import PageStore

        return PageStore(self._database)

    @when_used
    def appearances(self) -> AppearanceStore:
        """When articles came by which kind of way."""
        from careader.store.appearances import AppearanceStore

        return AppearanceStore(self._database)

    @when_used
    def quotes(self) -> QuoteStore:
        """Exchange rates."""
        from careader.store.quotes import QuoteStore

        return QuoteStore(self._database)

    @when_used
    def removal(self) -> RemovalStore:
        """What lets articles go."""
        from careader.store.removal import RemovalStore

        return RemovalStore(self._database, self.articles)
