"""The schema of the SQLite file, as the steps that lead to it.

`PRAGMA user_version` counts the steps that a file has been through. To add a table or a column, append a function to
`MIGRATIONS` and raise `schema.SCHEMA`; one that has been released is never changed. All steps that a file lacks are
taken in one transaction, so a kill leaves it as it was or as it shall be, and of several programs that start at once
one takes them.
"""

from __future__ import annotations

import contextlib
import sqlite3
import uuid
from collections.abc import Callable
from pathlib import Path

from careader.store.first_schema import ARTICLES_AND_QUOTES, BODIES_AND_VERSIONS
from careader.store.schema import has_id, is_newest, transaction, version_of
from careader.text.search import fold

_PATIENCE_MS = 120_000


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the file at `path` to the newest schema; a copy `….schema-N` of what it was is kept beside it.

    Waits up to two minutes for another program that does the same with a large library. Raises NewerDatabaseError, and
    sqlite3.Error where the file or its folder cannot be written, and then changes nothing.
    """
    if is_newest(connection, path):
        return
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
    try:
        _upgrade(connection, path)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")


def _upgrade(connection: sqlite3.Connection, path: Path) -> None:
    with transaction(connection):
        version = version_of(connection, path)
        if 0 < version < len(MIGRATIONS):
            _keep_copy(path, version)
        for step in MIGRATIONS[version:]:
            step(connection)
        if not has_id(connection):
            connection.execute("INSERT INTO library VALUES (?)", (uuid.uuid4().hex,))
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def run(connection: sqlite3.Connection, script: str) -> None:
    """Execute the statements of a script within the transaction that is open (`executescript` would commit it)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def _keep_copy(path: Path, version: int) -> None:
    """Copy the file as it is before the transaction that is open; the copy has its name when it is whole."""
    copy = path.with_name(f"{path.name}.schema-{version}")
    unfinished = copy.with_name(f"{copy.name}.tmp")
    unfinished.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(path)) as source, contextlib.closing(sqlite3.connect(unfinished)) as target:
        source.backup(target)
    unfinished.replace(copy)
    for older in path.parent.glob(f"{path.name}.schema-*"):
        if older != copy:
            older.unlink(missing_ok=True)


def _articles_and_quotes(connection: sqlite3.Connection) -> None:
    run(connection, ARTICLES_AND_QUOTES)


def _neighbours_of_quotes(connection: sqlite3.Connection) -> None:
    run(connection, "ALTER TABLE quote ADD COLUMN after TEXT;")


def _bodies_and_versions(connection: sqlite3.Connection) -> None:
    """Bodies lie apart, so that a list of headlines does not read through them; texts know where they come from.

    `opening` is what a captured page and a feed entry are known as one by, NULL where nobody has asked yet.
    """
    run(connection, BODIES_AND_VERSIONS)


def _one_key_for_every_alphabet(connection: sqlite3.Connection) -> None:
    """Fold what is searched anew, for titles and texts of every alphabet to find each other."""
    connection.create_function("folded", 1, fold, deterministic=True)
    connection.execute(
        "UPDATE article_text SET body = folded(body),"
        " title = folded((SELECT title FROM article WHERE article.key = article_text.rowid))"
        " WHERE rowid IN (SELECT key FROM article)"
    )


def _entries(connection: sqlite3.Connection) -> None:
    """Remember what each outlet's source carried, to know it again, and on which days it was reached.

    `print` is the entry's fingerprint, `article` what it became ("" for one that is to stay forgotten), `seen` the day
    on which the source last carried it. Outlet "" of `reached` is any of them.
    """
    run(
        connection,
        """
        CREATE TABLE entry (
            outlet  TEXT NOT NULL,
            id      TEXT NOT NULL,
            article TEXT NOT NULL,
            print   BLOB NOT NULL,
            seen    TEXT NOT NULL,
            PRIMARY KEY (outlet, id)
        ) WITHOUT ROWID;
        CREATE INDEX entry_by_article ON entry (article);
        INSERT INTO entry SELECT outlet_id, id, id, x'', substr(seen, 1, 10) FROM article WHERE origin = 'feed';
        CREATE TABLE reached (outlet TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (outlet, day)) WITHOUT ROWID;
        CREATE INDEX article_captured ON article (outlet_id, opening) WHERE origin = 'file' AND url = '';
        CREATE INDEX article_by_guid ON article (outlet_id, guid) WHERE guid <> '';
        """,
    )


def _grouping(connection: sqlite3.Connection) -> None:
    """Add what grouping keeps. A later step that makes `article` or `body` anew must make the triggers anew too."""
    run(
        connection,
        """
        CREATE TABLE grouping_state (rules INTEGER NOT NULL, state INTEGER NOT NULL);
        INSERT INTO grouping_state VALUES (0, 0);
        CREATE TABLE grouping_waiting (note INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL);
        CREATE INDEX grouping_waiting_by_article ON grouping_waiting (article);
        CREATE TABLE grouping_row (
            article   INTEGER PRIMARY KEY,
            day       INTEGER NOT NULL,
            published INTEGER NOT NULL,
            keys      BLOB NOT NULL,
            rest      BLOB NOT NULL,
            lead      BLOB NOT NULL
        );
        CREATE INDEX grouping_row_by_day ON grouping_row (day);
        CREATE TABLE grouping_features (article INTEGER PRIMARY KEY, content BLOB NOT NULL, features TEXT NOT NULL);
        CREATE TABLE grouping_edge (
            article INTEGER NOT NULL, other INTEGER NOT NULL, margin REAL NOT NULL, PRIMARY KEY (article, other)
        ) WITHOUT ROWID;
        CREATE INDEX grouping_edge_by_other ON grouping_edge (other);
        CREATE TRIGGER article_is_new AFTER INSERT ON article BEGIN
            INSERT INTO grouping_waiting (article) VALUES (new.key); END;
        CREATE TRIGGER article_is_gone AFTER DELETE ON article BEGIN
            INSERT INTO grouping_waiting (article) VALUES (old.key); END;
        CREATE TRIGGER article_is_another
        AFTER UPDATE OF title, summary, outlet_id, outlet, language, countries, date ON article
        WHEN (old.title, old.summary, old.outlet_id, old.outlet, old.language, old.countries, old.date)
            IS NOT (new.title, new.summary, new.outlet_id, new.outlet, new.language, new.countries, new.date) BEGIN
            INSERT INTO grouping_waiting (article) VALUES (new.key); END;
        CREATE TRIGGER body_is_another AFTER UPDATE OF blocks ON body WHEN old.blocks <> new.blocks BEGIN
            INSERT INTO grouping_waiting (article) VALUES (new.key); END;
        """,
    )


def _read_model(connection: sqlite3.Connection) -> None:
    """Keep a row for each story, which `StoryTable.check` fills, a mirror of the marks, and what both were made from.

    `story.date` is in seconds since 1970, `places` are bits, `joined` is how many articles a read story has unread.
    """
    run(
        connection,
        """
        CREATE TABLE story (
            key     INTEGER PRIMARY KEY,
            id      TEXT NOT NULL UNIQUE,
            date    INTEGER NOT NULL,
            places  INTEGER NOT NULL,
            read    INTEGER NOT NULL,
            starred INTEGER NOT NULL,
            joined  INTEGER NOT NULL,
            lead    TEXT NOT NULL,
            title   TEXT NOT NULL,
            outlet  TEXT NOT NULL,
            outlets INTEGER NOT NULL,
            sample  INTEGER NOT NULL
        );
        CREATE INDEX story_by_date ON story (date DESC, key, places, read, starred, joined);
        CREATE INDEX story_unread ON story (date DESC, key, places) WHERE read = 0;
        CREATE INDEX story_starred ON story (date DESC, key, places, read) WHERE starred = 1;
        CREATE TABLE member (article INTEGER PRIMARY KEY, story INTEGER NOT NULL);
        CREATE TABLE mark (
            article TEXT PRIMARY KEY,
            read    INTEGER NOT NULL,
            starred INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX article_by_language ON article (language);
        CREATE INDEX article_by_ownership ON article (ownership);
        CREATE INDEX article_by_outlet ON article (outlet_id, outlet);
        """,
    )


def _pages(connection: sqlite3.Connection) -> None:
    """Remember the pages of articles that were asked for, and the ids of their text in other languages.

    A later step that makes `article` anew must make the trigger anew too.
    """
    run(
        connection,
        """
        CREATE TABLE page (
            article       TEXT PRIMARY KEY,
            asked         TEXT NOT NULL,
            etag          TEXT NOT NULL,
            last_modified TEXT NOT NULL,
            failure       TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE edition (article TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (article, other)) WITHOUT ROWID;
        CREATE TRIGGER article_has_no_page AFTER DELETE ON article BEGIN
            DELETE FROM page WHERE article = old.id;
            DELETE FROM edition WHERE article = old.id; END;
        """,
    )


def _imports(connection: sqlite3.Connection) -> None:
    """Remember what each import brought, so that it can be taken back: articles by id, quotes by what they say."""
    run(
        connection,
        """
        CREATE TABLE import (number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, files TEXT NOT NULL);
        CREATE TABLE imported (
            import INTEGER NOT NULL,
            kind   TEXT NOT NULL,
            key    TEXT NOT NULL,
            PRIMARY KEY (import, kind, key)
        ) WITHOUT ROWID;
        """,
    )


def _fetch_state(connection: sqlite3.Connection) -> None:
    run(
        connection,
        """
        CREATE TABLE fetch (kind TEXT NOT NULL, key TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (kind, key))
            WITHOUT ROWID;
        """,
    )


def _quick_search(connection: sqlite3.Connection) -> None:
    """Index the first one and two letters of words too, and what counts are made from.

    `member` has only the articles whose story is not under their own key.
    """
    run(
        connection,
        """
        ALTER TABLE article_text RENAME TO article_text_before;
        CREATE VIRTUAL TABLE article_text
            USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2');
        INSERT INTO article_text (rowid, title, body) SELECT rowid, title, body FROM article_text_before;
        DROP TABLE article_text_before;
        CREATE INDEX story_counts ON story (places, read, starred, joined, date);
        DELETE FROM member WHERE story = article;
        """,
    )


def _appearances(connection: sqlite3.Connection) -> None:
    """Remember when an article appeared by which kind of way, of those that came by Telegram and by their site.

    A later step that makes `article` anew must make the trigger anew too.
    """
    run(
        connection,
        """
        CREATE TABLE appearance (
            article   TEXT NOT NULL,
            place     TEXT NOT NULL,
            url       TEXT NOT NULL,
            published TEXT NOT NULL,
            PRIMARY KEY (article, place)
        ) WITHOUT ROWID;
        CREATE TRIGGER article_appears_nowhere AFTER DELETE ON article BEGIN
            DELETE FROM appearance WHERE article = old.id; END;
        """,
    )


Migration = Callable[[sqlite3.Connection], None]
"""One step: it changes the schema, and what is kept under it, within the transaction that is open."""

MIGRATIONS: tuple[Migration, ...] = (
    _articles_and_quotes,
    _bodies_and_versions,
    _neighbours_of_quotes,
    _one_key_for_every_alphabet,
    _entries,
    _grouping,
    _read_model,
    _pages,
    _imports,
    _fetch_state,
    _quick_search,
    _appearances,
)
"""Every step, the oldest first."""
