"""What is listed goes into a file; a story is forgotten and brought back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from careader.newsroom import Newsroom
from careader.tui.screens.asking import AskLine
from careader.tui.widgets.line_input import LineInput
from tests.tui.reading import WIDE, current, reader, titles


async def _typed(pilot: Pilot[None], name: str) -> None:
    pilot.app.screen.query_one(LineInput).value = name
    await pilot.press("enter")
    await pilot.pause()


async def test_what_is_listed_is_written_by_country(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("5", "E")
        assert app.screen.query_one(LineInput).value == "~/careader-2026-11-21.md"
        await pilot.press("enter")
        await pilot.pause()
        written = (tmp_path / "careader-2026-11-21.md").read_text(encoding="utf-8")
        assert written.startswith("# Stories: Uzbekistan\n")
        assert "## Uzbekistan" in written
        assert "Samarkand brings back the tram" in written
        assert "Almaty" not in written
        assert "2 stories written to" in app.main.status.message
        await pilot.press("E")
        assert app.screen.query_one(LineInput).value == f"{tmp_path}/careader-2026-11-21-2.md"


async def test_the_name_makes_the_form_and_nothing_is_written_over(newsroom: Newsroom, tmp_path: Path) -> None:
    kept = tmp_path / "kept.html"
    kept.write_text("mine", encoding="utf-8")
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        for name in (str(kept), str(tmp_path / "no" / "such.md"), "~nobody-at-all/x.md", str(tmp_path), "a\0b"):
            if not isinstance(app.screen, AskLine):
                await pilot.press("E")
            await _typed(pilot, name)
            assert isinstance(app.screen, AskLine), name  # it is asked again, with what is wrong
        assert kept.read_text(encoding="utf-8") == "mine"
        await _typed(pilot, str(tmp_path / "day.html"))
        page = (tmp_path / "day.html").read_text(encoding="utf-8")
        assert page.startswith("<!DOCTYPE html>")
        assert page.count("<h3>") == 8


async def test_a_story_is_forgotten_and_z_brings_it_back_with_its_star(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        before = titles(app.main)
        await pilot.press("j", "s", "D")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert titles(app.main) == [before[0], *before[2:]]
        assert current(app.main) == before[2]
        assert app.main.status.message == "1 article forgotten. Z undoes."
        assert not newsroom.stars()
        await pilot.press("Z")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert titles(app.main) == before
        assert [mark.title for mark in newsroom.stars()] == [before[1]]


async def test_nothing_listed_is_not_written_and_not_forgotten(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("asterisk", "E")
        assert app.screen is app.main
        assert app.main.status.message.startswith("Nothing is listed")
        await pilot.press("D")
        assert app.main.status.message == "There is no story here."
