"""Two articles compared, and which pairs of a set are worth comparing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from careader.desk.conflicts import Reason, conflicts
from careader.desk.features import Features, Item, features
from careader.desk.languages import foreign, likeness_across
from careader.desk.similarity import Doubt, doubts, likeness

_SAME, _SAME_ACROSS = 0.52, 0.66
"""From here on two reports without a conflict are one story: in one language, and in two."""
_RELATED = 0.22
"""So much less makes them related."""
WINDOW = timedelta(hours=72)
"""Two reports further apart are not of one event, however alike."""

_COMMON, _COMMON_AT_LEAST = 0.03, 40


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
    return Pair(max(0.0, alike - sum(doubt.cost for doubt in found)), needed, found, against)


def _alike(a: Features, b: Features) -> tuple[float, float]:
    return (likeness_across(a, b), _SAME_ACROSS) if foreign(a, b) else (likeness(a, b), _SAME)


def _order(item: Item) -> tuple[datetime, str, str, str]:
    return item.published, item.id, item.title, item.lead


class Comparison:
    """A set of articles, each taken apart, in the order of their publication. Pairs are compared once, when asked for."""

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

        Only pairs within the window that share enough uncommon terms of their titles are compared.
        """
        counts: Counter[str] = Counter()
        for item in self.features:
            counts.update(item.terms)
        limit = max(_COMMON_AT_LEAST, int(len(self.features) * _COMMON))
        postings: dict[str, list[int]] = defaultdict(list)
        found = []
        oldest = 0
        for index, item in enumerate(self.features):
            while item.item.published - self.features[oldest].item.published > WINDOW:
                oldest += 1
            shared: Counter[int] = Counter()
            for term in item.terms:
                if counts[term] > limit or counts[term] < 2:
                    continue
                places = postings[term]
                for other in reversed(places):
                    if other < oldest:
                        break
                    shared[other] += 1
                places.append(index)
            for other, number in shared.items():
                if number < 2 and len(item.terms) > 3 and len(self.features[other].terms) > 3:
                    continue
                alike, needed = _alike(item, self.features[other])
                if alike >= needed and (pair := self.pair(other, index)).same:
                    found.append((pair.score - pair.needed, other, index))
        found.sort(key=lambda edge: (-edge[0], edge[1], edge[2]))
        return found
