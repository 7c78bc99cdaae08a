"""From kept articles to the stories that are listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from careader.model import Article, Story
from careader.store.marks import Marks


def stories_of(rows: Iterable[tuple[str, Article]], marks: Marks, languages: Sequence[str]) -> list[Story]:
    """Gather (story id, article) into stories with their marks, the newest first."""
    members: dict[str, list[Article]] = {}
    for story_id, article in rows:
        members.setdefault(story_id, []).append(article)
    read, starred = marks.read_ids(), marks.starred_ids()
    result = [
        Story(
            id=story_id,
            articles=in_order(articles, languages) if len(articles) > 1 else tuple(articles),
            read=any(article.id in read for article in articles),
            starred=any(article.id in starred for article in articles),
        )
        for story_id, articles in members.items()
    ]
    result.sort(key=lambda story: story.date, reverse=True)  # of one date, in the order of the page
    return result


def in_order(articles: Iterable[Article], languages: Sequence[str]) -> tuple[Article, ...]:
    """Put the article that stands for a story first: a preferred language, then the whole text, then the earliest."""
    rank = {language: place for place, language in enumerate(languages)}
    by_age = sorted(articles, key=lambda article: (article.date, article.id))
    lead = min(by_age, key=lambda article: (rank.get(article.language, len(rank)), not article.complete))
    return (lead, *(article for article in reversed(by_age) if article is not lead))
