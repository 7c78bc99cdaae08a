"""The rows of a story: articles by the ownership of their outlets, then related stories, with a cursor among them."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message

from careader.model import Article, Story
from careader.tui.bindings import bindings
from careader.tui.commands import Where
from careader.tui.format import UNICODE, Signs
from careader.tui.story_layout import Page, Row, story_rows
from careader.tui.widgets.rows import TextRows


class StoryTable(TextRows):
    """Shows a page of a story; `target` is what the cursor is on."""

    BINDINGS = bindings(Where.TABLE)

    class Chosen(Message):
        """What is under the cursor was clicked."""

    class Moved(Message):
        """The cursor has come to something else."""

    def __init__(self, *, signs: Signs = UNICODE, id: str | None = None) -> None:
        super().__init__(signs=signs, id=id)
        self.page_shown: Page | None = None
        self.shown: Sequence[Row] = ()

    @property
    def target(self) -> Article | Story | None:
        """What the cursor is on."""
        return self.shown[self.cursor].target if self.cursor < len(self.shown) else None

    def show_page(self, page: Page, *, on: str = "") -> None:
        """Show a story; the cursor stays on its article or related story, or goes to that with the article `on`."""
        wanted = {on} if on else _ids(self.target)
        self.page_shown = page
        self._lay_out(wanted)

    def moved(self) -> None:
        """Tell that the cursor is on something else."""
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self._lay_out(_ids(self.target))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the click was; on it already, choose it."""
        row, _ = self.locate(event.y + round(self.scroll_offset.y))
        if self.is_live(row):
            if row == self.cursor:
                self.post_message(self.Chosen())
            self.cursor = row

    def _lay_out(self, wanted: set[str]) -> None:
        if self.page_shown is None:
            return
        self.shown = story_rows(self.page_shown, max(self.size.width, 20), self.signs)
        live = [row.target is not None for row in self.shown]
        found = (row for row, shown in enumerate(self.shown) if not wanted.isdisjoint(_ids(shown.target)))
        self.show([row.lines for row in self.shown], live, cursor=next(found, None))


def _ids(target: Article | Story | None) -> set[str]:
    """Return the ids of the articles that a row stands for."""
    if isinstance(target, Story):
        return {article.id for article in target.articles}
    return {target.id} if target else set()
