"""The chart of one rate over days; it brings a plotting library along, so import it when it is needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from textual.app import ComposeResult
from textual.widget import Widget
from textual_plot import AxisFormatter, HiResMode, PlotWidget

from careader.tui.format import UNICODE, Signs, significant

Days = Sequence[tuple[date, Decimal]]

_STEPS = (1, 2, 7, 14, 30)
_LABEL = 9
"""How many columns a date on the axis takes, with room on both sides."""


class RateChart(Widget, can_focus=False):
    """A line through the values of the days of publication, with values on the left and dates below."""

    def __init__(self, *, signs: Signs = UNICODE, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ascii = signs.rule.isascii()
        self._days: Days = ()
        self._span = 30

    def compose(self) -> ComposeResult:
        """Put the plot into place."""
        plot = PlotWidget(allow_pan_and_zoom=False)
        plot.can_focus = False
        yield plot

    def on_mount(self) -> None:
        """Keep the margins to what is written in them."""
        plot = self._plot
        plot.margin_top, plot.margin_bottom, plot.margin_left = 0, 1, 12
        plot.set_x_formatter(_DayAxis())
        plot.set_y_formatter(_ValueAxis())

    def show(self, days: Days, span: int) -> None:
        """Show the last so many days of these, which are oldest first."""
        self._days, self._span = days, span
        self._draw()

    def on_resize(self) -> None:
        """Write as many dates and values as there is room for."""
        self._draw()

    @property
    def _plot(self) -> PlotWidget:
        return self.query_one(PlotWidget)

    def _draw(self) -> None:
        plot = self._plot
        plot.clear()
        days = within(self._days, self._span)
        if not days or not self.size.width:
            return
        last = days[-1][0]
        first = last - timedelta(days=self._span)
        low, high = value_range([value for _, value in days])
        plot.set_xlimits(first.toordinal(), last.toordinal())
        plot.set_ylimits(low, high)
        plot.set_xticks([day.toordinal() for day in date_ticks(first, last, self.size.width - plot.margin_left)])
        plot.set_yticks(value_ticks(low, high, self.size.height - 3))
        x = [day.toordinal() for day, _ in days]
        y = [float(value) for _, value in days]
        style = self.app.theme_variables["accent"]
        if self._ascii or len(days) == 1:
            plot.scatter(x, y, marker="*" if self._ascii else "●", marker_style=style)
        else:
            plot.plot(x, y, line_style=style, hires_mode=HiResMode.BRAILLE)


def within(days: Days, span: int) -> Days:
    """Give those of the days, oldest first, that lie within so many days of the last."""
    return [entry for entry in days if entry[0] >= days[-1][0] - timedelta(days=span)]


def value_range(values: Sequence[Decimal]) -> tuple[float, float]:
    """Give the ends of the axis: a little beyond the values, and one per cent around a value that never moves."""
    low, high = min(values), max(values)
    air = (high - low) / 12 or high / 100
    return float(low - air), float(high + air)


def date_ticks(first: date, last: date, width: int) -> list[date]:
    """Choose the dates to write on an axis of so many columns, back from the last."""
    span = (last - first).days
    step = next((step for step in _STEPS if span // step * _LABEL <= width), max(span, 1))
    return [last - timedelta(days=back) for back in range(0, span + 1, step)][::-1]


def value_ticks(low: float, high: float, height: int) -> list[float]:
    """Choose the values to write on an axis of so many lines: up to five, evenly apart."""
    count = max(2, min(5, height // 3 + 1))
    air = (high - low) / 14
    return [low + air + (high - low - 2 * air) * step / (count - 1) for step in range(count)]


class _DayAxis(AxisFormatter):
    """Writes days, which are whole numbers, as 14 Nov."""

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 8) -> list[float]:
        """Not asked for: the chart sets its ticks."""
        return []

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        """Write the days."""
        days = [date.fromordinal(round(tick)) for tick in ticks]
        return [f"{day.day} {day:%b}" for day in days]


class _ValueAxis(AxisFormatter):
    """Writes values with as many digits as tell them apart."""

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 8) -> list[float]:
        """Not asked for: the chart sets its ticks."""
        return []

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        """Write the values."""
        for digits in (4, 5, 6, 7):
            labels = [significant(Decimal(f"{tick:.12g}"), digits) for tick in ticks]
            if len(set(labels)) == len(labels):
                break
        return labels
