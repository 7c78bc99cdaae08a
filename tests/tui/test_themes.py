"""Every pair of a word's colour and its ground can be read, in every theme; the row with the cursor best of all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.color import Color

from careader import tui
from careader.newsroom import Newsroom
from careader.settings import THEMES
from careader.tui.app import CareaderApp
from careader.tui.themes import contrast
from tests.tui.reading import WIDE, reader

TUI = Path(tui.__file__).parent
LEAST = 4.5
ON_GROUNDS = ("quiet", "read-accent", "read-success", "read-error", "read-warning")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


def pairs(variables: dict[str, str]) -> dict[tuple[str, str], float]:
    """Return the contrast of each pair that the screen draws."""
    grounds = {name: Color.parse(variables[name]) for name in ("background", "panel")}
    found = {
        (name, ground): contrast(Color.parse(variables[name]), color)
        for name in ON_GROUNDS
        for ground, color in grounds.items()
    }
    found |= {
        (words, ground): contrast(Color.parse(variables[words]), Color.parse(variables[ground]))
        for words, ground in (
            ("cursor-words", "cursor-ground"),
            ("rest-words", "rest-ground"),
            ("hit-words", "hit-ground"),
        )
    }
    return found


async def test_every_pair_of_colours_can_be_read_in_every_theme(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        for name in THEMES:
            app.theme = name
            await pilot.pause()
            variables = app.get_css_variables()
            if name.startswith("ansi"):
                continue  # the terminal's own colours, which nobody here knows
            found = pairs(variables)
            low = {pair: round(value, 2) for pair, value in found.items() if value < LEAST}
            assert not low, name
            ground = Color.parse(variables["background"])
            words = contrast(Color.parse(variables["foreground"]), ground)
            assert found["cursor-words", "cursor-ground"] >= min(words, 11), name
            for cursor in ("cursor-ground", "rest-ground"):
                assert contrast(Color.parse(variables[cursor]), ground) > 1.08, (name, cursor)
            bar = contrast(Color.parse(variables["read-accent"]), ground)
            assert bar >= LEAST, name


async def test_the_resting_cursor_is_drawn_and_differs(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        for theme in ("careader-dark", "careader-light", "solarized-light"):
            app.theme = theme
            await pilot.pause()
            grounds = []
            for key in ("", "enter", "escape"):
                await pilot.press(*key.split())
                await pilot.pause()
                grounds.append(ground_of(app, 2))
            assert grounds[0] == grounds[2] != grounds[1] != ground_of(app, 6)


def ground_of(app: CareaderApp, line: int) -> str:
    """Return the ground of a line of the list, in the middle of its headline."""
    strip = app.screen._compositor.render_strips(app.size)[line]
    column = 0
    for segment in strip:
        column += len(segment.text)
        if column > 10:
            return str(segment.style.bgcolor if segment.style else "")
    return ""


def test_words_have_only_colours_that_can_be_read_on_every_ground() -> None:
    raw = re.compile(r"\$(accent|success|error|warning|primary|secondary)\b")
    sources = [*TUI.rglob("*.py"), *TUI.rglob("*.tcss")]
    assert len(sources) > 50
    assert [path.name for path in sources if raw.search(path.read_text(encoding="utf-8"))] == []
