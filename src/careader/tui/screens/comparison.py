"""Two versions of a story beside each other; what only one of them says is bold, what both say is plain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from careader.desk.versions import Sentence, marked
from careader.model import Article
from careader.newsroom.listing import paragraphs
from careader.tui.bindings import bindings
from careader.tui.commands import VERSIONS, Where
from careader.tui.format import Signs, kept_together, written
from careader.tui.keymap import hints
from careader.tui.screen import CareaderScreen
from careader.tui.services import Services
from careader.tui.state import ReaderState
from careader.tui.widgets.panel import Scroller
from careader.words import figures
from careader.words import screen as words

BESIDE = 70
"""From which width on they stand beside each other."""

MOST, _AROUND = 84, 7
"""How wide a version is at most, and how many columns of that are margins and the rule."""


class ComparisonScreen(CareaderScreen, inherit_bindings=False):
    """Shows an article of a story on the left and one of the others, which have their bodies too, on the right."""

    BINDINGS = bindings(Where.VERSIONS)
    CSS_PATH = "comparison.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (BESIDE, "-wide")]
    parts = VERSIONS
    help_title = words.KEYS_OF_VERSIONS

    def __init__(self, services: Services, state: ReaderState, article: Article, others: Sequence[Article]) -> None:
        super().__init__(services, state)
        self.one = article
        self.others = others
        self.place = 0

    @property
    def other(self) -> Article:
        """The article on the right."""
        return self.others[self.place]

    @property
    def body(self) -> Scroller:
        """The part that scrolls."""
        return self.query_one("#versions", Scroller)

    def compose(self) -> ComposeResult:
        """Put both versions into one part that scrolls."""
        with Scroller(id="versions"), Container(id="columns"):
            yield Static("", id="left")
            yield Static("", id="right")
        yield self.status

    def on_resize(self) -> None:
        """Show the two at the new width."""
        self._draw()

    def _draw(self) -> None:
        now, signs, width = self.services.clock(), self.services.glyphs, self.size.width
        room = min(width // 2 if width >= BESIDE else width, MOST) - _AROUND
        for part, one, other in (("#left", self.one, self.other), ("#right", self.other, self.one)):
            self.query_one(part, Static).update(version(one, other, now=now, signs=signs, width=room))
        legend = words.BOLD_ALONE_FOREIGN if _foreign(self.one, self.other) else words.BOLD_ALONE
        self.status.show(legend, hints(self.services.keys.of(*VERSIONS), "back", "next_outlet", "down", "help"))

    def action_move(self, lines: int) -> None:
        """Scroll by lines."""
        self.body.action_move(lines)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        self.body.action_page(pages)

    def action_jump(self, end: int) -> None:
        """Scroll to the top (-1) or the bottom (1)."""
        self.body.action_jump(end)

    def action_other_outlet(self, step: int) -> None:
        """Put the next outlet's version on the right."""
        if len(self.others) < 2:
            self.say(words.ONLY_THESE_TWO)
            return
        self.place = (self.place + step) % len(self.others)
        self._draw()

    async def action_back(self) -> None:
        """Go back to the story."""
        await self.dismiss()


def version(article: Article, other: Article, *, now: datetime, signs: Signs, width: int) -> Content:
    """Write an article with what the other does not say in bold; the line below the headline breaks at its dots."""
    byline = (article.outlet + figures.owned(article.ownership), written(article.date, now), article.language)
    said = "\n".join(kept_together([part for part in byline if part], max(width, 1), signs.dot))
    parts: list[tuple[str, str] | str] = [(f"{article.title}\n", "bold $read-accent"), (f"{said}\n", "$quiet")]
    for paragraph in marked(paragraphs(article), paragraphs(other), foreign=_foreign(article, other)):
        parts.append("\n")
        for number, sentence in enumerate(paragraph, 1):
            parts.append((sentence.text, _style(sentence)))
            parts.append("\n" if number == len(paragraph) else " ")
    if not article.complete:
        parts.append((f"\n{words.no_more(has_link=False)}\n", "$quiet"))
    return Content.assemble(*parts)


def _style(sentence: Sentence) -> str:
    return "bold" if sentence.alone else "$quiet"


def _foreign(one: Article, other: Article) -> bool:
    return bool(one.language and other.language) and one.language != other.language
