"""The ways to an outlet's articles, one file each: feed, WordPress, sitemap, listing page, Telegram.

A way is pure: it says what to ask for and reads what came. A new file in this folder is a new way, by the name of the
file:

    requests(outlet, way, state, answers) -> what to ask for next, given what was answered so far; nothing when enough
    read(outlet, way, answers, now=...)   -> the entries, or a Failure that says why there are none
    known(outlet, way, answers)           -> what to remember for the next time, in the way's own words

`answers` has an answer, or the Failure of one, for each request, in their order. The first answer is never one that
did not change (304): then nothing is read.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Protocol, cast

from careader import __version__
from careader.model import Code, Failure, Outlet, Way
from careader.net import ACCEPT_FEED, Response
from careader.sources.entry import RULES, Read
from careader.walls import asks_for_consent, bot_check

ACCEPT_PAGE = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"
ACCEPT_JSON = "application/json,*/*;q=0.1"

_ORDER = ("feed", "wordpress", "sitemap", "page", "telegram")
KINDS: tuple[str, ...] = tuple(
    sorted(
        (module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")),
        key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name),
    )
)
"""What `kind` of an `[[outlet.way]]` may be: the names of the files here, the richest first."""

Answer = Response | Failure


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to ask for: an address and what is accepted as an answer."""

    url: str
    accept: str = ACCEPT_FEED


@dataclass(frozen=True, slots=True)
class State:
    """What is remembered of a way: the validators of its first answer, and what the way itself wants to know again.

    `moved_to` is where permanent redirects have led to; `gone` says that the address is gone for good (HTTP 410).
    `body` is the `hash_of` the answers that were read last.
    """

    etag: str = ""
    last_modified: str = ""
    known: str = ""
    moved_to: str = ""
    gone: bool = False
    body: str = ""


def hash_of(answers: Sequence[Answer]) -> str:
    """Return a hash of all that a way reads of these answers, and of the version that reads it; "" where one failed.

    Answers with the hash of those before them hold nothing new, whatever else their headers say.
    """
    seen = blake2b(f"{__version__} {RULES!r}".encode(), digest_size=16)
    for answer in answers:
        if isinstance(answer, Failure):
            return ""
        said = (answer.url, answer.headers.get("content-type", ""), str(len(answer.content)))
        seen.update("\x1f".join(said).encode("utf-8", "replace"))
        seen.update(answer.content)
    return seen.hexdigest()


class Reader(Protocol):
    """What a file in this folder offers; see the docstring of the package."""

    def requests(self, outlet: Outlet, way: Way, state: State, answers: Sequence[Answer]) -> list[Request]:
        """Return what to ask for next."""

    def read(self, outlet: Outlet, way: Way, answers: Sequence[Answer], *, now: datetime) -> Read | Failure:
        """Return the entries that the answers hold."""

    def known(self, outlet: Outlet, way: Way, answers: Sequence[Answer]) -> str:
        """Return what to remember."""


def reader(kind: str) -> Reader:
    """Return the reader of a kind of way, one of `KINDS`."""
    return cast(Reader, importlib.import_module(f"{__name__}.{kind}"))


def ways_of(outlet: Outlet) -> tuple[Way, ...]:
    """Return the ways of an outlet in the order in which they are tried; without any, its address is a feed."""
    return outlet.ways or (Way("feed", outlet.url),)


def first_answer(outlet: Outlet, answers: Sequence[Answer]) -> Response | Failure:
    """Return the first usable answer, or why there is none: nothing came, or a wall stands in front of it."""
    usable = [answer for answer in answers if isinstance(answer, Response)]
    if not usable:
        return next((answer for answer in answers if isinstance(answer, Failure)), Failure(outlet.name, Code.EMPTY))
    return wall(outlet, usable[0]) or usable[0]


def wall(outlet: Outlet, answer: Response) -> Failure | None:
    """Return what stands in front of what was asked for, where the answer is a page about that."""
    start = answer.content[:2048].lstrip().lower()
    if not start.startswith(b"<") or not (b"<html" in start or b"<!doctype html" in start):
        return None
    if (service := bot_check(answer.headers, answer.content)) is not None:
        return Failure(outlet.name, Code.BOT_CHECK, {"service": service})
    return Failure(outlet.name, Code.CONSENT) if asks_for_consent(answer.url, "") else None
