"""Groups in the making: pairs that are one story are joined, the surest first, and no chain becomes a blob."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from careader.desk.comparison import Comparison

_LIFE = timedelta(days=7)
"""From a story's first to its last report."""
_BEST = 3
"""How many of the most alike pairs across two groups must be alike on average."""
_CONFLICTS_BORNE = 0.1
"""What share of the pairs across two groups may be in conflict: one odd headline does not split a story of twenty."""


class Clusters:
    """A partition of the articles of a comparison, at first each by itself."""

    def __init__(self, comparison: Comparison, apart: Iterable[tuple[str, str]] = ()) -> None:
        self._comparison = comparison
        self._places = {one.item.id: place for place, one in enumerate(comparison.features)}
        self._of = list(range(len(comparison.features)))
        self._members = {place: [place] for place in self._of}
        self._apart: dict[int, set[int]] = defaultdict(set)
        for one, other in self._known(apart):
            self._apart[one].add(other)
            self._apart[other].add(one)

    def linked(self, together: Iterable[tuple[str, str]]) -> list[set[int]]:
        """Give the sets of places between which groups are made: no group reaches from one of them into another."""
        part_of = {place: {place} for place in self._of}
        for one, other in [(one, other) for _, one, other in self._comparison.candidates()] + self._known(together):
            if part_of[one] is not part_of[other]:
                part = part_of[one] | part_of[other]
                part_of.update(dict.fromkeys(part, part))
        return list({id(part): part for part in part_of.values()}.values())

    def join_decided(self, together: Iterable[tuple[str, str]]) -> None:
        """Join what the reader has put together."""
        for one, other in sorted(self._known(together)):
            self._join(one, other)

    def join_alike(self) -> None:
        """Join what is one story, the most alike first."""
        for _, one, other in self._comparison.candidates():
            if self._alike(self._of[one], self._of[other]):
                self._join(one, other)

    def members(self) -> list[list[int]]:
        """Give the groups as places in the comparison, each in order, by their first members."""
        return sorted(sorted(group) for group in self._members.values())

    def _known(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
        """Turn pairs of ids into places, the lower first, and pass over those that are not there."""
        places = self._places
        return [
            (min(places[one], places[other]), max(places[one], places[other]))
            for one, other in pairs
            if one in places and other in places and one != other
        ]

    def _join(self, one: int, other: int) -> None:
        ours, theirs = self._of[one], self._of[other]
        if ours == theirs or self._kept_apart(ours, theirs):
            return
        moved = self._members.pop(theirs)
        self._members[ours].extend(moved)
        for place in moved:
            self._of[place] = ours

    def _kept_apart(self, ours: int, theirs: int) -> bool:
        others = self._members[theirs]
        return any(not self._apart[place].isdisjoint(others) for place in self._members[ours] if place in self._apart)

    def _alike(self, ours: int, theirs: int) -> bool:
        """Say whether two groups are one story, which two pairs of articles that are so do not make them yet."""
        if ours == theirs:
            return False
        members, others = self._members[ours], self._members[theirs]
        if len(members) == len(others) == 1:
            return True
        times = [self._comparison.features[place].item.published for place in (*members, *others)]
        if max(times) - min(times) > _LIFE:
            return False
        pairs = [self._comparison.pair(one, other) for one in members for other in others]
        if sum(bool(pair.conflicts) for pair in pairs) > len(pairs) * _CONFLICTS_BORNE:
            return False
        margins = sorted((pair.score - pair.needed for pair in pairs), reverse=True)
        return sum(margins[:_BEST]) >= 0
