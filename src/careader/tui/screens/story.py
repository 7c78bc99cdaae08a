"""The story view: outlets side by side, who is silent, related stories; beside them, or over them, an article."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from careader.model import Article, Story
from careader.newsroom.deciding import Decided
from careader.newsroom.events import StoriesChanged
from careader.tui.bindings import bindings
from careader.tui.commands import STORY, Where
from careader.tui.explain import apart_words, head_words
from careader.tui.keymap import hints
from careader.tui.messages import News
from careader.tui.screen import guarded
from careader.tui.services import Services
from careader.tui.state import ReaderState
from careader.tui.story_layout import Kin, Page
from careader.tui.values import Telling, Undo
from careader.tui.whole_text import WholeText
from careader.tui.widgets.panel import Panel
from careader.tui.widgets.reading_pane import ReadingPane
from careader.tui.widgets.rule import Rule
from careader.tui.widgets.story_table import StoryTable
from careader.words import screen as words

BESIDE = 160
"""From which width on the article stands beside the outlets."""


class StoryScreen(WholeText, inherit_bindings=False):
    """Shows one story and reads its articles; it follows the story through refreshes by one of them, `member`."""

    AUTO_FOCUS = "StoryTable"
    CSS_PATH = "story.tcss"
    BINDINGS = bindings(Where.STORY)
    parts = STORY
    help_title = words.KEYS_OF_STORY

    def __init__(self, services: Services, state: ReaderState, telling: Telling) -> None:
        super().__init__(services, state)
        self.telling = telling
        self.member = telling.story.lead.id
        self.related: tuple[Kin, ...] | None = None
        self.reading = False
        self._last: tuple[Decided, frozenset[str], Undo] | None = None

    def compose(self) -> ComposeResult:
        """Put the parts in their places."""
        signs = self.services.glyphs
        with Horizontal(id="story-body"):
            with Vertical(id="story-left"):
                yield Static("", id="story-head")
                yield StoryTable(signs=signs, id="table")
            yield Rule(id="rule")
            yield ReadingPane(signs=signs, id="version")
        yield self.status

    @guarded
    async def on_mount(self) -> None:
        """Show the story as the list has it; what is related is looked for behind that."""
        self.prepare_pane()
        self.give_room()
        await self.draw()
        self.find_related()

    # The parts.

    @property
    def story(self) -> Story:
        """The story."""
        return self.telling.story

    @property
    def table(self) -> StoryTable:
        """The outlets and the related stories."""
        return self.query_one(StoryTable)

    @property
    def pane(self) -> ReadingPane:
        """Where an article is read."""
        return self.query_one(ReadingPane)

    @property
    def article(self) -> Article | None:
        """The article that is read, or that under the cursor; of a related story the one that stands for it."""
        target = self.target
        return target.lead if isinstance(target, Story) else target

    @property
    def target(self) -> Article | Story | None:
        """What keys are about: the article that is read, or what the cursor is on."""
        return self.pane.article if self.reading else self.table.target

    @property
    def about(self) -> Story | None:
        """The story that keys are about."""
        target = self.target
        return target if isinstance(target, Story) else self.story

    def give_room(self) -> None:
        """Give each part its room."""
        beside = (self.size.width or self.app.size.width) >= BESIDE
        self.query_one("#story-left").display = beside or not self.reading
        self.pane.display = beside or self.reading
        self.query_one(Rule).display, self.pane.tells_others = beside, not beside
        self.set_class(beside, "-beside")

    def on_resize(self) -> None:
        """Give the parts their room."""
        self.give_room()
        if not self.reading:
            self._preview()

    # What is shown.

    async def draw(self, *, on: str = "") -> None:
        """Show the story as it is now; `on` is the article that the cursor goes to."""
        page = Page(
            story=self.story,
            followed=await self.services.reads.followed(),
            related=self.related,
            unread=self.telling.unread,
            starred=self.telling.starred,
            now=self.services.clock(),
        )
        self.table.show_page(page, on=on)
        self.query_one("#story-head", Static).update(
            head_words(self.story, self.services.glyphs, starred=bool(self.telling.starred))
        )
        self._show_status()
        if not self.reading:
            self._preview()

    def _show_status(self) -> None:
        names = ("back", "read_on", "next_outlet", "star") if self.reading else (
            "open", "versions", "take_out", "join", "why", "star", "back")  # fmt: skip
        sample = words.SAMPLE_SHORT if self.services.engine.condition().sample else ""
        self.status.show(sample, hints(self.services.keys.of(*STORY), *names, "help"))

    def _preview(self) -> None:
        """Show what the cursor is on in the pane, where there is room for both."""
        if self.pane.display:
            target = self.table.target
            story = target if isinstance(target, Story) else self.story
            self.pane.show(story, self.article, now=self.services.clock(), starred=self._is_starred(self.article))

    def _is_starred(self, article: Article | None) -> bool:
        return article is not None and article.id in self.telling.starred

    @on(StoryTable.Moved)
    def _follow_cursor(self) -> None:
        if not self.reading:
            self._preview()

    @on(News)
    @guarded
    async def _hear(self, message: News) -> None:
        if isinstance(message.event, StoriesChanged):
            await self.follow()

    async def follow(self, *, on: str = "") -> None:
        """Show what has become of the story."""
        telling = await self.services.reads.story(self.member)
        if telling is None:
            self.say(words.NO_LONGER_LISTED)
            return
        self.telling = telling
        await self.draw(on=on)
        if self.reading and self.pane.article:
            await self.show_article(self.pane.article)
        self.find_related(on)

    show_again = follow

    @work(group="related", exclusive=True, exit_on_error=False)
    async def find_related(self, on: str = "") -> None:
        """Look for related stories, off the event loop."""
        story = self.story
        found = await self.services.reads.related(story)
        if story.id == self.story.id:
            self.related = tuple(Kin(kin.story, words.alike(kin.score, kin.decided)) for kin in found)
            await self.draw(on=on)

    async def refresh_after(self, undo: Undo) -> None:
        """Show what is there after a change was taken back."""
        await self.follow()
        self._settle(undo)

    # Reading.

    def set_reading(self, reading: bool) -> None:
        """Give the keys to the article or to the table."""
        self.reading = reading
        self.set_class(reading, "-reading")
        self.give_room()
        self.set_focus(self.pane if reading else self.table, scroll_visible=False)
        self._show_status()

    def on_descendant_blur(self) -> None:
        """Never leave the keys without a part."""
        if self.focused is None and self.is_current:
            self.set_focus(self.pane if self.reading else self.table, scroll_visible=False)

    async def read(self, article: Article) -> None:
        """Show an article of the story in the pane and mark the story as read."""
        await self.services.writes.set_read(self.telling.unread, read=True)
        self.want_whole(article)
        await self.show_article(article)

    async def show_article(self, article: Article) -> None:
        """Show an article of the story in the pane; one that is no longer in it gives way to the one in front."""
        telling = await self.services.reads.story(self.member)
        self.telling = telling or self.telling
        shown = next((member for member in self.story.articles if member.id == article.id), self.story.lead)
        self.set_reading(True)
        self.pane.show(self.story, shown, now=self.services.clock(), starred=self._is_starred(shown))
        await self.draw(on=shown.id)

    @on(StoryTable.Chosen)
    async def action_read(self) -> None:
        """Read the article under the cursor; show the related story under it in place of this one."""
        target = self.table.target
        if self.reading or target is None:
            return
        if isinstance(target, Article):
            await self.read(target)
        elif telling := await self.services.reads.story(target.id):
            await self.services.ways.story(telling, instead=True)

    async def action_read_on(self) -> None:
        """Read the article under the cursor; in it go a page on, and at its end back to the outlets."""
        if not self.reading:
            await self.action_read()
        elif self.pane.at_end:
            self.set_reading(False)
        else:
            self.pane.action_page(1)

    async def action_other_outlet(self, step: int) -> None:
        """Show the next outlet's article, in the order of the table; among the outlets move the cursor."""
        members = self._members()
        ids = [article.id for article in members]
        here = self.article
        if len(members) < 2:
            self.say(words.ONE_OUTLET)
            return
        place = ids.index(here.id) if here and here.id in ids else -min(step, 0)
        await self._step_to(members[(place + step) % len(members)])

    def _members(self) -> list[Article]:
        return [row.target for row in self.table.shown if isinstance(row.target, Article)]

    async def _step_to(self, article: Article) -> None:
        if self.reading:
            await self.read(article)
        else:
            await self.draw(on=article.id)

    async def action_next_unread(self, _step: int = 1) -> None:
        """Go to the next unread report of the story; after the last to the next unread story of the list."""
        unread = [article for article in self._members() if article.id in self.telling.unread]
        if unread:
            await self._step_to(unread[0])
        else:
            await self.services.ways.in_list("next_unread(1)")

    async def action_to_main(self, key: str) -> None:
        """Go back to the list and do there what a key does."""
        await self.services.ways.in_list({"unread": "toggle_unread", "search": "search"}[key])

    # Marks and decisions.

    async def action_toggle_read(self) -> None:
        """Mark the report under the cursor as read or unread."""
        if article := self.article:
            read = article.id in self.telling.unread or article.id not in {a.id for a in self.story.articles}
            self.state.remember(await self.services.writes.set_read([article.id], read))
            await self.follow()

    async def action_toggle_star(self) -> None:
        """Star the article that is read or under the cursor, or take its star off."""
        if article := self.article:
            telling = await self.services.reads.story(article.id)
            starred = telling is None or article.id not in telling.starred
            self.state.remember(await self.services.writes.set_starred([article], starred))
            await self.follow()

    async def action_versions(self) -> None:
        """Show the article that is read or chosen beside another one of the story, or of the related story."""
        target, members = self.target, self.story.articles
        if isinstance(target, Story):
            if telling := await self.services.reads.story(target.id):
                await self.services.ways.versions(members[0], telling.story.articles)
            return
        one = next((article for article in members if target and article.id == target.id), members[0])
        if others := [article for article in members if article is not one]:
            await self.services.ways.versions(one, others)
        else:
            self.say(words.ONE_OUTLET)

    async def explain(self, story: Story, article: Article) -> None:
        """Say why the article under the cursor is in the story, or why the related story is not."""
        target = self.target
        if not isinstance(target, Story):
            await super().explain(story, article)
            return
        found = [await self.services.reads.verdicts(member, target.articles) for member in self.story.articles]
        await self.app.push_screen(Panel(words.WHY_APART, apart_words(found, self.services.glyphs)))

    async def action_take_out(self) -> None:
        """Take the article under the cursor out of the story, or undo that a story was joined."""
        article = self.target
        if not isinstance(article, Article):
            self.say(words.NOT_IN_IT)
        elif await self._undo(Decided.TOGETHER, article.id):
            self.say(words.TWO_AGAIN)
        elif len(self.story.articles) == 1:
            self.say(words.ONLY_ARTICLE)
        else:
            undo = await self.services.writes.take_out(article, self.story)
            if article.id == self.member:
                self.member = next(other.id for other in self.story.articles if other.id != article.id)
            self.set_reading(False)
            self._last = (Decided.APART, frozenset({article.id}), undo)
            self.state.remember(undo)
            await self._decided(undo, on=article.id)
            self.say(words.TAKEN_OUT_PLUS)

    async def action_join(self) -> None:
        """Make the related story under the cursor one with this, or undo that an article was taken out."""
        other = None if self.reading else self.table.target
        if not isinstance(other, Story):
            self.say(words.JOINS_RELATED)
        elif await self._undo(Decided.APART, other.lead.id):
            self.say(words.BACK_IN)
        else:
            undo = await self.services.writes.join(self.story, other)
            self._last = (Decided.TOGETHER, frozenset(article.id for article in other.articles), undo)
            self.state.remember(undo)
            await self._decided(undo, on=other.lead.id)
            self.say(words.JOINED_MINUS)

    async def _undo(self, decided: Decided, article_id: str) -> bool:
        """Take the last decision back if it was this one on this article; return whether it was."""
        if self._last is None or self._last[0] is not decided or article_id not in self._last[1]:
            return False
        undo = self._last[2]
        if undo not in self.state.undone:
            return False
        self.state.undone.remove(undo)
        await undo.back()
        self._last = None
        await self._decided(undo, on=article_id)
        return True

    async def _decided(self, undo: Undo, *, on: str) -> None:
        """Show a decision at once; what follows from it for other stories is found behind it."""
        await self.follow(on=on)
        self._settle(undo, on=on)

    @work(group="settle", exit_on_error=False)
    async def _settle(self, undo: Undo, on: str = "") -> None:
        if undo.regroups and await self.services.writes.settle() and self.is_mounted:
            await self.follow(on=on)

    # Leaving.

    async def action_back(self) -> None:
        """Go back one step: from the article to the outlets, from them to the list."""
        if self.reading:
            self.set_reading(False)
            self._preview()
        else:
            await self.action_leave()

    action_to_list = action_back

    async def action_find(self) -> None:
        """Find in the article: asked for in a line."""

        async def find(text: str) -> None:
            self.say(words.hits_in_article(self.pane.find(tuple(text.split()))))

        await self.services.ways.ask(words.FIND, find)

    async def action_leave(self) -> None:
        """Go back to the list."""
        await self.dismiss()
