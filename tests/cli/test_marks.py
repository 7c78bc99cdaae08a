"""`careader marks merge`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from careader.settings import Paths
from tests.cli.conftest import Run
from tests.library import ARTICLES

LATER = "2999-01-01T00:00:00Z"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """The marks and decisions of another machine."""
    folder = tmp_path / "stick"
    folder.mkdir()
    mark = {"read": True, "read_at": LATER}
    (folder / "marks.json").write_text(json.dumps({"marks": {ARTICLES[n].id: mark for n in range(3)}}))
    decision = {"decided": "apart", "at": LATER}
    (folder / "decisions.json").write_text(json.dumps({"decisions": {"a b": decision}}))
    return folder


def read(run: Run) -> int:
    return sum(story["read"] for story in json.loads(run("list", "--json").stdout))


@pytest.mark.usefixtures("library")
def test_files_of_another_machine_are_taken_in(run: Run, stick: Path, paths: Paths) -> None:
    run("mark", ARTICLES[0].id, "--read")
    result = run("marks", "merge", str(stick))
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"{stick}/decisions.json: 0 marks and 1 decision taken in",
        f"{stick}/marks.json: 3 marks and 0 decisions taken in",
    ]
    assert read(run) == 3
    assert set(json.loads((paths.data / "decisions.json").read_text())["decisions"]) == {"a b"}
    again = run("marks", "merge", str(stick / "marks.json"))
    assert again.stdout == f"{stick}/marks.json: 0 marks and 0 decisions taken in\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no such file"),
        (b"", "not what careader writes"),
        (b"{}", "no marks and no decisions"),
        (b"\x1b[2J", "not what careader writes"),
        (b'{"feeds": {"1": {"a": 1}}}', "no marks and no decisions"),
        (b'{"marks": {"x": {"read": 5}}}', "1 of 1 marks are not what careader writes"),
    ],
)
@pytest.mark.usefixtures("library")
def test_what_is_no_file_of_marks_is_said_and_the_others_are_taken_in(
    run: Run, stick: Path, tmp_path: Path, content: bytes | None, said: str
) -> None:
    other = tmp_path / "other.json"
    if content is not None:
        other.write_bytes(content)
    result = run("marks", "merge", str(other), str(stick / "marks.json"))
    assert result.exit_code == 1
    assert f"{other}: " in result.stderr
    assert said in result.stderr
    assert "\x1b" not in result.stderr
    assert read(run) == 3


@pytest.mark.usefixtures("library")
def test_the_marks_of_two_machines_that_share_a_folder(run: Run, paths: Paths, tmp_path: Path) -> None:
    paths.settings.parent.mkdir(parents=True, exist_ok=True)
    paths.settings.write_text(f'[state]\nfolder = "{tmp_path / "shared"}"\n')
    run("mark", ARTICLES[0].id, "--read")
    (own,) = (tmp_path / "shared").glob("marks-*.json")
    other = own.with_name("marks-laptop.json")
    other.write_text(json.dumps({"marks": {ARTICLES[1].id: {"read": True, "read_at": LATER}}}))
    assert read(run) == 2
    assert ARTICLES[1].id in json.loads((paths.data / "marks.json").read_text())["marks"]
