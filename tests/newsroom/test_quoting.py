"""Rates the other way round are computed anew, not negated."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from careader.model import Quote
from careader.newsroom import Newsroom
from careader.rates.archive import in_one_answer
from careader.settings import Settings
from tests.library import NOW, open_library, paths_in


def test_a_large_change_is_not_the_same_both_ways(tmp_path: Path) -> None:
    with Newsroom(paths_in(tmp_path), Settings(), now=lambda: NOW) as room:
        days = [(40, "400"), (8, "450"), (1, "450"), (0, "500")]
        last = date(2026, 11, 20)
        quotes = [Quote("USD", "KZT", Decimal(value), last - timedelta(days=back), "NBK") for back, value in days]
        room.quotes.put(in_one_answer(quotes), now=NOW)
        there, back = room.rate_detail("KZT"), room.rate_detail("KZT", inverted=True)
    assert there.rate is not None
    assert back.rate is not None
    assert (there.rate.pair, there.rate.change_pct, there.week, there.month) == (
        "KZT/USD",
        Decimal("-10.00"),
        Decimal("-10.00"),
        Decimal("-20.00"),
    )
    assert (back.rate.pair, back.rate.change_pct, back.week, back.month) == (
        "USD/KZT",
        Decimal("11.11"),
        Decimal("11.11"),
        Decimal("25.00"),
    )
    assert [value for _, value in back.days] == [Decimal(value) for _, value in days]


def test_a_captured_rate_turns_too(tmp_path: Path) -> None:
    with Newsroom(paths_in(tmp_path), Settings(), now=lambda: NOW) as room:
        captured = Quote("KZT", "USD", Decimal("0.002"), date(2026, 11, 20), "Example Gazette", change_pct=Decimal(25))
        room.quotes.put([captured], now=NOW)
        (there,), (back,) = room.rates(), room.rates(inverted=True)
    expected = ("KZT/USD", Decimal("0.002"), Decimal(25), True)
    assert (there.pair, there.rate, there.change_pct, there.stale) == expected
    assert (back.pair, back.rate, back.change_pct, back.stale) == ("USD/KZT", Decimal(500), Decimal(-20), True)


def test_the_settings_choose_currencies_and_order(tmp_path: Path) -> None:
    settings = Settings(default_outlets=False, rate_currencies=("TMT", "EUR", "KZT"))
    with open_library(tmp_path, settings=settings) as room:
        assert [rate.pair for rate in room.rates()] == ["TMT/USD", "KZT/USD"]
        assert room.rates(inverted=True)[0].fixed
        nothing = room.rate_detail("EUR")
    assert (nothing.rate, nothing.days, nothing.failures) == (None, (), ())


def test_days_gone_by_fill_gaps_only(tmp_path: Path) -> None:
    with open_library(tmp_path) as room:
        old = [Quote("USD", "KZT", Decimal(value), date(2026, 11, day), "NBK") for day, value in ((18, 470), (19, 1))]
        other = Quote("USD", "KZT", Decimal(2), date(2026, 11, 20), "exchange-api")
        assert room.quotes.fill([*old, other]) == 2
        newest, later = room.quotes.series("KZT")
    assert (newest.provider, later.provider) == ("NBK", "exchange-api")
    assert [str(quote.value) for quote in newest.quotes] == ["470", "472.78", "471.36"]


def test_what_is_lacking_is_a_gap_and_a_wrong_figure_is_left_out(tmp_path: Path) -> None:
    def kzt(day: int, value: str) -> Quote:
        return Quote("USD", "KZT", Decimal(value), date(2026, 11, day), "NBK")

    with Newsroom(paths_in(tmp_path), Settings(), now=lambda: NOW) as room:
        room.quotes.put(in_one_answer([kzt(2, "470"), kzt(3, "471"), kzt(5, "472"), kzt(6, "473")]), now=NOW)
        wild = [kzt(11, "4730"), kzt(12, "4740"), kzt(13, "47.4")]
        room.quotes.put(in_one_answer([kzt(10, "474"), *wild, kzt(16, "475"), kzt(17, "476")]), now=NOW)
        room.quotes.put(in_one_answer([kzt(17, "476"), kzt(18, "477")]), now=NOW)  # its first row has none before it
        detail = room.rate_detail("KZT", inverted=True)
    assert [(day.day, int(value)) for day, value in detail.days] == [
        *((2, 470), (3, 471), (5, 472), (6, 473)),
        *((10, 474), (16, 475), (17, 476), (18, 477)),
    ]
    assert {day.day for day in detail.gaps} == {2, 10}
    assert detail.rate is not None
    assert detail.rate.note == "the figure of 13 Nov 2026 is far off those around it and was left out"
    assert (detail.week, detail.rate.change_pct) == (Decimal("0.63"), Decimal("0.21"))
