"""Where a search is typed: a sign, the line, and beside it how many are found."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from careader.tui.widgets.line_input import LineInput
from careader.words import screen as words


class SearchLine(Horizontal):
    """One line at the foot of the screen while something is typed."""

    def __init__(
        self,
        *,
        typed: Callable[[str], Awaitable[None]],
        done: Callable[[bool], Awaitable[None]],
        complete: Callable[[str], Sequence[str]],
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._typed, self._done, self._complete = typed, done, complete

    def compose(self) -> ComposeResult:
        """Put the parts beside each other."""
        yield Static("/", id="search-sign")
        yield LineInput(
            typed=self._typed, done=self._done, complete=self._complete, placeholder=words.SEARCH_FOR, id="search-line"
        )
        yield Static("", id="search-found")

    @property
    def line(self) -> LineInput:
        """The line."""
        return self.query_one(LineInput)

    def begin(self, sign: str, text: str) -> None:
        """Show the line with a text in it."""
        self.query_one("#search-sign", Static).update(Content(f"{sign or '/'} "))
        self.display = True
        with self.line.prevent(LineInput.Changed):
            self.line.value = text
        self.line.cursor_position = len(text)
        self.line.placeholder = "" if sign else words.SEARCH_FOR

    def say(self, found: str) -> None:
        """Say how many are found, or what is wrong."""
        self.query_one("#search-found", Static).update(Content.styled(found, "$quiet"))
