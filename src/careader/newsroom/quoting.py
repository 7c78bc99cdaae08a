"""From the quotes that are kept to what is shown of them: the rates of the bar, and all that is known of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from careader import words
from careader.model import Failure, Quote, Rate
from careader.rates.change import change_over, in_one_unit, price, publications, rate
from careader.rates.cross import crossed
from careader.rates.doubt import reason_to_doubt
from careader.rates.endpoints import DECREE, SOURCES, Source, source_of
from careader.sample import PROVIDER as SAMPLE
from careader.store.fetches import Asked
from careader.store.quotes import QuoteStore, Series

_HISTORY = timedelta(days=120)
_BREAK = timedelta(days=10)
_AHEAD = timedelta(days=15)  # a rate can be set for the day after the longest holiday
_ENOUGH = 5
_NOTHING_ASKED = Asked()


@dataclass(frozen=True, slots=True)
class RateDetail:
    """All that is known of one currency's rate, in the direction asked for, or of a pair's.

    `currency` is what an amount is of where nothing else is said; `pair` is how the row is called (`KZT/USD`).
    `rate` is what the bar shows, None where there is no quote yet. `week` and `month` are the changes in per cent over
    7 and 30 days, None where the series does not reach back that far. `days` is every kept day of the series with its
    value, oldest first, back to where the currency was counted in another unit. Before each of the `gaps` a
    publication is lacking. `publisher` set the rate and `carrier` passed it on, where that is another. `failures` are
    those asked before, or all where nobody answered. A cross is worked out of the dollar rates of two currencies.
    """

    currency: str
    pair: str
    rate: Rate | None = None
    week: Decimal | None = None
    month: Decimal | None = None
    days: tuple[tuple[date, Decimal], ...] = ()
    publisher: Source | None = None
    carrier: Source | None = None
    failures: tuple[Failure, ...] = ()
    is_cross: bool = False
    gaps: frozenset[date] = frozenset()


def current_rates(
    store: QuoteStore, asked: Mapping[str, Asked], names: Iterable[str], *, inverted: bool, now: datetime
) -> tuple[Rate, ...]:
    """Return the rate of each of these currencies and pairs ("EUR/KZT") that has one, in this order, each once.

    Those of currencies are prices in dollars, and prices of the dollar where `inverted`; pairs are as they are written.
    `asked` says why a value is doubtful.
    """
    found = (_shown(store, asked, name, inverted=inverted, now=now)[0] for name in names)
    return tuple({rate.pair: rate for rate in found if rate is not None}.values())


def rate_detail(
    store: QuoteStore, asked: Mapping[str, Asked], name: str, *, inverted: bool, now: datetime
) -> RateDetail:
    """Return all that is known of the rate of a currency, or of a pair ("EUR/KZT")."""
    one, _, other = name.partition("/")
    currency = other if one == "USD" else one
    last = asked.get(currency, _NOTHING_ASKED)
    pair = name if other else f"USD/{currency}" if inverted else f"{currency}/USD"
    is_cross = bool(other) and "USD" not in (one, other)
    failures = tuple(last.failures) if not is_cross else ()
    shown, quotes = _shown(store, asked, name, inverted=inverted, now=now)
    if shown is None:
        return RateDetail(one, pair, failures=failures, is_cross=is_cross)
    week, month = (
        None if shown.fixed else change_over(quotes, days, base=shown.base, quote=shown.quote) for days in (7, 30)
    )
    days = in_one_unit(publications(quotes))
    source = SOURCES.get(last.provider)
    carried = source is not None and source.series != shown.provider and not is_cross and not _is_captured(quotes)
    return RateDetail(
        one if other else currency,
        pair,
        shown,
        week,
        month,
        tuple((day.quote.published, price(day.quote, shown.base, shown.quote)) for day in days),
        source_of(shown.provider),
        source if carried else None,
        failures,
        is_cross,
        frozenset(day.quote.published for day in days if not day.follows),
    )


def known_quotes(
    store: QuoteStore, asked: Mapping[str, Asked], currencies: Iterable[str], *, now: datetime
) -> dict[str, Quote]:
    """Return the quote of each of these currencies that is believed: the newest that a bank has answered with.

    Where that is in doubt it is the one that was believed before, until a week of publications is in line with it.
    """
    found: dict[str, Quote] = {}
    for currency in currencies:
        quotes = _asked_series(_come(store, currency, now=now))
        last = asked.get(currency, _NOTHING_ASKED)
        believed = (
            last.believed if last.doubts and not _is_settled(quotes, last.believed) else next(iter(quotes[-1:]), None)
        )
        if believed is not None:
            found[currency] = believed
    return found


def _is_settled(quotes: Sequence[Quote], believed: Quote | None) -> bool:
    """Return whether a series goes on from a value that was in doubt as from any other."""
    since = [day.quote for day in publications(quotes) if believed and day.quote.published > believed.published]
    return len(since) >= _ENOUGH and all(reason_to_doubt([quote], since[-1]) is None for quote in since[-_ENOUGH:])


def shown_quotes(store: QuoteStore, currency: str, *, now: datetime) -> tuple[Quote, ...]:
    """Give the quotes of a currency whose newest is shown, oldest first.

    They are of the provider that answered last, or of a captured page that is newer.
    """
    every = _come(store, currency, now=now)
    asked = _asked_series(every)
    captured = max(
        (series.quotes for series in every if _is_captured(series.quotes)),
        key=lambda quotes: quotes[-1].published,
        default=(),
    )
    return captured if captured and (not asked or captured[-1].published > asked[-1].published) else asked


def _come(store: QuoteStore, currency: str, *, now: datetime) -> list[Series]:
    """Return the series of the last months, or all where there is none; what lies ahead is an error of a clock."""
    until, since = (now + _AHEAD).date(), (now - _HISTORY).date()
    return store.series(currency, now=now, since=since, until=until) or store.series(currency, now=now, until=until)


def _asked_series(every: Iterable[Series]) -> tuple[Quote, ...]:
    """Return the series that answered last; the decree only where its bank has never been heard."""
    asked = [series.quotes for series in every if not _is_captured(series.quotes)]
    return next((quotes for quotes in asked if quotes[-1].provider != DECREE.series), next(iter(asked), ()))


def missing_since(every: Iterable[Series], first: date) -> date | None:
    """Return from which day on the most whole of the series lacks days since `first`; None where one is whole.

    Ten days without a publication are a long holiday at most.
    """
    lacking = [_gap(series.quotes, first) for series in every if not _is_captured(series.quotes)]
    return None if None in lacking else max(filter(None, lacking), default=first)


def _gap(quotes: tuple[Quote, ...], first: date) -> date | None:
    days = [first, *(quote.published for quote in quotes)]
    return next((before for before, after in pairwise(days) if after - before > _BREAK), None)


def _shown(
    store: QuoteStore, asked: Mapping[str, Asked], name: str, *, inverted: bool, now: datetime
) -> tuple[Rate | None, tuple[Quote, ...]]:
    """Return the rate of a currency or a pair, None where there is none, and the quotes that it is of."""
    one, _, other = name.partition("/")
    if not other or "USD" in (one, other):
        currency = other if one == "USD" else one
        quotes = shown_quotes(store, currency, now=now)
        turned = one == "USD" if other else inverted
        return _rate(currency, quotes, asked, inverted=turned, now=now), quotes
    legs = {currency: shown_quotes(store, currency, now=now) for currency in (one, other)}
    crosses = tuple(crossed(one, other, legs[one], legs[other]))
    found = rate(crosses, base=one, quote=other, now=now)
    if found is None:
        return None, ()
    rates = [
        leg
        for currency, quotes in legs.items()
        if (leg := _rate(currency, quotes, asked, inverted=True, now=now)) is not None
    ]
    notes = [f"{leg.quote}: {leg.note}" for leg in rates if leg.note]
    return replace(found, stale=any(leg.stale for leg in rates), note="; ".join(notes) or found.note), crosses


def _rate(
    currency: str, quotes: tuple[Quote, ...], asked: Mapping[str, Asked], *, inverted: bool, now: datetime
) -> Rate | None:
    base, quote = ("USD", currency) if inverted else (currency, "USD")
    if not quotes:
        return None
    if not _is_captured(quotes):
        note = "; ".join(map(words.say, asked.get(currency, _NOTHING_ASKED).doubts))
        return rate(quotes, base=base, quote=quote, now=now, note=note)
    newest = quotes[-1]
    if (newest.base, newest.quote) != (base, quote):
        turned = rate(quotes, base=base, quote=quote, now=now)
        return turned and replace(turned, stale=True)
    return _as_stated(newest)


def _is_captured(quotes: tuple[Quote, ...]) -> bool:
    """Return whether a series is of no bank or market that is asked: a saved page has it."""
    return source_of(quotes[-1].provider) is None and quotes[-1].provider != SAMPLE


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
