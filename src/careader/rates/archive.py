"""Asking a source day by day for its last days of publication."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

from careader.model import Code, Quote
from careader.rates.reading import NoRateError, NotPublishedError

_DAY = timedelta(days=1)


async def newest(
    of_day: Callable[[date], Awaitable[Quote]], start: date, *, wanted: int = 2, tries: int = 6, weekends: bool = False
) -> list[Quote]:
    """Walk back from `start` until so many days of publication are found; oldest first.

    `of_day` gives the quote of a day and raises NotPublishedError where there is none. The date of the answer is
    believed, not the day asked for. Weekends are left out unless `weekends`. One quote is better than none: raises
    NoRateError only where not even one was found.
    """
    found: dict[date, Quote] = {}
    problem = NoRateError(Code.NOTHING_OF_LATE)
    day = start
    for _ in range(tries):
        while not weekends and day.weekday() >= 5:
            day -= _DAY
        try:
            quote = await of_day(day)
        except NotPublishedError as error:
            problem = error
            day -= _DAY
            continue
        except NoRateError as error:
            problem = error
            break
        if quote.published in found:  # whatever it is asked for, it answers this day
            break
        found[quote.published] = quote
        if len(found) == wanted:
            break
        day = min(day, quote.published) - _DAY
    if not found:
        raise problem
    return [found[day] for day in sorted(found)]
