"""Who tells a story: its articles by the ownership of their outlets, which side is silent, and who was first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from careader.model import Article, Origin, Outlet, Ownership, Story


@dataclass(frozen=True, slots=True)
class Side:
    """The articles of one kind of outlet, the earliest first; `ownership` None is that of outlets nobody knows.

    `followed` is how many outlets of the kind the reader follows. A side without articles is silent.
    """

    ownership: Ownership | None
    articles: tuple[Article, ...]
    followed: int = 0


def followed(outlets: Iterable[Outlet]) -> Counter[Ownership]:
    """Count the enabled outlets of each kind."""
    return Counter(outlet.ownership for outlet in outlets if outlet.enabled and outlet.ownership)


def sides(story: Story, followed: Mapping[Ownership, int]) -> tuple[Side, ...]:
    """Give every side that tells the story, and every followed one that does not, in the order of `Ownership`.

    Where no outlet is followed, as in the sample edition, every side is named.
    """
    by_age = sorted(story.articles, key=lambda article: (article.date, article.id))
    found = []
    for ownership in (*Ownership, None):
        articles = tuple(article for article in by_age if article.ownership is ownership)
        count = followed.get(ownership, 0) if ownership else 0
        if articles or count or (ownership and not followed):
            found.append(Side(ownership, articles, count))
    return tuple(found)


def first(story: Story) -> Article | None:
    """Give the article that was out first, None where that cannot be said.

    It cannot where only one outlet tells the story, and of an article without a date of its own: a captured page gives
    the day on which it was saved.
    """
    if len(story.outlets) < 2:
        return None
    dated = [article for article in story.articles if article.published and not _is_captured(article)]
    return min(dated, key=lambda article: (article.date, article.id), default=None)


def _is_captured(article: Article) -> bool:
    return article.origin is Origin.FILE and not article.url
