"""What comes from outside is text on every screen: no command to the terminal, no link but to the web."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from careader.model import Block, BlockKind, Link
from careader.newsroom import Newsroom, Query
from careader.newsroom.handing import write_stories
from careader.settings import OutletEntry, Settings
from tests.library import ARTICLES, open_library
from tests.tui.reading import WIDE, lines, reader

SCRIPT = "javascript:alert(1)"
BAD = f"Start\x1b]0;TAKEN\x07 \x9b31m\x1b[2J \u202edesrever\u2066 [bold]x[/] [@click=app.quit]y[/] {SCRIPT} \x00\x7f"
SCREENS = {
    "list": (), "pane": ("enter",), "story": ("t",), "versions": ("t", "v"), "outlets": ("O",),
    "rates": ("dollar_sign",),     "search": ("slash", "S", "t", "a", "r", "t", "enter"),
    "picker": ("c",), "palette": ("ctrl+p",), "why": ("w",),
}  # fmt: skip


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    """A library into which somebody has written past the door."""
    link = Link(0, 5, "https://o.example/\x1b]8;;\x07" + BAD)
    blocks = tuple(Block(kind, BAD, links=(link, Link(6, 8, SCRIPT))) for kind in BlockKind)
    spoilt = [
        replace(one, title=f"{BAD} {n}", outlet=BAD, author=BAD, summary=BAD, blocks=blocks, url=SCRIPT)
        for n, one in enumerate(ARTICLES)
    ]
    entry = OutletEntry(id="mine", name=BAD, url="https://mine.example/f", insecure=True)
    with open_library(tmp_path, spoilt, Settings(default_outlets=False, outlets=(entry,))) as room:
        yield room


@pytest.mark.parametrize("screen", SCREENS)
async def test_what_is_painted_and_copied_is_text(newsroom: Newsroom, screen: str) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*SCREENS[screen])
        await pilot.pause()
        for line in lines(app):
            assert not [c for c in line if unicodedata.category(c) in ("Cc", "Cf", "Cs")], ascii(line)
        for strip in app.screen._compositor.render_strips(app.size):
            for segment in strip:
                link = segment.style.link if segment.style else None
                assert not link or (link.startswith(("http://", "https://")) and link.isprintable() and ";" not in link)
        for key in ("y", "Y"):
            await pilot.press(key)
            assert not app.clipboard.startswith("javascript:")
            assert "\njavascript:" not in app.clipboard
            assert not [c for c in app.clipboard if c != "\n" and unicodedata.category(c)[0] == "C"]
        for said in app._notifications:
            assert not [c for c in said.message if unicodedata.category(c)[0] == "C"]
        assert app.is_running


@pytest.mark.parametrize("name", ["stories.md", "stories.html"])
def test_what_is_written_into_a_file_is_text(newsroom: Newsroom, tmp_path: Path, name: str) -> None:
    write_stories(newsroom, Query(), tmp_path / name, title=BAD)
    text = (tmp_path / name).read_text()
    assert not [c for c in text if c != "\n" and unicodedata.category(c)[0] == "C"], ascii(text)
    assert "<script" not in text
    assert "](javascript:" not in text
    assert 'href="javascript:' not in text
