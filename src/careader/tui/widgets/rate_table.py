"""The table of rates: a row a currency."""

from __future__ import annotations

from textual import events
from textual.message import Message

from careader.tui.bindings import bindings
from careader.tui.commands import Where
from careader.tui.widgets.rows import TextRows


class RateTable(TextRows):
    """The currencies, with a cursor."""

    BINDINGS = bindings(Where.RATES)

    class Moved(Message):
        """The cursor has come to another row."""

    def moved(self) -> None:
        """Tell that the cursor is on another row."""
        self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the click was."""
        self.go_to(self.locate(event.y + round(self.scroll_offset.y))[0])
