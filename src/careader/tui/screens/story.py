"""The story view: what its keys do. Its parts and state are in `careader.tui.screens.story_view`."""

from __future__ import annotations

from textual import on

from careader.model import Article, Story
from careader.newsroom.deciding import Change, Decided, join, take_out, undo
from careader.tui.keys import STORY_KEYS, bindings
from careader.tui.screens.help import help_panel
from careader.tui.screens.links import copy_link, copy_selection, open_link
from careader.tui.screens.story_view import StoryView
from careader.tui.widgets.story_table import StoryTable


class StoryScreen(StoryView, inherit_bindings=False):
    """The story view with its actions."""

    BINDINGS = bindings(STORY_KEYS)

    def __init__(self, story: Story) -> None:
        super().__init__(story)
        self._last: tuple[Decided, frozenset[str], Change] | None = None

    def action_move(self, steps: int) -> None:
        """Move by what can be chosen, by lines in the article."""
        (self.pane if self.reading else self.table).move(steps)

    def action_page(self, pages: int) -> None:
        """Move by pages."""
        (self.pane if self.reading else self.table).page(pages)

    def action_jump(self, end: int) -> None:
        """Go to the top (-1) or the bottom (1)."""
        (self.pane if self.reading else self.table).go_to(0 if end < 0 else -1)

    @on(StoryTable.Chosen)
    def action_read(self) -> None:
        """Read the article under the cursor; show the related story under it in place of this one."""
        target = self.table.target
        if self.reading or target is None:
            return
        if isinstance(target, Story):
            self.reader.switch_screen(StoryScreen(target))
        else:
            self.read(target)

    def action_read_on(self) -> None:
        """Read the article under the cursor; in it go a page on, and at its end back to the outlets."""
        if not self.reading:
            self.action_read()
        elif self.pane.at_end:
            self.set_reading(False)
        else:
            self.pane.page(1)

    def action_other_outlet(self, step: int) -> None:
        """Show the next outlet's article, in the order of the table; among the outlets move the cursor."""
        members = [row.target for row in self.table.rows if isinstance(row.target, Article)]
        ids = [article.id for article in members]
        here = self.article
        if len(members) < 2:
            self.status.say("Only one outlet tells this story.")
            return
        place = ids.index(here.id) if here and here.id in ids else -min(step, 0)
        chosen = members[(place + step) % len(members)]
        if self.reading:
            self.read(chosen)
        else:
            self.draw(on=chosen.id)

    def action_toggle_star(self) -> None:
        """Star the article that is read or under the cursor, or take its star off."""
        room, article = self.reader.room, self.article
        if article is None:
            return
        starred = article.id not in room.marks.starred_ids()
        room.set_starred([article], starred)
        if article.id not in {member.id for member in self.story.articles}:
            self.find_related()
        self.story = room.marked(self.story)
        self.reader.main.show_marks_of(article)
        if self.reading:
            self.show_article(article)
        else:
            self.draw()

    def action_versions(self) -> None:
        """Show the article that is read or chosen beside another one of the story, or of the related story."""
        from careader.tui.screens.comparison import ComparisonScreen

        room, target = self.reader.room, self.pane.article if self.reading else self.table.target
        whole = room.whole(self.story).articles
        if isinstance(target, Story):
            self.reader.push_screen(ComparisonScreen(whole[0], room.whole(target).articles))
            return
        one = next((article for article in whole if target and article.id == target.id), whole[0])
        if others := [article for article in whole if article is not one]:
            self.reader.push_screen(ComparisonScreen(one, others))
        else:
            self.status.say("Only one outlet tells this story.")

    def action_why(self) -> None:
        """Say why the article under the cursor is in the story, or why the related story is not."""
        from careader.tui.screens.why import why_apart_panel, why_panel

        target = self.pane.article if self.reading else self.table.target
        if isinstance(target, Story):
            self.reader.push_screen(why_apart_panel(self.reader, self.story, target))
        elif target:
            related = [kin.story for kin in self.related or ()]
            self.reader.push_screen(why_panel(self.reader, target, self.story, related))

    def action_take_out(self) -> None:
        """Take the article under the cursor out of the story, or undo that a story was joined."""
        article = self.article if self.reading else self.table.target
        if not isinstance(article, Article):
            self.status.say("This story is not in it. + joins it.")
        elif self._undo(Decided.TOGETHER, article.id):
            self.status.say("They are two stories again.")
        elif len(self.story.articles) == 1:
            self.status.say("It is the only article here.")
        else:
            change = take_out(self.reader.room, article, self.story)
            if article.id == self.member:
                self.member = next(other.id for other in self.story.articles if other.id != article.id)
            self.set_reading(False)
            self._decided(change, on=article.id)
            self._last = (Decided.APART, frozenset({article.id}), change)
            self.status.say("Taken out. + puts it back.")

    def action_join(self) -> None:
        """Make the related story under the cursor one with this, or undo that an article was taken out."""
        other = None if self.reading else self.table.target
        if not isinstance(other, Story):
            self.status.say("+ joins a related story: put the cursor on one.")
        elif self._undo(Decided.APART, other.lead.id):
            self.status.say("It is back in the story.")
        else:
            change = join(self.reader.room, self.story, other)
            self._decided(change, on=other.lead.id)
            self._last = (Decided.TOGETHER, frozenset(article.id for article in other.articles), change)
            self.status.say("Joined. - takes it out again.")

    def _undo(self, decided: Decided, article_id: str) -> bool:
        """Take the last decision back if it was this one on this article; say whether it was."""
        if self._last is None or self._last[0] is not decided or article_id not in self._last[1]:
            return False
        change = self._last[2]
        undo(self.reader.room, change)
        self._last = None
        self._decided(change, on=article_id)
        return True

    def _decided(self, change: Change, *, on: str) -> None:
        """Show a decision at once; what follows from it for other stories is found behind it."""
        self.wanted = on
        self.reader.main.reload()
        self.reader.main.settle()

    def action_open_browser(self) -> None:
        """Open the article's page in a browser."""
        if self.article:
            open_link(self.reader, self.article, self.status)

    def action_copy_link(self) -> None:
        """Copy the article's address."""
        if self.article:
            copy_link(self.reader, self.article, self.status)

    def action_copy_selection(self) -> None:
        """Copy what was marked with the mouse."""
        copy_selection(self.reader, self.status)

    def action_back(self) -> None:
        """Go back one step: from the article to the outlets, from them to the list."""
        if self.reading:
            self.set_reading(False)
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Go back to the list."""
        self.dismiss()

    def action_help(self) -> None:
        """Show the keys of this screen."""
        self.reader.push_screen(help_panel(STORY_KEYS))
