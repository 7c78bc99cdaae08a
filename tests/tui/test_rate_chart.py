"""The chart of a rate, line by line."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from careader.tui.widgets.canvas import Canvas
from careader.tui.widgets.rate_chart import drawn, value_range, value_ticks

DAY = date(2026, 11, 20)


def text(lines: list[list[tuple[str, str]]]) -> list[str]:
    return ["".join(part for _, part in line) for line in lines]


def days(*values: float, step: int = 1) -> list[tuple[date, Decimal]]:
    return [(DAY - timedelta(days=step * back), Decimal(str(value))) for back, value in enumerate(reversed(values))][
        ::-1
    ]


def test_a_canvas_sets_dots_in_cells_of_two_by_four() -> None:
    canvas = Canvas(2, 2)
    for dot in ((0, 0), (3, 7), (-1, 0), (0, 8), (99, 99)):
        canvas.dot(*dot)
    assert canvas.rows() == ["⠁ ", " ⢀"]


def test_a_line_has_no_hole() -> None:
    canvas = Canvas(4, 1)
    canvas.line(0, 3, 7, 0)
    assert canvas.rows() == ["⣀⠤⠒⠉"]
    canvas = Canvas(1, 2)
    canvas.line(0, 7, 0, 0)
    assert canvas.rows() == ["⡇", "⡇"]


def test_a_chart_says_values_and_dates() -> None:
    chart = text(drawn(days(*(470 + number for number in range(31))), 30, 70, 14))
    assert len(chart) == 14
    assert {len(line) for line in chart} == {70}
    assert [line[:11].split()[0] for line in chart if "┤" in line] == ["500", "490", "480", "470"]
    assert chart[-2].startswith("          └")
    assert chart[-1].split()[-2:] == ["20", "Nov"]
    drawn_on = [line[11:] for line in chart[:-2]]
    assert drawn_on[0].rstrip() == drawn_on[0]  # it ends in the last column, at the top
    assert drawn_on[-1][0] != " "  # and begins in the first one, at the bottom


def test_a_chart_in_ascii_is_ascii() -> None:
    chart = text(drawn(days(1.0, 1.1, 1.2), 7, 60, 10, plain=True))
    assert all(line.isascii() for line in chart)
    assert "".join(chart).count("*") == 3


@pytest.mark.parametrize("room", [(0, 0), (14, 9), (60, 3), (200, 1)])
def test_where_there_is_no_room_there_is_no_chart(room: tuple[int, int]) -> None:
    assert drawn(days(1.0, 2.0), 30, *room) == []
    assert drawn([], 30, 80, 20) == []


def test_one_day_is_seen() -> None:
    assert dots(text(drawn(days(3.5), 7, 60, 12))) in (1, 2)


def dots(chart: list[str]) -> int:
    return sum(0x2800 < ord(sign) < 0x2900 for line in chart for sign in line)


def test_a_gap_is_a_gap() -> None:
    for step in (3, 26):
        two = days(1.0, 1.2, step=step)
        assert dots(text(drawn(two, 30, 60, 12))) > step
        assert dots(text(drawn(two, 30, 60, 12, {DAY}))) == 2


def test_a_series_that_hardly_moves_looks_flat() -> None:
    chart = text(drawn(days(12162.0, 12163.0, 12162.5, 12164.0), 7, 60, 12))
    drawn_on = [number for number, line in enumerate(chart) if any(0x2800 < ord(sign) < 0x2900 for sign in line)]
    assert len(drawn_on) <= 2


@pytest.mark.parametrize("value", ["3.5", "0.00008480", "12162.5", "472.78", "0.0000001", "1e-9", "99999999"])
@pytest.mark.parametrize("move", ["0", "0.0001", "0.5"])
def test_an_axis_never_says_one_number_twice(value: str, move: str) -> None:
    low, high = value_range([Decimal(value), Decimal(value) * (1 + Decimal(move))])
    for height in (2, 6, 12, 40):
        ticks = value_ticks(low, high, height)
        assert 2 <= len({f"{tick:f}" for tick in ticks}) == len(ticks) <= max(8, height)
        assert all(low <= tick <= high for tick in ticks)
        [step] = {after - before for before, after in pairwise(ticks)}
        assert f"{step:e}"[0] in "125"  # round, and so is every value on it
        assert {tick % step for tick in ticks} == {0}


def test_long_values_have_room_on_the_axis() -> None:
    for values in ((0.000082223, 0.000082412), (12162.99, 12163.0), (0.0000001, 0.0000003)):
        chart = text(drawn(days(*values), 7, 60, 12))
        assert {len(line) for line in chart} == {60}
        assert len({line.index("│") if "│" in line else line.index("┤") for line in chart[:-2]}) == 1


def test_values_that_never_move_are_a_line_in_the_middle() -> None:
    chart = text(drawn(days(*[3.5] * 8), 7, 60, 13))
    assert [number for number, line in enumerate(chart) if any(0x2800 < ord(sign) < 0x2900 for sign in line)] == [5]


@pytest.mark.parametrize("span", [7, 30, 90])
@pytest.mark.parametrize("columns", [20, 33, 60, 120, 240])
def test_dates_do_not_run_into_each_other(span: int, columns: int) -> None:
    chart = text(drawn(days(*(100 + number % 7 for number in range(90))), span, columns, 10))
    assert {len(line) for line in chart} == {columns}
    parts = chart[-1].split()
    assert parts[-2:] == ["20", "Nov"]
    assert all(day.isdigit() for day in parts[::2])
    assert chart[-2].count("┴") == len(parts) // 2
