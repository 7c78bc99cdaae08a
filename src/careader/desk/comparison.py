"""Two articles compared, and which pairs of a set are worth comparing."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from careader.desk.conflicts import Reason, conflicts
from careader.desk.features import Features, Item, features
from careader.desk.languages import foreign, likeness_across
from careader.desk.similarity import Doubt, doubts, likeness
from careader.desk.terms import is_telling

_SAME, _SAME_ACROSS = 0.52, 0.66
"""From here on two reports without a conflict are one story: in one language, and in two."""
_RELATED = 0.22
"""So much less makes them related."""
WINDOW = timedelta(hours=72)
"""Two reports further apart are not of one event, however alike."""
_MUCH = 12
"""So many shared terms make up for headlines that share one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What two articles are to each other: `score` is how alike they are less what their doubts cost.

    `needed` is the score of one story.
    """

    score: float
    needed: float
    doubts: tuple[Doubt, ...]
    conflicts: tuple[Reason, ...]

    @property
    def same(self) -> bool:
        """Whether they are one story."""
        return self.score >= self.needed and not self.conflicts

    @property
    def related(self) -> bool:
        """Whether they have to do with each other."""
        return self.score >= self.needed - _RELATED


def compare(a: Features, b: Features) -> Pair:
    """Compare two articles."""
    alike, needed = _alike(a, b)
    found = tuple(doubts(a, b))
    against = tuple(conflicts(a, b))
    if abs(a.item.published - b.item.published) > WINDOW:
        against = (Reason("time", "They are more than three days apart."), *against)
    if not _headlines_meet(a, b):
        against = (*against, Reason("headline", "Their headlines have too little in common."))
    return Pair(max(0.0, alike - sum(doubt.cost for doubt in found)), needed, found, against)


def near(a: Features, b: Features) -> bool:
    """Say whether two articles can have to do with each other at all: by their dates and headlines."""
    return abs(a.item.published - b.item.published) <= WINDOW and _headlines_meet(a, b)


def _headlines_meet(a: Features, b: Features) -> bool:
    """Say whether two titles share a telling term, and besides it another one or much of the articles."""
    shared = a.terms & b.terms
    if len(shared) < min(2, len(a.terms), len(b.terms)) and len(a.everywhere & b.everywhere) < _MUCH:
        return False
    return any(map(is_telling, shared))


def _alike(a: Features, b: Features) -> tuple[float, float]:
    return (likeness_across(a, b), _SAME_ACROSS) if foreign(a, b) else (likeness(a, b), _SAME)


def _order(item: Item) -> tuple[datetime, str, str, str]:
    return item.published, item.id, item.title, item.lead


class Comparison:
    """A set of articles, each taken apart, in the order of publication; pairs are compared once, when asked for."""

    def __init__(self, items: Iterable[Item]) -> None:
        known: dict[str, Item] = {}
        for item in sorted(items, key=_order):
            known.setdefault(item.id, item)
        self.features = [features(item) for item in known.values()]
        self._pairs: dict[tuple[int, int], Pair] = {}

    def pair(self, a: int, b: int) -> Pair:
        """Compare the articles at two places."""
        key = (a, b) if a < b else (b, a)
        found = self._pairs.get(key)
        if found is None:
            found = self._pairs[key] = compare(self.features[key[0]], self.features[key[1]])
        return found

    def candidates(self) -> list[tuple[float, int, int]]:
        """Give every pair that is one story by itself as (margin, place, place), the surest first.

        Only articles within the window whose headlines meet are compared: what makes a pair is in the pair, so that no
        third article has a say.
        """
        postings: dict[str, list[int]] = defaultdict(list)
        found = []
        oldest = 0
        for place, item in enumerate(self.features):
            while item.item.published - self.features[oldest].item.published > WINDOW:
                oldest += 1
            shared: Counter[int] = Counter()
            for term in item.terms:
                if is_telling(term):
                    places = postings[term]
                    shared.update(places[bisect_left(places, oldest) :])
                    places.append(place)
            for other, number in shared.items():
                earlier = self.features[other]
                if number < 2 and not _headlines_meet(item, earlier):
                    continue
                alike, needed = _alike(item, earlier)
                if alike >= needed and (pair := self.pair(other, place)).same:
                    found.append((pair.score - pair.needed, other, place))
        found.sort(key=lambda edge: (-edge[0], edge[1], edge[2]))
        return found
