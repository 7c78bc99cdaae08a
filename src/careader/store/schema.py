"""What a library has to be that is opened at once: a file, of the newest schema. How its writes hang together.

What is otherwise needs `migrations`, `readonly` or `recovery`, which are loaded then.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from careader.store.atomic import refuse_others

SCHEMA = 12
"""How many steps `careader.store.migrations` has: a file that has been through all of them is opened without it."""

_BESIDE = ("-wal", "-shm", "-journal")


class NewerDatabaseError(Exception):
    """The file was written by a newer careader; the message is one sentence for the reader."""


def refuse_what_is_none(path: Path) -> None:
    """Raise OSError where something else than a file is in the place of a library, or beside it where SQLite writes.

    SQLite would wait at a pipe, and does not say what is in its way.
    """
    with suppress(FileNotFoundError):
        refuse_others(path.stat(), path)
    for suffix in _BESIDE:
        beside = path.with_name(path.name + suffix)
        with suppress(FileNotFoundError):
            refuse_others(beside.stat(), beside)


def is_newest(connection: sqlite3.Connection, path: Path) -> bool:
    """Return whether a file has been through every step. Raises NewerDatabaseError."""
    return version_of(connection, path) == SCHEMA and has_id(connection)


def version_of(connection: sqlite3.Connection, path: Path) -> int:
    """Return how many steps the file at `path` has been through. Raises NewerDatabaseError where it is more."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > SCHEMA:
        raise NewerDatabaseError(f"{path} was written by a newer careader; install that version to use it")
    return version


def has_id(connection: sqlite3.Connection) -> bool:
    """Return whether a file has its name."""
    return connection.execute("SELECT 1 FROM library").fetchone() is not None


def outdated(path: Path) -> int:
    """Return the size in bytes of a library that opening brings to the newest schema; 0 where there is nothing to do.

    It reads the header of the file (SQLite file format, 1.3.12: the user version is the big-endian number at 60) and
    changes nothing; a file that cannot be read or is no library is 0.
    """
    try:
        if not path.is_file():
            return 0  # a pipe would be waited for
        with path.open("rb") as file:
            header = file.read(100)
            size = file.seek(0, 2)
    except OSError:
        return 0
    is_library = len(header) == 100 and header.startswith(b"SQLite format 3\0")
    return size if is_library and 0 < int.from_bytes(header[60:64]) < SCHEMA else 0


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the write lock of the file from the first statement on; roll everything back where something is raised."""
    level, connection.isolation_level = connection.isolation_level, None
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if connection.in_transaction:  # a full disk has rolled it back already
                connection.execute("ROLLBACK")
            raise
        try:
            connection.execute("COMMIT")
        except sqlite3.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    finally:
        connection.isolation_level = level
