"""From an article as it came in to one that can be listed: labelled with countries, put into its story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from careader.desk.countries import Labels, label
from careader.desk.stories import Item, group
from careader.model import Article
from careader.store.articles import ArticleStore, story_id
from careader.store.decisions import Pair
from careader.text.blocks import text_of

_SUMMARY = 400
_TOUCHED = timedelta(days=4)
"""An article is compared with those of three days around it; what stands further away keeps its story."""
_REACH = _TOUCHED + timedelta(days=7)
"""A story lives seven days, so the stories of what is touched began no further away than this."""


def labels_of(article: Article, outlet_countries: tuple[str, ...] = ()) -> Labels:
    """Ask the country desk what a whole article is about, and which words say so."""
    return label(
        article.title,
        article.summary,
        text_of(article.blocks),
        language=article.language,
        outlet_countries=outlet_countries,
        published=article.date.date(),
    )


def labelled(article: Article, outlet_countries: tuple[str, ...] = ()) -> Article:
    """Say what an article is about, and give it a summary where its source has none."""
    labels = labels_of(article, outlet_countries)
    return replace(
        article,
        summary=article.summary or text_of(article.blocks)[:_SUMMARY],
        countries=labels.countries,
        region=labels.region,
    )


def regroup(
    store: ArticleStore,
    dates: Iterable[datetime],
    *,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> int:
    """Put the articles around these dates into stories; give how many moved.

    The result does not depend on the order they came in. `together` and `apart` are what the reader has decided.
    """
    moved = 0
    for start, end in _spans(dates):
        rows = store.headlines(since=start, until=end)
        story_of = {
            article_id: story_id(found.members[0])
            for found in group((item_of(article) for _, article in rows), together=together, apart=apart)
            for article_id in found.members
        }
        settled = start + _REACH - _TOUCHED
        dated = {article.id: article.date for _, article in rows}
        moved += store.set_stories({id_: story for id_, story in story_of.items() if dated[id_] >= settled})
    return moved


def item_of(article: Article) -> Item:
    """Give what the story desk looks at of an article; its body is not needed."""
    return Item(
        id=article.id,
        title=article.title,
        lead=article.summary,
        outlet=article.outlet_id or article.outlet,
        language=article.language,
        published=article.date,
        countries=article.countries,
    )


def _spans(dates: Iterable[datetime]) -> list[tuple[datetime, datetime]]:
    spans: list[tuple[datetime, datetime]] = []
    for date in sorted(dates):
        if spans and date - _REACH <= spans[-1][1]:
            spans[-1] = (spans[-1][0], date + _REACH)
        else:
            spans.append((date - _REACH, date + _REACH))
    return spans
