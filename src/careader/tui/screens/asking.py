"""Short questions over a screen: a line to type, a row to choose."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from careader.tui.format import fit, pad
from careader.tui.widgets.line_input import LineInput
from careader.words import figures
from careader.words import screen as words

WIDTH, MOST, _AROUND = 70, 90, 8
"""How wide a question is, in hundredths of the screen and at most, and how many columns of that are no text."""


class AskLine(ModalScreen[str | None], inherit_bindings=False):
    """Asks for a line and ends with it, with None where it is given up."""

    CSS_PATH = "asking.tcss"

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """Put the line below its title."""
        with Vertical(id="ask"):
            yield Static(Content.styled(self._title, "bold $read-accent"))
            yield LineInput(done=self._end, value=self._text, id="ask-line")
            yield Static(Content.styled(words.ASK_HINTS, "$quiet"))

    async def _end(self, keep: bool) -> None:
        self.dismiss(self.query_one(LineInput).value if keep else None)


class AskYes(ModalScreen[bool | None], inherit_bindings=False):
    """Asks whether something is meant, and ends with True where Enter says so."""

    CSS_PATH = "asking.tcss"
    BINDINGS = [("enter", "end(True)"), ("escape,q,backspace", "end(False)")]

    def __init__(self, title: str, text: str, hints: str) -> None:
        super().__init__()
        self._title, self._text, self._hints = title, text, hints

    def compose(self) -> ComposeResult:
        """Put what it is about below the question."""
        with Vertical(id="ask"):
            yield Static(Content.styled(self._title, "bold $read-accent"))
            yield Static(Content(f"\n{self._text}\n"))
            yield Static(Content.styled(self._hints, "$quiet"))

    def action_end(self, meant: bool) -> None:
        """Take the answer."""
        self.dismiss(meant)


class AskRow(ModalScreen[int | None], inherit_bindings=False):
    """Asks for one of some rows, each a name and more about it, and ends with its place; None for none."""

    CSS_PATH = "asking.tcss"
    BINDINGS = [
        ("j", "down"),
        ("k", "up"),
        ("о", "down"),
        ("л", "up"),
        ("escape", "close"),
        ("q", "close"),
        ("backspace", "close"),
    ]

    def __init__(self, title: str, rows: Sequence[tuple[str, str]], hints: str) -> None:
        super().__init__()
        self._title, self._rows, self._hints = title, rows, hints

    def compose(self) -> ComposeResult:
        """Put the rows below their title."""
        with Vertical(id="ask"):
            yield Static(Content.styled(self._title, "bold $read-accent"))
            yield OptionList(*(Option(line) for line in self._lines()))
            yield Static(Content.styled(self._hints, "$quiet"))

    def on_resize(self) -> None:
        """Write the rows for the new width."""
        for number, line in enumerate(self._lines()):
            self.query_one(OptionList).replace_option_prompt_at_index(number, line)

    def _lines(self) -> list[Content]:
        """Return a line a row: the name, and as much of its value as there is room for."""
        room = max(min(self.app.size.width * WIDTH // 100, MOST) - _AROUND, 8)
        column = min(max((cell_len(name) for name, _ in self._rows), default=0), room * 2 // 3)
        return [
            Content.assemble(
                pad(fit(name, column, figures.ELLIPSIS), column),
                "  ",
                (fit(value, room - column - 2, figures.ELLIPSIS), "$quiet"),
            )
            for name, value in self._rows
        ]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the row."""
        event.stop()
        self.dismiss(event.option_index)

    def action_down(self) -> None:
        """Go to the next row."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Go to the row before."""
        self.query_one(OptionList).action_cursor_up()

    def action_close(self) -> None:
        """Choose none."""
        self.dismiss(None)
