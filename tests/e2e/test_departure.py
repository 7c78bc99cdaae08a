"""The reader in a terminal that goes away, stalls, or is asked to end while it stalls."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from careader.settings import Paths
from tests.e2e.terminal import PATIENCE, environment
from tests.library import open_library

AT_ONCE = 10
"""Seconds that a busy machine may take for what takes two."""


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
    assert line.process.wait(AT_ONCE) is not None
    assert line.read_marks() == ["Almaty opens a second metro line"]


def test_a_line_that_stalls_and_is_cut_ends_it_with_the_marks_on_the_disk(line: Line) -> None:
    line.type("s")
    line.read_until("★")
    line.stall()
    os.close(line.master)
    assert line.process.wait(AT_ONCE) is not None
    assert line.read_marks() == ["Almaty opens a second metro line"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_while_its_line_stalls(line: Line, number: signal.Signals) -> None:
    line.type("s")
    line.read_until("★")
    line.stall()
    line.process.send_signal(number)
    assert line.process.wait(AT_ONCE) is not None
    assert line.read_marks() == ["Almaty opens a second metro line"]
