"""Taking back on the screen all that an outlet told, or an import brought: asked first, and undone by a key."""

from __future__ import annotations

from pathlib import Path

from careader.newsroom import Newsroom
from careader.settings import OutletEntry, Settings
from tests.library import ARTICLES, NOW, open_library
from tests.tui.reading import NARROW, WIDE, lines, reader, titles

OSH = ARTICLES[7]
GAZETTE = {article.title for article in ARTICLES[:7]}
OUTLET = OutletEntry(id="example-gazette", name="Example Gazette", url="https://example.org/feed")


def library(folder: Path) -> Newsroom:
    """Open a library that has the outlet of most of its articles in its list."""
    return open_library(folder, ARTICLES, Settings(default_outlets=False, outlets=(OUTLET,)))


async def test_all_that_an_outlet_told_is_forgotten_after_a_question_and_brought_back(tmp_path: Path) -> None:
    with library(tmp_path) as room:
        room.set_starred([ARTICLES[0]], True)
        app = reader(room)
        async with app.run_test(size=WIDE) as pilot:
            await pilot.press("O", "D")
            await pilot.pause()
            said = "\n".join(lines(app))
            assert "Forget 7 articles?" in said
            assert "All that Example Gazette told." in said
            assert "One of them has a star." in said
            await pilot.press("escape")
            assert len(room.removal.of_outlet("example-gazette")) == 7
            await pilot.press("D", "enter")
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert "7 articles forgotten. Z undoes." in lines(app)[-1]
            assert room.removal.of_outlet("example-gazette") == []
            await pilot.press("D")
            await pilot.pause()
            assert "No article of Example Gazette is here." in lines(app)[-1]
            await pilot.press("escape")
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert titles(app.main) == [OSH.title]
            await pilot.press("Z")
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert set(titles(app.main)) > GAZETTE
            assert room.marks.starred_ids() == {ARTICLES[0].id}


async def test_an_import_is_listed_and_taken_back(tmp_path: Path) -> None:
    with library(tmp_path) as room:
        room.removal.note_import(["page.txt", "day.xml"], [OSH.id, ARTICLES[0].id], (), now=NOW)
        app = reader(room)
        async with app.run_test(size=NARROW) as pilot:
            await pilot.press("I")
            await pilot.pause()
            said = "\n".join(lines(app))
            assert "2 articles" in said
            assert "page.txt, day.xml" in said
            await pilot.press("enter")
            await pilot.pause()
            assert "Forget 2 articles and the rates of this import?" in "\n".join(lines(app))
            await pilot.press("enter")
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert {OSH.title, ARTICLES[0].title}.isdisjoint(titles(app.main))
            assert room.removal.imports() == []
            await pilot.press("Z")
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert {OSH.title, ARTICLES[0].title} <= set(titles(app.main))


async def test_without_an_import_that_is_said(tmp_path: Path) -> None:
    with library(tmp_path) as room:
        app = reader(room)
        async with app.run_test(size=NARROW) as pilot:
            await pilot.press("O", "I")
            await pilot.pause()
            assert "Nothing that an import brought is here." in lines(app)[-1]
