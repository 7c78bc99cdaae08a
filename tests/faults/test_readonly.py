"""A library that cannot be written is read all the same."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from careader.newsroom import Newsroom
from careader.settings import Paths, Settings
from careader.store import readonly
from tests.library import ARTICLES, NOW, article, open_library, paths_in

SETTINGS = Settings(default_outlets=False)


@pytest.fixture
def home(tmp_path: Path) -> Paths:
    with open_library(tmp_path) as room:
        room.set_read(ARTICLES[:1], True)
    return paths_in(tmp_path)


def block(paths: Paths) -> None:
    """Put folders where SQLite would write beside the file, as on a full disk or in a folder that is not ours."""
    for suffix in ("-wal", "-shm"):
        path = paths.data / f"articles.sqlite3{suffix}"
        path.unlink(missing_ok=True)
        path.mkdir()


def opened(paths: Paths) -> Newsroom:
    return Newsroom(paths, SETTINGS, now=lambda: NOW)


def test_it_starts_reads_marks_and_says_what_cannot_be_kept(home: Paths) -> None:
    block(home)
    before = (home.data / "articles.sqlite3").read_bytes()
    with opened(home) as room:
        assert [problem for problem in room.problems if str(home.data / "articles.sqlite3") in problem]
        assert len(room.stories()) == len(ARTICLES)
        assert room.find("tram") == frozenset({ARTICLES[4].id})
        assert room.marks.read_ids() == {ARTICLES[0].id}
        room.set_read(ARTICLES[1:2], True)
        assert sum(story.read for story in room.stories()) == 2
        with pytest.raises(sqlite3.OperationalError):
            room.articles.put([article("Something new")])
        assert room.marks.flush(), "the marks have a file of their own"
    assert (home.data / "articles.sqlite3").read_bytes() == before
    for suffix in ("-wal", "-shm"):
        (home.data / f"articles.sqlite3{suffix}").rmdir()
    with opened(home) as room:
        assert room.problems == ()
        assert sum(story.read for story in room.stories()) == 2
        room.articles.put([article("Something new")])


def test_what_is_in_the_log_alone_is_read_too(home: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home.data / "articles.sqlite3"
    with closing(sqlite3.connect(path)) as holder:
        holder.execute("SELECT count(*) FROM article").fetchone()
        with opened(home) as room:
            room.articles.put([article("Only in the log")])
        kept = {suffix: path.with_name(path.name + suffix).read_bytes() for suffix in ("", "-wal")}
    for suffix, content in kept.items():
        path.with_name(path.name + suffix).write_bytes(content)
    looks = iter([True])

    def refuse_once(uri: str) -> None:
        if next(looks, False):
            raise sqlite3.OperationalError("unable to open database file")
        look(uri)

    look = readonly._look
    monkeypatch.setattr(readonly, "_look", refuse_once)
    way = readonly.ReadOnly(path)
    with closing(sqlite3.connect(way.uri, uri=True)) as connection:
        titles = {row[0] for row in connection.execute("SELECT title FROM article")}
    way.close()
    assert "Only in the log" in titles
    assert path.with_name(f"{path.name}-wal").read_bytes() == kept["-wal"]


def test_one_of_an_older_careader_cannot_be_brought_up_to_date_and_that_is_said(home: Paths) -> None:
    with closing(sqlite3.connect(home.data / "articles.sqlite3")) as connection:
        connection.execute("PRAGMA user_version = 1")
    block(home)
    with pytest.raises(sqlite3.OperationalError):
        opened(home)


def test_a_file_that_is_not_there_cannot_be_read_either(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    paths.data.mkdir(parents=True)
    (paths.data / "articles.sqlite3").mkdir()
    with pytest.raises(sqlite3.OperationalError):
        opened(paths)
