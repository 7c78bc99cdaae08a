"""A table that several programs and machines write: in memory, written behind, merged, safe against a crash.

Each write takes the lock beside the file, takes in what others have written since, merges and replaces the file in one
step. What cannot be written stays in memory and is tried again until it is on the disk.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from careader.store.atomic import real_path, writable_path
from careader.store.copies import Copies
from careader.store.lock import locked
from careader.store.tablefile import Contents, Kind, TableFile

__all__ = ["Kind", "SyncedTable", "after"]

PATIENCE = 2.0
"""How many seconds a write waits for another program's lock."""

_LONGEST_PAUSE = 10.0
"""How many seconds go by at most until what could not be written is tried again."""

_REMEMBERED = timedelta(days=180)
"""How long it is remembered that a key was forgotten, so that no older copy of the file brings it back."""

R = TypeVar("R")
Changed = Callable[[frozenset[str]], None]


class SyncedTable(Generic[R]):
    """Records by key, for the threads of one process. Asking never touches the disk, and changing does neither.

    A thread writes what has gathered `delay` seconds after a change. Nothing here raises for a disk that cannot be
    read or written: `problems` says so, `unsaved` counts what is not on the disk, and it is tried again, every ten
    seconds at the latest. `close`, or leaving the `with` block, writes what is left.

    Conflict copies that lie beside the file are taken in and put aside. `shared` is a file of this machine alone in a
    folder that several share: what is on the disk here is written there too, and what lies beside it is taken in.
    """

    def __init__(
        self,
        path: Path,
        kind: Kind[R],
        *,
        now: Callable[[], datetime],
        delay: float = 0.4,
        shared: Path | None = None,
    ) -> None:
        self._path = path.absolute()
        self._kind = kind
        self._now = now
        self._delay = delay
        self._records: dict[str, R] = {}
        self._forgotten: dict[str, datetime] = {}
        self._missing: set[str] = set()
        self._others_changed: set[str] = set()
        self._listeners: list[Changed] = []
        self._due = False
        self._closed = False
        self._thread: threading.Thread | None = None
        self._trouble = ""
        self._notice = ""
        self._file = TableFile(self._path, kind)
        self._copies = Copies(self._path, kind, shared)
        # `_writing` guards the file and is taken first; `_memory` guards the rest and is never held over a file.
        self._writing = threading.RLock()
        self._memory = threading.RLock()  # not the condition: a signal may leave that one locked on the way in
        self._woken = threading.Condition(self._memory)
        self.poll()
        self._others_changed.clear()

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the file, in sentences for the reader."""
        newer = f"{self._path} was written by a newer careader; update this one to keep what you change"
        own = (self._trouble or (newer if self._file.newer else ""), self._notice)
        return tuple(said for said in (*own, *self._copies.notices) if said)

    @property
    def problem(self) -> str:
        """The first of `problems`, "" where there is none."""
        return next(iter(self.problems), "")

    @property
    def unsaved(self) -> int:
        """How many records are not on the disk as they are in memory."""
        return len(self._missing)

    @property
    def stamp(self) -> str:
        """What tells the file from every earlier state of it, "" where memory holds more than the file.

        Whoever keeps a mirror of the table keeps this beside it: the mirror is true while it is the same.
        """
        with self._memory:
            return "" if self._missing else self._file.stamp

    def listen(self, listener: Changed) -> None:
        """Have a function called with the keys that changed, here or in another program, after each change.

        It runs in the thread that changed them and must not wait for anything.
        """
        self._listeners.append(listener)

    def poll(self) -> frozenset[str]:
        """Take in what other programs have written; return the keys that others changed since this was last asked.

        It costs one look at the file's date where nothing has changed, and waits for no write that is going on.
        """
        if self._writing.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._writing.release()
        with self._memory:
            self._wake()
            changed, self._others_changed = frozenset(self._others_changed), set()
        return changed

    def flush(self, patience: float = PATIENCE) -> bool:
        """Write what is not yet on the disk before returning; say whether all of it is there.

        It waits up to `patience` seconds for another program's lock.
        """
        if not self._writing.acquire(timeout=patience):
            return False
        try:
            saves = bool(self._missing or self._file.damage)
            if saves:
                self._save(patience)
            if not self._missing:
                self._copies.put_aside(f"{self._now():%Y%m%d-%H%M%S}")
                self._copies.share(changed=saves)
        except OSError as error:
            self._trouble = f"{self._kind.title} cannot be saved to {self._path} ({_reason(error)})"
        finally:
            self._writing.release()
        return not self._missing

    def leave_copy(self) -> bool:
        """Write what is not on the disk into a file of its own beside it; whoever opens the table next takes that in.

        It is for a process that has to end while another program holds the lock. Says whether all of it is there.
        """
        with self._memory:
            changes = {key: self._records.get(key) for key in self._missing}
            forgotten = {key: self._forgotten[key] for key in self._missing if key in self._forgotten}
        target = real_path(self._path)
        name = f"{target.stem}.conflict-{self._now():%Y%m%d-%H%M%S}-{os.getpid()}{target.suffix}"
        try:
            if changes:
                TableFile(target.with_name(name), self._kind).write(changes, forgotten)
        except OSError:
            return False
        return True

    def close(self, patience: float = PATIENCE) -> None:
        """Write what is left and have the thread end. What changes later is written by the next `flush` or `close`.

        A signal handler, which may have interrupted a change, raises SystemExit and leaves this to the `with` block.
        """
        with self._memory:
            self._closed = True
            self._woken.notify_all()
        self.flush(patience)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def merge(self, contents: Contents[R]) -> frozenset[str]:
        """Take in what a copy of the file holds, from another machine say; return the keys that it changed here."""
        with self._memory:
            changed = frozenset(key for key in _keys(contents) if self._join(key, contents))
            self._missing |= {key for key in _keys(contents) if key in changed or key in contents.forgotten}
            self._wake()
        self._tell(changed)
        return changed

    @contextmanager
    def _changing(self) -> Iterator[set[str]]:
        """Hold the memory while records change; the keys that are put into the set are written and told of."""
        with self._memory:
            changed: set[str] = set()
            try:
                yield changed
            finally:
                self._missing |= changed
                self._wake()
        self._tell(changed)

    def _put(self, key: str, record: R | None) -> None:
        """Let memory hold a record, or none, of a key; called under its lock, also by what extends this."""
        if record is None:
            self._records.pop(key, None)
        else:
            self._records[key] = record

    def _forget(self, keys: Iterable[str], until: Callable[[R], datetime]) -> int:
        """Drop what records say up to a time, which no older copy brings back then; return how many records."""
        with self._changing() as changed:
            for key in keys:
                record = self._records.get(key)
                if record is not None:
                    self._forgotten[key] = max(until(record).astimezone(UTC), self._forgotten.get(key, _FIRST))
                    self._put(key, self._kind.remains(record, self._forgotten[key]))
                    changed.add(key)
        return len(changed)

    def _after(self, key: str, previous: datetime | None) -> datetime:
        """Return the time of a change: now, but after the change before it even where a clock was wrong."""
        latest = max((time for time in (previous, self._forgotten.get(key)) if time), default=None)
        return after(latest, self._now())

    def _tell(self, changed: Collection[str]) -> None:
        if changed:
            for listener in self._listeners:
                listener(frozenset(changed))

    def _wake(self) -> None:
        """Have the thread write soon if there is anything to write; it starts with the first change."""
        if self._closed or not (self._missing or self._copies.waits or self._copies.has_read):
            return
        self._due = True
        if self._thread is None:
            self._thread = threading.Thread(target=self._write_behind, name=self._kind.table, daemon=True)
            self._thread.start()
        self._woken.notify_all()

    def _write_behind(self) -> None:
        failures = 0
        while True:
            with self._memory:
                self._woken.wait_for(lambda: self._due or self._closed)
                again = min(_LONGEST_PAUSE, max(self._delay, 0.05) * 2.0 ** min(failures, 9))
                if self._woken.wait_for(lambda: self._closed, timeout=again if failures else self._delay):
                    return
                self._due = False
            done = self.flush() and not self._copies.waits
            failures = 0 if done else failures + 1
            with self._memory:
                self._due = self._due or bool(failures)

    def _look(self) -> None:
        """Take the file in where it is another one; set a damaged one aside."""
        try:
            self._take_in()
        except OSError as error:
            self._trouble = f"{self._kind.title} in {self._path} cannot be read ({_reason(error)})"
        else:
            if not self._missing:
                self._trouble = ""
        for contents in self._copies.changed():
            self._others_changed |= self.merge(contents)
        if self._file.damage:
            self.flush()

    def _save(self, patience: float) -> None:
        """Write the file under its lock. Raises OSError."""
        target = writable_path(self._path)
        target.parent.mkdir(parents=True, exist_ok=True)
        with locked(target, patience):
            self._take_in()
            if self._file.newer:
                return
            if self._file.damage:
                self._set_aside()
            with self._memory:
                self._missing |= self._outlived()
                changes = {key: self._records.get(key) for key in self._missing}
                forgotten = {key: self._forgotten.get(key) for key in self._missing}
            self._file.write(changes, forgotten)
        with self._memory:
            self._missing -= {
                key
                for key, record in changes.items()
                if self._records.get(key) is record and self._forgotten.get(key) == forgotten[key]
            }
        self._trouble = ""

    def _take_in(self) -> None:
        """Read the file if it is not the one last read or written, and merge it in. Raises OSError."""
        if self._file.is_current():
            return
        contents = self._file.read()
        with self._memory:
            changed = set()
            for key in _keys(contents):
                if self._join(key, contents):
                    changed.add(key)
                same = self._records.get(key) == contents.records.get(key)
                if same and self._forgotten.get(key) == contents.forgotten.get(key):
                    self._missing.discard(key)
                else:
                    self._missing.add(key)
            self._missing |= (self._records.keys() | self._forgotten.keys()) - _keys(contents)
            self._missing |= contents.repeated  # written once, merged, before TinyDB drops all but the last of each
            self._others_changed |= changed
        self._tell(changed)

    def _outlived(self) -> set[str]:
        """Drop the memory of what was forgotten long ago; return the keys."""
        latest = self._now().astimezone(UTC) - _REMEMBERED
        outlived = {key for key, at in self._forgotten.items() if at < latest}
        for key in outlived:
            del self._forgotten[key]
        return outlived

    def _join(self, key: str, contents: Contents[R]) -> bool:
        """Merge what a copy holds of a key into memory; say whether that changed the record here."""
        mine, theirs = self._records.get(key), contents.records.get(key)
        times = [at for at in (self._forgotten.get(key), contents.forgotten.get(key)) if at]
        if mine is None or theirs is None:
            joined = theirs if mine is None else mine
        else:
            joined = self._kind.merge(mine, theirs)
        if times:
            self._forgotten[key] = max(times)
            joined = None if joined is None else self._kind.remains(joined, max(times))
        if joined == mine:
            return False
        self._put(key, joined)
        return True

    def _set_aside(self) -> None:
        damage = self._file.damage
        aside = self._file.set_aside(f"unreadable-{self._now():%Y%m%d-%H%M%S}")
        with self._memory:
            self._missing |= self._records.keys() | self._forgotten.keys()
            count = len(self._records)
        kept = f"goes on with {count} of them" if count else "begins anew"
        self._notice = f"{self._kind.title} were set aside as {aside}, since {damage}; careader {kept}"


_FIRST = datetime.min.replace(tzinfo=UTC)


def after(previous: datetime | None, now: datetime) -> datetime:
    """Return the time of what replaces something: now, but after it even where a clock was wrong."""
    now = now.astimezone(UTC)
    return max(now, previous + timedelta(microseconds=1)) if previous else now


def _keys(contents: Contents[R]) -> set[str]:
    return contents.records.keys() | contents.forgotten.keys()


def _reason(error: OSError) -> str:
    if isinstance(error, TimeoutError) and not error.strerror:  # not the time-out of a network file system
        return "another program holds its lock"
    name = Path(str(error.filename or "")).name
    where = f"{name}: " if name.endswith((".lock", ".lock.held")) else ""
    return f"{where}{error.strerror or error}"
