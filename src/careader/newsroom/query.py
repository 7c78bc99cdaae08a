"""Which stories are asked for: filters, and how many stories each country filter would show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from careader.model import COUNTRIES, Article, Story
from careader.newsroom.grammar import Field, Term, Terms, moment, parse
from careader.text.search import fold

PLACE_NAMES: dict[str, str] = {**COUNTRIES, "region": "the region as a whole"}
"""What the place filter knows by its codes: the five countries, and the region as a whole."""

PLACES: tuple[str, ...] = tuple(PLACE_NAMES)
"""The codes of the places, in the order of the keys 1 to 6."""

_IN_TEXTS = (Field.WORD, Field.PHRASE)


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader wants to see.

    `places` is a union ("kz", "region"); none is all. `search` is what was typed, words and terms of
    `careader.newsroom.grammar`; which articles hold its words is found by the newsroom and handed in as `found`. The
    other filters narrow further. `now` is what ages in the search are counted from; without it they are not judged.
    Stories whose ids are in `kept` pass whatever their marks are, those in `hidden` never.
    """

    places: frozenset[str] = frozenset()
    unread: bool = False
    starred: bool = False
    search: str = ""
    since: datetime | None = None
    updated: bool = False
    now: datetime | None = None
    kept: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    @property
    def terms(self) -> Terms:
        """What was typed, taken apart."""
        return parse(self.search)

    def matches(self, story: Story, found: Collection[str] | None = None) -> bool:
        """Return whether a story passes every filter; `found` holds the ids of the articles that the search found."""
        return story.id not in self.hidden and (story.id in self.kept or self._passes_all(story, found))

    def _passes_all(self, story: Story, found: Collection[str] | None) -> bool:
        return self._in_places(story) and self.matches_but_places(story, found)

    def matches_but_places(self, story: Story, found: Collection[str] | None = None) -> bool:
        """Return whether a story passes every filter but that of places."""
        return (
            not (self.unread and story.read)
            and not (self.starred and not story.starred)
            and not (self.updated and not story.new)
            and (self.since is None or story.date >= self.since)
            and (found is None or any(article.id in found for article in story.articles))
            and all(self._passes(story, term) for term in self.terms.terms if term.field not in _IN_TEXTS)
        )

    def _in_places(self, story: Story) -> bool:
        return not self.places or not self.places.isdisjoint(places_of(story))

    def _passes(self, story: Story, term: Term) -> bool:
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
                time = moment(term.values[0], self.now) if self.now else None
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


def is_outlet(asked: str, id_: str, name: str) -> bool:
    """Return whether what was typed behind `outlet:` means an outlet: the beginning of its id, or part of its name."""
    wanted = fold(asked)
    return bool(wanted) and (fold(id_).startswith(wanted) or wanted in fold(name))


def places_of(story: Story) -> tuple[str, ...]:
    """Return the place filters under which a story is found."""
    return (*story.countries, "region") if story.region else story.countries


def count_places(stories: Iterable[Story], query: Query, found: Collection[str] | None = None) -> Counter[str]:
    """Count what each place filter would show while the other filters stay as they are; "all" is without one."""
    counts: Counter[str] = Counter()
    for story in stories:
        if query.matches_but_places(story, found):
            counts["all"] += 1
            counts.update(places_of(story))
    return counts
