"""The job of asking an outlet: by its ways, at the addresses they have moved to, and what it carries is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from careader.model import Failure, Outlet
from careader.net import ACCEPT_FEED, Response
from careader.newsroom import schedule
from careader.newsroom.events import OutletDone
from careader.newsroom.ingest import Ingested, ingest
from careader.sources.entry import Read
from careader.sources.feed import read_feed
from careader.store.fetches import Fetch, Moved, Row

if TYPE_CHECKING:
    from careader.newsroom.engine import Engine


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
    ) -> Response | Failure:
        """Fetch a page."""
        state = self._engine.state
        client = await self._engine.client()
        address = schedule.address_of(state, url)
        answer = await client.get(
            address, accept=accept, etag=etag, last_modified=last_modified, deadline=deadline, force=self._force
        )
        before = state.moved.get(url)
        if isinstance(answer, Response):
            self._fresh.append(answer.fresh_for)
            to = answer.moved_to or (address if address != url else "")
            self.moved[url] = schedule.moved(before, url, to)
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
    read, after = await _ask(engine, getter, outlet, fetch, now=now, force=force)
    if isinstance(read, Failure):
        failure = replace(read, what=outlet.name)
        rows = engine.remember(Row("outlet", outlet.id, schedule.failed(fetch, failure, now)), *getter.rows())
        _done(engine, OutletDone(outlet, 0, 0, failure=failure))
        await engine.write(lambda: library.fetches.put(rows))
        return

    def keep() -> Ingested:
        if read is None:
            library.entries.note_unchanged(outlet.id, since=fetch.reached_at or now, now=now)
            return Ingested()
        return ingest(library, outlet, read, now)

    ingested = await engine.write(keep)
    engine.changed(ingested.dates)
    answered = schedule.answered(after, now, fresh_for=getter.fresh_for)
    rows = engine.remember(Row("outlet", outlet.id, answered), *getter.rows())
    new, updated, notes = len(ingested.new), len(ingested.edited), read.notes if read else ()
    _done(engine, OutletDone(outlet, 0, 0, new=new, updated=updated, unchanged=read is None, notes=notes))
    await engine.write(lambda: library.fetches.put(rows))


def outlet_failed(engine: Engine, key: str, failure: Failure) -> None:
    """Say of an outlet whose job came to a bad end that it failed."""
    outlet = engine.outlet(key)
    if outlet is not None:
        fetch = schedule.fetch_of(engine.state, outlet)
        engine.remember(Row("outlet", key, schedule.failed(fetch, failure, engine.library.now())))
        _done(engine, OutletDone(outlet, 0, 0, failure=failure))


async def _ask(
    engine: Engine, getter: Getter, outlet: Outlet, fetch: Fetch, *, now: datetime, force: bool
) -> tuple[Read | Failure | None, Fetch]:
    """Return what the outlet carries, None where nothing is new, and what is remembered of it after that."""
    etag, last_modified = ("", "") if force else (fetch.etag, fetch.last_modified)
    answer = await getter.get(outlet.url, etag=etag, last_modified=last_modified)
    if isinstance(answer, Failure):
        return answer, fetch
    if answer.status == 304:
        return None, fetch
    content_type = answer.headers.get("content-type", "")
    read = await engine.parse(
        lambda: read_feed(answer.content, outlet, now=now, content_type=content_type, url=answer.url)
    )
    return read, replace(fetch, etag=answer.etag, last_modified=answer.last_modified)


def _done(engine: Engine, event: OutletDone) -> None:
    engine.report(engine.round.answered(event))
