"""From an article as it came in to one that can be listed: labelled with countries."""

from __future__ import annotations

from dataclasses import replace

from careader.desk.countries import Labels, label
from careader.desk.homes import home_of
from careader.model import Article
from careader.text.blocks import text_of
from careader.text.language import language_of

_SUMMARY = 400


def labels_of(article: Article, outlet_countries: tuple[str, ...] = (), *, language: str | None = None) -> Labels:
    """Ask the country desk what a whole article is about, and which words say so.

    `language` is what it is in, where that is not what the article says.
    Where an outlet that nobody has described looks from is told by its domain or its name.
    """
    return label(
        article.title,
        article.summary,
        text_of(article.blocks),
        language=article.language if language is None else language,
        outlet_countries=outlet_countries or home_of(article.url, article.outlet),
        published=article.date.date(),
    )


def labelled(article: Article, outlet_countries: tuple[str, ...] = ()) -> Article:
    """Say what an article is about and in which language it is, and give it a summary where its source has none."""
    summary = article.summary or text_of(article.blocks)[:_SUMMARY]
    language = language_of(f"{article.title}. {summary}", article.language)
    labels = labels_of(article, outlet_countries, language=language)
    return replace(article, language=language, summary=summary, countries=labels.countries, region=labels.region)
