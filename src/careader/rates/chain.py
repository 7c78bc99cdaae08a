"""Who is asked for which currency, in which order, and what is made of the answers.

All currencies are asked for at once. Each has its own chain of sources, each source its own deadline, so one bank that
fails or dawdles delays nobody else. What two currencies need is fetched once.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from careader import words
from careader.model import CURRENCIES, Code, Failure, Quote
from careader.net import Response
from careader.rates import cbr, cbt, cbu, exchange_api, frankfurter, nbk, nbkr, nbt
from careader.rates.change import price
from careader.rates.doubt import agree, is_out_of_scale, reason_to_doubt
from careader.rates.endpoints import SOURCES, address
from careader.rates.reading import NoRateError, NotPublishedError, Page

Get = Callable[..., Awaitable[Response | Failure]]
"""`careader.net.Client.get`."""

SECONDS = 8.0
"""How long a source may take for one page."""

_ACCEPT = "application/json, application/xml, text/xml, text/html;q=0.5, */*;q=0.1"
_OLDEST = timedelta(days=10)
_AHEAD = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a currency.

    `quotes` are of one series, oldest first, and empty where nobody answered. `provider` is the key of the source that
    answered. `failures` are those asked before it and why they did not serve. `note` says why the value is doubtful.
    """

    currency: str
    quotes: tuple[Quote, ...]
    provider: str
    failures: tuple[Failure, ...] = ()
    note: str = ""


Ask = Callable[[Page, str, date], Coroutine[Any, Any, list[Quote]]]

_BANKS: dict[str, tuple[str, Ask]] = {
    "KGS": ("nbkr", nbkr.ask),
    "KZT": ("nbk", nbk.ask),
    "TJS": ("nbt", nbt.ask),
    "UZS": ("cbu", cbu.ask),
}
_MANAT: tuple[tuple[str, Ask], ...] = (("cbt", cbt.ask), ("cbt", cbt.decreed))  # never crossed through another bank


def chain_of(currency: str) -> tuple[tuple[str, Ask], ...]:
    """Give the sources of a currency in the order they are asked, as pairs of key and function."""
    if currency == "TMT":
        return _MANAT
    first = [("frankfurter", frankfurter.ask)] if currency in frankfurter.PROVIDERS else []
    bank = [_BANKS[currency]] if currency in _BANKS else []
    return (*first, *bank, ("cbr", cbr.ask), ("exchange_api", exchange_api.ask))


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

    `endpoints` are those of the settings, `known` the quote shown so far of each currency, against which a large move
    is noticed. Nothing is raised: a currency nobody answers for comes with its failures and without quotes.
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
    first = now.date() - timedelta(days=days)
    failure = Failure(currency, Code.NO_HISTORY)
    if currency in frankfurter.PROVIDERS:
        try:
            return await frankfurter.ask_since(desk.page("frankfurter"), currency, first)
        except NoRateError as error:
            failure = error.failure(SOURCES["frankfurter"].name)
    if currency == "KGS":
        try:
            return await nbkr.ask_since(desk.page("nbkr"), first, now.date())
        except NoRateError as error:
            failure = error.failure(SOURCES["nbkr"].name)
    return failure


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
        failures: list[Failure] = []
        doubted: Answer | None = None
        outdated: Answer | None = None
        confirmed = False
        for key, ask_source in chain_of(currency):
            try:
                quotes = await ask_source(self.page(key), currency, self.now.date())
                newest = _newest_day(quotes, self.now.date())
            except NoRateError as error:
                failures.append(error.failure(SOURCES[key].name))
                continue
            answer = Answer(currency, tuple(quotes), key, tuple(failures))
            if newest < self.now.date() - _OLDEST:
                failures.append(Failure(SOURCES[key].name, Code.RATE_TOO_OLD, {"day": newest.isoformat()}))
                if outdated is None or newest > outdated.quotes[-1].published:
                    outdated = answer
            elif doubted is None:
                if not (doubt := reason_to_doubt(quotes, known, what=SOURCES[key].name)):
                    return answer
                failures.append(doubt)
                doubted = replace(answer, note=words.reason(doubt))
            elif is_out_of_scale(quotes, known):  # cannot settle it, but two sources that agree are not both wrong
                failures += filter(None, [reason_to_doubt(quotes, known, what=SOURCES[key].name)])
                confirmed = confirmed or agree(doubted.quotes, quotes)
            else:
                return _settle(doubted, answer, known)
        if doubted is not None:
            note = "" if confirmed else f"{doubted.note}; no other source could settle it"
            return replace(doubted, failures=tuple(failures), note=note)
        if outdated is not None and not (known and known.published > outdated.quotes[-1].published):
            return replace(outdated, failures=tuple(failures))
        return Answer(currency, (), "", tuple(failures))

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


def _newest_day(quotes: Sequence[Quote], today: date) -> date:
    day = quotes[-1].published
    if day > today + _AHEAD:  # the eve of a long holiday reaches a few days ahead
        raise NoRateError(Code.DATE_AHEAD, {"day": day.isoformat()})
    return day


def _settle(doubted: Answer, other: Answer, known: Quote | None) -> Answer:
    """Choose between a value that was to be checked and that of the next source, and say why where they disagree."""
    if agree(doubted.quotes, other.quotes):
        # Where only the first has a leap in its own series, it is its day before that is wrong.
        return replace(doubted, note="") if reason_to_doubt(other.quotes, known) else other
    first = SOURCES[doubted.provider].name
    second = "the decree" if other.provider == doubted.provider else SOURCES[other.provider].name
    if is_out_of_scale(doubted.quotes, known):
        return replace(other, note=f"{first}: {doubted.note}; shown is what {second} says")
    value = price(other.quotes[-1], "USD", doubted.currency)
    return replace(doubted, note=f"{doubted.note}; {second} says {value:.8g} to the dollar")
