"""What stories have to do with each other, and why articles are together or apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careader.desk.stories import Kinship, Verdict, explain_features
from careader.model import Article, Story
from careader.newsroom.grouping import features_of, related_articles
from careader.store.decisions import Decided

if TYPE_CHECKING:
    from careader.newsroom import Newsroom

__all__ = ["Kinship", "Related", "Verdict", "related_stories", "why"]


@dataclass(frozen=True, slots=True)
class Related:
    """Another story, and how alike (0 to 1) its most alike article is; `decided` is that the reader keeps it apart."""

    story: Story
    score: float
    decided: bool = False


def related_stories(newsroom: Newsroom, story: Story, *, limit: int = 8) -> tuple[Related, ...]:
    """Return the stories that one is related to, the most alike first, after those that the reader has kept apart."""
    ours = {article.id for article in story.articles}
    scores = related_articles(newsroom.grouping, ours)
    apart = {id_ for pair in newsroom.decisions.pairs(Decided.APART) if ours & {*pair} for id_ in pair} - ours
    by_hand = _stories(newsroom, sorted(apart), scores, len(apart))
    others = [id_ for id_ in sorted(scores, key=lambda id_: (-scores[id_], id_)) if id_ not in apart]
    decided = {other.id for other, _ in by_hand} | {story.id}
    found = [(other, score) for other, score in _stories(newsroom, others, scores, limit + len(decided))]
    return (
        *(Related(other, score, decided=True) for other, score in by_hand),
        *[Related(other, score) for other, score in found if other.id not in decided][:limit],
    )


def _stories(
    newsroom: Newsroom, ids: Iterable[str], scores: Mapping[str, float], limit: int
) -> list[tuple[Story, float]]:
    """Return the stories of these articles, at most so many, each with the score of the first of its articles."""
    found: dict[str, tuple[Story, float]] = {}
    for id_ in ids:
        if len(found) == limit:
            break
        story_id = newsroom.articles.story_of(id_)
        if story_id not in found and (story := newsroom.story(story_id)) is not None:
            found[story_id] = story, scores.get(id_, 0.0)
    return list(found.values())


def why(newsroom: Newsroom, article: Article, others: Iterable[Article]) -> list[tuple[Article, Verdict]]:
    """Say of each other article what it is to this one and why, the most alike first."""
    others = [other for other in others if other.id != article.id]
    known = features_of(newsroom.grouping, [article, *others])
    verdicts = [(other, explain_features(known[article.id], known[other.id])) for other in others]
    return sorted(verdicts, key=lambda pair: -pair[1].score)
