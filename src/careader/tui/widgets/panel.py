"""A panel over a screen that shows something and goes again."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from careader.tui.bindings import bindings
from careader.tui.commands import Where
from careader.words import screen as words

_AROUND = 6
"""How many lines of a panel are not its body: padding, title, hints."""


class Scroller(VerticalScroll, can_focus=False):
    """A part that scrolls by the actions of a screen around it."""

    DEFAULT_CSS = "Scroller { scrollbar-size-vertical: 1; }"

    def action_move(self, lines: int) -> None:
        """Scroll by lines."""
        self.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        self.scroll_relative(y=pages * max(1, self.size.height - 1), animate=False)

    def action_jump(self, end: int) -> None:
        """Scroll to the top (-1) or the bottom (1)."""
        if end < 0:
            self.scroll_home(animate=False)
        else:
            self.scroll_end(animate=False)


class Panel(ModalScreen[None], inherit_bindings=False):
    """A title and text that scrolls; Esc, q or the key that opened it closes it."""

    BINDINGS = bindings(Where.PANEL)
    CSS_PATH = "panel.tcss"

    def __init__(self, title: str, body: Content) -> None:
        super().__init__()
        self.title_words = title
        self.words = body

    def compose(self) -> ComposeResult:
        """Put title and text into a frame of their own."""
        with Vertical(id="panel"):
            yield Static(Content.assemble((self.title_words, "bold")), id="panel-title")
            with Scroller(id="panel-body"):
                yield Static(self.words)
            yield Static(Content.assemble((words.PANEL_HINTS, "$quiet")), id="panel-hints")

    def on_resize(self) -> None:
        """Leave room for the title and the hints, and a rim of the screen below."""
        self.body.styles.max_height = max(self.size.height - 2 - _AROUND, 1)

    @property
    def body(self) -> Scroller:
        """The part that scrolls."""
        return self.query_one("#panel-body", Scroller)

    def action_move(self, lines: int) -> None:
        """Scroll by lines."""
        self.body.action_move(lines)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        self.body.action_page(pages)

    def action_jump(self, end: int) -> None:
        """Scroll to the top or the bottom."""
        self.body.action_jump(end)

    async def action_help(self) -> None:
        """Close the panel: the key for help opened it."""
        await self.dismiss()

    async def action_close(self) -> None:
        """Go back to the screen below."""
        await self.dismiss()
