"""The currency bar. It stands still: what does not fit is left out, the least telling first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from careader.model import CURRENCIES, Rate
from careader.tui.format import UNICODE, Signs, change, is_dated, published, short_date
from careader.words import figures


@dataclass(frozen=True, slots=True)
class Cell:
    """One pair as it is written: what it is called, its value, what moved, how old it is, whether it just changed."""

    name: str
    value: str
    move: str = ""
    remark: str = ""
    direction: int = 0
    changed: bool = False
    is_flat: bool = False
    is_fixed: bool = False
    is_late: bool = False

    @property
    def width(self) -> int:
        """How many columns it takes."""
        return cell_len(" ".join(part for part in (self.name, self.value, self.move, self.remark) if part))


class RateBar(Static, can_focus=False):
    """Shows the rates in one line; a click asks for the rates screen."""

    COMPONENT_CLASSES = {"rate-bar--pair", "rate-bar--up", "rate-bar--down", "rate-bar--remark"}

    class Clicked(Message):
        """The bar was clicked."""

    MARK_SECONDS = 6.0
    """How long a value that has just changed is marked."""

    def __init__(self, *, today: date, signs: Signs = UNICODE, id: str | None = None) -> None:
        super().__init__("", id=id)
        self.signs = signs
        self._today = today
        self._rates: Sequence[Rate] = ()
        self._currencies: Sequence[str] = tuple(CURRENCIES)
        self._inverted = False
        self._label = ""
        self._changed: dict[str, Decimal] = {}

    def show(
        self,
        rates: Sequence[Rate],
        *,
        today: date,
        label: str = "",
        currencies: Sequence[str] = tuple(CURRENCIES),
        inverted: bool = False,
    ) -> None:
        """Show the rates of these currencies, those without one too; `label` stands before them (SAMPLE).

        A value that differs from the one shown before is marked for a few seconds.
        """
        before = {rate.pair: rate.rate for rate in self._rates} if label == self._label else {}
        changed = {rate.pair: rate.rate for rate in rates if before.get(rate.pair, rate.rate) != rate.rate}
        self._rates, self._today, self._label = rates, today, label
        self._currencies, self._inverted = currencies, inverted
        if changed:
            self._changed |= changed
            self.set_timer(self.MARK_SECONDS, lambda: self._unmark(changed))
        self._draw()

    def on_resize(self) -> None:
        """Lay the pairs out for the new width."""
        self._draw()

    def on_click(self) -> None:
        """Ask for the rates screen."""
        self.post_message(self.Clicked())

    def _unmark(self, changed: dict[str, Decimal]) -> None:
        """End the mark of values that have not changed once more in the meantime."""
        self._changed = {pair: value for pair, value in self._changed.items() if changed.get(pair) != value}
        self._draw()

    def _draw(self) -> None:
        gap, cells = self._form()
        parts: list[Content | tuple[str, str] | str] = [" "]
        if self._label:
            parts += [(self._label, "bold reverse"), " " * gap]
        for place, cell in enumerate(cells):
            parts += [" " * gap if place else "", *self._styled(cell)]
        parts += [" " * gap, (self._shared_date(), "$quiet italic")]
        self.update(Content.assemble(*parts), layout=False)

    def _form(self) -> tuple[int, list[Cell]]:
        """Return the gap between pairs and the pairs, in the fullest form that fits.

        Left out are, one after the other, a change of nothing, the dollar after the first pair, what is fixed, the
        changes of what is late, and the last pairs.
        """
        day = self._shared_date()
        width = self.size.width - 2 - (cell_len(self._label) + 3 if self._label else 0) - (len(day) + 3 if day else 0)
        codes = {self._called(code): code for code in self._currencies}.values()
        full = [self._cell(code) for code in codes]
        moved = [replace(cell, move="" if cell.is_flat else cell.move) for cell in full]
        short = [
            replace(cell, name=code if place else cell.name)
            for place, (cell, code) in enumerate(zip(moved, codes, strict=True))
        ]
        free = [cell for cell in short if not cell.is_fixed] or short
        forms = [*((cells, gap) for cells in (full, moved, short, free) for gap in (3, 2))]
        forms += [
            (cells[:count], 2)
            for count in range(len(free), 0, -1)
            for cells in (free, [replace(cell, move="") if cell.is_late else cell for cell in free])
        ]
        for cells, gap in forms:
            if _width(cells, gap) <= width:
                return gap, cells
        return 2, [replace(free[0], move="", remark="")]

    def _shared_date(self) -> str:
        """Give the date that all rates are shown with, which is said once; a fixed one needs none."""
        dates = {self._date(rate) for rate in self._rates if not rate.fixed}
        return dates.pop() if len(dates) == 1 and len(self._rates) > 2 else ""

    def _date(self, rate: Rate) -> str:
        """Say of when a rate is where that is not plain, and that it is out of date where it is."""
        day = short_date(rate.as_of, self._today) if is_dated(rate, self._today) else ""
        return f"{figures.LATE} {day}" if rate.stale else day

    def _called(self, code: str) -> str:
        """Return how the pair of a currency is called; a pair of the settings stays as it is written."""
        return code if "/" in code else f"USD/{code}" if self._inverted else f"{code}/USD"

    def _cell(self, code: str) -> Cell:
        name = self._called(code)
        rate = next((rate for rate in self._rates if rate.pair == name), None)
        if rate is None:
            return Cell(name, self.signs.dash)
        remark = "" if self._shared_date() else self._date(rate)
        if rate.note:
            remark = f"{remark} ?".strip()
        direction = 0 if not rate.change_pct else 1 if rate.change_pct > 0 else -1
        return Cell(
            rate.pair,
            published(rate.rate),
            change(rate, self.signs),
            remark,
            direction,
            self._changed.get(rate.pair) == rate.rate,
            is_flat=not rate.fixed and not rate.change_pct,
            is_fixed=rate.fixed,
            is_late=rate.stale,
        )

    def _styled(self, cell: Cell) -> list[tuple[str, str] | str]:
        colour = {1: "$read-success", -1: "$read-error", 0: ""}[cell.direction]
        styles = (
            (cell.name, "$quiet"),
            (cell.value, "bold underline" if cell.changed else ""),
            (cell.move, colour),
            (cell.remark, "$quiet italic"),
        )
        parts: list[tuple[str, str] | str] = []
        for part in styles:
            if part[0]:
                parts += [" ", part] if parts else [part]
        return parts


def _width(cells: Sequence[Cell], gap: int) -> int:
    return sum(cell.width for cell in cells) + gap * (len(cells) - 1)
