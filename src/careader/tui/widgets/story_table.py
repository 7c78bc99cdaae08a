"""The rows of a story: articles by the ownership of their outlets, then related stories, with a cursor among them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from careader.model import Article, Story
from careader.tui.format import UNICODE, Signs
from careader.tui.story_layout import Page, Row, story_rows


class StoryTable(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a page of a story; `cursor` is the number of a row that can be chosen, among all rows."""

    COMPONENT_CLASSES = {
        "story-table--heading",
        "story-table--quiet",
        "story-table--unread",
        "story-table--read",
        "story-table--star",
        "story-table--cursor",
    }
    DEFAULT_CSS = """
    StoryTable { scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: auto; }
    """

    @dataclass
    class Chosen(Message):
        """What is under the cursor was clicked."""

    def __init__(self, *, signs: Signs = UNICODE, id: str | None = None) -> None:
        super().__init__(id=id)
        self.signs = signs
        self.page_shown: Page | None = None
        self.rows: Sequence[Row] = ()
        self.cursor = 0
        self._tops: list[int] = [0]

    @property
    def target(self) -> Article | Story | None:
        """What the cursor is on."""
        return self.rows[self.cursor].target if self.cursor < len(self.rows) else None

    def show(self, page: Page, *, on: str = "") -> None:
        """Show a story; the cursor stays on its article or related story, or goes to that with the article `on`."""
        wanted = {on} if on else _ids(self.target)
        before = self.cursor
        self.page_shown = page
        self._lay_out()
        live = self._live()
        self.cursor = next(
            (row for row in live if not wanted.isdisjoint(_ids(self.rows[row].target))),
            min(live, key=lambda row: abs(row - before), default=0),
        )
        self._reveal()

    def move(self, steps: int) -> None:
        """Move the cursor by what can be chosen, as far as there is any."""
        if live := self._live():
            place = live.index(self.cursor) if self.cursor in live else 0
            self._go(live[min(max(place + steps, 0), len(live) - 1)])

    def page(self, pages: int) -> None:
        """Move the cursor by screens."""
        if live := self._live():
            line = self._tops[self.cursor] + pages * max(1, self.size.height - 1)
            self._go(min(live, key=lambda row: abs(self._tops[row] - line)))

    def go_to(self, row: int) -> None:
        """Put the cursor on the first of what can be chosen, or with -1 on the last."""
        if live := self._live():
            self._go(live[row])

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self._lay_out()
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the click was; on it already, choose it."""
        row = bisect_right(self._tops, event.y + self.scroll_offset.y) - 1
        if row in self._live():
            if row == self.cursor:
                self.post_message(self.Chosen())
            self._go(row)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        width, line = self.size.width, y + self.scroll_offset.y
        row = bisect_right(self._tops, line) - 1
        if not 0 <= row < len(self.rows):
            return Strip.blank(width, self.rich_style)
        chosen = row == self.cursor and self.rows[row].target is not None
        base = self.get_component_rich_style("story-table--cursor") if chosen else self.rich_style
        segments = [
            Segment(
                text, base + self.get_component_rich_style(f"story-table--{style}", partial=True) if style else base
            )
            for text, style in self.rows[row].lines[line - self._tops[row]]
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def _live(self) -> list[int]:
        return [row for row, shown in enumerate(self.rows) if shown.target is not None]

    def _go(self, row: int) -> None:
        self.cursor = row
        self._reveal()

    def _lay_out(self) -> None:
        if self.page_shown:
            self.rows = story_rows(self.page_shown, max(self.size.width, 20), self.signs)
        self._tops = [0, *accumulate(len(row.lines) for row in self.rows)]
        self.virtual_size = Size(self.size.width, self._tops[-1])

    def _reveal(self) -> None:
        if self.rows and self.size.height:
            first = self.cursor == min(self._live(), default=0)
            top, bottom = 0 if first else self._tops[self.cursor], self._tops[self.cursor + 1]
            offset = self.scroll_offset.y
            if top < offset:
                self.scroll_to(y=top, animate=False, immediate=True, force=True)
            elif bottom > offset + self.size.height:
                self.scroll_to(y=bottom - self.size.height, animate=False, immediate=True, force=True)
        self.refresh()


def _ids(target: Article | Story | None) -> set[str]:
    """Give the ids of the articles that a row stands for."""
    if isinstance(target, Story):
        return {article.id for article in target.articles}
    return {target.id} if target else set()
