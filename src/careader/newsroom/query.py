"""Which stories are asked for: filters, and how many stories each country filter would show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from careader.model import COUNTRIES, Story

PLACE_NAMES: dict[str, str] = {**COUNTRIES, "region": "the region as a whole"}
"""What the place filter knows by its codes: the five countries, and the region as a whole."""

PLACES: tuple[str, ...] = tuple(PLACE_NAMES)
"""The codes of the places, in the order of the keys 1 to 6."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader wants to see.

    `places` is a union ("kz", "region"); none is all. `search` is words; which articles hold them is found by the
    newsroom and handed in as `found`. The other filters narrow further.
    """

    places: frozenset[str] = frozenset()
    unread: bool = False
    starred: bool = False
    search: str = ""
    since: datetime | None = None
    updated: bool = False

    def matches(self, story: Story, found: Collection[str] | None = None) -> bool:
        """Say whether a story passes every filter; `found` holds the ids of the articles that the search found."""
        return self._in_places(story) and self.matches_but_places(story, found)

    def matches_but_places(self, story: Story, found: Collection[str] | None = None) -> bool:
        """Say whether a story passes every filter but that of places."""
        return (
            not (self.unread and story.read)
            and not (self.starred and not story.starred)
            and not (self.updated and not story.updated)
            and (self.since is None or story.date >= self.since)
            and (found is None or any(article.id in found for article in story.articles))
        )

    def _in_places(self, story: Story) -> bool:
        return not self.places or not self.places.isdisjoint(places_of(story))


def places_of(story: Story) -> tuple[str, ...]:
    """Give the place filters under which a story is found."""
    return (*story.countries, "region") if story.region else story.countries


def count_places(stories: Iterable[Story], query: Query, found: Collection[str] | None = None) -> Counter[str]:
    """Count what each place filter would show while the other filters stay as they are; "all" is without one."""
    counts: Counter[str] = Counter()
    for story in stories:
        if query.matches_but_places(story, found):
            counts["all"] += 1
            counts.update(places_of(story))
    return counts
