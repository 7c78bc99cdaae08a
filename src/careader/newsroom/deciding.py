"""What the reader decides on stories: an article is taken out of one, two are made one, and either is undone.

A decision is kept first. The stories that it concerns are changed at once, so that it is seen; `Newsroom.regroup`
then settles what follows from it for others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from careader.model import Article, Story
from careader.store.articles import story_id
from careader.store.decisions import Decided, Pair, pair_of

if TYPE_CHECKING:
    from careader.newsroom import Newsroom

__all__ = ["Change", "Decided", "join", "take_out", "undo"]


@dataclass(frozen=True, slots=True)
class Change:
    """A decision as it was made: what was decided before, and the stories as they were."""

    before: Mapping[Pair, Decided]
    stories: tuple[tuple[Article, ...], ...]


def take_out(newsroom: Newsroom, article: Article, story: Story) -> Change:
    """Keep an article apart from all others of its story."""
    rest = tuple(other for other in story.articles if other.id != article.id)
    pairs = (pair_of(article.id, other.id) for other in rest)
    before = newsroom.decisions.decide(dict.fromkeys(pairs, Decided.APART))
    _place(newsroom, ((article,), rest))
    return Change(before, (story.articles,))


def join(newsroom: Newsroom, story: Story, other: Story) -> Change:
    """Make two stories one; every article of the one belongs with every article of the other."""
    pairs = (pair_of(a.id, b.id) for a, b in product(story.articles, other.articles) if a.id != b.id)
    before = newsroom.decisions.decide(dict.fromkeys(pairs, Decided.TOGETHER))
    _place(newsroom, ((*story.articles, *other.articles),))
    return Change(before, (story.articles, other.articles))


def undo(newsroom: Newsroom, change: Change) -> None:
    """Take a decision back."""
    newsroom.decisions.decide(change.before)
    _place(newsroom, change.stories)


def _place(newsroom: Newsroom, stories: Iterable[tuple[Article, ...]]) -> None:
    for articles in stories:
        if articles:
            earliest = min(articles, key=lambda article: (article.date, article.id))
            newsroom.articles.set_stories(dict.fromkeys((a.id for a in articles), story_id(earliest.id)))
