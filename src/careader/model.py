"""The words careader is written in: frozen, slotted values without I/O and without a clock.

Every time is an aware datetime in UTC. Every piece of text in these values has been through `careader.text.clean`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

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
class Outlet:
    """A publisher with a feed. `countries` is where it looks from, not what its articles are about."""

    id: str
    name: str
    url: str
    language: str
    countries: tuple[str, ...] = ()
    ownership: Ownership = Ownership.INDEPENDENT
    enabled: bool = True
    note: str = ""


class BlockKind(StrEnum):
    """What a reading block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLET = "bullet"
    QUOTATION = "quotation"
    CAPTION = "caption"
    PREFORMATTED = "preformatted"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an article's body, in reading order. Only `PREFORMATTED` text holds line breaks."""

    kind: BlockKind
    text: str


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
    `published` is None where the source gives no date; `seen` is when the source last carried it. `complete` says
    that `blocks` is the whole text and not a teaser; `formerly` are the headlines it had before, the oldest first. In
    lists both are left empty; ask the newsroom for the whole article. `region` says that the article is about Central
    Asia as a whole.
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

    @property
    def date(self) -> datetime:
        """When it was published, or when it was seen where the source does not say."""
        return self.published or self.seen


@dataclass(frozen=True, slots=True)
class Story:
    """One event as one line: the article that stands for it first, then the others, newest first.

    Of a read story `new` is how many articles have joined it since, and `updated` that they bring much that is new.
    """

    id: str
    articles: tuple[Article, ...]
    read: bool = False
    starred: bool = False
    new: int = 0
    updated: bool = False

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
    where the publisher itself states a change in per cent (a captured page does). `after` is the day of the row before
    it, where the source says that there is none between (it gave both in one answer, or has nothing for those days).
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
class Failure:
    """Something that could not be done, in words a reader understands: what, why and when it is tried again."""

    what: str
    reason: str
    retry_at: datetime | None = None

    def __str__(self) -> str:
        """Give the failure as one line for the status line or standard error."""
        again = f", next try {self.retry_at.astimezone():%H:%M}" if self.retry_at else ""
        return f"{self.what}: {self.reason}{again}"
