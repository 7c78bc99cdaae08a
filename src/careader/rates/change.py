"""What a currency is worth and what moved since when. Pure: quotes and the time in, a rate out.

A change is (this / the previous published value of the same series - 1) x 100, in the direction asked for: KZT/USD up
means that the tenge gained. Where a provider repeats Friday's value under a weekend's date, that is no publication.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Context, Decimal

from careader.model import Quote, Rate
from careader.rates.endpoints import source_of

PEGS: dict[str, Decimal] = {"TMT": Decimal("3.5")}
"""Units for one dollar of the currencies that are fixed by decree."""

_PRECISE = Context(prec=28)
_SHOWN = Context(prec=8)
_HUNDREDTH = Decimal("0.01")
_SATURDAY = 5
_LONGEST_GAP = timedelta(days=10)


def price(quote: Quote, base: str, of: str) -> Decimal:
    """Give the units of `of` for one `base` by a quote of the two, whichever way round it is published."""
    if (quote.base, quote.quote) == (base, of):
        return _PRECISE.divide(quote.value, Decimal(quote.nominal))
    if (quote.quote, quote.base) == (base, of):
        return _PRECISE.divide(Decimal(quote.nominal), quote.value)
    raise ValueError(f"{quote.base}/{quote.quote} says nothing of {base}/{of}")


def published_days(quotes: Iterable[Quote]) -> list[Quote]:
    """Give the days of publication of the series that the newest quote belongs to, oldest first, each day once."""
    by_day = sorted(quotes, key=lambda quote: quote.published)
    days: list[Quote] = []
    for quote in by_day:
        if _series(quote) != _series(by_day[-1]):
            continue
        if days and days[-1].published == quote.published:
            days.pop()
        if days and quote.published.weekday() >= _SATURDAY and _same_value(days[-1], quote):
            continue
        days.append(quote)
    return days


def rate(quotes: Sequence[Quote], *, base: str, quote: str = "USD", now: datetime, note: str = "") -> Rate | None:
    """Give what the bar shows of a pair: the newest value of up to 8 digits and its change since the day before.

    Quotes of other pairs and worthless ones are passed over; None where none is left. The change is None where the
    series has no earlier day or it lies over ten days back (no holidays are longer), and for a rate that is fixed.
    """
    days = _days_of(quotes, base, quote)
    if not days:
        return None
    newest = days[-1]
    fixed = any(_is_pegged(newest, currency) for currency in (base, quote))
    return Rate(
        base,
        quote,
        _plain(_SHOWN.plus(price(newest, base, quote))),
        None if fixed else _change(days, base, quote),
        newest.published,
        newest.provider,
        stale=not fixed and is_stale(newest, now),
        fixed=fixed,
        note=note,
    )


def change_over(quotes: Sequence[Quote], days: int, *, base: str, quote: str = "USD") -> Decimal | None:
    """Give the change in per cent between the newest value and the one in force so many days before it.

    None where the series does not reach back that far or has a gap of over ten days there.
    """
    published = _days_of(quotes, base, quote)
    if not published:
        return None
    target = published[-1].published - timedelta(days=days)
    earlier = [day for day in published if day.published <= target]
    if not earlier or target - earlier[-1].published > _LONGEST_GAP:
        return None
    return per_cent(price(published[-1], base, quote), price(earlier[-1], base, quote))


def per_cent(this: Decimal, before: Decimal) -> Decimal:
    """Give (this / before - 1) x 100 with two decimals; zero has no sign."""
    change = (_PRECISE.divide(this, before) - 1) * 100
    return change.quantize(_HUNDREDTH) + 0  # adding zero turns -0.00 into 0.00


def is_stale(quote: Quote, now: datetime) -> bool:
    """Say whether a newer publication was due: on the next weekday, when its bank's hours of publication end."""
    source = source_of(quote.provider)
    return now >= due(quote.published, source.closes if source else 24)


def due(published: date, closes: int) -> datetime:
    """Give the moment by which the publication after `published` is expected; `closes` is an hour, UTC."""
    day = published + timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, time(), UTC) + timedelta(hours=closes)


def _days_of(quotes: Sequence[Quote], base: str, quote: str) -> list[Quote]:
    return published_days(q for q in quotes if {q.base, q.quote} == {base, quote} and q.value > 0)


def _change(days: Sequence[Quote], base: str, quote: str) -> Decimal | None:
    newest = days[-1]
    if newest.change_pct is not None:  # stated by the publisher, whose printed value may be too coarse to compare
        factor = 1 + newest.change_pct / 100
        if newest.base == base:
            return per_cent(factor, Decimal(1))
        return per_cent(Decimal(1), factor) if factor > 0 else None
    if len(days) < 2 or newest.published - days[-2].published > _LONGEST_GAP:
        return None
    return per_cent(price(newest, base, quote), price(days[-2], base, quote))


def _series(quote: Quote) -> tuple[str, str, str]:
    return quote.provider, quote.base, quote.quote


def _same_value(one: Quote, other: Quote) -> bool:
    return one.value * other.nominal == other.value * one.nominal


def _is_pegged(quote: Quote, currency: str) -> bool:
    other = quote.quote if quote.base == currency else quote.base
    return currency in PEGS and other == "USD" and price(quote, "USD", currency) == PEGS[currency]


def _plain(number: Decimal) -> Decimal:
    """Write a number out, without an exponent that its text would show."""
    return Decimal(f"{number:f}")
