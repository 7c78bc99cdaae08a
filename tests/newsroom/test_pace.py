from __future__ import annotations

from careader.newsroom.pace import Pace


def test_one_at_a_time_and_the_next_waits_ten_times_its_cost() -> None:
    pace = Pace()
    assert pace.may_begin(0)
    pace.begin(0)
    assert not pace.may_begin(100)
    pace.end(100.5)
    assert not pace.may_begin(1000)
    assert pace.may_begin(100.5 + 1005)


def test_what_costs_nothing_waits_a_moment() -> None:
    pace = Pace(least=2)
    pace.begin(10)
    pace.end(10.01)
    assert not pace.may_begin(11.9)
    assert pace.may_begin(12.1)
