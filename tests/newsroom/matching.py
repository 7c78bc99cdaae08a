"""Which stories a query shows, told of one story by itself: what the reader asks the database in one go.

It is slow and plain, so that the other can be compared with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from careader.model import Article, Story
from careader.newsroom.grammar import Field, Term, moment
from careader.newsroom.query import Query, places_of
from careader.newsroom.where_typed import is_outlet

_IN_TEXTS = (Field.WORD, Field.PHRASE)


def matches(query: Query, story: Story, found: Collection[str] | None = None) -> bool:
    """Return whether a story passes every filter; `found` holds the ids of the articles that the search found."""
    in_places = not query.places or not query.places.isdisjoint(places_of(story))
    return story.id not in query.hidden and (
        story.id in query.kept or (in_places and matches_but_places(query, story, found))
    )


def matches_but_places(query: Query, story: Story, found: Collection[str] | None = None) -> bool:
    """Return whether a story passes every filter but that of places."""
    return (
        not (query.unread and story.read)
        and not (query.starred and not story.starred)
        and not (query.updated and not story.new)
        and (query.since is None or story.date >= query.since)
        and (found is None or any(article.id in found for article in story.articles))
        and all(_passes(query, story, term) for term in query.terms.terms if term.field not in _IN_TEXTS)
    )


def count_places(stories: Iterable[Story], query: Query, found: Collection[str] | None = None) -> Counter[str]:
    """Count what each place filter would show while the other filters stay as they are; "all" is without one."""
    counts: Counter[str] = Counter()
    for story in stories:
        if matches_but_places(query, story, found):
            counts["all"] += 1
            counts.update(places_of(story))
    return counts


def _passes(query: Query, story: Story, term: Term) -> bool:
    match term.field:
        case Field.STARRED:
            passes = story.starred
        case Field.UNREAD:
            passes = not story.read
        case Field.READ:
            passes = story.read
        case Field.UPDATED:
            passes = story.new > 0
        case Field.COUNTRY:
            passes = not set(term.values).isdisjoint(places_of(story))
        case Field.SINCE | Field.BEFORE:
            time = moment(term.values[0], query.now) if query.now else None
            if time is None:
                return True
            passes = (story.date >= time) == (term.field is Field.SINCE)
        case _:
            passes = any(_has(article, term) for article in story.articles)
    return passes != term.negated


def _has(article: Article, term: Term) -> bool:
    if term.field is Field.LANGUAGE:
        return article.language in term.values
    if term.field is Field.OWNER:
        return (article.ownership or "") in term.values
    return any(is_outlet(value, article.outlet_id, article.outlet) for value in term.values)
