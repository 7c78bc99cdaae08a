"""Every day of exchange-api gives the change that a computation by hand gives, a missing day included."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from careader.net import Client
from careader.rates import chain
from careader.rates.change import rate
from tests.banks import Banks
from tests.newsstand import Newsstand, closed_address

OWN = Path(__file__).parent / "data" / "exchange_api.json"
FOUR = ("KGS", "KZT", "TJS", "UZS")

Days = dict[date, dict[str, str]]


def own_days() -> Days:
    table = json.loads(OWN.read_text(), parse_float=str)
    return {date.fromisoformat(day): {c.upper(): v for c, v in rates.items()} for day, rates in table.items()}


def by_hand(days: Days, currency: str, today: date) -> tuple[date, str | None]:
    """Compute the newest publication up to a day and its change; a weekend's repetition is none."""
    published: list[tuple[date, Fraction]] = []
    for day in sorted(day for day in days if day <= today):
        value = Fraction(days[day][currency])
        if not (published and day.isoweekday() > 5 and value == published[-1][1]):
            published.append((day, value))
    if len(published) < 2:
        return published[-1][0], None
    (_, before), (day, this) = published[-2:]
    hundredths = round((before / this - 1) * 10000)
    return day, f"{'-' if hundredths < 0 else ''}{abs(hundredths) // 100}.{abs(hundredths) % 100:02}"


def stopped(now: datetime) -> Callable[[], datetime]:
    return lambda: now


async def check_every_day(stand: Newsstand, days: Days) -> None:
    first, last = min(days), max(days)
    for today in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        now = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
        banks = Banks(days, today=today)
        closed = dict.fromkeys(banks.open_on(stand), closed_address())
        endpoints = {**closed, "exchange_api": stand.at("/exchange_api")}
        async with Client(now=stopped(now)) as client:
            async for answer in chain.ask(client.get, endpoints=endpoints, now=now, currencies=FOUR):
                found = rate(answer.quotes, base=answer.currency, now=now)
                assert found
                change = None if found.change_pct is None else str(found.change_pct)
                assert (found.as_of, change) == by_hand(days, answer.currency, today), (today, answer.currency)
                assert abs(found.rate * Decimal(days[found.as_of][answer.currency]) - 1) < Decimal("1e-7")
                assert found.note == ""


async def test_two_weeks_day_by_day(newsstand: Newsstand) -> None:
    await check_every_day(newsstand, own_days())


@pytest.mark.parametrize("missing", [date(2026, 9, 2), date(2026, 9, 6), date(2026, 9, 7)])
async def test_a_missing_day_is_passed_over(newsstand: Newsstand, missing: date) -> None:
    days = own_days()
    del days[missing]
    await check_every_day(newsstand, days)


async def test_after_a_long_silence_the_latest_file_says_where_to_begin(newsstand: Newsstand) -> None:
    days = own_days()
    now = datetime.combine(max(days) + timedelta(days=30), datetime.min.time(), UTC)
    endpoints = Banks(days, today=max(days)).open_on(newsstand)
    endpoints |= dict.fromkeys(("frankfurter", "nbk", "cbr"), closed_address())
    async with Client(now=stopped(now)) as client:
        [answer] = [a async for a in chain.ask(client.get, endpoints=endpoints, now=now, currencies=("KZT",))]
    found = rate(answer.quotes, base="KZT", now=now)
    assert found
    assert (found.as_of, str(found.change_pct)) == by_hand(days, "KZT", max(days))
    assert found.stale
