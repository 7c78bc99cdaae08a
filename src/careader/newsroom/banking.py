"""Asking the banks: for the newest rates, and once for the months before them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from careader.model import CONVERTIBLE, Failure
from careader.net import Client
from careader.newsroom.events import Event, HistoryDone, RateDone
from careader.newsroom.quoting import has_history, known_quotes
from careader.rates import chain
from careader.rates.change import PEGS
from careader.settings import Settings
from careader.store.fetches import Asked

if TYPE_CHECKING:
    from careader.newsroom import Newsroom

HISTORY_DAYS = 90
"""How many days back the history goes that is asked for once."""

_MISSED = timedelta(days=10)  # a series that begins on a holiday or a weekend later is as long as it can be
_TRIED_AGAIN = timedelta(days=1)
_HISTORY_SECONDS = 60
_EARLY = timedelta(seconds=30)  # a clock that ticks as often as rates are due must not find them due a second later


@dataclass(frozen=True, slots=True)
class Banked:
    """What a round came to: the failures of currencies nobody answered for, and whether any bank answered."""

    failures: tuple[Failure, ...] = ()
    reached: bool = False


def wanted(settings: Settings) -> tuple[str, ...]:
    """Give the currencies that are asked for: those of the bar, then those that amounts are converted into."""
    return tuple(dict.fromkeys((*settings.rate_currencies, *CONVERTIBLE)))


def due(newsroom: Newsroom) -> tuple[str, ...]:
    """Give the currencies whose time has come: asked long enough ago, or never, or in vain."""
    latest = newsroom.now() - timedelta(minutes=newsroom.settings.rate_minutes) + _EARLY
    asked = newsroom.log.currencies

    def is_due(last: Asked | None) -> bool:
        return last is None or not last.provider or last.asked_at is None or last.asked_at <= latest

    return tuple(currency for currency in wanted(newsroom.settings) if is_due(asked.get(currency)))


async def ask_banks(
    newsroom: Newsroom, client: Client, currencies: Sequence[str], report: Callable[[Event], None]
) -> Banked:
    """Ask for these currencies, keep and report each as it is answered."""
    failures: tuple[Failure, ...] = ()
    reached = False
    now, log = newsroom.now(), newsroom.log
    known = known_quotes(newsroom.quotes, currencies, now=now)
    endpoints = newsroom.settings.rate_endpoints
    async for answer in chain.ask(client.get, endpoints=endpoints, now=now, currencies=currencies, known=known):
        newsroom.quotes.put(answer.quotes, now=now)
        before = log.currencies.get(answer.currency)
        log.currencies[answer.currency] = Asked(
            answer.provider,
            list(answer.failures),
            answer.note,
            asked_at=now,
            history_at=before.history_at if before else None,
        )
        reached = reached or bool(answer.quotes and answer.currency not in PEGS)
        failures += answer.failures if not answer.quotes else ()
        report(RateDone(answer.currency, answer.provider, answer.failures))
    return Banked(failures, reached)


async def refresh_rates(newsroom: Newsroom, report: Callable[[Event], None], *, only_due: bool) -> Banked:
    """Ask the banks alone, with a client of their own; nobody where nothing is due."""
    currencies = due(newsroom) if only_due else wanted(newsroom.settings)
    if not newsroom.settings.rates_enabled or not currencies:
        return Banked(reached=True)
    async with Client(now=newsroom.now, backoff=newsroom.log.hosts, key_of=newsroom.key_of) as client:
        banked = await ask_banks(newsroom, client, currencies, report)
        await fill_history(newsroom, client, currencies, report)
    newsroom.log.hosts |= client.backoff
    await asyncio.to_thread(newsroom.log.save)
    return banked


async def fill_history(
    newsroom: Newsroom, client: Client, currencies: Sequence[str], report: Callable[[Event], None]
) -> None:
    """Ask for the last months of each currency that lacks them, one after the other, and not twice a day.

    It ends after a minute, whatever is lacking then: there is another day.
    """
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_HISTORY_SECONDS):
            await _fill_history(newsroom, client, currencies, report)


async def _fill_history(
    newsroom: Newsroom, client: Client, currencies: Sequence[str], report: Callable[[Event], None]
) -> None:
    now = newsroom.now()
    first = now.date() - timedelta(days=HISTORY_DAYS)
    for currency in currencies:
        asked = newsroom.log.currencies.get(currency, Asked())
        if currency in PEGS or not asked.provider or (asked.history_at and now - asked.history_at < _TRIED_AGAIN):
            continue
        if has_history(newsroom.quotes.series(currency), first + _MISSED):
            continue
        asked.history_at = now
        endpoints = newsroom.settings.rate_endpoints
        quotes = await chain.history(client.get, endpoints=endpoints, now=now, currency=currency, days=HISTORY_DAYS)
        if not isinstance(quotes, Failure) and (filled := newsroom.quotes.fill(quotes)):
            report(HistoryDone(currency, filled))
