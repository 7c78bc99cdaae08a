"""Trying outlets without keeping what they send."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from careader.model import Failure, Outlet
from careader.net import ACCEPT_FEED, Client
from careader.sources.feed import parse_feed

if TYPE_CHECKING:
    from careader.newsroom import Newsroom


async def check(newsroom: Newsroom, outlets: Sequence[Outlet]) -> list[int | Failure]:
    """Ask each outlet once and give, in order, how many articles its feed holds or why it holds none."""
    async with Client(now=newsroom.now) as client:
        return list(await asyncio.gather(*(_check(newsroom, client, outlet) for outlet in outlets)))


async def _check(newsroom: Newsroom, client: Client, outlet: Outlet) -> int | Failure:
    answer = await client.get(outlet.url, accept=ACCEPT_FEED)
    if isinstance(answer, Failure):
        return answer
    content_type = answer.headers.get("content-type", "")
    feed = parse_feed(answer.content, outlet, now=newsroom.now(), content_type=content_type, url=answer.url)
    return feed if isinstance(feed, Failure) else len(feed.articles)
