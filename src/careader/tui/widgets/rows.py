"""What lists have in common: rows of lines, a cursor that moves over them and stays in sight, and little to redraw."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from careader.tui.format import UNICODE, Signs, pad, wrap

Line = Sequence[tuple[str, str]]
"""A line as parts of (text, name of a style); "" is the style of the row."""


_MARGIN, _MEASURE = 3, 78
"""Where the words of an empty list begin, and how wide they are at most with their margins."""


class RowsView(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows with a cursor. A subclass says how many there are, where they lie, and draws a line of one.

    When the cursor leaves the window, the window moves by half its height: most steps redraw two rows and no more,
    which is what makes a slow line bearable.
    """

    COMPONENT_CLASSES = {
        "rows--cursor",
        "rows--bar",
        "rows--resting",
        "rows--quiet",
        "rows--strong",
        "rows--accent",
        "rows--title",
        "rows--warning",
        "rows--good",
        "rows--bad",
        "rows--hit",
    }
    DEFAULT_CSS = """
    RowsView { scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: auto; }
    """

    cursor: reactive[int] = reactive(0, repaint=False)

    def __init__(self, *, signs: Signs = UNICODE, id: str | None = None) -> None:
        super().__init__(id=id)
        self.signs = signs

    # What a subclass says.

    @property
    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def top(self, row: int) -> int:
        """Return the first line of a row; of `count` the line below all."""
        raise NotImplementedError

    def locate(self, line: int) -> tuple[int, int]:
        """Return the row that a line belongs to, and which line of it; -1 for a line between rows."""
        raise NotImplementedError

    def height_of(self, row: int) -> int:
        """Return how many lines a row has."""
        return self.top(row + 1) - self.top(row)

    def is_live(self, row: int) -> bool:
        """Return whether the cursor can be on a row."""
        return 0 <= row < self.count

    def moved(self) -> None:
        """Take notice that the cursor is on another row."""

    # What keys do.

    def action_move(self, rows: int) -> None:
        """Move the cursor by rows, as far as there are any."""
        step, row = (1 if rows > 0 else -1), self.cursor
        for _ in range(abs(rows)):
            found = row + step
            while 0 <= found < self.count and not self.is_live(found):
                found += step
            if not self.is_live(found):
                break
            row = found
        self.cursor = row

    def action_page(self, pages: int) -> None:
        """Move the cursor by screens."""
        if self.count:
            line = self.top(self.cursor) + pages * max(1, self.size.height - 1)
            self.cursor = self.nearest(self.locate(min(max(line, 0), max(self.top(self.count) - 1, 0)))[0])

    def action_jump(self, end: int) -> None:
        """Put the cursor on the first (-1) or the last row."""
        self.go_to(0 if end < 0 else self.count - 1)

    def go_to(self, row: int) -> None:
        """Put the cursor on a row, or on the nearest where it can be."""
        if self.count:
            self.cursor = self.nearest(min(max(row, 0), self.count - 1))

    def nearest(self, row: int) -> int:
        """Return the row next to this one, or itself, where the cursor can be."""
        if self.is_live(row):
            return row
        for distance in range(1, self.count):
            for other in (row + distance, row - distance):
                if self.is_live(other):
                    return other
        return 0

    # What is drawn.

    def watch_cursor(self, before: int, now: int) -> None:
        """Keep the cursor in sight and draw the two rows that it concerns."""
        if not self.reveal():
            self.refresh_row(before)
            self.refresh_row(now)
        self.moved()

    def refresh_row(self, row: int) -> None:
        """Draw one row anew."""
        if 0 <= row < self.count:
            # One column less than there is: the compositor takes what begins at the end of a region as part of it.
            width = max(self.size.width - 1, 1)
            self.refresh(Region(0, self.top(row) - round(self.scroll_offset.y), width, self.height_of(row)))

    def reveal(self) -> bool:
        """Bring the cursor into sight; return whether the window moved."""
        height = self.size.height
        if not self.count or not height:
            return False
        top, bottom = self.top(self.cursor), self.top(self.cursor) + self.height_of(self.cursor)
        first = next((row for row in range(min(self.count, 3)) if self.is_live(row)), 0)
        offset = before = round(self.scroll_offset.y)
        if self.cursor <= first:
            offset = 0
        elif top < offset:
            offset = max(bottom - height // 2, 0)
        elif bottom > offset + height:
            offset = max(top - height // 2, bottom - height)
        if offset and offset != before:
            offset = min(self.top(self.locate(offset)[0]), top)
        if offset == before:
            return False
        self.scroll_to(y=offset, animate=False, immediate=True, force=True)
        return True

    def measure(self) -> None:
        """Say how long the whole is."""
        self.virtual_size = Size(self.size.width, self.top(self.count))

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self.measure()
        self.reveal()

    def on_focus(self) -> None:
        """Draw the cursor as that of the part with the keys."""
        self.refresh_row(self.cursor)

    def on_blur(self) -> None:
        """Draw the cursor as resting."""
        self.refresh_row(self.cursor)

    def ground(self, row: int) -> Style:
        """Return the style that a row stands on."""
        if row == self.cursor and self.is_live(row):
            return self.get_component_rich_style("rows--cursor" if self.has_focus else "rows--resting")
        return self.rich_style

    def style(self, name: str, ground: Style, *, on_cursor: bool) -> Style:
        """Return a style on a ground. On the row with the cursor words keep the colour that is read best there."""
        if not name:
            return ground
        style = self.get_component_rich_style(f"rows--{name}", partial=True)
        if on_cursor and name != "bar":  # the signs that carry a meaning keep their place, and weight
            style = Style(bold=style.bold, italic=style.italic, underline=style.underline)
        return ground + style

    def empty_line(self, said: str, y: int) -> Strip:
        """Draw a line of what an empty list says."""
        width = self.size.width
        lines = wrap(said, max(min(width, _MEASURE) - 2 * _MARGIN, 1)) if said else ()
        if not 1 <= y <= len(lines):
            return Strip.blank(width, self.rich_style)
        style = self.style("quiet", self.rich_style, on_cursor=False)
        return Strip([Segment(pad(" " * _MARGIN + lines[y - 1], width), style)], width)

    def strip(self, parts: Line, row: int, width: int) -> Strip:
        """Draw a line of a row."""
        ground = self.ground(row)
        on_cursor = row == self.cursor and self.is_live(row)
        segments: list[Segment] = []
        if on_cursor and parts and parts[0][0].startswith(" "):
            parts = [(self.signs.bar, "bar"), (parts[0][0][1:], parts[0][1]), *parts[1:]]
        for text, name in parts:
            style = self.style(name, ground, on_cursor=on_cursor)
            if segments and segments[-1].style == style:
                segments[-1] = Segment(segments[-1].text + text, style)
            elif text:
                segments.append(Segment(text, style))
        return Strip(segments).adjust_cell_length(width, segments[-1].style if segments else ground)


class TextRows(RowsView):
    """Rows that are given as lines; one without a target cannot be chosen."""

    def __init__(self, *, signs: Signs = UNICODE, id: str | None = None) -> None:
        super().__init__(signs=signs, id=id)
        self.rows: Sequence[Sequence[Line]] = ()
        self.live: Sequence[bool] = ()
        self.empty = ""
        """What is said where there are no rows."""
        self._tops: list[int] = [0]

    def show(
        self, rows: Sequence[Sequence[Line]], live: Sequence[bool] | None = None, *, cursor: int | None = None
    ) -> None:
        """Show these rows; the cursor stays where it is or goes to a row."""
        self.rows = rows
        self.live = [True] * len(rows) if live is None else live
        self._tops = [0, *accumulate(len(row) for row in rows)]
        self.measure()
        wanted = self.cursor if cursor is None else cursor
        self.set_reactive(TextRows.cursor, self.nearest(min(max(wanted, 0), max(len(rows) - 1, 0))))
        self.reveal()
        self.refresh()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def top(self, row: int) -> int:
        """Return the first line of a row."""
        return self._tops[min(row, len(self._tops) - 1)]

    def locate(self, line: int) -> tuple[int, int]:
        """Return the row that a line belongs to, and which line of it."""
        row = min(bisect_right(self._tops, line) - 1, max(self.count - 1, 0))
        return row, line - self._tops[row]

    def is_live(self, row: int) -> bool:
        """Return whether the cursor can be on a row."""
        return 0 <= row < len(self.live) and self.live[row]

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        width, line = self.size.width, y + round(self.scroll_offset.y)
        if not self.rows:
            return self.empty_line(self.empty, y)
        if line >= self._tops[-1]:
            return Strip.blank(width, self.rich_style)
        row, number = self.locate(line)
        return self.strip(self.rows[row][number], row, width)
