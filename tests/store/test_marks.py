from __future__ import annotations

import errno
import fcntl
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from careader.model import Article, Mark
from careader.store.marks import Marks

START = datetime(2026, 11, 20, 8, tzinfo=UTC)
NEVER_BY_ITSELF = 3600.0


class Clock:
    """A clock that goes on by a second each time it is read."""

    def __init__(self, start: datetime = START) -> None:
        self.time = start

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "marks.json"


@pytest.fixture
def marks(path: Path) -> Iterator[Marks]:
    with open_marks(path) as opened:
        yield opened


def open_marks(path: Path, start: datetime = START) -> Marks:
    return Marks(path, now=Clock(start), delay=NEVER_BY_ITSELF)


def article(number: int) -> Article:
    return Article(f"a{number}", f"Title {number}", f"https://x.example/{number}", "Example Gazette", seen=START)


def write(path: Path, content: bytes | dict[str, Any]) -> bytes:
    path.parent.mkdir(exist_ok=True)
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    path.write_bytes(data)
    return data


def run_child(script: str, *arguments: object, **options: Any) -> subprocess.Popen[str]:
    """Start a Python program with the marks open as `marks` on its first argument and `now` as its clock."""
    prelude = (
        "import sys\nfrom datetime import UTC, datetime\nfrom pathlib import Path\n"
        "import filelock\nfrom filelock import FileLock\nfrom careader.store.marks import Marks\n"
        "path = Path(sys.argv[1])\ndef now():\n    return datetime.now(UTC)\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", prelude + script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        **options,
    )


def test_marks_are_there_at_once_and_after_a_restart(marks: Marks, path: Path) -> None:
    marks.set_read(["a1", "a2"], True)
    marks.set_read(["a2"], False)
    marks.set_starred([article(3)], True)
    assert (marks.read_ids(), marks.starred_ids()) == ({"a1"}, {"a3"})
    assert not path.exists()
    marks.close()
    again = open_marks(path)
    assert again.all() == marks.all()
    assert again.read_ids() == {"a1"}
    assert again.problem == ""


def test_a_star_keeps_what_the_article_was_until_it_is_taken_away(marks: Marks) -> None:
    marks.set_starred([article(1)], True)
    starred = marks.get("a1")
    assert starred == Mark(
        "a1",
        starred=True,
        starred_at=START + timedelta(seconds=1),
        title="Title 1",
        url="https://x.example/1",
        outlet="Example Gazette",
        published=START,
    )
    marks.set_starred([article(1)], False)
    assert marks.get("a1") == Mark("a1", starred=False, starred_at=START + timedelta(seconds=2))


def test_the_file_is_one_that_tinydb_reads(marks: Marks, path: Path) -> None:
    marks.set_read(["a1"], True)
    marks.flush()
    with TinyDB(path, access_mode="r") as database:
        assert database.tables() == {"marks", "meta"}
        assert database.table("meta").all() == [{"version": 1}]
        assert database.table("marks").get(doc_id="a1") == {"read": True, "read_at": "2026-11-20T08:00:01Z"}


def test_views_do_not_change_under_who_holds_them(marks: Marks) -> None:
    marks.set_read(["a1"], True)
    before = marks.read_ids()
    assert marks.read_ids() is before
    marks.set_read(["a2"], True)
    assert before == {"a1"}


def test_a_later_mark_holds_even_where_the_clock_went_back(path: Path) -> None:
    with open_marks(path, START + timedelta(days=300)) as ahead:
        ahead.set_read(["a1"], True)
    with open_marks(path) as behind:
        behind.set_read(["a1"], False)
    assert open_marks(path).read_ids() == set()


def test_marks_are_written_behind_in_one_write(path: Path) -> None:
    written = threading.Event()

    class Telling(Marks):
        def flush(self, patience: float = 2.0) -> bool:
            done = super().flush(patience)
            written.set()
            return done

    with Telling(path, now=Clock(), delay=0.2) as marks:
        for number in range(20):
            marks.set_read([f"a{number}"], True)
        assert not path.exists()
        assert written.wait(10)
        assert open_marks(path).read_ids() == {f"a{number}" for number in range(20)}


def test_what_could_not_be_written_is_tried_again_until_it_is_on_the_disk(path: Path) -> None:
    tried, written = threading.Semaphore(0), threading.Event()

    class Telling(Marks):
        def flush(self, patience: float = 2.0) -> bool:
            done = super().flush(patience)
            (written.set if done else tried.release)()
            return done

    (path.parent / "marks.json.lock").mkdir(parents=True)
    with Telling(path, now=Clock(), delay=0.01) as marks:
        marks.set_read(["a1"], True)
        for _ in range(3):
            assert tried.acquire(timeout=10)
        assert "cannot be saved" in marks.problem
        assert marks.unsaved == 1
        (path.parent / "marks.json.lock").rmdir()
        assert written.wait(10)
        assert (marks.problem, marks.unsaved) == ("", 0)
        assert open_marks(path).read_ids() == {"a1"}


def test_asking_for_news_of_others_never_waits_for_a_write(marks: Marks) -> None:
    marks.set_read(["a1"], True)
    inside, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with marks._writing:
            inside.set()
            leave.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    assert inside.wait(10)
    assert marks.poll() == frozenset()
    assert not marks.flush(patience=0.01)
    leave.set()
    holder.join()
    assert marks.flush()


def test_two_copies_open_at_once_learn_from_each_other(path: Path) -> None:
    with open_marks(path) as one, open_marks(path, START + timedelta(hours=1)) as other:
        one.set_read(["a1", "a2"], True)
        one.flush()
        other.set_read(["a2"], False)
        other.set_starred([article(3)], True)
        other.flush()
        assert other.poll() == {"a1"}, "what a write took in counts as news, and a later mark of one's own does not"
        assert not other.poll()
        assert other.read_ids() == {"a1"}
        assert one.poll() == {"a2", "a3"}
        assert one.all() == other.all()


def test_a_deleted_file_is_written_again(marks: Marks, path: Path) -> None:
    marks.set_read(["a1"], True)
    marks.flush()
    path.unlink()
    marks.set_read(["a2"], True)
    marks.flush()
    assert open_marks(path).read_ids() == {"a1", "a2"}


def test_pruning_forgets_old_marks_of_what_the_library_let_go_and_never_a_star(path: Path) -> None:
    with open_marks(path) as old:
        old.set_read(["known", "gone"], True)
        old.set_read(["changed elsewhere"], True)
        old.set_starred([article(1)], True)
    with open_marks(path, START + timedelta(days=90)) as marks, open_marks(path, START + timedelta(days=89)) as other:
        other.set_read(["changed elsewhere"], False)
        other.flush()
        marks.set_read(["new"], True)
        assert marks.prune({"gone", "changed elsewhere", "a1", "new", "never marked"}, timedelta(days=60)) == 2
        assert set(marks.all()) == {"known", "new", "a1"}
    assert set(open_marks(path).all()) == {"known", "new", "a1", "changed elsewhere"}


def test_nothing_is_forgotten_because_the_library_is_empty(path: Path) -> None:
    with open_marks(path) as marks:
        marks.set_read(["a1"], True)
    with open_marks(path, START + timedelta(days=9999)) as marks:
        assert marks.prune(set(), timedelta(days=60)) == 0
    assert open_marks(path).read_ids() == {"a1"}


def test_what_is_forgotten_is_not_brought_back_by_an_older_copy(path: Path) -> None:
    with open_marks(path) as marks:
        marks.set_read(["a1", "a2"], True)
        marks.set_starred([article(1)], True)
    copy = path.read_bytes()
    with open_marks(path, START + timedelta(hours=1)) as marks, open_marks(path) as open_before:
        assert marks.forget(["a1", "a2", "never marked"]) == 2
        marks.set_read(["a2"], True)
        marks.flush()
        assert open_before.poll() == {"a1", "a2"}
        assert set(open_before.all()) == {"a2"}
        path.write_bytes(copy)
        assert marks.poll() == frozenset()
        assert set(marks.all()) == {"a2"}
    assert set(open_marks(path).all()) == {"a2"}


def test_what_was_forgotten_with_a_clock_that_is_behind_can_be_marked_again(path: Path) -> None:
    with open_marks(path, START + timedelta(days=9)) as marks:
        marks.set_read(["a1"], True)
    with open_marks(path) as marks:
        marks.forget(["a1"])
        assert marks.get("a1") is None
        marks.set_read(["a1"], True)
        assert marks.read_ids() == {"a1"}
    assert open_marks(path).read_ids() == {"a1"}


def test_what_was_forgotten_can_be_put_back(path: Path) -> None:
    with open_marks(path) as marks:
        marks.set_starred([article(1)], True)
        marks.set_read(["a1"], True)
        kept = list(marks.all().values())
        marks.forget(["a1"])
        marks.flush()
        marks.restore(kept)
        assert (marks.read_ids(), marks.starred_ids()) == ({"a1"}, {"a1"})
    again = open_marks(path)
    assert (again.read_ids(), again.starred_ids()) == ({"a1"}, {"a1"})


def test_who_keeps_a_mirror_is_told_of_each_change_and_when_it_is_true(path: Path) -> None:
    told: list[frozenset[str]] = []
    with open_marks(path) as marks, open_marks(path, START + timedelta(hours=1)) as other:
        marks.listen(told.append)
        assert marks.stamp == ""
        marks.set_read(["a1", "a2"], True)
        assert marks.stamp == "", "a mark that is not on the disk is in no file"
        marks.flush()
        stamp = marks.stamp
        assert stamp
        assert open_marks(path).stamp == stamp
        other.set_read(["a2"], False)
        other.flush()
        marks.poll()
        assert marks.stamp == other.stamp != stamp
    assert told == [{"a1", "a2"}, {"a2"}]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[1, 2]",
        b"null",
        b'{"marks": []}',
        b'{"marks": {"a1": {"read": tr',
        b"[" * 100_000,
        b'{"marks": ' + b"9" * 10_000 + b"}",
    ],
)
def test_an_unreadable_file_is_set_aside_and_the_reader_starts(path: Path, content: bytes) -> None:
    write(path, content)
    marks = open_marks(path)
    aside = path.with_name("marks.json.unreadable-20261120-080001")
    assert str(aside) in marks.problem
    assert "begins anew" in marks.problem
    assert aside.read_bytes() == content
    marks.set_read(["a1"], True)
    marks.close()
    again = open_marks(path)
    assert (again.problem, again.read_ids()) == ("", {"a1"})


def test_good_records_are_kept_beside_bad_ones(path: Path) -> None:
    records = {"a1": {"read": True}, "a2": {"read": "yes"}, "a3": 5, "a4": {"read": True, "read_at": "noon"}}
    content = write(path, {"meta": {"1": {"version": 1}}, "marks": records})
    marks = open_marks(path)
    assert set(marks.all()) == {"a1"}
    assert "3 of 4 marks" in marks.problem
    assert path.with_name("marks.json.unreadable-20261120-080001").read_bytes() == content
    again = open_marks(path)
    assert (again.problem, set(again.all())) == ("", {"a1"})


def test_what_can_be_read_of_a_file_that_is_cut_off_goes_on(path: Path) -> None:
    with open_marks(path) as marks:
        marks.set_starred([article(n) for n in range(3)], True)
    whole = path.read_bytes()
    for length in range(1, len(whole)):
        path.write_bytes(whole[:length])
        marks = open_marks(path)
        assert marks.starred_ids() <= {"a0", "a1", "a2"}
        assert len(marks.starred_ids()) == min(3, whole[:length].count(b"}"))  # a record ends with its brace
        (aside,) = path.parent.glob("marks.json.unreadable-*")
        assert aside.read_bytes() == whole[:length]
        aside.unlink()


def test_marks_that_stand_twice_are_merged(path: Path) -> None:
    early, late = "2026-11-20T08:00:00Z", "2026-11-20T09:00:00Z"
    one = f'{{"read": true, "read_at": "{late}"}}'
    other = f'{{"starred": true, "starred_at": "{late}", "read": false, "read_at": "{early}"}}'
    write(path, f'{{"marks": {{"a1": {one}, "a1": {other}}}, "marks": {{"a2": {one}}}}}'.encode())
    with open_marks(path) as marks:
        assert marks.problem == ""
        assert (marks.read_ids(), marks.starred_ids()) == ({"a1", "a2"}, {"a1"})
        marks.set_read(["a3"], True)
    assert open_marks(path).read_ids() == {"a1", "a2", "a3"}


def test_a_second_unreadable_file_of_the_same_second_does_not_replace_the_first(path: Path) -> None:
    for content in (b"one", b"two"):
        write(path, content)
        open_marks(path)
    kept = sorted(path.parent.glob("marks.json.unreadable-*"))
    assert [file.read_bytes() for file in kept] == [b"one", b"two"]


def test_a_file_spoilt_while_it_is_open_is_set_aside_and_nothing_is_lost(marks: Marks, path: Path) -> None:
    marks.set_read(["a1"], True)
    marks.flush()
    write(path, b"spoilt")
    marks.set_read(["a2"], True)
    marks.flush()
    assert "unreadable" in marks.problem
    assert open_marks(path).read_ids() == {"a1", "a2"}


def test_the_file_of_a_newer_version_is_read_and_not_overwritten(path: Path) -> None:
    newer = {"meta": {"1": {"version": 2}}, "marks": {"a1": {"read": True, "mood": "calm"}, "a2": [2]}}
    content = write(path, newer)
    with open_marks(path) as marks:
        assert marks.read_ids() == {"a1"}
        assert "newer" in marks.problem
        marks.set_read(["a3"], True)
        marks.flush()
        assert marks.read_ids() == {"a1", "a3"}
    assert path.read_bytes() == content


def test_a_folder_in_the_way_is_a_problem_and_no_crash(path: Path) -> None:
    path.mkdir(parents=True)
    with open_marks(path) as marks:
        assert "cannot be read" in marks.problem
        marks.set_read(["a1"], True)
        marks.flush()
        assert "cannot be saved" in marks.problem
        path.rmdir()
        marks.flush()
        assert marks.problem == ""
    assert open_marks(path).read_ids() == {"a1"}


@pytest.mark.parametrize("kind", ["device", "endless device", "pipe", "circle of links"])
def test_what_is_no_file_is_left_alone(path: Path, kind: str) -> None:
    path.parent.mkdir()
    match kind:
        case "device":
            path.symlink_to("/dev/null")
        case "endless device":
            path.symlink_to("/dev/zero")
        case "pipe":
            os.mkfifo(path)
        case _:
            path.symlink_to(path.with_name("other"))
            path.with_name("other").symlink_to(path)
    with open_marks(path) as marks:
        assert "cannot be read" in marks.problem
        marks.set_read(["a1"], True)
        assert not marks.flush()
        assert "cannot be saved" in marks.problem
        assert path.is_symlink() or path.is_fifo()
        path.unlink()
        assert marks.flush()
        assert marks.problem == ""
    assert open_marks(path).read_ids() == {"a1"}


def test_a_dangling_link_is_followed(path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(path.with_name("real.json"))
    with open_marks(path) as marks:
        marks.set_read(["a1"], True)
    assert path.is_symlink()
    assert open_marks(path).read_ids() == {"a1"}


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP])
def test_a_file_system_without_locks_is_no_hindrance(path: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(descriptor: int, operation: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    path.parent.mkdir()
    left = path.with_name("marks.json.lock.held")
    left.write_text("4242\nanother-machine\n")
    os.utime(left, (1_700_000_000, 1_700_000_000))
    with open_marks(path) as marks:
        marks.set_read(["a1"], True)
        assert marks.flush()
        assert marks.problem == ""
    assert open_marks(path).read_ids() == {"a1"}
    assert not left.exists()


@pytest.mark.parametrize("name", ["fsync", "fchmod"])
def test_a_file_system_that_forces_nothing_or_has_no_permissions_is_no_hindrance(
    path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: int) -> None:
        raise OSError(errno.EPERM if name == "fchmod" else errno.EINVAL, "no")

    write(path, b"{}")
    monkeypatch.setattr(os, name, refuse)
    with open_marks(path) as marks:
        marks.set_read(["a1"], True)
        assert marks.flush()
        assert marks.problem == ""


def test_a_file_system_without_hard_links_keeps_what_is_unreadable_too(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    content = write(path, b"spoilt")
    open_marks(path)
    (aside,) = path.parent.glob("marks.json.unreadable-*")
    assert aside.read_bytes() == content


def test_a_full_disk_loses_nothing_and_the_next_write_goes_through(path: Path) -> None:
    with open_marks(path) as marks:
        marks.set_read([f"a{number}" for number in range(200)], True)
    before = path.read_bytes()
    script = """
import resource
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
marks = Marks(path, now=now)
marks.set_read(["new"], True)
resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
marks.flush()
print(marks.problem, flush=True)
sys.stdin.readline()
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
marks.close()
print(marks.problem)
"""
    with run_child(script, path) as child:
        assert child.stdout is not None
        assert "File too large" in child.stdout.readline()
        assert path.read_bytes() == before
        assert child.communicate("go\n", timeout=60)[0].strip() == ""
    assert open_marks(path).read_ids() == {f"a{number}" for number in range(200)} | {"new"}


def test_a_folder_that_cannot_be_written_is_a_problem_and_no_crash(path: Path) -> None:
    with open_marks(path) as marks:
        marks.set_read(["a1"], True)
    (path.parent / "marks.json.lock").unlink()
    before = path.read_bytes()
    path.parent.chmod(0o555)
    script = """
import os
os.chdir(path.parent)
if os.geteuid() == 0:
    os.setuid(65534)
marks = Marks(Path("marks.json"), now=now)
marks.set_read(["a2"], True)
marks.close()
print(sorted(marks.read_ids()), marks.problem)
"""
    for folder in path.parents:
        if folder.is_relative_to(tempfile.gettempdir()) and folder.stat().st_uid == os.geteuid():
            folder.chmod(folder.stat().st_mode | 0o555)
    with run_child(script, path) as child:
        told = child.communicate(timeout=60)[0]
    path.parent.chmod(0o755)
    assert told.startswith("['a1', 'a2'] The marks cannot be saved to ")
    assert "Permission denied" in told
    assert path.read_bytes() == before


@pytest.mark.parametrize("seed", range(5))
def test_a_kill_at_any_moment_loses_nothing_that_was_written(path: Path, seed: int) -> None:
    script = """
import itertools, os
class Telling(Marks):
    def flush(self, patience=2.0):
        marked = len(self.read_ids())
        done = super().flush(patience)
        os.write(1, b"%d\\n" % marked)
        return done
marks = Telling(path, now=now, delay=0.001)
for number in itertools.count():
    marks.set_read([str(number)], True)
    if number % 40 == 0:
        marks.flush()
"""
    chance = random.Random(seed)
    with run_child(script, path) as child:
        assert child.stdout is not None
        written = 0
        for _ in range(chance.randrange(1, 60)):
            written = max(written, int(child.stdout.readline()))
        child.kill()
    with open_marks(path) as marks:
        assert marks.problem == ""
        assert marks.read_ids() == {str(number) for number in range(len(marks.read_ids()))}
        assert len(marks.read_ids()) >= written
        marks.set_read(["after"], True)
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["marks.json", "marks.json.lock"]


@pytest.mark.parametrize("seed", range(3))
def test_a_polite_end_at_any_moment_loses_nothing_at_all(path: Path, seed: int) -> None:
    script = """
import itertools, os, signal
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
with Marks(path, now=now, delay=0.001) as marks:
    for number in itertools.count():
        marks.set_read([str(number)], True)
        os.write(1, b"%d\\n" % number)
"""
    chance = random.Random(seed)
    with run_child(script, path) as child:
        assert child.stdout is not None
        told = [child.stdout.readline() for _ in range(chance.randrange(1, 2000))]
        child.terminate()
        told += child.stdout.read().splitlines()  # through the same buffer, which may hold half a line
        child.wait(60)
    assert child.returncode == 0
    assert open_marks(path).read_ids() >= {line.strip() for line in told}


def test_two_processes_that_mark_at_once_lose_nothing(path: Path) -> None:
    script = """
marks = Marks(path, now=now, delay=0.001)
print("ready", flush=True)
sys.stdin.readline()
for number in range(100):
    marks.set_read([f"{sys.argv[2]}{number}"], True)
    if number % 5 == 0:
        marks.flush()
marks.close()
print(marks.problem)
"""
    with run_child(script, path, "x") as one, run_child(script, path, "y") as other:
        for child in (one, other):
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
        for child in (one, other):
            assert child.stdin is not None
            child.stdin.write("go\n")
            child.stdin.flush()
        for child in (one, other):
            assert child.communicate(timeout=60)[0].strip() == ""
    assert open_marks(path).read_ids() == {f"{name}{number}" for name in "xy" for number in range(100)}
