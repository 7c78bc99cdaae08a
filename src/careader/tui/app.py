"""The Textual app: it owns the newsroom, fetches in the background, and ends in order."""

from __future__ import annotations

import asyncio
import sqlite3
from functools import partial
from typing import ClassVar

from textual import work
from textual.app import App
from textual.color import Color

from careader.model import Failure, Outlet
from careader.newsroom import Newsroom
from careader.newsroom.events import Event, OutletDone
from careader.tui.format import ASCII, UNICODE, Signs
from careader.tui.messages import News
from careader.tui.palette import ReaderCommands
from careader.tui.screens.reader import ReaderScreen
from careader.tui.themes import DARK, LIGHT

SAMPLE_AFTER_SECONDS = 5.0
"""How long a first start waits for an outlet before it opens the sample edition."""


class CareaderApp(App[None], inherit_bindings=False):
    """The reader. `newsroom` is its user's own; `room` is what is shown: the sample edition while there is no news."""

    TITLE = "careader"
    CSS_PATH = "app.tcss"
    COMMANDS = {ReaderCommands}
    COMMAND_PALETTE_BINDING: ClassVar[str] = "ctrl+p"

    def __init__(self, newsroom: Newsroom, *, demo: bool = False, fetch: bool = True, signs: Signs = UNICODE) -> None:
        super().__init__()
        self.newsroom = newsroom
        self.room = newsroom
        self.is_demo = demo
        self.signs = signs
        self.inverted = newsroom.settings.rates_inverted
        self._fetch = fetch and not demo
        self._reached = False
        self._asked_to_leave = False
        self._event_loop: asyncio.AbstractEventLoop | None = None
        self.main = ReaderScreen()

    def get_css_variables(self) -> dict[str, str]:
        """Add $quiet, for what is read second, to the colours of whatever theme is on."""
        variables = super().get_css_variables()
        ground = Color.parse(variables["background"])
        words = Color.parse(variables["foreground"])
        return {**variables, "quiet": ground.blend(words, 0.62).hex, "faint": ground.blend(words, 0.18).hex}

    @property
    def is_sample(self) -> bool:
        """Whether what is shown is the sample edition."""
        return self.is_demo or self.room is not self.newsroom

    def on_mount(self) -> None:
        """Show the main screen, and fetch once it has been painted."""
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        wanted = self.newsroom.settings.theme
        self.theme = wanted if wanted in self.available_themes else DARK.name
        self._event_loop = asyncio.get_running_loop()
        self.push_screen(self.main)
        if self._fetch:
            self.call_after_refresh(self.fetch_news)
            settings = self.newsroom.settings
            self.set_interval(settings.refresh_minutes * 60, partial(self.fetch_news, rates=False))
            if settings.rates_enabled:
                minutes = min(settings.rate_minutes, settings.refresh_minutes)
                self.set_interval(minutes * 60, partial(self.fetch_rates, only_due=True))
            if not self.main.stories:
                self.set_timer(SAMPLE_AFTER_SECONDS, self._open_sample)

    async def on_unmount(self) -> None:
        """Let go of the sample edition."""
        if self.room is not self.newsroom:
            self.room.close()
            self.room = self.newsroom

    def fetch_news(self, *, rates: bool = True) -> None:
        """Fetch in the background, unless that is under way; `rates` says whether the banks are asked too."""
        if self.is_demo:
            self.main.status.say("The sample edition fetches nothing. Start careader without --demo for the news.")
        elif self._is_running("refresh"):
            self.main.status.say("The news is being fetched already.")
        else:
            self.main.show_fetching("Fetching the news")
            self._refresh_news(rates)

    def fetch_rates(self, *, only_due: bool = False) -> bool:
        """Ask the banks in the background, or only for what is due; False where that is under way already."""
        if self.is_demo or self._is_running("refresh") or self._is_running("rates"):
            return False
        self._refresh_rates(only_due)
        return True

    def invert_rates(self) -> None:
        """Show prices of the dollar instead of prices in dollars, or the other way round."""
        self.inverted = not self.inverted
        self.main.show_rates()

    def troubles(self) -> list[tuple[Outlet, Failure]]:
        """Give the enabled outlets that failed when last asked, each with what failed."""
        fetches = self.newsroom.log.outlets
        return [
            (outlet, failure)
            for outlet in self.newsroom.outlets()
            if outlet.enabled and outlet.id in fetches and (failure := fetches[outlet.id].failure)
        ]

    @work(group="refresh", exclusive=True)
    async def _refresh_news(self, rates: bool) -> None:
        reached = True
        try:
            reached = (await self.newsroom.refresh(self._report, rates=rates)).reached
        except* (OSError, sqlite3.Error) as errors:
            self.main.show_fetching("")
            self.main.status.say(f"The news could not be kept: {errors.exceptions[0]}.")
        if rates and not reached:
            self._open_sample()

    @work(group="rates", exclusive=True)
    async def _refresh_rates(self, only_due: bool) -> None:
        await self.newsroom.refresh_rates(self._report, only_due=only_due)

    def _is_running(self, group: str) -> bool:
        return any(worker.group == group and worker.is_running for worker in self.workers)

    def _report(self, event: Event) -> None:
        if isinstance(event, OutletDone):
            self._reached = self._reached or event.failure is None
            if event.done == event.total:
                self._open_sample()
        if self._reached and self.room is not self.newsroom:
            self._close_sample()
        self.main.post_message(News(event))
        if self.screen is not self.main:
            self.screen.post_message(News(event))

    def _open_sample(self) -> None:
        """Show the sample edition where there is nothing else to show."""
        from careader.newsroom.sampling import SampleNewsroom

        if self._reached or self.is_sample or self.main.stories:
            return
        self.room = SampleNewsroom(self.newsroom.settings, now=self.newsroom.now)
        self._room_changed()

    def _close_sample(self) -> None:
        """Go back to the reader's own newsroom: there is real news."""
        sample, self.room = self.room, self.newsroom
        sample.close()
        self._room_changed()

    def _room_changed(self) -> None:
        self.main.take(self.room.stories())
        self.main.show_rates()
        self.main.show_status()

    def leave(self) -> None:
        """End, asked from any thread; nothing happens before the screen has begun."""
        if self._event_loop is not None:
            self._event_loop.call_soon_threadsafe(self.exit)

    async def action_quit(self) -> None:
        """Leave with all on the disk; where that cannot be, say so, and leave when it is asked for again."""
        room = self.newsroom
        if room.unsaved:
            await asyncio.to_thread(lambda: (room.marks.flush(), room.decisions.flush()))
            if (lost := room.unsaved) and not self._asked_to_leave:
                self._asked_to_leave = True
                self.notify(
                    f"{next(iter(room.problems), '')}. It is tried again. Leave once more to give up {lost}.",
                    title="Not everything is saved",
                    severity="warning",
                    markup=False,
                )
                return
        self.exit()


def make_app(newsroom: Newsroom, *, demo: bool = False, fetch: bool = True) -> CareaderApp:
    """Make the app for a newsroom; `fetch` False keeps it off the network."""
    return CareaderApp(newsroom, demo=demo, fetch=fetch, signs=ASCII if newsroom.settings.ascii else UNICODE)
