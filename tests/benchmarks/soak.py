"""A soak: `python -m tests.benchmarks soak [MINUTES]`: days go by while outlets, banks and the disk misbehave.

The time is handed in and goes a thousand times as fast: ten minutes are a week. Outlets and banks of a newsstand fail
at random, another program marks and refreshes on the same library, and a third holds its lock now and then. In the end
there must be no error that nobody foresaw, no mark may be missing, and the memory must not have grown after two thirds.
"""

from __future__ import annotations

import asyncio
import logging
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from careader.net import Client
from careader.newsroom import Newsroom
from careader.newsroom.engine import Engine
from careader.newsroom.events import Event
from careader.settings import OutletEntry, Settings
from tests.banks import KEYS, Banks, recent_figures
from tests.library import paths_in
from tests.newsstand import Fault, Newsstand, Page, Request, by_path

SPEED = 1000
START = datetime(2026, 11, 2, 6, tzinfo=UTC)
OUTLETS = 8
GROWTH = 1.25
"""How much more memory may be used in the last third than in the second."""

FAULTS = (*(fault for fault in Fault), None, None, None, None)


def clock(begun: float) -> datetime:
    """Return the time of the soak that began at a time of the wall clock."""
    return START + timedelta(seconds=(time.time() - begun) * SPEED)


def settings(addresses: list[str], endpoints: dict[str, str]) -> Settings:
    """Return settings with these outlets and banks."""
    entries = tuple(OutletEntry(f"o{n}", f"Outlet {n}", url, "en") for n, url in enumerate(addresses))
    return Settings(outlets=entries, default_outlets=False, rate_endpoints=endpoints, keep_days=3)


def feed(number: int, begun: float) -> Page:
    """Return what an outlet carries at the moment: a report for each of the last twenty hours."""
    hour = int((clock(begun) - START).total_seconds() // 3600)
    items = "".join(
        f"<item><title>Report {n} of outlet {number}: {'dam' if n % 3 else 'metro'} number {n} in Osh</title>"
        f"<link>https://outlet{number}.example/{n}</link><description>{'What happened there. ' * 20}</description>"
        f"<pubDate>{START + timedelta(hours=n):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for n in range(max(hour - 20, 0), hour + 1)
    )
    return Page(f"<rss><channel><title>O</title>{items}</channel></rss>".encode(), etag=f'"{hour}"')


async def run(folder: Path, begun: float, seconds: float) -> tuple[Counter[str], list[int]]:
    """Let an engine work until the time is over; return how often which event came, and the memory in kB."""
    counts: Counter[str] = Counter()
    memory: list[int] = []
    dice = random.Random(1)

    def hear(event: Event) -> None:
        counts[type(event).__name__] += 1

    with Newsstand() as stand:
        for number in range(OUTLETS):

            def answer(_: Request, number: int = number) -> Page:
                return feed(number, begun)

            stand.put(f"/{number}", answer)
        banks = Banks(recent_figures(START.date(), count=70), today=START.date())
        chosen = settings([stand.at(f"/{n}") for n in range(OUTLETS)], banks.open_on(stand))
        with Newsroom(paths_in(folder), chosen, now=lambda: clock(begun), key_of=by_path) as library:

            def client() -> Client:
                return Client(now=library.now, read_seconds=0.3, total_seconds=1, key_of=by_path)

            async with Engine(library, hear, open_client=client) as engine:
                while time.time() < begun + seconds:
                    path = dice.choice([*(f"/{n}" for n in range(OUTLETS)), *(f"/{key}/" for key in KEYS)])
                    fault = dice.choice(FAULTS)
                    stand.mend(path) if fault is None else stand.spoil(path, fault)
                    stand.requests.clear()
                    engine.tick()
                    await asyncio.sleep(0.03)
                    if dice.random() < 0.05:
                        await engine.look_elsewhere()
                        await engine.read(lambda: len(library.stories()))
                        memory.append(_memory())
                    if dice.random() < 0.01:
                        await asyncio.to_thread(_hold, library, dice.random())
                for path in (*(f"/{n}" for n in range(OUTLETS)), *(f"/{key}/" for key in KEYS)):
                    stand.mend(path)
                await engine.done()
    return counts, memory


def other(folder: Path, begun: float, seconds: float) -> int:
    """Be another program on the library: mark something and tidy, over and over; print what was marked."""
    dice = random.Random(2)
    while time.time() < begun + seconds:
        chosen = Settings(default_outlets=False, rates_enabled=False, keep_days=3)
        with Newsroom(paths_in(folder), chosen, now=lambda: clock(begun)) as library:
            stories = library.stories()
            if stories:
                article = dice.choice(stories).lead
                library.set_starred([article], True)
                sys.stdout.write(f"{article.id}\n")
            with suppress(sqlite3.OperationalError):  # the database may be held for longer than it waits
                asyncio.run(library.refresh(lambda _: None))
        sys.stdout.flush()
        time.sleep(0.2)
    return 0


def _hold(library: Newsroom, seconds: float) -> None:
    connection = sqlite3.connect(library.paths.data / "articles.sqlite3", isolation_level=None, timeout=5)
    with suppress(sqlite3.OperationalError):
        connection.execute("BEGIN EXCLUSIVE")
        time.sleep(seconds)
        connection.execute("ROLLBACK")
    connection.close()


def _memory() -> int:
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmRSS"))


def main(arguments: list[str]) -> int:
    """Run the soak for so many minutes (10) and say what came of it."""
    if arguments[:1] == ["--other"]:
        return other(Path(arguments[1]), float(arguments[2]), float(arguments[3]))
    seconds = float(arguments[0] if arguments else 10) * 60
    errors: list[str] = []

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno >= logging.ERROR:
                errors.append(logging.Formatter().format(record))

    logging.getLogger("careader").addHandler(Handler())
    logging.getLogger("careader").propagate = False
    with tempfile.TemporaryDirectory(prefix="soak-") as name:
        folder, begun = Path(name), time.time()
        program = [sys.executable, "-m", "tests.benchmarks", "soak", "--other", name, str(begun), str(seconds)]
        with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            counts, memory = asyncio.run(run(folder, begun, seconds))
            marked, complaints = process.communicate(timeout=120)
        wanted = Settings(default_outlets=False)
        with Newsroom(paths_in(folder), wanted, now=lambda: clock(begun)) as library:
            missing = set(marked.split()) - set(library.marks.starred_ids())
            sound, stories = library.integrity(), len(library.stories())
    third = len(memory) // 3
    before, after = max(memory[third : 2 * third], default=0), max(memory[2 * third :], default=0)
    print(f"{seconds / 60:g} minutes, {seconds * SPEED / 86400:.1f} days: {dict(counts)}")
    stars = len(set(marked.split()))
    print(f"{stories} stories; {stars} articles starred elsewhere, {len(missing)} of them lost; integrity: {sound}")
    print(f"memory: {before / 1024:.0f} MB in the second third, {after / 1024:.0f} MB in the last")
    for error in errors[:5]:
        print(error, file=sys.stderr)
    print(complaints, end="", file=sys.stderr)
    return int(bool(errors or missing or complaints or sound != "ok" or after > before * GROWTH))
