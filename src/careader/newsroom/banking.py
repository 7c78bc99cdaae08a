"""The jobs of asking the banks: for the newest rates, and for the days of the last months that are lacking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from careader.model import Failure, Quote
from careader.newsroom.events import HistoryDone, RateDone
from careader.newsroom.quoting import known_quotes, missing_since
from careader.rates import chain
from careader.rates.change import PEGS
from careader.rates.weighing import Answer
from careader.store.fetches import Asked, Row

if TYPE_CHECKING:
    from careader.newsroom import Newsroom
    from careader.newsroom.engine import Engine

_A_ROUND = timedelta(minutes=5)  # so long asking for all currencies takes at most

HISTORY_DAYS = 90
"""How many days back the history goes that is asked for."""


async def ask_for_rates(engine: Engine, keys: Sequence[str], force: bool) -> None:
    """Ask for these currencies at once; keep and report each as it is answered."""
    library, now = engine.library, engine.library.now()
    client = await engine.client()
    asked = engine.state.currencies
    known = await engine.read(lambda: known_quotes(library.quotes, asked, keys, now=now))
    endpoints = library.settings.rate_endpoints
    async for answer in chain.ask(client.get, endpoints=endpoints, now=now, currencies=keys, known=known):
        try:
            await _answered(engine, answer, known.get(answer.currency), now)
        except Exception as error:  # noqa: BLE001  # what one currency trips over is its failure alone
            engine.fail("rate", answer.currency, error)


async def _answered(engine: Engine, answer: Answer, known: Quote | None, now: datetime) -> None:
    """Keep what came of a currency, and report it."""
    library = engine.library
    before = engine.state.currencies.get(answer.currency, Asked())
    missing = await engine.write(partial(_keep, library, answer, now))
    asked = replace(
        before,
        provider=answer.provider,
        failures=list(answer.failures),
        asked_at=now,
        missing_since=missing,
    )
    if answer.quotes or answer.doubts:  # else what is shown stays, and so does what is said of it
        asked = replace(asked, doubts=list(answer.doubts), believed=known if answer.doubts else None)
    rows = engine.remember(Row("rate", answer.currency, asked))
    event = RateDone(answer.currency, answer.provider, answer.failures)
    engine.round.rated(event, reached=bool(answer.quotes and answer.currency not in PEGS))
    engine.report(event)
    await engine.write(partial(library.fetches.put, rows))


def rate_failed(engine: Engine, currency: str, failure: Failure) -> None:
    """Note that a currency was asked for in vain, so that it is not asked for again at once; not one that answered."""
    now = engine.library.now()
    before = engine.state.currencies.get(currency, Asked())
    if before.asked_at is None or abs(now - before.asked_at) > _A_ROUND:
        engine.remember(Row("rate", currency, replace(before, provider="", failures=[failure], asked_at=now)))
        event = RateDone(currency, "", (failure,))
        engine.round.rated(event, reached=False)
        engine.report(event)


def history_failed(engine: Engine, currency: str, _failure: Failure) -> None:
    """Note that the days of a currency were asked for in vain."""
    asked = engine.state.currencies.get(currency, Asked())
    engine.remember(Row("rate", currency, replace(asked, history_at=engine.library.now())))


async def ask_for_history(engine: Engine, keys: Sequence[str], force: bool) -> None:
    """Ask for the days that one currency lacks, back to three months ago."""
    [currency] = keys
    library, now = engine.library, engine.library.now()
    asked = engine.state.currencies.get(currency, Asked())
    if asked.missing_since is None:
        return
    client = await engine.client()
    days = max((now.date() - asked.missing_since.date()).days, 1)
    endpoints = library.settings.rate_endpoints
    quotes = await chain.history(client.get, endpoints=endpoints, now=now, currency=currency, days=days)

    def keep() -> tuple[int, datetime | None]:
        filled = 0 if isinstance(quotes, Failure) else library.quotes.fill(quotes)
        return filled, _missing(library, currency, now)

    filled, missing = await engine.write(keep)
    rows = engine.remember(Row("rate", currency, replace(asked, history_at=now, missing_since=missing)))
    await engine.write(lambda: library.fetches.put(rows))
    if filled:
        engine.report(HistoryDone(currency, filled))


def _keep(library: Newsroom, answer: Answer, now: datetime) -> datetime | None:
    """Keep the quotes of an answer; return since when days are lacking. Runs in the writer."""
    library.quotes.put(answer.quotes, now=now)
    return _missing(library, answer.currency, now)


def _missing(library: Newsroom, currency: str, now: datetime) -> datetime | None:
    if currency in PEGS:
        return None
    first = now.date() - timedelta(days=HISTORY_DAYS)
    lacking = missing_since(library.quotes.series(currency, since=first), first)
    return None if lacking is None else datetime.combine(max(lacking, first), time(), UTC)
