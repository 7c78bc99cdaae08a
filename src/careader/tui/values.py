"""What screens ask for and are told: a place in the list, the list around it, a story, how a change is taken back.

No Textual here, and no library.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from careader.model import Article, Story
    from careader.newsroom import StoryRow
    from careader.newsroom.deciding import Decided
    from careader.newsroom.kinship import Verdict


class Anchor(NamedTuple):
    """A place in the list: a story, an article of it by which it is found again, and its date."""

    id: str
    article: str
    date: datetime


class View(NamedTuple):
    """The list under a query, as far as it is looked at.

    `rows` begin at `offset`; `row` is where the anchor is, or the next one below it, and `found` that it is listed.
    `counts` has for each place, and for "all", how many stories are unread and how many there are, while the other
    filters stay as they are. `days` are the rows at which another day begins; `fresh` is how many stories on top are
    newer than the time asked for; `hidden` how many stories pass but are muted.
    """

    total: int = 0
    row: int = 0
    found: bool = False
    offset: int = 0
    rows: tuple[StoryRow, ...] = ()
    counts: Mapping[str, tuple[int, int]] = MappingProxyType({})
    days: tuple[tuple[int, date], ...] = ()
    fresh: int = 0
    hidden: int = 0


class Telling(NamedTuple):
    """A story with the bodies of its articles, and which of these are unread and starred.

    `appeared` says of an article that came by Telegram and by its site when it was at each.
    """

    story: Story
    unread: frozenset[str] = frozenset()
    starred: frozenset[str] = frozenset()
    appeared: Mapping[str, str] = MappingProxyType({})


class Verdicts(NamedTuple):
    """What one article is to others, the most alike first; and what the reader has decided about each."""

    article: Article
    pairs: tuple[tuple[Article, Verdict], ...]
    decided: Mapping[str, Decided]


class SavedView(NamedTuple):
    """A query under a name, and the key that asks it if any."""

    name: str
    query: str
    key: str = ""


class Mute(NamedTuple):
    """A query whose stories are left out, until a day if any."""

    query: str
    until: date | None = None


class Undo(NamedTuple):
    """How a change is taken back, and what it was in a few words: "212 marked read".

    `regroups` is that other stories may have to be grouped anew with it.
    """

    what: str
    back: Callable[[], Awaitable[None]]
    regroups: bool = False


class Condition(NamedTuple):
    """How the library is doing, for the status line."""

    demo: bool = False
    sample: bool = False
    refreshed_at: datetime | None = None
    next_at: datetime | None = None
    unreachable: int = 0
    enabled: int = 0
    problems: tuple[str, ...] = ()
