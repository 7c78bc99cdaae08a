"""The SQLite file in the data folder: opening it, and setting an unreadable one aside."""

from __future__ import annotations

import sqlite3
import time
from datetime import datetime
from pathlib import Path
from threading import RLock

from careader.store.migrations import NewerDatabaseError, migrate

__all__ = ["Database", "NewerDatabaseError"]

_LOCK_SECONDS = 10.0


class Database:
    """One connection to the file, shared by threads under `lock`.

    `problem` is one sentence where an unreadable file had to be set aside, else "". `id` names this file: what another
    folder remembers about it is void once it has been made anew.
    """

    def __init__(self, path: Path, *, now: datetime) -> None:
        self.lock = RLock()
        self.problem = ""
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self.connection = _open(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            aside = path.with_name(f"{path.name}.unreadable-{now:%Y%m%d-%H%M%S}")
            path.replace(aside)
            for suffix in ("-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            self.problem = f"{path} could not be read ({error}); it was set aside as {aside.name} and a new one begun"
            self.connection = _open(path)
        (self.id,) = self.connection.execute("SELECT id FROM library").fetchone()

    def close(self) -> None:
        """Close the connection; nothing is pending, every write was committed."""
        with self.lock:
            self.connection.close()


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False, timeout=_LOCK_SECONDS)
    try:
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        migrate(connection, path)
        connection.execute("SELECT id FROM library").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on. SQLite does not wait for a lock here, and other programs may be starting too."""
    deadline = time.monotonic() + _LOCK_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return
