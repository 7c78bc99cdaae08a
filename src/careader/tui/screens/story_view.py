"""The parts of the story view and what they show: outlets side by side, who is silent, related stories, an article."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from careader.model import Article, Story
from careader.newsroom.sides import followed
from careader.tui.keys import STORY_KEYS
from careader.tui.story_layout import Kin, Page
from careader.tui.widgets.reading_pane import ReadingPane
from careader.tui.widgets.status import StatusLine
from careader.tui.widgets.story_table import StoryTable

if TYPE_CHECKING:
    from careader.tui.app import CareaderApp


class StoryView(Screen[None], inherit_bindings=False):
    """Shows one story and reads its articles; it follows the story through refreshes by one of them, `member`.

    `wanted` is the article that the cursor goes to once that is found among what is related.
    """

    AUTO_FOCUS = "StoryTable"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    def __init__(self, story: Story) -> None:
        super().__init__()
        self.story = story
        self.member = story.lead.id
        self.related: tuple[Kin, ...] | None = None
        self.reading = False
        self.wanted = ""

    @property
    def reader(self) -> CareaderApp:
        """The app, by its own type."""
        return cast("CareaderApp", self.app)

    def compose(self) -> ComposeResult:
        """Put the parts in their places."""
        signs = self.reader.signs
        yield Static("", id="story-head")
        yield StoryTable(signs=signs, id="table")
        yield ReadingPane(signs=signs, id="version")
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Show the story as the list has it; what is related is looked for behind that."""
        self.reader.main.stories_taken.subscribe(self, self._follow)
        self.draw()
        self.find_related()

    @property
    def table(self) -> StoryTable:
        """The outlets and the related stories."""
        return self.query_one(StoryTable)

    @property
    def pane(self) -> ReadingPane:
        """Where an article is read."""
        return self.query_one(ReadingPane)

    @property
    def status(self) -> StatusLine:
        """The status line."""
        return self.query_one(StatusLine)

    @property
    def article(self) -> Article | None:
        """The article that is read, or that under the cursor; of a related story the one that stands for it."""
        if self.reading:
            return self.pane.article
        target = self.table.target
        return target.lead if isinstance(target, Story) else target

    def draw(self, *, on: str = "") -> None:
        """Show the story as it is now; `on` is the article that the cursor goes to."""
        room = self.reader.room
        marks = room.marks
        page = Page(
            story=self.story,
            followed=followed(room.outlets()),
            related=self.related,
            unread=frozenset(article.id for article in self.story.articles) - marks.read_ids(),
            starred=marks.starred_ids(),
            now=room.now(),
        )
        self.table.show(page, on=on)
        self.query_one("#story-head", Static).update(self._head())
        self._show_status()

    def _head(self) -> Content:
        story, dot = self.story, f" {self.reader.signs.dot} "
        count = len(story.outlets)
        parts = [
            f"{count} outlets" if count > 1 else "One outlet",
            " ".join(code.upper() for code in story.countries) + (" Region" if story.region else ""),
            self.reader.signs.star if story.starred else "",
        ]
        meta = dot.join(part.strip() for part in parts if part.strip())
        return Content.assemble((story.lead.title, "bold $accent"), "\n", (meta, "$quiet"))

    def _show_status(self) -> None:
        wanted = (
            ("Space", "[ ]", "s ", "Esc")
            if self.reading
            else ("j k", "Enter", "v ", "- ", "+ ", "w ", "s ", "Esc", "? ")
        )
        hints = tuple(key.hint for key in STORY_KEYS if key.hint.startswith(wanted))
        self.status.show("SAMPLE edition" if self.reader.is_sample else "", hints)

    def _follow(self, stories: Sequence[Story]) -> None:
        """Show what has become of the story, now that the list has been read anew."""
        story = next((one for one in stories if any(a.id == self.member for a in one.articles)), None)
        if story is None:
            self.status.say("This story is no longer listed.")
            return
        self.story = story
        self.draw(on=self.wanted)
        if self.reading and self.pane.article:
            self.show_article(self.pane.article)
        self.find_related()

    @work(group="related", exclusive=True, exit_on_error=False)
    async def find_related(self) -> None:
        """Look for related stories, off the event loop."""
        from careader.newsroom.kinship import related_stories

        room, story = self.reader.room, self.story
        found = await asyncio.to_thread(related_stories, room, story)
        if story == self.story:
            self.related = tuple(
                Kin(kin.story, "kept apart by you" if kin.decided else f"{kin.score:.0%} alike") for kin in found
            )
            self.draw(on=self.wanted)
            self.wanted = ""

    def read(self, article: Article) -> None:
        """Show an article of the story in the pane and mark the story as read."""
        self.reader.main.mark(self.story, read=True)
        self.story = self.reader.room.marked(self.story)
        self.show_article(article)

    def show_article(self, article: Article) -> None:
        """Show an article of the story in the pane; one that is no longer in it gives way to the one in front."""
        room = self.reader.room
        whole = room.whole(self.story)
        shown = next((member for member in whole.articles if member.id == article.id), whole.lead)
        self.set_reading(True)
        self.pane.show(whole, shown, now=room.now())
        self.draw(on=shown.id)

    def set_reading(self, reading: bool) -> None:
        """Give the keys to the article or to the table."""
        self.reading = reading
        self.set_class(reading, "-reading")
        (self.pane if reading else self.table).focus()
        self._show_status()
