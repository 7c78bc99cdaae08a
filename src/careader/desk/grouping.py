"""Stories kept up to date: what is new is compared with its neighbours, and only what is linked with it grouped anew.

What two articles are to each other hangs on no third, so it is found out once and kept as an edge; the articles fall
into components that no story reaches across. The result is a function of the set of articles, of what the reader has
decided and of the rules: no order and no batch changes it (`neighbours` says how it stays so where terms are common).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from careader.desk.clusters import Clusters
from careader.desk.comparison import Pair, can_be_same, compare
from careader.desk.features import Features
from careader.desk.neighbours import Postings, Row, by_ref, changed_crowds, days_around, days_of, keys_of

RefPair = tuple[int, int]
_AT_ONCE = 100
"""Of so many articles the neighbours are read at once."""


class Kept(Protocol):
    """What is kept of articles between two runs; each has a number, its ref."""

    def rows(self, days: Collection[int]) -> Sequence[Row]:
        """Return the rows of these days (counted from 1970)."""

    def rows_of(self, refs: Collection[int]) -> Sequence[Row]:
        """Return the rows of these articles, as far as they are known."""

    def features(self, refs: Collection[int]) -> Mapping[int, Features]:
        """Return the features of these articles, all of which are known."""

    def edges(self, refs: Collection[int]) -> Iterable[tuple[int, int, float]]:
        """Return (ref, other ref, margin) of every edge that one of these articles has; one may come twice."""

    def forget(self, refs: Collection[int]) -> None:
        """Forget rows and features of these articles."""

    def keep(self, rows: Iterable[tuple[Row, Features]]) -> None:
        """Keep rows and features."""

    def replace_edges(self, refs: Collection[int], edges: Iterable[tuple[int, int, float]]) -> None:
        """Forget all edges that one of these articles has, then keep these."""


def update(
    kept: Kept,
    changed: Mapping[int, Features | None],
    *,
    together: Iterable[RefPair] = (),
    apart: Iterable[RefPair] = (),
    touched: Iterable[int] = (),
) -> list[tuple[int, ...]]:
    """Take in what changed and return every story that may be another now, as refs, the earliest first.

    `changed` holds the features of new and edited articles, None for those that are gone. `together` and `apart` are
    the pairs that the reader has decided on: they are stronger than likeness, and apart is stronger than together.
    `touched` are articles whose decisions changed.
    """
    before = kept.rows_of(changed.keys())
    fresh = {
        ref: Row(ref, int(one.item.published.timestamp()), one.keys, one.more) for ref, one in changed.items() if one is not None
    }
    days, keys = days_of([*before, *fresh.values()]), keys_of([*before, *fresh.values()])
    window = kept.rows(days_around(days))
    rows = {**by_ref(row for row in window if row.ref not in changed), **fresh}
    anew = {*changed, *changed_crowds(window, rows.values(), keys, days)}
    beside = {ref for one, other, _ in kept.edges(anew) for ref in (one, other)}
    kept.forget(changed.keys())
    kept.keep((row, one) for ref, row in fresh.items() if (one := changed[ref]) is not None)
    asking = [rows[ref] for ref in sorted(anew) if ref in rows]
    known = _Known(kept, {ref: one for ref, one in changed.items() if one is not None})
    kept.replace_edges(anew, list(_edges(asking, rows, known)))
    gone = changed.keys() - fresh.keys()
    bound = _Decided(together, apart)
    stories = []
    for component in _components(kept, bound, {*anew, *beside, *touched} - gone):
        stories += _grouped(component, known, bound)
    return stories


class _Known:
    """Features of articles, read when they are asked for, and pairs of them, compared once."""

    def __init__(self, kept: Kept, known: Mapping[int, Features]) -> None:
        self._kept = kept
        self._features = dict(known)
        self._pairs: dict[RefPair, Pair] = {}

    def read(self, refs: Iterable[int]) -> None:
        """Read the features of these articles at once."""
        self._features.update(self._kept.features([ref for ref in dict.fromkeys(refs) if ref not in self._features]))

    def __getitem__(self, ref: int) -> Features:
        return self._features[ref]

    def pair(self, one: int, other: int) -> Pair:
        key = (one, other) if one < other else (other, one)
        found = self._pairs.get(key)
        if found is None:
            found = self._pairs[key] = compare(self._features[one], self._features[other])
        return found


class _Decided:
    """What the reader has decided, by article."""

    def __init__(self, together: Iterable[RefPair], apart: Iterable[RefPair]) -> None:
        self.together = _both_ways(together)
        self.apart = _both_ways(apart)


def _both_ways(pairs: Iterable[RefPair]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for one, other in pairs:
        if one != other:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return found


def _edges(asking: Sequence[Row], rows: Mapping[int, Row], known: _Known) -> Iterator[tuple[int, int, float]]:
    """Yield the edges of the rows that ask; a pair of which both ask is compared once."""
    postings = Postings(rows.values(), keys_of(asking))
    anew = {row.ref for row in asking}
    for start in range(0, len(asking), _AT_ONCE):
        near = [
            (row.ref, ref)
            for row in asking[start : start + _AT_ONCE]
            for ref, _ in postings.of(row)
            if ref not in anew or ref > row.ref
        ]
        known.read(ref for pair in near for ref in pair)
        for one, other in near:
            if can_be_same(known[one], known[other]) and (pair := known.pair(one, other)).same:
                yield one, other, pair.margin


def _components(kept: Kept, bound: _Decided, touched: Collection[int]) -> Iterator[dict[int, dict[int, float]]]:
    """Yield each component that one of the articles is in: its refs with their edges."""
    done: set[int] = set()
    edges: dict[int, dict[int, float]] = {}
    reached = set(touched)
    while reached:
        for ref in reached:
            edges.setdefault(ref, {})
        found = [(one, other, margin) for one, other, margin in kept.edges(reached)]
        for one, other, margin in found:
            edges.setdefault(one, {})[other] = margin
            edges.setdefault(other, {})[one] = margin
        near = {ref for one, other, _ in found for ref in (one, other)}
        near.update(other for ref in reached for other in bound.together.get(ref, ()))
        done |= reached
        reached = near - done
    left = dict.fromkeys(sorted(done))
    while left:
        component: dict[int, dict[int, float]] = {}
        waiting = [next(iter(left))]
        while waiting:
            ref = waiting.pop()
            if ref not in component:
                component[ref] = edges[ref]
                left.pop(ref, None)
                waiting += edges[ref]
                waiting += [other for other in bound.together.get(ref, ()) if other in edges]
        yield component


def _grouped(component: Mapping[int, Mapping[int, float]], known: _Known, bound: _Decided) -> list[tuple[int, ...]]:
    """Group the articles of a component."""
    if len(component) == 1:
        return [tuple(component)]
    known.read(component)
    refs = sorted(component, key=lambda ref: known[ref].item.order)
    place = {ref: number for number, ref in enumerate(refs)}
    clusters = Clusters([known[ref] for ref in refs], lambda one, other: known.pair(refs[one], refs[other]))
    clusters.keep_apart(_places(bound.apart, place))
    clusters.join_alike(
        (margin, place[ref], place[other])
        for ref, others in component.items()
        for other, margin in others.items()
        if place[ref] < place[other]
    )
    clusters.join_decided(_places(bound.together, place))
    return [tuple(refs[number] for number in group) for group in clusters.groups()]


def _places(pairs: Mapping[int, Collection[int]], place: Mapping[int, int]) -> list[RefPair]:
    """Return pairs of refs as places, the lower first, as far as both are in the component."""
    return [
        (number, place[other])
        for ref, number in place.items()
        for other in pairs.get(ref, ())
        if other in place and number < place[other]
    ]
