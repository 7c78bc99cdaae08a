"""Marks of several machines: conflict copies, a shared folder, what was forgotten."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from careader.store.copies import machine_name
from careader.store.decisions import Decided, Decisions
from careader.store.marks import Marks

START = datetime(2026, 11, 20, 8, tzinfo=UTC)


def open_marks(path: Path, hours: int = 0, shared: Path | None = None) -> Marks:
    return Marks(path, now=lambda: START + timedelta(hours=hours), delay=3600, shared=shared)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if not file.name.endswith(".lock"))


COPIES = [
    "marks.sync-conflict-20261120-101112-ABCDEFG.json",
    "marks (Anna's conflicted copy 2026-11-20).json",
    "marks (conflicted copy 2026-11-20 101112).json",
    "marks (MacBook - конфликтующая копия 2026-11-20).json",
    "marks_conflict-20261120-101112.json",
    "marks (Case Conflict).json",
]


@pytest.mark.parametrize("name", COPIES)
def test_a_conflict_copy_is_taken_in_and_put_aside(tmp_path: Path, name: str) -> None:
    with open_marks(tmp_path / "there" / "marks.json", hours=1) as there:
        there.set_read(["a1", "both"], True)
    with open_marks(tmp_path / "here" / "marks.json") as here:
        here.set_read(["a2"], True)
        here.set_read(["both"], False)
        here.flush()
        (tmp_path / "there" / "marks.json").rename(tmp_path / "here" / name)
        assert here.poll() == {"a1", "both"}
        assert here.read_ids() == {"a1", "a2", "both"}
        assert here.flush()
        assert any(name in said and "taken in" in said for said in here.problems)
        assert names(tmp_path / "here") == sorted(["marks.json", f"{name}.merged-20261120-080000"])
        assert here.poll() == frozenset()
    again = open_marks(tmp_path / "here" / "marks.json")
    assert again.read_ids() == {"a1", "a2", "both"}


@pytest.mark.parametrize(
    "name", ["marks-old.json", "marks.json.bak", "other.sync-conflict-1.json", "marks.conflict.txt"]
)
def test_what_is_no_conflict_copy_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('{"marks": {"a1": {"read": true}}}')
    with open_marks(tmp_path / "marks.json") as marks:
        assert marks.poll() == frozenset()
        marks.set_read(["a2"], True)
    assert names(tmp_path) == sorted(["marks.json", name])
    assert open_marks(tmp_path / "marks.json").read_ids() == {"a2"}


def test_a_conflict_copy_that_is_spoilt_or_newer_loses_nothing(tmp_path: Path) -> None:
    spoilt, newer = (tmp_path / f"marks.sync-conflict-{n}.json" for n in (1, 2))
    spoilt.write_text('{"marks": {"a1": {"read": true, "read_at": "2026-11-20T07:00:00Z"}, "a2": {"re')
    newer.write_text('{"meta": {"1": {"version": 9}}, "marks": {"a3": {"read": true}}}')
    with open_marks(tmp_path / "marks.json") as marks:
        assert marks.read_ids() == {"a1", "a3"}
        marks.flush()
        assert any(str(newer) in said and "newer careader" in said for said in marks.problems)
    assert names(tmp_path) == sorted(["marks.json", newer.name, f"{spoilt.name}.unreadable-20261120-080000"])


def test_an_older_copy_brings_nothing_back(tmp_path: Path) -> None:
    path = tmp_path / "marks.json"
    with open_marks(path) as marks:
        marks.set_read(["gone", "unread"], True)
    old = path.read_bytes()
    with open_marks(path, hours=1) as marks:
        marks.forget(["gone"])
        marks.set_read(["unread"], False)
    (tmp_path / "marks.sync-conflict-1.json").write_bytes(old)
    with open_marks(path, hours=2) as marks:
        assert marks.read_ids() == set()
        assert marks.get("gone") is None
    assert open_marks(path, hours=3).read_ids() == set()


def test_machines_that_share_a_folder_have_the_same_marks(tmp_path: Path) -> None:
    shared = tmp_path / "shared"

    def machine(name: str, hours: int) -> Marks:
        return open_marks(tmp_path / name / "marks.json", hours, shared / f"marks-{name}.json")

    with machine("one", 0) as one, machine("two", 1) as two:
        one.set_read(["a1", "a2"], True)
        one.flush()
        assert two.poll() == {"a1", "a2"}
        two.set_read(["a2"], False)
        two.flush()
        assert one.poll() == {"a2"}
        assert one.all() == two.all()
    assert names(shared) == ["marks-one.json", "marks-two.json"]
    (tmp_path / "one" / "marks.json").unlink()
    assert machine("one", 2).read_ids() == {"a1"}, "the others know what was lost here"


def test_a_folder_that_is_away_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    (tmp_path / "shared").write_text("a file")
    shared = tmp_path / "shared" / "marks-one.json"
    with open_marks(tmp_path / "marks.json", shared=shared) as marks:
        marks.set_read(["a1"], True)
        assert marks.flush(), "what is on the disk here is saved"
        assert any("cannot be shared" in said for said in marks.problems)
        (tmp_path / "shared").unlink()
        marks.flush()
        assert marks.problems == ()
    assert set(json.loads(shared.read_text())["marks"]) == {"a1"}


def test_a_neighbour_that_cannot_be_read_yet_is_read_later(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    with open_marks(tmp_path / "marks.json", shared=shared / "marks-one.json") as marks:
        marks.set_read(["a1"], True)
        marks.flush()
        (shared / "marks-two.json").write_text('{"marks": {')
        assert marks.poll() == frozenset()
        assert any("marks-two.json" in said for said in marks.problems)
        (shared / "marks-two.json").write_text('{"marks": {"a2": {"read": true}}}')
        assert marks.poll() == {"a2"}
        assert marks.problems == ()
    assert names(shared) == ["marks-one.json", "marks-two.json"]


def test_decisions_are_shared_too(tmp_path: Path) -> None:
    pair = ("a", "b")
    with Decisions(tmp_path / "one.json", now=lambda: START, shared=tmp_path / "s" / "one-x.json") as one:
        one.decide({pair: Decided.APART})
    with Decisions(tmp_path / "2" / "one.json", now=lambda: START, shared=tmp_path / "s" / "one-y.json") as two:
        assert two.pairs(Decided.APART) == [pair]


def test_a_machine_keeps_its_name(tmp_path: Path) -> None:
    name = machine_name(tmp_path / "data")
    assert name.isascii()
    assert machine_name(tmp_path / "data") == name
    (tmp_path / "data" / "machine").write_text("../../etc")
    other = machine_name(tmp_path / "data")
    assert "/" not in other
    assert machine_name(tmp_path / "other") != machine_name(tmp_path / "data")
