"""The price of one currency in another, worked out of what the two cost in dollars. Pure: quotes in, quotes out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context

from careader.model import Quote
from careader.rates.change import Publication, is_fixed, price, publications

_PRECISE = Context(prec=28)


def crossed(one: str, other: str, ones: Sequence[Quote], others: Sequence[Quote]) -> list[Quote]:
    """Return what one unit of a currency costs in another, oldest first; `ones` and `others` price them in dollars.

    There is a row for each day on which both were published, and for the newest day that both have reached. `after` is
    the day of the row before where neither lacks a publication between them. A currency that is fixed has its value on
    every day. Empty where one has no quotes.
    """
    first = [day for day in publications(ones) if not day.slip]
    second = [day for day in publications(others) if not day.slip]
    if not first or not second:
        return []
    if is_fixed(first[-1].quote):
        first = [Publication(first[-1].quote, follows=True)]
        days = [day.quote.published for day in second]
    elif is_fixed(second[-1].quote):
        second = [Publication(second[-1].quote, follows=True)]
        days = [day.quote.published for day in first]
    else:
        both = {day.quote.published for day in first} & {day.quote.published for day in second}
        newest = min(first[-1].quote.published, second[-1].quote.published)
        in_force = newest >= max(first[0].quote.published, second[0].quote.published)
        days = sorted(both | {newest}) if in_force else [newest]
    provider = ", ".join(dict.fromkeys(series[-1].quote.provider for series in (first, second)))
    rows: list[Quote] = []
    places = [0, 0]
    for day in days:
        unbroken = bool(rows)
        for which, series in enumerate((first, second)):
            while places[which] + 1 < len(series) and series[places[which] + 1].quote.published <= day:
                places[which] += 1
                unbroken = unbroken and series[places[which]].follows
        per_dollar = (price(first[places[0]].quote, "USD", one), price(second[places[1]].quote, "USD", other))
        value = _PRECISE.divide(per_dollar[1], per_dollar[0])
        rows.append(Quote(one, other, value, day, provider, after=rows[-1].published if unbroken else None))
    return rows
