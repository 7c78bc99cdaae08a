"""On which days the banks set rates: weekdays that are no holiday where they sit.

Beyond the years of the list, and for a source that it does not know, every weekday is one.
"""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

SEATS: dict[str, str] = {"NBK": "kz", "NBKR": "kg", "NBT": "tj", "CBU": "uz", "CBT": "tm", "CBR": "ru", "ECB": "eu"}
"""Whose holidays a series keeps, by its name."""

_DAY = timedelta(days=1)
_SATURDAY = 5
_LONGEST_BREAK = 400


def is_working(day: date, series: str) -> bool:
    """Return whether the publisher of a series works on a day."""
    return day.weekday() < _SATURDAY and day not in _holidays().get(SEATS.get(series, ""), frozenset())


def next_working(day: date, series: str) -> date:
    """Return the first day after `day` on which the publisher of a series works."""
    for _ in range(_LONGEST_BREAK):
        day += _DAY
        if is_working(day, series):
            break
    return day


def working_between(first: date, last: date, series: str) -> int:
    """Return on how many of the days between two dates, both left out, the publisher works; counted up to 400."""
    day, count = first + _DAY, 0
    while day < last and count < _LONGEST_BREAK:
        count += is_working(day, series)
        day += _DAY
    return count


@cache
def _holidays() -> dict[str, frozenset[date]]:
    tables = tomllib.loads(files("careader.rates").joinpath("holidays.toml").read_text(encoding="utf-8"))
    return {
        seat: frozenset(
            date.fromisoformat(f"{year}-{month_and_day}")
            for year, days in table.items()
            for month_and_day in days.split()
        )
        for seat, table in tables.items()
    }
