"""What a reader does to stories: read, unread, starred, all of them at once, and back again."""

from __future__ import annotations

from textual import work

from careader.model import Article
from careader.newsroom import StoryRow
from careader.tui.forgetting import Forgetting
from careader.tui.values import Telling, Undo, View
from careader.tui.widgets.story_list import StoryList
from careader.words import screen as words


class Marking(Forgetting, inherit_bindings=False):
    """The part of the main screen that marks. `telling` is the story in the pane, `reading` that it is read."""

    telling: Telling | None
    reading: bool
    view: View

    @property
    def story_list(self) -> StoryList:
        """The list of stories."""
        return self.query_one(StoryList)

    async def reload(self, *, hold: bool = True) -> None:
        """Show the list as it is now."""
        raise NotImplementedError

    async def leave_article(self) -> None:
        """Go from the article back to the list."""
        raise NotImplementedError

    async def show_again(self) -> None:
        """Show the story in the pane as it is now."""
        raise NotImplementedError

    async def mark_read(self, story_id: str, *, read: bool, ids: set[str]) -> Undo | None:
        """Mark articles of a story and show it so; the story stays in sight until the query changes."""
        undo = await self.services.writes.set_read(ids, read)
        if undo:
            await self.show_marks(story_id)
        return undo

    async def show_marks(self, story_id: str) -> None:
        """Show a story as it is marked now, in list and pane."""
        self.state.kept.add(story_id)
        await self.reload()
        if self.telling and self.telling.story.id == story_id:
            await self.show_again()

    async def refresh_after(self, undo: Undo) -> None:
        """Show what is there after a change was taken back."""
        await self.reload()
        if self.telling:
            await self.show_again()
        if undo.regroups:
            self.settle()

    @work(group="settle", exit_on_error=False)
    async def settle(self) -> None:
        """Group anew what a decision touches, and show what has moved."""
        if await self.services.writes.settle():
            await self.reload()

    async def action_toggle_read(self) -> None:
        """Mark the story as read or unread."""
        if subject := await self.subject():
            story = subject[0]
            unread = self.telling.unread if self.telling else frozenset()
            await self._turn(story.id, {a.id for a in story.articles}, read=len(unread) == len(story.articles))

    async def turn(self, row: StoryRow) -> None:
        """Mark a story as unread if it is read, else as read."""
        if telling := await self.services.reads.story(row.id):
            await self._turn(row.id, {a.id for a in telling.story.articles}, read=not row.read)

    async def _turn(self, story_id: str, ids: set[str], *, read: bool) -> None:
        self.state.remember(await self.mark_read(story_id, read=read, ids=ids))

    async def action_toggle_star(self) -> None:
        """Put a star on the article that is read, or on the story, or take it off."""
        if subject := await self.subject():
            story, article = subject
            row = self.story_list.row
            listed = next((a for a in story.articles if row and a.id == row.lead), story.lead)
            await self.star(story.id, article if self.reading else listed)

    async def star(self, story_id: str, article: Article | None) -> None:
        """Put a star on an article of a story, or take every star of it off."""
        telling = await self.services.reads.story(story_id)
        if telling is None:
            return
        story = telling.story
        starred = [a for a in story.articles if a.id in telling.starred]
        undo = await self.services.writes.set_starred(starred or [article or story.lead], not starred)
        self.state.remember(undo)
        await self.show_marks(story_id)

    async def action_forget(self) -> None:
        """Forget the report that is read, or in the list the story; what a feed still has of it stays away."""
        if subject := await self.subject():
            story, article = subject
            gone = [article.id] if self.reading else [member.id for member in story.articles]
            undo = await self.services.writes.forget(gone)
            await self.leave_article()
            await self.did(undo, undo.what)
            await self.refresh_after(undo)

    async def action_read_all(self) -> None:
        """Mark everything that is listed as read."""
        await self._read_rows(0, None)

    async def action_read_part(self, side: int) -> None:
        """Mark everything above the cursor (-1) or below it (1) as read."""
        here = self.story_list.cursor
        await self._read_rows(*((0, here) if side < 0 else (here + 1, None)))

    async def _read_rows(self, first: int, last: int | None) -> None:
        ids, stories = await self.services.reads.unread(self.state.listed, first, last)
        undo = await self.services.writes.set_read(ids, read=True)
        if undo is None:
            self.say(words.NOTHING_UNREAD)
            return
        said = words.marked_read(stories)
        self.state.remember(Undo(said, undo.back))
        await self.reload()
        if self.telling:
            await self.show_again()
        self.say(words.and_z_undoes(said))
