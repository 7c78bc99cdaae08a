from __future__ import annotations

import json
from datetime import MAXYEAR, UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.model import Mark
from careader.store.records import from_record, merge, to_record
from careader.text.clean import clean

# Few instants, so that ties are frequent.
INSTANTS = st.none() | st.integers(0, 3).map(lambda n: datetime(2026, 11, 20, n, tzinfo=UTC))
ANY_TIMES = st.none() | st.datetimes(timezones=st.just(UTC)).filter(lambda time: time.year < MAXYEAR)
TEXTS = st.text(max_size=8).map(clean)


def marks(times: st.SearchStrategy[datetime | None]) -> st.SearchStrategy[Mark]:
    return st.builds(
        Mark,
        article=st.just("a1"),
        read=st.booleans(),
        read_at=times,
        starred=st.booleans(),
        starred_at=times,
        title=TEXTS,
        url=TEXTS,
        outlet=TEXTS,
        published=times,
    )


@given(marks(INSTANTS), marks(INSTANTS), marks(INSTANTS))
def test_the_order_and_grouping_of_merges_do_not_matter(a: Mark, b: Mark, c: Mark) -> None:
    assert merge(a, a) == a
    assert merge(a, b) == merge(b, a)
    assert merge(merge(a, b), c) == merge(a, merge(b, c))


@given(marks(INSTANTS), marks(INSTANTS))
def test_of_each_field_the_later_mark_holds(a: Mark, b: Mark) -> None:
    both = merge(a, b)
    if a.read_at and (not b.read_at or a.read_at > b.read_at):
        assert (both.read, both.read_at) == (a.read, a.read_at)
    if a.starred_at and (not b.starred_at or a.starred_at > b.starred_at):
        assert (both.starred, both.starred_at, both.title) == (a.starred, a.starred_at, a.title)


def test_reading_on_one_machine_and_starring_on_another_both_hold() -> None:
    early, late = datetime(2026, 11, 20, 8, tzinfo=UTC), datetime(2026, 11, 20, 9, tzinfo=UTC)
    here = Mark("a1", read=True, read_at=late)
    there = Mark(
        "a1", read=False, read_at=early, starred=True, starred_at=early, title="Steppe", url="https://x.example"
    )
    assert merge(here, there) == Mark(
        "a1", True, late, starred=True, starred_at=early, title="Steppe", url="https://x.example"
    )


@given(marks(ANY_TIMES))
def test_a_mark_survives_being_written_and_read(mark: Mark) -> None:
    assert from_record("a1", json.loads(json.dumps(to_record(mark)))) == mark


def test_times_are_written_in_utc() -> None:
    bishkek = timezone(timedelta(hours=6))
    mark = Mark("a1", read=True, read_at=datetime(2026, 11, 20, 3, 30, tzinfo=bishkek))
    assert to_record(mark) == {"read": True, "read_at": "2026-11-19T21:30:00Z"}


@pytest.mark.parametrize(
    "record",
    [
        None,
        7,
        [],
        {"read": 1},
        {"starred": "yes"},
        {"read_at": 5},
        {"read_at": "yesterday"},
        {"read_at": "2026-11-20T08:00:00"},
        {"read_at": "9999-12-31T23:59:59Z"},
        {"read_at": "0001-01-01T00:00:00+05:00"},
        {"title": None},
        {"url": ["https://x.example"]},
    ],
)
def test_a_record_of_the_wrong_shape_is_refused(record: Any) -> None:
    with pytest.raises(ValueError, match="the mark of a1"):
        from_record("a1", record)


def test_what_a_record_shows_is_clean() -> None:
    assert from_record("a1", {"starred": True, "title": "Aral\x1b[2J \u202eSea"}).title == "Aral[2J Sea"
