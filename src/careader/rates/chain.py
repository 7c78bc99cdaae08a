"""Who is asked for which currency, in which order, and what is made of the answers.

All currencies are asked for at once. Each has its own chain of sources, each source its own deadline, so one bank that
fails or dawdles delays nobody else. What two currencies need is fetched once.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from careader.model import CURRENCIES, Code, Failure, Quote
from careader.net import Response
from careader.rates import cbr, cbt, cbu, exchange_api, frankfurter, nbk, nbkr, nbt
from careader.rates.doubt import is_placeholder
from careader.rates.endpoints import DECREE, SOURCES, address
from careader.rates.reading import NoRateError, NotPublishedError, Page
from careader.rates.weighing import Answer, Weighing

Get = Callable[..., Awaitable[Response | Failure]]
"""`careader.net.Client.get`."""

SECONDS = 8.0
"""How long a source may take for one page."""

_log = logging.getLogger(__name__)

_ACCEPT = "application/json, application/xml, text/xml, text/html;q=0.5, */*;q=0.1"


Ask = Callable[[Page, str, date], Coroutine[Any, Any, list[Quote]]]

_BANKS: dict[str, tuple[str, Ask]] = {
    "KGS": ("nbkr", nbkr.ask),
    "KZT": ("nbk", nbk.ask),
    "TJS": ("nbt", nbt.ask),
    "UZS": ("cbu", cbu.ask),
    "TMT": ("cbt", cbt.ask),
    "RUB": ("cbr", cbr.ask),
}
"""The bank that sets the rate of a currency itself, where it is asked."""


def chain_of(currency: str) -> tuple[tuple[str, Ask], ...]:
    """Give the sources of a currency in the order they are asked, as pairs of key and function."""
    bank = [_BANKS[currency]] if currency in _BANKS else []
    if currency == "TMT":  # it is never crossed through another bank
        return (*bank, (DECREE.key, cbt.decreed))
    first = [("frankfurter", frankfurter.ask)] if currency in frankfurter.PROVIDERS else []
    return tuple(dict.fromkeys((*first, *bank, ("cbr", cbr.ask), ("exchange_api", exchange_api.ask))))


async def ask(
    get: Get,
    *,
    endpoints: Mapping[str, str],
    now: datetime,
    currencies: Sequence[str] = tuple(CURRENCIES),
    known: Mapping[str, Quote] | None = None,
    seconds: float = SECONDS,
) -> AsyncIterator[Answer]:
    """Ask for the newest rates to the dollar; yield each currency as soon as it is answered.

    `endpoints` are those of the settings, `known` the quote believed so far of each currency, against which a large
    move is noticed. Nothing is raised: a currency nobody answers for comes with its failures and without quotes.
    """
    desk = _Desk(get, endpoints, now, seconds)
    chains = [asyncio.create_task(desk.answer(currency, (known or {}).get(currency))) for currency in currencies]
    try:
        for done in asyncio.as_completed(chains):
            yield await done
    finally:
        running: list[asyncio.Future[Any]] = [*chains, *desk.fetched.values()]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def history(
    get: Get, *, endpoints: Mapping[str, str], now: datetime, currency: str, days: int = 90
) -> Sequence[Quote] | Failure:
    """Ask a source that can give a range for the last `days` days of a currency's own bank, oldest first."""
    desk = _Desk(get, endpoints, now, 4 * SECONDS)
    first, today = now.date() - timedelta(days=days), now.date()
    failure = Failure(currency, Code.NO_HISTORY)
    if currency in frankfurter.PROVIDERS:
        try:
            return _come(await frankfurter.ask_since(desk.page("frankfurter"), currency, first), today)
        except NoRateError as error:
            failure = error.failure(SOURCES["frankfurter"].name)
    if currency == "KGS":
        try:
            return _come(await nbkr.ask_since(desk.page("nbkr"), first, today), today)
        except NoRateError as error:
            failure = error.failure(SOURCES["nbkr"].name)
    return failure


def _come(quotes: Sequence[Quote], today: date) -> list[Quote]:
    return [quote for quote in quotes if quote.published <= today and not is_placeholder(quote)]


@dataclass(slots=True)
class _Desk:
    """One round of asking: what was fetched in it is fetched once."""

    get: Get
    endpoints: Mapping[str, str]
    now: datetime
    seconds: float
    fetched: dict[str, asyncio.Future[Response | Failure]] = field(default_factory=dict)

    async def answer(self, currency: str, known: Quote | None) -> Answer:
        """Go down the chain of a currency until an answer will do."""
        own, _ = _BANKS.get(currency, ("", None))
        weighing = Weighing(currency, known, self.now, own, banks=("frankfurter", own))
        for key, ask_source in chain_of(currency):
            if weighing.is_enough(key) or (key == DECREE.key and known and known.provider == "CBT"):
                continue
            try:
                quotes = await ask_source(self.page(key), currency, self.now.date())
            except NoRateError as error:
                weighing.failures.append(error.failure(SOURCES[key].name))
                continue
            except Exception as error:  # noqa: BLE001  # whatever a reader trips over, the next source is asked
                _log.exception("%s by %s", currency, key)
                weighing.failures.append(Failure(SOURCES[key].name, Code.UNEXPECTED, {"error": type(error).__name__}))
                continue
            if answer := weighing.hear(key, quotes):
                return answer
        return weighing.conclude()

    def page(self, key: str) -> Page:
        """Give the function with which a source fetches its pages."""

        async def page(path: str, *, mirror: str = "") -> bytes:
            answer = await self._fetch(address(key, path, self.endpoints))
            if isinstance(answer, Failure) and mirror and key not in self.endpoints:
                second = await self._fetch(mirror)
                answer = second if isinstance(second, Response) else answer
            if isinstance(answer, Response):
                return answer.content
            missing = answer.code is Code.GONE or answer.params.get("status") == 404
            kind = NotPublishedError if missing else NoRateError
            raise kind(answer.code, answer.params, answer.retry_at)

        return page

    def _fetch(self, url: str) -> asyncio.Future[Response | Failure]:
        if url not in self.fetched:
            self.fetched[url] = asyncio.ensure_future(self.get(url, accept=_ACCEPT, deadline=self.seconds))
        return self.fetched[url]
