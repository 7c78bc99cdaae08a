"""How long careader takes to start, and how much memory: `start [ARTICLES ...]` (100, 10,000 and 100,000 else).

Beside a Textual app that shows one line, started in turns with it: seconds of CPU from the start of the program to the
first painted screen in a terminal, which a busy machine does not change, and the memory in use two seconds later; the
median of some starts. With `--idle`, the CPU of a minute in which nobody does anything. No network is reached: no
outlet is enabled. Linux only.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from careader.newsroom import Newsroom
from careader.settings import Paths, Settings
from tests.benchmarks._programs import installed
from tests.e2e.terminal import Terminal, environment
from tests.library import NOW, article

_STARTS = 5
_BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("Report 0 of a bare app")
Bare().run()
"""


class Start(NamedTuple):
    """Seconds of CPU to the first paint, megabytes after it, and the share of a core that idling takes."""

    seconds: float
    megabytes: float
    idle: float = 0.0


def main(arguments: list[str]) -> int:
    """Print a line for each size."""
    idle = 60.0 if "--idle" in arguments else 0.0
    print(f"careader --version: {statistics.median(_version() for _ in range(_STARTS)):.2f} s")
    for size in [int(one) for one in arguments if one.isdigit()] or [100, 10_000, 100_000]:
        with tempfile.TemporaryDirectory() as folder:
            fill(Path(folder), size)
            config = str(Path(folder) / "config/careader/settings.toml")
            pairs = [
                (
                    _start(Path(folder), ("-c", _BARE), (), idle),
                    _start(Path(folder), ("-m", "careader"), ("--config", config), idle),
                )
                for _ in range(1 if idle else _STARTS)
            ]
        bare, ours = (
            Start(*(statistics.median(values) for values in zip(*one, strict=True))) for one in zip(*pairs, strict=True)
        )
        print(
            f"{size:7,} articles: {ours.seconds:.2f} s of CPU against {bare.seconds:.2f} bare,"
            f" {ours.seconds / bare.seconds:.2f} times; {ours.megabytes:.0f} MB against {bare.megabytes:.0f},"
            f" {ours.megabytes / bare.megabytes:.2f} times"
            + (f"; idle {ours.idle:.2%} of a core against {bare.idle:.2%}" if idle else "")
        )
    return 0


def fill(home: Path, size: int) -> None:
    """Keep so many articles in a library that reaches no network."""
    paths = Paths(home / "config/careader/settings.toml", home / "data/careader", home / "cache/careader")
    paths.settings.parent.mkdir(parents=True)
    paths.settings.write_text("[outlets]\ndefaults = false\n[rates]\nenabled = false\n", encoding="utf-8")
    with Newsroom(paths, Settings(), now=lambda: NOW + timedelta(minutes=1)) as newsroom:
        for first in range(0, size, 5_000):
            newsroom.articles.put(
                replace(
                    article(f"Report {number} of a long list of plain reports", minutes=number, countries=["kz"]),
                    language=("en", "ru")[number % 2],
                )
                for number in range(first, min(first + 5_000, size))
            )


def _start(home: Path, program: Sequence[str], arguments: Sequence[str], idle: float) -> Start:
    with Terminal(*arguments, env=installed(environment(home)), program=program) as terminal:
        terminal.wait_for("Report 0 of")
        seconds = _cpu(terminal.child.pid)
        _let_go(terminal, 2.0)
        status = Path(f"/proc/{terminal.child.pid}/status").read_text(encoding="utf-8")
        kilobytes = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
        before = _cpu(terminal.child.pid)
        _let_go(terminal, idle)
        return Start(seconds, kilobytes / 1024, (_cpu(terminal.child.pid) - before) / idle if idle else 0.0)


def _let_go(terminal: Terminal, seconds: float) -> None:
    """Read what comes out for so long."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        terminal.read(min(left, 1.0))


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _version() -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "careader", "--version"], check=True, capture_output=True, env=installed(os.environ)
    )
    return time.perf_counter() - start
