"""What the keys of the main screen do with a story as a whole."""

from __future__ import annotations

from careader.tui.screens.reader_view import ReaderView
from careader.tui.screens.story import StoryScreen


class StoryActions(ReaderView, inherit_bindings=False):
    """The reader screen with the actions that concern stories."""

    def action_story(self) -> None:
        """Show who tells the story under the cursor, and who does not."""
        if story := self.story_list.story:
            self.reader.push_screen(StoryScreen(story))
        else:
            self.status.say("There is no story here.")
