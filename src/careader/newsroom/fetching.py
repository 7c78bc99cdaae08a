"""The job of asking an outlet: by its ways, at the addresses they have moved to, and what it carries is kept."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from careader.model import Code, Failure, Outlet
from careader.net import ACCEPT_FEED, Response
from careader.newsroom import asking as ask
from careader.newsroom import schedule
from careader.newsroom.asking import OutletState
from careader.newsroom.events import OutletDone
from careader.store.fetches import Moved, Row

if TYPE_CHECKING:
    from careader.newsroom.engine import Engine
    from careader.newsroom.preparing import Prepared
    from careader.sources.entry import Read


_MANY = 8
_LONG_AGO = timedelta(days=2)
"""Where so many outlets have not been reached for so long, or never, two processes take in what they carry."""
_log = logging.getLogger(__name__)


class Getter:
    """Fetches the pages of one job, each where it has moved to, and notes what the answers say about asking again.

    `get` is that of `careader.net.Client`.
    """

    def __init__(self, engine: Engine, *, force: bool) -> None:
        self._engine = engine
        self._force = force
        self._fresh: list[timedelta] = []
        self.moved: dict[str, Moved | None] = {}

    @property
    def fresh_for(self) -> timedelta:
        """How long all answers together say that they stay as they are."""
        return min(self._fresh, default=timedelta())

    async def get(
        self,
        url: str,
        *,
        accept: str = ACCEPT_FEED,
        etag: str = "",
        last_modified: str = "",
        deadline: float | None = None,
        force: bool = False,
        insecure: bool = False,
        named_by: str | None = None,
    ) -> Response | Failure:
        """Fetch a page."""
        state = self._engine.state
        client = await self._engine.client()
        address = schedule.address_of(state, url)
        answer = await client.get(
            address,
            accept=accept,
            etag=etag,
            last_modified=last_modified,
            deadline=deadline,
            force=force or self._force,
            insecure=insecure,
            named_by=named_by or (url if address != url else None),
        )
        before = state.moved.get(url)
        if isinstance(answer, Response):
            self._fresh.append(answer.fresh_for)
            to = answer.moved_to or (address if address != url else "")
            self.moved[url] = schedule.moved(before, url, to)
            answer = replace(answer, moved_to="")  # it is remembered here, for whatever asks for the address
        elif address != url and not answer.retry_at:
            self.moved[url] = None  # the new address does not serve: back to the one that the outlet is known by
        return answer

    def rows(self) -> list[Row]:
        """Return what is to be remembered of addresses, where it is another thing than before."""
        known = self._engine.state.moved
        return [Row("moved", url, moved) for url, moved in self.moved.items() if known.get(url) != moved]


async def ask_outlet(engine: Engine, keys: Sequence[str], force: bool) -> None:
    """Ask one outlet, and keep what it carries."""
    outlet = engine.outlet(keys[0])
    if outlet is None:
        return
    library, now = engine.library, engine.library.now()
    fetch = schedule.fetch_of(engine.state, outlet)
    if not force and schedule.is_gone(fetch):
        _done(engine, OutletDone(outlet, 0, 0, failure=fetch.failure and replace(fetch.failure, what=outlet.name)))
        return
    if not force and schedule.is_fresh(fetch, now):
        _done(engine, OutletDone(outlet, 0, 0, unchanged=True))
        return
    getter = Getter(engine, force=force)
    state = OutletState.from_json(fetch.ways)
    asked = await ask.ask_outlet(getter, outlet, state, now=now, force=force, do=engine.parse)
    event = OutletDone(outlet, 0, 0, attempts=asked.attempts)
    after = replace(fetch, ways=asked.state.to_json())
    if (failure := _failure_of(asked)) is not None:
        rows = engine.remember(Row("outlet", outlet.id, schedule.failed(after, failure, now)), *getter.rows())
        _done(engine, replace(event, failure=failure))
        await engine.write(partial(library.fetches.put, rows))
        return
    if (read := asked.read) is None:
        since = fetch.reached_at or now
        await engine.write(lambda: library.entries.note_unchanged(outlet.id, since=since, now=now))
        event = replace(event, unchanged=True)
    else:
        from careader.newsroom.appearing import take_in  # with all that cleans and labels, for the news alone

        ready = await _prepared(engine, outlet, read, now) if _is_much_new(engine, now) else {}
        ingested = await engine.write(partial(take_in, library, outlet, asked.way, read, now, ready))
        engine.changed(len(ingested.dates))
        event = replace(event, new=len(ingested.new), updated=len(ingested.edited), notes=read.notes)
    answered = schedule.answered(after, now, fresh_for=getter.fresh_for)
    rows = engine.remember(Row("outlet", outlet.id, answered), *getter.rows())
    _done(engine, event)
    await engine.write(partial(library.fetches.put, rows))


def outlet_failed(engine: Engine, key: str, failure: Failure) -> None:
    """Say of an outlet whose job came to a bad end that it failed."""
    outlet = engine.outlet(key)
    if outlet is not None:
        fetch = schedule.fetch_of(engine.state, outlet)
        engine.remember(Row("outlet", key, schedule.failed(fetch, failure, engine.library.now())))
        _done(engine, OutletDone(outlet, 0, 0, failure=failure))


def _is_much_new(engine: Engine, now: datetime) -> bool:
    """Say whether so much is coming in that a second process is worth its start, or has been started."""
    if engine.second.is_running:
        return True
    reached = (schedule.reached_at(engine.state, outlet) for outlet in engine.round.unanswered)
    return sum(time is None or now - time > _LONG_AGO for time in reached) >= _MANY


async def _prepared(engine: Engine, outlet: Outlet, read: Read, now: datetime) -> Mapping[bytes, Prepared | None]:
    """Have the second process prepare what is new of an outlet; nothing where that is done sooner here."""
    from careader.newsroom.ingest import news_of
    from careader.newsroom.preparing import prepare

    if engine.second.is_busy or not (news := await engine.parse(partial(news_of, engine.library, outlet, read))):
        return {}
    try:
        return await asyncio.wrap_future(engine.second.begin(partial(prepare, outlet, news, now)))
    except Exception as error:  # noqa: BLE001  # it is done here then, which says of which outlet it is
        _log.info("a second process did not prepare %s: %r", outlet.id, error)
        return {}


def _failure_of(asked: ask.Asked) -> Failure | None:
    """Return why an outlet gave nothing, None where it gave something; it is gone only where every way is."""
    if asked.failure is None or asked.failure.code is not Code.GONE:
        return asked.failure
    others = (attempt.failure for attempt in asked.attempts)
    return next((failure for failure in others if failure and failure.code is not Code.GONE), asked.failure)


def _done(engine: Engine, event: OutletDone) -> None:
    engine.report(engine.round.answered(event))
