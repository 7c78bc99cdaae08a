"""Groups in the making: pairs that are one story are joined, the surest first, and no chain becomes a blob."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from careader.desk.comparison import SUPPORTED, Pair
from careader.desk.features import Features

_LIFE = timedelta(days=7)
"""From a story's first to its last report."""
_MANY = 9
"""So many articles that agree let an article join that is a little less alike."""
_BEST = 3
"""How many of the most alike pairs across two groups must be alike on average."""
_CONFLICTS_BORNE = 0.1
"""What share of the pairs across two groups may be in conflict: one odd headline does not split a story of twenty."""
_SWAPS_BORNE = 0.5
"""From this share on headlines that differ in one object keep two groups apart: synonyms look so too, now and then."""
_SPEAKERS = 8
"""So many articles speak for a large group: half of them its first, half its last."""

Edge = tuple[float, int, int]


class Clusters:
    """A partition of the articles of one component, at first each by itself.

    `features` are in order of publication; places are positions in it. `pair` compares the articles at two places.
    """

    def __init__(self, features: Sequence[Features], pair: Callable[[int, int], Pair]) -> None:
        self._features = features
        self._pair = pair
        self._group = list(range(len(features)))
        self._members = {place: [place] for place in self._group}
        self._apart: dict[int, set[int]] = defaultdict(set)
        self._refused: set[tuple[int, int, int, int]] = set()

    def keep_apart(self, apart: Iterable[tuple[int, int]]) -> None:
        """Never join the articles at two places, nor groups that hold them."""
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def join_alike(self, edges: Iterable[Edge]) -> None:
        """Join what is one story: `edges` are (margin, place, place) of pairs that are so by themselves."""
        for _, one, other in sorted(edges, key=lambda edge: (-edge[0], edge[1], edge[2])):
            ours, theirs = self._group[one], self._group[other]
            if ours != theirs and self._are_one(ours, theirs):
                self._join(ours, theirs)

    def join_decided(self, together: Iterable[tuple[int, int]]) -> None:
        """Join what the reader has put together."""
        for one, other in sorted((min(pair), max(pair)) for pair in together):
            self._join(self._group[one], self._group[other])

    def groups(self) -> list[list[int]]:
        """Return the groups as places, each in order, by their first members."""
        return sorted(sorted(group) for group in self._members.values())

    def _join(self, ours: int, theirs: int) -> None:
        if ours == theirs or self._kept_apart(ours, theirs):
            return
        moved = self._members.pop(theirs)
        self._members[ours] = sorted([*self._members[ours], *moved])
        for place in moved:
            self._group[place] = ours

    def _kept_apart(self, ours: int, theirs: int) -> bool:
        if not self._apart:
            return False
        others = self._members[theirs]
        return any(not self._apart[place].isdisjoint(others) for place in self._members[ours] if place in self._apart)

    def _are_one(self, ours: int, theirs: int) -> bool:
        """Say whether two groups are one story, which two pairs of articles that are so do not make them yet.

        Groups that were refused once are not asked again until one of them has grown.
        """
        members, others = self._members[ours], self._members[theirs]
        asked = (ours, theirs, len(members), len(others))
        if asked in self._refused:
            return False
        agreed = self._agree(members, others)
        if not agreed:
            self._refused.add(asked)
        return agreed

    def _agree(self, members: list[int], others: list[int]) -> bool:
        dates = [self._features[place].item.published for place in (members[0], members[-1], others[0], others[-1])]
        if max(dates) - min(dates) > _LIFE:
            return False
        pairs = [self._pair(one, other) for one in _speakers(members) for other in _speakers(others)]
        if sum(pair.excluded for pair in pairs) > len(pairs) * _CONFLICTS_BORNE:
            return False
        if sum(pair.swapped for pair in pairs) >= len(pairs) * _SWAPS_BORNE:
            return False
        best = sorted((pair.margin for pair in pairs), reverse=True)[:_BEST]
        borne = SUPPORTED if max(len(members), len(others)) >= _MANY else 0.0
        return round(sum(best), 9) >= -borne * len(best)


def _speakers(members: list[int]) -> list[int]:
    if len(members) <= _SPEAKERS:
        return members
    return [*members[: _SPEAKERS // 2], *members[-_SPEAKERS // 2 :]]
