"""Trying outlets without keeping what they send: who answers, by which way, and with how much."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from careader.model import Failure, Outlet, Way
from careader.net import Client
from careader.newsroom.asking import OutletState, ask_outlet, ask_way
from careader.newsroom.clients import client_of
from careader.sources.entry import Read, to_article
from careader.sources.ways import ways_of

if TYPE_CHECKING:
    from careader.newsroom import Newsroom


@dataclass(frozen=True, slots=True)
class Tried:
    """A way that was tried: why it gave nothing, or how many articles, how many with their whole text, the newest."""

    way: Way
    failure: Failure | None = None
    articles: int = 0
    whole: int = 0
    newest: datetime | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """An outlet and its ways that were tried, in order."""

    outlet: Outlet
    tried: tuple[Tried, ...]

    @property
    def answered(self) -> Tried | None:
        """The first way that answered."""
        return next((tried for tried in self.tried if tried.failure is None), None)


async def check(newsroom: Newsroom, outlets: Sequence[Outlet], *, every_way: bool = False) -> list[Checked]:
    """Ask each outlet once, by its ways in order until one answers, or by every one of them."""
    async with client_of(newsroom) as client:
        return list(
            await asyncio.gather(*(_check(client, outlet, newsroom.now(), every_way=every_way) for outlet in outlets))
        )


async def _check(client: Client, outlet: Outlet, now: datetime, *, every_way: bool) -> Checked:
    if every_way:
        ways = ways_of(outlet)
        reads = await asyncio.gather(*(ask_way(client, outlet, way, now=now) for way in ways))
        tried = [
            await asyncio.to_thread(tried_way, outlet, way, read, now) for way, read in zip(ways, reads, strict=True)
        ]
        return Checked(outlet, tuple(tried))
    asked = await ask_outlet(client, outlet, OutletState(), now=now)
    failed = [Tried(attempt.way, attempt.failure) for attempt in asked.attempts if attempt.failure]
    if asked.way is None or asked.read is None:
        return Checked(outlet, tuple(failed))
    return Checked(outlet, (*failed, await asyncio.to_thread(tried_way, outlet, asked.way, asked.read, now)))


def tried_way(outlet: Outlet, way: Way, read: Read | Failure, now: datetime) -> Tried:
    """Count what a way gave."""
    if isinstance(read, Failure):
        return Tried(way, read)
    articles = [article for entry in read.entries if (article := to_article(entry, outlet, now))]
    return Tried(
        way,
        articles=len(articles),
        whole=sum(article.complete for article in articles),
        newest=max((article.published for article in articles if article.published), default=None),
        title=read.title,
    )
