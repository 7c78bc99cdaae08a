"""What the reader has decided on stories: which pairs of articles belong together and which do not.

One JSON file with a table `decisions` keyed by the pair. Decisions are rare, so each is written before `decide`
returns: under the lock beside the file, merged with what another process has written since (the later decision on a
pair wins), in one step. A decision that is taken back stays as one for nothing, so that no older copy brings it back.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from careader.store.tablefile import TableFile

__all__ = ["Decided", "Decision", "Decisions", "Pair", "merge", "pair_of"]

Pair = tuple[str, str]
"""The ids of two articles, the lesser first."""

_LOCK_SECONDS = 2.0
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
    """Give the pair of two articles. Raises ValueError where they are one."""
    if one == other:
        raise ValueError(f"{one} is no pair with itself")
    return (one, other) if one < other else (other, one)


def merge(a: Decision, b: Decision) -> Decision:
    """Give the later of two decisions on a pair; of one instant, apart beats together and that beats nothing."""
    order = (Decided.NOTHING, Decided.TOGETHER, Decided.APART)
    return max(a, b, key=lambda decision: (decision.at, order.index(decision.decided)))


class Decisions:
    """The reader's decisions, for the threads of one process.

    Nothing here raises for a disk that cannot be read or written: `problem` says so, and the next write tries again.
    """

    def __init__(self, path: Path, *, now: Callable[[], datetime]) -> None:
        self.problem = ""
        self._path = path.resolve()
        self._now = now
        self._known: dict[Pair, Decision] = {}
        self._unsaved = False
        self._lock = threading.RLock()
        self._file = TableFile(self._path, "decisions", _from_record, _to_record)
        self.refresh_from_disk()

    def on(self, one: str, other: str) -> Decided:
        """Give what was decided on two articles."""
        decision = self._known.get(pair_of(one, other)) if one != other else None
        return decision.decided if decision else Decided.NOTHING

    def pairs(self, decided: Decided) -> list[Pair]:
        """Give every pair that this was decided on, in order, with what other processes have decided meanwhile."""
        self.refresh_from_disk()
        with self._lock:
            return sorted(pair for pair, decision in self._known.items() if decision.decided is decided)

    def decide(self, decisions: Mapping[Pair, Decided]) -> dict[Pair, Decided]:
        """Decide on pairs now; give what was decided on them before, with which the same call undoes it."""
        now = self._now().astimezone(UTC)
        with self._lock:
            before = {}
            for pair, decided in decisions.items():
                known = self._known.get(pair)
                before[pair] = known.decided if known else Decided.NOTHING
                at = max(now, known.at + timedelta(microseconds=1)) if known else now
                self._known[pair] = Decision(pair, decided, at)
            self._unsaved = self._unsaved or bool(before)
            self.flush()
        return before

    def replace_article(self, old: str, new: str) -> None:
        """Let what was decided on one article hold for another, which has taken its place."""
        with self._lock:
            moved = {pair: decision for pair, decision in self._known.items() if old in pair}
            for pair, decision in moved.items():
                (other,) = set(pair) - {old}
                if decision.decided and other != new:
                    self._known[pair_of(new, other)] = replace(decision, pair=pair_of(new, other))
            if moved:
                self.decide(dict.fromkeys(moved, Decided.NOTHING))

    def prune(self, known_ids: Collection[str], older_than: timedelta) -> int:
        """Forget decisions older than that on articles that are not known any more; give how many."""
        latest = self._now() - older_than
        with self._lock:
            old = [
                pair
                for pair, decision in self._known.items()
                if decision.at < latest and not all(article in known_ids for article in pair)
            ]
            for pair in old:
                del self._known[pair]
            if old:
                self._save_or_say(old)
        return len(old)

    def refresh_from_disk(self) -> None:
        """Take in what another process has written; one look at the file's date where nothing has changed."""
        with self._lock:
            try:
                self._take_in()
            except OSError as error:
                self.problem = f"Decisions on stories in {self._path} cannot be read ({error.strerror})"
            if self._file.damage:
                self._save_or_say()

    def flush(self) -> None:
        """Write what is not yet on the disk, if anything."""
        with self._lock:
            if self._unsaved:
                self._save_or_say()

    def _save_or_say(self, forgotten: Iterable[Pair] = ()) -> None:
        try:
            self._save(forgotten)
        except OSError as error:
            reason = error.strerror or "another program holds its lock"
            self.problem = f"Decisions on stories cannot be saved to {self._path} ({reason}); it is tried again"

    def _save(self, forgotten: Iterable[Pair]) -> None:
        from filelock import FileLock  # slow to import, and asking does without

        self._path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{self._path}.lock", timeout=_LOCK_SECONDS):
            gone = set(forgotten)
            self._take_in(but=gone)
            if self._file.newer:
                self.problem = f"{self._path} was written by a newer careader: update it, or decisions are not kept"
                return
            notice = ""
            if damage := self._file.damage:
                aside = self._file.set_aside(self._now())
                notice = f"The decisions on stories were set aside as {aside}, since {damage}"
            records = {_key(pair): decision for pair, decision in self._known.items()}
            self._file.write(records, [_key(pair) for pair in gone])
        self._unsaved, self.problem = False, notice

    def _take_in(self, but: Collection[Pair] = ()) -> None:
        """Read the file if it is not the one last read or written, and merge it in. Raises OSError."""
        if self._file.is_current():
            return
        theirs = {decision.pair: decision for decision in self._file.read().values()}
        for pair, decision in theirs.items():
            if pair not in but:
                mine = self._known.get(pair)
                self._known[pair] = merge(mine, decision) if mine else decision


def _key(pair: Pair) -> str:
    return _BETWEEN.join(pair)


def _to_record(decision: Decision) -> dict[str, Any]:
    at = decision.at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return {"decided": decision.decided.value, "at": at}


def _from_record(key: str, record: Any) -> Decision:
    """Read a decision back. Raises ValueError where it is none."""
    one, between, other = key.partition(_BETWEEN)
    if not between or not one < other or not isinstance(record, Mapping) or not isinstance(record.get("at"), str):
        raise ValueError(f"{key} is no decision")
    at = datetime.fromisoformat(record["at"])
    if at.tzinfo is None:
        raise ValueError(f"{record['at']} has no time zone")
    return Decision((one, other), Decided(str(record.get("decided"))), at.astimezone(UTC))
