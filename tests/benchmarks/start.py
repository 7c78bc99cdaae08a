"""How long careader takes to start: `start [ARTICLES ...]`.

Seconds from the start of the program to the first painted screen in a terminal, the median of some starts, with so many
articles kept (500 and 10,000 unless others are given). It reaches no network: no outlet is enabled.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from careader.newsroom import Newsroom
from careader.settings import Paths, Settings
from tests.e2e.terminal import Terminal, environment
from tests.library import NOW, article

_STARTS = 7


def main(arguments: list[str]) -> int:
    """Print a line for each size."""
    print(f"careader --version: {_median(_version):.2f} s")
    for size in map(int, arguments or ["500", "10000"]):
        with tempfile.TemporaryDirectory() as folder:
            _fill(Path(folder), size)
            print(f"first paint, {size:6,} articles: {_median(partial(_paint, Path(folder))):.2f} s")
    return 0


def _fill(home: Path, size: int) -> None:
    paths = Paths(home / "config/careader/settings.toml", home / "data/careader", home / "cache/careader")
    paths.settings.parent.mkdir(parents=True)
    paths.settings.write_text("[outlets]\ndefaults = false\n[rates]\nenabled = false\n", encoding="utf-8")
    with Newsroom(paths, Settings(), now=lambda: NOW + timedelta(minutes=1)) as newsroom:
        newsroom.articles.put(
            article(f"Report {number} of a long list of plain reports", minutes=number, countries=["kz"])
            for number in range(size)
        )


def _paint(home: Path) -> float:
    start = time.perf_counter()
    with Terminal("--config", str(home / "config/careader/settings.toml"), env=environment(home)) as terminal:
        terminal.wait_for("Report 0 of")
        return time.perf_counter() - start


def _version() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "careader", "--version"], check=True, capture_output=True)
    return time.perf_counter() - start


def _median(measured: Callable[[], float]) -> float:
    return statistics.median(measured() for _ in range(_STARTS))
