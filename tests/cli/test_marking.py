"""`careader mark`: what it marks, and that it is called done only when it is on the disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from careader.cli import marking
from careader.settings import Paths
from careader.store.lock import locked
from tests.cli.conftest import Run
from tests.library import ARTICLES

ONE = ARTICLES[0].id


def read(run: Run) -> set[str]:
    return {story["id"] for story in json.loads(run("list", "--json").stdout) if story["read"]}


def in_the_way(paths: Paths, what: str) -> Path:
    """Put something into the way of a write, and return what to remove again."""
    marks = paths.data / "marks.json"
    match what:
        case "folder":
            marks.mkdir()
            return marks
        case "folder for a lock":
            paths.data.joinpath("marks.json.lock").mkdir()
            return marks.with_name("marks.json.lock")
        case "newer file":
            marks.write_text('{"meta": {"1": {"version": 2}}, "marks": {}}')
        case "device":
            marks.symlink_to("/dev/null")
        case _:
            marks.symlink_to(marks)
    return marks


@pytest.mark.parametrize("what", ["folder", "folder for a lock", "newer file", "device", "circle of links"])
@pytest.mark.usefixtures("library")
def test_what_cannot_be_written_is_not_called_done(run: Run, paths: Paths, what: str) -> None:
    obstacle = in_the_way(paths, what)
    before = obstacle.read_bytes() if what == "newer file" else b""
    result = run("mark", ONE, "--read")
    assert result.exit_code == 1
    assert str(paths.data / "marks.json") in result.stderr
    assert "not saved: 1 mark" in result.stderr
    if what == "newer file":
        assert obstacle.read_bytes() == before
    if obstacle.is_dir():
        obstacle.rmdir()
    else:
        obstacle.unlink()
    assert run("mark", ONE, "--read").exit_code == 0
    assert read(run) == {f"s{ONE}"}


@pytest.mark.usefixtures("library")
def test_a_lock_that_is_held_on_is_a_failure(run: Run, paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "_PATIENCE", 0.05)
    monkeypatch.setattr("careader.store.synced.PATIENCE", 0.05)
    with locked(paths.data / "marks.json", 1):
        result = run("mark", ONE, "--read")
    assert result.exit_code == 1
    assert "another program" in result.stderr
    assert read(run) == set()


@pytest.mark.parametrize(
    ("arguments", "marked"),
    [
        (["--all"], set(range(8))),
        (["--all", "--country", "kz,kg"], {0, 1, 5, 7}),
        (["--all", "--search", "tram"], {4}),
        (["--all", "--since", "2026-11-21T09:30+00:00"], {0, 1, 2, 3}),
        (["--all", "--search", "nothing like it"], set()),
    ],
)
@pytest.mark.usefixtures("library")
def test_all_of_a_filter_is_marked(run: Run, arguments: list[str], marked: set[int]) -> None:
    result = run("mark", *arguments, "--read")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"Marked {len(marked)} {'story' if len(marked) == 1 else 'stories'}.\n"
    assert read(run) == {f"s{ARTICLES[number].id}" for number in marked}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([ONE], "--unstar"),
        (["--read"], "--all"),
        ([ONE, "--all", "--read"], "--all"),
        ([ONE, "--search", "tram", "--read"], "go with --all"),
    ],
)
def test_wrong_usage_says_what_is_right(run: Run, arguments: list[str], said: str) -> None:
    result = run("mark", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
