"""What goes on behind the screen, and what goes wrong there: the screen stays and says so."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from careader import logs
from careader.newsroom import Newsroom
from careader.newsroom.events import OutletDone
from careader.newsroom.query import Query
from careader.settings import Settings
from careader.tui.app import CareaderApp, make_app
from careader.tui.values import View
from careader.tui.widgets.panel import Panel
from tests.library import ARTICLES, NOW, article, open_library, paths_in
from tests.newsroom.test_refreshing import entry, feed
from tests.newsstand import Newsstand
from tests.telling import STORY
from tests.tui.reading import WIDE, current, lines, reader, titles


@asynccontextmanager
async def opened(app: CareaderApp) -> AsyncIterator[Pilot[None]]:
    """Run the app with its engine started."""
    async with app.run_test(size=WIDE) as pilot:
        await app.background.done()
        await settled(app, pilot)
        yield pilot


async def settled(app: CareaderApp, pilot: Pilot[None]) -> None:
    """Wait until no worker and no message is left."""
    await pilot.pause()
    await app.workers.wait_for_complete([worker for worker in app.workers if worker.group != "elsewhere"])
    await pilot.pause()


@contextmanager
def held(newsroom: Newsroom) -> Iterator[None]:
    """Have another program hold the library."""
    other = sqlite3.connect(newsroom.paths.data / "articles.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


async def test_while_another_program_holds_the_library_keys_answer_and_marks_are_kept(tmp_path: Path) -> None:
    with open_library(tmp_path, (*STORY, *ARTICLES)) as newsroom:
        [story] = [story for story in newsroom.stories() if len(story.articles) > 1]
        app = reader(newsroom)
        newsroom.settings = Settings(default_outlets=False, rates_enabled=False)
        async with opened(app) as pilot:
            newsroom.be_patient(0.01)
            with held(newsroom):
                await app.services.writes.take_out(story.articles[-1], story)
                grouped = asyncio.create_task(app.services.writes.settle())
                await pilot.press("j", "s", "j", "m")
                assert current(app.main) == titles(app.main)[2]
                await asyncio.to_thread(newsroom.marks.flush)
                assert len(newsroom.marks.all()) > 1
                async with asyncio.timeout(10):
                    while "another program" not in lines(app)[-1]:
                        await pilot.pause(0.02)
                await pilot.press("k")
                assert not grouped.done()
            await grouped
            await app.background.done()
            await settled(app, pilot)
            assert "another program" not in lines(app)[-1]
            assert len(newsroom.story(story.id).articles) == len(story.articles) - 1  # type: ignore[union-attr]


async def test_marks_and_news_of_other_programs_are_shown_without_a_key(tmp_path: Path, newsstand: Newsstand) -> None:
    newsstand.put("/a", feed("A ferry crosses the Aral", outlet="aral"))
    with open_library(tmp_path) as newsroom:
        app = reader(newsroom)
        async with opened(app) as pilot:
            first = app.main.story_list.row
            assert first is not None
            assert not first.read
            with Newsroom(paths_in(tmp_path), Settings(default_outlets=False), now=lambda: NOW) as other:
                other.set_read(ARTICLES[:1], True)
            await app.background.look_elsewhere()
            await settled(app, pilot)
            now = app.main.story_list.row
            assert now is not None
            assert (now.id, now.read) == (first.id, True)

            settings = Settings(
                outlets=(entry("aral", newsstand.at("/a")),), default_outlets=False, rates_enabled=False
            )
            with Newsroom(paths_in(tmp_path), settings, now=lambda: NOW + timedelta(hours=1)) as other:
                assert (await other.refresh(lambda _: None)).new == 1
            await app.background.look_elsewhere()
            await settled(app, pilot)
            assert "A ferry crosses the Aral" in titles(app.main)
            assert current(app.main) == now.title


async def test_a_key_that_comes_while_the_list_is_read_anew_is_not_undone(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = reader(newsroom)
    async with opened(app) as pilot:
        reads, read, rows = app.services.reads, app.services.reads.view, titles(app.main)
        begun, go_on = asyncio.Event(), asyncio.Event()

        async def slow(*asked: Any) -> View:
            found = await read(*asked)
            begun.set()
            await go_on.wait()
            return found

        monkeypatch.setattr(reads, "view", slow)
        app.main.look_again()
        await begun.wait()
        app.main.story_list.go_to(2)
        await pilot.pause()
        go_on.set()
        app.main.story_list.go_to(3)
        await settled(app, pilot)
        assert current(app.main) == rows[3]


async def test_a_look_at_other_programs_is_not_given_up_for_the_next(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with opened(app) as pilot:
        engine = app.background.engine
        assert engine is not None
        looks: list[int] = []
        begun, go_on = asyncio.Event(), asyncio.Event()

        async def slow() -> None:
            looks.append(1)
            begun.set()
            await go_on.wait()
            looks.append(2)

        engine.look_elsewhere = slow  # type: ignore[method-assign]
        app._look_elsewhere()
        await begun.wait()
        app._look_elsewhere()
        await pilot.pause()
        go_on.set()
        await app.workers.wait_for_complete()
        assert looks == [1, 2]


async def test_a_decision_that_cannot_be_kept_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("careader.tui.library._A_MOMENT", 0)
    with open_library(tmp_path, (*STORY, *ARTICLES)) as newsroom:
        [story] = [story for story in newsroom.stories() if len(story.articles) > 1]
        app = reader(newsroom)
        async with opened(app) as pilot:
            newsroom._database.connection.execute("PRAGMA query_only = 1")
            await app.services.writes.take_out(story.articles[-1], story)
            async with asyncio.timeout(10):
                while "cannot be written" not in lines(app)[-1]:
                    await pilot.pause(0.02)


async def test_rates_get_old_while_nothing_arrives(tmp_path: Path) -> None:
    with open_library(tmp_path) as newsroom:
        clock = [NOW - timedelta(hours=23)]
        newsroom.now = lambda: clock[0]
        app = reader(newsroom)
        async with opened(app) as pilot:
            before = lines(app)[0]
            clock[0] = NOW + timedelta(days=5)
            app._tick()
            await settled(app, pilot)
            assert lines(app)[0] != before


async def test_real_news_that_come_while_the_sample_is_read_end_nothing(tmp_path: Path) -> None:
    with Newsroom(paths_in(tmp_path), Settings(default_outlets=False, rates_enabled=False), now=lambda: NOW) as room:
        app = make_app(room, fetch=False)
        async with opened(app) as pilot:
            app._open_sample()
            await settled(app, pilot)
            assert app.is_sample
            sample = app.room
            folder = sample.paths.data
            begun, go_on = asyncio.Event(), asyncio.Event()
            loop = asyncio.get_running_loop()

            def read() -> int:
                loop.call_soon_threadsafe(begun.set)
                asyncio.run_coroutine_threadsafe(go_on.wait(), loop).result()
                return sample.reads.total(Query())

            reading = asyncio.create_task(asyncio.to_thread(read))
            await begun.wait()
            outlet = next(iter(Newsroom.open(paths_in(tmp_path / "other")).outlets()))
            app._report(OutletDone(outlet, 1, 1, new=1))
            await settled(app, pilot)
            assert not app.is_sample
            assert folder.exists()
            go_on.set()
            assert await reading > 0
            assert app.is_running


async def test_a_damaged_library_is_mended_under_the_reader(tmp_path: Path) -> None:
    many = [article(f"Item {number} of many", minutes=number, paragraphs=10) for number in range(120)]
    open_library(tmp_path, many).close()
    path = tmp_path / "data" / "articles.sqlite3"
    content = bytearray(path.read_bytes())
    for page in range(12, len(content) // 4096, 9):
        content[page * 4096 : (page + 1) * 4096] = b"\xff" * 4096
    path.write_bytes(content)
    with Newsroom(paths_in(tmp_path), Settings(default_outlets=False), now=lambda: NOW) as newsroom:
        app = reader(newsroom)
        async with opened(app) as pilot:
            for _ in range(40):
                await pilot.press("j")
            await pilot.press("slash", *"item", "enter")
            await app.background.look_elsewhere()
            await app.background.done()
            await settled(app, pilot)
            assert app.is_running
            await pilot.press("escape", "g")
            assert titles(app.main)
        assert any("articles were saved" in problem for problem in newsroom.problems)


async def test_the_end_of_the_log_is_shown(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    logs.start(newsroom.paths.log)
    try:
        async with opened(app) as pilot:
            await pilot.press("L")
            await settled(app, pilot)
            assert isinstance(app.screen, Panel)
            assert any("Nothing has gone wrong." in line for line in lines(app))
            await pilot.press("escape")
            app.background.ask("nobody does this", "")
            await pilot.press("L")
            await settled(app, pilot)
            assert any("nobody does this" in line for line in lines(app))
    finally:
        logs.stop()
