from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from careader.model import Rate
from careader.text.clean import clean
from careader.tui.format import ASCII, UNICODE, age, change, fit, headline, progress, short_date, significant, wrap

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TITLES = st.one_of(
    st.text(max_size=200).map(clean),
    st.lists(
        st.sampled_from(["Kazakhstan", "вода", "中国铁路", "e\u0301", "👩‍🚀", "a", "–", "Oʻzbekiston"]), max_size=30
    ).map(" ".join),
)


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=-5), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=5), "5 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=11, minutes=59), "11 h"),
        (timedelta(days=7), "14 Nov"),
        (timedelta(days=400), "17 Oct 2025"),
    ],
)
def test_ages_are_short(passed: timedelta, said: str) -> None:
    assert age(NOON - passed, NOON) == said


def test_yesterday_is_the_day_before_by_the_clock_of_the_reader() -> None:
    local = NOON.astimezone().replace(hour=12)
    assert age(local - timedelta(hours=24), local) == "yesterday"
    assert age(local - timedelta(hours=48), local) == "19 Nov"


def test_a_date_has_its_year_where_it_is_not_plain() -> None:
    assert short_date(date(2026, 11, 1), date(2026, 11, 21)) == "1 Nov"
    assert short_date(date(2025, 12, 18), date(2026, 11, 21)) == "18 Dec 2025"


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("0.0021215207", "0.002122"),
        ("0.000081977", "0.00008198"),
        ("0.01142351", "0.01142"),
        ("0.28571429", "0.2857"),
        ("0.00008", "0.00008"),
        ("0.00195", "0.00195"),
        ("471.36", "471.4"),
        ("12198.5", "12198"),
        ("1", "1"),
        ("0", "0"),
        ("1E-7", "0.0000001"),
    ],
)
def test_at_least_four_significant_digits_where_there_are_that_many(number: str, written: str) -> None:
    assert significant(Decimal(number)) == written


def rate(change_pct: str | None, *, fixed: bool = False) -> Rate:
    moved = None if change_pct is None else Decimal(change_pct)
    return Rate("KZT", "USD", Decimal("0.0021"), moved, date(2026, 11, 20), "NBK", fixed=fixed)


def test_a_change_has_sign_and_arrow() -> None:
    assert [change(rate(pct), UNICODE) for pct in ("0.44", "-0.33", "0", None)] == [
        "▲+0.44%",
        "▼-0.33%",
        "─ 0.00%",
        "–",
    ]
    assert [change(rate(pct), ASCII) for pct in ("0.44", "-0.33", "0", None)] == ["^+0.44%", "v-0.33%", "= 0.00%", "-"]
    assert change(rate(None, fixed=True), UNICODE) == "fixed"


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [
        ("Som holds steady", 16, "Som holds steady"),
        ("Som holds steady", 15, "Som holds…"),
        ("Som holds steady", 6, "Som…"),
        ("Kazakhstan", 5, "Kaza…"),
        ("中国铁路", 5, "中国…"),
        ("中国铁路", 4, "中…"),
        ("word", 0, ""),
    ],
)
def test_a_long_line_is_cut_at_a_word_with_an_ellipsis(text: str, width: int, cut: str) -> None:
    assert fit(text, width, "…") == cut


@given(TITLES, st.integers(min_value=0, max_value=60))
def test_what_is_fitted_is_never_too_wide(text: str, width: int) -> None:
    assert cell_len(fit(text, width, "…")) <= width


@given(TITLES, st.integers(min_value=2, max_value=60))
def test_wrapping_loses_nothing_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(TITLES, st.integers(min_value=8, max_value=60))
def test_a_headline_has_at_most_two_lines(text: str, width: int) -> None:
    lines = headline(text, width, 2, "…")
    assert 1 <= len(lines) <= 2
    assert len(lines) == (1 if cell_len(text) <= width else 2)
    assert all(cell_len(line) <= width for line in lines)


def test_progress_is_as_wide_as_asked() -> None:
    assert [progress(done, 4, 8, ASCII) for done in range(5)] == [
        "........",
        "##......",
        "####....",
        "######..",
        "########",
    ]
    assert progress(0, 0, 3, ASCII) == "..."
