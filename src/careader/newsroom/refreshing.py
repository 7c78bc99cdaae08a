"""One refresh: every outlet and bank asked once, politely, and what they answer kept and put into stories.

Requests run side by side on the event loop; parsing, labelling, keeping and grouping run in one worker thread, so that
the loop stays free for the screen.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from careader.model import Code, Failure, Outlet
from careader.net import Client
from careader.newsroom.asking import OutletState, ask_outlet
from careader.newsroom.banking import ask_banks, fill_history, wanted
from careader.newsroom.events import Event, OutletDone, RefreshDone, StoriesChanged
from careader.newsroom.ingest import ingest
from careader.newsroom.pace import Pace
from careader.newsroom.tidying import tidy
from careader.newsroom.worker import Worker
from careader.sources.entry import Read
from careader.store.fetches import Fetch

if TYPE_CHECKING:
    from careader.newsroom import Newsroom

_REGROUP_SECONDS = 2.0
"""New articles are shown in batches: often enough to read the first early, seldom enough to keep the list calm."""


class Refresh:
    """A refresh that is under way; `report` is called on the event loop with each event as it happens.

    `rates` says whether the banks are asked too.
    """

    def __init__(self, newsroom: Newsroom, report: Callable[[Event], None], *, force: bool, rates: bool) -> None:
        self._room = newsroom
        self._report = report
        self._force = force
        self._rates = rates and newsroom.settings.rates_enabled
        self._outlets = [outlet for outlet in newsroom.outlets() if outlet.enabled]
        self._done = 0
        self._new = 0
        self._reached = False
        self._failures: list[Failure] = []
        self._ungrouped: list[datetime] = []
        self._pace = Pace(least=_REGROUP_SECONDS)
        self._worker = Worker()

    async def run(self) -> RefreshDone:
        """Ask everyone, report as answers come in, and give the summary, which is reported too.

        What is lacking of the rates' history is asked for last, when nobody waits any more.
        """
        log = self._room.log
        try:
            backoff = {} if self._force else log.hosts
            async with Client(now=self._room.now, backoff=backoff, key_of=self._room.key_of) as client:
                async with asyncio.TaskGroup() as tasks:
                    if self._rates:
                        tasks.create_task(self._ask_banks(client))
                    tasks.create_task(self._ask_outlets(client))
                log.hosts = client.backoff
                await self._worker.do(self._tidy)
                summary = RefreshDone(self._new, tuple(self._failures), self._reached)
                self._report(summary)
                if self._rates:
                    await fill_history(self._room, client, wanted(self._room.settings), self._report)
                    await self._worker.do(log.save)
        finally:
            self._worker.stop()
        return summary

    async def _ask_outlets(self, client: Client) -> None:
        async with asyncio.TaskGroup() as tasks:
            for outlet in self._outlets:
                tasks.create_task(self._ask_outlet(client, outlet))
        await self._regroup()

    async def _ask_outlet(self, client: Client, outlet: Outlet) -> None:
        fetch = self._room.log.outlets.setdefault(outlet.id, Fetch())
        now = self._room.now()
        state = OutletState.from_json(fetch.ways)
        asked = await ask_outlet(client, outlet, state, now=now, force=self._force, do=self._worker.do)
        event = OutletDone(outlet, 0, len(self._outlets), failure=asked.failure, attempts=asked.attempts)
        if asked.unchanged:
            since = fetch.reached_at or now
            await self._worker.do(lambda: self._room.entries.note_unchanged(outlet.id, since=since, now=now))
            event = replace(event, unchanged=True)
        elif (read := asked.read) is not None:
            event, dates = await self._worker.do(lambda: self._take(event, read, now))
            self._ungrouped += dates
        if event.failure is None:
            fetch.reached_at, fetch.failure = now, None
            self._reached = True
        else:
            fetch.failure = event.failure
            self._failures.append(event.failure)
        if asked.failure or not event.failure:
            fetch.ways = asked.state.to_json()
        self._done += 1
        self._new += event.new
        self._report(replace(event, done=self._done))
        if self._ungrouped and self._pace.may_begin(asyncio.get_running_loop().time()):
            await self._regroup()

    def _take(self, event: OutletDone, read: Read, now: datetime) -> tuple[OutletDone, list[datetime]]:
        """Clean, label and keep what an outlet sent; give the dates of what changed. Runs in the worker thread."""
        outlet = event.outlet
        try:
            done = ingest(self._room, outlet, read, now)
        except sqlite3.Error as error:
            return replace(event, failure=Failure(outlet.name, Code.NOT_KEPT, {"error": str(error)})), []
        return replace(event, new=len(done.new), updated=len(done.edited), notes=read.notes), list(done.dates)

    async def _ask_banks(self, client: Client) -> None:
        banked = await ask_banks(self._room, client, wanted(self._room.settings), self._report)
        self._failures += banked.failures
        self._reached = self._reached or (banked.reached and not self._outlets)

    async def _regroup(self) -> None:
        dates, self._ungrouped = self._ungrouped, []
        if dates:
            loop = asyncio.get_running_loop()
            self._pace.begin(loop.time())
            try:
                await self._worker.do(self._room.regroup)
            finally:
                self._pace.end(loop.time())
            self._report(StoriesChanged(len(dates)))

    def _tidy(self) -> None:
        """Forget what was last seen too long ago, and remember what this refresh learnt; runs in the worker thread."""
        tidy(self._room)
        self._room.log.refreshed_at = self._room.now()
        self._room.log.save()
