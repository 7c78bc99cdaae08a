"""The five countries and the region to choose from, with names and counts; the list of stories behind it follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from careader.newsroom import PLACE_NAMES, PLACES, Query
from careader.tui.keys import Key, bindings
from careader.tui.widgets.country_filter import words_of

PICKER_KEYS: tuple[Key, ...] = (
    Key("j,down", "j  ↓", "move(1)", "Down", "Picker"),
    Key("k,up", "k  ↑", "move(-1)", "Up", "Picker"),
    Key("g,home,pageup", "g", "move(-9)", "To the top", "Picker"),
    Key("G,end,pagedown", "G", "move(9)", "To the bottom", "Picker"),
    Key("space,m,x", "Space", "toggle_row", "Show this place too, or no longer", "Picker"),
    Key("enter", "Enter", "only", "Show this place only", "Picker"),
    Key("0", "0", "all", "Show all countries", "Picker"),
    *(Key(str(number), str(number), f"toggle_row({number - 1})", "", "Picker") for number, _ in enumerate(PLACES, 1)),
    Key("escape,q,c", "Esc", "close", "Close", "Picker"),
)


class PlaceRows(Static, can_focus=False):
    """One row a place: whether it is chosen, its key, its name, how many stories."""

    WIDTH = 46

    @dataclass
    class Clicked(Message):
        """A row was clicked."""

        row: int

    def show(self, chosen: frozenset[str], counts: Mapping[str, int], cursor: int) -> None:
        """Write the rows."""
        lines: list[tuple[str, str] | str] = []
        for row, (place, name) in enumerate(PLACE_NAMES.items()):
            mark = "[x]" if place in chosen else "[ ]"
            text = f"  {mark} {row + 1}  {name[0].upper()}{name[1:]}"
            count = f"{counts.get(place, 0)}  "
            style = f"{'bold' if place in chosen else ''} {'on $accent 30%' if row == cursor else ''}".strip()
            lines += ["\n" if row else "", (text + count.rjust(self.WIDTH - len(text)), style)]
        self.update(Content.assemble(*lines))

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked."""
        if 0 <= event.y < len(PLACES):
            self.post_message(self.Clicked(event.y))


class PlacePicker(ModalScreen[None], inherit_bindings=False):
    """Asks which places to show; `choose` is called with every new choice and is expected to call `show` back."""

    BINDINGS = bindings(PICKER_KEYS)

    def __init__(self, query: Query, counts: Mapping[str, int], choose: Callable[[frozenset[str]], None]) -> None:
        super().__init__()
        self._query = query
        self._counts = counts
        self._choose = choose
        self._cursor = next((row for row, place in enumerate(PLACES) if place in query.places), 0)

    def compose(self) -> ComposeResult:
        """Put the rows between a title and the keys."""
        with Vertical(id="picker"):
            yield Static(id="picker-title")
            yield PlaceRows(id="picker-rows")
            yield Static(
                Content("Space on or off     Enter only this one\n0 all countries     Esc closes"), id="picker-hints"
            )

    def on_mount(self) -> None:
        """Write the rows."""
        self._draw()

    def show(self, query: Query, counts: Mapping[str, int]) -> None:
        """Show what is chosen now, and how many stories each place has."""
        self._query, self._counts = query, counts
        self._draw()

    def action_move(self, rows: int) -> None:
        """Move the cursor by rows, as far as there are any."""
        self._cursor = min(max(self._cursor + rows, 0), len(PLACES) - 1)
        self._draw()

    def action_toggle_row(self, row: int | None = None) -> None:
        """Show the place of a row too, or no longer; without a row that under the cursor."""
        self._cursor = self._cursor if row is None else row
        self._choose(self._query.places ^ {PLACES[self._cursor]})

    def action_only(self) -> None:
        """Show the place under the cursor only, and close."""
        self._choose(frozenset({PLACES[self._cursor]}))
        self.dismiss()

    def action_all(self) -> None:
        """Show all countries."""
        self._choose(frozenset())

    def action_close(self) -> None:
        """Go back to the list, with what is chosen."""
        self.dismiss()

    @on(PlaceRows.Clicked)
    def _toggle_clicked(self, message: PlaceRows.Clicked) -> None:
        self.action_toggle_row(message.row)

    def _draw(self) -> None:
        said = words_of(replace(self._query, places=frozenset()))
        title: list[tuple[str, str] | str] = [("Show stories about", "bold $accent")]
        if said:
            title.append((f"\nCounted: {said}", "$quiet"))
        self.query_one("#picker-title", Static).update(Content.assemble(*title))
        self.query_one(PlaceRows).show(self._query.places, self._counts, self._cursor)
