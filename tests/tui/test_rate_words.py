"""How the rates screen writes: money, ages, ticks of the chart."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from careader.tui.rate_words import age_in_days, amounts, money
from careader.tui.widgets.rate_chart import date_ticks, value_range, value_ticks, within

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("0", "0.00"),
        ("0.00004", "0.00004"),
        ("0.5", "0.5"),
        ("1", "1.00"),
        ("12345.678", "12,345.68"),
        ("1179222.4", "1,179,222"),
    ],
)
def test_money(amount: str, written: str) -> None:
    assert money(Decimal(amount)) == written


@pytest.mark.parametrize(
    ("back", "words"), [(-2, "in 2 days"), (-1, "tomorrow"), (0, "today"), (1, "1 day"), (9, "9 days")]
)
def test_age(back: int, words: str) -> None:
    assert age_in_days(DAY - timedelta(days=back), DAY) == words


def test_amounts_stand_in_columns() -> None:
    results = {"USD": Decimal(1), "KZT": Decimal("471.36"), "EUR": Decimal("0.8612")}
    published = {"KZT": DAY, "EUR": DAY - timedelta(days=6)}
    wide = amounts(results, published, DAY, 80).plain
    narrow = amounts(results, published, DAY, 20).plain.splitlines()
    assert wide.split() == ["1.00", "USD", "471.36", "KZT", "0.8612", "EUR", "of", "14", "Nov"]
    assert [line.split()[0] for line in narrow] == ["1.00", "471.36", "0.8612"]
    assert len({len(line) for line in narrow}) == 1
    assert amounts({}, {}, DAY, 80).plain == ""


@pytest.mark.parametrize(
    ("span", "width", "count"), [(7, 100, 8), (7, 40, 4), (30, 60, 5), (90, 60, 7), (90, 30, 4), (90, 5, 2)]
)
def test_the_axis_has_as_many_dates_as_fit(span: int, width: int, count: int) -> None:
    ticks = date_ticks(DAY - timedelta(days=span), DAY, width)
    assert ticks[-1] == DAY
    assert len(ticks) == count


def test_a_value_that_never_moves_has_an_axis() -> None:
    low, high = value_range([Decimal("3.5"), Decimal("3.5")])
    assert low < 3.5 < high
    ticks = value_ticks(low, high, 20)
    assert len(ticks) == 7
    assert low < ticks[0] < ticks[-1] < high


def test_days_within_a_span_are_counted_from_the_last() -> None:
    days = [(DAY - timedelta(days=back), Decimal(back)) for back in (40, 30, 7, 0)]
    assert [value for _, value in within(days, 30)] == [30, 7, 0]
    assert within([], 30) == []
