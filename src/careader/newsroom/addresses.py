"""Which article of the library an address is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.sources.identity import article_id
from careader.text.urls import canonical_url

if TYPE_CHECKING:
    from careader.model import Article, Story
    from careader.newsroom import Newsroom


def at_address(newsroom: Newsroom, url: str) -> tuple[Story, Article] | None:
    """Return the article of a page and the story that it is in, with bodies; None where there is no such page."""
    page = canonical_url(url)
    id_ = article_id(page)
    if not page or (story := newsroom.story(id_)) is None:
        return None
    return next(
        ((story, article) for article in story.articles if article.id == id_ or canonical_url(article.url) == page),
        None,
    )
