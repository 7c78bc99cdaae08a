"""Two versions of a story beside each other; what only one of them says is bold, what both say is quiet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from careader.desk.versions import Sentence, marked
from careader.model import Article
from careader.newsroom.updates import paragraphs
from careader.tui.format import Signs, age
from careader.tui.keys import COMPARISON_KEYS, bindings
from careader.tui.screens.help import help_panel
from careader.tui.widgets.status import StatusLine

if TYPE_CHECKING:
    from datetime import datetime

    from careader.tui.app import CareaderApp


class ComparisonScreen(Screen[None], inherit_bindings=False):
    """Shows an article of a story on the left and one of the others, which have their bodies too, on the right."""

    BINDINGS = bindings(COMPARISON_KEYS)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]

    def __init__(self, article: Article, others: Sequence[Article]) -> None:
        super().__init__()
        self.article = article
        self.others = others
        self.place = 0

    @property
    def reader(self) -> CareaderApp:
        """The app, by its own type."""
        return cast("CareaderApp", self.app)

    @property
    def other(self) -> Article:
        """The article on the right."""
        return self.others[self.place]

    @property
    def body(self) -> VerticalScroll:
        """The part that scrolls."""
        return self.query_one("#versions", VerticalScroll)

    def compose(self) -> ComposeResult:
        """Put both versions into one part that scrolls."""
        with VerticalScroll(id="versions", can_focus=False), Container(id="columns"):
            yield Static("", id="left")
            yield Static("", id="right")
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Show the two."""
        self._draw()

    def _draw(self) -> None:
        now, signs = self.reader.room.now(), self.reader.signs
        self.query_one("#left", Static).update(version(self.article, self.other, now=now, signs=signs))
        self.query_one("#right", Static).update(version(self.other, self.article, now=now, signs=signs))
        hints = tuple(key.hint for key in COMPARISON_KEYS if key.hint)
        legend = "Bold: only one says it"
        if _foreign(self.article, self.other):
            legend += ", as far as names and figures tell"
        self.query_one(StatusLine).show(legend, hints)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.body.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        self.body.scroll_relative(y=pages * max(1, self.body.size.height - 1), animate=False)

    def action_jump(self, end: int) -> None:
        """Scroll to the top (-1) or the bottom (1)."""
        if end < 0:
            self.body.scroll_home(animate=False)
        else:
            self.body.scroll_end(animate=False)

    def action_other_outlet(self, step: int) -> None:
        """Put the next outlet's version on the right."""
        if len(self.others) < 2:
            self.query_one(StatusLine).say("There are only these two.")
            return
        self.place = (self.place + step) % len(self.others)
        self._draw()

    def action_back(self) -> None:
        """Go back to the story."""
        self.dismiss()

    def action_help(self) -> None:
        """Show the keys of this screen."""
        self.reader.push_screen(help_panel(COMPARISON_KEYS))


def version(article: Article, other: Article, *, now: datetime, signs: Signs) -> Content:
    """Write an article with what the other does not say in bold."""
    owner = f" ({article.ownership})" if article.ownership else ""
    dot = f" {signs.dot} "
    said = dot.join(part for part in (f"{article.outlet}{owner}", age(article.date, now), article.language) if part)
    parts: list[tuple[str, str] | str] = [(f"{article.title}\n", "bold $accent"), (f"{said}\n", "$quiet")]
    for paragraph in marked(paragraphs(article), paragraphs(other), foreign=_foreign(article, other)):
        parts.append("\n")
        for number, sentence in enumerate(paragraph, 1):
            parts.append((sentence.text, _style(sentence)))
            parts.append("\n" if number == len(paragraph) else " ")
    if not article.complete:
        parts.append(("\nThe source carries no more than this.\n", "$quiet"))
    return Content.assemble(*parts)


def _style(sentence: Sentence) -> str:
    return "bold" if sentence.alone else "$quiet"


def _foreign(one: Article, other: Article) -> bool:
    return bool(one.language and other.language) and one.language != other.language
