"""From the quotes that are kept to the rates that the currency bar shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from careader.model import CURRENCIES, Quote, Rate
from careader.rates.change import rate
from careader.store.quotes import QuoteStore, Series

_HISTORY = timedelta(days=120)


def current_rates(store: QuoteStore, notes: Mapping[str, str], *, now: datetime) -> tuple[Rate, ...]:
    """Give the rate of each currency that has one, in the order of the bar; `notes` say why a value is doubtful."""
    found = (current_rate(store, currency, notes.get(currency, ""), now=now) for currency in CURRENCIES)
    return tuple(rate for rate in found if rate is not None)


def known_quotes(store: QuoteStore) -> dict[str, Quote]:
    """Give the newest quote of each currency that a bank has answered with."""
    newest = {}
    for currency in CURRENCIES:
        asked = [series for series in store.series(currency) if not _is_captured(series)]
        if asked:
            newest[currency] = asked[0].quotes[-1]
    return newest


def current_rate(store: QuoteStore, currency: str, note: str, *, now: datetime) -> Rate | None:
    """Give the rate of one currency from the provider that answered last, or from a captured page that is newer."""
    every = store.series(currency)
    captured = [series for series in every if _is_captured(series)]
    asked = [series for series in every if not _is_captured(series)]
    newest = max((series.quotes[-1] for series in captured), key=lambda quote: quote.published, default=None)
    if asked and (newest is None or asked[0].quotes[-1].published >= newest.published):
        recent = [quote for quote in asked[0].quotes if quote.published >= (now - _HISTORY).date()]
        return rate(recent or asked[0].quotes, base=currency, now=now, note=note)
    return None if newest is None else _as_stated(newest)


def _is_captured(series: Series) -> bool:
    return series.quotes[-1].change_pct is not None


def _as_stated(quote: Quote) -> Rate:
    """Show a captured quote as its page had it; a page that was saved says nothing of today."""
    return Rate(
        base=quote.base,
        quote=quote.quote,
        rate=quote.value / quote.nominal,
        change_pct=quote.change_pct,
        as_of=quote.published,
        provider=quote.provider,
        stale=True,
    )
