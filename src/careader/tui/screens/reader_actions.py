"""What the keys of the main screen do. The table of keys is in `careader.tui.keys`."""

from __future__ import annotations

from dataclasses import replace

from careader.newsroom import Query
from careader.tui.screens.help import help_panel
from careader.tui.screens.links import copy_link, copy_selection, open_link
from careader.tui.screens.reader_view import ReaderView
from careader.tui.screens.troubles import troubles_panel


class ReaderActions(ReaderView, inherit_bindings=False):
    """The reader screen with its actions."""

    def action_move(self, steps: int) -> None:
        """Move by stories in the list, by lines in the article."""
        (self.pane if self.reading else self.story_list).move(steps)

    def action_page(self, pages: int) -> None:
        """Move by pages."""
        (self.pane if self.reading else self.story_list).page(pages)

    def action_jump(self, end: int) -> None:
        """Go to the top (-1) or the bottom (1)."""
        (self.pane if self.reading else self.story_list).go_to(0 if end < 0 else -1)

    def action_next_unread(self, direction: int) -> None:
        """Go to the next unread story in a direction, round the end of the list; open it where one is open."""
        stories, here = self.story_list.stories, self.story_list.cursor
        count = len(stories)
        for step in range(1, count):
            row = (here + direction * step) % count
            if not stories[row].read:
                if (row - here) * direction < 0:
                    self.status.say("Round the end of the list." if direction > 0 else "Round the top of the list.")
                self.story_list.go_to(row)
                if self.reading:
                    self.open(stories[row])
                return
        self.status.say("No other unread story here.")

    def action_open_story(self) -> None:
        """Read the story under the cursor."""
        if (story := self.story_list.story) and not self.reading:
            self.open(story)

    def action_read_on(self) -> None:
        """Open the story; in it go a page on, and at its end to the next unread story."""
        if not self.reading:
            self.action_open_story()
        elif self.pane.at_end:
            self.action_next_unread(1)
        else:
            self.pane.page(1)

    def action_back(self) -> None:
        """Go back one step: out of the zoom, the article, the search, the filters; never out of all."""
        if self.has_class("-zoom"):
            self.action_zoom()
        elif self.reading:
            self.set_reading(False)
        elif self.query_now.search:
            self.set_query(replace(self.query_now, search=""))
        elif self.query_now != Query():
            self.set_query(Query())
        else:
            self.status.say("q leaves.")

    def action_to_list(self) -> None:
        """Leave the article."""
        if self.reading:
            self.set_reading(False)

    def action_other_outlet(self, step: int) -> None:
        """Show the story as another outlet tells it."""
        story, shown = self.pane.story, self.pane.article
        if story is None or shown is None or len(story.articles) < 2:
            self.status.say("Only one outlet tells this story.")
            return
        ids = [article.id for article in story.articles]
        self.preview(story, story.articles[(ids.index(shown.id) + step) % len(ids)])

    def action_zoom(self) -> None:
        """Give the article the whole width, or put the list back beside it."""
        if not self.reading:
            self.action_open_story()
        if self.reading:
            self.toggle_class("-zoom")

    def action_open_browser(self) -> None:
        """Open the article's page in a browser."""
        if article := self.article:
            open_link(self.reader, article, self.status)

    def action_copy_link(self) -> None:
        """Copy the article's address to the clipboard, through the terminal."""
        if article := self.article:
            copy_link(self.reader, article, self.status)

    def action_copy_selection(self) -> None:
        """Copy what was marked with the mouse."""
        copy_selection(self.reader, self.status)

    def action_toggle_read(self) -> None:
        """Mark the story as read or unread."""
        if story := self.story_list.story:
            self.mark(story, read=not story.read)

    def action_toggle_star(self) -> None:
        """Put a star on the story or take it off."""
        if story := self.story_list.story:
            self.mark(story, starred=not story.starred)

    def action_search(self) -> None:
        """Type a search; the list follows."""
        self.begin_search()

    def action_refresh(self) -> None:
        """Fetch the news."""
        self.reader.fetch_news()

    def action_density(self) -> None:
        """Show one line a story, or up to three."""
        self.story_list.one_line = not self.story_list.one_line

    def action_help(self) -> None:
        """Show the keys."""
        self.reader.push_screen(help_panel())

    def action_troubles(self) -> None:
        """Show which outlets could not be reached."""
        self.reader.push_screen(troubles_panel(self.reader))
