"""From a key to the frame: `keys [ARTICLES ...]` (100, 10,000 and 100,000 else), ratios in one run on one machine.

For each key the seconds of CPU of the whole program, its threads too, from the key to when the screen has nothing left
to draw: a busy machine does not change them. The median of some presses, in an app without a terminal of 120 by 40.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from textual.pilot import Pilot

from careader.newsroom import Newsroom
from careader.settings import Paths, load_settings
from careader.tui.app import make_app
from tests.benchmarks.start import fill

_TIMES = 9
_KEYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "j, a step": ((), ("j",)),
    "n, the next unread": ((), ("n",)),
    "m, a mark": ((), ("m",)),
    "s, a star": ((), ("s",)),
    "u, a filter": ((), ("u",)),
    "1, a country": ((), ("1",)),
    "G and g, the ends": ((), ("G", "g")),
    "a letter of a search": (("slash",), ("r", "backspace")),
    "a word of a search, letter by letter": (("slash",), (*"long", *["backspace"] * 4)),
}
"""What is pressed before, and what is measured; several keys are measured together and counted as so many."""


def main(arguments: list[str]) -> int:
    """Print a line for each key."""
    sizes = [int(one) for one in arguments] or [100, 10_000, 100_000]
    found = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            fill(Path(folder), size)
            found[size] = asyncio.run(measure(Path(folder)))
    for name in _KEYS:
        times = [found[size][name] * 1000 for size in sizes]
        said = ", ".join(f"{took:.1f} ms at {size:,}" for size, took in zip(sizes, times, strict=True))
        print(f"{name:38} {said}: {times[-1] / times[0]:.2f} times")
    return 0


async def measure(home: Path) -> dict[str, float]:
    """Return the seconds of CPU for each key in the library of a folder."""
    paths = Paths(home / "config/careader/settings.toml", home / "data/careader", home / "cache/careader")
    with Newsroom(paths, load_settings(paths.settings)) as newsroom:
        app = make_app(newsroom, fetch=False)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            await pilot.press("j", "u", "u", "m", "m", "slash", "r", "escape")
            return {name: await _cost(pilot, before, keys) for name, (before, keys) in _KEYS.items()}


async def _cost(pilot: Pilot[None], before: tuple[str, ...], keys: tuple[str, ...]) -> float:
    await pilot.press(*before)
    times = []
    for _ in range(_TIMES):
        start = time.process_time()
        await pilot.press(*keys)
        await pilot.pause()
        times.append((time.process_time() - start) / len(keys))
    if before:
        await pilot.press("escape")
    return statistics.median(times)
