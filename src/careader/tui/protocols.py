"""What the services of a screen can be asked and told. For types alone: nothing loads it to run."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from careader.model import Article, Outlet, Ownership, Rate, Story
from careader.newsroom import StoryRow
from careader.newsroom.discovering import Found
from careader.newsroom.evidence import PlaceEvidence
from careader.newsroom.kinship import Related
from careader.newsroom.query import Query
from careader.newsroom.quoting import RateDetail
from careader.newsroom.standing import Standing
from careader.rates.convert import Converter
from careader.settings import OutletEntry
from careader.store.removal import Import
from careader.tui.values import Anchor, Condition, Telling, Undo, Verdicts, View


class Reads(Protocol):
    """Questions about the library. Every answer comes from a thread, so that the screen never waits for a disk.

    `shows_muted` lists the muted stories too.
    """

    shows_muted: bool

    async def complete(self) -> bool:
        """Read what the first paint does without; return whether the list is another one by it."""

    async def view(self, query: Query, anchor: Anchor | None, span: int, fresh_since: datetime | None) -> View:
        """Return the list around an anchor: at least `span` rows on both sides. Without an anchor the top."""

    async def rows(self, query: Query, offset: int, limit: int) -> tuple[StoryRow, ...]:
        """Return some rows of the list."""

    async def next_news(self, query: Query, row: int, step: int) -> int | None:
        """Return the next row in a direction (1 or -1), round the end, with something unread; None without one."""

    async def unread(self, query: Query, first: int, last: int | None) -> tuple[tuple[str, ...], int]:
        """Return the ids of the unread articles of the rows from `first` to before `last`, and of how many stories."""

    async def story(self, id_: str) -> Telling | None:
        """Return the story of an id, or the one that an article of this id is in."""

    async def related(self, story: Story) -> tuple[Related, ...]:
        """Return the stories that one is related to."""

    async def verdicts(self, article: Article, others: Sequence[Article]) -> Verdicts:
        """Return why an article is together with others, or apart from them."""

    async def evidence(self, article: Article) -> tuple[PlaceEvidence, ...]:
        """Return the words that decided on the countries of an article."""

    async def rates(self, *, inverted: bool) -> tuple[Rate, ...]:
        """Return the rates of the bar."""

    async def rate_details(self, *, inverted: bool) -> list[RateDetail]:
        """Return all that is known of each rate of the bar."""

    async def converter(self) -> Converter:
        """Return what converts amounts at the rates that are kept."""

    async def outlets(self) -> tuple[Standing, ...]:
        """Return every outlet with how it does."""

    async def at_address(self, url: str) -> tuple[Telling, Article] | None:
        """Return the article of a page and its story; None where the library has no such page."""

    async def as_given(self, article: Article) -> Article:
        """Return an article with the text that its feed or file gave; the same one where that is what it has."""

    async def export(self, query: Query, name: str, title: str) -> tuple[Path, int]:
        """Write the list into a new file; return its path and how many stories it has.

        Raises FileExistsError and leaves alone what is there; OSError, RuntimeError or ValueError for a name that
        cannot be one.
        """

    async def told_by(self, outlet: Outlet) -> tuple[str, ...]:
        """Return the ids of all articles of an outlet."""

    async def imports(self) -> tuple[Import, ...]:
        """Return every import of which something is there, the newest first."""

    async def starred_among(self, articles: Collection[str]) -> int:
        """Return how many of some articles have a star."""

    async def followed(self) -> Mapping[Ownership, int]:
        """Return how many outlets of each kind are enabled."""


class Writes(Protocol):
    """Changes that the reader makes. Each returns how it is taken back, None where nothing changed."""

    async def set_read(self, articles: Collection[str], read: bool) -> Undo | None:
        """Mark articles as read or unread."""

    async def set_starred(self, articles: Collection[Article], starred: bool) -> Undo | None:
        """Put a star on articles, or take it off."""

    async def take_out(self, article: Article, story: Story) -> Undo:
        """Keep an article apart from the others of its story."""

    async def join(self, story: Story, other: Story) -> Undo:
        """Make two stories one."""

    async def forget(self, articles: Collection[str], *, of_import: int = 0) -> Undo:
        """Forget articles with their marks, and the quotes of an import.

        What a feed still carries of them does not come back.
        """

    async def settle(self) -> bool:
        """Group anew what a decision touches; return whether anything moved."""

    async def switch_outlet(self, outlet: Outlet, *, enabled: bool) -> Undo:
        """Switch an outlet on or off. Raises SettingsError."""

    async def add_outlet(self, entry: OutletEntry) -> str:
        """Add an outlet and return its id, "" where it is in the list. Raises SettingsError."""


class Engine(Protocol):
    """What goes on behind the screen."""

    def fetch_news(self) -> None:
        """Fetch what can be fetched, and say so."""

    def fetch_rates(self) -> bool:
        """Ask the banks; False where that is under way already."""

    def fetch_outlet(self, outlet: Outlet) -> None:
        """Ask one outlet now."""

    async def discover(self, address: str) -> Found:
        """Return what can be read at an address."""

    def fetch_page(self, article: Article, *, force: bool = False) -> bool:
        """Have the whole text of an article fetched, again with `force`; False where that is not to be."""

    def condition(self) -> Condition:
        """Return how the library is doing."""


class Ways(Protocol):
    """From one screen to another."""

    async def story(self, telling: Telling, *, instead: bool = False) -> None:
        """Show who tells a story and who does not; `instead` of the story that is shown."""

    async def read(self, telling: Telling, article: Article) -> None:
        """Read an article in the main screen."""

    async def versions(self, article: Article, others: Sequence[Article]) -> None:
        """Show two versions of a story beside each other."""

    async def rates(self) -> None:
        """Show the exchange rates."""

    async def outlets(self) -> None:
        """Show the outlets."""

    async def places(
        self,
        query: Query,
        counts: Mapping[str, tuple[int, int]],
        choose: Callable[[frozenset[str]], Awaitable[Mapping[str, tuple[int, int]]]],
    ) -> None:
        """Let places be chosen; `choose` takes each choice and returns the counts under it."""

    def counted(self, query: Query, counts: Mapping[str, tuple[int, int]]) -> None:
        """Show the counts where places are being chosen."""

    async def views(self, choose: Callable[[str], Awaitable[None]]) -> None:
        """Let one of the views be chosen that the settings name."""

    async def choose(
        self,
        title: str,
        rows: Sequence[tuple[str, str]],
        done: Callable[[int], Awaitable[None]],
        hints: str,
    ) -> None:
        """Let one of some rows be chosen, each a name and more about it; `done` takes its place."""

    async def confirm(self, title: str, text: str, hints: str, done: Callable[[], Awaitable[None]]) -> None:
        """Ask whether something is meant, and do it where it is."""

    async def ask(self, title: str, done: Callable[[str], Awaitable[None]], text: str = "") -> None:
        """Let a line be typed."""

    async def in_list(self, action: str) -> None:
        """Go back to the list, and do something there."""
