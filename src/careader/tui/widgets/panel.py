"""A panel over a screen that shows something and goes again."""

from __future__ import annotations

from typing import Protocol

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from careader.tui.bindings import bindings
from careader.tui.commands import Where
from careader.tui.screen import rests
from careader.tui.widgets.line_input import LineInput
from careader.words import screen as words

_TEXT, _KEYS, _BESIDE = (90, 100), (98, 220), 5
"""How wide a text and a list of keys are, in hundredths of the screen and at most; how many columns are margins."""

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


class Written(Protocol):
    """A text that is written for a width, and of which a part can be asked for."""

    def written(self, width: int, wanted: str = "") -> Content:
        """Return the text, or what of it has `wanted`."""


class Panel(ModalScreen[None], inherit_bindings=False):
    """A title and text that scrolls; `/` leaves what has some words; Esc, q or the key that opened it closes it."""

    AUTO_FOCUS = ""
    BINDINGS = bindings(Where.PANEL)
    CSS_PATH = "panel.tcss"

    def __init__(self, title: str, body: Content | Written) -> None:
        super().__init__()
        self.title_words = title
        self.words = body
        self._wanted = ""
        self.set_class(not isinstance(body, Content), "-keys")

    def compose(self) -> ComposeResult:
        """Put title and text into a frame of their own."""
        with Vertical(id="panel"):
            yield Static(Content.assemble((self.title_words, "bold")), id="panel-title")
            with Scroller(id="panel-body"):
                yield Static(self._written(), id="panel-words")
            yield LineInput(typed=self._find, done=self._found, placeholder=words.FIND_IN_PANEL, id="panel-find")
            yield Static(Content.assemble((words.PANEL_HINTS, "$quiet")), id="panel-hints")

    def on_resize(self) -> None:
        """Leave room for the title and the hints, and a rim of the screen below."""
        finding = self._line.display
        self.body.styles.max_height = max(self.size.height - 2 - _AROUND - finding, 1)
        self._write()

    def on_mount(self) -> None:
        """Begin without the line for words."""
        self._line.display = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave letters to the line that is typed."""
        return not rests(action, self.focused)

    @property
    def _line(self) -> LineInput:
        return self.query_one("#panel-find", LineInput)

    def _written(self) -> Content:
        share, most = _KEYS if self.has_class("-keys") else _TEXT
        width = max(min(self.app.size.width * share // 100, most) - _BESIDE, 1)
        text = self.words
        if not isinstance(text, Content):
            text = text.written(width, self._wanted)
        elif self._wanted:
            found = [line for line in text.split("\n") if self._wanted.casefold() in line.plain.casefold()]
            text = Content("\n").join(found) if found else Content.styled(words.NOT_IN_PANEL, "$quiet")
        return text

    def _write(self) -> None:
        self.query_one("#panel-words", Static).update(self._written())

    def action_find(self) -> None:
        """Type words; what has them is left."""
        self._line.display = True
        self.on_resize()
        self.set_focus(self._line)

    async def _find(self, text: str) -> None:
        self._wanted = text.strip()
        self._write()
        self.body.scroll_home(animate=False)

    async def _found(self, keep: bool) -> None:
        if not keep:
            self._line.value = self._wanted = ""
        self.set_focus(None)
        self._line.display = bool(self._wanted)
        self.on_resize()

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
