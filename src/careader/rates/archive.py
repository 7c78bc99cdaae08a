"""Asking a source day by day for its last days of publication."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from careader.model import Code, Quote
from careader.rates.change import published_days
from careader.rates.reading import NoRateError, NotPublishedError

_DAY = timedelta(days=1)
_AHEAD = timedelta(days=4)  # an answer that is dated further ahead of the day it was asked for is wrong


async def newest(
    of_day: Callable[[date], Awaitable[Quote]], start: date, *, wanted: int = 2, tries: int = 12, weekends: bool = False
) -> list[Quote]:
    """Walk back from `start` until so many days of publication are found; oldest first.

    `of_day` gives the quote of a day and raises NotPublishedError where there is none. The date of the answer is
    believed, not the day asked for. Between two days that are found nothing was published. Weekends are left out unless
    `weekends`; a value that is carried over a holiday is no publication. One quote is better than none: raises
    NoRateError only where not even one was found.
    """
    found: dict[date, Quote] = {}
    later: date | None = None  # the day found before, if every day since was answered
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
        if quote.published > start + _AHEAD:
            problem = NoRateError(Code.DATE_AHEAD, {"day": quote.published.isoformat()})
            day -= _DAY
            continue
        if quote.published in found:  # whatever it is asked for, it answers this day
            break
        found[quote.published] = quote
        if later is not None:
            found[later] = replace(found[later], after=quote.published)
        later = quote.published
        if len(published_days(found.values())) >= wanted:
            break
        day = min(day, quote.published) - _DAY
    if not found:
        raise problem
    return [found[day] for day in sorted(found)]


def by_day(quotes: Iterable[Quote]) -> list[Quote]:
    """Return the rows of one answer, oldest first, the last row of each day."""
    rows = {row.published: row for row in quotes}
    return [rows[day] for day in sorted(rows)]


def in_one_answer(quotes: Iterable[Quote]) -> list[Quote]:
    """Return the rows of one answer that leaves nothing out, oldest first, each with the day of the one before it."""
    rows = by_day(quotes)
    return [*rows[:1], *(replace(row, after=before.published) for before, row in pairwise(rows))]
