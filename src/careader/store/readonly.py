"""A library that cannot be written: on a full disk, in a folder of somebody else's, on a medium that is read only."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from careader.store.atomic import refuse_others
from careader.store.migrations import MIGRATIONS, NewerDatabaseError, migrate

_NOT_WRITABLE = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
)
_BESIDE = ("-wal", "-shm", "-journal")


def is_not_writable(error: sqlite3.Error) -> bool:
    """Say whether an error in opening a file means that it cannot be written, and perhaps be read all the same."""
    return (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF in _NOT_WRITABLE


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


def reason(path: Path, error: Exception) -> OSError:
    """Return why a library can be neither written nor read: an error with the file or folder that is in the way."""
    why = _why(path, error)
    said = f"{why.strerror or why}; the library cannot be opened until that is put right"
    return type(why)(why.errno or errno.EIO, said, str(why.filename or path))


def _why(path: Path, error: Exception) -> OSError:
    try:
        if os.path.lexists(path):
            refuse_others(path.stat(), path)
            with path.open("rb"):
                pass
            return OSError(errno.EIO, str(error))
        path.parent.stat()
    except OSError as why:
        return why
    if isinstance(error, OSError):
        return error
    return PermissionError(errno.EACCES, f"Nothing can be written into it ({error})", str(path.parent))


class ReadOnly:
    """A way to read a library that SQLite cannot open to write; `uri` is what to connect to, until `close`."""

    def __init__(self, path: Path) -> None:
        """Find the way. Raises sqlite3.Error and OSError where there is none, NewerDatabaseError."""
        self._copy: TemporaryDirectory[str] | None = None
        self.uri = f"{path.absolute().as_uri()}?mode=ro"
        try:
            self._find(path)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the copy, if one was made."""
        if self._copy is not None:
            self._copy.cleanup()

    def _find(self, path: Path) -> None:
        try:
            refuse_what_is_none(path)
            steps = _look(self.uri)
        except (sqlite3.OperationalError, OSError):
            refuse_others(path.stat(), path)
            self.uri = self._copied(path) or f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            steps = _look(self.uri)
        if steps > len(MIGRATIONS):
            raise NewerDatabaseError(f"{path} was written by a newer careader; install that version to use it")
        if steps < len(MIGRATIONS):
            self.uri = self._upgraded(path)

    def _copied(self, path: Path, *, always: bool = False) -> str:
        """Copy the file with its log to where there is room; "" where it has none or there is no room.

        Without its log it lacks what was written last, and may be halfway between two states.
        """
        log = path.with_name(f"{path.name}-wal")
        with suppress(OSError):
            has_log = log.is_file() and log.stat().st_size
            if has_log or always:
                self._copy = self._copy or TemporaryDirectory(prefix="careader-")
                copy = Path(self._copy.name) / path.name
                shutil.copyfile(path, copy)
                if has_log:
                    shutil.copyfile(log, copy.with_name(f"{copy.name}-wal"))
                return f"{copy.as_uri()}?mode=rw"
        return ""

    def _upgraded(self, path: Path) -> str:
        """Bring a copy of a library of an older careader up to date, and read that."""
        uri = self._copied(path, always=True)
        if not uri or self._copy is None:
            raise sqlite3.OperationalError("it is of an older careader, and there is no room to bring it up to date")
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            migrate(connection, Path(self._copy.name) / path.name)
        return uri


def _look(uri: str) -> int:
    """Return the schema of a library that can be read. Raises sqlite3.Error."""
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        (steps,) = connection.execute("PRAGMA user_version").fetchone()
    return int(steps)
