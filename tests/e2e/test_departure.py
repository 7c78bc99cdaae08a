"""A terminal that goes away, stalls, or asks the reader to end while it stalls; an output that takes nothing."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import select
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from careader.settings import Paths
from careader.store.lock import locked
from careader.store.marks import Marks
from tests.e2e.terminal import PATIENCE, environment
from tests.library import ARTICLES, NOW, open_library

AT_ONCE = 2
"""Seconds in which the process is gone, whatever holds it up: no measure of speed, its own clock ends it by then."""


class Line:
    """The reader at the end of a line that sends no signal when it is cut."""

    def __init__(self, folder: Path) -> None:
        self.marks = folder / "data" / "careader" / "marks.json"
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "careader"],
            env=environment(folder),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,  # and no controlling terminal
        )
        os.close(slave)

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def read_until(self, text: str) -> None:
        seen = b""
        while text.encode() not in seen:
            assert select.select([self.master], [], [], PATIENCE)[0], seen[-2000:]
            seen = seen[-100_000:] + os.read(self.master, 65536)

    def stall(self) -> None:
        """Type on and read nothing more, until the reader has no room left to write to."""
        os.set_blocking(self.master, False)
        with contextlib.suppress(BlockingIOError):
            for _ in range(400):
                self.type("jkGg")

    def end(self) -> int:
        """Wait for the end of the process; return its exit code."""
        return self.process.wait(AT_ONCE)

    def read_marks(self) -> list[str]:
        return [mark["title"] for mark in json.loads(self.marks.read_text())["marks"].values() if mark.get("starred")]

    def close(self) -> None:
        with contextlib.suppress(OSError):
            os.close(self.master)
        self.process.kill()
        self.process.wait()


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    home = environment(tmp_path)
    with open_library(tmp_path / "made"):
        pass
    paths = Paths(*(Path(home[f"XDG_{name}_HOME"]) / "careader" for name in ("CONFIG", "DATA", "CACHE")))
    paths.data.parent.mkdir(parents=True)
    (tmp_path / "made" / "data").rename(paths.data)
    paths.settings.mkdir(parents=True)
    (paths.settings / "settings.toml").write_text("[outlets]\ndefaults = false\n[rates]\nenabled = false\n")
    line = Line(tmp_path)
    try:
        line.read_until("Almaty opens a second metro")
        yield line
    finally:
        line.close()


def test_a_terminal_that_goes_away_without_a_signal_ends_it_with_the_marks_on_the_disk(line: Line) -> None:
    line.type("s")
    line.read_until("★")
    os.close(line.master)
    line.end()
    assert line.read_marks() == ["Almaty opens a second metro line"]


def test_a_line_that_stalls_and_is_cut_ends_it_with_the_marks_on_the_disk(line: Line) -> None:
    line.type("s")
    line.read_until("★")
    line.stall()
    os.close(line.master)
    line.end()
    assert line.read_marks() == ["Almaty opens a second metro line"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_while_its_line_stalls(line: Line, number: signal.Signals) -> None:
    line.type("s")
    line.read_until("★")
    line.stall()
    line.process.send_signal(number)
    line.end()
    assert line.read_marks() == ["Almaty opens a second metro line"]


@pytest.mark.parametrize("goes", ["closed", "stalled and asked to end"])
def test_what_other_programs_hold_keeps_nobody_who_has_to_leave(line: Line, goes: str) -> None:
    """The marks that the lock keeps from their file are beside it, and taken in by the next start."""
    library = sqlite3.connect(line.marks.with_name("articles.sqlite3"), isolation_level=None)
    with contextlib.closing(library), locked(line.marks, 1), locked(line.marks.with_name("decisions.json"), 1):
        library.execute("BEGIN EXCLUSIVE")
        line.type("s")
        line.read_until("★")
        if goes != "closed":
            line.stall()
        if goes == "stalled and asked to end":
            line.process.send_signal(signal.SIGTERM)
        else:
            os.close(line.master)
        line.end()
        library.execute("ROLLBACK")
    with Marks(line.marks, now=lambda: NOW) as marks:
        assert marks.starred_ids() == {ARTICLES[0].id}
    assert line.read_marks() == ["Almaty opens a second metro line"]


@pytest.mark.parametrize(
    ("command", "code"),
    [("list --json >&-", 0), ("<&-", 1), ("mark nothing --read >&- 2>&-", 1)],
)
def test_a_stream_that_is_closed_is_no_traceback_and_nothing_is_written_into_another_file(
    tmp_path: Path, command: str, code: int
) -> None:
    with open_library(tmp_path / "made"):
        pass
    (tmp_path / "data").mkdir()
    (tmp_path / "made" / "data").rename(tmp_path / "data" / "careader")
    run = f"exec {sys.executable} -m careader {command}"
    done = subprocess.run(["sh", "-c", run], env=environment(tmp_path), capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    with contextlib.closing(sqlite3.connect(tmp_path / "data" / "careader" / "articles.sqlite3")) as library:
        assert library.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("command", [["export"], ["refresh", "--json"]])
def test_an_output_that_takes_nothing_ends_it_with_a_word(tmp_path: Path, command: list[str]) -> None:
    paths = Path(environment(tmp_path)["XDG_CONFIG_HOME"]) / "careader"
    paths.mkdir(parents=True)
    (paths / "settings.toml").write_text("[outlets]\ndefaults = false\n[rates]\nenabled = false\n")
    read, write = os.pipe()
    os.close(read)
    run = [sys.executable, "-m", "careader", *command]
    with os.fdopen(write, "w") as closed, Path("/dev/full").open("w") as full:
        for output, said in ((closed, ""), (full, "standard output: No space left on device")):
            done = subprocess.run(run, env=environment(tmp_path), stdout=output, stderr=subprocess.PIPE, check=False)
            assert (done.returncode, b"Traceback" in done.stderr) == (1, False), done.stderr
            assert said in done.stderr.decode()
