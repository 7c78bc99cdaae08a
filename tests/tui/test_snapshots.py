"""The screens as pictures: what they look like is held, cell by cell. `pytest --snapshot-update` takes them anew."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from careader.newsroom import Newsroom
from tests.library import ARTICLES, open_library
from tests.telling import RELATED, STORY
from tests.tui.reading import NARROW, WIDE, reader

SCREENS: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "main": (WIDE, ("j", "s")),
    "table": (WIDE, ("d",)),
    "narrow": (NARROW, ("j", "m", "j")),
    "article": (NARROW, ("enter",)),
    "story": (WIDE, ("j", "j", "j", "t")),
    "versions": (WIDE, ("j", "j", "j", "t", "v")),
    "rates": (WIDE, ("dollar_sign", "j")),
    "rates-small": ((60, 18), ("dollar_sign",)),
    "outlets": (WIDE, ("O",)),
    "help": (WIDE, ("question_mark",)),
    "search": (WIDE, ("slash", *"ro", "enter")),
}


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    """A library that looks the same wherever and whenever it is opened."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    with open_library(tmp_path, (*STORY, RELATED, *ARTICLES)) as room:
        yield room
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("name", SCREENS)
def test_the_screen_looks_as_it_did(library: Newsroom, name: str, snap_compare: Callable[..., bool]) -> None:
    size, keys = SCREENS[name]

    async def press(pilot: Pilot[None]) -> None:
        await pilot.press(*keys)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    assert snap_compare(reader(library), terminal_size=size, run_before=press)
