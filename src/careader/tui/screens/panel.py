"""A panel over the main screen that shows something and goes again."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from careader.tui.keys import Key, bindings

PANEL_KEYS: tuple[Key, ...] = (
    Key("j,down", "j", "scroll(1)", "Down", "Panel"),
    Key("k,up", "k", "scroll(-1)", "Up", "Panel"),
    Key("space,pagedown", "Space", "page(1)", "A page down", "Panel"),
    Key("b,pageup", "b", "page(-1)", "A page up", "Panel"),
    Key("g,home", "g", "jump(-1)", "To the top", "Panel"),
    Key("G,end", "G", "jump(1)", "To the bottom", "Panel"),
    Key("escape,q,question_mark,enter,O,dollar_sign,e,w", "Esc", "close", "Close", "Panel"),
)


_AROUND = 6
"""How many lines of a panel are not its body: padding, title, hints."""


class Panel(ModalScreen[None], inherit_bindings=False):
    """A title and text that scrolls; Esc, q or the key that opened it closes it."""

    BINDINGS = bindings(PANEL_KEYS)

    def __init__(self, title: str, body: Content) -> None:
        super().__init__()
        self._title = title
        self._body = body

    def compose(self) -> ComposeResult:
        """Put title and text into a frame of their own."""
        with Vertical(id="panel"):
            yield Static(Content.assemble((self._title, "bold")), id="panel-title")
            with VerticalScroll(id="panel-body", can_focus=False):
                yield Static(self._body)
            yield Static(Content.assemble(("Esc closes   j k scroll", "$quiet")), id="panel-hints")

    def on_resize(self) -> None:
        """Leave room for the title and the hints, and a rim of the screen below."""
        self.body.styles.max_height = max(self.size.height - 2 - _AROUND, 1)

    @property
    def body(self) -> VerticalScroll:
        """The part that scrolls."""
        return self.query_one("#panel-body", VerticalScroll)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.body.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        self.body.scroll_relative(y=pages * max(1, self.body.size.height - 1), animate=False)

    def action_jump(self, end: int) -> None:
        """Scroll to the top or the bottom."""
        if end < 0:
            self.body.scroll_home(animate=False)
        else:
            self.body.scroll_end(animate=False)

    def action_close(self) -> None:
        """Go back to the screen below."""
        self.dismiss()
