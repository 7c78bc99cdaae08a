"""The main screen: what it hears of its parts and of the refresh."""

from __future__ import annotations

import asyncio

from textual import on, work

from careader.newsroom.events import ChangedElsewhere, OutletDone, RateDone, RefreshDone, StoriesChanged
from careader.tui.keys import READER_KEYS, bindings
from careader.tui.messages import News
from careader.tui.screens.filter_actions import FilterActions
from careader.tui.screens.rates_actions import RatesActions
from careader.tui.screens.reader_actions import ReaderActions
from careader.tui.screens.story_actions import StoryActions
from careader.tui.status_words import fetching_words
from careader.tui.widgets.country_filter import CountryFilter
from careader.tui.widgets.other_outlets import OtherOutlets
from careader.tui.widgets.rate_bar import RateBar
from careader.tui.widgets.story_list import StoryList


class ReaderScreen(ReaderActions, FilterActions, RatesActions, StoryActions, inherit_bindings=False):
    """The main screen of the reader."""

    BINDINGS = bindings(READER_KEYS)

    def on_mount(self) -> None:
        """Look for what has become of read stories once the list has been painted."""
        self.call_after_refresh(self.look_for_updates)

    @on(StoryList.Highlighted)
    def _follow_cursor(self, message: StoryList.Highlighted) -> None:
        if message.story != self.story_list.story:
            return
        shown, story = self.pane.article, message.story
        stays = bool(story and shown and any(article.id == shown.id for article in story.articles))
        self.preview(story, shown if stays else None)

    @on(StoryList.Chosen)
    def _open_clicked(self, message: StoryList.Chosen) -> None:
        self.open(message.story)

    @on(StoryList.MarkClicked)
    def _mark_clicked(self, message: StoryList.MarkClicked) -> None:
        if message.star:
            self.mark(message.story, starred=not message.story.starred)
        else:
            self.mark(message.story, read=not message.story.read)

    @on(CountryFilter.Toggled)
    def _place_clicked(self, message: CountryFilter.Toggled) -> None:
        if message.place:
            self.action_toggle_place(message.place)
        else:
            self.action_all_places()

    @on(RateBar.Clicked)
    def _rates_clicked(self) -> None:
        self.action_rates()

    @on(OtherOutlets.Chosen)
    def _other_clicked(self, message: OtherOutlets.Chosen) -> None:
        self.preview(self.story_list.story, message.article)

    @on(News)
    def _hear(self, message: News) -> None:
        event = message.event
        match event:
            case OutletDone():
                self.show_fetching(fetching_words(event, self.reader.signs))
            case RateDone():
                self.show_rates()
            case StoriesChanged():
                self.reload()
            case ChangedElsewhere():
                self.reload()
                self.show_rates()
                self.show_status()
            case RefreshDone():
                self.show_fetching("")

    @work(group="reload", exclusive=True, exit_on_error=False)
    async def reload(self) -> None:
        """Read the stories anew, off the event loop."""
        room = self.reader.room
        stories = await asyncio.to_thread(room.stories)
        if room is self.reader.room:
            self.take(stories)
            self.look_for_updates()

    @work(group="updates", exclusive=True, exit_on_error=False)
    async def look_for_updates(self) -> None:
        """Find out, off the event loop, which read stories are updated, and say so in the list."""
        room, joined = self.reader.room, [story for story in self.stories if story.new]
        if not joined or not await asyncio.to_thread(lambda: room.look_for_updates(joined)):
            return
        stories = await asyncio.to_thread(room.stories)
        if room is self.reader.room:
            self.take(stories)

    @work(group="settle", exit_on_error=False)
    async def settle(self) -> None:
        """Group anew what a decision changes, off the event loop, and show what has moved."""
        room = self.reader.room
        if await self.reader.write(room.regroup) and room is self.reader.room:
            self.reload()
