"""Answers recorded from the banks themselves."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from careader.rates import cbr, cbt, cbu, nbk, nbkr, nbt
from careader.rates.change import published_days, rate
from tests.rates.test_change import NOON

BANKS = Path(__file__).parent / "data" / "banks"


def read(name: str) -> bytes:
    return (BANKS / name).read_bytes()


def test_kazakhstan() -> None:
    days = [nbk.parse(read(f"nbk_{day}.04.2026.xml")) for day in ("01", "02", "03")]
    assert [(str(q.published), q.value) for q in days] == [
        ("2026-04-01", Decimal("478.77")),
        ("2026-04-02", Decimal("475.09")),
        ("2026-04-03", Decimal("472.31")),
    ]
    found = rate(days, base="KZT", now=NOON)
    assert found
    assert (found.change_pct, found.stale) == (Decimal("0.59"), True)


def test_kyrgyzstan() -> None:
    newest = nbkr.parse(read("nbkr_daily_2026-05-24.xml"))
    assert (str(newest.published), newest.value) == ("2026-05-24", Decimal("87.4500"))
    table = nbkr.parse_table(read("nbkr_historical_2005-06_trimmed.html"))
    assert [(str(q.published), q.value) for q in table[:2]] == [
        ("2005-06-04", Decimal("40.9879")),
        ("2005-06-11", Decimal("41.0511")),
    ]


def test_tajikistan() -> None:
    days = [nbt.parse(read(f"nbt_2026-05-{day}.xml")) for day in (18, 19, 20)]
    assert [q.value for q in published_days(days)] == [Decimal("9.3450"), Decimal("9.3371"), Decimal("9.3288")]


def test_uzbekistan() -> None:
    days = [cbu.parse(read(f"cbu_2026-04-0{day}.json")) for day in (1, 2, 3)]
    assert [q.value for q in published_days(days)] == [Decimal("12194.21"), Decimal("12142.10"), Decimal("12149.84")]


def test_turkmenistan() -> None:
    days = [cbt.parse(read(f"cbt_{day}.05.2026.xml")) for day in (20, 21, 22)]
    assert {q.value for q in days} == {Decimal("3.5")}
    assert str(days[0].published) == "2026-05-20"


@pytest.mark.parametrize(
    ("currency", "least", "most"),
    [("KGS", 87, 88), ("KZT", 440, 520), ("TJS", 9, 10), ("UZS", 11500, 12700), ("EUR", 0.8, 0.9), ("RUB", 60, 100)],
)
def test_russia(currency: str, least: float, most: float) -> None:
    quote = cbr.parse(read("cbr_2026-04-25_daily.xml"), currency)
    assert least < quote.value < most
    assert str(quote.published) == "2026-04-25"
