"""The whole text of what is read, fetched behind the screen; x asks again, X shows what the feed gave."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from careader.model import Block, BlockKind, Origin, TextOrigin
from careader.newsroom import Newsroom
from careader.settings import OutletEntry, Settings
from careader.sources.flattened import blocks_of
from careader.tui.app import CareaderApp, make_app
from tests.library import NOW, article, open_library
from tests.newsstand import Fault, Newsstand, Page
from tests.sites import HEADLINES, article_page, paragraphs

PATH = "/news/harbour-1001"
TEASER = "The harbour can load more."


@pytest.fixture
def room(tmp_path: Path, newsstand: Newsstand) -> Iterator[Newsroom]:
    """A newsroom with one teaser, whose page the newsstand has."""
    newsstand.put(PATH, Page(article_page(HEADLINES[0], NOW).encode(), "text/html; charset=utf-8"))
    teaser = replace(
        article(HEADLINES[0], url=newsstand.at(PATH)),
        summary=TEASER,
        blocks=(Block(BlockKind.PARAGRAPH, TEASER),),
        complete=False,
    )
    outlet = OutletEntry(id=teaser.outlet_id, name=teaser.outlet, url=newsstand.at("/feed"), enabled=False)
    settings = Settings(default_outlets=False, rates_enabled=False, outlets=(outlet,))
    with open_library(tmp_path, [teaser], settings) as made:
        yield made


def app_of(room: Newsroom) -> CareaderApp:
    return make_app(room, fetch=True)


async def settled(pilot: Pilot[None], app: CareaderApp) -> None:
    for _ in range(3):
        await app.background.done()
        await pilot.pause()
        await asyncio.sleep(0)


async def test_an_opened_teaser_gets_its_whole_text_where_it_is_read(room: Newsroom) -> None:
    app = app_of(room)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        await settled(pilot, app)
        shown = " ".join(app.main.pane.text.split())
        assert all(paragraph in shown for paragraph in paragraphs(HEADLINES[0]))
        assert "The feed carries no more" not in shown
        assert app.main.pane.article
        assert app.main.pane.article.text_origin is TextOrigin.PAGE
        await pilot.press("X")
        shown = " ".join(app.main.pane.text.split())
        assert TEASER in shown
        assert paragraphs(HEADLINES[0])[1] not in shown
        assert "As the feed gave it" in shown
        await pilot.press("X")
        assert paragraphs(HEADLINES[0])[1] in " ".join(app.main.pane.text.split())


async def test_why_there_is_no_more_is_one_line_and_x_asks_again(room: Newsroom, newsstand: Newsstand) -> None:
    newsstand.spoil(PATH, Fault.NOT_FOUND)
    app = app_of(room)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        await settled(pilot, app)
        shown = " ".join(app.main.pane.text.split())
        assert TEASER in shown
        assert "No more than this: the page is not there any more (HTTP 404)." in shown
        newsstand.mend(PATH)
        await pilot.press("x")
        await settled(pilot, app)
        assert paragraphs(HEADLINES[0])[1] in " ".join(app.main.pane.text.split())


async def test_nothing_is_fetched_where_the_settings_say_never(room: Newsroom, newsstand: Newsstand) -> None:
    room.settings = Settings(default_outlets=False, rates_enabled=False, full="never")
    app = app_of(room)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        await settled(pilot, app)
        assert newsstand.asked(PATH) == []
        await pilot.press("X")
        assert TEASER in app.main.pane.text


async def test_a_story_view_fetches_what_is_read_in_it(room: Newsroom) -> None:
    app = app_of(room)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("t")
        await pilot.pause()
        await pilot.press("enter")
        await settled(pilot, app)
        pane = app.screen.query_one("#version")
        assert paragraphs(HEADLINES[0])[1] in " ".join(getattr(pane, "text", "").split())


async def test_a_text_that_was_saved_as_one_paragraph_is_shown_as_it_was_saved(tmp_path: Path) -> None:
    text = " ".join(f"The dam holds {number} million cubic metres of water, the ministry said." for number in range(20))
    saved = replace(article(HEADLINES[0], url=""), blocks=blocks_of(text), complete=True, origin=Origin.FILE)
    with open_library(tmp_path, [saved], Settings(default_outlets=False, rates_enabled=False)) as room:
        app = app_of(room)
        async with app.run_test(size=(120, 60)) as pilot:
            await pilot.press("enter")
            await settled(pilot, app)
            parted = app.main.pane.text
            await pilot.press("X")
            as_saved = app.main.pane.text
            assert "As it was saved" in as_saved
            assert " ".join(as_saved.split()).count(" ".join(text.split())) == 1
            assert as_saved.count("\n\n") < parted.count("\n\n")
            await pilot.press("X")
            assert app.main.pane.text == parted
