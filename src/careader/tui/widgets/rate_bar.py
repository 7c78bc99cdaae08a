"""The currency bar: the pairs that fit, or pages of them that turn."""

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
from careader.tui.format import UNICODE, Signs, change, is_dated, short_date, significant

TURN_SECONDS = 4.0
"""How long a page of the bar stays."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One pair as it is written: what it is called, its value, what moved, how old it is, whether it just changed."""

    name: str
    value: str
    move: str = ""
    remark: str = ""
    direction: int = 0
    changed: bool = False

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
        self._page = 0
        self._changed: dict[str, Decimal] = {}

    def on_mount(self) -> None:
        """Begin to turn pages."""
        self.set_interval(TURN_SECONDS, self._turn)

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

    def _turn(self) -> None:
        if len(self._pages()[1]) > 1:
            self._page += 1
            self._draw()

    def _draw(self) -> None:
        gap, pages = self._pages()
        number = self._page % len(pages)
        parts: list[Content | tuple[str, str] | str] = [" "]
        if self._label:
            parts += [(self._label, "bold reverse"), " " * gap]
        for place, cell in enumerate(pages[number]):
            parts += [" " * gap if place else "", *self._styled(cell)]
        day = self._shared_date()
        if len(pages) == 1:
            parts += [" " * gap, (day, "$quiet italic")]
            self.update(Content.assemble(*parts), layout=False)
            return
        line = Content.assemble(*parts)
        mark = f"{day}  {number + 1}/{len(pages)} ".lstrip()
        space = " " * max(1, self.size.width - line.cell_length - cell_len(mark))
        self.update(Content.assemble(line, space, (mark, "$quiet")), layout=False)

    def _pages(self) -> tuple[int, list[list[Cell]]]:
        """Give the gap between pairs, and the pairs of each page: one page where they fit in some form of writing."""
        day = self._shared_date()
        width = self.size.width - 2 - (cell_len(self._label) + 3 if self._label else 0) - (len(day) + 3 if day else 0)
        width = max(width, 10)
        full, short = self._cells(short=False), self._cells(short=True)
        for cells, gap in ((full, 3), (full, 2), (short, 3), (short, 2)):
            if _width(cells, gap) <= width:
                return gap, [cells]
        wide, dense = (_paged(full, gap, width - 4) for gap in (3, 2))
        return (3, wide) if len(wide) == len(dense) else (2, dense)

    def _shared_date(self) -> str:
        """Give the date that all rates are shown with, which is said once; a fixed one needs none."""
        dates = {self._date(rate) for rate in self._rates if not rate.fixed}
        return dates.pop() if len(dates) == 1 and len(self._rates) > 2 else ""

    def _date(self, rate: Rate) -> str:
        return short_date(rate.as_of, self._today) if is_dated(rate, self._today) else ""

    def _cells(self, *, short: bool) -> list[Cell]:
        known = {rate.quote if rate.base == "USD" else rate.base: rate for rate in self._rates}
        cells = [self._cell(code, known.get(code), short=short) for code in self._currencies]
        if not short:
            return cells
        meaning = f"{cells[0].name} per $" if self._inverted else f"$ per {cells[0].name}"
        return [replace(cells[0], name=meaning), *cells[1:]]

    def _cell(self, code: str, rate: Rate | None, *, short: bool) -> Cell:
        if rate is None:
            pair = f"USD/{code}" if self._inverted else f"{code}/USD"
            return Cell(code if short else pair, self.signs.dash)
        move = change(rate, self.signs)
        remark = "" if self._shared_date() else self._date(rate)
        if rate.note:
            remark = f"{remark} ?".strip()
        direction = 0 if not rate.change_pct else 1 if rate.change_pct > 0 else -1
        name = code if short else rate.pair
        return Cell(name, significant(rate.rate), move, remark, direction, self._changed.get(rate.pair) == rate.rate)

    def _styled(self, cell: Cell) -> list[tuple[str, str] | str]:
        colour = {1: "$success", -1: "$error", 0: ""}[cell.direction]
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


def _paged(cells: Sequence[Cell], gap: int, width: int) -> list[list[Cell]]:
    pages: list[list[Cell]] = [[]]
    for cell in cells:
        if pages[-1] and _width([*pages[-1], cell], gap) > width:
            pages.append([])
        pages[-1].append(cell)
    return pages


def _width(cells: Sequence[Cell], gap: int) -> int:
    return sum(cell.width for cell in cells) + gap * (len(cells) - 1)
