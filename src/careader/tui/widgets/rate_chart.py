"""The chart of one rate over days: a line of braille dots, with values on the left and dates below."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from careader.tui.format import UNICODE, Signs
from careader.tui.widgets.canvas import ACROSS, DOWN, Canvas
from careader.words import figures

Days = Sequence[tuple[date, Decimal]]

_STEPS = (1, 2, 7, 14, 30)
_LABEL = 9
"""How many columns a date on the axis takes, with room on both sides."""
_LEAST_MARGIN = 11
"""How many columns the values on the left and the axis take at least."""
_ROUND = (1, 2, 5, 10, 20, 50, 100)
_LEAST_RANGE = 0.01
"""An axis goes over one per cent of the value at least, so that a series that hardly moves looks flat."""


class RateChart(Widget, can_focus=False):
    """A line through the values of the days of publication; stars, a column each, where there is only ASCII."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"plot--line", "plot--axis", "plot--tick"}
    DEFAULT_CSS = "RateChart .plot--line { color: $read-accent; }"

    def __init__(self, *, signs: Signs = UNICODE, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ascii = signs.rule.isascii()
        self._days: Days = ()
        self._gaps: Collection[date] = ()
        self._span = 30
        self._lines: list[list[tuple[str, str]]] = []

    def show(self, days: Days, span: int, gaps: Collection[date] = ()) -> None:
        """Show the last so many days of these, oldest first; no line leads to one of the `gaps`."""
        self._days, self._span, self._gaps = days, span, gaps
        self._draw()

    def on_resize(self) -> None:
        """Write as many dates and values as there is room for."""
        self._draw()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        top, left = self.styles.padding.top, self.styles.padding.left
        width, base = self.size.width, self.rich_style
        if not top <= y < top + len(self._lines):
            return Strip.blank(width, base)
        parts = [Segment(" " * left, base)]
        parts += [Segment(text, base + self._style(name)) for name, text in self._lines[y - top]]
        return Strip(parts).adjust_cell_length(width, base)

    def _draw(self) -> None:
        padding = self.styles.padding
        columns, lines = self.size.width - padding.width, self.size.height - padding.height
        self._lines = drawn(within(self._days, self._span), self._span, columns, lines, self._gaps, plain=self._ascii)
        self.refresh()

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"plot--{name}", partial=True)


def drawn(
    days: Days, span: int, columns: int, lines: int, gaps: Collection[date] = (), *, plain: bool = False
) -> list[list[tuple[str, str]]]:
    """Write a chart in so many columns and lines, as (what it is, text) of each line; nothing where there is no room.

    What it is: "tick" for values and dates, "axis", "line". The chart goes over `span` days up to the last of these.
    """
    height = lines - 2
    if not days or height < 2:
        return []
    last = days[-1][0]
    first = last - timedelta(days=span)
    low, high = value_range([value for _, value in days])
    at_line = {
        round((high - float(tick)) / (high - low) * (height - 1)): f"{tick:f}"
        for tick in value_ticks(low, high, height)
    }
    margin = max(_LEAST_MARGIN, *(len(label) + 2 for label in at_line.values()))
    width = columns - margin
    if width < 4:
        return []
    rows = (
        _plain_rows(days, first, span, low, high, width, height)
        if plain
        else _rows(days, gaps, first, span, low, high, width, height)
    )
    side, notch, corner, floor, mark = "|++-+" if plain else "│┤└─┴"
    written = []
    for number, row in enumerate(rows):
        label = at_line.get(number, "")
        written.append([("tick", f"{label:>{margin - 2}} "), ("axis", notch if label else side), ("line", row)])
    axis, dates = [floor] * width, [" "] * (width + _LABEL)
    for day in reversed(date_ticks(first, last, width)):
        place = round((day - first).days / max(span, 1) * (width - 1))
        name = figures.day_and_month(day)
        start = min(max(place - len(name) // 2, 0), width - len(name))
        if any(sign != " " for sign in dates[max(start - 1, 0) : start + len(name) + 1]):
            continue
        axis[place] = mark
        dates[start : start + len(name)] = name
    written.append([("axis", " " * (margin - 1) + corner + "".join(axis))])
    written.append([("tick", " " * margin + "".join(dates[:width]))])
    return written


def _rows(
    days: Days, gaps: Collection[date], first: date, span: int, low: float, high: float, width: int, height: int
) -> list[str]:
    canvas = Canvas(width, height)
    across, down = width * ACROSS - 1, height * DOWN - 1
    points = [
        (round((day - first).days / max(span, 1) * across), round((high - float(value)) / (high - low) * down), day)
        for day, value in days
    ]
    for x, y, _ in points:
        canvas.dot(x, y)
    for (x, y, _), (to_x, to_y, day) in pairwise(points):
        if day not in gaps:
            canvas.line(x, y, to_x, to_y)
    if len(points) == 1:  # one dot alone is hardly seen
        x, y, _ = points[0]
        canvas.line(x - 1, y, x, y)
        canvas.line(x - 1, y - 1, x, y - 1)
    return canvas.rows()


def _plain_rows(days: Days, first: date, span: int, low: float, high: float, width: int, height: int) -> list[str]:
    rows = [[" "] * width for _ in range(height)]
    for day, value in days:
        x = round((day - first).days / max(span, 1) * (width - 1))
        rows[round((high - float(value)) / (high - low) * (height - 1))][x] = "*"
    return ["".join(row) for row in rows]


def within(days: Days, span: int) -> Days:
    """Give those of the days, oldest first, that lie within so many days of the last."""
    return [entry for entry in days if entry[0] >= days[-1][0] - timedelta(days=span)]


def value_range(values: Sequence[Decimal]) -> tuple[float, float]:
    """Give the ends of the axis: a little beyond the values, and at least one per cent of the highest apart."""
    low, high = float(min(values)), float(max(values))
    air = max((high - low) / 12, (high * _LEAST_RANGE - (high - low)) / 2)
    return low - air, high + air


def date_ticks(first: date, last: date, width: int) -> list[date]:
    """Choose the dates to write on an axis of so many columns, back from the last."""
    span = (last - first).days
    step = next((step for step in _STEPS if span // step * _LABEL <= width), max(span, 1))
    return [last - timedelta(days=back) for back in range(0, span + 1, step)][::-1]


def value_ticks(low: float, high: float, height: int) -> list[Decimal]:
    """Choose round values to write on an axis of so many lines, evenly apart, all with the same decimals."""
    bottom, top = Decimal(low), Decimal(high)
    most = max(3, min(8, height // 4 + 2))
    unit = Decimal(1).scaleb((top - bottom).adjusted() - 1)
    ticks: list[Decimal] = []
    for factor in _ROUND:
        step = (unit * factor).normalize()
        first, last = (
            int((end / step).to_integral_value(way)) for end, way in ((bottom, ROUND_CEILING), (top, ROUND_FLOOR))
        )
        if last > first or not ticks:
            ticks = [step * number for number in range(first, last + 1)]
        if len(ticks) <= most:
            break
    return ticks
