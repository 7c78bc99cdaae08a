"""The engine as the screen has it: started after the first paint, asked by keys and clocks, ended in order.

No Textual here: the app calls `start`, `tick`, `look_elsewhere` and `stop`, and hears of everything through `hear`.
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from careader.model import Failure, Outlet
from careader.newsroom import Newsroom

if TYPE_CHECKING:
    from careader.newsroom.engine import Engine
    from careader.newsroom.events import Event

T = TypeVar("T")

TICK_SECONDS = 30.0
"""How often it is looked for what is due."""

LOOK_SECONDS = 1.5
"""How often it is looked for what other programs have changed."""


class Background:
    """What goes on behind the screen for the reader's own library; without `fetch` nothing is fetched by itself.

    `engine` does it, None before it has started and after it has ended.
    """

    def __init__(self, library: Newsroom, hear: Callable[[Event], None], *, fetch: bool) -> None:
        self._library = library
        self._hear = hear
        self._fetch = fetch
        self.engine: Engine | None = None
        self._started = asyncio.Event()
        self._wishes: list[Callable[[], None]] = []
        self._looking = False

    async def start(self) -> None:
        """Open the engine; what fetches and parses is imported in a thread. Then do what was wished for meanwhile."""
        await asyncio.to_thread(importlib.import_module, "careader.newsroom.handlers")
        await asyncio.to_thread(self._library.complete)
        from careader.newsroom.engine import Engine

        self.engine = await Engine(self._library, self._hear).__aenter__()
        self._started.set()
        wishes, self._wishes = self._wishes, []
        for wish in wishes:
            wish()
        self.tick()

    async def stop(self) -> None:
        """End what is under way and let go of the network."""
        engine, self.engine = self.engine, None
        if engine is not None:
            await engine.__aexit__(None, None, None)

    def tick(self) -> None:
        """Start what is due."""
        if self.engine is not None and self._fetch:
            self.engine.tick()

    async def done(self) -> None:
        """Wait until nothing is under way."""
        await self._started.wait()
        if self.engine is not None:
            await self.engine.done()

    async def look_elsewhere(self) -> None:
        """Take in what other programs have changed; the listener hears of it.

        One look at a time, and none is given up: what it has found would be lost.
        """
        if self.engine is None or self._looking:
            return
        self._looking = True
        try:
            await self.engine.look_elsewhere()
        finally:
            self._looking = False

    def is_busy(self, *kinds: str) -> bool:
        """Say whether jobs of these kinds are under way."""
        return self.engine is not None and self.engine.is_busy(*kinds)

    def fetch_news(self, *, rates: bool = True) -> None:
        """Ask every enabled outlet, and the banks with `rates`, whether it is time or not."""
        if self.engine is None:
            self._wishes.append(lambda: self.fetch_news(rates=rates))
            return
        self.engine.ask_all(rates=rates)

    def fetch_rates(self) -> bool:
        """Ask the banks; False where that is under way."""
        if self.is_busy("rate"):
            return False
        if self.engine is None:
            self._wishes.append(self._ask_banks)
        self._ask_banks()
        return True

    def _ask_banks(self) -> None:
        if self.engine is not None:
            self.engine.ask(*(job for job in self.engine.all_jobs() if job.kind == "rate"))

    def fetch_outlet(self, outlet: Outlet) -> None:
        """Ask one outlet, whatever is known of it."""
        self.ask("outlet", outlet.id, force=True)

    def ask(self, kind: str, key: str, *, force: bool = False) -> None:
        """Have one job done, such as ("page", article id)."""
        if self.engine is None:
            self._wishes.append(lambda: self.ask(kind, key, force=force))
            return
        from careader.newsroom.schedule import Job

        self.engine.ask(Job(kind, key), force=force)

    async def write(self, work: Callable[[], T]) -> T:
        """Have something written by the one thread that writes, as soon as no other program holds the library."""
        await self._started.wait()

        def whole() -> T:
            with self._library.transaction():  # before anything is done: what is tried again must not be half done
                return work()

        if self.engine is None:  # it has ended: what is decided now is written at once
            return await asyncio.to_thread(whole)
        return await self.engine.write(whole)

    def next_refresh(self) -> datetime | None:
        """Return when an outlet is due next; None where none is, or nothing is fetched by itself."""
        if not self._fetch:
            return None
        from careader.newsroom.schedule import next_refresh

        library = self._library
        return next_refresh(library.log, library.outlets(), library.settings, library.now(), key_of=library.key_of)

    def troubles(self) -> list[tuple[Outlet, Failure]]:
        """Return the enabled outlets that failed when last asked, each with what failed."""
        fetches = self._library.log.outlets
        return [
            (outlet, failure)
            for outlet in self._library.outlets()
            if outlet.enabled and outlet.id in fetches and (failure := fetches[outlet.id].failure)
        ]
