"""What the reader has decided on stories: which pairs of articles belong together and which do not.

One JSON file with a table `decisions` keyed by the pair, kept as `SyncedTable` says: the later decision on a pair wins.
A decision that is taken back stays as one for nothing, so that no older copy brings it back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from careader.store.instants import read_time, write_time
from careader.store.synced import Kind, SyncedTable

__all__ = ["DECISIONS", "Decided", "Decision", "Decisions", "Pair", "merge", "pair_of"]

Pair = tuple[str, str]
"""The ids of two articles, the lesser first."""

_BETWEEN = " "


class Decided(StrEnum):
    """What was decided on two articles."""

    NOTHING = ""
    TOGETHER = "together"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the reader decided on a pair, and when."""

    pair: Pair
    decided: Decided
    at: datetime


def pair_of(one: str, other: str) -> Pair:
    """Return the pair of two articles. Raises ValueError where they are one."""
    if one == other:
        raise ValueError(f"{one} is no pair with itself")
    return (one, other) if one < other else (other, one)


def merge(a: Decision, b: Decision) -> Decision:
    """Return the later of two decisions on a pair; of one instant, apart beats together and that beats nothing."""
    order = (Decided.NOTHING, Decided.TOGETHER, Decided.APART)
    return max(a, b, key=lambda decision: (decision.at, order.index(decision.decided)))


class Decisions(SyncedTable[Decision]):
    """The reader's decisions, for the threads of one process. One is on its way to the disk when it is made."""

    def __init__(
        self, path: Path, *, now: Callable[[], datetime], delay: float = 0.0, shared: Path | None = None
    ) -> None:
        super().__init__(path, DECISIONS, now=now, delay=delay, shared=shared)

    def on(self, one: str, other: str) -> Decided:
        """Return what was decided on two articles."""
        decision = self._records.get(_key(pair_of(one, other))) if one != other else None
        return decision.decided if decision else Decided.NOTHING

    def pairs(self, decided: Decided) -> list[Pair]:
        """Return every pair that this was decided on, in order, with what other programs have decided meanwhile."""
        self.poll()
        with self._memory:
            return sorted(decision.pair for decision in self._records.values() if decision.decided is decided)

    def decide(self, decisions: Mapping[Pair, Decided]) -> dict[Pair, Decided]:
        """Decide on pairs now; return what was decided on them before, with which the same call undoes it."""
        before = {}
        with self._changing() as changed:
            for pair, decided in decisions.items():
                key = _key(pair)
                known = self._records.get(key)
                before[pair] = known.decided if known else Decided.NOTHING
                self._put(key, Decision(pair, decided, self._after(key, known.at if known else None)))
                changed.add(key)
        return before

    def replace_article(self, old: str, new: str) -> None:
        """Let what was decided on one article hold for another, which has taken its place."""
        with self._memory:
            moved = [decision for decision in self._records.values() if old in decision.pair and decision.decided]
        changes = {}
        for decision in moved:
            (other,) = set(decision.pair) - {old}
            changes[decision.pair] = Decided.NOTHING
            if other != new:
                changes[pair_of(new, other)] = decision.decided
        if changes:
            self.decide(changes)

    def forget(self, articles: Collection[str]) -> dict[Pair, Decided]:
        """Forget what was decided on articles; return it, with which `decide` brings it back."""
        gone = set(articles)
        with self._memory:
            known = {key: one for key, one in self._records.items() if not gone.isdisjoint(one.pair)}
        now = self._now()
        self._forget(known, lambda decision: max(now, decision.at))
        return {decision.pair: decision.decided for decision in known.values() if decision.decided}

    def prune(self, removed: Collection[str], older_than: timedelta) -> int:
        """Forget decisions older than that on articles that the library has just let go; return how many."""
        limit = self._now() - older_than
        with self._memory:
            old = [
                key
                for key, decision in self._records.items()
                if decision.at < limit and any(article in removed for article in decision.pair)
            ]
        return self._forget(old, lambda decision: decision.at)


def _key(pair: Pair) -> str:
    return _BETWEEN.join(pair)


def _to_record(decision: Decision) -> dict[str, Any]:
    return {"decided": decision.decided.value, "at": write_time(decision.at)}


def _from_record(key: str, record: Any) -> Decision:
    """Read a decision back. Raises ValueError where it is none."""
    one, between, other = key.partition(_BETWEEN)
    if not between or not one < other or not isinstance(record, Mapping):
        raise ValueError(f"{key} is no decision")
    return Decision((one, other), Decided(str(record.get("decided"))), read_time(record.get("at")))


def _remains(decision: Decision, forgotten: datetime) -> Decision | None:
    return decision if decision.at.astimezone(UTC) > forgotten else None


DECISIONS = Kind(
    "decisions", "The decisions on stories", _from_record, _to_record, merge, _remains, frozenset({"decided"})
)
