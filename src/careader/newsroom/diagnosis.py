"""What a report of a bug needs to say about an installation: versions, folders, sizes, who answered; nothing private.

Of a reader's own outlets neither name nor address is told, of articles and marks only how many there are.
"""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from careader import __version__, words
from careader.model import Failure
from careader.newsroom import schedule
from careader.newsroom.folders import shortened
from careader.store.schema import SCHEMA

if TYPE_CHECKING:
    from careader.newsroom import Newsroom

_LIBRARIES = (
    "textual",
    "rich",
    "httpx2",
    "selectolax",
    "lxml",
    "trafilatura",
    "tinydb",
    "tomlkit",
    "click",
    "filelock",
)
_OURS = ("articles.sqlite3", "marks.json", "decisions.json", "screen.json")
_VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR")

Section = tuple[str, list[tuple[str, str]]]
"""A title, and lines of what and how it is."""


def diagnosis(library: Newsroom) -> list[Section]:
    """Return everything, in the order in which it is of use. Raises nothing: what cannot be had is said."""
    return [
        ("Versions", list(_versions())),
        ("Environment", list(_environment())),
        ("Files", list(_files(library))),
        ("Library", list(_library(library))),
        ("Outlets", list(_outlets(library))),
        ("Banks", list(_banks(library))),
        ("Hosts left alone", list(_hosts(library))),
        ("Problems", [("!", shortened(problem)) for problem in library.problems]),
    ]


def _versions() -> Iterator[tuple[str, str]]:
    yield "careader", __version__
    yield "Python", f"{platform.python_version()} ({platform.python_implementation()})"
    yield "system", f"{platform.system()} {platform.release()} {platform.machine()}"
    yield "SQLite", sqlite3.sqlite_version
    for name in _LIBRARIES:
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            yield name, "not installed"


def _environment() -> Iterator[tuple[str, str]]:
    yield "terminal", f"{os.environ.get('TERM', 'none')}, {'a terminal' if sys.stdout.isatty() else 'not a terminal'}"
    yield "encoding", sys.stdout.encoding or "none"
    for name in _VARIABLES:
        if any(os.environ.get(spelling) for spelling in {name, name.upper(), name.lower()}):
            yield name, "is set"


def _files(library: Newsroom) -> Iterator[tuple[str, str]]:
    paths = library.paths
    yield "settings", f"{shortened(str(paths.settings))}, {_size(paths.settings)}"
    yield "log", f"{shortened(str(paths.log))}, {_size(paths.log)}"
    for name, folder in (("data", paths.data), ("cache", paths.cache)):
        writable = "can be written" if os.access(folder, os.W_OK) else "cannot be written"
        yield name, f"{shortened(str(folder))}, {writable if folder.is_dir() else 'is no folder'}"
        with suppress(OSError):
            for file in sorted(folder.glob("*")):
                if file.name.startswith(_OURS):
                    yield "", f"{file.name}, {_size(file)}"


def _library(library: Newsroom) -> Iterator[tuple[str, str]]:
    try:
        yield "schema", f"{library.schema} of {SCHEMA}"
        yield "articles", str(len(library.articles.ids()))
        yield "marks", str(len(library.marks.all()))
        yield "integrity", library.integrity()
    except sqlite3.Error as error:
        yield "!", f"cannot be read ({error})"


def _outlets(library: Newsroom) -> Iterator[tuple[str, str]]:
    from careader.sources.outlets import default_outlets

    known, now = {outlet.id for outlet in default_outlets()}, library.now()
    yield "enabled", str(sum(outlet.enabled for outlet in library.outlets()))
    yield "offline", "yes" if schedule.is_offline(library.log.outlets.values()) else "no"
    if insecure := sum(outlet.insecure for outlet in library.outlets()):
        yield "certificates", f"those of {insecure} are not checked"
    times = schedule.outlet_times(library.log, library.outlets(), library.settings, now, key_of=library.key_of)
    for number, (outlet, at) in enumerate(times, 1):
        fetch = schedule.fetch_of(library.log, outlet)
        name = outlet.id if outlet.id in known else f"own outlet {number}"
        said = f"answered {_time(fetch.reached_at)}, asked {_time(fetch.asked_at)}, next {_time(at)}"
        yield name, said + _failed(fetch.failure, fetch.failures, hide=outlet.id not in known)


def _banks(library: Newsroom) -> Iterator[tuple[str, str]]:
    for currency in schedule.wanted(library.settings):
        asked = library.log.currencies.get(currency)
        if asked is None:
            yield currency, "never asked"
            continue
        failures = "; ".join(words.say(failure) for failure in asked.failures)
        answered = f"{asked.provider or 'nobody'} answered {_time(asked.asked_at)}"
        lacking = f", days are lacking since {asked.missing_since:%Y-%m-%d}" if asked.missing_since else ""
        yield currency, f"{answered}{lacking}{'; ' + failures if failures else ''}"


def _hosts(library: Newsroom) -> Iterator[tuple[str, str]]:
    from careader.sources.outlets import default_outlets

    known = {library.key_of(outlet.url) for outlet in default_outlets()}
    for number, (host, pause) in enumerate(library.log.hosts.items(), 1):
        name = host if host in known else f"own host {number}"
        yield name, f"until {_time(pause.until)}" + _failed(pause.failure, pause.failures, hide=True)


def _failed(failure: Failure | None, times: int, *, hide: bool) -> str:
    if failure is None:
        return ""
    said = failure.code if hide else words.reason(failure)
    return f"; {said}, {times} times in a row" if times > 1 else f"; {said}"


def _time(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}Z" if moment else "never"


def _size(path: Path) -> str:
    try:
        return f"{path.stat().st_size:,} bytes"
    except OSError as error:
        return error.strerror or "cannot be looked at"
