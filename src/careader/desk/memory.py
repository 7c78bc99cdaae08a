"""What grouping keeps between two runs, in memory: for a set that is grouped once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from careader.desk.features import Features
from careader.desk.grouping import Edge, Update
from careader.desk.neighbours import Row


class Memory:
    """Rows, features and edges by ref."""

    def __init__(self) -> None:
        self._rows: dict[int, Row] = {}
        self._days: dict[int, set[int]] = defaultdict(set)
        self._features: dict[int, Features] = {}
        self._edges: dict[int, dict[int, float]] = defaultdict(dict)

    def rows(self, days: Collection[int]) -> Sequence[Row]:
        """Return the rows of these days."""
        return [self._rows[ref] for day in sorted(days) for ref in sorted(self._days.get(day, ()))]

    def rows_of(self, refs: Collection[int]) -> Sequence[Row]:
        """Return the rows of these articles, as far as they are known."""
        return [self._rows[ref] for ref in refs if ref in self._rows]

    def features(self, refs: Collection[int]) -> Mapping[int, Features]:
        """Return the features of these articles, all of which are known."""
        return {ref: self._features[ref] for ref in refs}

    def edges(self, refs: Collection[int]) -> Iterator[Edge]:
        """Yield every edge that one of these articles has."""
        for ref in refs:
            for other, margin in self._edges.get(ref, {}).items():
                yield ref, other, margin

    def keep(self, change: Update) -> None:
        """Keep what a change came to."""
        for ref in {*change.gone, *(row.ref for row, _ in change.fresh)}:
            if (row := self._rows.pop(ref, None)) is not None:
                self._days[row.day].discard(ref)
                del self._features[ref]
        for row, features in change.fresh:
            self._rows[row.ref], self._features[row.ref] = row, features
            self._days[row.day].add(row.ref)
        for ref in change.anew:
            for other in self._edges.pop(ref, {}):
                self._edges.get(other, {}).pop(ref, None)
        for one, other, margin in change.edges:
            self._edges[one][other] = self._edges[other][one] = margin
