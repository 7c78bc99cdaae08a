"""The five countries and the region to choose from, with names and counts; the list of stories behind it follows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from careader.newsroom import PLACES, Query
from careader.tui.bindings import bindings
from careader.tui.commands import Where
from careader.tui.format import UNICODE, Signs
from careader.tui.widgets.country_filter import counted, words_of
from careader.tui.widgets.rows import TextRows
from careader.words import figures
from careader.words import screen as words

Counts = Mapping[str, tuple[int, int]]


class PlaceRows(TextRows):
    """One row a place: whether it is chosen, its key, its name, how many stories."""

    BINDINGS = bindings(Where.PICKER)
    WIDTH = 46

    class Clicked(Message):
        """The row under the cursor was clicked."""

    def show_places(self, chosen: frozenset[str], counts: Counts, cursor: int) -> None:
        """Write the rows."""
        rows = []
        for number, place in enumerate(PLACES, 1):
            name = figures.PLACES[place]
            mark = "[x]" if place in chosen else "[ ]"
            text = f"  {mark} {number}  {name[0].upper()}{name[1:]}"
            count = f"{counted(counts.get(place, (0, 0)))}  "
            rows.append([[(text + count.rjust(self.WIDTH - len(text)), "strong" if place in chosen else "")]])
        self.show(rows, cursor=cursor)

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked, or no longer."""
        row, _ = self.locate(event.y + round(self.scroll_offset.y))
        if event.y < self.count:
            self.cursor = row
            self.post_message(self.Clicked())


class PlacePicker(ModalScreen[None], inherit_bindings=False):
    """Asks which places to show; `choose` takes every new choice and returns how many stories each has then."""

    AUTO_FOCUS = "PlaceRows"
    CSS_PATH = "place_picker.tcss"

    def __init__(
        self,
        query: Query,
        counts: Counts,
        choose: Callable[[frozenset[str]], Awaitable[Counts]],
        *,
        signs: Signs = UNICODE,
    ) -> None:
        super().__init__()
        self._query = query
        self._counts = counts
        self._choose = choose
        self._signs = signs

    def compose(self) -> ComposeResult:
        """Put the rows between a title and the keys."""
        with Vertical(id="picker"):
            yield Static(id="picker-title")
            yield PlaceRows(signs=self._signs, id="picker-rows")
            yield Static(Content(words.PICKER_HINTS), id="picker-hints")

    def on_mount(self) -> None:
        """Write the rows."""
        self._draw(next((row for row, place in enumerate(PLACES) if place in self._query.places), 0))

    def show(self, query: Query, counts: Counts) -> None:
        """Show what is chosen now, and how many stories each place has."""
        self._query, self._counts = query, counts
        self._draw(self._rows.cursor)

    @property
    def _rows(self) -> PlaceRows:
        return self.query_one(PlaceRows)

    async def action_toggle_row(self, row: int | None = None) -> None:
        """Show the place of a row too, or no longer; without a row that under the cursor."""
        row = self._rows.cursor if row is None else row
        self._rows.go_to(row)
        await self._take(self._query.places ^ {PLACES[row]})

    async def action_only(self) -> None:
        """Show the place under the cursor only, and close."""
        await self._take(frozenset({PLACES[self._rows.cursor]}))
        await self.dismiss()

    async def action_all(self) -> None:
        """Show all countries."""
        await self._take(frozenset())

    async def action_close(self) -> None:
        """Go back to the list, with what is chosen."""
        await self.dismiss()

    async def _take(self, places: frozenset[str]) -> None:
        counts = await self._choose(places)
        self.show(replace(self._query, places=places), counts)

    @on(PlaceRows.Clicked)
    async def _toggle_clicked(self) -> None:
        await self.action_toggle_row()

    def _draw(self, cursor: int) -> None:
        said = words_of(replace(self._query, places=frozenset()))
        title: list[tuple[str, str] | str] = [(words.SHOW_ABOUT, "bold $read-accent")]
        if said:
            title.append((f"\n{words.counted_under(said)}", "$quiet"))
        self.query_one("#picker-title", Static).update(Content.assemble(*title))
        self._rows.show_places(self._query.places, self._counts, cursor)
