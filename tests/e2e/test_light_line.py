"""How much a key sends to the terminal: over a slow line every byte is waited for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from careader.model import Block, BlockKind
from careader.newsroom import Newsroom
from careader.settings import Paths, Settings
from tests.e2e.terminal import Terminal, environment
from tests.library import NOW, article

STEPS = 6


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Folders with a library of long articles that have nothing in common."""
    paths = Paths(tmp_path / "config/careader/settings.toml", tmp_path / "data/careader", tmp_path / "cache/careader")
    paths.settings.parent.mkdir(parents=True)
    paths.settings.write_text("[outlets]\ndefaults = false\n[rates]\nenabled = false\n", encoding="utf-8")
    random = Random(1)
    syllables = [consonant + vowel for consonant in "bdgklmnrstz" for vowel in "aeiou"]
    words = ["".join(random.choices(syllables, k=size % 4 + 1)) for size in range(400)]

    def text(count: int) -> str:
        return " ".join(random.choices(words, k=count)).capitalize() + "."

    with Newsroom(paths, Settings(default_outlets=False), now=lambda: NOW + timedelta(minutes=1)) as newsroom:
        newsroom.articles.put(
            replace(
                article(f"Report {number} {text(6)}", minutes=number, countries=["kz"]),
                blocks=tuple(Block(BlockKind.PARAGRAPH, text(50)) for _ in range(10 + number % 5)),
            )
            for number in range(30)
        )
    return tmp_path


@pytest.mark.parametrize(("size", "most"), [((80, 24), 2_048), ((200, 50), 6_144)])
def test_a_step_in_the_list_sends_two_rows_and_what_differs_in_the_pane(
    home: Path, size: tuple[int, int], most: int
) -> None:
    with Terminal(
        "--config", str(home / "config/careader/settings.toml"), env=environment(home), size=size
    ) as terminal:
        for key, number in (("", 0), ("j", 1), ("k", 0)):  # until all that a start draws has been drawn
            terminal.press(key)
            arrive(terminal, number)
        to_the_end(terminal)
        before = len(terminal.raw)
        for number in range(1, STEPS + 1):
            terminal.press("j")
            arrive(terminal, number)
        to_the_end(terminal)
        sent = (len(terminal.raw) - before) / STEPS
        assert STEPS < sent <= most
        shown = list(terminal.screen.display)
        terminal.press("\x0c")
        terminal.wait_until(lambda: b"\x1b[2J" in terminal.raw, "the screen drawn anew")
        to_the_end(terminal)
        assert list(terminal.screen.display) == shown  # what came piece by piece is what the whole is


def to_the_end(terminal: Terminal) -> None:
    """Read on until nothing has come for a moment."""
    while terminal.read(0.3):
        pass


def arrive(terminal: Terminal, number: int) -> None:
    """Wait until the cursor is on a report, and the pane shows it where there is one."""

    named = f"Report {number} "
    narrow = terminal.screen.columns < 100

    def is_there() -> bool:
        columns = [line.partition("▏") for line in terminal.lines]
        return any(line.startswith("▌") and named in line for line, _, _ in columns) and (
            narrow or any(named in article for _, _, article in columns)
        )

    terminal.wait_until(is_there, f"report {number} under the cursor")
