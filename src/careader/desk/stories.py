"""Reports of one event as one story, and what is merely related to it."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from careader.desk.conflicts import Reason, conflicts
from careader.desk.features import Features, Item, features
from careader.desk.similarity import Background, Vector, cosine

__all__ = ["Group", "Item", "Kinship", "Reason", "Verdict", "explain", "group", "related"]

_WINDOW = timedelta(hours=72)
"""Two reports further apart are not of one event, however alike."""
_LIFE = timedelta(days=7)
"""A story takes in nothing later than this after its first report."""
_SAME = 0.45
_SAME_OUTLET = 0.65
_RELATED = 0.22


class Kinship(StrEnum):
    """What two articles are to each other."""

    SAME = "same"
    RELATED = "related"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Group:
    """One story: the ids of its items, the earliest first; that one gives the story its id."""

    members: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of the earliest item."""
        return self.members[0]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What two articles are to each other, how alike they are (0 to 1), and why."""

    kinship: Kinship
    score: float
    reasons: tuple[Reason, ...]


class _Comparison:
    """A set of items, ready to be compared two by two."""

    def __init__(self, items: Iterable[Item]) -> None:
        by_id = {item.id: item for item in sorted(items, key=_when)}
        self.features = [features(item) for item in sorted(by_id.values(), key=_when)]
        self.background = Background(self.features)
        self.vectors: list[Vector] = [self.background.vector(item) for item in self.features]
        self._scores: dict[tuple[int, int], float] = {}
        self._blocked: dict[tuple[int, int], bool] = {}

    def score(self, a: int, b: int) -> float:
        """How alike two items are, 0 to 1."""
        pair = (a, b) if a < b else (b, a)
        known = self._scores.get(pair)
        if known is None:
            known = self._scores[pair] = likeness(self.features[a], self.features[b], self.vectors[a], self.vectors[b])
        return known

    def blocked(self, a: int, b: int) -> bool:
        """Whether something keeps two items apart."""
        pair = (a, b) if a < b else (b, a)
        known = self._blocked.get(pair)
        if known is None:
            one, other = self.features[a], self.features[b]
            known = self._blocked[pair] = (
                abs(one.item.published - other.item.published) > _WINDOW
                or next(conflicts(one, other), None) is not None
            )
        return known

    def needed(self, a: int, b: int) -> float:
        """How alike two items must be to be one story."""
        return _SAME_OUTLET if self.features[a].item.outlet == self.features[b].item.outlet else _SAME

    def candidates(self) -> list[tuple[float, int, int]]:
        """Every pair that is near in time and has enough rare terms in common to be worth comparing, the most alike first."""
        limit = max(_COMMON_AT_LEAST, int(len(self.features) * _COMMON))
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        oldest = 0
        found = []
        for index, (item, vector) in enumerate(zip(self.features, self.vectors, strict=True)):
            while item.item.published - self.features[oldest].item.published > _WINDOW:
                oldest += 1
            shared: dict[int, float] = defaultdict(float)
            whole = vector.whole
            rare = [term for term in whole if self.background.occurrences(term) <= limit]
            for term in rare:
                weight = whole[term]
                for other, theirs in reversed(postings[term]):
                    if other < oldest:
                        break
                    shared[other] += weight * theirs
                postings[term].append((index, weight))
            for other, partial in shared.items():
                if partial >= _WORTH_COMPARING and (score := self.score(other, index)) >= _RELATED:
                    found.append((score, other, index))
        found.sort(key=lambda edge: (-edge[0], self.features[edge[1]].item.id, self.features[edge[2]].item.id))
        return found


_COMMON, _COMMON_AT_LEAST = 0.04, 30
_WORTH_COMPARING = 0.06


def likeness(a: Features, b: Features, one: Vector, other: Vector) -> float:
    """How alike two items are, 0 to 1: half by their titles, half by title and lead."""
    titles = cosine(one.title, other.title)
    if a.item.lead and b.item.lead:
        return 0.5 * titles + 0.5 * cosine(one.whole, other.whole)
    return titles


def _when(item: Item) -> tuple[object, ...]:
    return (item.published, item.id, item.title, item.lead)


def group(
    items: Iterable[Item],
    *,
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> list[Group]:
    """Put the reports of one event together.

    This is a function of the set of items: neither their order nor the batches in which they came change it. `together`
    and `apart` are pairs of ids that the reader has decided on; they are stronger than likeness, and where they
    contradict each other, apart wins. Ids that are not among the items are passed over. Groups are sorted by their
    first report.
    """
    comparison = _Comparison(items)
    clusters = _Clusters(comparison, apart)
    position = clusters.position
    for one, other in sorted(tuple(sorted(pair)) for pair in together):
        if one in position and other in position:
            clusters.join(position[one], position[other])
    for score, a, b in comparison.candidates():
        if score >= comparison.needed(a, b) and not comparison.blocked(a, b) and clusters.alike(a, b):
            clusters.join(a, b)
    return clusters.groups()


class _Clusters:
    """Groups in the making."""

    def __init__(self, comparison: _Comparison, apart: Iterable[tuple[str, str]]) -> None:
        self._comparison = comparison
        self.position = {item.item.id: index for index, item in enumerate(comparison.features)}
        self._of = list(range(len(comparison.features)))
        self._members = {index: [index] for index in self._of}
        self._apart: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            if one in self.position and other in self.position and one != other:
                self._apart[self.position[one]].add(self.position[other])
                self._apart[self.position[other]].add(self.position[one])

    def join(self, a: int, b: int) -> None:
        """Make the groups of two items one, unless the reader has taken a member of the one out of the other."""
        ours, theirs = self._of[a], self._of[b]
        if ours == theirs:
            return
        members, others = self._members[ours], self._members[theirs]
        if any(self._apart[member].intersection(others) for member in members if member in self._apart):
            return
        for member in others:
            self._of[member] = ours
        members.extend(others)
        del self._members[theirs]

    def alike(self, a: int, b: int) -> bool:
        """Whether the groups of two items are one story: by the best three pairs across, and few of them in conflict."""
        if self._of[a] == self._of[b]:
            return False
        members, others = self._members[self._of[a]], self._members[self._of[b]]
        if len(members) == len(others) == 1:
            return True
        times = [self._comparison.features[index].item.published for index in (*members, *others)]
        if max(times) - min(times) > _LIFE:
            return False
        pairs = [(one, other) for one in members for other in others]
        best = heapq.nlargest(3, (self._comparison.score(one, other) for one, other in pairs))
        if sum(best) / len(best) < _SAME:
            return False
        conflicting = sum(self._comparison.blocked(one, other) for one, other in pairs)
        return conflicting <= len(pairs) * _CONFLICTS_BORNE

    def groups(self) -> list[Group]:
        """Give the groups, each in the order of its reports."""
        found = [
            Group(tuple(self._comparison.features[index].item.id for index in sorted(members)))
            for members in sorted(self._members.values(), key=min)
        ]
        return found


_CONFLICTS_BORNE = 0.1


def related(
    story: Group, groups: Sequence[Group], items: Iterable[Item], *, limit: int = 8
) -> list[tuple[str, float]]:
    """Give the groups that a story is related to as (id, score), the most alike first, at most `limit`."""
    comparison = _Comparison(items)
    position = {item.item.id: index for index, item in enumerate(comparison.features)}
    ours = [position[member] for member in story.members if member in position]
    found = []
    for other in groups:
        if other.id == story.id:
            continue
        theirs = [position[member] for member in other.members if member in position]
        score = max((comparison.score(a, b) for a in ours for b in theirs), default=0.0)
        if score >= _RELATED:
            found.append((other.id, score))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]


def explain(a: Item, b: Item, among: Iterable[Item] = ()) -> Verdict:
    """Say what two items are to each other and why; `among` are the items whose words say which words are common."""
    comparison = _Comparison([*among, a, b])
    position = {item.item.id: index for index, item in enumerate(comparison.features)}
    one, other = position[a.id], position[b.id]
    score = comparison.score(one, other)
    features_a, features_b = comparison.features[one], comparison.features[other]
    against = list(conflicts(features_a, features_b))
    apart = abs(a.published - b.published)
    if apart > _WINDOW:
        against.append(Reason("time", f"They are {apart.days} days apart."))
    needed = comparison.needed(one, other)
    shared = sorted(
        (term for term in features_a.title if term.id in features_b.counts),
        key=lambda term: -comparison.background.weight(term.id),
    )
    reasons = []
    if shared:
        reasons.append(Reason("shared", f"Both say: {', '.join(dict.fromkeys(term.word for term in shared[:6]))}."))
    reasons.append(Reason("score", f"They are {score:.0%} alike; {needed:.0%} make one story."))
    if score >= needed and not against:
        return Verdict(Kinship.SAME, score, tuple(reasons))
    return Verdict(Kinship.RELATED if score >= _RELATED else Kinship.DIFFERENT, score, (*against, *reasons))
