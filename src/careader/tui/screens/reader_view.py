"""The parts of the main screen and what they show: currency bar, filters, list, pane, status line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.signal import Signal

from careader.model import Article, Story
from careader.newsroom import Query, count_places
from careader.tui.keys import FIRST, READER_KEYS
from careader.tui.status_words import idle_words
from careader.tui.widgets.country_filter import CountryFilter, empty_words
from careader.tui.widgets.other_outlets import OtherOutlets
from careader.tui.widgets.rate_bar import RateBar
from careader.tui.widgets.reading_pane import ReadingPane
from careader.tui.widgets.search_box import SearchBox
from careader.tui.widgets.status import StatusLine
from careader.tui.widgets.story_list import StoryList

if TYPE_CHECKING:
    from careader.tui.app import CareaderApp

TICK_SECONDS = 30.0
"""How often ages are written anew."""


class ReaderView(Screen[None], inherit_bindings=False):
    """Shows the stories of the app's newsroom under a query.

    `stories` is every listed story, `visible` those that pass the query, in order. `kept` holds the articles of stories
    that no longer pass because of a mark just made; they stay in sight until the query changes.
    """

    AUTO_FOCUS = "StoryList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (180, "-very-wide")]

    def __init__(self) -> None:
        super().__init__()
        self.query_now = Query()
        self.stories: Sequence[Story] = ()
        self.kept: set[str] = set()
        self.found: frozenset[str] | None = None
        self.reading = False
        self.fetching_words = ""
        self.stories_taken: Signal[Sequence[Story]] = Signal(self, "stories taken")

    @property
    def reader(self) -> CareaderApp:
        """The app, by its own type."""
        return cast("CareaderApp", self.app)

    def compose(self) -> ComposeResult:
        """Put the parts in their places."""
        app = self.reader
        now = app.room.now()
        yield RateBar(today=now.astimezone().date(), signs=app.signs, id="rates")
        yield CountryFilter(id="filter")
        with Horizontal(id="body"):
            yield StoryList(now=now, signs=app.signs, id="list")
            yield ReadingPane(signs=app.signs, id="pane")
            yield OtherOutlets(signs=app.signs, id="others")
        yield StatusLine(id="status")
        yield SearchBox(search=self.search_for, done=self.end_search, id="search")

    def on_mount(self) -> None:
        """Paint what is on the disk; the network comes later."""
        self.story_list.one_line = self.reader.newsroom.settings.one_line
        self.search_box.display = False
        self.query_now = Query(places=self.reader.newsroom.remembered_places())
        self.take(self.reader.room.stories())
        self.show_rates()
        self.show_status()
        self.set_interval(TICK_SECONDS, self._tick)

    @property
    def story_list(self) -> StoryList:
        """The list of stories."""
        return self.query_one(StoryList)

    @property
    def pane(self) -> ReadingPane:
        """The reading pane."""
        return self.query_one(ReadingPane)

    @property
    def status(self) -> StatusLine:
        """The status line."""
        return self.query_one(StatusLine)

    @property
    def search_box(self) -> SearchBox:
        """Where a search is typed."""
        return self.query_one(SearchBox)

    @property
    def article(self) -> Article | None:
        """The article that keys are about: the one shown of the story under the cursor."""
        story, shown = self.story_list.story, self.pane.article
        if story is None:
            return None
        return next((member for member in story.articles if shown and member.id == shown.id), story.lead)

    def take(self, stories: Sequence[Story]) -> None:
        """Show these stories, without moving the reader's place."""
        self.stories = stories
        self.apply()
        self.stories_taken.publish(stories)

    def apply(self) -> None:
        """Show the stories that pass the query."""
        query, found, kept = self.query_now, self.found, self.kept
        visible = [
            story
            for story in self.stories
            if query.matches(story, found) or (kept and any(article.id in kept for article in story.articles))
        ]
        now = self.reader.room.now()
        self.story_list.show(visible, now=now, empty=self._empty_words())
        self.show_counts()

    def show_counts(self) -> None:
        """Write the place filter with its counts."""
        self.query_one(CountryFilter).show(self.query_now, self.counts())

    def counts(self) -> Counter[str]:
        """Count the stories that each place would show while the other filters stay as they are."""
        return count_places(self.stories, self.query_now, self.found)

    def show_rates(self) -> None:
        """Write the currency bar."""
        app, room = self.reader, self.reader.room
        self.query_one(RateBar).show(
            room.rates(inverted=app.inverted),
            today=room.now().astimezone().date(),
            label="SAMPLE" if app.is_sample else "",
            currencies=room.settings.rate_currencies,
            inverted=app.inverted,
        )

    def show_status(self) -> None:
        """Write what is going on and the keys that matter now."""
        state = self.fetching_words or idle_words(self.reader)
        wanted = ("Space", "m ", "s ", "o ") if self.reading else ("Enter", "j k", "0-6", "/ ", "s ")
        hints = [key.hint for start in (*wanted, "? ") for key in READER_KEYS if key.hint.startswith(start)]
        if self.reading:
            hints = ["Esc list", *hints]
        elif self.query_now != Query():
            hints = ["Esc shows all", *hints]
        self.status.show(state, tuple(hints))

    def set_query(self, query: Query) -> None:
        """Show another selection; the stories that were kept in sight go. The places hold for the next start too."""
        if query.places != self.query_now.places:
            self.reader.newsroom.remember_places(query.places)
        self.query_now = query
        self.kept.clear()
        self.found = self.reader.room.find(query.search)
        self.set_reading(False)
        self.apply()

    def set_reading(self, reading: bool) -> None:
        """Give the keys to the pane or to the list."""
        self.reading = reading
        self.set_class(reading, "-reading")
        if not reading:
            self.remove_class("-zoom")
        self.call_later(self._focus_part)  # once the styles show it
        self.show_status()

    def open(self, story: Story) -> None:
        """Show a story in the pane, mark it as read, and give the pane the keys."""
        self.preview(story)
        self.mark(story, read=True)
        self.set_reading(True)

    def preview(self, story: Story | None, article: Article | None = None) -> None:
        """Show a story in the pane; which article of it, where another than the one that stands for it is meant."""
        room = self.reader.room
        whole = room.whole(story) if story else None
        if whole and article:
            article = next((member for member in whole.articles if member.id == article.id), None)
        self.pane.show(whole, article, now=room.now())
        self.query_one(OtherOutlets).show(whole, self.pane.article, now=room.now())

    def mark(self, story: Story, *, read: bool | None = None, starred: bool | None = None) -> None:
        """Mark a story and show it as marked where it stands."""
        room = self.reader.room
        if read is not None and (read != story.read or story.new):
            room.set_read(story.articles, read)
        if starred is not None and starred != story.starred:
            shown = self.pane.article
            chosen = next((a for a in story.articles if self.reading and shown and a.id == shown.id), story.lead)
            room.set_starred([chosen] if starred else story.articles, starred)
        self.show_marks(story)

    def show_marks_of(self, article: Article) -> None:
        """Show the story that an article is in as it is marked now."""
        told = (story for story in self.stories if any(member.id == article.id for member in story.articles))
        if story := next(told, None):
            self.show_marks(story)

    def show_marks(self, story: Story) -> None:
        """Show a story as it is marked now where it stands."""
        room = self.reader.room
        marked = room.marked(story)
        if marked == story:
            return
        self.kept.update(article.id for article in story.articles)
        self.stories = [room.marked(other) if other.id == story.id else other for other in self.stories]
        self.story_list.replace_story(marked)
        if self.pane.story and self.pane.story.id == story.id:
            whole = replace(self.pane.story, read=marked.read, starred=marked.starred)
            self.pane.show(whole, self.pane.article, now=room.now())
        self.show_counts()

    def _focus_part(self) -> None:
        part = self.search_box if self.search_box.display else self.pane if self.reading else self.story_list
        self.set_focus(part)

    def begin_search(self) -> None:
        """Take the keys for a search."""
        self.set_reading(False)
        self.status.display = False
        self.search_box.display = True
        self.search_box.value = self.query_now.search
        self.set_focus(self.search_box)  # at once: the next key is for it

    def search_for(self, text: str) -> None:
        """Show the stories that hold these words, and pass the filters."""
        self.query_now = replace(self.query_now, search=text)
        self.kept.clear()
        self.found = self.reader.room.find(text)
        self.apply()

    def end_search(self, keep: bool) -> None:
        """Put the search box away and go on in the list."""
        self.set_focus(None)
        self.search_box.display = False
        self.status.display = True
        if not keep:
            self.search_for("")
        self.set_reading(False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys that come first in the reader to the search box while it is in use."""
        return not (action in FIRST and self.focused is self.search_box)

    def show_fetching(self, words: str) -> None:
        """Say how far a refresh is; "" when it is over."""
        before, self.fetching_words = self.fetching_words, words
        self.show_status()
        if not before or not words:
            self.apply()

    def _empty_words(self) -> str:
        if self.stories:
            return empty_words(self.query_now)
        if self.fetching_words:
            return "Fetching the news. The first stories appear here in a moment."
        return "No stories yet. r fetches the news; careader import reads files that you have."

    def _tick(self) -> None:
        now = self.reader.room.now()
        self.story_list.now = now
        self.story_list.refresh()
        self.show_status()
