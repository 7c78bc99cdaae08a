from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.model import Code, Failure
from careader.net.pauses import Pause, asked_for, fresh_for, pause_after

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
BUSY = Failure("a.example", Code.HTTP, {"status": 503})


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("60", 60),
        (" 60 ", 60),
        ("Fri, 20 Nov 2026 12:05:00 GMT", 300),
        ("Fri, 20 Nov 2026 11:00:00 GMT", 0),
        ("9" * 5000, 86400),
        ("Sun, 20 Nov 2066 12:05:00 GMT", 86400),
        ("Fri, 31 Dec 99999999999999999999 23:59:59 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 -2359", 86400),
        ("Fri, 00 Nov 2026 25:61:00 GMT", None),
        ("soon", None),
        ("-5", None),
        ("١٢", None),
        ("1.5", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_of_any_size(header: str, seconds: int | None) -> None:
    assert asked_for(header, NOON) == (None if seconds is None else timedelta(seconds=seconds))


@given(st.text(max_size=80))
def test_garbage_in_headers_is_survived(value: str) -> None:
    wait = asked_for(value, NOON)
    assert wait is None or timedelta() <= wait <= timedelta(hours=24)
    assert timedelta() <= fresh_for(value, value) <= timedelta(hours=6)


@pytest.mark.parametrize(
    ("cache_control", "age", "minutes"),
    [
        ("max-age=3600", "", 60),
        ("public, Max-Age=3600", "1800", 30),
        ('max-age="600"', "", 10),
        ("max-age=3600, no-cache", "", 0),
        ("no-store", "", 0),
        ("max-age=60", "3600", 0),
        ("max-age=99999999999999999999999", "", 360),
        ("max-age=-1", "", 0),
        ("max-age", "", 0),
        ("s-maxage=900", "", 0),
        ("", "", 0),
    ],
)
def test_how_long_an_answer_is_fresh(cache_control: str, age: str, minutes: int) -> None:
    assert fresh_for(cache_control, age) == timedelta(minutes=minutes)


def test_a_pause_doubles_unless_the_host_says_how_long() -> None:
    first = pause_after(BUSY, None, "", NOON)
    second = pause_after(BUSY, first, "", NOON)
    assert [p.until - NOON for p in (first, second)] == [timedelta(seconds=30), timedelta(seconds=60)]
    assert pause_after(BUSY, second, "600", NOON).until == NOON + timedelta(minutes=10)
    assert pause_after(BUSY, Pause(NOON, BUSY, 10**6), "", NOON).until == NOON + timedelta(hours=6)


def test_a_pause_of_a_clock_that_was_wrong_does_not_hold() -> None:
    assert Pause(NOON + timedelta(hours=24), BUSY, 1).holds(NOON)
    assert not Pause(NOON + timedelta(days=400), BUSY, 1).holds(NOON)
    assert not Pause(NOON, BUSY, 1).holds(NOON)
