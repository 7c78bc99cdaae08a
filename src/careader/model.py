"""The words careader is written in: frozen, slotted values without I/O and without a clock.

Every time is an aware datetime in UTC. Every piece of text in these values has been through `careader.text.clean`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum

from careader.failures import Code as Code
from careader.failures import Failure as Failure

COUNTRIES: dict[str, str] = {
    "kz": "Kazakhstan",
    "kg": "Kyrgyzstan",
    "tj": "Tajikistan",
    "tm": "Turkmenistan",
    "uz": "Uzbekistan",
}
"""The five countries by ISO 3166 code, in the order of the keys 1 to 5."""

CURRENCIES: dict[str, str] = {"KGS": "som", "KZT": "tenge", "TJS": "somoni", "UZS": "soum", "TMT": "manat"}
"""The five currencies by ISO 4217 code, in the order of the currency bar."""

MORE_CURRENCIES: dict[str, str] = {
    "EUR": "euro",
    "RUB": "rouble",
    "CNY": "yuan",
    "GBP": "pound",
    "TRY": "lira",
    "AFN": "afghani",
}
"""What else the bar can show; the sources have these too."""

CONVERTIBLE: tuple[str, ...] = (*CURRENCIES, "EUR", "RUB", "CNY")
"""What an amount is converted into besides the dollar, whatever the bar shows."""


class Ownership(StrEnum):
    """Who answers for an outlet."""

    STATE = "state"
    INDEPENDENT = "independent"
    EXILE = "exile"
    INTERNATIONAL = "international"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to the articles of an outlet: `kind` names the reader ("feed", "telegram"), `url` is what it asks."""

    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher and the ways to its articles.

    `countries` is where it looks from, not what its articles are about. `ways` are tried in order; where there are
    none, `url` is its feed. `selector` is the CSS selector of an article's text on its pages ("" where the text is
    found without). `ownership` is None for an outlet that nobody has described. `source` says where the addresses
    were seen, and when. The certificates of the hosts of its addresses are not checked where it is `insecure`.
    """

    id: str
    name: str
    url: str
    language: str
    countries: tuple[str, ...] = ()
    ownership: Ownership | None = None
    enabled: bool = True
    note: str = ""
    ways: tuple[Way, ...] = ()
    selector: str = ""
    source: str = ""
    insecure: bool = False


class BlockKind(StrEnum):
    """What a reading block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLET = "bullet"
    QUOTATION = "quotation"
    CAPTION = "caption"
    PREFORMATTED = "preformatted"


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a block's text: from offset `start` to before `end`, to `url`, an http or https address."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an article's body, in reading order. Only `PREFORMATTED` text holds line breaks.

    `links` are in the order of the text and do not overlap.
    """

    kind: BlockKind
    text: str
    links: tuple[Link, ...] = ()


class TextOrigin(IntEnum):
    """Where the text of an article comes from, the better the higher: a lesser text never replaces a better one."""

    TEASER = 1
    FEED = 2
    PAGE = 3
    FILE = 4


class Origin(StrEnum):
    """How an article came in. Only what came by feed can be fetched again."""

    FEED = "feed"
    FILE = "file"
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Article:
    """One report by one outlet.

    `id` is derived from the canonical URL where there is one and is the same on every machine. `outlet` is the
    outlet's name as shown and `outlet_id` its key in the list of outlets ("" for a file of unknown origin).
    `published` is None where the source gives no date; `seen` is when it last came in new or changed, `first_seen` when
    it first did (None until it is kept). `complete` says that `blocks` is the whole text and not a teaser,
    `text_origin` where that text comes from, and `outdated` that headline or summary have changed since; `formerly`
    are the headlines it had before, the oldest first. In lists blocks and former headlines are left empty; ask the
    newsroom for the whole article. `region` says that the article is about Central Asia as a whole.
    """

    id: str
    title: str
    url: str
    outlet: str
    seen: datetime
    published: datetime | None = None
    outlet_id: str = ""
    ownership: Ownership | None = None
    language: str = ""
    summary: str = ""
    author: str = ""
    blocks: tuple[Block, ...] = ()
    complete: bool = False
    guid: str = ""
    countries: tuple[str, ...] = ()
    region: bool = False
    origin: Origin = Origin.FEED
    formerly: tuple[str, ...] = ()
    first_seen: datetime | None = None
    text_origin: TextOrigin = TextOrigin.TEASER
    outdated: bool = False

    @property
    def date(self) -> datetime:
        """When it was published, or when it was first seen where the source does not say."""
        return self.published or self.first_seen or self.seen


@dataclass(frozen=True, slots=True)
class Version:
    """What an article said before its text was replaced at `until`."""

    until: datetime
    title: str
    summary: str
    blocks: tuple[Block, ...]
    text_origin: TextOrigin


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where an article appeared, and when: `place` is "telegram" or "site", `url` the post's or the page's address."""

    place: str
    url: str
    published: datetime


@dataclass(frozen=True, slots=True)
class Story:
    """One event as one line: the article that stands for it first, then the others, newest first.

    Of a read story `new` is how many articles have joined it since.
    """

    id: str
    articles: tuple[Article, ...]
    read: bool = False
    starred: bool = False
    new: int = 0

    @property
    def lead(self) -> Article:
        """The article whose headline stands for the story."""
        return self.articles[0]

    @property
    def date(self) -> datetime:
        """The date of its newest article."""
        return max(article.date for article in self.articles)

    @property
    def countries(self) -> tuple[str, ...]:
        """Every country that one of its articles is about, in the order of `COUNTRIES`."""
        named = {country for article in self.articles for country in article.countries}
        return tuple(country for country in COUNTRIES if country in named)

    @property
    def region(self) -> bool:
        """Whether one of its articles is about the region as a whole."""
        return any(article.region for article in self.articles)

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that tell it, each once, that of the lead first."""
        return tuple(dict.fromkeys(article.outlet for article in self.articles))


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader did to an article, with the time of each mark, so that two copies of the marks can be merged.

    A mark that was never made has no time. A starred one keeps what the article was, so that it means something by
    itself.
    """

    article: str
    read: bool = False
    read_at: datetime | None = None
    starred: bool = False
    starred_at: datetime | None = None
    title: str = ""
    url: str = ""
    outlet: str = ""
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A published exchange rate: on `published`, `nominal` units of `base` cost `value` units of `quote`.

    `provider` names the series ("NBK"); two quotes are comparable only within one series. `change_pct` is set only
    where the publisher states a change in per cent. `after` is the day of the row before, where none lies between.
    """

    base: str
    quote: str
    value: Decimal
    published: date
    provider: str
    nominal: int = 1
    change_pct: Decimal | None = None
    after: date | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """What the currency bar shows of a pair: units of `quote` for one `base`, and what moved.

    `change_pct` is (this / the previous published value of the same series - 1) x 100, None where there is no such
    pair of days. `as_of` is the date of publication. `stale` says that a newer publication was due; `fixed` that the
    rate is set by decree; `note` is a sentence where something must be said about the value.
    """

    base: str
    quote: str
    rate: Decimal
    change_pct: Decimal | None
    as_of: date
    provider: str
    stale: bool = False
    fixed: bool = False
    note: str = ""

    @property
    def pair(self) -> str:
        """The pair as it is written everywhere: `KZT/USD`."""
        return f"{self.base}/{self.quote}"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A way to an outlet that was tried, and why it gave nothing; None where it answered."""

    way: Way
    failure: Failure | None = None
