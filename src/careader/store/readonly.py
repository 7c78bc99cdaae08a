"""A library that cannot be written: on a full disk, in a folder of somebody else's, on a medium that is read only."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from careader.store.schema import SCHEMA

_NOT_WRITABLE = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
)


def is_not_writable(error: sqlite3.Error) -> bool:
    """Say whether an error in opening a file means that it cannot be written, and perhaps be read all the same."""
    return (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF in _NOT_WRITABLE


class ReadOnly:
    """A way to read a library that SQLite cannot open to write; `uri` is what to connect to, until `close`."""

    def __init__(self, path: Path) -> None:
        """Find the way. Raises sqlite3.Error where there is none, or where the file is of an older careader."""
        self._copy: TemporaryDirectory[str] | None = None
        self.uri = f"{path.absolute().as_uri()}?mode=ro"
        try:
            _look(self.uri)
        except sqlite3.OperationalError:
            self.uri = self._copied(path) or f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            _look(self.uri)

    def close(self) -> None:
        """Let go of the copy, if one was made."""
        if self._copy is not None:
            self._copy.cleanup()

    def _copied(self, path: Path) -> str:
        """Copy the file with its log to where there is room; "" where it has none or there is no room.

        Without its log it lacks what was written last, and may be halfway between two states.
        """
        log = path.with_name(f"{path.name}-wal")
        with suppress(OSError):
            if log.is_file() and log.stat().st_size:
                self._copy = TemporaryDirectory(prefix="careader-")
                copy = Path(self._copy.name) / path.name
                shutil.copyfile(path, copy)
                shutil.copyfile(log, copy.with_name(f"{copy.name}-wal"))
                return f"{copy.as_uri()}?mode=rw"
        return ""


def _look(uri: str) -> None:
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        connection.execute("SELECT id FROM library").fetchone()
        (steps,) = connection.execute("PRAGMA user_version").fetchone()
    if steps != SCHEMA:
        raise sqlite3.OperationalError("it is of another version and cannot be brought up to date there")
