"""How long keys may have to wait while news comes: `blocked [ARTICLES ...]` (1,000 and 100,000 else).

Fifty new articles of a made stream are taken in by a thread and listed, as a refresh does, while a task on the event
loop looks at the clock every millisecond: the longest time between two looks, and how much of it the loop itself
worked (its CPU). The rest of the longest time is other threads and other programs. The median of some turns.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from careader.model import Outlet
from careader.newsroom import Newsroom
from careader.newsroom.events import StoriesChanged
from careader.newsroom.ingest import ingest
from careader.settings import Paths, load_settings
from careader.sources.entry import Entry, Read
from careader.tui.app import CareaderApp, make_app
from careader.tui.messages import News
from tests.benchmarks._made import Stream
from tests.benchmarks.start import fill
from tests.library import NOW

_TURNS = 5
_NEW = 50


def main(arguments: list[str]) -> int:
    """Print a line for each size."""
    for size in [int(one) for one in arguments] or [1_000, 100_000]:
        with tempfile.TemporaryDirectory() as folder:
            fill(Path(folder), size)
            worked, waited = asyncio.run(measure(Path(folder)))
        print(
            f"{size:7,} articles, {_NEW} new: the event loop worked {worked * 1000:.1f} ms at a stretch at most,"
            f" and {waited * 1000:.1f} ms passed between two looks"
        )
    return 0


async def measure(home: Path) -> tuple[float, float]:
    """Return the longest stretch of work of the event loop, and the longest time between two looks, in seconds."""
    paths = Paths(home / "config/careader/settings.toml", home / "data/careader", home / "cache/careader")
    stream = Stream(seed=7)
    found = []
    with Newsroom(paths, load_settings(paths.settings)) as newsroom:
        app = make_app(newsroom, fetch=False)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            for turn in range(_TURNS):
                made = stream.of_outlets(_NEW, until=NOW + timedelta(minutes=turn + 2))
                found.append(await _longest(app, newsroom, made))
                await pilot.pause()
    worked, waited = zip(*found, strict=True)
    return statistics.median(worked), statistics.median(waited)


async def _longest(
    app: CareaderApp, newsroom: Newsroom, made: dict[str, tuple[Outlet, list[Entry]]]
) -> tuple[float, float]:
    looks: list[tuple[float, float]] = []

    async def look() -> None:
        while True:
            looks.append((time.thread_time(), time.perf_counter()))
            await asyncio.sleep(0.001)

    def take_in() -> None:
        for outlet, entries in made.values():
            ingest(newsroom, outlet, Read(tuple(entries)), NOW)

    looking = asyncio.create_task(look())
    await asyncio.to_thread(take_in)
    app.main.post_message(News(StoriesChanged(_NEW)))
    await asyncio.sleep(0.5)
    looking.cancel()
    steps = list(pairwise(looks))
    return max(after[0] - before[0] for before, after in steps), max(after[1] - before[1] for before, after in steps)
