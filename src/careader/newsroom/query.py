"""Which stories are asked for: filters, and what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from careader.model import COUNTRIES, Story

if TYPE_CHECKING:
    from careader.newsroom.grammar import Terms

PLACE_NAMES: dict[str, str] = {**COUNTRIES, "region": "the region as a whole"}
"""What the place filter knows by its codes: the five countries, and the region as a whole."""

PLACES: tuple[str, ...] = tuple(PLACE_NAMES)
"""The codes of the places, in the order of the keys 1 to 6."""


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
        """What was typed, taken apart; what does that is loaded with the first search."""
        from careader.newsroom.grammar import parse

        return parse(self.search)

    @property
    def words(self) -> tuple[str, ...]:
        """What is looked for in texts: words and phrases."""
        return self.terms.words if self.search else ()


def places_of(story: Story) -> tuple[str, ...]:
    """Return the place filters under which a story is found."""
    return (*story.countries, "region") if story.region else story.countries
