"""The columns of the main screen: one, two or three, as its width has room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from careader.model import Article, Story
from careader.tui.screen import CareaderScreen
from careader.tui.widgets.reading_pane import ReadingPane
from careader.tui.widgets.rule import Rule
from careader.tui.widgets.story_list import StoryList

if TYPE_CHECKING:  # most screens have no room for the third column
    from careader.tui.values import Telling
    from careader.tui.widgets.other_outlets import OtherOutlets

WIDE, VERY_WIDE, VERY_WIDE_TABLE = 100, 180, 240
"""From which width on there are two columns, and three; a table of one line a story leaves room for less."""


class Columns(CareaderScreen, inherit_bindings=False):
    """The part of the main screen that gives list, article and other outlets their room."""

    reading: bool
    zoomed: bool
    telling: Telling | None
    _others: OtherOutlets | None = None

    @property
    def story_list(self) -> StoryList:
        """The list of stories."""
        raise NotImplementedError

    @property
    def pane(self) -> ReadingPane:
        """The reading pane."""
        raise NotImplementedError

    def give_room(self) -> None:
        """Give each part the room that it has at this width: at once, so that the next key finds it."""
        width = self.size.width or self.app.size.width
        narrow, very_wide = width < WIDE, self._is_very_wide(width) and not self.zoomed
        self.story_list.display = not self.zoomed and not (narrow and self.reading)
        self.pane.display = self.zoomed or not narrow or self.reading
        if self._others is None and very_wide:
            self.query_one("#body").mount(self._third())
        if self._others:  # it keeps its place where it has nothing to say: laying the screen out anew sends all of it
            self._others.display = very_wide
        self.pane.tells_others = not very_wide
        self.query_one(Rule).display = self.story_list.display and self.pane.display
        self.set_class(narrow, "-narrow").set_class(not self.story_list.display, "-alone")

    def third_column(self) -> Iterator[OtherOutlets]:
        """Make the third column where there is room for it."""
        if self._is_very_wide(self.app.size.width):
            yield self._third()

    def _is_very_wide(self, width: int) -> bool:
        return width >= (VERY_WIDE_TABLE if self.story_list.one_line else VERY_WIDE)

    def _third(self) -> OtherOutlets:
        from careader.tui.widgets.other_outlets import OtherOutlets

        self._others = OtherOutlets(signs=self.services.glyphs, id="others")
        return self._others

    def show_others(self, story: Story | None, shown: Article | None) -> None:
        """Show the outlets of a story in the third column; `shown` is the article in the pane."""
        if self._others:
            self._others.show(story, shown, now=self.services.clock())

    def on_other_outlets_chosen(self, message: OtherOutlets.Chosen) -> None:
        """Show the article that was clicked on."""
        self.show_article(message.article)

    def show_article(self, article: Article) -> None:
        """Show an article of the story in the pane."""
        raise NotImplementedError
