"""The reading pane: one article at a comfortable measure, wrapped once and drawn line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from careader.model import Article, Block, BlockKind, Origin, Story
from careader.tui.format import UNICODE, Signs, pad, wrap

MEASURE = 72
_WORDS_A_MINUTE = 220


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the pane: its words and the name of their style."""

    text: str = ""
    style: str = "body"


class ReadingPane(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows an article of a story; `show` sets which."""

    COMPONENT_CLASSES = {
        "reading-pane--title",
        "reading-pane--meta",
        "reading-pane--heading",
        "reading-pane--quotation",
        "reading-pane--caption",
        "reading-pane--selection",
    }
    DEFAULT_CSS = """
    ReadingPane { scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: auto; }
    """

    def __init__(self, *, signs: Signs = UNICODE, id: str | None = None) -> None:
        super().__init__(id=id)
        self.signs = signs
        self.story: Story | None = None
        self.article: Article | None = None
        self._lines: list[Line] = []
        self._now: datetime | None = None

    def show(self, story: Story | None, article: Article | None = None, *, now: datetime | None = None) -> None:
        """Show an article of a story from its beginning; the one that is shown already stays where it is."""
        article = article or (story.lead if story else None)
        same = article is not None and self.article is not None and article.id == self.article.id
        self.story, self.article, self._now = story, article, now
        self._lay_out()
        if not same:
            self.scroll_to(y=0, animate=False, immediate=True, force=True)

    @property
    def at_end(self) -> bool:
        """Whether the last line is in sight."""
        return self.scroll_offset.y >= self.max_scroll_y

    def move(self, lines: int) -> None:
        """Scroll by lines."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True, force=True)

    def page(self, pages: int) -> None:
        """Scroll by pages, keeping one line of the page before in sight."""
        self.move(pages * max(1, self.size.height - 1))

    def go_to(self, line: int) -> None:
        """Scroll to a line; -1 is the end."""
        self.scroll_to(y=self.max_scroll_y if line < 0 else line, animate=False, immediate=True, force=True)

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        width, number = self.size.width, y + self.scroll_offset.y
        ground = style = self.rich_style  # worked out anew at each look
        if number >= len(self._lines):
            return Strip.blank(width, ground)
        line = self._lines[number]
        if line.style != "body":
            style += self.get_component_rich_style(f"reading-pane--{line.style}", partial=True)
        margin = self._margin(width)
        text = line.text
        segments = [Segment(" " * margin, ground)]
        marked = self.text_selection.get_span(number) if self.text_selection else None
        if marked is not None:
            start, end = marked
            start, end = max(start - margin, 0), len(text) if end == -1 else max(end - margin, 0)
            chosen = style + self.get_component_rich_style("reading-pane--selection", partial=True)
            segments += [Segment(text[:start], style), Segment(text[start:end], chosen), Segment(text[end:], style)]
        else:
            segments.append(Segment(text, style))
        segments.append(Segment(" " * max(width - margin - cell_len(text), 0), ground))
        return Strip(segments).adjust_cell_length(width, ground).apply_offsets(0, number)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Give the text that was marked with the mouse."""
        margin = " " * self._margin(self.size.width)
        text = selection.extract("\n".join(margin + line.text for line in self._lines))
        return "\n".join(line.removeprefix(margin) for line in text.split("\n")), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the marked text."""
        self.refresh()

    def _margin(self, width: int) -> int:
        return max((width - MEASURE) // 2, 2) if width > 40 else 1

    def _lay_out(self) -> None:
        width = self.size.width
        measure = min(MEASURE, width - 2 * self._margin(width))
        self._lines = list(self._compose_lines(max(measure, 10)))
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def _compose_lines(self, width: int) -> Iterator[Line]:
        article, story = self.article, self.story
        if article is None or story is None:
            return
        yield Line()
        yield from (Line(line, "title") for line in wrap(article.title, width))
        yield from (Line(line, "meta") for line in wrap(self._byline(article, story), width))
        for title in article.formerly:
            yield from (Line(line, "meta") for line in wrap(f"Headline was: {title}", width))
        blocks = article.blocks or ((Block(BlockKind.PARAGRAPH, article.summary),) if article.summary else ())
        before: BlockKind | None = None
        for block in blocks:
            if not (before is BlockKind.BULLET and block.kind is BlockKind.BULLET):
                yield Line()
            yield from self._block(block, width)
            before = block.kind
        if not article.complete:
            yield Line()
            said = "The feed carries no more than this." if article.url else "The source carries no more than this."
            keys = " o opens the article in a browser." if article.url else ""
            yield from (Line(line, "meta") for line in wrap(said + keys, width))
        if len(story.articles) > 1:
            yield Line()
            yield from (Line(line, "meta") for line in wrap(self._also(article, story), width))
        if article.url:
            yield Line()
            yield from (Line(line, "meta") for line in wrap(article.url, width))
        yield Line()

    def _block(self, block: Block, width: int) -> Iterator[Line]:
        match block.kind:
            case BlockKind.HEADING:
                yield from (Line(line, "heading") for line in wrap(block.text, width))
            case BlockKind.BULLET:
                first = f" {self.signs.bullet}  "
                for number, line in enumerate(wrap(block.text, width - len(first))):
                    yield Line((" " * len(first) if number else first) + line)
            case BlockKind.QUOTATION:
                yield from (Line(f"{self.signs.rule} {line}", "quotation") for line in wrap(block.text, width - 2))
            case BlockKind.CAPTION:
                yield from (Line(line, "caption") for line in wrap(block.text, width))
            case BlockKind.PREFORMATTED:
                yield from (Line(pad(line, width).rstrip()) for line in block.text.split("\n"))
            case BlockKind.PARAGRAPH:
                yield from (Line(line) for line in wrap(block.text, width))

    def _byline(self, article: Article, story: Story) -> str:
        dot = f" {self.signs.dot} "
        owner = f" ({article.ownership})" if article.ownership else ""
        words = sum(len(block.text.split()) for block in article.blocks)
        parts = [
            "SAMPLE" if article.origin is Origin.SAMPLE else "",
            f"{article.outlet}{owner}",
            article.author,
            _written(article.published, self._now) if article.published else "",
            " ".join(code.upper() for code in article.countries) + (" Region" if article.region else ""),
            f"{max(1, round(words / _WORDS_A_MINUTE))} min" if words > _WORDS_A_MINUTE // 2 else "",
            self.signs.star if story.starred else "",
        ]
        return dot.join(part.strip() for part in parts if part.strip())

    def _also(self, article: Article, story: Story) -> str:
        dot = f" {self.signs.dot} "
        others = [
            f"{other.outlet}{f' ({other.ownership})' if other.ownership else ''}"
            for other in story.articles
            if other.id != article.id
        ]
        return f"Also told by: {dot.join(others)}   ] shows the next"


def _written(published: datetime, now: datetime | None) -> str:
    local = published.astimezone()
    year = "" if now and now.astimezone().year == local.year else f" {local.year}"
    return f"{local.day} {local:%b}{year}, {local:%H:%M}"
