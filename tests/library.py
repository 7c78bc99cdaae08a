"""A small library of invented articles, for the tests of the newsroom, the commands and the screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import blake2b
from pathlib import Path

from careader.model import Article, Block, BlockKind, Ownership, Quote
from careader.newsroom import Newsroom
from careader.settings import Paths, Settings

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
"""A Saturday."""


def paths_in(folder: Path) -> Paths:
    """Give the paths of a newsroom of its own in a folder."""
    return Paths(settings=folder / "config" / "settings.toml", data=folder / "data", cache=folder / "cache")


def article(
    title: str,
    *,
    minutes: int = 0,
    countries: Sequence[str] = (),
    region: bool = False,
    outlet: str = "Example Gazette",
    ownership: Ownership = Ownership.INDEPENDENT,
    language: str = "en",
    url: str | None = None,
    paragraphs: int = 2,
) -> Article:
    """Make an article that was published so many minutes before `NOW`."""
    id_ = blake2b(f"{outlet}{title}".encode(), digest_size=6).hexdigest()
    text = f"The first paragraph of {title.lower()} says what happened and where, in a plain sentence or two."
    return Article(
        id=id_,
        title=title,
        url=f"https://example.org/{id_}" if url is None else url,
        outlet=outlet,
        outlet_id=outlet.lower().replace(" ", "-"),
        ownership=ownership,
        seen=NOW,
        published=NOW - timedelta(minutes=minutes),
        language=language,
        summary=text,
        blocks=tuple(Block(BlockKind.PARAGRAPH, f"{text} Paragraph {number}.") for number in range(1, paragraphs + 1)),
        complete=True,
        countries=tuple(countries),
        region=region,
    )


ARTICLES = (
    article("Almaty opens a second metro line", minutes=1, countries=["kz"], paragraphs=40),
    article("Bishkek plants ten thousand elms", minutes=20, countries=["kg"]),
    article("Rogun fills its reservoir to a new mark", minutes=60, countries=["tj"]),
    article("Ashgabat lowers the price of flour", minutes=120, countries=["tm"]),
    article("Samarkand brings back the tram", minutes=180, countries=["uz"]),
    article("Tashkent and Astana agree on spring water", minutes=240, countries=["kz", "uz"]),
    article("Five capitals plan one visa for tourists", minutes=300, region=True),
    article("В Оше открыли музей шёлка", minutes=360, countries=["kg"], language="ru", outlet="Образец"),
)


def open_library(folder: Path, articles: Sequence[Article] = ARTICLES, settings: Settings | None = None) -> Newsroom:
    """Open a newsroom in a folder that holds these articles, and rates of the last two days of publication."""
    newsroom = Newsroom(paths_in(folder), settings or Settings(default_outlets=False), now=lambda: NOW)
    newsroom.articles.put(articles)
    newsroom.regroup()
    newsroom.quotes.put(
        [
            Quote("USD", currency, Decimal(value), date(2026, 11, day), provider)
            for currency, provider, values in (
                ("KGS", "NBKR", ("87.5390", "87.2770")),
                ("KZT", "NBK", ("472.78", "471.36")),
                ("TJS", "NBT", ("9.3380", "9.3380")),
                ("UZS", "CBU", ("12162.0", "12198.5")),
                ("TMT", "CBT", ("3.5", "3.5")),
            )
            for day, value in zip((19, 20), values, strict=True)
        ],
        now=NOW,
    )
    return newsroom
