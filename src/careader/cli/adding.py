"""What `outlets add` finds at an address, said line by line, and what it makes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from careader import words
from careader.cli import complain, echo, fail
from careader.model import Code
from careader.settings import OutletEntry
from careader.settings.schema import LEFT_OUT, read_row

if TYPE_CHECKING:
    from careader.newsroom import Newsroom
    from careader.newsroom.checking import Tried
    from careader.newsroom.discovering import Found


def described(address: str, *, countries: str | None, **said: str | None) -> OutletEntry:
    """Return what was said of an outlet on the command line. Raises UsageError for what cannot be."""
    from careader.newsroom.discovering import address_of

    url = address_of(address)
    if not url and address.startswith("@"):
        raise click.UsageError(
            f"{address!r} is no name of a Telegram channel; they have letters, digits and _, 4 to 32"
        )
    if not url:
        raise click.UsageError(f"URL must be a site or a feed such as example.org/feed, or @name, not {address!r}")
    codes = [code for code in (countries or "").replace(" ", "").split(",") if code]
    given = {"id": "new", "url": url, "countries": codes or None, **said}
    wrong: list[str] = []
    entry: OutletEntry = read_row(
        OutletEntry,
        {key: value for key, value in given.items() if value is not None},
        (),
        lambda path, what: wrong.append(
            f"{'URL' if path[-1] == 'url' else f'--{path[-1]}'} {what.removesuffix(LEFT_OUT)}"
        ),
    )
    if wrong:
        raise click.UsageError("; ".join(wrong))
    return replace(entry, id="")


def to_add(newsroom: Newsroom, entry: OutletEntry, address: str) -> OutletEntry:
    """Try what there may be at the entry's address, say what each way gives, and return what to add."""
    from careader.newsroom.discovering import entry_of

    url = entry.url or ""
    found = asyncio.run(_discover(newsroom, address))
    entry = replace(entry, url=found.address)
    width = max((len(tried.way.kind) for tried in found.tried), default=0)
    for tried in found.tried:
        echo(f"{tried.way.kind:<{width}}  {tried.way.url}  {outcome(tried)}")
    channel = url.startswith("https://t.me/")
    if found.unreachable:
        complain(f"{words.say(found.unreachable)}; it could not be tried and is added as a feed all the same")
        return entry
    if channel and not found.ways:
        return _untried_channel(entry, found)
    if not found.ways:
        fail(f"nothing was found at {address} that can be read; nothing is changed")
    for line in _guesses(entry, found):
        echo(line)
    return entry_of(entry, found)


def _untried_channel(entry: OutletEntry, found: Found) -> OutletEntry:
    """Return a channel that did not answer as one to add, unless it said that it cannot be read."""
    failure = found.tried[0].failure
    if failure is None or failure.code in (Code.NO_PREVIEW, Code.NO_ENTRIES):
        fail(f"{words.say(failure) if failure else entry.url}; nothing is changed")
    complain(f"{words.say(failure)}; it could not be tried and is added all the same")
    way = found.tried[0].way
    return replace(entry, name=entry.name or f"@{way.url.rpartition('/')[2]}", url=None, way=(way,))


async def _discover(newsroom: Newsroom, url: str) -> Found:
    from careader.newsroom.clients import client_of
    from careader.newsroom.discovering import discover

    async with client_of(newsroom) as client:
        return await discover(client, url, newsroom.now())


def outcome(tried: Tried) -> str:
    """Say what a way gave: how many articles, how many whole, how new; or why nothing."""
    if tried.failure:
        return words.reason(tried.failure)
    return words.figures.gives(tried.articles, tried.whole, tried.newest)


def _guesses(entry: OutletEntry, found: Found) -> Iterator[str]:
    """Say what was guessed because nobody said it, and what nobody knows."""
    guessed = words.figures.guessed(
        "" if entry.language else found.language,
        () if entry.countries else found.countries,
        None if entry.ownership else found.ownership,
    )
    if guessed:
        yield words.told(f"{guessed}; --language, --countries and --ownership say otherwise.")
    if not entry.ownership and not found.ownership:
        yield words.told("Nobody has said who answers for it: --ownership, or ownership in settings.toml.")
