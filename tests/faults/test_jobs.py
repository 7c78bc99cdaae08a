"""Each kind of job against each thing that can go wrong with one, with the screen running.

The screen stays, a key that is pressed while a job hangs is answered before the job ends, what happened is said or kept
where it is shown, and when the fault is over everything goes on.
"""

from __future__ import annotations

import asyncio
import errno
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

import pytest
from textual.pilot import Pilot

from careader.model import Article, TextOrigin
from careader.net import Pause, Response
from careader.newsroom import Newsroom
from careader.newsroom.engine import Engine
from careader.newsroom.events import Event, JobFailed
from careader.newsroom.handlers import HANDLERS
from careader.newsroom.schedule import Job
from careader.settings import Settings
from careader.store.fetches import Asked
from careader.tui.app import CareaderApp
from tests.banks import Banks, recent_figures
from tests.library import ARTICLES, NOW, open_library
from tests.newsroom.test_refreshing import entry, feed
from tests.newsstand import Newsstand, Page
from tests.tui.reading import WIDE, current, lines, reader, titles

TEASER = replace(
    ARTICLES[1], outlet_id="aral", complete=False, blocks=ARTICLES[1].blocks[:1], text_origin=TextOrigin.TEASER
)
KEYS = {"outlet": "aral", "rate": "KZT", "history": "KZT", "page": TEASER.id}
ASKS_THE_NETWORK = frozenset(KEYS)
READS_ALONE = frozenset({"pages"})


class BadClient:
    """Stands for the client whose answers are garbage."""

    def __init__(self) -> None:
        self.backoff: dict[str, Pause] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close nothing."""

    async def get(self, url: str, **_: object) -> Response:
        return Response(url, 200, {"content-type": "image/png"}, bytes(range(256)) * 8)


class Faults:
    """Puts a fault at what every handler goes through: the client, what reads and what writes."""

    def __init__(self, engine: Engine, fault: str) -> None:
        self.fault = fault
        self.begun, self.over = threading.Event(), threading.Event()
        self._engine = engine

    @contextmanager
    def on(self, kind: str) -> Iterator[None]:
        engine: Any = self._engine
        self.begun.clear()
        self.over.clear()
        if kind in ASKS_THE_NETWORK and self.fault in ("hangs", "returns garbage"):
            engine.client = self._bad_client
        else:
            engine.read = self._spoilt(engine.read, kind in READS_ALONE)
            engine.write = self._spoilt(engine.write, kind not in READS_ALONE)
        try:
            yield
        finally:
            self.over.set()
            for name in ("client", "read", "write"):
                vars(engine).pop(name, None)

    def hang(self) -> None:
        self.begun.set()
        self.over.wait(30)
        raise TimeoutError

    async def _bad_client(self) -> BadClient:
        if self.fault == "hangs":
            await asyncio.to_thread(self.hang)
        return BadClient()

    def _spoilt(self, do: Callable[..., Any], spoils: bool) -> Callable[..., Any]:
        async def spoilt(work: Callable[[], object], **how: Any) -> object:
            match self.fault if spoils else "":
                case "raises":
                    return await do(self._raises, **how)
                case "disk full":
                    return await do(self._full, **how)
                case "hangs":
                    return await do(self.hang, **how)
                case "returns garbage":
                    return object()
                case _:
                    return await do(work, **how)

        return spoilt

    @staticmethod
    def _raises() -> None:
        raise KeyError("psc:chapter")

    @staticmethod
    def _full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def library(tmp_path: Path, newsstand: Newsstand) -> Iterator[Newsroom]:
    """A library of an outlet, banks and an article with a page, all of them at the newsstand."""
    text = " ".join(f"Sentence {number} of the report says what happened in Bishkek." for number in range(40))
    newsstand.put("/aral", feed("A ferry crosses the Aral", outlet="aral"))
    newsstand.put("/page", Page(f"<html><body><article><p>{text}</p></article></body></html>".encode(), "text/html"))
    banks = Banks(recent_figures(NOW.date(), count=70), today=NOW.date())
    settings = Settings(
        outlets=(entry("aral", newsstand.at("/aral")),), default_outlets=False, rate_endpoints=banks.open_on(newsstand)
    )
    teaser: Article = replace(TEASER, url=newsstand.at("/page"))
    with open_library(tmp_path, [ARTICLES[0], teaser, *ARTICLES[2:]], settings) as room:
        room.set_starred([teaser], True)
        yield room


def lack_history(engine: Engine) -> None:
    """Let days of the tenge be lacking."""
    engine.state.currencies["KZT"] = Asked("nbk", asked_at=NOW, missing_since=NOW - timedelta(days=60))


def failures_heard(engine: Engine) -> list[JobFailed]:
    """Return a list that grows by each job that fails."""
    heard: list[JobFailed] = []
    listener = engine._listener

    def listen(event: Event) -> None:
        if isinstance(event, JobFailed):
            heard.append(event)
        listener(event)

    engine._listener = listen
    return heard


@asynccontextmanager
async def opened(room: Newsroom) -> AsyncIterator[tuple[CareaderApp, Pilot[None], Engine]]:
    app = reader(room)
    async with app.run_test(size=WIDE) as pilot:
        await app.background.done()
        await settled(app, pilot)
        engine = app.background.engine
        assert engine is not None
        yield app, pilot, engine


async def settled(app: CareaderApp, pilot: Pilot[None]) -> None:
    await pilot.pause()
    await app.workers.wait_for_complete([worker for worker in app.workers if worker.group != "elsewhere"])
    await pilot.pause()


async def key_answers(app: CareaderApp, pilot: Pilot[None]) -> None:
    """Press a key that goes to another line, and look whether the cursor is there."""
    before = current(app.main)
    await pilot.press("k" if before == titles(app.main)[-1] else "j")
    assert current(app.main) != before


async def everything_goes_on(app: CareaderApp, pilot: Pilot[None], engine: Engine, heard: list[JobFailed]) -> None:
    """Ask for everything once more, without any fault."""
    heard.clear()
    lack_history(engine)
    engine.library.now = lambda: NOW + timedelta(days=1)
    for kind in HANDLERS:
        app.background.ask(kind, KEYS.get(kind, ""), force=True)
    await app.background.done()
    await settled(app, pilot)
    assert heard == []
    assert engine.state.outlets["aral"].failure is None
    assert engine.state.currencies["KZT"].provider
    assert "A ferry crosses the Aral" in titles(app.main)
    page = engine.library.articles.get(TEASER.id)
    assert page is not None
    assert page.text_origin is TextOrigin.PAGE


def assert_recorded(engine: Engine, kind: str) -> None:
    """Look for why an answer was of no use where the screen shows it."""
    if kind == "outlet":
        assert engine.state.outlets["aral"].failure is not None
    elif kind == "rate":
        assert engine.state.currencies["KZT"].failures
    elif kind == "page":
        state = engine.library.pages.state(TEASER.id)
        assert state is not None
        assert state.failure is not None


SAID = {
    "raises": "something unforeseen happened (KeyError)",
    "hangs": "did not answer within",
    "disk full": "the disk is full",
    "returns garbage": "",
}


@pytest.mark.parametrize("fault", SAID)
async def test_no_job_ends_or_freezes_the_screen(library: Newsroom, fault: str) -> None:
    async with opened(library) as (app, pilot, engine):
        heard = failures_heard(engine)
        faults = Faults(engine, fault)
        for kind in HANDLERS:
            lack_history(engine)
            heard.clear()
            with faults.on(kind):
                app.background.ask(kind, KEYS.get(kind, ""), force=True)
                if kind == "group":
                    engine.changed(1)
                if fault == "hangs":
                    await asyncio.to_thread(faults.begun.wait, 10)
                await key_answers(app, pilot)
                assert fault != "hangs" or engine.is_busy(kind), "the key was answered before the job ended"
                faults.over.set()
                await app.background.done()
            await settled(app, pilot)
            assert app.is_running
            if fault == "returns garbage":
                assert_recorded(engine, kind)
            if SAID[fault] and (fault, kind) != ("hangs", "outlet"):
                assert heard, kind
                assert SAID[fault] in lines(app)[-1], (kind, lines(app)[-1])
        assert not engine.is_busy()
        await everything_goes_on(app, pilot, engine, heard)


async def test_a_library_that_another_program_holds_is_waited_for_by_every_job(library: Newsroom) -> None:
    async with opened(library) as (app, pilot, engine):
        library.be_patient(0.01)
        heard = failures_heard(engine)
        lack_history(engine)
        other = sqlite3.connect(library.paths.data / "articles.sqlite3", isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        try:
            for kind in HANDLERS:
                app.background.ask(kind, KEYS.get(kind, ""), force=True)
                await key_answers(app, pilot)
            async with asyncio.timeout(10):
                while "another program" not in lines(app)[-1]:
                    await pilot.pause(0.02)
            assert engine.is_busy()
        finally:
            other.execute("ROLLBACK")
            other.close()
        await app.background.done()
        await settled(app, pilot)
        assert "another program" not in lines(app)[-1]
        await everything_goes_on(app, pilot, engine, heard)


async def test_what_was_in_vain_is_not_asked_for_at_every_look(library: Newsroom) -> None:
    async with opened(library) as (app, _, engine):
        faults = Faults(engine, "disk full")
        with faults.on("rate"):
            engine.ask(*engine.all_jobs())
            await app.background.done()
        engine.tick()
        assert not engine.is_busy("rate", "outlet")
        await app.background.done()
        lack_history(engine)
        with faults.on("history"):
            engine.ask(Job("history", "KZT"))
            await app.background.done()
        assert engine.state.currencies["KZT"].history_at == NOW
