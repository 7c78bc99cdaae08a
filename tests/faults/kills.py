"""Kill careader -9 at random instants, and look at what is left.

`python -m tests.faults.kills ROUNDS [SCENARIO ...]` runs each scenario so often and prints a line for it: how many of
the processes were killed before their end, and what was lost. The exit code is 1 where anything was. What must hold:

- every file can be read as it is, nothing has to be set aside;
- what a command called done is there, and so is every article of an import that ended;
- a mark of the reader that is older than a second and a half (half a second, and a busy machine) is there;
- the next start works, also in the middle of a first start or of an upgrade of the library.
"""

from __future__ import annotations

import contextlib
import os
import pty
import random
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from careader.cli import careader
from careader.newsroom import Newsroom
from careader.settings import Paths, load_settings
from careader.store.migrations import MIGRATIONS
from tests.library import ARTICLES, open_library

OLD_ENOUGH = 1.5
STAND = "--stand"
FEED = """<rss version="2.0"><channel><title>G</title>{}</channel></rss>"""
ITEM = "<item><title>Story {0} of the valley</title><link>https://g.example/{0}</link></item>"


@dataclass
class Home:
    """A reader's folders under a folder of the test, and what was called done in them."""

    folder: Path
    done: set[str] = field(default_factory=set)
    round: int = 0
    lasts: float = 0.0
    """How many seconds what is killed takes when it is not."""

    @property
    def paths(self) -> Paths:
        return Paths(
            self.folder / "config" / "careader" / "settings.toml",
            self.folder / "data" / "careader",
            self.folder / "cache" / "careader",
        )

    def environment(self) -> dict[str, str]:
        return {f"XDG_{name.upper()}_HOME": str(self.folder / name) for name in ("config", "data", "cache")}

    def open(self) -> Newsroom:
        return Newsroom(self.paths, load_settings(self.paths.settings))

    def clear(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.paths.data.mkdir(parents=True)


def command(home: Home, *arguments: str) -> None:
    """Run a command in this process, quietly, and end it with its exit code."""
    os.environ.update(home.environment())
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (1, 2):
        os.dup2(null, descriptor)
    try:
        careader(list(arguments), prog_name="careader")
    except SystemExit as left:
        os._exit(left.code if isinstance(left.code, int) else 1)
    finally:
        os._exit(70)


def killed_within(home: Home, work: Callable[[], None], chance: random.Random) -> int | None:
    """Fork, work, and kill at some instant of the time that it takes; return the exit code of a child that was faster.

    One in ten is left to end, which also tells how long it takes.
    """
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    began = time.monotonic()
    end = began + (chance.random() * home.lasts if home.lasts and chance.random() < 0.9 else 60.0)
    while time.monotonic() < end:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            home.lasts = time.monotonic() - began if end - began == 60.0 else home.lasts
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.0002)
    os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return None if code == -signal.SIGKILL else code


def look(home: Home) -> list[str]:
    """Open everything as the next start does; return what is wrong."""
    wrong = []
    with home.open() as room:
        wrong += [f"said: {problem}" for problem in room.problems]
        state = room.removal.imports()
        wrong += [f"import {one.number} has no articles" for one in state if not one.articles]
    with contextlib.closing(sqlite3.connect(home.paths.data / "articles.sqlite3")) as connection:
        (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
        wrong += [] if sound == "ok" else [f"integrity: {sound}"]
    wrong += [f"set aside: {file.name}" for file in home.paths.data.glob("*unreadable*")]
    return wrong


def mark(home: Home, chance: random.Random) -> tuple[bool, list[str]]:
    """`careader mark`: what it called done stays done."""
    if not home.round:
        fill(home)
    article = ARTICLES[home.round % len(ARTICLES)].id
    if home.round % len(ARTICLES) == 0:
        home.done.clear()
        with home.open() as room:
            room.set_read(ARTICLES, False)
    code = killed_within(home, lambda: command(home, "mark", article, "--read"), chance)
    if code == 0:
        home.done.add(article)
    wrong = look(home) if home.round % 5 == 0 or code not in (0, None) else []
    with home.open() as room:
        lost = home.done - room.marks.read_ids()
    return code is None, [*wrong, *(f"lost the mark of {one}" for one in lost)]


def imports(home: Home, chance: random.Random) -> tuple[bool, list[str]]:
    """`careader import`: all of a file or nothing of it, and all of it where it ended."""
    number = home.round
    if number % 50 == 0:
        home.clear()
        home.done.clear()
    items = "".join(ITEM.format(f"{number}-{n}") for n in range(40))
    file = home.folder / "feed.xml"
    file.write_text(FEED.format(items))
    code = killed_within(home, lambda: command(home, "import", str(file)), chance)
    with home.open() as room:
        titles = {article.title for _, article in room.articles.headlines()}
    ours = {f"Story {number}-{n} of the valley" for n in range(40)}
    wrong = [] if titles & ours in (set(), ours) else [f"{len(titles & ours)} of 40 articles are there"]
    if code == 0:
        home.done |= ours
    lost = home.done - titles
    return code is None, [*wrong, *look(home), *([f"lost {len(lost)} articles"] if lost else [])]


def first_start(home: Home, chance: random.Random) -> tuple[bool, list[str]]:
    """The first start of all, in empty folders."""
    home.clear()
    code = killed_within(home, lambda: command(home, "list"), chance)
    return code is None, look(home)


def upgrade(home: Home, chance: random.Random) -> tuple[bool, list[str]]:
    """The first start with a library of the oldest kind."""
    home.clear()
    with contextlib.closing(sqlite3.connect(home.paths.data / "articles.sqlite3")) as connection:
        MIGRATIONS[0](connection)
        columns = (
            "id, story, title, url, outlet, outlet_id, ownership, language, summary, author, blocks, complete, guid,"
            " countries, region, origin, seen, date"
        )
        connection.executemany(
            f"INSERT INTO article ({columns})"
            " VALUES (?, ?, ?, '', '', '', '', 'en', '', '', '[]', 0, '', '', 0, 'feed', ?, ?)",
            [(f"a{n}", f"sa{n}", f"Story {n}", *["2026-11-20T08:00:00+00:00"] * 2) for n in range(60)],
        )
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    code = killed_within(home, lambda: command(home, "list"), chance)
    wrong = look(home)
    with home.open() as room:
        count = len(room.articles.ids())
    return code is None, [*wrong, *([] if count == 60 else [f"{count} of 60 articles are there"])]


def refresh(home: Home, chance: random.Random) -> tuple[bool, list[str]]:
    """`careader refresh` of outlets on this machine."""
    if not home.round:
        home.paths.settings.parent.mkdir(parents=True, exist_ok=True)
        home.paths.settings.write_text(_newsstand())
    if home.round % 25 == 0:
        home.paths.data.mkdir(parents=True, exist_ok=True)
        for file in home.paths.data.glob("articles.sqlite3*"):
            file.unlink()
    code = killed_within(home, lambda: command(home, "refresh", "--force"), chance)
    return code is None, look(home)


def reader(home: Home, chance: random.Random) -> tuple[bool, list[str]]:
    """The reader in a terminal: stars that are older than a second and a half are there."""
    home.clear()
    fill(home)
    home.paths.settings.parent.mkdir(parents=True, exist_ok=True)
    home.paths.settings.write_text("[outlets]\ndefaults = false\n[rates]\nenabled = false\n")
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(home.environment() | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"})
        os.execv(sys.executable, [sys.executable, "-m", "careader"])
    seen, deadline, pressed = b"", time.monotonic() + 30, list[float]()
    stop = time.monotonic() + 60
    while time.monotonic() < min(deadline, stop):
        if select.select([terminal], [], [], 0.02)[0]:
            seen = seen[-20_000:] + os.read(terminal, 65536)
        if b"Almaty" in seen and not pressed:
            stop = time.monotonic() + 0.3 + chance.random() * 3
        if b"Almaty" in seen and len(pressed) < len(ARTICLES) and (not pressed or time.monotonic() - pressed[-1] > 0.3):
            os.write(terminal, b"s" if not pressed else b"js")
            pressed.append(time.monotonic())
    os.kill(child, signal.SIGKILL)
    at = time.monotonic()
    os.waitpid(child, 0)
    os.close(terminal)
    old = sum(at - time_ > OLD_ENOUGH for time_ in pressed)
    with home.open() as room:
        there = len(room.marks.starred_ids())
    wrong = [] if there >= old else [f"{there} of {old} old stars are there"]
    return True, [*look(home), *wrong, *([] if pressed else ["the reader never opened"])]


def fill(home: Home) -> None:
    """Give the home the small library."""
    home.clear()
    with tempfile.TemporaryDirectory() as folder:
        open_library(Path(folder)).close()
        shutil.copytree(Path(folder) / "data", home.paths.data, dirs_exist_ok=True)


def _newsstand() -> str:
    """Start five outlets as a process of its own, which ends with this one; return the settings that read them."""
    import atexit

    stand = subprocess.Popen([sys.executable, "-m", "tests.faults.kills", STAND], stdout=subprocess.PIPE, text=True)
    atexit.register(stand.kill)
    assert stand.stdout
    return "".join(iter(stand.stdout.readline, "\n"))


def _serve() -> None:
    from tests.newsstand import Newsstand, Page

    print("[outlets]\ndefaults = false\n[rates]\nenabled = false")
    with Newsstand() as stand:
        for outlet in range(5):
            items = "".join(ITEM.format(f"{outlet}-{n}") for n in range(30))
            url = stand.put(f"/{outlet}", Page(FEED.format(items).encode()))
            print(f'[[outlet]]\nid = "outlet-{outlet}"\nurl = "{url}"')
        print(flush=True)
        signal.pause()


SCENARIOS = {
    "mark": mark,
    "import": imports,
    "first-start": first_start,
    "upgrade": upgrade,
    "refresh": refresh,
    "reader": reader,
}


def main(arguments: list[str]) -> int:
    """Run the scenarios, all unless some are named, and print a line for each."""
    if arguments == [STAND]:
        _serve()
    rounds, names = int(arguments[0]) if arguments else 20, arguments[1:] or list(SCENARIOS)
    failed = False
    for name in names:
        chance, killed, wrong = random.Random(name), 0, list[str]()
        with tempfile.TemporaryDirectory(prefix="careader-kills-") as folder:
            home = Home(Path(folder) / "home")
            for number in range(rounds):
                home.round = number
                was_killed, found = SCENARIOS[name](home, chance)
                killed += was_killed
                wrong += [f"round {number}: {what}" for what in found]
        told = f"{name:12} {rounds:5} rounds, {killed:5} killed, {len(wrong)} wrong"
        print(told, *wrong[:5], sep="\n  ", flush=True)
        failed = failed or bool(wrong)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
