"""Pairs without the dollar, worked out of two rates to the dollar."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from careader.model import Quote
from careader.newsroom import Newsroom
from careader.newsroom.schedule import wanted
from careader.rates.archive import in_one_answer
from careader.rates.change import rate
from careader.rates.cross import crossed
from careader.settings import Settings, parse_settings
from tests.library import NOW, paths_in

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)  # a Friday


def series(currency: str, provider: str, **values: str) -> list[Quote]:
    """Return the rows of one answer: n18="470" is 470 to the dollar on 18 November."""
    days = {date(2026, 11, int(day[1:])): Decimal(value) for day, value in values.items()}
    return in_one_answer(Quote("USD", currency, value, day, provider) for day, value in days.items())


TENGE = series("KZT", "NBK", n18="470", n19="475", n20="480")
EURO = series("EUR", "ECB", n18="0.80", n19="0.80", n20="0.75")


def test_a_cross_is_one_price_by_the_other() -> None:
    rows = crossed("EUR", "KZT", EURO, TENGE)
    assert [(row.published.day, round(row.value, 2)) for row in rows] == [
        (18, Decimal("587.50")),
        (19, Decimal("593.75")),
        (20, Decimal("640.00")),
    ]
    shown = rate(rows, base="EUR", quote="KZT", now=NOON)
    assert shown
    assert (shown.pair, shown.rate, shown.change_pct, shown.provider) == (
        "EUR/KZT",
        Decimal(640),
        Decimal("7.79"),
        "ECB, NBK",
    )
    back = rate(crossed("KZT", "EUR", TENGE, EURO), base="KZT", quote="EUR", now=NOON)
    assert back
    assert (back.rate, back.change_pct) == (Decimal("0.0015625"), Decimal("-7.23"))


def test_the_change_is_between_days_that_both_have() -> None:
    rouble = series("RUB", "CBR", n18="80", n19="80", n20="80", n21="90")  # tomorrow's is known today
    rows = crossed("RUB", "KZT", rouble, TENGE)
    assert (rows[-1].published.day, rows[-1].value, rows[-1].after) == (20, Decimal(6), date(2026, 11, 19))
    closed = series("KZT", "NBK", n18="470", n20="480")  # its bank has nothing for the 19th
    rows = crossed("EUR", "KZT", EURO, closed)
    assert [(row.published.day, row.after and row.after.day) for row in rows] == [(18, None), (20, 18)]
    lacking = [TENGE[0], TENGE[2]]  # here the 19th is missing
    assert [row.after for row in crossed("EUR", "KZT", EURO, lacking)] == [None, None]


def test_the_newest_day_is_one_that_both_have_reached() -> None:
    late = series("EUR", "ECB", n17="0.8", n18="0.8")
    assert crossed("EUR", "KZT", late, TENGE)[-1].published.day == 18
    apart = crossed("EUR", "KZT", series("EUR", "ECB", n19="0.8"), series("KZT", "NBK", n20="480"))
    assert [(row.published.day, row.value, row.after) for row in apart] == [(19, Decimal(600), None)]
    assert crossed("EUR", "KZT", [], TENGE) == []


def test_what_is_fixed_has_its_value_on_every_day() -> None:
    manat = [Quote("USD", "TMT", Decimal("3.5"), date(2015, 1, 1), "decree")]
    for rows, last in ((crossed("TMT", "KZT", manat, TENGE), "137.14"), (crossed("KZT", "TMT", TENGE, manat), "0.01")):
        assert [row.published.day for row in rows] == [18, 19, 20]
        assert round(rows[-1].value, 2) == Decimal(last)
        shown = rate(rows, base=rows[0].base, quote=rows[0].quote, now=NOON)
        assert shown
        assert shown.change_pct is not None
        assert not shown.fixed


def test_pairs_follow_the_currencies_and_are_asked_for(tmp_path: Path) -> None:
    pairs = ("EUR/KZT", "USD/KZT", "KZT/USD", "GBP/AFN")
    settings = Settings(default_outlets=False, rate_currencies=("KZT",), rate_pairs=pairs)
    assert {"EUR", "GBP", "AFN"} < set(wanted(settings))
    with Newsroom(paths_in(tmp_path), settings, now=lambda: NOW) as room:
        room.quotes.put([*TENGE, *EURO], now=NOW)
        assert [rate.pair for rate in room.rates()] == ["KZT/USD", "EUR/KZT", "USD/KZT"]
        assert [rate.pair for rate in room.rates(inverted=True)] == ["USD/KZT", "EUR/KZT", "KZT/USD"]
        cross = room.rate_detail("EUR/KZT")
        nothing = room.rate_detail("GBP/AFN")
    assert (cross.pair, cross.currency, cross.is_cross, len(cross.days), cross.publisher) == (
        "EUR/KZT",
        "EUR",
        True,
        3,
        None,
    )
    assert (nothing.pair, nothing.rate) == ("GBP/AFN", None)


def test_a_cross_is_late_and_doubtful_with_either(tmp_path: Path) -> None:
    settings = Settings(rate_pairs=("EUR/KZT",))
    with Newsroom(paths_in(tmp_path), settings, now=lambda: NOW) as room:
        room.quotes.put([*TENGE, *series("EUR", "ECB", n12="0.8")], now=NOW)
        found = room.rates()[-1]
        assert (found.pair, found.as_of.day, found.stale, found.change_pct) == ("EUR/KZT", 12, True, None)


@pytest.mark.parametrize(
    ("pairs", "read", "said"),
    [
        (["eur/kzt", " RUB / KZT "], ("EUR/KZT", "RUB/KZT"), ""),
        (["EURKZT"], (), "has a value that must be two currencies such as \"EUR/KZT\", not 'EURKZT'; it is left out"),
        (["EUR/EUR", "EUR/KZT"], ("EUR/KZT",), "has a value that must be two currencies such as"),
        (["EUR/KZR"], (), "has a value that is 'EUR/KZR' (did you mean KZT?), but must be two of USD, KGS, KZT"),
        ([7], (), "has a value that must be two currencies"),
        ("EUR/KZT", (), "must be a list, not 'EUR/KZT'"),
        ([], (), ""),
    ],
)
def test_pairs_of_the_settings(pairs: object, read: tuple[str, ...], said: str) -> None:
    settings = parse_settings({"rates": {"pairs": pairs}})
    assert settings.rate_pairs == read
    assert [problem.startswith(f"[rates] pairs {said}") for problem in settings.problems] == ([True] if said else [])
