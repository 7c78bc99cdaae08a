"""The currency bar: five pairs that fit, or pages of them that turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from careader.model import CURRENCIES, Rate
from careader.tui.format import UNICODE, Signs, change, short_date, significant

TURN_SECONDS = 4.0
"""How long a page of the bar stays."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One pair as it is written: what it is called, its value, what moved, how old it is."""

    name: str
    value: str
    move: str = ""
    remark: str = ""
    direction: int = 0

    @property
    def width(self) -> int:
        """How many columns it takes."""
        return cell_len(" ".join(part for part in (self.name, self.value, self.move, self.remark) if part))


class RateBar(Static, can_focus=False):
    """Shows the rates in one line; a click asks for the rates screen."""

    COMPONENT_CLASSES = {"rate-bar--pair", "rate-bar--up", "rate-bar--down", "rate-bar--remark"}  # noqa: RUF012

    class Clicked(Message):
        """The bar was clicked."""

    def __init__(self, *, today: date, signs: Signs = UNICODE, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id)
        self.signs = signs
        self._today = today
        self._rates: Sequence[Rate] = ()
        self._label = ""
        self._page = 0

    def on_mount(self) -> None:
        """Begin to turn pages."""
        self.set_interval(TURN_SECONDS, self._turn)

    def show(self, rates: Sequence[Rate], *, today: date, label: str = "") -> None:
        """Show these rates; `label` stands before them (SAMPLE)."""
        self._rates, self._today, self._label = rates, today, label
        self._draw()

    def on_resize(self) -> None:
        """Lay the pairs out for the new width."""
        self._draw()

    def on_click(self) -> None:
        """Ask for the rates screen."""
        self.post_message(self.Clicked())

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
        line = Content.assemble(*parts)
        if len(pages) > 1:
            mark = f"{number + 1}/{len(pages)} "
            line = Content.assemble(
                line, " " * max(1, self.size.width - line.cell_length - len(mark)), (mark, "$quiet")
            )
        self.update(line)

    def _pages(self) -> tuple[int, list[list[Cell]]]:
        """Give the gap between pairs, and the pairs of each page: one page where they fit in some form of writing."""
        width = max(self.size.width - 2 - (cell_len(self._label) + 3 if self._label else 0), 10)
        full, short = self._cells(short=False), self._cells(short=True)
        for cells, gap in ((full, 3), (full, 2), (short, 3), (short, 2)):
            if _width(cells, gap) <= width:
                return gap, [cells]
        wide, dense = (_paged(full, gap, width - 4) for gap in (3, 2))
        return (3, wide) if len(wide) == len(dense) else (2, dense)

    def _cells(self, *, short: bool) -> list[Cell]:
        known = {rate.base: rate for rate in self._rates}
        cells = [self._cell(code, known.get(code), short=short) for code in CURRENCIES]
        return [replace(cells[0], name=f"USD for one {cells[0].name}"), *cells[1:]] if short else cells

    def _cell(self, code: str, rate: Rate | None, *, short: bool) -> Cell:
        if rate is None:
            return Cell(code if short else f"{code}/USD", self.signs.dash)
        move = change(rate, self.signs)
        remark = short_date(rate.as_of, self._today) if rate.stale else ""
        if rate.note:
            remark = f"{remark} ?".strip()
        direction = 0 if not rate.change_pct else 1 if rate.change_pct > 0 else -1
        name = code if short else rate.pair
        return Cell(name, significant(rate.rate), move, remark, direction)

    def _styled(self, cell: Cell) -> list[tuple[str, str] | str]:
        colour = {1: "$success", -1: "$error", 0: ""}[cell.direction]
        parts: list[tuple[str, str] | str] = [(cell.name, "$quiet"), " ", cell.value]
        if cell.move:
            parts += [" ", (cell.move, colour)]
        if cell.remark:
            parts += [" ", (cell.remark, "$quiet italic")]
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
