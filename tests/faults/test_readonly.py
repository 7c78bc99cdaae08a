"""A library that cannot be written is read all the same."""

from __future__ import annotations

import os
import re
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from careader.newsroom import Newsroom
from careader.settings import Paths, Settings
from careader.store import readonly
from careader.store.schema import NewerDatabaseError
from tests.faults.powers import like_anybody
from tests.library import ARTICLES, NOW, article, open_library, paths_in

SETTINGS = Settings(default_outlets=False)
KEPT = Path(__file__).parents[1] / "store" / "libraries" / "schema-1.sqlite3"


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

    def refuse_once(uri: str) -> int:
        if next(looks, False):
            raise sqlite3.OperationalError("unable to open database file")
        return look(uri)

    look = readonly._look
    monkeypatch.setattr(readonly, "_look", refuse_once)
    way = readonly.ReadOnly(path)
    with closing(sqlite3.connect(way.uri, uri=True)) as connection:
        titles = {row[0] for row in connection.execute("SELECT title FROM article")}
    way.close()
    assert "Only in the log" in titles
    assert path.with_name(f"{path.name}-wal").read_bytes() == kept["-wal"]


def test_one_of_an_older_careader_is_read_in_a_copy_that_is_brought_up_to_date(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    paths.data.mkdir(parents=True)
    before = KEPT.read_bytes()
    (paths.data / "articles.sqlite3").write_bytes(before)
    block(paths)
    with opened(paths) as room:
        assert "cannot be written" in room.problems[0]
        assert room.stories()
    assert (paths.data / "articles.sqlite3").read_bytes() == before


def test_one_of_a_newer_careader_is_not_read(home: Paths) -> None:
    with closing(sqlite3.connect(home.data / "articles.sqlite3")) as connection:
        connection.execute("PRAGMA user_version = 999")
    block(home)
    with pytest.raises(NewerDatabaseError, match="newer careader"):
        opened(home)


def put(path: Path, what: str) -> None:
    """Put something into the place of the library, or take the right to use it away."""
    if not what.endswith("permission"):
        path.unlink()
    match what:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case "socket":
            with socket.socket(socket.AF_UNIX) as end:
                end.bind(os.path.relpath(path))
        case "circle of links":
            path.symlink_to(path)
        case "file without permission":
            path.chmod(0)
        case "folder without permission":
            path.parent.chmod(0)
        case "folder to be made":
            path.parent.rename(path.parent.with_name("elsewhere"))
            path.parent.write_text("in the way")


IN_ITS_PLACE = (
    "folder", "pipe", "device", "socket", "circle of links", "file without permission", "folder without permission",
    "folder to be made",
)  # fmt: skip


@pytest.mark.parametrize("what", IN_ITS_PLACE)
def test_what_cannot_be_opened_is_said_and_the_screen_starts(
    home: Paths, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home.data.parent)
    path = home.data / "articles.sqlite3"
    put(path, what)
    there = path.lstat().st_ino if home.data.is_dir() else 0
    with like_anybody():
        with pytest.raises(OSError, match=re.escape(str(home.data))):  # a command ends: what it would do were lost
            opened(home)
        with Newsroom(home, SETTINGS, now=lambda: NOW, or_empty=True) as room:
            assert room.stories() == []
            room.articles.put([article("Something new")])
            room.regroup()
            assert len(room.stories()) == 1
            assert "what comes in is shown and not kept" in room.problems[0]
            assert str(home.data) in room.problems[0]
            if what in ("folder", "pipe", "device", "socket", "circle of links"):
                room.set_read(ARTICLES[1:2], True)
                assert room.marks.flush(), "the marks are kept all the same"
    if home.data.is_dir():
        home.data.chmod(0o755)
        assert path.lstat().st_ino == there, "what is there stays"


@pytest.mark.parametrize("suffix", ["-wal", "-shm", "-journal"])
@pytest.mark.parametrize("what", ["pipe", "device", "circle of links"])
def test_what_stands_where_sqlite_writes_is_neither_waited_for_nor_written(home: Paths, suffix: str, what: str) -> None:
    beside = home.data / f"articles.sqlite3{suffix}"
    beside.unlink(missing_ok=True)
    beside.write_bytes(b"")
    put(beside, what)
    with opened(home) as room:
        assert len(room.stories()) == len(ARTICLES)
        assert str(beside) in room.problems[0]
    assert os.path.lexists(beside)


def test_a_folder_that_only_others_may_write_to_is_read(home: Paths) -> None:
    for file in home.data.iterdir():
        file.chmod(0o444)
    home.data.chmod(0o555)
    with like_anybody(), opened(home) as room:
        assert len(room.stories()) == len(ARTICLES)
        assert room.marks.read_ids() == {ARTICLES[0].id}
        room.set_read(ARTICLES[1:2], True)
        assert not room.marks.flush(0.1)
        assert [problem for problem in room.problems if "Permission denied" in problem]
    home.data.chmod(0o755)
