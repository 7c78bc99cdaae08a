"""Why an article is listed under its countries: the words that decided, gathered by place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from careader.desk.countries import Evidence
from careader.model import Article
from careader.newsroom.editing import labels_of
from careader.newsroom.query import PLACES


@dataclass(frozen=True, slots=True)
class Clue:
    """Words that spoke for a place: in which parts of the article ("title", "summary", "body"), how often, how loudly.

    `weight` is the sum of what they weigh at every place where they stand.
    """

    words: str
    where: tuple[str, ...]
    times: int
    weight: float


@dataclass(frozen=True, slots=True)
class PlaceEvidence:
    """What spoke for a place, the weightiest first; no clues where only the outlet's home or its language did."""

    place: str
    clues: tuple[Clue, ...]


def evidence_of(article: Article, outlet_countries: tuple[str, ...] = ()) -> tuple[PlaceEvidence, ...]:
    """Ask the country desk anew which words put a whole article under the places that it is listed under."""
    found: dict[str, dict[str, list[Evidence]]] = {place: {} for place in PLACES}
    for said in labels_of(article, outlet_countries).evidence:
        if said.weight:
            found[said.country].setdefault(said.words.casefold(), []).append(said)
    listed = (*article.countries, "region") if article.region else article.countries
    return tuple(PlaceEvidence(place, _clues(found[place].values())) for place in listed)


def _clues(found: Iterable[list[Evidence]]) -> tuple[Clue, ...]:
    clues = [
        Clue(
            words=said[0].words,
            where=tuple(dict.fromkeys(one.where for one in said)),
            times=len(said),
            weight=sum(one.weight for one in said),
        )
        for said in found
    ]
    return tuple(sorted(clues, key=lambda clue: -clue.weight))
