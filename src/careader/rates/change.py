"""What a currency is worth and what moved since when. Pure: quotes and the time in, a rate out.

A change is (this / the previous published value of the same series - 1) x 100, in the direction asked for: KZT/USD up
means that the tenge gained. Where a provider repeats Friday's value under a weekend's date, that is no publication.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Context, Decimal
from itertools import pairwise

from careader import words
from careader.model import Code, Failure, Quote, Rate
from careader.rates.calendar import is_working, next_working, working_between
from careader.rates.endpoints import source_of

PEGS: dict[str, Decimal] = {"TMT": Decimal("3.5")}
"""Units for one dollar of the currencies that are fixed by decree."""

_PRECISE = Context(prec=28)
_SHOWN = Context(prec=8)
_HUNDREDTH = Decimal("0.01")
_SLIP, _WILD, _LONGEST_SLIP = Decimal(10), Decimal(33), 5
_NEW_UNITS = (10, 100, 1_000, 10_000, 100_000, 1_000_000)
_NEAR_UNIT = Decimal("0.15")
_NOTED_DAYS = 25  # a month of publications: what the changes over 7 and 30 days look at
_DAY = timedelta(days=1)


def price(quote: Quote, base: str, of: str) -> Decimal:
    """Give the units of `of` for one `base` by a quote of the two, whichever way round it is published."""
    if (quote.base, quote.quote) == (base, of):
        return _PRECISE.divide(quote.value, Decimal(quote.nominal))
    if (quote.quote, quote.base) == (base, of):
        return _PRECISE.divide(Decimal(quote.nominal), quote.value)
    raise ValueError(f"{quote.base}/{quote.quote} says nothing of {base}/{of}")


def published_days(quotes: Iterable[Quote]) -> list[Quote]:
    """Return the days of publication of the series that the newest quote belongs to, oldest first, each day once."""
    return [day.quote for day in publications(quotes)]


def rate(quotes: Sequence[Quote], *, base: str, quote: str = "USD", now: datetime, note: str = "") -> Rate | None:
    """Return what the bar shows of a pair: the newest value of up to 8 digits and its change since the day before.

    Quotes of other pairs and worthless ones are passed over; None where none is left. The change is None where the
    publication before the newest is not known, where the currency is counted in another unit since, and for a rate
    that is fixed.
    """
    days = _days_of(quotes, base, quote)
    if not days:
        return None
    newest = days[-1].quote
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
        note=note or _slip_note(days),
    )


def change_over(quotes: Sequence[Quote], days: int, *, base: str, quote: str = "USD") -> Decimal | None:
    """Return the change in per cent between the newest value and the one in force so many days before it.

    None where the series does not reach back that far or lacks publications there.
    """
    published = [day for day in _days_of(quotes, base, quote) if not day.slip]
    if not published:
        return None
    newest = published[-1].quote
    target = newest.published - timedelta(days=days)
    for earlier, later in pairwise(published):
        if earlier.quote.published <= target < later.quote.published:
            if later.follows or earlier.quote.published == target:
                return _move(newest, earlier.quote, base, quote)
            return None
    return None


def per_cent(this: Decimal, before: Decimal) -> Decimal:
    """Give (this / before - 1) x 100 with two decimals; zero has no sign."""
    change = (_PRECISE.divide(this, before) - 1) * 100
    return change.quantize(_HUNDREDTH) + 0  # adding zero turns -0.00 into 0.00


def is_stale(quote: Quote, now: datetime) -> bool:
    """Return whether a newer publication was due: on the next working day, when its bank's hours end."""
    source = source_of(quote.provider)
    return now >= due(quote.published, source.closes if source else 24, quote.provider)


def due(published: date, closes: int, series: str = "") -> datetime:
    """Return the moment by which the publication after `published` is expected; `closes` is an hour, UTC."""
    return datetime.combine(next_working(published, series), time(), UTC) + timedelta(hours=closes)


@dataclass(frozen=True, slots=True)
class Publication:
    """A quote on its day of publication.

    `follows` says that nothing was published between the one before and this, `slip` that the value is far off those
    of the days around it, which agree with each other.
    """

    quote: Quote
    follows: bool = False
    slip: bool = False


def publications(quotes: Iterable[Quote]) -> list[Publication]:
    """Return the days of publication of the series that the newest quote belongs to, oldest first."""
    by_day = sorted(quotes, key=lambda quote: quote.published)
    rows = {row.published: row for row in by_day if _series(row) == _series(by_day[-1])}
    days: list[Publication] = []
    before: Quote | None = None
    unbroken = True
    for row in rows.values():
        unbroken = unbroken and before is not None and _is_next(before, row, days[-1].quote)
        if not (days and _same_value(days[-1].quote, row) and _is_carried(row, days[-1].quote)):
            days.append(Publication(row, unbroken))
            unbroken = True
        before = row
    slips = _slips(days)
    return [replace(day, slip=place in slips) for place, day in enumerate(days)]


def in_one_unit(days: Sequence[Publication]) -> list[Publication]:
    """Return the last of these days, back to where the currency was counted in another unit; slips are left out."""
    kept = [day for day in days if not day.slip]
    prices = [price(day.quote, day.quote.base, day.quote.quote) for day in kept]
    first = max((place for place in range(1, len(kept)) if _is_new_unit(*prices[place - 1 : place + 1])), default=0)
    return kept[first:]


def _is_next(before: Quote, this: Quote, published: Quote) -> bool:
    """Return whether a series has nothing between two of its rows: its source says so, or its bank was closed."""
    if this.after == before.published:
        return True
    first, last = before.published, this.published
    if _sets_on_the_eve(published):
        first, last = first - _DAY, last - _DAY
    return working_between(first, last, this.provider) == 0


def _is_carried(row: Quote, published: Quote) -> bool:
    """Return whether a row that repeats the value published last is that one in force and no publication of its own."""
    day = row.published - _DAY if _sets_on_the_eve(published) else row.published
    return not (is_working(row.published, row.provider) and is_working(day, row.provider))


def _sets_on_the_eve(published: Quote) -> bool:
    """Return whether a rate is dated with the day after it was set: then a weekend's first day has one of its own."""
    return not is_working(published.published, published.provider)


def _slips(days: Sequence[Publication]) -> set[int]:
    """Return the places of values far off those on both sides, which agree: of one day, or of a few that are wild."""
    values = [price(day.quote, day.quote.base, day.quote.quote) for day in days]
    found: set[int] = set()
    place = 1
    while place < len(values) - 1:
        lengths = range(1, min(_LONGEST_SLIP, len(values) - 1 - place) + 1)
        length = next((length for length in lengths if _is_slip(values, place, length)), 0)
        found.update(range(place, place + length))
        place += length or 1
    return found


def _is_slip(values: Sequence[Decimal], place: int, length: int) -> bool:
    before, after = values[place - 1], values[place + length]
    far = _SLIP if length == 1 else _WILD
    wrong = values[place : place + length]
    off = min(min(abs(per_cent(this, side)), abs(per_cent(side, this))) for this in wrong for side in (before, after))
    return off > far and 2 * abs(per_cent(after, before)) < _SLIP


def _slip_note(days: Sequence[Publication]) -> str:
    slips = [day.quote.published for day in days[-_NOTED_DAYS:] if day.slip]
    return words.reason(Failure("", Code.FIGURE_LEFT_OUT, {"day": slips[-1].isoformat()})) if slips else ""


def _currency(quote: Quote) -> str:
    return quote.quote if quote.base == "USD" else quote.base


def _days_of(quotes: Sequence[Quote], base: str, quote: str) -> list[Publication]:
    return publications(q for q in quotes if {q.base, q.quote} == {base, quote} and q.value > 0)


def _change(days: Sequence[Publication], base: str, quote: str) -> Decimal | None:
    newest = days[-1].quote
    if newest.change_pct is not None:  # stated by the publisher, whose printed value may be too coarse to compare
        factor = 1 + newest.change_pct / 100
        if newest.base == base:
            return per_cent(factor, Decimal(1))
        return per_cent(Decimal(1), factor) if factor > 0 else None
    if len(days) < 2 or not days[-1].follows or days[-2].slip:
        return None
    return _move(newest, days[-2].quote, base, quote)


def _move(this: Quote, before: Quote, base: str, quote: str) -> Decimal | None:
    """Return the change in per cent, None between two units of a currency (a redenomination)."""
    now, then = price(this, base, quote), price(before, base, quote)
    return None if _is_new_unit(now, then) else per_cent(now, then)


def _is_new_unit(now: Decimal, then: Decimal) -> bool:
    factor = _PRECISE.divide(max(now, then), min(now, then))
    return any(abs(factor / unit - 1) < _NEAR_UNIT for unit in _NEW_UNITS)


def _series(quote: Quote) -> tuple[str, str, str]:
    return quote.provider, quote.base, quote.quote


def _same_value(one: Quote, other: Quote) -> bool:
    return one.value * other.nominal == other.value * one.nominal


def is_fixed(quote: Quote) -> bool:
    """Return whether a quote to the dollar is the rate that a decree has fixed."""
    return _is_pegged(quote, _currency(quote))


def _is_pegged(quote: Quote, currency: str) -> bool:
    other = quote.quote if quote.base == currency else quote.base
    return currency in PEGS and other == "USD" and price(quote, "USD", currency) == PEGS[currency]


def _plain(number: Decimal) -> Decimal:
    """Write a number out, without an exponent that its text would show."""
    return Decimal(f"{number:f}")
