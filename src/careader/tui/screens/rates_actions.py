"""What the keys of the main screen do about the exchange rates."""

from __future__ import annotations

from careader.tui.format import direction
from careader.tui.screens.reader_view import ReaderView


class RatesActions(ReaderView, inherit_bindings=False):
    """The reader screen with the actions that concern rates."""

    def action_rates(self) -> None:
        """Show the exchange rates; their screen and its chart are loaded when they are asked for."""
        from careader.tui.screens.rates import RatesScreen

        self.reader.push_screen(RatesScreen())

    def action_invert_rates(self) -> None:
        """Show prices of the dollar instead of prices in dollars, or the other way round."""
        self.reader.invert_rates()
        self.status.say(direction(self.reader.inverted))
