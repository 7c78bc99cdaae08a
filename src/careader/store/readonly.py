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
from careader.store.migrations import migrate
from careader.store.schema import SCHEMA, NewerDatabaseError, refuse_what_is_none


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
        if steps > SCHEMA:
            raise NewerDatabaseError(f"{path} was written by a newer careader; install that version to use it")
        if steps < SCHEMA:
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
