"""A refresh beside newsboat's: `refresh [FEEDS [ENTRIES]]` (40 feeds of 50 entries with full texts, unless others).

Each program fetches the same feeds of a made stream from this machine, 40 hosts of it, three times: with nothing kept,
and unchanged (the server answers 200 each time, careader is told `--force`). careader labels every article and puts it
into its story besides; so long as that takes, what has come can be read: how long it takes until the first articles are
kept, and until they are in their stories, is said too. CPU seconds of the program, and seconds by the clock; newsboat
(Debian: `apt-get install newsboat`) is passed over where it is not installed.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks._made import Stream, feed_of
from tests.benchmarks._programs import installed

_ROUNDS = ("cold", "unchanged", "unchanged again")


_WATCH = """
import asyncio, sys
from pathlib import Path
from careader.newsroom import Newsroom
from careader.newsroom.events import OutletDone, StoriesChanged
from careader.settings import Paths
def report(event):
    if isinstance(event, OutletDone) and event.new or isinstance(event, StoriesChanged):
        print(type(event).__name__, flush=True)
home = Path(sys.argv[1]).parent
with Newsroom.open(Paths(home / "settings.toml", home / "data", home / "cache")) as library:
    asyncio.run(library.refresh(report))
"""


class Run(NamedTuple):
    """What one run of a program took."""

    cpu: float
    clock: float


def main(arguments: list[str]) -> int:
    """Print a line for each round and program."""
    feeds, entries = (int(one) for one in (*arguments, *("40", "50")[len(arguments) :]))
    made = Stream(seed=4).of_outlets(feeds * entries * 3)
    bodies = [feed_of(outlet.name, of_outlet[:entries]) for outlet, of_outlet in islice(made.values(), feeds)]
    pages = {f"/{number}": body for number, body in enumerate(bodies)}
    print(f"{feeds} feeds, {sum(map(len, bodies)) / 1e6:.1f} MB")
    with tempfile.TemporaryDirectory() as folder, _Server(pages) as server:
        urls = [server.at(number) for number in range(feeds)]
        (Path(folder) / "first").mkdir()
        _careader(Path(folder) / "first", urls[:1])
        first = _first_articles(Path(folder) / "first" / "more", urls)
        ours = _careader(Path(folder), urls)
        theirs = _newsboat(Path(folder), urls) if shutil.which("newsboat") else []
    print(f"the first articles are kept after {first[0]:.2f} s by the clock, in their stories after {first[1]:.2f} s")
    for number, name in enumerate(_ROUNDS):
        line = f"{name:16} careader {ours[number].cpu:6.2f} s of CPU, {ours[number].clock:6.2f} s"
        if theirs:
            line += f"; newsboat {theirs[number].cpu:5.2f} s of CPU, {theirs[number].clock:5.2f} s"
            line += f"; {ours[number].cpu / theirs[number].cpu:.1f} times the CPU"
            line += f", {ours[number].clock / theirs[number].clock:.1f} times the clock"
        print(line)
    return 0


def _first_articles(home: Path, urls: Sequence[str]) -> tuple[float, float]:
    """Return the seconds from the start of a program until the first articles are kept, and until they are grouped."""
    home.mkdir()
    environment, settings = _places(home), _settings(home, urls)
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", _WATCH, str(settings)], env=environment, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        seen: dict[str, float] = {}
        for line in running.stdout:
            seen.setdefault(line.strip(), time.perf_counter() - begun)
    return seen["OutletDone"], seen["StoriesChanged"]


def _careader(home: Path, urls: Sequence[str]) -> list[Run]:
    command = [sys.executable, "-m", "careader", "--config", str(_settings(home, urls)), "refresh"]
    return [_run(command if name == "cold" else [*command, "--force"], _places(home)) for name in _ROUNDS]


def _settings(home: Path, urls: Sequence[str]) -> Path:
    settings = home / "settings.toml"
    tables = "".join(f'[[outlet]]\nid = "feed{n}"\nurl = "{url}"\nlanguage = "ru"\n' for n, url in enumerate(urls))
    settings.write_text(f"[outlets]\ndefaults = false\n[rates]\nenabled = false\n{tables}", encoding="utf-8")
    return settings


def _places(home: Path) -> dict[str, str]:
    clean = installed({name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")})
    return clean | {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}


def _newsboat(home: Path, urls: Sequence[str]) -> list[Run]:
    (home / "urls").write_text("\n".join(urls) + "\n", encoding="utf-8")
    (home / "config").write_text("reload-threads 8\nmax-items 0\n", encoding="utf-8")
    command = ["newsboat", "-q", "-C", str(home / "config"), "-u", str(home / "urls"), "-c", str(home / "newsboat.db")]
    return [_run([*command, "-x", "reload"], _places(home)) for _ in _ROUNDS]


def _run(command: Sequence[str], places: Mapping[str, str]) -> Run:
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, env=dict(places), check=True, stdout=subprocess.DEVNULL, timeout=600)
    took, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, took)


class _Server:
    """Serves pages at addresses of this machine, a host for each."""

    def __init__(self, pages: Mapping[str, bytes]) -> None:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                body = pages.get(self.path, b"")
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "application/rss+xml; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)  # all of 127.0.0.0/8

    def at(self, number: int) -> str:
        """Return the address of a page."""
        return f"http://127.0.0.{number + 2}:{self._server.server_port}/{number}"

    def __enter__(self) -> _Server:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
