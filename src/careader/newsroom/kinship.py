"""What stories have to do with each other, and why articles are together or apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from careader.desk.stories import Group, Kinship, Verdict, explain, related
from careader.model import Article, Story
from careader.newsroom.grouping import item_of
from careader.newsroom.listing import stories_of
from careader.store.decisions import Decided

if TYPE_CHECKING:
    from careader.newsroom import Newsroom

__all__ = ["Kinship", "Related", "Verdict", "related_stories", "why"]

_NEAR = timedelta(days=4)
"""How far from a story's articles related ones are looked for."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another story, and how alike (0 to 1) its most alike article is; `decided` is that the reader keeps it apart."""

    story: Story
    score: float
    decided: bool = False


def related_stories(newsroom: Newsroom, story: Story, *, limit: int = 8) -> tuple[Related, ...]:
    """Give the stories that one is related to, the most alike first, after those that the reader has kept apart."""
    dates = [article.date for article in story.articles]
    rows = newsroom.articles.headlines(since=min(dates) - _NEAR, until=max(dates) + _NEAR)
    ours = {article.id for article in story.articles}
    near = [
        other
        for other in stories_of(rows, newsroom.marks, newsroom.settings.languages)
        if ours.isdisjoint(article.id for article in other.articles)
    ]
    by_group = {_group(other).id: other for other in near}
    items = [item_of(article) for other in (story, *near) for article in other.articles]
    score_of = dict(related(_group(story), [_group(other) for other in near], items, limit=limit))
    kept_apart = {article for pair in newsroom.decisions.pairs(Decided.APART) if ours & {*pair} for article in pair}
    apart = [other.id for other in near if any(article.id in kept_apart for article in other.articles)]
    by_hand = [Related(other, score_of.get(_group(other).id, 0.0), decided=True) for other in near if other.id in apart]
    found = [Related(by_group[id_], score) for id_, score in score_of.items() if by_group[id_].id not in apart]
    return (*by_hand, *found)


def _group(story: Story) -> Group:
    return Group(tuple(article.id for article in story.articles))


def why(article: Article, others: Iterable[Article]) -> list[tuple[Article, Verdict]]:
    """Say of each other article what it is to this one and why, the most alike first."""
    item = item_of(article)
    verdicts = [(other, explain(item, item_of(other))) for other in others if other.id != article.id]
    return sorted(verdicts, key=lambda pair: -pair[1].score)
