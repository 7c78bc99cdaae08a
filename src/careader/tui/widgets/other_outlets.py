"""The third column of a very wide screen: who else tells the story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from careader.model import Article, Story
from careader.tui.format import UNICODE, Signs, age, wrap
from careader.words import figures
from careader.words import screen as words


class OtherOutlets(Static, can_focus=False):
    """Lists each outlet of a story with its headline; a click reads that one."""

    @dataclass
    class Chosen(Message):
        """An article was clicked."""

        article: Article

    def __init__(self, *, signs: Signs = UNICODE, id: str | None = None) -> None:
        super().__init__("", id=id)
        self.signs = signs
        self._story: Story | None = None
        self._shown: Article | None = None
        self._now: datetime | None = None
        self._rows: list[Article | None] = []
        self._content = Content("")
        self._width = 0

    def show(self, story: Story | None, shown: Article | None, *, now: datetime) -> None:
        """Show the outlets of a story; `shown` is the article in the reading pane."""
        self._story, self._shown, self._now = story, shown, now
        self._draw()

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Choose the article under the mouse."""
        offset = event.get_content_offset(self)
        if offset and 0 <= offset.y < len(self._rows) and (article := self._rows[offset.y]):
            self.post_message(self.Chosen(article))

    def _draw(self) -> None:
        width = max(self.size.width, 10)
        parts: list[tuple[str, str] | str] = []
        self._rows = []
        if self._story and self._now and len(self._story.articles) > 1:
            parts.append((f"{words.TOLD_BY}\n", "$quiet"))
            self._rows.append(None)
            for article in self._story.articles:
                owner = figures.owned(article.ownership)
                said = f"{article.outlet}{owner} {self.signs.dot} {age(article.date, self._now)}"
                style = "bold" if self._shown and article.id == self._shown.id else ""
                head, meta = wrap(article.title, width), wrap(said, width)
                parts += ["\n", ("\n".join(head) + "\n", style), ("\n".join(meta) + "\n", "$quiet")]
                self._rows += [None, *[article] * (len(head) + len(meta))]
        content = Content.assemble(*parts)
        if content != self._content or width != self._width:
            self._content, self._width = content, width
            self.update(content, layout=False)
