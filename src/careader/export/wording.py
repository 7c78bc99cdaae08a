"""What every form of export says of an article."""

from __future__ import annotations

from careader.model import Article
from careader.words import figures


def byline(article: Article) -> str:
    """Return where an article is from: outlet, author, local date, countries."""
    date = figures.moment(article.published) if article.published else ""
    countries = " ".join(country.upper() for country in article.countries)
    return " · ".join(part for part in (article.outlet, article.author, date, countries) if part)


def web_address(url: str) -> str:
    """Return an address if it is one of the web, "" otherwise: nothing else is made a link."""
    return url if url.startswith(("http://", "https://")) and url.isprintable() else ""
