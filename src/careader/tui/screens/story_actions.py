"""What the keys of the main screen do with a story as a whole."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from textual import work

from careader.model import Article, Story
from careader.tui.screens.reader_view import ReaderView


class StoryActions(ReaderView, inherit_bindings=False):
    """The reader screen with the actions that concern stories."""

    def action_story(self) -> None:
        """Show who tells the story under the cursor, and who does not; the screen is loaded when it is asked for."""
        from careader.tui.screens.story import StoryScreen

        if story := self.story_list.story:
            self.reader.push_screen(StoryScreen(story))
        else:
            self.status.say("There is no story here.")

    def action_why(self) -> None:
        """Say why the articles of the story under the cursor are together, and why the related ones are not."""
        if (story := self.story_list.story) and (article := self.article):
            self._explain(article, story)
        else:
            self.status.say("There is no story here.")

    def action_toggle_updated(self) -> None:
        """Show only read stories to which later articles have brought much that is new, or all."""
        self.set_query(replace(self.query_now, updated=not self.query_now.updated))

    @work(group="why", exclusive=True, exit_on_error=False)
    async def _explain(self, article: Article, story: Story) -> None:
        from careader.newsroom.kinship import related_stories
        from careader.tui.screens.why import why_panel

        related = await asyncio.to_thread(related_stories, self.reader.room, story)
        self.reader.push_screen(why_panel(self.reader, article, story, [kin.story for kin in related]))
