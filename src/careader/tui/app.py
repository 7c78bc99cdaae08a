"""The Textual app: it owns the newsroom, fetches in the background, and ends in order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar, TypeVar

from textual import on, work
from textual.app import App
from textual.color import Color
from textual.css.query import NoMatches
from textual.worker import Worker, WorkerState

from careader import words
from careader.model import Failure, Outlet
from careader.newsroom import Newsroom, failure_of
from careader.newsroom.events import ChangedElsewhere, Event, JobFailed, OutletDone, RefreshDone, Waiting
from careader.tui.background import LOOK_SECONDS, TICK_SECONDS, Background
from careader.tui.format import ASCII, UNICODE, Signs
from careader.tui.messages import News
from careader.tui.palette import ReaderCommands
from careader.tui.screens.reader import ReaderScreen
from careader.tui.themes import DARK, LIGHT

_log = logging.getLogger(__name__)
T = TypeVar("T")

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
        self.background = Background(newsroom, self._report, fetch=self._fetch)
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
        self.call_after_refresh(self._start_background)
        self.set_interval(TICK_SECONDS, self._tick)
        self.set_interval(LOOK_SECONDS, self._look_elsewhere)
        if self._fetch and not self.main.stories:
            self.set_timer(SAMPLE_AFTER_SECONDS, self._open_sample)

    async def on_unmount(self) -> None:
        """End what goes on in the background; the sample edition goes with its last reader."""
        await self.background.stop()
        self.room = self.newsroom

    def fetch_news(self, *, rates: bool = True) -> None:
        """Fetch in the background, unless that is under way; `rates` says whether the banks are asked too."""
        if self.is_demo:
            self.main.status.say("The sample edition fetches nothing. Start careader without --demo for the news.")
        elif self.background.is_busy("outlet"):
            self.main.status.say("The news is being fetched already.")
        else:
            self.main.show_fetching("Fetching the news")
            self.background.fetch_news(rates=rates)

    def fetch_rates(self) -> bool:
        """Ask the banks in the background; False where that is under way already."""
        return not self.is_demo and self.background.fetch_rates()

    async def write(self, work: Callable[[], T]) -> T:
        """Have something written off the event loop, as soon as no other program holds the library."""
        return await self.background.write(work)

    def invert_rates(self) -> None:
        """Show prices of the dollar instead of prices in dollars, or the other way round."""
        self.inverted = not self.inverted
        self.main.show_rates()

    def troubles(self) -> list[tuple[Outlet, Failure]]:
        """Give the enabled outlets that failed when last asked, each with what failed."""
        return self.background.troubles()

    @work(group="engine", exclusive=True, exit_on_error=False)
    async def _start_background(self) -> None:
        if self._fetch:
            self._show_fetching("Fetching the news")
        await self.background.start()
        if not self.background.is_busy("outlet"):
            self._show_fetching("")

    @work(group="elsewhere", exclusive=True, exit_on_error=False)
    async def _look_elsewhere(self) -> None:
        await self.background.look_elsewhere()

    def _tick(self) -> None:
        """Start what is due, and let what is shown of time follow the clock."""
        self.background.tick()
        with suppress(NoMatches):
            self.main.show_rates()
            self.main.show_status()

    @on(Worker.StateChanged)
    def _worker_failed(self, event: Worker.StateChanged) -> None:
        """Say what went wrong in a worker; it ends no screen."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and isinstance(error, Exception):
            _log.error("the worker %s", event.worker.name, exc_info=error)
            self._say(words.say(failure_of(error, what="")))

    def _say(self, sentence: str) -> None:
        """Say something in the status line, unless the screen is being taken down."""
        with suppress(NoMatches):
            self.main.status.say(sentence)

    def _show_fetching(self, state: str) -> None:
        with suppress(NoMatches):
            self.main.show_fetching(state)

    def _report(self, event: Event) -> None:
        match event:
            case OutletDone():
                self._reached = self._reached or event.failure is None
                if event.done == event.total:
                    self._open_sample()
            case RefreshDone() if not event.reached:
                self._open_sample()
            case JobFailed():
                self._say(words.say(event.failure))
            case Waiting():
                self._show_fetching("" if event.over else "Waiting for another program that writes to the library")
            case ChangedElsewhere():
                self._reached = self._reached or event.library
        if self._reached and self.room is not self.newsroom:
            self._close_sample()
        self.main.post_message(News(event))
        if self.screen is not self.main:
            self.screen.post_message(News(event))

    @work(group="sample", exclusive=True, exit_on_error=False)
    async def _open_sample(self) -> None:
        """Show the sample edition where there is nothing else to show; it is made off the event loop."""
        from careader.newsroom.sampling import SampleNewsroom

        if self._reached or self.is_sample or self.main.stories:
            return
        sample = await asyncio.to_thread(SampleNewsroom, self.newsroom.settings, now=self.newsroom.now)
        if self._reached or self.is_sample or self.main.stories:
            return
        self.room = sample
        self._room_changed()

    def _close_sample(self) -> None:
        """Go back to the reader's own newsroom: there is real news. The sample is closed when nobody reads it."""
        self.room = self.newsroom
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
