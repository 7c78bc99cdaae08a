"""The reading pane: one article at a comfortable measure, wrapped once and drawn line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from careader.model import Article, Block, BlockKind, Story
from careader.text.hits import hits
from careader.tui.alphabets import in_script
from careader.tui.bindings import bindings
from careader.tui.commands import Where
from careader.tui.format import UNICODE, Signs, kept_together, pad, places_shown, wrap, written
from careader.tui.links import Span, in_lines, numbered, terminal_address
from careader.tui.state import USUAL
from careader.tui.widgets.scrolling import set_length
from careader.words import figures
from careader.words import screen as words

_WORDS_A_MINUTE = 220
_STYLES = {BlockKind.HEADING: "heading", BlockKind.QUOTATION: "quotation", BlockKind.CAPTION: "caption"}


class Line(NamedTuple):
    """One line of the pane: its words, the name of their style, and where links stand in it."""

    text: str = ""
    style: str = "body"
    spans: tuple[Span, ...] = ()


class ReadingPane(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows an article of a story; `show` sets which. `words` are marked where they stand in it.

    `links` are the addresses of its links: the first has the number 1. `tells_addresses` says that the terminal is told
    them (OSC 8).
    """

    class LinkClicked(Message):
        """A link was clicked on."""

        def __init__(self, url: str) -> None:
            super().__init__()
            self.url = url

    BINDINGS = bindings(Where.ARTICLE)
    COMPONENT_CLASSES = {
        "reading-pane--title",
        "reading-pane--meta",
        "reading-pane--heading",
        "reading-pane--quotation",
        "reading-pane--caption",
        "reading-pane--selection",
        "reading-pane--hit",
    }
    DEFAULT_CSS = """
    ReadingPane { scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: scroll; }
    """

    measure: reactive[int] = reactive(USUAL, repaint=False)

    def __init__(self, *, signs: Signs = UNICODE, id: str | None = None) -> None:
        super().__init__(id=id)
        self.signs = signs
        self.tells_others = True  # not where they stand beside it
        self.story: Story | None = None
        self.article: Article | None = None
        self.words: tuple[str, ...] = ()
        self.remark = ""
        self.script = ""
        self.notes: dict[str, str] = {}
        self.appeared: Mapping[str, str] = {}
        self.tells_addresses = False
        self._numbers: dict[str, int] = {}
        self._starred = False
        self._lines: list[Line] = []
        self._now: datetime | None = None

    def show(
        self,
        story: Story | None,
        article: Article | None = None,
        *,
        now: datetime | None = None,
        starred: bool = False,
        words: tuple[str, ...] = (),
    ) -> None:
        """Show an article of a story from its beginning; the one that is shown already stays where it is."""
        article = article or (story.lead if story else None)
        same = article is not None and self.article is not None and article.id == self.article.id
        self.story, self.article, self._now, self._starred, self.words = story, article, now, starred, words
        self._lay_out()
        if not same and self.scroll_offset.y:
            self.scroll_to(y=0, animate=False, immediate=True, force=True)

    def convert(self, script: str) -> None:
        """Show articles in this alphabet ("latin", "cyrillic"; "" as they are written) from where they are read."""
        self.script = script
        self._lay_out()

    def find(self, words: tuple[str, ...], *, jump: bool = True) -> int:
        """Mark these words, go to the first if that is wanted, and return on how many lines they stand."""
        self.words = words
        self.refresh()
        lines = self._hit_lines()
        if lines and jump:
            self._bring(lines[0])
        return len(lines)

    def next_hit(self, step: int) -> bool:
        """Go to the next line in a direction on which a searched word stands; return whether there is one."""
        lines = self._hit_lines()
        here = round(self.scroll_offset.y) + self.size.height // 3
        if self.scroll_offset.y >= self.max_scroll_y and step > 0:
            return False
        ahead = [line for line in lines if (line > here if step > 0 else line < here)]
        if not ahead:
            return False
        self._bring(ahead[0 if step > 0 else -1])
        return True

    def _hit_lines(self) -> list[int]:
        return [number for number, line in enumerate(self._lines) if hits(line.text, self.words)] if self.words else []

    def _bring(self, line: int) -> None:
        self.scroll_to(y=max(line - self.size.height // 3, 0), animate=False, immediate=True, force=True)

    @property
    def starred(self) -> bool:
        """Whether what is shown has a star."""
        return self._starred

    @property
    def links(self) -> list[str]:
        """The addresses of the links, in the order of their numbers."""
        return list(self._numbers)

    def on_click(self, event: events.Click) -> None:
        """Follow the link that was clicked on."""
        if url := event.style.meta.get("address"):
            event.stop()
            self.post_message(self.LinkClicked(str(url)))

    @property
    def text(self) -> str:
        """What is shown, as lines."""
        return "\n".join(line.text for line in self._lines)

    @property
    def at_end(self) -> bool:
        """Whether the last line is in sight."""
        return self.scroll_offset.y >= self.max_scroll_y

    def action_move(self, lines: int) -> None:
        """Scroll by lines."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True, force=True)

    def action_page(self, pages: int) -> None:
        """Scroll by pages, keeping one line of the page before in sight."""
        self.action_move(pages * max(1, self.size.height - 1))

    def action_half(self, halves: int) -> None:
        """Scroll by half pages."""
        self.action_move(halves * max(1, self.size.height // 2))

    def action_jump(self, end: int) -> None:
        """Scroll to the beginning (-1) or to the end."""
        self.scroll_to(y=0 if end < 0 else self.max_scroll_y, animate=False, immediate=True, force=True)

    def watch_measure(self) -> None:
        """Wrap for the new measure."""
        self._lay_out()

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        width, number = self.size.width, y + round(self.scroll_offset.y)
        ground = style = self.rich_style  # worked out anew at each look
        if number >= len(self._lines):
            return Strip.blank(width, ground)
        line = self._lines[number]
        if line.style != "body":
            style += self.get_component_rich_style(f"reading-pane--{line.style}", partial=True)
        margin = self._margin(width)
        text = line.text
        layers = [(span.start, span.end, self._link_style(span)) for span in line.spans]
        marked = self.text_selection.get_span(number) if self.text_selection else None
        if marked is not None:
            start, end = marked
            start, end = max(start - margin, 0), len(text) if end == -1 else max(end - margin, 0)
            layers.append((start, end, self.get_component_rich_style("reading-pane--selection", partial=True)))
        elif self.words:
            hit = self.get_component_rich_style("reading-pane--hit", partial=True)
            layers += [(start, end, hit) for start, end in hits(text, self.words)]
        # What has one style is one piece: every change of style costs forty bytes on the line.
        segments: list[Segment] = []
        rest = " " * max(width - margin - cell_len(text), 0)
        for piece, its in [(" " * margin, style), *layered(text, style, layers), (rest, ground)]:
            if segments and segments[-1].style == its:
                segments[-1] = Segment(segments[-1].text + piece, its)
            elif piece:
                segments.append(Segment(piece, its))
        return Strip(segments).adjust_cell_length(width, ground).apply_offsets(0, number)

    def _link_style(self, span: Span) -> Style:
        style = Style.from_meta({"address": span.url})
        if span.is_number:
            return style + self.get_component_rich_style("reading-pane--meta", partial=True)
        address = terminal_address(span.url) if self.tells_addresses else ""
        return style + Style(link=address) if address else style

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text that was marked with the mouse."""
        margin = " " * self._margin(self.size.width)
        text = selection.extract("\n".join(margin + line.text for line in self._lines))
        return "\n".join(line.removeprefix(margin) for line in text.split("\n")), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the marked text."""
        self.refresh()

    def _margin(self, width: int) -> int:
        """Return the space at the left: in the middle where the article stands alone, near the rule beside others."""
        if self.region.x:
            return 2 if width > 40 else 1
        return max((width - self.measure) // 2, 2) if width > 40 else 1

    def _lay_out(self) -> None:
        width = self.size.width
        margin = self._margin(width)
        before = self._lines
        self._lines = list(self._compose_lines(max(min(self.measure, width - 2 * margin), 10)))
        size = Size(width, len(self._lines))
        if width != self.virtual_size.width or self.words:
            self.virtual_size = size
            self.refresh()
            return
        if size != self.virtual_size:  # not by assignment: that would lay the screen out anew, and send all of it
            self.set_reactive(ReadingPane.virtual_size, size)
            set_length(self.vertical_scrollbar, max(size.height, self.size.height), self.size.height)
        self._refresh_changed(before, margin)

    def _refresh_changed(self, before: list[Line], margin: int) -> None:
        """Draw only the lines that are others than before, and of these the column of text."""
        top = round(self.scroll_offset.y)
        shown = range(top, top + self.size.height)
        nothing = Line()
        for number in shown:
            old = before[number] if number < len(before) else nothing
            new = self._lines[number] if number < len(self._lines) else nothing
            if old != new:
                width = max(cell_len(old.text), cell_len(new.text), 1)
                self.refresh(Region(margin, number - top, width, 1))

    def _compose_lines(self, width: int) -> Iterator[Line]:
        self._numbers = {}
        if self.article is None or (story := self.story) is None:
            return
        article = in_script(self.article, self.script)
        yield Line()
        yield from (Line(line, "title") for line in wrap(article.title, width))
        yield from self._kept(self._byline(article, story), width)
        if self.remark:
            yield from (Line(line, "meta") for line in wrap(self.remark, width))
        if article is not self.article:
            yield from (Line(line, "meta") for line in wrap(words.CONVERTED[self.script], width))
        if places := self.appeared.get(article.id):
            yield from (Line(line, "meta") for line in wrap(places, width))
        for title in article.formerly:
            yield from (Line(line, "meta") for line in wrap(words.headline_was(title), width))
        blocks = article.blocks or ((Block(BlockKind.PARAGRAPH, article.summary),) if article.summary else ())
        before: BlockKind | None = None
        for block in blocks:
            if not (before is BlockKind.BULLET and block.kind is BlockKind.BULLET):
                yield Line()
            yield from self._block(block, width)
            before = block.kind
        if not article.complete:
            yield Line()
            said = self.notes.get(article.id) or words.no_more(has_link=bool(article.url))
            yield from (Line(line, "meta") for line in wrap(said, width))
        if len(story.articles) > 1 and self.tells_others:
            yield Line()
            yield from self._kept(self._also(article, story), width)
        if article.url:
            yield Line()
            yield from (Line(line, "meta") for line in wrap(article.url, width))
        yield Line()

    def _block(self, block: Block, width: int) -> Iterator[Line]:
        if block.kind is BlockKind.PREFORMATTED:
            yield from (Line(pad(line, width).rstrip()) for line in block.text.split("\n"))
            return
        first = rest = ""
        style = _STYLES.get(block.kind, "body")
        if block.kind is BlockKind.BULLET:
            first = f" {self.signs.bullet}  "
            rest = " " * len(first)
        elif block.kind is BlockKind.QUOTATION:
            first = rest = f"{self.signs.rule} "
        text, spans = numbered(block, self._numbers)
        lines = wrap(text, width - len(first))
        for number, (line, found) in enumerate(zip(lines, in_lines(text, spans, lines, len(first)), strict=True)):
            yield Line((rest if number else first) + line, style, found)

    def _byline(self, article: Article, story: Story) -> list[str]:
        owner = figures.owned(article.ownership)
        count = sum(len(block.text.split()) for block in article.blocks)
        newest = max(story.articles, key=lambda other: other.date)
        return [
            part
            for part in (
                f"{article.outlet}{owner}",
                article.author,
                written(article.published, self._now) if article.published else "",
                words.newest_report(written(newest.date, self._now)) if newest.date > article.date else "",
                places_shown(article.countries, article.region),
                figures.minutes(max(1, round(count / _WORDS_A_MINUTE))) if count > _WORDS_A_MINUTE // 2 else "",
                self.signs.star if self._starred else "",
            )
            if part.strip()
        ]

    def _also(self, article: Article, story: Story) -> list[str]:
        others = [
            f"{other.outlet}{figures.owned(other.ownership)}" for other in story.articles if other.id != article.id
        ]
        return [words.also_told_by(others[0]), *others[1:], words.SHOWS_NEXT]

    def _kept(self, parts: list[str], width: int) -> Iterator[Line]:
        yield from (Line(line, "meta") for line in kept_together(parts, width, self.signs.dot))


def layered(text: str, style: Style, layers: Sequence[tuple[int, int, Style]]) -> Iterator[tuple[str, Style]]:
    """Break a line where its style changes; a layer adds to that of the line from one place to before another."""
    ends = {place for start, end, _ in layers for place in (start, end) if 0 < place < len(text)}
    for first, last in pairwise(sorted({0, len(text), *ends})):
        its = style
        for start, end, more in layers:
            if start <= first and last <= end:
                its += more
        yield text[first:last], its
