"""The main screen: currency bar, filters, the list, the article, the status line."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from careader.model import Article, Story
from careader.newsroom import StoryRow
from careader.tui.bindings import bindings
from careader.tui.columns import WIDE, Columns
from careader.tui.commands import MAIN, Where
from careader.tui.exporting import Exporting
from careader.tui.filtering import Filtering
from careader.tui.hearing import Hearing
from careader.tui.keymap import hints
from careader.tui.marking import Marking
from careader.tui.moving import Moving
from careader.tui.screen import guarded
from careader.tui.services import Services
from careader.tui.state import NARROWEST, WIDEST, ReaderState
from careader.tui.status_line import idle_words, list_lines, nothing_listed
from careader.tui.values import Telling, View
from careader.tui.whole_text import WholeText
from careader.tui.widgets.country_filter import CountryFilter
from careader.tui.widgets.rate_bar import RateBar
from careader.tui.widgets.reading_pane import ReadingPane
from careader.tui.widgets.rule import Rule
from careader.tui.widgets.story_list import StoryList
from careader.tui.window import StoryWindow
from careader.words import screen as words


class ReaderScreen(Columns, WholeText, Filtering, Marking, Moving, Exporting, Hearing, inherit_bindings=False):
    """Shows the stories under a query, and reads them.

    `telling` is the story in the pane; `reading` is that the pane has the keys; `whole`, that what the first paint does
    without is there too; `trail`, what was read before the links that were followed. A key awaits what it asks of the
    library, so keys keep their order.
    """

    AUTO_FOCUS = "StoryList"
    BINDINGS = bindings(Where.MAIN)
    parts = MAIN
    help_title = words.KEYS

    def __init__(self, services: Services, state: ReaderState, *, one_line: bool = False) -> None:
        super().__init__(services, state)
        self.telling: Telling | None = None
        self.reading = False
        self.zoomed = False
        self.whole = False
        self.trail: list[tuple[Telling, Article]] = []
        self.fetching = ""
        self.view = View()
        self._one_line = one_line
        self._list = StoryList(now=services.clock(), signs=services.glyphs, id="list")
        self._pane = ReadingPane(signs=services.glyphs, id="pane")

    def compose(self) -> ComposeResult:
        """Put the parts in their places."""
        now, signs = self.services.clock(), self.services.glyphs
        yield RateBar(today=now.astimezone().date(), signs=signs, id="rates")
        yield CountryFilter(id="filter")
        with Horizontal(id="body"):
            yield self._list
            yield Rule(id="rule")
            yield self._pane
            yield from self.third_column()
        yield self.status

    @guarded
    async def on_mount(self) -> None:
        """Paint what is on the disk; the network comes later. The cursor is on the topmost story with news."""
        self.story_list.one_line = self._one_line
        self.prepare_pane()
        self.give_room()
        await self.reload(hold=False)
        if self.state.anchor is None and self.view.total:
            await self.go_to_news()
        self.show_status()
        self.call_after_refresh(self._complete)

    @guarded
    async def _complete(self) -> None:
        """Write what the first paint does without: the rates, and how the outlets do."""
        changed = await self.services.reads.complete()
        self.whole = True
        if changed:
            await self.reload()
        await self.show_rates()
        self.show_status()

    # The parts.

    @property
    def story_list(self) -> StoryList:
        """The list of stories."""
        return self._list

    @property
    def pane(self) -> ReadingPane:
        """The reading pane."""
        return self._pane

    @property
    def article(self) -> Article | None:
        """The article that keys are about: the one shown of the story in the pane."""
        return self.pane.article

    @property
    def about(self) -> Story | None:
        """The story that keys are about."""
        return self.telling.story if self.telling else None

    async def subject(self) -> tuple[Story, Article] | None:
        """Return the story and the article that keys are about: in the pane, or under the cursor."""
        row = self.story_list.row
        if not self.reading and (row is None or self.telling is None or self.telling.story.id != row.id):
            self.telling = await self.services.reads.story(row.id) if row else None
            self._show_pane(self.telling)
        return await super().subject()

    def on_resize(self, event: events.Resize) -> None:
        """Give the parts their room."""
        self.call_later(self._resized)

    @guarded
    async def _resized(self) -> None:
        self.give_room()
        if self.pane.display and not self.reading:
            await self._preview(self.story_list.row)

    # What is shown.

    async def reload(self, *, hold: bool = True) -> None:
        """Show the list under the query as it is now. With `hold` the headline under the cursor stays what it is."""
        state = self.state
        view = await self.view_here()
        if view is None:
            return
        self.view, shown = view, self.story_list
        anchored = state.anchor.article if state.anchor else ""
        held = shown.row if hold and view.found and shown.row and shown.row.lead == anchored else None
        shown.show(
            StoryWindow(view),
            view.row,
            now=self.services.clock(),
            lines=list_lines(view, state.last_visit, self.services.clock()),
            empty=nothing_listed(view, state.query, self.services.engine.condition, fetching=bool(self.fetching)),
            words=state.query.words,
            held=held,
        )
        self.show_counts()
        if not self.reading:
            await self._preview(shown.row)

    def show_counts(self) -> None:
        """Write the place filter with its counts."""
        self.query_one(CountryFilter).show(self.state.query, self.view.counts)
        self.services.ways.counted(self.state.query, self.view.counts)

    @property
    def counts(self) -> Mapping[str, tuple[int, int]]:
        """How many stories of each place are unread and there, while the other filters stay as they are."""
        return self.view.counts

    def show_status(self) -> None:
        """Write what is going on and the keys that matter now."""
        dot, narrow = f" {self.services.glyphs.dot} ", self.size.width < WIDE
        state = self.fetching
        if self.whole and not state:
            condition, now = self.services.engine.condition(), self.services.clock()
            state = idle_words(condition, now, dot, new=self.state.new, brief=narrow)
        if self.view.hidden:
            state = dot.join((words.hidden(self.view.hidden), *([state] if state else [])))
        if self.reading:
            names = ["back", "read_on", "star", "next_unread", "browser"]
        else:
            names = ["open", "search", "place_all", "read_all", "unread", "star", "down"]
            names = ["back", *names] if self.state.is_filtered else names
        self.status.show(state, hints(self.services.keys.of(*MAIN), *names, "help"))

    async def _preview(self, row: StoryRow | None) -> None:
        """Show a story in the pane as it stands, where the pane can be seen."""
        if row is None:
            self.telling = None
            self._show_pane(None)
        elif self.pane.display:
            telling = await self.services.reads.story(row.id)
            if self.story_list.row is not None and self.story_list.row.id == row.id:
                shown = self.pane.article
                stays = telling and shown and next((a for a in telling.story.articles if a.id == shown.id), None)
                self.telling = telling
                self._show_pane(telling, stays or None)
        else:
            self.telling = None

    def _show_pane(self, telling: Telling | None, article: Article | None = None) -> None:
        now, starred = self.services.clock(), bool(telling and telling.starred)
        story = telling.story if telling else None
        self.pane.appeared = telling.appeared if telling else {}
        self.pane.show(story, article, now=now, starred=starred, words=self.state.query.words)
        self.give_room()
        self.show_others(story, self.pane.article)

    def show_article(self, article: Article) -> None:
        """Show an article of the story in the pane."""
        self._show_pane(self.telling, article)

    async def show_again(self) -> None:
        """Show the story in the pane as it is marked now."""
        if self.telling:
            shown = self.pane.article
            self.telling = await self.services.reads.story(shown.id if shown else self.telling.story.id) or self.telling
            stays = next((a for a in self.telling.story.articles if shown and a.id == shown.id), None)
            self._show_pane(self.telling, stays)

    @on(StoryList.Highlighted)
    @guarded
    async def _follow_cursor(self, message: StoryList.Highlighted) -> None:
        row = self.story_list.row
        if message.by_hand and row:
            self.note_place()
        if not self.reading and (message.row is None or row is None or message.row.id == row.id):
            await self._preview(row)

    # Reading.

    def set_reading(self, reading: bool) -> None:
        """Give the keys to the pane or to the list."""
        self.reading = reading
        self.zoomed = self.zoomed and reading
        self.set_class(reading, "-reading")
        self.give_room()
        self.focus_part()
        self.show_status()

    def focus_part(self) -> None:
        """Give the keys to the part that they are for."""
        part: Widget = self.pane if self.reading else self.story_list
        self.set_focus(self.search_line.line if self.is_typing else part, scroll_visible=False)

    def on_descendant_blur(self) -> None:
        """Never leave the keys without a part: hiding one takes its focus late."""
        if self.focused is None and self.is_current:
            self.focus_part()

    async def open(self, row: StoryRow, article: Article | None = None) -> None:
        """Show a story in the pane, mark what is shown as read, and give the pane the keys.

        Of a story that was read before, its newest unread report is shown and that alone is marked.
        """
        telling = await self.services.reads.story(row.id)
        if telling is None:
            self.say(words.NO_STORY)
            return
        later = [a for a in telling.story.articles if a.id in telling.unread] if row.read else []
        shown = article or (max(later, key=lambda a: a.date) if later else telling.story.lead)
        self.telling = telling
        self.trail.clear()
        self.pane.remark = words.JOINED_SINCE if later and shown in later else ""
        self.want_whole(shown)
        self._show_pane(telling, shown)
        self.set_reading(True)
        ids = {shown.id} if row.read else set(telling.unread)
        if shown.id == self.state.remembered.article and self.state.remembered.scroll:
            self.call_after_refresh(self.pane.scroll_to, y=self.state.remembered.scroll, animate=False)
        await self.mark_read(row.id, read=True, ids=ids)

    async def show_told(self, telling: Telling, article: Article, *, came_by_link: bool = True) -> None:
        """Read an article of a story; Esc leads back to the one from which a link led here."""
        if came_by_link and self.reading and self.telling and self.pane.article:
            self.trail.append((self.telling, self.pane.article))
        self.telling, self.pane.remark = telling, ""
        self.want_whole(article)
        self._show_pane(telling, article)
        self.set_reading(True)
        await self.mark_read(telling.story.id, read=True, ids={article.id})

    async def action_back(self) -> None:
        """Go back one step: to the article from which a link led here, else as ever."""
        if self.trail and self.reading and not self.zoomed:
            await self.show_told(*self.trail.pop(), came_by_link=False)
        else:
            await super().action_back()

    async def action_open_story(self) -> None:
        """Read the story under the cursor."""
        if row := self.story_list.row:
            await self.open(row)

    async def action_read_on(self) -> None:
        """Open the story; in it go a page on, and at its end to the next unread story."""
        if not self.reading:
            await self.action_open_story()
        elif self.pane.at_end:
            await self.action_next_unread(1)
        else:
            self.pane.action_page(1)

    async def action_other_outlet(self, step: int) -> None:
        """Show the story as another outlet tells it; what is read so is marked."""
        if await self.subject() is None:
            return
        telling, shown = self.telling, self.pane.article
        if telling is None or shown is None or len(telling.story.articles) < 2:
            self.say(words.ONE_OUTLET)
            return
        ids = [article.id for article in telling.story.articles]
        chosen = telling.story.articles[(ids.index(shown.id) + step) % len(ids)]
        self.pane.remark = ""
        if self.reading:
            self.want_whole(chosen)
        self._show_pane(telling, chosen)
        if self.reading:
            await self.mark_read(telling.story.id, read=True, ids={chosen.id})

    @on(StoryList.Chosen)
    @guarded
    async def _open_clicked(self, message: StoryList.Chosen) -> None:
        await self.open(message.row)

    @on(StoryList.MarkClicked)
    @guarded
    async def _mark_clicked(self, message: StoryList.MarkClicked) -> None:
        await (self.star(message.row.id, None) if message.star else self.turn(message.row))

    async def action_to_list(self) -> None:
        """Leave the article."""
        await self.leave_article()

    async def leave_article(self) -> None:
        """Give the keys back to the list; the pane shows the story under its cursor."""
        self.trail.clear()
        self.set_reading(False)
        await self._preview(self.story_list.row)

    async def action_zoom(self) -> None:
        """Give the article the whole width, or put the list back beside it."""
        if not self.reading:
            await self.action_open_story()
        if self.reading:
            self.zoomed = not self.zoomed
            self.give_room()

    def action_measure(self, columns: int) -> None:
        """Make the lines of articles longer or shorter."""
        remembered = self.state.remembered
        remembered.measure = min(max(remembered.measure + columns, NARROWEST), WIDEST)
        self.pane.measure = remembered.measure
        self.say(words.measure(remembered.measure))

    def action_density(self) -> None:
        """Show one line a story, or three."""
        self.story_list.one_line = not self.story_list.one_line
        self.state.remembered.one_line = self.story_list.one_line
        self.give_room()

    async def action_story(self) -> None:
        """Show who tells the story, and who does not."""
        if await self.subject() and self.telling:
            await self.services.ways.story(self.telling)

    async def come_back(self) -> None:
        """Show what is there: the reader is back from another screen, or another library is shown."""
        await self.reload()
        if self.telling:
            await self.show_again()
        await self.show_rates()
        self.show_status()
