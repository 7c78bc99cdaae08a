"""What holds the house together and no linter says: what a start loads, how long files are, what .ci/run runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from careader.newsroom import Newsroom
from careader.settings import Paths

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src" / "careader").rglob("*.py"))
LONGEST_FILE = 400

AFTER_THE_FIRST_PAINT = {
    *("feedparser", "h2", "hpack", "httpcore2", "httpx2", "lxml", "selectolax", "socksio"),
    *("numpy", "textual_plot", "tomlkit", "trafilatura"),
}
"""Libraries that fetch, parse, draw or edit: each costs tens of milliseconds that a reader would wait for."""

AFTER_THE_FIRST_PAINT_HERE = ("careader.desk", "careader.sources.feed", "careader.net.client", "careader.text.blocks")
"""Our own that look into texts or fetch; with what they bring along they are a third of what a start would load."""

MOST_MODULES = 92
"""How many of our own modules the first paint loads at most: each costs half a millisecond."""

NOT_FOR_A_COMMAND = AFTER_THE_FIRST_PAINT | {"rich", "sqlite3", "textual", "tinydb"}

FIRST_PAINT = """
import asyncio, sys
from careader.newsroom import Newsroom
from careader.settings import Paths
from careader.tui.app import make_app

async def main():
    with Newsroom.open(Paths.default()) as newsroom:
        app = make_app(newsroom, fetch=False)
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            assert app.main.view.total and app.room.rates() and not app.is_sample

asyncio.run(main())
print(*sys.modules)
"""

STARTED = """
import os, sys
os.environ["TEXTUAL_DRIVER"] = "textual.drivers.headless_driver:HeadlessDriver"
from careader.settings import Paths
from careader.tui import run
from careader.tui.screens.reader import ReaderScreen

loaded = []

async def painted(screen):
    assert screen.view.total and screen._compositor.full_map
    loaded.extend(sys.modules)
    screen.app.exit()

ReaderScreen._complete = painted
assert run(Paths.default(), False) == 0
print(*loaded)
"""

OPENED = """
import sys
from careader.newsroom import Newsroom, Query
from careader.settings import Paths
from careader.tui.app import make_app

with Newsroom.open(Paths.default()) as newsroom:
    make_app(newsroom, fetch=False)
    assert newsroom.reads.window(Query()).rows and newsroom.reads.counts(Query())
    assert newsroom.rates() and newsroom.outlets()
    print(*sys.modules)
"""

VERSION = """
import atexit, sys
from careader.__main__ import main

atexit.register(lambda: print(*sys.modules))
sys.argv[1:] = ["--version"]
main()
"""


def loaded_by(script: str, home: Path) -> set[str]:
    """Run a script in a fresh interpreter; return the modules that it had loaded at its end: top ones, and all ours."""
    places = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE")}
    done = subprocess.run(
        [sys.executable, "-c", script], env=os.environ | places, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    loaded = done.stdout.splitlines()[-1].split()
    return {name.split(".")[0] for name in loaded} | {name for name in loaded if name.startswith("careader.")}


@pytest.fixture
def stored_library(tmp_path: Path) -> Path:
    """Keep a library with stories and rates in folders under the one that is given."""
    paths = Paths(tmp_path / "config/careader/settings.toml", tmp_path / "data/careader", tmp_path / "cache/careader")
    with Newsroom.open(paths) as newsroom:
        done = newsroom.import_paths([str(ROOT / "tests/sources/captures/full.txt")])
    assert done.stories
    assert done.quotes
    return tmp_path


def test_the_first_paint_of_a_stored_library_loads_nothing_that_fetches_or_parses(stored_library: Path) -> None:
    loaded = loaded_by(FIRST_PAINT, stored_library)
    assert {"careader", "textual", "tinydb"} <= loaded
    assert not loaded & AFTER_THE_FIRST_PAINT


def test_the_list_is_painted_before_outlets_rates_and_the_sample_edition_are_looked_at(stored_library: Path) -> None:
    loaded = loaded_by(STARTED, stored_library)
    assert not [name for name in loaded if name.startswith(("careader.desk", "careader.sources.", "careader.rates.c"))]
    assert not loaded & {"careader.newsroom.sampling", "careader.newsroom.schedule", "careader.newsroom.quoting"}
    assert not loaded & AFTER_THE_FIRST_PAINT
    assert len([name for name in loaded if name.startswith("careader.")]) <= MOST_MODULES


def test_opening_the_library_for_its_list_loads_nothing_that_looks_into_texts(stored_library: Path) -> None:
    loaded = loaded_by(OPENED, stored_library)
    assert {"careader.tui.screens.reader", "careader.newsroom.reads"} <= loaded
    assert not [name for name in loaded if name.startswith(AFTER_THE_FIRST_PAINT_HERE)]
    assert not loaded & {"email", "http"}


def test_the_version_is_said_without_screen_store_or_network(tmp_path: Path) -> None:
    loaded = loaded_by(VERSION, tmp_path)
    assert {"careader", "click"} <= loaded
    assert not loaded & NOT_FOR_A_COMMAND


def test_no_file_is_long() -> None:
    long = {str(path.relative_to(ROOT)): lines for path in SOURCES if (lines := length(path)) > LONGEST_FILE}
    assert not long


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_the_checks_run_the_test_command_of_the_readme() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    pattern = re.search(r"grep -m 1 '(.+)' README\.md", script)
    assert pattern
    found = [
        line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if re.search(pattern[1], line)
    ]
    assert found == ["python3 -m venv .venv && .venv/bin/pip install -q '.[test]' && .venv/bin/pytest"]
    for check in ("ruff check .", "ruff format --check .", "mypy --strict", "lint-imports"):
        assert re.search(rf"^\.ci/venv/bin/{re.escape(check)}$", script, re.MULTILINE)


def test_the_checks_can_be_started() -> None:
    assert os.access(ROOT / ".ci/run", os.X_OK)
