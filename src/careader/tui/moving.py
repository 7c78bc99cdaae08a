"""From story to story: the next with news, the neighbour, the place at the start; rows are read when needed."""

from __future__ import annotations

from textual import on

from careader.newsroom import StoryRow
from careader.tui.article_actions import ArticleActions
from careader.tui.screen import guarded
from careader.tui.values import Anchor, View
from careader.tui.widgets.reading_pane import ReadingPane
from careader.tui.widgets.story_list import StoryList
from careader.tui.window import PAGE
from careader.words import screen as words

_TRIES = 9  # so often a list is read anew since a key went on meanwhile


class Moving(ArticleActions, inherit_bindings=False):
    """The part of the main screen that goes through the list. `reading` says that a story is open."""

    reading: bool
    view: View

    @property
    def story_list(self) -> StoryList:
        """The list of stories."""
        return self.query_one(StoryList)

    @property
    def pane(self) -> ReadingPane:
        """The reading pane."""
        return self.query_one(ReadingPane)

    async def reload(self, *, hold: bool = True) -> None:
        """Show the list as it is now."""
        raise NotImplementedError

    def note_place(self) -> None:
        """Keep which story the reader has gone to."""
        row, self.story_list.gone_to = self.story_list.gone_to, None
        if row:
            self.state.anchor = Anchor(row.id, row.lead, row.date)

    async def view_here(self) -> View | None:
        """Return the list around the reader's place, also where a key has moved it while the list was read.

        None where something else is to be listed by then.
        """
        state, query = self.state, self.state.listed
        for _ in range(_TRIES):
            self.note_place()
            anchor = state.anchor
            view = await self.services.reads.view(query, anchor, PAGE, state.last_visit)
            if query != state.listed:
                return None
            if self.story_list.gone_to is None and state.anchor == anchor:
                break
        return view

    async def open(self, row: StoryRow) -> None:
        """Show a story and read it."""
        raise NotImplementedError

    async def go_to_news(self) -> None:
        """Put the cursor on the topmost story with anything unread; without one where it was the last time."""
        reads, remembered = self.services.reads, self.state.remembered
        first = self.story_list.window.row(0)
        row = 0 if first and (not first.read or first.joined) else await reads.next_news(self.state.listed, 0, 1)
        if row is None and remembered.story:
            telling = await reads.story(remembered.story)
            if telling:
                self.state.anchor = Anchor(telling.story.id, telling.story.lead.id, telling.story.date)
                await self.reload(hold=False)
        elif row:
            await self.go_to(row)

    async def go_to(self, row: int) -> StoryRow | None:
        """Put the cursor on a row, read it if need be, and return it."""
        window = self.story_list.window
        if window.row(row) is None:
            await self.load_wanted()
        self.story_list.go_to(row)
        found = window.row(row)
        if found:
            self.state.anchor = Anchor(found.id, found.lead, found.date)
        return found

    @on(StoryList.Wanted)
    @guarded
    async def load_wanted(self) -> None:
        """Read the pages that are in sight and not here."""
        window, query = self.story_list.window, self.state.listed
        for page in sorted(window.wanted):
            rows = await self.services.reads.rows(query, page * PAGE, PAGE)
            window.put(page * PAGE, rows)
            window.wanted.discard(page)
        if window is self.story_list.window:
            self.story_list.refresh()

    async def action_next_unread(self, step: int) -> None:
        """Go to the next unread story, or while a search is on to the next hit; open it where one is open."""
        here, count = self.story_list.cursor, self.view.total
        if self.pane.words:
            if self.reading and self.pane.next_hit(step):
                return
            if not self.state.query.words:
                self.say(words.NO_MORE_HITS)
                return
            row = here + step if 0 <= here + step < count else None
        else:
            row = await self.services.reads.next_news(self.state.listed, here, step) if count else None
        if row is None:
            self.say(words.NO_MORE_HITS if self.pane.words else words.NO_OTHER_UNREAD)
            return
        if (row - here) * step < 0:
            self.say(words.ROUND_END if step > 0 else words.ROUND_TOP)
        if (found := await self.go_to(row)) and self.reading:
            await self.open(found)

    async def action_neighbour(self, step: int) -> None:
        """Go to the next story or the one before; open it where one is open."""
        row = self.story_list.cursor + step
        if not 0 <= row < self.view.total:
            self.say(words.NO_STORY_BELOW if step > 0 else words.NO_STORY_ABOVE)
        elif (found := await self.go_to(row)) and self.reading:
            await self.open(found)
