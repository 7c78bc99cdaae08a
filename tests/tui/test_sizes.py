"""No size of the terminal and no key of movement ends the reader, on any screen."""

from __future__ import annotations

from typing import Any

import pytest
from textual.screen import Screen

from careader.newsroom import Newsroom
from tests.tui.reading import reader

SIZES = [(1, 1), (1, 30), (120, 1), (39, 8)]
SCREENS = {
    "list": (),
    "table": ("d",),
    "article": ("enter",),
    "zoom": ("z",),
    "story": ("t",),
    "versions": ("t", "v"),
    "rates": ("dollar_sign",),
    "outlets": ("O",),
    "help": ("question_mark",),
    "picker": ("c",),
    "palette": ("ctrl+p",),
    "search": ("slash", "a"),
}


@pytest.mark.parametrize("screen", SCREENS)
async def test_moving_crashes_nothing_at_any_size(
    newsroom: Newsroom, screen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    layouts: list[int] = []
    lay_out = Screen._refresh_layout

    def counted(self: Screen[Any], *arguments: Any, **options: Any) -> None:
        layouts.append(1)
        lay_out(self, *arguments, **options)

    monkeypatch.setattr(Screen, "_refresh_layout", counted)
    app = reader(newsroom)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(*SCREENS[screen])
        await pilot.pause()
        for size in SIZES:
            layouts.clear()
            await pilot.resize_terminal(*size)
            await pilot.press("pagedown", "pageup", "end", "home", "down", "up")
            assert app.is_running, size
            assert len(layouts) < 60, f"at {size} the layout finds no rest"
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert app.is_running


async def test_the_parts_follow_the_width(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("enter")
        for width, beside in ((80, False), (120, True), (60, False), (200, True)):
            await pilot.resize_terminal(width, 30)
            await pilot.pause()
            assert app.main.story_list.display is beside
            assert app.main.pane.has_focus
