"""Two articles compared, and which pairs of a set are worth comparing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from careader.desk.conflicts import Reason, conflicts
from careader.desk.features import Features, Item, features
from careader.desk.similarity import Doubt, doubts, likeness

SAME = 0.52
"""From here on two reports without a conflict are one story."""
RELATED = 0.3
"""From here on two reports are related."""
WINDOW = timedelta(hours=72)
"""Two reports further apart are not of one event, however alike."""

_COMMON, _COMMON_AT_LEAST = 0.03, 40


@dataclass(frozen=True, slots=True)
class Pair:
    """What two articles are to each other: `score` is how alike they are less what their doubts cost."""

    score: float
    doubts: tuple[Doubt, ...]
    conflicts: tuple[Reason, ...]

    @property
    def same(self) -> bool:
        """Whether they are one story."""
        return self.score >= SAME and not self.conflicts


def compare(a: Features, b: Features) -> Pair:
    """Compare two articles."""
    found = tuple(doubts(a, b))
    score = max(0.0, likeness(a, b) - sum(doubt.cost for doubt in found))
    against = tuple(conflicts(a, b))
    if abs(a.item.published - b.item.published) > WINDOW:
        against = (Reason("time", "They are more than three days apart."), *against)
    return Pair(score, found, against)


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
        """Give every pair that is one story by itself as (score, place, place), the most alike first.

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
                if number >= 2 or len(item.terms) < 4 or len(self.features[other].terms) < 4:
                    pair = self.pair(other, index)
                    if pair.same:
                        found.append((pair.score, other, index))
        found.sort(key=lambda edge: (-edge[0], edge[1], edge[2]))
        return found
