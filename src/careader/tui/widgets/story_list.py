"""The list of stories: drawn line by line, so that ten thousand of them are as quick as ten."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from careader.model import Article, Origin, Story
from careader.newsroom.listing import led_by
from careader.tui.format import UNICODE, Signs, age, fit, headline, pad, wrap

_CODES = 9
"""How wide the column of countries is where a story has one line."""
_UNREAD, _TITLE, _STAR = 1, 3, 3
"""The column of the unread sign, that of the headline, and how many columns from the right edge the star has."""


class StoryList(ScrollView, can_focus=True, inherit_bindings=False):
    """Stories in rows of up to two lines of headline and one of countries, outlet and age, or of one line each."""

    COMPONENT_CLASSES = {
        "story-list--unread",
        "story-list--read",
        "story-list--meta",
        "story-list--star",
        "story-list--cursor",
        "story-list--cursor-blurred",
        "story-list--empty",
    }
    DEFAULT_CSS = """
    StoryList { scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: auto; }
    """

    cursor: reactive[int] = reactive(0, repaint=False)
    one_line: reactive[bool] = reactive(False, repaint=False)

    @dataclass
    class Highlighted(Message):
        """The cursor has come to another story; None where the list is empty."""

        story: Story | None

    @dataclass
    class Chosen(Message):
        """A story was clicked that had the cursor already."""

        story: Story

    @dataclass
    class MarkClicked(Message):
        """The column of a mark was clicked: `star` or, where it is False, the unread sign."""

        story: Story
        star: bool

    def __init__(self, *, now: datetime, signs: Signs = UNICODE, id: str | None = None) -> None:
        super().__init__(id=id)
        self.stories: Sequence[Story] = ()
        self.empty = ""
        self.now = now
        self.signs = signs
        self._tops: list[int] = [0]
        self._own_order: tuple[Article, ...] | None = None  # of the story under the cursor, where a headline is held

    @property
    def story(self) -> Story | None:
        """The story under the cursor."""
        return self.stories[self.cursor] if 0 <= self.cursor < len(self.stories) else None

    def show(self, stories: Sequence[Story], *, now: datetime, empty: str = "") -> None:
        """Show these stories. The cursor stays on its story, and that on its line of the screen.

        Where the story is no longer listed, the cursor goes to the next one below that is. While the cursor is on a
        story, its headline stays the one that it has. `empty` is what an empty list says.
        """
        before, line = self.story, self._tops[self.cursor] - self.scroll_offset.y if self.stories else 0
        below = [story.id for story in self.stories[self.cursor :]]
        above = [story.id for story in reversed(self.stories[: self.cursor])]
        members = {article.id for article in before.articles} if before else set()
        place = _place(stories, members, [*below, *above])
        self._own_order = None
        if before and stories and before.lead.id in {article.id for article in stories[place].articles}:
            held = led_by(stories[place], before.lead.id)
            if held != stories[place]:
                self._own_order = stories[place].articles
                stories = [*stories[:place], held, *stories[place + 1 :]]
        self.stories, self.empty, self.now = stories, empty, now
        self._measure()
        at_top = self.scroll_offset.y == 0 and self.cursor == 0
        with self.prevent(self.Highlighted):
            self.set_reactive(StoryList.cursor, place)
        if stories and not at_top:
            self.scroll_to(y=max(0, self._tops[place] - line), animate=False, immediate=True, force=True)
        self._reveal()
        self.refresh()
        after = self.story
        if (before and before.id) != (after and after.id) or before != after:
            self.post_message(self.Highlighted(after))

    def replace_story(self, story: Story) -> None:
        """Show a story as it is marked now, on the row where it stands."""
        for row, shown in enumerate(self.stories):
            if shown.id == story.id:
                self.stories = [*self.stories[:row], story, *self.stories[row + 1 :]]
                top = self._tops[row] - self.scroll_offset.y
                self.refresh(Region(0, top, self.size.width, self._tops[row + 1] - self._tops[row]))
                return

    def move(self, rows: int) -> None:
        """Move the cursor by rows, as far as there are any."""
        if self.stories:
            self.cursor = min(max(self.cursor + rows, 0), len(self.stories) - 1)

    def page(self, pages: int) -> None:
        """Move the cursor by screens."""
        if self.stories:
            line = self._tops[self.cursor] + pages * max(1, self.size.height - 1)
            self.cursor = min(max(bisect_right(self._tops, line) - 1, 0), len(self.stories) - 1)

    def go_to(self, row: int) -> None:
        """Put the cursor on a row; -1 is the last."""
        if self.stories:
            self.cursor = len(self.stories) - 1 if row < 0 else min(row, len(self.stories) - 1)

    def watch_cursor(self, before: int, _now: int) -> None:
        """Keep the cursor in sight and tell where it is; the story that it left gets its headline."""
        if self._own_order and before < len(self.stories):
            left = replace(self.stories[before], articles=self._own_order)
            self.stories = [*self.stories[:before], left, *self.stories[before + 1 :]]
            self._own_order = None
            self._measure()
        self._reveal()
        self.refresh()
        self.post_message(self.Highlighted(self.story))

    def watch_one_line(self) -> None:
        """Lay the rows out anew around the cursor."""
        self._measure()
        self._reveal()
        self.refresh()

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self._measure()
        self._reveal()

    def on_focus(self) -> None:
        """Draw the cursor as that of the part with the keys."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor as resting."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the click was; on it already, choose the story; in a column of marks, mark it."""
        row = bisect_right(self._tops, event.y + self.scroll_offset.y) - 1
        if not 0 <= row < len(self.stories):
            return
        story = self.stories[row]
        if event.x < _TITLE:
            self.post_message(self.MarkClicked(story, star=False))
        elif event.x >= self.size.width - _STAR - 1:
            self.post_message(self.MarkClicked(story, star=True))
        elif row == self.cursor:
            self.post_message(self.Chosen(story))
        self.cursor = row

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        width = self.size.width
        line = y + self.scroll_offset.y
        row = bisect_right(self._tops, line) - 1
        if not self.stories:
            return self._empty_line(y, width)
        if not 0 <= row < len(self.stories):
            return Strip.blank(width, self.rich_style)
        return self._story_line(row, line - self._tops[row], width)

    def _empty_line(self, y: int, width: int) -> Strip:
        lines = wrap(self.empty, max(width - 2 * _TITLE, 1)) if self.empty else ()
        if not 1 <= y <= len(lines):
            return Strip.blank(width, self.rich_style)
        style = self.get_component_rich_style("story-list--empty")
        return Strip([Segment(pad(" " * _TITLE + lines[y - 1], width), style)], width)

    def _story_line(self, row: int, line: int, width: int) -> Strip:
        story = self.stories[row]
        base = self.rich_style
        if row == self.cursor:
            name = "story-list--cursor" if self.has_focus else "story-list--cursor-blurred"
            base = self.get_component_rich_style(name)
        title = base + self._sign_style("story-list--read" if story.read else "story-list--unread")
        meta = base + self._sign_style("story-list--meta")
        room = self._room(width)
        if self.one_line:
            text, style = self._one_line(story, room, title, meta)
        else:
            lines = headline(story.lead.title, room, 2, self.signs.ellipsis)
            if line < len(lines):
                text, style = lines[line], [(len(lines[line]), title)]
            else:
                said, news = self._meta(story, room), _news(story)
                text, style = said + news, [(len(said), meta), (len(news), title if story.updated else meta)]
        sign = self.signs.unread if line == 0 and not story.read else " "
        star = self.signs.star if line == 0 and story.starred else " "
        segments = [Segment(" " * _UNREAD + sign + " " * (_TITLE - _UNREAD - 1), title)]
        start = 0
        for length, part in style:
            segments.append(Segment(text[start : start + length], part))
            start += length
        segments.append(Segment(" " * (room - cell_len(text) + 1), base))
        segments.append(Segment(star + " " * (_STAR - 1), base + self._sign_style("story-list--star")))
        return Strip(segments).adjust_cell_length(width, base)

    def _one_line(self, story: Story, room: int, title: Style, meta: Style) -> tuple[str, list[tuple[int, Style]]]:
        when = age(story.date, self.now)
        right = f"  {_codes(story, _CODES):<{_CODES}}  {when:>9}" if room >= 50 else f"  {when:>6}"
        label = "  SAMPLE" if story.lead.origin is Origin.SAMPLE else ""
        right = _news(story) + label + right
        head = pad(fit(story.lead.title, room - cell_len(right), self.signs.ellipsis), room - cell_len(right))
        return head + right, [(len(head), title), (len(right), meta)]

    def _meta(self, story: Story, room: int) -> str:
        more = f" +{len(story.outlets) - 1}" if len(story.outlets) > 1 else ""
        label = "SAMPLE   " if story.lead.origin is Origin.SAMPLE else ""
        when = age(story.date, self.now)
        codes = _codes(story)
        left = f"{label}{codes}   " if codes else label
        outlet_room = room - cell_len(left) - cell_len(when) - 3 - len(more) - len(_news(story))
        return f"{left}{fit(story.lead.outlet, max(outlet_room, 6), self.signs.ellipsis)}{more}   {when}"

    def _sign_style(self, name: str) -> Style:
        return self.get_component_rich_style(name, partial=True)

    def _room(self, width: int) -> int:
        return max(width - _TITLE - _STAR - 1, 8)

    def _measure(self) -> None:
        room = self._room(self.size.width)
        if self.one_line:
            heights = [1] * len(self.stories)
        else:
            heights = [2 if cell_len(story.lead.title) <= room else 3 for story in self.stories]
        self._tops = [0, *accumulate(heights)]
        self.virtual_size = Size(self.size.width, self._tops[-1])

    def _reveal(self) -> None:
        if not self.stories or not self.size.height:
            return
        top, bottom = self._tops[self.cursor], self._tops[self.cursor + 1]
        offset = self.scroll_offset.y
        if top < offset:
            self.scroll_to(y=top, animate=False, immediate=True, force=True)
        elif bottom > offset + self.size.height:
            self.scroll_to(y=bottom - self.size.height, animate=False, immediate=True, force=True)


def _news(story: Story) -> str:
    """Say how many articles have joined a read story since, and whether they bring much that is new."""
    return f"   +{story.new} new{', updated' if story.updated else ''}" if story.new else ""


def _codes(story: Story, width: int = 0) -> str:
    """Give the countries of a story, and the region where that is not said by three of them; cut to a width if any."""
    codes = [country.upper() for country in story.countries]
    if story.region and len(codes) < 3:
        codes.append("Region")
    text = " ".join(codes)
    return text if not width or len(text) <= width else f"{' '.join(codes[:2])} +{len(codes) - 2}"


def _place(stories: Sequence[Story], members: set[str], otherwise: Sequence[str]) -> int:
    """Find the row of the story that holds one of these articles, else of the first of the others that is listed."""
    for row, story in enumerate(stories):
        if any(article.id in members for article in story.articles):
            return row
    rows = {story.id: row for row, story in enumerate(stories)}
    return next((rows[id_] for id_ in otherwise if id_ in rows), 0)
