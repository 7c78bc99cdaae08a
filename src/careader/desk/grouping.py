"""Stories kept up to date: what is new is compared with its neighbours, and only what is linked with it grouped anew.

What two articles are to each other hangs on no third, so it is found out once and kept as an edge; the articles fall
into components that no story reaches across. The result is a function of the set of articles, of what the reader has
decided and of the rules: no order and no batch changes it (`neighbours` says how it stays so where terms are common).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from careader.desk.clusters import Clusters
from careader.desk.comparison import Pair, can_be_same, compare
from careader.desk.features import Features
from careader.desk.neighbours import Postings, Row, changed_crowds, days_around, days_of, keys_of

RefPair = tuple[int, int]
Edge = tuple[int, int, float]
"""Two refs, and by how much (from 0) their score is over what one story needs."""
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

    def edges(self, refs: Collection[int]) -> Iterable[Edge]:
        """Return every edge that one of these articles has; one may come twice."""


@dataclass(frozen=True, slots=True)
class Update:
    """What a change comes to: what is to be kept from now on, and which stories it makes.

    `fresh` are the rows and features of new and edited articles, `gone` the refs of articles that are no more; `edges`
    replace all edges of `anew`. `stories` holds every story that may be another now, as refs, the earliest first.
    """

    fresh: Sequence[tuple[Row, Features]]
    gone: frozenset[int]
    anew: frozenset[int]
    edges: Sequence[Edge]
    stories: Sequence[tuple[int, ...]]


def update(
    kept: Kept,
    changed: Mapping[int, Features | None],
    *,
    together: Iterable[RefPair] = (),
    apart: Iterable[RefPair] = (),
    touched: Iterable[int] = (),
) -> Update:
    """Find out what a change comes to; nothing that is kept is changed by it.

    `changed` holds the features of new and edited articles, None for those that are gone. `together` and `apart` are
    the pairs that the reader has decided on: they are stronger than likeness, and apart is stronger than together.
    `touched` are articles whose decisions changed.
    """
    features = {ref: one for ref, one in changed.items() if one is not None}
    gone = changed.keys() - features.keys()
    fresh = {
        ref: Row(ref, int(one.item.published.timestamp()), one.keys, one.rest, one.lead)
        for ref, one in features.items()
    }
    before = kept.rows_of(changed.keys())
    days, keys = days_of([*before, *fresh.values()]), keys_of([*before, *fresh.values()])
    window = kept.rows(days_around(days))
    rows = {**{row.ref: row for row in window if row.ref not in changed}, **fresh}
    anew = frozenset((*changed, *changed_crowds(window, rows.values(), keys, days)))
    known = _Known(kept, features)
    edges = list(_edges([rows[ref] for ref in sorted(anew - gone)], rows, known))
    links = _Links(kept, anew, edges, _both_ways(together))
    starts = {*anew, *links.formerly(), *touched} - gone
    kept_apart = _both_ways(apart)
    stories = [
        story
        for component in _components(links, starts)
        for story in _grouped(component, known, links.together, kept_apart)
    ]
    return Update([(row, features[ref]) for ref, row in fresh.items()], frozenset(gone), anew, edges, stories)


def related(kept: Kept, refs: Collection[int]) -> dict[int, float]:
    """Return the other articles that one of these has to do with, each with the highest score of such a pair."""
    ours = kept.rows_of(refs)
    postings = Postings(kept.rows(days_around(days_of(ours))), keys_of(ours))
    near = [(row.ref, ref) for row in ours for ref in postings.near(row) if ref not in refs]
    known = _Known(kept, {})
    known.read(ref for pair in near for ref in pair)
    scores: dict[int, float] = {}
    for one, other in near:
        if (pair := known.pair(one, other)).related:
            scores[other] = max(pair.score, scores.get(other, 0.0))
    return scores


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


class _Links:
    """What is linked with what: by edges, those that are kept but for the ones found anew, and by the reader."""

    def __init__(
        self, kept: Kept, anew: Collection[int], edges: Iterable[Edge], together: Mapping[int, Collection[int]]
    ) -> None:
        self._kept = kept
        self._anew = anew
        self._found: dict[int, list[Edge]] = {}
        for edge in edges:
            for ref in edge[:2]:
                self._found.setdefault(ref, []).append(edge)
        self.together = together

    def formerly(self) -> set[int]:
        """Return the articles that had an edge with one whose edges are found anew."""
        return {ref for edge in self._kept.edges(self._anew) for ref in edge[:2]}

    def edges(self, refs: Collection[int]) -> Iterator[Edge]:
        """Yield every edge that one of these articles has; one may come twice."""
        anew = self._anew
        yield from (edge for edge in self._kept.edges(refs) if edge[0] not in anew and edge[1] not in anew)
        for ref in refs:
            yield from self._found.get(ref, ())


def _both_ways(pairs: Iterable[RefPair]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for one, other in pairs:
        if one != other:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return found


def _edges(asking: Sequence[Row], rows: Mapping[int, Row], known: _Known) -> Iterator[Edge]:
    """Yield the edges of the rows that ask; a pair of which both ask is compared once."""
    postings = Postings(rows.values(), keys_of(asking))
    anew = {row.ref for row in asking}
    for start in range(0, len(asking), _AT_ONCE):
        near = [
            (row.ref, ref)
            for row in asking[start : start + _AT_ONCE]
            for ref in postings.near(row)
            if ref not in anew or ref > row.ref
        ]
        known.read(ref for pair in near for ref in pair)
        for one, other in near:
            if can_be_same(known[one], known[other]) and (pair := known.pair(one, other)).linked:
                yield one, other, pair.margin


def _components(links: _Links, starts: Collection[int]) -> Iterator[dict[int, dict[int, float]]]:
    """Yield each component that one of the articles is in: its refs with their edges."""
    edges: dict[int, dict[int, float]] = {}
    reached = set(starts)
    while reached:
        edges.update((ref, {}) for ref in reached)
        further = {other for ref in reached for other in links.together.get(ref, ())}
        for one, other, margin in links.edges(reached):
            for ref, near in ((one, other), (other, one)):
                if ref in reached:
                    edges[ref][near] = margin
                    further.add(near)
        reached = further - edges.keys()
    left = dict.fromkeys(sorted(edges))
    while left:
        component: dict[int, dict[int, float]] = {}
        waiting = [next(iter(left))]
        while waiting:
            ref = waiting.pop()
            if ref not in component:
                component[ref] = edges[ref]
                del left[ref]
                waiting += (*edges[ref], *links.together.get(ref, ()))
        yield component


def _grouped(
    component: Mapping[int, Mapping[int, float]],
    known: _Known,
    together: Mapping[int, Collection[int]],
    apart: Mapping[int, Collection[int]],
) -> list[tuple[int, ...]]:
    """Group the articles of a component."""
    if len(component) == 1:
        return [tuple(component)]
    known.read(component)
    refs = sorted(component, key=lambda ref: known[ref].item.order)
    place = {ref: number for number, ref in enumerate(refs)}
    clusters = Clusters([known[ref] for ref in refs], lambda one, other: known.pair(refs[one], refs[other]))
    clusters.keep_apart(_places(apart, place))
    clusters.join_alike(
        (margin, place[ref], place[other])
        for ref, others in component.items()
        for other, margin in others.items()
        if place[ref] < place[other]
    )
    clusters.join_decided(_places(together, place))
    return [tuple(refs[number] for number in group) for group in clusters.groups()]


def _places(pairs: Mapping[int, Collection[int]], place: Mapping[int, int]) -> list[RefPair]:
    """Return pairs of refs as places, the lower first, as far as both are in the component."""
    return [
        (number, place[other])
        for ref, number in place.items()
        for other in pairs.get(ref, ())
        if other in place and number < place[other]
    ]
