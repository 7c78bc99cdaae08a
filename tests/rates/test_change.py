from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.model import Quote
from careader.rates.change import change_over, due, is_stale, price, published_days, rate

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)  # a Friday


def kzt(value: str, day: str, *, nominal: int = 1, provider: str = "NBK") -> Quote:
    return Quote("USD", "KZT", Decimal(value), date.fromisoformat(day), provider, nominal)


def change(*quotes: Quote, base: str = "KZT", quote: str = "USD") -> Decimal | None:
    found = rate(quotes, base=base, quote=quote, now=NOON)
    assert found
    return found.change_pct


def test_the_tenge_gains_when_a_dollar_costs_less_of_it() -> None:
    found = rate([kzt("475.09", "2026-11-19"), kzt("472.31", "2026-11-20")], base="KZT", now=NOON)
    assert found
    assert (found.pair, found.rate, found.change_pct) == ("KZT/USD", Decimal("0.0021172535"), Decimal("0.59"))
    assert (found.as_of, found.provider, found.stale) == (date(2026, 11, 20), "NBK", False)


def test_the_other_direction_turns_value_and_sign() -> None:
    quotes = [kzt("475.09", "2026-11-19"), kzt("472.31", "2026-11-20")]
    found = rate(quotes, base="USD", quote="KZT", now=NOON)
    assert found
    assert (found.rate, found.change_pct) == (Decimal("472.31"), Decimal("-0.59"))


def test_the_order_of_quotes_and_a_repeated_day_do_not_matter() -> None:
    quotes = [kzt("472.31", "2026-11-20"), kzt("475.09", "2026-11-19"), kzt("472.31", "2026-11-20")]
    assert change(*quotes) == Decimal("0.59")


def test_a_nominal_is_part_of_the_value() -> None:
    assert price(kzt("4723.1", "2026-11-20", nominal=10), "USD", "KZT") == Decimal("472.31")
    assert change(kzt("4750.9", "2026-11-19", nominal=10), kzt("472.31", "2026-11-20")) == Decimal("0.59")


def test_only_quotes_of_one_series_are_compared() -> None:
    assert change(kzt("475.09", "2026-11-19", provider="CBR"), kzt("472.31", "2026-11-20")) is None


def test_without_an_earlier_day_there_is_no_change_and_without_a_quote_no_rate() -> None:
    assert change(kzt("472.31", "2026-11-20")) is None
    assert rate([], base="KZT", now=NOON) is None
    assert rate([kzt("472.31", "2026-11-20")], base="KGS", now=NOON) is None


def test_a_day_with_a_publication_missing_after_it_is_not_the_day_before() -> None:
    assert change(kzt("475.09", "2026-11-18"), kzt("472.31", "2026-11-20")) is None
    assert change(kzt("475.09", "2026-11-10"), kzt("472.31", "2026-11-20")) is None
    said = replace(kzt("472.31", "2026-11-20"), after=date(2026, 11, 18))  # its bank has nothing for the 19th
    assert change(kzt("475.09", "2026-11-18"), said) == Decimal("0.59")


NAURYZ = [kzt("475.09", "2026-03-19"), kzt("472.31", "2026-03-20")]  # Thursday and Friday; closed until the 25th


@pytest.mark.parametrize("day", ["2026-03-23", "2026-03-24", "2026-03-25"])
def test_a_holiday_that_repeats_the_last_value_is_no_publication(day: str) -> None:
    for quotes in (NAURYZ, [*NAURYZ, kzt("472.31", day)], [*NAURYZ, kzt("472.31", "2026-03-21"), kzt("472.31", day)]):
        found = rate(quotes, base="KZT", now=datetime.fromisoformat(f"{day}T23:00+00:00"))
        assert found
        assert (found.as_of, found.change_pct, found.stale) == (date(2026, 3, 20), Decimal("0.59"), False)


def test_after_a_holiday_the_change_is_against_the_last_day_before_it() -> None:
    carried = [kzt("472.31", f"2026-03-{day}") for day in range(21, 26)]
    for quotes in (NAURYZ, [*NAURYZ, *carried]):
        assert change(*quotes, kzt("470.00", "2026-03-26")) == Decimal("0.49")
        assert change(*quotes, kzt("472.31", "2026-03-26")) == Decimal("0.00")
        assert change(*quotes, kzt("470.00", "2026-03-27")) is None  # the 26th is missing


def test_eleven_days_of_russian_holidays_are_neighbours() -> None:
    def rub(value: str, day: str) -> Quote:
        return Quote("USD", "RUB", Decimal(value), date.fromisoformat(day), "CBR")

    before = rub("78.2267", "2025-12-31")
    assert change(before, rub("78.8200", "2026-01-13"), base="RUB") is not None
    found = rate([before], base="RUB", now=datetime(2026, 1, 11, 12, tzinfo=UTC))
    assert found
    assert not found.stale


def test_the_som_is_dated_a_day_ahead_and_repeated_on_monday() -> None:
    week = [som("87.40", "2026-11-19"), som("87.44", "2026-11-20"), som("87.50", "2026-11-21")]
    for quotes in (week, [*week, som("87.50", "2026-11-22"), som("87.50", "2026-11-23")]):
        found = rate(quotes, base="KGS", now=datetime(2026, 11, 23, 9, tzinfo=UTC))
        assert found
        assert (found.as_of, found.change_pct, found.stale) == (date(2026, 11, 21), Decimal("-0.07"), False)
        assert change(*quotes, som("87.40", "2026-11-24"), base="KGS") == Decimal("0.11")


def test_a_figure_far_off_those_around_it_moves_nothing_and_is_said() -> None:
    days = [kzt(f"{470 + day}", f"2026-11-{day:02}") for day in (9, 10, 11, 12, 16, 17, 18, 19, 20)]
    slipped = [*days, kzt("4830.0", "2026-11-13")]
    assert change_over(slipped, 7, base="KZT") == change_over(days[:4] + days[4:], 8, base="KZT")
    found = rate(slipped, base="KZT", now=NOON)
    assert found
    assert found.note == "the figure of 13 Nov 2026 is far off those around it and was left out"


def test_between_two_units_of_a_currency_there_is_no_change() -> None:
    assert change(kzt("475090.0", "2026-11-19"), kzt("472.31", "2026-11-20")) is None


def som(value: str, day: str) -> Quote:
    return Quote("USD", "KGS", Decimal(value), date.fromisoformat(day), "NBKR")


def test_a_weekend_that_repeats_friday_is_no_publication() -> None:
    week = [kzt("9.34", "2026-11-12"), kzt("9.33", "2026-11-13"), kzt("9.33", "2026-11-14"), kzt("9.33", "2026-11-15")]
    assert [quote.published.day for quote in published_days(week)] == [12, 13]
    assert change(*week) == Decimal("0.11")
    assert change(*week, kzt("9.33", "2026-11-16")) == Decimal("0.00")


def test_a_saturday_with_a_value_of_its_own_is_a_publication() -> None:
    week = [kzt("9.34", "2026-11-12"), kzt("9.33", "2026-11-13"), kzt("9.30", "2026-11-14")]
    assert [quote.published.day for quote in published_days(week)] == [12, 13, 14]


def test_an_unchanged_weekday_is_a_change_of_nothing() -> None:
    assert change(kzt("472.31", "2026-11-19"), kzt("472.31", "2026-11-20")) == Decimal("0.00")


def test_nothing_has_no_sign() -> None:
    assert str(change(kzt("472.31", "2026-11-19"), kzt("472.3101", "2026-11-20"))) == "0.00"


def test_the_manat_is_fixed_and_never_stale() -> None:
    found = rate([Quote("USD", "TMT", Decimal("3.5"), date(2026, 9, 1), "CBT")], base="TMT", now=NOON)
    assert found
    assert (found.fixed, found.change_pct, found.stale, found.rate) == (True, None, False, Decimal("0.28571429"))
    free = rate([Quote("USD", "TMT", Decimal("3.6"), date(2026, 11, 20), "CBT")], base="TMT", now=NOON)
    assert free
    assert not free.fixed


def test_a_change_that_the_publisher_states_is_believed() -> None:
    page = Quote("KZT", "USD", Decimal("0.0021"), date(2026, 11, 20), "TCA", change_pct=Decimal("-0.47"))
    assert change(page) == Decimal("-0.47")
    assert change(page, base="USD", quote="KZT") == Decimal("0.47")


def test_a_page_that_prints_nonsense_gives_no_number_out_of_it() -> None:
    nothing = Quote("KZT", "USD", Decimal(0), date(2026, 11, 20), "TCA", change_pct=Decimal(0))
    assert rate([nothing], base="KZT", now=NOON) is None
    lost = Quote("KZT", "USD", Decimal("0.0021"), date(2026, 11, 20), "TCA", change_pct=Decimal(-100))
    assert change(lost) == -100
    assert change(lost, base="USD", quote="KZT") is None


@pytest.mark.parametrize(
    ("published", "now", "stale"),
    [
        ("2026-11-19", "2026-11-20T10:59", False),
        ("2026-11-19", "2026-11-20T11:00", True),
        ("2026-11-20", "2026-11-22T23:59", False),
        ("2026-11-20", "2026-11-23T10:59", False),
        ("2026-11-20", "2026-11-23T11:00", True),
        ("2026-11-21", "2026-11-23T10:59", False),
        ("2026-11-24", "2026-11-23T12:00", False),
    ],
)
def test_a_rate_is_stale_when_the_next_weekdays_publication_was_due(published: str, now: str, stale: bool) -> None:
    assert is_stale(kzt("472.31", published), datetime.fromisoformat(now).replace(tzinfo=UTC)) is stale


def test_a_series_nobody_here_publishes_is_due_at_the_end_of_the_next_weekday() -> None:
    assert due(date(2026, 11, 20), 24) == datetime(2026, 11, 24, tzinfo=UTC)
    assert not is_stale(kzt("472.31", "2026-11-19", provider="TCA"), NOON)


def test_changes_over_longer_times_go_back_to_the_value_in_force_then() -> None:
    quotes = [kzt(str(480 - n), str(date(2026, 10, 19) + timedelta(days=n))) for n in range(33)]
    quotes = [quote for quote in quotes if quote.published.weekday() < 5]
    assert change_over(quotes, 7, base="KZT") == Decimal("1.56")
    assert change_over(quotes, 30, base="KZT") == Decimal("6.70")
    assert change_over(quotes, 30, base="USD", quote="KZT") == Decimal("-6.28")


def test_a_longer_change_needs_a_value_from_about_then() -> None:
    old, new = kzt("480", "2026-09-01"), kzt("472.31", "2026-11-20")
    assert change_over([old, new], 7, base="KZT") is None
    assert change_over([new], 7, base="KZT") is None
    assert change_over([], 7, base="KZT") is None


@given(
    st.decimals(min_value="0.0001", max_value="99999", places=4),
    st.decimals(min_value="0.0001", max_value="99999", places=4),
    st.sampled_from([1, 10, 100, 10000]),
)
def test_a_rate_is_plain_short_and_right_both_ways(this: Decimal, before: Decimal, nominal: int) -> None:
    quotes = [kzt(str(before), "2026-11-19", nominal=nominal), kzt(str(this), "2026-11-20", nominal=nominal)]
    there, back = rate(quotes, base="KZT", now=NOON), rate(quotes, base="USD", quote="KZT", now=NOON)
    assert there
    assert back
    if there.change_pct is None:  # near a power of ten: another unit
        assert back.change_pct is None
        return
    assert back.change_pct is not None
    assert len(there.rate.normalize().as_tuple().digits) <= 8
    assert "E" not in f"{there.rate:f}"
    assert abs(there.rate * back.rate - 1) < Decimal("3e-7")
    assert not str(there.change_pct).startswith("-0.00")
    assert (there.change_pct > 0) <= (back.change_pct <= 0)
    assert there.change_pct.as_tuple().exponent == -2
