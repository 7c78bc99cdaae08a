"""Leaving while something cannot be saved: it is said, and asked."""

from __future__ import annotations

from careader.newsroom import Newsroom
from careader.tui.app import make_app


async def test_leaving_with_marks_that_cannot_be_saved_says_so_and_asks(newsroom: Newsroom) -> None:
    obstacle = newsroom.paths.data / "marks.json.lock"
    obstacle.mkdir()
    app = make_app(newsroom, fetch=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("s", "q")
        await pilot.pause()
        assert app.is_running
        (asked,) = app._notifications
        assert f"The marks cannot be saved to {newsroom.paths.data / 'marks.json'}" in asked.message
        assert "give up 1 mark" in asked.message
        obstacle.rmdir()
        await pilot.press("q")
        await pilot.pause()
    assert not app.is_running
    assert newsroom.unsaved == ""


async def test_leaving_once_more_gives_them_up(newsroom: Newsroom) -> None:
    obstacle = newsroom.paths.data / "marks.json.lock"
    obstacle.mkdir()
    app = make_app(newsroom, fetch=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("s", "q")
        await pilot.pause()
        assert app.is_running
        await pilot.press("q")
        await pilot.pause()
        assert newsroom.unsaved == "1 mark"
    assert not app.is_running
    obstacle.rmdir()
