"""What is kept, under faults that no test beside the code holds; `cases` is the table of all of them."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from careader.newsroom import Newsroom
from careader.newsroom.tidying import tidy
from careader.settings import Paths, Settings, read_settings
from careader.sources.outlets import outlets
from careader.store.decisions import Decided, Decisions
from careader.store.lock import locked
from careader.store.marks import Marks
from tests.cli.conftest import Run
from tests.faults.powers import like_anybody
from tests.library import ARTICLES, NOW, article, open_library, paths_in
from tests.text.test_growth import steps

ONE = ARTICLES[0].id
SETTINGS = Settings(default_outlets=False)


@pytest.fixture
def marks_file(tmp_path: Path) -> Path:
    return tmp_path / "marks.json"


def opened(path: Path) -> Marks:
    return Marks(path, now=lambda: NOW)


def room_in(folder: Path, now: datetime = NOW) -> Newsroom:
    return Newsroom(paths_in(folder), SETTINGS, now=lambda: now)


def test_thirty_two_processes_that_mark_at_once_lose_nothing(marks_file: Path) -> None:
    script = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from careader.store import lock
from careader.store.marks import Marks
import filelock
children = []
for number in range(32):
    child = os.fork()
    if not child:
        with Marks(Path(sys.argv[1]), now=lambda: datetime.now(UTC), delay=0.001) as marks:
            for mark in range(10):
                marks.set_read([f"{number}-{mark}"], True)
        while not marks.flush(10):
            pass
        os._exit(bool(marks.problems))
    children.append(child)
sys.exit(any(os.waitpid(child, 0)[1] for child in children))
"""
    done = subprocess.run([sys.executable, "-c", script, str(marks_file)], timeout=60, check=False)
    assert done.returncode == 0
    with opened(marks_file) as marks:
        assert marks.read_ids() == {f"{number}-{mark}" for number in range(32) for mark in range(10)}
        assert marks.problems == ()


RECORD = '{"read": true, "read_at": "2026-11-20T08:00:00Z"}'


@pytest.mark.parametrize(
    ("content", "read"),
    [
        (f'\ufeff{{"marks": {{"a1": {RECORD}}}}}'.encode(), {"a1"}),
        (f'{{"marks": {{"a1": {RECORD}}}}}'.encode("utf-16"), {"a1"}),
        (f'{{"marks": {{"a1": {RECORD}}}}}'.encode("utf-32"), {"a1"}),
        (f'{{"meta": {{"1": {{"version": "2"}}}}, "marks": {{"a1": {RECORD}}}}}'.encode(), {"a1"}),
        (f'{{"marks": {{"a1": {RECORD}, "\\ud800": {RECORD}, "": {RECORD}}}}}'.encode(), {"a1"}),
        (f'{{"mood": {{}}, "marks": {{"a1": {RECORD[:-1]}, "mood": "calm"}}}}}}'.encode(), {"a1"}),
        (f'\r\n{{"marks":\r\n{{"a1": {RECORD}}}}}\r\n'.encode(), {"a1"}),
    ],
    ids=["byte order mark", "UTF-16", "UTF-32", "version in quotes", "odd keys", "unknown names", "line ends"],
)
def test_marks_written_another_way_are_read(marks_file: Path, content: bytes, read: set[str]) -> None:
    marks_file.write_bytes(content)
    with opened(marks_file) as marks:
        assert marks.read_ids() >= read
        marks.set_read(["a2"], True)
    with opened(marks_file) as again:
        assert again.read_ids() >= read | {"a2"}
        assert again.problems == ()


@pytest.mark.parametrize("place", ["marks.json", "."])
@pytest.mark.usefixtures("library")
def test_a_mark_without_permission_is_not_called_done(run: Run, paths: Paths, place: str) -> None:
    if place == "marks.json":
        (paths.data / place).write_bytes(b"{}")
    (paths.data / place).chmod(0 if place == "marks.json" else 0o555)
    with like_anybody():
        result = run("mark", ONE, "--read")
    (paths.data / place).chmod(0o755)
    assert result.exit_code == 1
    assert "Permission denied); not saved: 1 mark" in result.stderr
    assert run("mark", ONE, "--read").exit_code == 0


def test_what_killed_programs_left_is_in_nobodys_way(marks_file: Path) -> None:
    marks_file.with_name("marks.json.lock").write_bytes(b"4242")
    left = marks_file.with_name(".marks.json.0123456789abcdef.tmp")
    left.write_bytes(b"half of")
    with opened(marks_file) as marks:
        marks.set_read(["a1"], True)
        assert marks.flush()
    assert sorted(file.name for file in marks_file.parent.iterdir()) == ["marks.json", "marks.json.lock"]


def test_marks_cost_in_proportion_to_their_number(tmp_path: Path) -> None:
    def work(many: str) -> None:
        path = tmp_path / f"{len(many)}-{os.urandom(4).hex()}" / "marks.json"
        path.parent.mkdir()
        with opened(path) as marks:
            marks.set_read([str(number) for number in range(len(many))], True)
            marks.flush()
            shutil.copy(path, path.with_name("marks.sync-conflict-20261120-080000-ABCDEFG.json"))
            marks.poll()
            marks.set_read(["one more"], True)

    small, large = steps(work, "x" * 300), steps(work, "x" * 1200)
    assert large <= 4.5 * small

    with opened(tmp_path / "marks.json") as marks:
        marks.set_read([str(number) for number in range(300)], True)
        few = steps(lambda one: marks.set_read([one], True), "a")
        marks.set_read([str(number) for number in range(1200)], True)
        assert steps(lambda one: marks.set_read([one], True), "b") <= few + 50, "a key waits for no other mark"


@pytest.mark.parametrize("year", [1970, 2022, 2038, 9998])
def test_the_last_mark_holds_whatever_the_clock(marks_file: Path, year: int) -> None:
    clock = [datetime(year, 1, 2, tzinfo=UTC)]
    for read, now in ((True, clock[0]), (False, NOW), (True, NOW - timedelta(days=700)), (False, NOW)):
        clock[0] = now
        with Marks(marks_file, now=lambda: clock[0]) as marks:
            marks.set_read(["a1"], read)
        with Marks(marks_file, now=lambda: clock[0]) as marks:
            assert (marks.read_ids() == {"a1"}) is read
            assert marks.problems == ()


def test_a_file_put_in_place_is_taken_in(marks_file: Path, tmp_path: Path) -> None:
    with opened(marks_file) as marks:
        marks.set_read(["mine"], True)
        marks.flush()
        with opened(tmp_path / "other" / "marks.json") as other:
            other.set_read(["theirs"], True)
        (tmp_path / "other" / "marks.json").replace(marks_file)
        assert marks.poll() == {"theirs"}
        assert marks.read_ids() == {"mine", "theirs"}
    with opened(marks_file) as again:
        assert again.read_ids() == {"mine", "theirs"}


@pytest.mark.parametrize("part", [0.3, 0.5, 0.9])
def test_a_library_that_is_cut_off_is_saved_from(tmp_path: Path, part: float) -> None:
    open_library(tmp_path).close()
    path = tmp_path / "data" / "articles.sqlite3"
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    with room_in(tmp_path) as room:
        assert "is damaged" in room.problems[0]
        room.articles.put([article("After the cut")])
        assert room.integrity() == "ok"
    (aside,) = (file for file in path.parent.glob("*.unreadable-*") if not file.name.endswith(("-wal", "-shm")))
    assert aside.stat().st_size == int(len(content) * part)


@pytest.mark.parametrize(
    "change",
    [
        "PRAGMA user_version = 0",
        *(f"DROP TABLE {name}" for name in ("body", "article_text", "library", "entry")),
        "DROP INDEX article_by_date",
        "DROP TRIGGER article_is_new",
    ],
)
def test_a_library_without_a_table_or_a_version_is_mended(tmp_path: Path, change: str) -> None:
    open_library(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "data" / "articles.sqlite3")) as connection:
        connection.execute(change)
    with room_in(tmp_path) as room:
        assert len(room.stories()) == len(ARTICLES)
        assert room.find("tram")
        room.articles.put([article("After that")])
        room.regroup()
        assert room.problems
        assert str(tmp_path / "data" / "articles.sqlite3") in room.problems[0]


def _without_log(data: Path, _: Path) -> None:
    (data / "articles.sqlite3-wal").unlink()


def _with_older_file(data: Path, older: Path) -> None:
    shutil.copy(older, data / "articles.sqlite3")


def _with_log_of_another(data: Path, _: Path) -> None:
    (data / "articles.sqlite3-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(4096))


def _with_cut_log(data: Path, _: Path) -> None:
    log = data / "articles.sqlite3-wal"
    log.write_bytes(log.read_bytes()[: log.stat().st_size // 2])


@pytest.mark.parametrize("left", [None, _without_log, _with_older_file, _with_log_of_another, _with_cut_log])
def test_the_log_beside_the_library(tmp_path: Path, left: Callable[[Path, Path], None] | None) -> None:
    """What a killed program leaves: the file with a log, and what backups and file services make of the two."""
    open_library(tmp_path).close()
    path = tmp_path / "data" / "articles.sqlite3"
    shutil.copy(path, tmp_path / "older")
    killed = tmp_path / "killed"
    with closing(sqlite3.connect(path)) as holder:
        holder.execute("SELECT count(*) FROM article").fetchone()
        with room_in(tmp_path) as room:
            room.articles.put([article("Only in the log")])
        shutil.copytree(path.parent, killed / "data")
    (killed / "data" / "articles.sqlite3-shm").unlink()
    if left:
        left(killed / "data", tmp_path / "older")
    with room_in(killed) as room:
        room.regroup()
        assert len(room.articles.ids()) >= len(ARTICLES)
        assert left or len(room.articles.ids()) == len(ARTICLES) + 1
        assert room.integrity() == "ok"
        assert not room.problems


@pytest.mark.usefixtures("library")
def test_what_reads_waits_for_nobody(run: Run, paths: Paths) -> None:
    with closing(sqlite3.connect(paths.data / "articles.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert len(json.loads(run("list", "--json").stdout)) == len(ARTICLES)
        assert "KZT" in run("rates").stdout
        assert run("show", ONE).exit_code == 0
        assert run("mark", ONE, "--read").exit_code == 0
        assert [story["read"] for story in json.loads(run("list", "--json").stdout)].count(True) == 1
        assert run("export").exit_code == 0
        assert run("doctor").exit_code == 0


def test_a_full_disk_is_read(tmp_path: Path) -> None:
    """No file may get another byte: as on a disk without room, but for the error's number."""
    open_library(tmp_path).close()
    home = tmp_path / "home"
    shutil.copytree(tmp_path / "data", home / "careader")
    program = "ulimit -f 0; exec " + sys.executable + " -m careader"
    names = {f"XDG_{name}_HOME": str(home) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    said = {}
    for arguments in ("list --json", f"mark {ONE} --read"):
        said[arguments] = subprocess.run(
            ["sh", "-c", f"trap '' XFSZ; {program} {arguments} | cat; exit $?"],
            env=os.environ | names | {"PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert len(json.loads(said["list --json"].stdout)) == len(ARTICLES)
    assert "not saved: 1 mark" in said[f"mark {ONE} --read"].stderr
    assert not any("Traceback" in done.stderr for done in said.values())
    with Newsroom(Paths(home, home / "careader", home), SETTINGS, now=lambda: NOW) as room:
        assert len(room.stories()) == len(ARTICLES)
        assert not room.problems


def test_a_file_of_marks_that_is_read_only_is_replaced(marks_file: Path) -> None:
    marks_file.write_bytes(b"{}")
    marks_file.chmod(0o444)
    with like_anybody(), opened(marks_file) as marks:
        marks.set_read(["a1"], True)
        assert marks.flush(), "the folder lets it be replaced"
    assert marks_file.stat().st_mode & 0o777 == 0o444


def test_decisions_cut_anywhere_are_set_aside_whole(tmp_path: Path) -> None:
    path = tmp_path / "decisions.json"
    with Decisions(path, now=lambda: NOW) as decisions:
        decisions.decide({("a", "b"): Decided.APART, ("c", "d"): Decided.TOGETHER})
    whole = path.read_bytes()
    for length in range(1, len(whole), 3):
        path.write_bytes(whole[:length])
        with Decisions(path, now=lambda: NOW) as decisions:
            assert decisions.on("a", "b") in (Decided.APART, Decided.NOTHING)
            assert str(path) in decisions.problem
        (aside,) = tmp_path.glob("decisions.json.unreadable-*")
        assert aside.read_bytes() == whole[:length]
        aside.unlink()


ENDS_OF_TIME = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59-12:00")


@pytest.mark.parametrize("at", ENDS_OF_TIME)
def test_decisions_at_the_ends_of_time_are_read_and_replaced(tmp_path: Path, at: str) -> None:
    path = tmp_path / "decisions.json"
    path.write_text(json.dumps({"decisions": {"a b": {"decided": "apart", "at": at}}}))
    with Decisions(path, now=lambda: NOW) as decisions:
        decisions.decide({("a", "b"): Decided.TOGETHER})
        decisions.flush()
    with Decisions(path, now=lambda: NOW) as again:
        assert again.on("a", "b") is Decided.TOGETHER


@pytest.mark.parametrize("year", [1970, 2027, 2038, 9000])
@pytest.mark.parametrize("hours", [0, 14, -12])
def test_no_clock_empties_the_library(tmp_path: Path, year: int, hours: int) -> None:
    with open_library(tmp_path) as room:
        room.set_read(ARTICLES[:2], True)
    zone = timezone(timedelta(hours=hours))
    for now in (datetime(year, 1, 19, 3, 14, 8, tzinfo=zone), NOW):
        with room_in(tmp_path, now) as room:
            tidy(room)
            assert len(room.stories()) == len(ARTICLES)
            assert room.marks.read_ids() == {one.id for one in ARTICLES[:2]}
            room.rates()
            assert room.problems == ()


def test_the_same_outlet_twice_is_one_with_a_clean_name() -> None:
    row = '[[outlet]]\nid = "mine"\nurl = "https://mine.example/{}"\nname = "A\\u001b[2J \\u202eB"\n'
    settings = read_settings(("[outlets]\ndefaults = false\n" + row.format(1) + row.format(2)).encode())
    (one,) = outlets(settings)
    assert (one.id, one.name) == ("mine", "A[2J B")


def test_a_lock_that_is_in_the_way_is_named(marks_file: Path) -> None:
    marks_file.with_name("marks.json.lock").mkdir()
    with opened(marks_file) as marks:
        marks.set_read(["a1"], True)
        assert not marks.flush(0.1)
        assert f"{marks_file} (marks.json.lock: Is a directory)" in marks.problem
        marks_file.with_name("marks.json.lock").rmdir()


def test_what_has_to_be_left_while_the_lock_is_held_is_there_at_the_next_start(marks_file: Path) -> None:
    with opened(marks_file) as marks:
        marks.set_read(["before"], True)
        marks.flush()
        with locked(marks_file, 1):
            marks.set_read(["late"], True)
            marks.set_read(["before"], False)
            assert not marks.flush(0.05)
            assert marks.leave_copy()
            with opened(marks_file) as other:
                assert other.read_ids() == {"late"}
    with opened(marks_file) as again:
        assert again.read_ids() == {"late"}
    assert len(list(marks_file.parent.glob("marks.conflict-*.json*"))) == 1
