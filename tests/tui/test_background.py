"""What goes on behind the screen, and what goes wrong there: the screen stays and says so."""

from __future__ import annotations

import asyncio
import errno
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from careader import logs
from careader.newsroom import Newsroom
from careader.newsroom.engine import Engine, Handler
from careader.newsroom.events import OutletDone
from careader.newsroom.handlers import HANDLERS
from careader.newsroom.query import Query
from careader.settings import Settings
from careader.tui.app import CareaderApp, make_app
from careader.tui.widgets.panel import Panel
from tests.library import ARTICLES, NOW, article, open_library, paths_in
from tests.newsroom.test_refreshing import entry, feed
from tests.newsstand import Newsstand
from tests.telling import STORY
from tests.tui.reading import WIDE, current, lines, reader, titles

Run = Callable[[Engine, Sequence[str], bool], Awaitable[None]]


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


async def raises(engine: Engine, keys: Sequence[str], force: bool) -> None:
    raise KeyError(keys)


async def disk_full(engine: Engine, keys: Sequence[str], force: bool) -> None:
    def work() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    await engine.write(work)


async def garbage(engine: Engine, keys: Sequence[str], force: bool) -> None:
    await engine.parse(lambda: b"\xff\xfe".decode("idna"))


async def hangs(engine: Engine, keys: Sequence[str], force: bool) -> None:
    await asyncio.Event().wait()


async def breaks(engine: Engine, keys: Sequence[str], force: bool) -> None:
    def work() -> None:
        engine.library._database.connection.execute("SELECT * FROM no_such_table")

    await engine.write(work)


FAULTS: dict[str, tuple[Run, str]] = {
    "raises": (raises, "something unforeseen happened (KeyError)"),
    "hangs": (hangs, "did not answer within 0.05 s"),
    "returns garbage": (garbage, "something unforeseen happened (Unicode"),
    "disk full": (disk_full, "the disk is full"),
    "no table": (breaks, "could not be kept (no such table: no_such_table)"),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_no_job_ends_or_freezes_the_screen(newsroom: Newsroom, fault: str) -> None:
    run, said = FAULTS[fault]
    app = reader(newsroom)
    async with opened(app) as pilot:
        engine = app.background.engine
        assert engine is not None
        rows, seconds = titles(app.main), 0.05 if fault == "hangs" else 30
        for row, (kind, handler) in enumerate(HANDLERS.items(), 1):
            engine.handlers[kind] = Handler(run, handler.batched, seconds=seconds, failed=handler.failed)
            app.background.ask(kind, "KZT")
            await pilot.press("j")
            assert current(app.main) == rows[min(row, len(rows) - 1)]
            await app.background.done()
            await pilot.pause()
            assert app.is_running
            assert said in lines(app)[-1], (kind, lines(app)[-1])


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
