"""Each file of the reader against each thing that can be wrong with it: careader starts, says so, and loses nothing."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from careader.newsroom import Newsroom
from careader.settings import Paths, load_settings
from careader.store.decisions import Decided
from tests.library import ARTICLES, NOW, open_library, paths_in

FILES = ("marks.json", "decisions.json", "screen.json", "settings.toml")
SETTINGS = b'[outlets]\ndefaults = false\n[screen]\ntheme = "nord"\none_line = true\n'
PAIR = ("a", "b")


def cut(part: float) -> Callable[[bytes], bytes]:
    return lambda content: content[: int(len(content) * part)]


CONTENTS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut at a tenth": cut(0.1),
    "cut in half": cut(0.5),
    "cut before its end": lambda content: content[:-2],
    "zeroes": lambda content: bytes(len(content)),
    "zeroes at its end": lambda content: content[: len(content) // 2] + bytes(len(content) // 2),
    "nothing of ours": lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "another type": lambda _: b"[1, 2]",
    "null": lambda _: b"null",
    "in cp1251": lambda content: "привет = 1\n".encode("cp1251") + content,
    "with a conflict of git": lambda content: b"<<<<<<< HEAD\n" + content + b"=======\n" + content + b">>>>>>> x\n",
    "very deep": lambda _: b'{"marks": ' + b"[" * 50_000,
    "a number without end": lambda _: b'{"marks": {"a": {"read_at": ' + b"9" * 20_000 + b"}}}",
    "with a byte order mark": lambda content: b"\xef\xbb\xbf" + content,
    "newer": lambda content: content.replace(b'"version":1', b'"version":99'),
}
PLACES = ("folder", "device", "pipe", "circle of links", "dangling link", "no permission")


@pytest.fixture
def home(tmp_path: Path) -> Paths:
    """A reader's folders, with something in each file."""
    paths = paths_in(tmp_path)
    paths.settings.parent.mkdir(parents=True)
    paths.settings.write_bytes(SETTINGS)
    with open_library(tmp_path) as room:
        room.set_read(ARTICLES[:1], True)
        room.set_starred(ARTICLES[1:2], True)
        room.decisions.decide({PAIR: Decided.APART})
        room.chosen = {"places": ["kz"]}
    return paths


def path_of(paths: Paths, name: str) -> Path:
    return paths.settings if name == "settings.toml" else paths.data / name


def opened(paths: Paths) -> Newsroom:
    return Newsroom(paths, load_settings(paths.settings), now=lambda: NOW)


def use(paths: Paths) -> tuple[str, ...]:
    """Start, read and mark as a reader does; return what was said."""
    with opened(paths) as room:
        assert len(room.stories()) == len(ARTICLES)
        room.outlets()
        assert isinstance(room.chosen, Mapping)
        room.set_read(ARTICLES[2:3], True)
        room.decisions.decide({("c", "d"): Decided.TOGETHER})
        room.chosen = {"places": ["uz"]}
    return room.problems


def assert_kept(paths: Paths) -> None:
    """What was made since is there after another start."""
    with opened(paths) as room:
        assert ARTICLES[2].id in room.marks.read_ids()
        assert room.decisions.on("c", "d") is Decided.TOGETHER


@pytest.mark.parametrize("fault", CONTENTS)
@pytest.mark.parametrize("name", FILES)
def test_what_a_file_holds(home: Paths, name: str, fault: str) -> None:
    path = path_of(home, name)
    before = path.read_bytes()
    content = CONTENTS[fault](before)
    path.write_bytes(content)
    problems = use(home)
    assert all(problem.isprintable() for problem in problems)
    kept = [file for file in path.parent.glob(f"{name}*") if not file.name.endswith(".lock")]
    if name == "settings.toml" or (fault == "newer" and content != before):
        assert path.read_bytes() == content
    elif fault not in ("with a byte order mark", "newer") and content != before:
        assert content in [file.read_bytes() for file in kept], "the old file is kept whole"
    if content != before and fault not in ("with a byte order mark", "empty"):
        assert any(str(path) in problem for problem in problems) or read_as_toml(name, content), problems
    if fault == "newer" and content != before:
        path.write_bytes(before)
    else:
        assert_kept(home)


def read_as_toml(name: str, content: bytes) -> bool:
    """Settings that are cut between two lines are whole."""
    return name == "settings.toml" and not load_settings_problems(content)


def load_settings_problems(content: bytes) -> tuple[str, ...]:
    from careader.settings import read_settings

    return read_settings(content).problems


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", FILES)
def test_what_is_in_the_place_of_a_file(home: Paths, name: str, place: str) -> None:
    path = path_of(home, name)
    before = path.read_bytes()
    if place == "no permission" and os.geteuid() == 0:
        pytest.skip("root may read everything")
    put_in_place(path, place)
    with opened(home) as room:
        assert len(room.stories()) == len(ARTICLES)
        assert isinstance(room.chosen, Mapping)
        room.set_read(ARTICLES[2:3], True)
        room.decisions.decide({("c", "d"): Decided.TOGETHER})
        saved = room.marks.flush(0.2), room.decisions.flush(0.2)
        problems = room.problems
        if place != "dangling link":
            assert (name == "marks.json", name == "decisions.json") == (not saved[0], not saved[1])
            assert any(str(path) in problem for problem in problems) or name == "screen.json"
            assert still_in_place(path, place)
            remove(path)
            path.write_bytes(before)
        assert room.marks.flush()
        assert room.decisions.flush(), "what was made is written once the file is there again"
    assert_kept(home)
    if place != "dangling link" and name == "marks.json":
        with opened(home) as room:
            assert room.marks.starred_ids() == {ARTICLES[1].id}, "and what the file held is there too"


def put_in_place(path: Path, place: str) -> None:
    if place == "no permission":
        path.chmod(0)
        return
    path.unlink()
    match place:
        case "folder":
            path.mkdir()
        case "device":
            path.symlink_to("/dev/zero")
        case "pipe":
            os.mkfifo(path)
        case "circle of links":
            path.symlink_to(path)
        case _:
            path.symlink_to(path.with_name("elsewhere"))


def still_in_place(path: Path, place: str) -> bool:
    mode = path.lstat().st_mode
    return {
        "folder": stat.S_ISDIR,
        "pipe": stat.S_ISFIFO,
        "no permission": stat.S_ISREG,
    }.get(place, stat.S_ISLNK)(mode)


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES])
def test_a_disk_that_takes_nothing(home: Paths, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    real = os.replace

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    before = {name: path_of(home, name).read_bytes() for name in FILES}
    with opened(home) as room:
        room.set_read(ARTICLES[2:3], True)
        room.decisions.decide({("c", "d"): Decided.TOGETHER})
        monkeypatch.setattr(os, "replace", refuse)
        monkeypatch.setattr(Path, "replace", refuse)
        assert not room.marks.flush(0.2)
        assert not room.decisions.flush(0.2)
        assert room.unsaved == "1 mark and 1 decision"
        assert sum(os.strerror(number) in problem for problem in room.problems) == 2
        assert before == {name: path_of(home, name).read_bytes() for name in FILES}
        monkeypatch.undo()
        assert os.replace is real
    assert room.unsaved == ""
    assert not [file for file in home.data.iterdir() if file.suffix == ".tmp"]
    assert_kept(home)


def test_a_library_that_is_another_one_costs_no_mark(home: Paths) -> None:
    (home.data / "articles.sqlite3").unlink()
    with opened(home) as room:
        assert room.stories() == []
        assert room.marks.starred_ids() == {ARTICLES[1].id}
    marks = json.loads((home.data / "marks.json").read_text())["marks"]
    assert set(marks) == {ARTICLES[0].id, ARTICLES[1].id}
