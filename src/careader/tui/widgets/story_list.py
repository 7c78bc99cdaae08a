"""The list of stories: rows of one height from a window on the library, so that its length does not matter."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from careader.newsroom import StoryRow
from careader.text.hits import hits
from careader.tui.bindings import bindings
from careader.tui.commands import Where
from careader.tui.format import UNICODE, Signs, age, brief_age, cut, fit, headline, pad, places_shown
from careader.tui.widgets.rows import Line, RowsView
from careader.tui.window import StoryWindow
from careader.words import figures as words

_UNREAD, _TITLE, _STAR = 1, 3, 3
"""The column of the unread sign, that of the headline, and how many columns from the right edge the star has."""
_CODES, _WIDE_CODES, _AGE = 10, 16, 9
"""The columns of countries and of the age."""
_BRIEF = 6
"""The column of the age where there is little room."""
_ROOMY = 40
"""From how many columns on a story's line has columns."""
_TALL = 3
"""How many lines a story has: up to two of headline and one of countries, outlet and age."""


class StoryList(RowsView):
    """Stories under each other, with quiet lines where another day begins and where the news since last time end."""

    BINDINGS = bindings(Where.LIST)
    one_line: reactive[bool] = reactive(False, repaint=False)

    @dataclass
    class Highlighted(Message):
        """The cursor has come to another story; None where the list is empty. `by_hand` is that the reader moved it."""

        row: StoryRow | None
        by_hand: bool = True

    @dataclass
    class Chosen(Message):
        """A story was clicked that had the cursor already."""

        row: StoryRow

    @dataclass
    class MarkClicked(Message):
        """The column of a mark was clicked: `star` or, where it is False, the unread sign."""

        row: StoryRow
        star: bool

    class Wanted(Message):
        """Rows are in sight that have not been read yet."""

    def __init__(self, *, now: datetime, signs: Signs = UNICODE, id: str | None = None) -> None:
        super().__init__(signs=signs, id=id)
        self.window = StoryWindow()
        self.empty = ""
        self.now = now
        self.words: tuple[str, ...] = ()
        self._lines: list[tuple[int, str]] = []
        self.gone_to: StoryRow | None = None
        """The row that the cursor was moved to, until that has been taken note of."""
        self._own: tuple[int, StoryRow] | None = None
        self._line_rows: list[int] = []
        self._line_tops: list[int] = []

    @property
    def row(self) -> StoryRow | None:
        """The story under the cursor."""
        return self.window.row(self.cursor) if self.window.total else None

    @property
    def stories(self) -> list[StoryRow]:
        """The rows that have been read, in order."""
        return [row for _, row in self.window.loaded()]

    @property
    def count(self) -> int:
        """How many stories are listed."""
        return self.window.total

    @property
    def tall(self) -> int:
        """How many lines a story has."""
        return 1 if self.one_line else _TALL

    def top(self, row: int) -> int:
        """Return the first line of a story: a multiplication, and the lines between that come before it."""
        return row * self.tall + bisect_right(self._line_rows, row)

    def height_of(self, row: int) -> int:
        """Return how many lines a story has."""
        return self.tall

    def locate(self, line: int) -> tuple[int, int]:
        """Return the story that a line belongs to, and which line of it; -1 for a line between stories."""
        before = bisect_right(self._line_tops, line)
        if before and self._line_tops[before - 1] == line:
            return self._lines[before - 1][0], -1
        return divmod(line - before, self.tall)

    def measure(self) -> None:
        """Work out where the lines between stories are."""
        self._line_rows = [row for row, _ in self._lines]
        self._line_tops = [row * self.tall + number for number, row in enumerate(self._line_rows)]
        super().measure()

    def show(
        self,
        window: StoryWindow,
        row: int,
        *,
        now: datetime,
        lines: Sequence[tuple[int, str]] = (),
        empty: str = "",
        words: tuple[str, ...] = (),
        held: StoryRow | None = None,
    ) -> None:
        """Show a window with the cursor on a row; on the story that it was on, it stays on its line of the screen.

        `lines` are (row, words) that stand above a row; `words` are marked in headlines; `empty` is what an empty list
        says. `held` is the row whose headline stays while the cursor is on it.
        """
        before = self.row
        line = self.top(self.cursor) - round(self.scroll_offset.y) if before else 0
        at_top = self.cursor == 0 and not self.scroll_offset.y
        same = window.row(row) if window.total else None
        self._own = None
        if held and same and held.lead != same.lead:
            self._own = (row, same)
            same = same._replace(lead=held.lead, title=held.title, outlet=held.outlet)
            window.put(row, [same])
        self.window, self.empty, self.now, self.words = window, empty, now, words
        self._lines = [entry for entry in lines if 0 < entry[0] < window.total]
        self.measure()
        self.set_reactive(StoryList.cursor, row if window.total else 0)
        if before and same and before.id in (same.id, held and held.id) and not (at_top and row == 0):
            offset = max(0, self.top(row) - line)
            if offset != round(self.scroll_offset.y):
                self.scroll_to(y=offset, animate=False, immediate=True, force=True)
        self.reveal()
        self.refresh()
        if held is None and (before and before.id) != (same and same.id):
            self.post_message(self.Highlighted(same, by_hand=False))

    def watch_cursor(self, before: int, now: int) -> None:
        """Keep the cursor in sight; a story that it has left gets the headline that it has by itself."""
        if self._own and self._own[0] == before:
            self.window.put(before, [self._own[1]])
            self._own = None
        super().watch_cursor(before, now)

    def moved(self) -> None:
        """Tell which story the cursor is on."""
        self.gone_to = self.row
        self.post_message(self.Highlighted(self.row))

    def watch_one_line(self) -> None:
        """Lay the rows out anew around the cursor."""
        self.set_class(self.one_line, "-table")
        self.measure()
        self.scroll_to(y=0, animate=False, immediate=True, force=True)
        self.reveal()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the click was; on it already, choose the story; in a column of marks, mark it."""
        number, line = self.locate(event.y + round(self.scroll_offset.y))
        row = self.window.row(number) if 0 <= number < self.count and line >= 0 else None
        if row is None:
            return
        if event.x < _TITLE:
            self.post_message(self.MarkClicked(row, star=False))
        elif event.x >= self.size.width - _STAR - 1:
            self.post_message(self.MarkClicked(row, star=True))
        elif number == self.cursor:
            self.post_message(self.Chosen(row))
        self.cursor = number

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        width, line = self.size.width, y + round(self.scroll_offset.y)
        if not self.count:
            return self.empty_line(self.empty, y)
        number, part = self.locate(line)
        if not 0 <= number < self.count:
            return Strip.blank(width, self.rich_style)
        if part < 0:
            return self._between(number, width)
        row = self.window.row(number)
        if row is None:
            self.post_message(self.Wanted())
            return Strip.blank(width, self.ground(number))
        return self.strip(self._parts(row, part, width), number, width)

    def _between(self, number: int, width: int) -> Strip:
        words = self._lines[bisect_right(self._line_rows, number) - 1][1]
        text = f" {self.signs.thin} {words} "
        text += self.signs.thin * (width - cell_len(text) - _STAR)
        return Strip([Segment(pad(text, width), self.style("quiet", self.rich_style, on_cursor=False))], width)

    def _parts(self, row: StoryRow, part: int, width: int) -> Line:
        room = max(width - _TITLE - _STAR - 1, 8)
        title = "title" if row.read else "strong"
        if self.one_line:
            body = self._one_line(row, room, title)
        else:
            heads = headline(row.title, room, 2, self.signs.ellipsis)
            if part < len(heads):
                body = self._marked(pad(heads[part], room), title)
            else:
                body = self._meta(row, room) if part == len(heads) else [(" " * room, "quiet")]
        first = part == 0
        sign = self.signs.unread if first and not row.read else " "
        star = self.signs.star if first and row.starred else " "
        return [
            (f" {sign} ", body[0][1]),
            *body,
            # Blanks take the style before them: every change of style costs forty bytes on the line.
            (f" {star}" + " " * (_STAR - 1), "accent" if star != " " else body[-1][1]),
        ]

    def _marked(self, text: str, style: str) -> list[tuple[str, str]]:
        """Return a text with the words of the search marked."""
        parts: list[tuple[str, str]] = []
        end = 0
        for start, stop in hits(text, self.words) if self.words else ():
            parts += [(text[end:start], style), (text[start:stop], "hit")]
            end = stop
        return [*parts, (text[end:], style)]

    def _meta(self, row: StoryRow, room: int) -> list[tuple[str, str]]:
        """Return countries, outlet and age in columns of their own."""
        column = _CODES if room < 60 else _WIDE_CODES
        codes = _codes(row.places, column - 2)
        left = pad(codes, column) if room >= _ROOMY else f"{codes}  " if codes else ""
        when, news = _when(row.date, self.now), _news(row)
        when = when.rjust(_AGE) if room >= _ROOMY else f"  {when}"
        outlet_room = max(room - cell_len(left) - cell_len(when) - cell_len(news), 0)
        outlet = self._outlet(row, outlet_room - 1 if news else outlet_room)
        return [(left, "quiet"), (pad(outlet, outlet_room), "quiet"), (news, "accent"), (when, "quiet")]

    def _one_line(self, row: StoryRow, room: int, title: str) -> list[tuple[str, str]]:
        """Return a row of a table: countries, headline, outlet, age. What there is no room for is left out."""
        codes_room, outlet_room = (14, 26) if room >= 110 else (8, 18) if room >= 64 else (5, 4)
        codes = _codes(row.places, codes_room)
        more = f"+{row.outlets - 1}" if row.outlets > 1 else ""
        outlet = self._outlet(row, outlet_room - 1) if outlet_room > 5 else more
        wide = outlet_room > 5
        when, news = _when(row.date, self.now) if wide else brief_age(row.date, self.now), _news(row)
        right = f"{pad(outlet, outlet_room)}{when.rjust(_AGE if wide else _BRIEF)}"
        head_room = room - codes_room - 2 - cell_len(right) - cell_len(news) - 1
        head = pad(fit(row.title, head_room, self.signs.ellipsis), max(head_room, 0))
        return [
            (pad(codes, codes_room) + "  ", "quiet"),
            *self._marked(head, title),
            (news, "accent"),
            (f" {right}", "quiet"),
        ]

    def _outlet(self, row: StoryRow, room: int) -> str:
        more = f" +{row.outlets - 1}" if row.outlets > 1 else ""
        return cut(row.outlet, max(room - len(more), 1), self.signs.ellipsis) + more


def _news(row: StoryRow) -> str:
    """Say how many reports have joined a read story since."""
    return f" +{row.joined} new" if row.joined else ""


def _when(date: datetime, now: datetime) -> str:
    """Say how old a story is in the width of the column: 18 Dec 25."""
    words = age(date, now)
    return words if len(words) <= _AGE else f"{words[:-4]}{words[-2:]}"


def _codes(places: Sequence[str], width: int = 0) -> str:
    """Return the countries of a story, and the region where three of them do not say that; cut to a width if any."""
    codes = [place for place in places if place != "region"]
    text = places_shown(codes, "region" in places and len(codes) < 3)
    codes = text.split()
    if not width or len(text) <= width:
        return text
    for shown in range(len(codes) - 1, 0, -1):
        text = f"{' '.join(codes[:shown])} +{len(codes) - shown}"
        if len(text) <= width:
            return text
    return words.REGION_SHORT if text == words.REGION else text[:width]
