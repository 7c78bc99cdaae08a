"""Stories in the groups in which a list of them is handed on."""

from __future__ import annotations

from collections.abc import Iterable

from careader.model import COUNTRIES, Story
from careader.words import figures


def by_country(stories: Iterable[Story]) -> list[tuple[str, list[Story]]]:
    """Return the stories under the first of the five countries that each is about, then the region, then the rest."""
    groups: dict[str, list[Story]] = {code: [] for code in (*COUNTRIES, "region", "")}
    for story in stories:
        groups[(*story.countries, "region" if story.region else "")[0]].append(story)
    names = {**figures.PLACES, "region": figures.THE_REGION, "": figures.ELSEWHERE}
    return [(names[code], members) for code, members in groups.items() if members]
