"""One JSON file kept with TinyDB: a table of records by key, what was forgotten of it, and the version of the format.

The file is read as a whole, changed in memory and replaced in one step; what cannot be read is set aside, never lost.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from careader.store.atomic import (
    read_regular,
    remove_leftovers,
    set_aside,
    stamp_of,
    write_atomically,
    written_stamp,
)
from careader.store.instants import read_time, write_time
from careader.store.salvage import salvaged

__all__ = ["AtomicJSONStorage", "Contents", "Kind", "TableFile"]

_VERSION = 1
_FORGOTTEN = "forgotten"
_LARGEST = 256 * 2**20

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Kind(Generic[R]):
    """What is kept in a table: how its records are written down, and what becomes of two of the same key.

    `table` is its name in the file, `title` how a sentence begins that is about it ("The marks"). `read` raises
    ValueError for what is no record. `merge` does not depend on the order or the grouping of merges. `remains` is what
    is left of a record after its key was forgotten at that time: what was done later, None where that is nothing. One
    of `fields` is in every record: by that a record is known in a file that is cut off.
    """

    table: str
    title: str
    read: Callable[[str, Any], R]
    write: Callable[[R], dict[str, Any]]
    merge: Callable[[R, R], R]
    remains: Callable[[R, datetime], R | None]
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class Contents(Generic[R]):
    """What a file holds: records by key, when keys were forgotten, and which keys stand in it more than once."""

    records: dict[str, R] = field(default_factory=dict)
    forgotten: dict[str, datetime] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)


class AtomicJSONStorage(Storage):
    """A TinyDB storage that works in memory; `load` and `save` move all tables from and to the file in one step."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tables: dict[str, dict[str, Any]] = {}
        self._stamp: tuple[int, int, int] | None = None
        self._loaded = False

    def read(self) -> dict[str, dict[str, Any]]:
        """Return all tables, for TinyDB."""
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take all tables from TinyDB."""
        self._tables = data

    def load(self) -> bytes:
        """Read the file and return its bytes; one that is not there is empty, and so is one that raises ValueError.

        Raises OSError.
        """
        try:
            content, status = read_regular(self._path, largest=_LARGEST)
        except FileNotFoundError:
            self._stamp, self._loaded, self._tables = None, True, {}
            return b""
        self._stamp, self._loaded, self._tables = stamp_of(status), True, {}
        return content

    def parse(self, content: bytes) -> bool:
        """Take the tables out of a file's bytes; say whether all of it is tables. Raises ValueError for no object."""
        try:
            tables = json.loads(content, object_pairs_hook=_object)
        except RecursionError:
            raise ValueError("nested too deeply") from None
        if not isinstance(tables, dict):
            raise ValueError("not an object of objects")
        self._tables = {name: table for name, table in _members(tables) if isinstance(table, dict)}
        for name, table in _members(tables):
            if isinstance(table, dict) and table is not self._tables[name]:
                self._tables[name] = _object([*_members(table), *_members(self._tables[name])])
        return all(isinstance(table, dict) for _, table in _members(tables))

    def save(self) -> None:
        """Write the file. Raises OSError and then leaves it as it was."""
        remove_leftovers(self._path)
        write_atomically(self._path, json.dumps(self._tables, separators=(",", ":")))
        self._stamp = stamp_of(self._path.stat())

    def is_current(self) -> bool:
        """Say whether the file is still the one last loaded or saved. Raises OSError."""
        try:
            return self._loaded and self._stamp == stamp_of(self._path.stat())
        except FileNotFoundError:
            return self._loaded and self._stamp is None

    @property
    def stamp(self) -> str:
        """What tells this state of the file from every other, "" where there is no file."""
        return written_stamp(self._stamp)


class _Repeating(dict[str, Any]):
    """A JSON object in which names stand twice: the last of each as in any dict, and all the others."""

    others: list[tuple[str, Any]]


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    last = dict(pairs)
    if len(last) == len(pairs):
        return last
    repeating = _Repeating(last)
    repeating.others = [(name, value) for name, value in pairs if value is not last[name]]
    return repeating


def _members(table: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from table.items()
    if isinstance(table, _Repeating):
        yield from table.others


class _KeyedTable(Table):
    document_id_class = str  # type: ignore[assignment]  # TinyDB offers this to subclasses but declares it `type[int]`


class TableFile(Generic[R]):
    """A table of a file, read as a whole and written in changes; it neither locks nor merges with what is in memory.

    `damage` says what of the file could not be read; `newer` that a later careader wrote it, so that this one must not.
    """

    def __init__(self, path: Path, kind: Kind[R]) -> None:
        self.path = path
        self.damage = ""
        self.newer = False
        self._kind = kind
        self._storage = AtomicJSONStorage(path)
        self._database = TinyDB(storage=lambda: self._storage)
        # TinyDB numbers its own tables; these have text for keys
        self._records = _KeyedTable(self._storage, kind.table)
        self._forgotten = _KeyedTable(self._storage, _FORGOTTEN)
        self.is_current = self._storage.is_current

    @property
    def stamp(self) -> str:
        """What tells this state of the file from every other, "" where there is no file."""
        return self._storage.stamp

    @property
    def holds(self) -> bool:
        """Whether the file has this table at all, or had one that can be read in part."""
        return self._kind.table in self._storage.read()

    def read(self) -> Contents[R]:
        """Read every record that can be read, also of a file that is damaged. Raises OSError."""
        self.damage = ""
        content = self._storage.load()
        try:
            whole = (not content and not self._storage.stamp) or self._storage.parse(content)
        except ValueError as error:
            self.newer = False
            self.damage = f"the file is not what careader writes ({error})"
            found = [(key, record) for key, record in salvaged(content) if not self._kind.fields.isdisjoint(record)]
            return self._contents(found, [])[0]
        tables = self._storage.read()
        self.newer = _version(tables) > _VERSION
        records, forgotten = (list(_members(tables.get(name, {}))) for name in (self._kind.table, _FORGOTTEN))
        contents, spoilt = self._contents(records, forgotten)
        if not whole and not self.newer:
            self.damage = "the file is not what careader writes (not an object of objects)"
        elif spoilt and not self.newer:
            self.damage = (
                f"{spoilt} of {spoilt + len(contents.records)} {self._kind.table} are not what careader writes"
            )
        return contents

    def let_go(self) -> None:
        """Forget what was read, of a file that is not going to be written: it is twice the size of the records."""
        self._storage.write({})

    def write(self, changes: Mapping[str, R | None], forgotten: Mapping[str, datetime | None]) -> None:
        """Put these records, and these times of forgetting, in place of older ones; None takes a key out. Write once.

        Raises OSError; then the file is as it was and the same call can be made again.
        """
        self._put(self._records, {k: None if r is None else self._kind.write(r) for k, r in changes.items()})
        self._put(self._forgotten, {k: None if at is None else {"at": write_time(at)} for k, at in forgotten.items()})
        if not self._database.table("meta"):
            self._database.table("meta").insert({"version": _VERSION})
        self._storage.save()

    def set_aside(self, label: str) -> Path:
        """Keep a damaged file under another name beside it and start with empty tables. Raises OSError."""
        aside = set_aside(self.path, label)
        self._database.drop_tables()
        self.damage = ""
        return aside

    def _put(self, table: Table, changes: Mapping[str, Mapping[str, Any] | None]) -> None:
        """Change documents of a table in one go; TinyDB before 4.9 removes only what is there."""
        there = self._storage.read().get(table.name, {})
        if old := [key for key in changes if key in there]:
            table.remove(doc_ids=cast("Iterable[int]", old))
        documents = [Document(fields, cast(int, key)) for key, fields in changes.items() if fields is not None]
        if documents:
            table.insert_multiple(documents)

    def _contents(self, records: list[tuple[str, Any]], forgotten: list[tuple[str, Any]]) -> tuple[Contents[R], int]:
        """Return what can be read, keys that stand twice merged, and how many records cannot be."""
        contents: Contents[R] = Contents()
        spoilt = 0
        for key, written in records:
            try:
                record = self._kind.read(key, written)
            except ValueError:
                spoilt += 1
                continue
            if key in contents.records:
                contents.repeated.add(key)
                record = self._kind.merge(contents.records[key], record)
            contents.records[key] = record
        for key, written in forgotten:
            try:
                at = read_time(written.get("at") if isinstance(written, dict) else None)
            except ValueError:
                continue  # what was forgotten without a time is not there anyway
            contents.forgotten[key] = max(at, contents.forgotten.get(key, at))
        return contents, spoilt


def _version(tables: Mapping[str, Mapping[str, Any]]) -> int:
    """Return the highest version that a file says it has; one that says none is of the first."""
    entries = (entry.get("version") for entry in tables.get("meta", {}).values() if isinstance(entry, dict))
    return max((version for version in entries if isinstance(version, int)), default=_VERSION)
