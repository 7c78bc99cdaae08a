"""From an article as it came in to one that can be listed: labelled with countries, put into its story."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from careader.desk.countries import Labels, label
from careader.desk.stories import REACH, Item, group, linked
from careader.model import Article
from careader.store.articles import ArticleStore, story_id
from careader.store.decisions import Pair
from careader.text.blocks import text_of
from careader.text.language import language_of
from careader.text.scripts import canonical

_SUMMARY = 400
_SPAN = REACH + timedelta(days=8)
"""How far around new articles the library is read: to what can be linked with them, and to the ends of its stories."""


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
    """Say what an article is about and in which language it is, and give it a summary where its source has none."""
    summary = article.summary or text_of(article.blocks)[:_SUMMARY]
    article = replace(article, language=language_of(f"{article.title}. {summary}", article.language))
    labels = labels_of(article, outlet_countries)
    return replace(
        article,
        summary=summary,
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
    together, dates = list(together), sorted(dates)
    return sum(_regroup_span(store, span, dates, together, apart) for span in _spans(dates))


def _regroup_span(
    store: ArticleStore,
    span: tuple[datetime, datetime],
    dates: Sequence[datetime],
    together: Sequence[Pair],
    apart: Iterable[Pair],
) -> int:
    """Group anew what is linked with the articles around the dates within a span, which grows to hold all of that."""
    start, end = span
    while True:
        items = {article.id: item_of(article) for _, article in store.headlines(since=start, until=end)}
        near = {id_ for id_, item in items.items() if _is_near(item.published, dates)}
        parts = [part for part in linked(items.values(), together=together) if not near.isdisjoint(part)]
        touched = [items[id_] for part in parts for id_ in part]
        first = min((item.published for item in touched), default=end)
        last = max((item.published for item in touched), default=start)
        if first - REACH >= start and last + REACH <= end:
            break
        start, end = min(start, first - _SPAN), max(end, last + _SPAN)
    return store.set_stories(
        {
            article_id: story_id(story.members[0])
            for story in group(touched, together=together, apart=apart)
            for article_id in story.members
        }
    )


def _is_near(date: datetime, dates: Sequence[datetime]) -> bool:
    """Say whether one of the dates, which are in order, is within reach of a date."""
    place = bisect_left(dates, date - REACH)
    return place < len(dates) and dates[place] <= date + REACH


def item_of(article: Article) -> Item:
    """Return what the story desk looks at of an article; its body is not needed.

    A language that is written in several scripts is looked at in one of them.
    """
    return Item(
        id=article.id,
        title=canonical(article.title, article.language),
        lead=canonical(article.summary, article.language),
        outlet=article.outlet_id or article.outlet,
        language=article.language,
        published=article.date,
        countries=article.countries,
    )


def _spans(dates: Iterable[datetime]) -> list[tuple[datetime, datetime]]:
    spans: list[tuple[datetime, datetime]] = []
    for date in sorted(dates):
        if spans and date - _SPAN <= spans[-1][1]:
            spans[-1] = (spans[-1][0], date + _SPAN)
        else:
            spans.append((date - _SPAN, date + _SPAN))
    return spans
