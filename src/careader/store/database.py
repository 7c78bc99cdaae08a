"""The SQLite file in the data folder: opening it, its schema, and setting an unreadable one aside."""

from __future__ import annotations

import sqlite3
import uuid
from datetime import datetime
from pathlib import Path
from threading import RLock

SCHEMA_VERSION = 1

_SCHEMA = """
CREATE TABLE library (id TEXT NOT NULL);

CREATE TABLE article (
    key        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    story      TEXT NOT NULL,
    title      TEXT NOT NULL,
    url        TEXT NOT NULL,
    outlet     TEXT NOT NULL,
    outlet_id  TEXT NOT NULL,
    ownership  TEXT NOT NULL,
    language   TEXT NOT NULL,
    summary    TEXT NOT NULL,
    author     TEXT NOT NULL,
    blocks     TEXT NOT NULL,
    complete   INTEGER NOT NULL,
    guid       TEXT NOT NULL,
    countries  TEXT NOT NULL,
    region     INTEGER NOT NULL,
    origin     TEXT NOT NULL,
    published  TEXT,
    seen       TEXT NOT NULL,
    date       TEXT NOT NULL
);
CREATE INDEX article_by_date ON article (date DESC);
CREATE INDEX article_by_story ON article (story);
CREATE VIRTUAL TABLE article_text USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE former_title (
    article TEXT NOT NULL,
    title   TEXT NOT NULL,
    until   TEXT NOT NULL,
    PRIMARY KEY (article, title)
) WITHOUT ROWID;

CREATE TABLE quote (
    base       TEXT NOT NULL,
    quote      TEXT NOT NULL,
    provider   TEXT NOT NULL,
    published  TEXT NOT NULL,
    value      TEXT NOT NULL,
    nominal    INTEGER NOT NULL,
    change_pct TEXT,
    received   TEXT NOT NULL,
    PRIMARY KEY (base, quote, provider, published)
) WITHOUT ROWID;
"""


class NewerDatabaseError(Exception):
    """The file was written by a newer careader; the message is one sentence for the reader."""


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
    connection = sqlite3.connect(path, check_same_thread=False, timeout=10)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        _migrate(connection, path)
        connection.execute("SELECT id FROM library").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise NewerDatabaseError(f"{path} was written by a newer careader; install that version to use it")
    if version == SCHEMA_VERSION:
        return
    connection.executescript(f"BEGIN IMMEDIATE;{_SCHEMA}PRAGMA user_version = {SCHEMA_VERSION};COMMIT;")
    with connection:
        connection.execute("INSERT INTO library VALUES (?)", (uuid.uuid4().hex,))
