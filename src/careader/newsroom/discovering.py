"""Finding the ways to an outlet whose home page is known: what it names and what is customary is tried, and told."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urljoin

from careader.model import Code, Failure, Outlet, Ownership, Way
from careader.net import Client, Response
from careader.newsroom.asking import ask_way
from careader.newsroom.checking import Tried, tried_way
from careader.newsroom.editing import labelled
from careader.settings import OutletEntry
from careader.sources import discovery
from careader.sources.entry import Read, to_article
from careader.sources.ways import ACCEPT_PAGE
from careader.sources.ways.telegram import channel_url
from careader.text.language import language_of
from careader.text.urls import web_url

_ACCEPT = f"application/rss+xml,application/atom+xml,application/feed+json,{ACCEPT_PAGE}"
_ENOUGH = 12
"""So many articles are read to guess language and country."""
_NO_TLS = (Code.TLS, Code.REFUSED, Code.TIMEOUT, Code.UNREACHABLE, Code.NO_PROPER_ANSWER)
"""What comes of asking for https where only http is spoken; a certificate that is not valid is no such thing."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of an outlet.

    `tried` are the ways that were tried, each with what it gives or why it gives nothing; `ways` those to keep, in
    order. `name`, `language`, `countries` and `ownership` are guesses, empty or None where there is nothing to go by.
    `unreachable` is why the address could not be looked at: it may be right all the same.
    """

    tried: tuple[Tried, ...] = ()
    ways: tuple[Way, ...] = ()
    name: str = ""
    language: str = ""
    countries: tuple[str, ...] = ()
    ownership: Ownership | None = None
    unreachable: Failure | None = None
    address: str = ""
    """The address that was looked at."""


@dataclass(slots=True)
class _Search:
    """A search under way: what was tried, and what each way that answers holds."""

    client: Client
    outlet: Outlet
    now: datetime
    tried: dict[Way, Tried] = field(default_factory=dict)
    reads: dict[Way, Read] = field(default_factory=dict)

    async def try_all(self, ways: Iterable[Way]) -> None:
        """Try ways side by side."""
        fresh = [way for way in dict.fromkeys(ways) if way not in self.tried]
        reads = await asyncio.gather(
            *(ask_way(self.client, self.outlet, way, now=self.now, named_by=self.outlet.url) for way in fresh)
        )
        for way, read in zip(fresh, reads, strict=True):
            if isinstance(read, Read) and not read.entries:
                read = Failure(self.outlet.name, Code.NO_ENTRIES)
            self.tried[way] = await asyncio.to_thread(tried_way, self.outlet, way, read, self.now)
            if isinstance(read, Read):
                self.reads[way] = read

    async def try_until(self, kind: str, addresses: Iterable[str]) -> None:
        """Try addresses of one kind, one after the other, until one answers; those that do not exist are not told."""
        for address in addresses:
            if self.answers(kind):
                return
            await self.try_all([way := Way(kind, address)])
            if way not in self.reads:
                del self.tried[way]

    def answers(self, kind: str) -> bool:
        """Say whether a way of a kind has answered."""
        return any(way.kind == kind for way in self.reads)


def address_of(typed: str) -> str:
    """Return the address that somebody means: a channel for `@name`, https where no scheme is said; "" for none."""
    typed = typed.strip()
    if channel := channel_url(typed):
        return channel
    if not typed or typed.startswith("@") or any(sign.isspace() for sign in typed):
        return ""
    if "://" in typed:
        return web_url(typed)
    return web_url(f"https://{typed}") if "." in typed.partition("/")[0] else ""  # a word alone names no host


def entry_of(entry: OutletEntry, found: Found) -> OutletEntry:
    """Return an outlet to add as it was found; what was said of it goes before what is guessed."""
    url = entry.url or ""
    is_feed = found.ways == (Way("feed", url),)
    return replace(
        entry,
        url=url if is_feed else None,
        way=None if is_feed else found.ways,
        name=entry.name or found.name or None,
        language=entry.language or found.language or None,
        countries=entry.countries or found.countries or None,
        ownership=entry.ownership or found.ownership,
    )


async def discover(client: Client, typed: str, now: datetime) -> Found:
    """Find the ways to the outlet at an address: of its feed, its home page, its channel (`@name` too).

    Where no scheme is said https is tried first, and http only where nothing that speaks TLS is there.
    """
    address = address_of(typed) or typed
    found = await _discover(client, address, now)
    if "://" not in typed and found.unreachable and found.unreachable.code in _NO_TLS:
        plain = address.replace("https://", "http://", 1)
        in_plain = await _discover(client, plain, now)
        if not in_plain.unreachable:
            return replace(in_plain, address=plain)
    return replace(found, address=address)


async def _discover(client: Client, address: str, now: datetime) -> Found:
    channel = channel_url(address)
    outlet = Outlet("", address, channel or address, "")
    search = _Search(client, outlet, now)
    if channel:
        await search.try_all([Way("telegram", channel)])
        return await asyncio.to_thread(_found, search, channel, "")
    answer = await client.get(address, accept=_ACCEPT)
    if isinstance(answer, Failure):
        if answer.code is Code.GONE or answer.params.get("status") == 404:  # it was reached, and has nothing there
            return Found((Tried(Way("feed", address), answer),))
        return Found(unreachable=answer)
    name, home = "", answer.url
    await search.try_all([Way("feed", address)])
    if not search.answers("feed"):
        if (failure := search.tried[Way("feed", address)].failure) and failure.code in (Code.BOT_CHECK, Code.CONSENT):
            return Found(unreachable=failure)
        if _is_page(answer):
            search.tried.clear()
            tree = await asyncio.to_thread(discovery.tree_of, answer.content, answer.headers.get("content-type", ""))
            name = discovery.name_of(tree)
            await search.try_all(discovery.ways_on(tree, home))
            await _try_customary(search, home)
        elif not search.reads:
            await search.try_all([Way("wordpress", address), Way("sitemap", address)])
    return await asyncio.to_thread(_found, search, home, name)


async def _try_customary(search: _Search, home: str) -> None:
    """Try what no page has to name: the usual addresses of a feed and of a sitemap, and the page itself."""
    await search.try_until("feed", discovery.feed_paths(home))
    if not search.answers("feed"):
        await search.try_until("wordpress", [home])
    robots = await search.client.get(urljoin(home, "/robots.txt"), accept="text/plain,*/*;q=0.1")
    text = robots.content.decode("utf-8", "replace") if isinstance(robots, Response) else ""
    await search.try_until("sitemap", discovery.sitemap_paths(home, text))
    await search.try_all([Way("page", home)])


def _is_page(answer: Response) -> bool:
    start = answer.content[:4096].lower()
    return "html" in answer.headers.get("content-type", "").lower() or b"<html" in start or b"<!doctype html" in start


def _found(search: _Search, home: str, name: str) -> Found:
    """Choose the ways to keep, one of each kind: the feed with the most, then the others in their order."""
    chosen: list[Way] = []
    for kind in ("feed", "wordpress", "sitemap", "page", "telegram"):
        answering = [way for way in search.reads if way.kind == kind]
        if answering:
            best = max(answering, key=lambda way: (search.tried[way].articles, -answering.index(way)))
            chosen.append(best if kind == "feed" else answering[0])
    if not chosen:
        return Found(tuple(search.tried.values()), name=name)
    read = search.reads[chosen[0]]
    made = [article for entry in read.entries[:_ENOUGH] if (article := to_article(entry, search.outlet, search.now))]
    told = [labelled(article).countries for article in made]
    languages = Counter(language_of(f"{article.title}. {article.summary}", article.language or "") for article in made)
    languages.pop("", None)
    return Found(
        tried=tuple(search.tried.values()),
        ways=tuple(chosen),
        name=name or read.title,
        language=languages.most_common(1)[0][0] if languages else "",
        countries=discovery.country_of(home, told),
        ownership=discovery.ownership_of(home),
    )
