"""One JSON file kept with TinyDB: a table of records by key, and a table `meta` with the version of the format.

The file is read as a whole, changed in memory and replaced in one step; what cannot be read is set aside, never lost.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from careader.store.atomic import remove_leftovers, write_atomically

__all__ = ["AtomicJSONStorage", "TableFile"]

_VERSION = 1

Record = TypeVar("Record")


class AtomicJSONStorage(Storage):
    """A TinyDB storage that works in memory; `load` and `save` move all tables from and to the file in one step."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tables: dict[str, dict[str, Any]] = {}
        self._stamp: tuple[int, int, int] | None = None
        self._loaded = False

    def read(self) -> dict[str, dict[str, Any]]:
        """Give TinyDB all tables."""
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take all tables from TinyDB."""
        self._tables = data

    def load(self) -> None:
        """Read the file; one that is not there is empty, and so is one that raises ValueError. Raises OSError."""
        try:
            with self._path.open("rb") as file:
                stamp, content = _stamp(os.fstat(file.fileno())), file.read()
        except FileNotFoundError:
            stamp, content = None, b"{}"
        self._stamp, self._loaded, self._tables = stamp, True, {}
        try:
            tables = json.loads(content)
        except RecursionError:
            raise ValueError("nested too deeply") from None
        if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
            raise ValueError("not an object of objects")
        self._tables = tables

    def save(self) -> None:
        """Write the file. Raises OSError and then leaves it as it was."""
        remove_leftovers(self._path)
        write_atomically(self._path, json.dumps(self._tables, separators=(",", ":")))
        self._stamp = _stamp(self._path.stat())

    def is_current(self) -> bool:
        """Say whether the file is still the one last loaded or saved. Raises OSError."""
        try:
            return self._loaded and self._stamp == _stamp(self._path.stat())
        except FileNotFoundError:
            return self._loaded and self._stamp is None


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns


class _KeyedTable(Table):
    document_id_class = str  # type: ignore[assignment]  # TinyDB offers this to subclasses but declares it `type[int]`


class TableFile(Generic[Record]):
    """A table of a file, read as a whole and written in changes; it neither locks nor merges.

    `from_record` reads a record of a key and raises ValueError where it cannot; `to_record` writes one. `damage` says
    what of the file could not be read; `newer` that a later careader wrote it, so that this one must not.
    """

    def __init__(
        self,
        path: Path,
        table: str,
        from_record: Callable[[str, Any], Record],
        to_record: Callable[[Record], dict[str, Any]],
    ) -> None:
        self._path = path
        self._name = table
        self._from_record = from_record
        self._to_record = to_record
        self._storage = AtomicJSONStorage(path)
        self._database = TinyDB(storage=lambda: self._storage)
        self._table = _KeyedTable(self._storage, table)  # TinyDB numbers its own tables; this one has text for keys
        self.is_current = self._storage.is_current
        self.damage = ""
        self.newer = False

    def read(self) -> dict[str, Record]:
        """Read every record that can be read. Raises OSError."""
        self.damage = ""
        try:
            self._storage.load()
        except ValueError as error:
            self.damage = f"the file is not what careader writes ({error})"
        tables = self._storage.read()
        self.newer = _version(tables) > _VERSION
        records, spoilt = {}, 0
        for key, record in tables.get(self._name, {}).items():
            try:
                records[key] = self._from_record(key, record)
            except ValueError:
                spoilt += 1
        if spoilt and not self.newer:
            self.damage = f"{spoilt} of {spoilt + len(records)} {self._name} are not what careader writes"
        return records

    def write(self, records: Mapping[str, Record], forgotten: Iterable[str] = ()) -> None:
        """Put these records in place of older ones of the same keys, take the forgotten out, and write once.

        Raises OSError; then the file is as it was and the same call can be made again.
        """
        documents = [Document(self._to_record(record), cast(int, key)) for key, record in records.items()]
        self._table.remove(doc_ids=[*(document.doc_id for document in documents), *cast("Iterable[int]", forgotten)])
        self._table.insert_multiple(documents)
        if not self._database.table("meta"):
            self._database.table("meta").insert({"version": _VERSION})
        self._storage.save()

    def set_aside(self, now: datetime) -> Path:
        """Keep a damaged file under another name beside it and start with empty tables. Raises OSError.

        A second name for the same content leaves no moment without the file; where the file system has no such
        names, the file is renamed.
        """
        name = f"{self._path.name}.unreadable-{now:%Y%m%d-%H%M%S}"
        aside, number = self._path.with_name(name), 1
        while aside.exists():
            number += 1
            aside = self._path.with_name(f"{name}-{number}")
        try:
            aside.hardlink_to(self._path)
        except OSError:
            self._path.rename(aside)
        self._database.drop_tables()
        self.damage = ""
        return aside


def _version(tables: Mapping[str, Mapping[str, Any]]) -> int:
    entry = tables.get("meta", {}).get("1")
    version = entry.get("version") if isinstance(entry, dict) else None
    return version if isinstance(version, int) else _VERSION
