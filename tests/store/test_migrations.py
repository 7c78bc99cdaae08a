"""The schema: every step from a kept library, several programs at once, and a kill at any step."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from careader.newsroom.upgrading import upgrade_notice
from careader.store import migrations, schema
from careader.store.database import Database
from careader.store.migrations import MIGRATIONS, migrate
from careader.store.parts import PARTS
from careader.store.schema import SCHEMA, NewerDatabaseError, outdated
from tests.library import ARTICLES, NOW, open_library, paths_in
from tests.telling import STORY

KEPT = Path(__file__).parent / "libraries" / "schema-1.sqlite3"
"""A library as schema 1 was written: 14 articles, one of them undated, one captured, one that was edited."""


def schema_of(connection: sqlite3.Connection) -> dict[str, list[str]]:
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    indexes = [
        f"{row[0]}: {row[1]}" for row in connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql <> ''")
    ]
    columns = {
        table: sorted(f"{row[1]} {row[2]} {row[3]}" for row in connection.execute(f"PRAGMA table_info({table})"))
        for table in tables
    }
    return columns | {"": sorted(name.split(":")[0] for name in indexes)}


def at(path: Path, version: int) -> Path:
    """Copy the kept library and take it as far as a schema."""
    shutil.copy(KEPT, path)
    with closing(sqlite3.connect(path)) as connection, schema.transaction(connection):
        for step in MIGRATIONS[1:version]:
            step(connection)
        connection.execute(f"PRAGMA user_version = {version}")
    return path


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_library_of_every_schema_becomes_one_of_the_newest(tmp_path: Path, version: int) -> None:
    path = at(tmp_path / "articles.sqlite3", version)
    old, new = Database(path, now=NOW), Database(tmp_path / "new.sqlite3", now=NOW)
    assert schema_of(old.connection) == schema_of(new.connection)
    assert old.id == "0123456789abcdef0123456789abcdef"
    assert not old.problem
    (count,) = old.connection.execute("SELECT COUNT(*) FROM article").fetchone()
    assert count == 14
    old.close()
    new.close()


def test_the_parts_of_a_library_are_those_that_are_looked_for(tmp_path: Path) -> None:
    library = Database(tmp_path / "new.sqlite3", now=NOW)
    names = library.connection.execute("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").fetchall()
    assert {name for (name,) in names} == PARTS
    library.close()


def test_what_is_kept_is_the_same_after_the_upgrade(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    paths.data.mkdir(parents=True)
    shutil.copy(KEPT, paths.data / "articles.sqlite3")
    with open_library(tmp_path, ()) as room:
        titles = {article.title for story in room.stories() for article in story.articles}
        assert {article.title for article in ARTICLES if not article.title.startswith("Bishkek")} <= titles
        assert "Bishkek plants twelve thousand elms" in titles
        assert room.articles.former_titles(ARTICLES[1].id) == ["Bishkek plants ten thousand elms"]
        whole = room.articles.whole(article.id for article in STORY)
        assert [article.blocks for article in whole] == [article.blocks for article in STORY]
        assert room.articles.search("лёд") == frozenset()
        assert room.articles.search("шелка") == frozenset({ARTICLES[7].id})
        assert len(room.rates()) == 5


def test_an_upgrade_keeps_a_copy_of_what_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_step(monkeypatch, _one_more)
    path = at(tmp_path / "articles.sqlite3", len(MIGRATIONS))
    older = tmp_path / "articles.sqlite3.schema-0"
    older.write_bytes(b"")
    Database(path, now=NOW).close()
    copy = tmp_path / f"articles.sqlite3.schema-{len(MIGRATIONS)}"
    assert sorted(file.name for file in tmp_path.iterdir()) == [path.name, copy.name]
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT COUNT(*) FROM article").fetchone() == (14,)
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


def test_a_step_that_fails_leaves_the_library_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(connection: sqlite3.Connection) -> None:
        _one_more(connection)
        raise sqlite3.OperationalError("disk full")

    path = at(tmp_path / "articles.sqlite3", len(MIGRATIONS))
    with monkeypatch.context() as patch:
        add_step(patch, fails)
        with pytest.raises(sqlite3.OperationalError, match="disk full"):
            Database(path, now=NOW)
    library = Database(path, now=NOW)
    assert library.connection.execute("SELECT COUNT(*) FROM article").fetchone() == (14,)
    library.close()


def test_a_library_without_an_id_gets_one(tmp_path: Path) -> None:
    path = at(tmp_path / "articles.sqlite3", len(MIGRATIONS))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM library")
    library = Database(path, now=NOW)
    assert len(library.id) == 32
    library.close()


def test_a_newer_library_is_left_alone(tmp_path: Path) -> None:
    path = at(tmp_path / "articles.sqlite3", 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(NewerDatabaseError, match="newer careader"):
        Database(path, now=NOW)


@pytest.mark.parametrize("start", ["first", "upgrade"])
def test_programs_that_start_at_once_make_one_library(tmp_path: Path, start: str) -> None:
    path = tmp_path / "articles.sqlite3"
    if start == "upgrade":
        shutil.copy(KEPT, path)
    script = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from careader.store.database import Database\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "library = Database(Path(sys.argv[1]), now=datetime.now(UTC)); print(library.id); library.close()"
    )
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(10)
    ]
    for program in programs:
        assert program.stdout
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin
        program.stdin.write("\n")
        program.stdin.flush()
    answers = [program.communicate(timeout=60) for program in programs]
    assert len({out for out, _ in answers}) == 1, answers
    assert all(program.returncode == 0 for program in programs), answers
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM library").fetchone() == (1,)


@pytest.mark.parametrize("start", ["first", "upgrade"])
def test_a_kill_at_any_statement_leaves_a_library_that_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    add_step(monkeypatch, _one_more)

    def begin(name: str) -> Path:
        path = tmp_path / name
        if start == "upgrade":
            shutil.copy(KEPT, path)
        return path

    with closing(sqlite3.connect(begin("counted.sqlite3"), factory=Killed)) as connection:
        connection.left = 1_000
        migrate(connection, tmp_path / "counted.sqlite3")
        statements = 1_000 - connection.left
    assert statements > 6
    for number in range(statements):
        path, left = begin(f"killed-{number}.sqlite3"), tmp_path / f"left-{number}.sqlite3"
        with closing(sqlite3.connect(path, factory=Killed)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.left = number
            with pytest.raises(KilledError):
                migrate(connection, path)
            # What a killed program leaves: its transaction is in the log and was never committed.
            shutil.copy(path, left)
            if (log := Path(f"{path}-wal")).exists():
                shutil.copy(log, f"{left}-wal")
        library = Database(left, now=NOW)
        assert library.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert library.connection.execute("SELECT COUNT(*) FROM library").fetchone() == (1,)
        library.close()


def add_step(monkeypatch: pytest.MonkeyPatch, step: migrations.Migration) -> None:
    """Let the schema have one step more."""
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, step))
    monkeypatch.setattr(schema, "SCHEMA", len(MIGRATIONS) + 1)


def test_the_schema_that_is_opened_at_once_is_the_newest() -> None:
    assert len(MIGRATIONS) == SCHEMA


class KilledError(BaseException):
    pass


class Killed(sqlite3.Connection):
    """A connection that does so many statements more and then none, not even what would tidy up."""

    left = 1

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        if self.left <= 0:
            raise KilledError
        self.left -= 1
        return super().execute(sql, parameters)


def _one_more(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE one_more (id TEXT)")


def test_a_large_library_of_an_earlier_version_is_announced_before_it_is_opened(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    path = paths.data / "articles.sqlite3"
    path.parent.mkdir(parents=True)
    assert upgrade_notice(paths, large=1) == ""  # there is none
    shutil.copy(KEPT, path)
    before = path.read_bytes()
    assert outdated(path) == len(before)
    assert "brought up to date" in upgrade_notice(paths, large=len(before))
    assert upgrade_notice(paths, large=len(before) + 1) == ""
    assert path.read_bytes() == before
    open_library(tmp_path).close()
    assert outdated(path) == 0


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"no library" * 40])
def test_what_is_no_library_is_not_announced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "articles.sqlite3"
    path.write_bytes(content)
    assert outdated(path) == 0
    assert outdated(tmp_path) == 0
