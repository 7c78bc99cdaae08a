"""The SQLite file in the data folder: opening it, and setting an unreadable one aside."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from careader.store.parts import is_not_as_made, look_for_parts
from careader.store.schema import NewerDatabaseError, is_newest, refuse_what_is_none, transaction
from careader.store.trouble import is_damaged, is_not_writable

if TYPE_CHECKING:  # what mends, and what brings an older file up to date, is loaded where that is needed
    from tempfile import TemporaryDirectory

    from careader.store.readonly import ReadOnly

__all__ = ["Database", "NewerDatabaseError"]

_LOCK_SECONDS = 10.0
_CACHE_KILOBYTES = 8_000
_LOG_PAGES = 4_000
"""How long the write-ahead log grows until it is written back, in pages of 4 KB: seldom while much is coming in."""


class Database:
    """The file, for the threads of one process: one connection that writes, and one that only reads.

    The reader never waits for a writer, of this process or another (that is what the write-ahead log is for).
    `problem` is one sentence where a damaged file had to be set aside, or one can only be read, else ""; `damage` is
    what SQLite said of one that turns out to be damaged while it is used, until it is mended. `id` names this file:
    what another folder remembers about it is void once it has been made anew. Raises OSError where there is nothing
    that can be read, a folder in its place say; `or_empty` opens an empty one for the time being then, and says so.
    """

    def __init__(self, path: Path, *, now: datetime, or_empty: bool = False) -> None:
        self.path = path
        self.lock = RLock()
        self.problem = ""
        self.damage = ""
        self._patience = _LOCK_SECONDS
        self._reader: sqlite3.Connection | None = None
        self._reader_lock = RLock()
        self._depth = 0
        self._read_only: ReadOnly | None = None
        self._passing: TemporaryDirectory[str] | None = None
        try:
            self.connection = self._opened(now)
        except OSError as error:
            if not or_empty:
                raise
            self.connection = self._empty(error)
        self._inode = _inode(self.path)
        (self.id,) = self.connection.execute("SELECT id FROM library").fetchone()
        self._version = int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def transaction(self, *, wait: bool = True) -> Iterator[sqlite3.Connection]:
        """Hold the thread lock and the file's write lock; all is written, or nothing where something is raised.

        Within one, another is part of it. Raises sqlite3.OperationalError where another program holds the file longer
        than ten seconds, and without `wait` where anything is being written at all.
        """
        if not self.lock.acquire(blocking=wait):
            raise sqlite3.OperationalError("the library is being written")
        try:
            if self._depth:
                yield self.connection
                return
            if not wait:
                self.connection.execute("PRAGMA busy_timeout = 0")
            try:
                with self._watching(), transaction(self.connection):
                    self._depth += 1
                    try:
                        yield self.connection
                    finally:
                        self._depth -= 1
            finally:
                if not wait:
                    self.connection.execute(f"PRAGMA busy_timeout = {int(self._patience * 1000)}")
        finally:
            self.lock.release()

    def interrupt(self) -> None:
        """Have the statement that is being read fail with sqlite3.OperationalError."""
        if self._reader is not None:
            self._reader.interrupt()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Hand out a connection to read with; the one that writes where this thread is within a transaction."""
        if self._depth and self.lock.acquire(blocking=False):
            try:
                with self._watching():
                    yield self.connection
            finally:
                self.lock.release()
            return
        with self._reader_lock:
            if self._reader is None:
                self._reader = _open_reader(self._read_only.uri if self._read_only else _reader_uri(self.path))
            with self._watching():
                yield self._reader

    @property
    def schema(self) -> int:
        """How many steps of the schema the file has been through."""
        with self.reading() as connection:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])

    def integrity(self) -> str:
        """Return the first thing that SQLite finds wrong with the file; "ok" where it is sound."""
        with self.reading() as connection:
            return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0]).replace("\n", " ")

    def look_for_damage(self) -> None:
        """Read the file to its end and note in `damage` the first thing that is wrong with it, if anything is."""
        from careader.store.soundness import damage_of

        self.damage = self.damage or damage_of(self.path)

    def mend(self, now: datetime) -> None:
        """Set a damaged file aside and go on with a new one that holds what can be read of it; `problem` says so.

        Where another program has done that already, go on with what it has made. Raises sqlite3.Error and OSError.
        """
        with self.lock, self._reader_lock:
            reader, self._reader = self._reader, None
            for connection in (reader, self.connection):
                if connection is not None:
                    with suppress(sqlite3.Error):
                        connection.close()
            if _inode(self.path) == self._inode:
                self.connection = self._saved(self.damage, now)
            else:
                self.connection = _open(self.path)
            self._inode, self.damage = _inode(self.path), ""
            self.connection.execute(f"PRAGMA busy_timeout = {int(self._patience * 1000)}")

    def _opened(self, now: datetime) -> sqlite3.Connection:
        """Open the file as far as that can be. Raises sqlite3.Error and OSError."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            refuse_what_is_none(self.path)
            return _open(self.path)
        except OSError as error:
            return self._only_to_read(error)
        except sqlite3.OperationalError as error:
            if is_not_as_made(error):
                return self._saved(str(error), now)
            if not is_not_writable(error):
                raise
            return self._only_to_read(error)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            return self._saved(str(error), now)

    def _only_to_read(self, error: Exception) -> sqlite3.Connection:
        """Open what cannot be written; `problem` says so. Raises OSError where it cannot be read either."""
        from careader.store.readonly import ReadOnly, reason

        try:
            self._read_only = ReadOnly(self.path)
        except (sqlite3.Error, OSError):
            raise reason(self.path, error) from None
        self.problem = (
            f"{self.path} cannot be written ({error}): it is read as it is, and nothing new is kept until that is"
            " mended and careader is started again"
        )
        return _open_reader(self._read_only.uri)

    def _empty(self, error: OSError) -> sqlite3.Connection:
        """Open an empty library that goes when it is closed; `problem` says so. Raises sqlite3.Error and OSError."""
        from tempfile import TemporaryDirectory

        self._passing = TemporaryDirectory(prefix="careader-")
        self.problem = (
            f"{error.filename}: {error.strerror}; what comes in is shown and not kept till careader is started again"
        )
        self.path = Path(self._passing.name) / self.path.name
        return _open(self.path)

    def _saved(self, damage: str, now: datetime) -> sqlite3.Connection:
        """Set the file aside, and open a new one with what can be read of it."""
        from careader.store.recovery import save_from

        aside = _set_aside(self.path, now)
        connection = _open(self.path)
        try:
            with transaction(connection):
                saved = save_from(aside, connection)
        except BaseException:
            connection.close()
            raise
        of = f" of {saved.of}" if saved.of is not None and saved.of > saved.articles else ""
        self.problem = (
            f"{self.path} is damaged ({damage}): {saved.articles}{of} articles were saved into a new one,"
            f" and it was set aside as {aside.name}"
        )
        return connection

    @contextmanager
    def _watching(self) -> Iterator[None]:
        """Note in `damage` where the file turns out to be broken."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if is_damaged(error):
                self.damage = str(error)
            raise

    def be_patient(self, seconds: float) -> None:
        """Let a write wait so long for another program before it raises."""
        with self.lock:
            self._patience = seconds
            self.connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")

    def changed_elsewhere(self) -> bool:
        """Say whether another program has written since this was last asked; not while something is written here."""
        if not self.lock.acquire(blocking=False):
            return False
        try:
            (version,) = self.connection.execute("PRAGMA data_version").fetchone()
        finally:
            self.lock.release()
        before, self._version = self._version, int(version)
        return self._version != before

    def close(self) -> None:
        """Close the connections; nothing is pending, every write was committed."""
        with self.lock, self._reader_lock:
            if self._reader is not None:
                self._reader.close()
            self.connection.close()
            if self._read_only is not None:
                self._read_only.close()
            if self._passing is not None:
                self._passing.cleanup()


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False, timeout=_LOCK_SECONDS)
    try:
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        if not is_newest(connection, path):
            from careader.store.migrations import migrate

            migrate(connection, path)
        look_for_parts(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _reader_uri(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"


def _open_reader(uri: str) -> sqlite3.Connection:
    """Open a file to read it; only temporary tables can be written, and no transaction begins by itself."""
    connection = sqlite3.connect(
        uri,
        uri=True,
        check_same_thread=False,
        timeout=_LOCK_SECONDS,
        isolation_level=None,
    )
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _set_aside(path: Path, now: datetime) -> Path:
    """Put an unreadable file out of the way with its log, which may hold what the file does not; give the new name."""
    name = f"{path.name}.unreadable-{now:%Y%m%d-%H%M%S}"
    aside, number = path.with_name(name), 1
    while os.path.lexists(aside):
        number += 1
        aside = path.with_name(f"{name}-{number}")
    path.replace(aside)
    log = path.with_name(f"{path.name}-wal")
    if log.exists():
        log.replace(aside.with_name(f"{aside.name}-wal"))
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    return aside


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0


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
