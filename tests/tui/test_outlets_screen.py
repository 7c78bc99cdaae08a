"""The screen of outlets over real HTTP: which way answered and why not the others; adding by an address."""

from __future__ import annotations

import asyncio
import tomllib
from pathlib import Path

import pytest
from textual.pilot import Pilot

from careader.model import Way
from careader.newsroom import Newsroom
from careader.newsroom.discovering import address_of
from careader.settings import OutletEntry, Settings, load_settings
from careader.tui.app import CareaderApp, make_app
from careader.tui.browser import Browser
from careader.tui.widgets.panel import Panel
from tests.library import NOW, paths_in
from tests.newsstand import Newsstand, Page, closed_address
from tests.sites import HEADLINES, put_site
from tests.tui.reading import lines

SIZE = (140, 40)


async def settled(pilot: Pilot[None], app: CareaderApp) -> None:
    for _ in range(3):
        await app.background.done()
        await pilot.pause()
        await asyncio.sleep(0)


async def added(pilot: Pilot[None], app: CareaderApp, address: str) -> None:
    """Add an outlet as a person does, and wait until it was tried."""
    await pilot.press("O", "a")
    await pilot.pause()
    await pilot.press(*address, "enter")
    await pilot.pause()
    await app.workers.wait_for_complete([worker for worker in app.workers if worker.group == "adding"])
    await pilot.pause()


async def test_the_way_that_answers_and_why_the_others_did_not(tmp_path: Path, newsstand: Newsstand) -> None:
    ways = put_site(newsstand, NOW, ways=["sitemap"])
    newsstand.put("/feed", Page(b"no", "text/html", status=403))
    entry = OutletEntry(
        id="steppe",
        name="Steppe News",
        language="en",
        way=tuple(Way(kind, ways[kind]) for kind in ("feed", "wordpress", "sitemap", "page")),
    )
    settings = Settings(default_outlets=False, rates_enabled=False, outlets=(entry,))
    with Newsroom(paths_in(tmp_path), settings, now=lambda: NOW) as room:
        app = make_app(room, fetch=True)
        async with app.run_test(size=SIZE) as pilot:
            await settled(pilot, app)
            await pilot.press("O")
            await pilot.pause()
            said = "\n".join(lines(app))
            assert "sitemap" in said
            assert "answers by sitemap since" in said
            assert "feed: HTTP 403" in said
            assert "wordpress: HTTP 404" in said
            assert {row.title for row in app.main.story_list.stories} == set(HEADLINES)


async def test_a_home_page_is_searched_and_what_it_gives_is_shown(tmp_path: Path, newsstand: Newsstand) -> None:
    put_site(newsstand, NOW, under="/gazette", ways=["feed", "sitemap"])
    head = "<link rel='alternate' type='application/rss+xml' title='News' href='/gazette/feed'>"
    page = (
        f"<!doctype html><html lang='en'><head><title>Steppe News</title>{head}</head><body><p>Hello.</p></body></html>"
    )
    home = newsstand.put("/gazette", Page(page.encode(), "text/html; charset=utf-8"))
    paths = paths_in(tmp_path)
    paths.settings.parent.mkdir(parents=True)
    paths.settings.write_text("[outlets]\ndefaults = false\n[rates]\nenabled = false\n")
    with Newsroom(paths, load_settings(paths.settings), now=lambda: NOW) as room:
        app = make_app(room, fetch=True)
        async with app.run_test(size=SIZE) as pilot:
            await settled(pilot, app)
            await added(pilot, app, home)
            assert isinstance(app.screen, Panel)
            said = "\n".join(lines(app))
            assert "Steppe News is added" in said
            assert "3 articles" in said
            assert "Guessed: language en" in said
            assert "Nobody has said who answers for it" in said
            await pilot.press("escape")
            await settled(pilot, app)
            assert "Steppe News" in "\n".join(lines(app))
            assert {row.title for row in app.main.story_list.stories} == set(HEADLINES)
        (outlet,) = tomllib.loads(paths.settings.read_text())["outlet"]
        assert outlet["way"][0] == {"kind": "feed", "url": newsstand.at("/gazette/feed")}
        assert "ownership" not in outlet


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("two words", "No address; it takes"),
        ("@x", "No address; it takes"),
        ("{stand}/nothing", "Nothing was found at"),
    ],
)
async def test_an_address_with_nothing_to_read_changes_nothing(
    tmp_path: Path, newsstand: Newsstand, typed: str, said: str
) -> None:
    newsstand.put("/nothing", Page(b"just a text", "text/plain"))
    with Newsroom(paths_in(tmp_path), Settings(default_outlets=False, rates_enabled=False), now=lambda: NOW) as room:
        app = make_app(room, fetch=True)
        async with app.run_test(size=SIZE) as pilot:
            await added(pilot, app, typed.format(stand=newsstand.url))
            assert said in "\n".join(lines(app))
            assert room.outlets() == ()
            if said.startswith("No address"):  # what was typed is there to be put right
                assert typed in "\n".join(lines(app))
        assert not room.paths.settings.exists()


async def test_an_outlet_that_was_asked_is_told_of_and_a_missing_browser_names_keys_of_this_screen(
    tmp_path: Path, newsstand: Newsstand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careader.tui.browser.browser", Browser)
    ways = put_site(newsstand, NOW, ways=["feed"])
    newsstand.put("/none", Page(b"", status=503))
    entries = tuple(OutletEntry(id=id_, name=id_.title(), url=url) for id_, url in (("steppe", ways["feed"]),))
    entries = (*entries, OutletEntry(id="gone", name="Gone", url=newsstand.at("/none")))
    settings = Settings(default_outlets=False, rates_enabled=False, outlets=entries)
    with Newsroom(paths_in(tmp_path), settings, now=lambda: NOW) as room:
        app = make_app(room, fetch=True)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot, app)
            await pilot.press("O")
            await pilot.pause()
            for keys, said in ((("t",), "Gone: HTTP 503"), (("j", "t"), "Steppe: nothing new")):
                await pilot.press(*keys)
                await settled(pilot, app)
                assert said in lines(app)[-1]
            await pilot.press("o")
            await pilot.app.workers.wait_for_complete(
                [worker for worker in pilot.app.workers if worker.group == "browser"]
            )
            await pilot.pause()
            assert "no browser on this side. y copies the link." in lines(app)[-1]


async def test_an_address_out_of_reach_is_added_and_said_to_be_untried(tmp_path: Path) -> None:
    address = f"{closed_address()}/feed"
    with Newsroom(paths_in(tmp_path), Settings(default_outlets=False, rates_enabled=False), now=lambda: NOW) as room:
        app = make_app(room, fetch=True)
        async with app.run_test(size=SIZE) as pilot:
            await added(pilot, app, address)
            assert "It could not be tried, and is added as a feed all the same." in "\n".join(lines(app))
            assert address in {outlet.url for outlet in room.outlets()}


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("kun.uz", "https://kun.uz"),
        (" https://vlast.kz/rss ", "https://vlast.kz/rss"),
        ("@kloopnews", "https://t.me/s/kloopnews"),
        ("t.me/kloopnews", "https://t.me/s/kloopnews"),
        ("@no way", ""),
        ("gazette", ""),
        ("", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
    ],
)
def test_the_address_that_is_meant(typed: str, address: str) -> None:
    assert address_of(typed).rstrip("/") == address
