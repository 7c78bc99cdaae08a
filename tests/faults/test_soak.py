"""Some days of a soak, always the same ones: outlets and banks misbehave while two programs share a library.

`python -m tests.benchmarks soak` is the long one, with real time in it.
"""

from __future__ import annotations

import logging
import random
import sqlite3
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from careader.net import Client
from careader.newsroom import Newsroom
from careader.newsroom.engine import Engine
from careader.newsroom.events import Event, OutletDone, RefreshDone, Waiting
from careader.settings import OutletEntry, Settings
from tests.banks import Banks, recent_figures
from tests.library import paths_in
from tests.newsstand import Fault, Newsstand, Page, Request, by_path

START = datetime(2026, 11, 2, 6, tzinfo=UTC)
STEPS, STEP = 12, timedelta(hours=4)
OUTLETS = tuple(f"/outlet{number}" for number in range(2))
SLOW = {Fault.SLOW_HEADERS, Fault.SLOW_BODY, Fault.BOMB}
FAULTS = sorted(set(Fault) - SLOW, key=lambda fault: fault.value)


class Days:
    """The time, which goes on by steps, and what the outlets carry at it."""

    def __init__(self) -> None:
        self.now = START

    def feed(self, request: Request) -> Page:
        hour = int((self.now - START).total_seconds() // 3600)
        items = "".join(
            f"<item><title>Report {n} of {request.path}: {'dam' if n % 3 else 'metro'} number {n} in Osh</title>"
            f"<link>https://{request.path[1:]}.example/{n}</link><description>What happened there.</description>"
            f"<pubDate>{START + timedelta(hours=n):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
            for n in range(max(hour - 5, 0), hour + 1)
        )
        return Page(f"<rss><channel><title>O</title>{items}</channel></rss>".encode(), etag=f'"{hour}"')


class Holder:
    """A third program, which holds the library until it is said that it is waited for."""

    def __init__(self, library: Newsroom) -> None:
        path = library.paths.data / "articles.sqlite3"
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)

    def hold(self) -> None:
        self._connection.execute("BEGIN EXCLUSIVE")

    def let_go(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def close(self) -> None:
        self.let_go()
        self._connection.close()


async def test_days_of_faults_lose_nothing(
    tmp_path: Path, newsstand: Newsstand, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, "careader")
    dice, days, events, starred = random.Random(8), Days(), list[Event](), set[str]()
    for path in OUTLETS:
        newsstand.put(path, days.feed)
    banks = Banks(recent_figures(START.date(), count=20), today=START.date())
    settings = Settings(
        outlets=tuple(OutletEntry(path[1:], path[1:], newsstand.at(path), "en") for path in OUTLETS),
        default_outlets=False,
        rate_endpoints=banks.open_on(newsstand),
        keep_days=3,
        rate_minutes=60 * 24,
    )
    threads = threading.active_count()
    with Newsroom(paths_in(tmp_path), settings, now=lambda: days.now, key_of=by_path) as library:
        client = Client(now=library.now, read_seconds=2, total_seconds=5, key_of=by_path)
        holder = Holder(library)

        def heard(event: Event) -> None:
            events.append(event)
            if isinstance(event, Waiting):
                holder.let_go()

        async with Engine(library, heard, open_client=lambda: client) as engine:
            library.be_patient(0.01)
            for step in range(STEPS):
                for path in (*OUTLETS, "/nbk/", "/frankfurter/"):
                    fault = dice.choice([*FAULTS, *[None] * len(FAULTS)]) if step < STEPS - 4 else None
                    newsstand.mend(path) if fault is None else newsstand.spoil(path, fault)
                if step % 5 == 2:
                    holder.hold()
                engine.tick()
                await engine.done()
                holder.let_go()
                if step % 4 == 3:
                    with Newsroom(paths_in(tmp_path), settings, now=lambda: days.now, key_of=by_path) as other:
                        article = dice.choice(other.stories()).lead
                        other.set_starred([article], True)
                        starred.add(article.id)
                        await other.refresh(events.append, rates=False)
                await engine.look_elsewhere()
                assert starred <= library.marks.starred_ids(), "what another program marked is known within a look"
                days.now += STEP
            days.now += timedelta(days=1)
            engine.tick()
            await engine.done()
            assert all(fetch.failure is None for fetch in engine.state.outlets.values())
        holder.close()
        done = Counter(type(event) for event in events)
        assert done[OutletDone] > STEPS
        assert done[RefreshDone] > STEPS
        assert done[Waiting]
        assert {event.failure.code for event in events if isinstance(event, OutletDone) and event.failure}
        assert library.integrity() == "ok"
        assert starred <= {mark.article for mark in library.stars()}
        assert {article for article in starred if library.story(article)} == starred, "what is starred stays"
        titles = [story.lead.title for story in library.stories()]
        assert len(titles) == len(set(titles))
    assert [record.getMessage() for record in caplog.records if record.name.startswith("careader")] == []
    assert threading.active_count() <= threads + 2
