"""How alike two articles are: the cosine of their terms, each weighing more the rarer it is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from careader.desk.features import Features
from careader.desk.lexicon import lexicon

_PRIOR_SIZE = 2000
"""How many imagined articles are added to the real ones, so that a term's weight does not hang on a handful."""
_PRIOR = {"telling": 200.0, "acts": 40.0, "=": 16.0, "@": 20.0, "country": 120.0, "#": 16.0, "": 1.0}
"""In how many of the imagined articles a term of each kind occurs."""


def _prior(term: str) -> float:
    kind = term[0]
    if kind == "=":
        words = lexicon()
        meaning = term[1:]
        return _PRIOR["telling"] if meaning in words.telling else _PRIOR["acts" if meaning in words.acts else "="]
    if kind == "@":
        return _PRIOR["country" if len(term) == 3 else "@"]
    return _PRIOR["#"] if kind == "#" else _PRIOR[""]


@dataclass(frozen=True, slots=True)
class Vector:
    """An item's terms with their weights, for the title alone and for title and lead; both have length one."""

    title: Mapping[str, float]
    whole: Mapping[str, float]


class Background:
    """How common each term is among a set of articles, whatever their order."""

    def __init__(self, among: Iterable[Features] = ()) -> None:
        occurrences: Counter[str] = Counter()
        size = 0
        for item in among:
            occurrences.update(item.counts.keys())
            size += 1
        self._occurrences = occurrences
        self._size = size + _PRIOR_SIZE
        self._weights: dict[str, float] = {}

    def weight(self, term: str) -> float:
        """Give the weight of a term: the logarithm of how rare it is."""
        weight = self._weights.get(term)
        if weight is None:
            weight = math.log(self._size / (self._occurrences[term] + _prior(term)))
            self._weights[term] = weight = max(weight, 0.1)
        return weight

    def occurrences(self, term: str) -> int:
        """Give in how many of the articles a term occurs."""
        return self._occurrences[term]

    def vector(self, item: Features) -> Vector:
        """Weigh the terms of an item."""
        title = {term: self.weight(term) for term in item.terms}
        whole = {term: self.weight(term) * (1 + math.log(count)) for term, count in item.counts.items()}
        return Vector(_unit(title), _unit(whole))


def _unit(weights: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Give the cosine of two vectors of length one."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)
