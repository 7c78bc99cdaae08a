"""From kept articles to the stories that are listed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from careader.model import Article, Story

Among = Callable[[Iterable[str]], tuple[AbstractSet[str], AbstractSet[str]]]
"""Says which of some articles are read, and which are starred."""


def stories_of(rows: Iterable[tuple[str, Article]], among: Among, languages: Sequence[str]) -> list[Story]:
    """Gather (story id, article) into stories with their marks, the newest first."""
    members: dict[str, list[Article]] = {}
    for story_id, article in rows:
        members.setdefault(story_id, []).append(article)
    read, starred = among(article.id for articles in members.values() for article in articles)
    result = [
        as_marked(
            Story(story_id, in_order(articles, languages) if len(articles) > 1 else tuple(articles)), read, starred
        )
        for story_id, articles in members.items()
    ]
    result.sort(key=lambda story: story.date, reverse=True)  # of one date, in the order of the page
    return result


def as_marked(story: Story, read_ids: Collection[str], starred_ids: Collection[str]) -> Story:
    """Return a story with these marks; it is read where one of its articles is."""
    unread = sum(article.id not in read_ids for article in story.articles)
    read = unread < len(story.articles)
    starred = any(article.id in starred_ids for article in story.articles)
    new = unread if read else 0
    return Story(story.id, story.articles, read, starred, new)


def led_by(story: Story, article_id: str) -> Story:
    """Give a story with this article of it standing for it; one that it does not have changes nothing."""
    lead = [article for article in story.articles if article.id == article_id]
    return replace(story, articles=(*lead, *(article for article in story.articles if article.id != article_id)))


def in_order(articles: Iterable[Article], languages: Sequence[str]) -> tuple[Article, ...]:
    """Put the article that stands for a story first: a preferred language, then the whole text, then the earliest."""
    rank = {language: place for place, language in enumerate(languages)}
    by_age = sorted(articles, key=lambda article: (article.date, article.id))
    lead = min(by_age, key=lambda article: (rank.get(article.language, len(rank)), not article.complete))
    return (lead, *(article for article in reversed(by_age) if article is not lead))


def paragraphs(article: Article) -> Iterator[str]:
    """Return the texts of an article's blocks, or its summary where it has none."""
    if article.blocks:
        yield from (block.text for block in article.blocks)
    elif article.summary:
        yield article.summary
