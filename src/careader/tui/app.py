"""The Textual app: it owns the newsroom and what goes on behind it, and hands the screens what they need."""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on, work
from textual.app import App
from textual.binding import Binding
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.widgets import OptionList
from textual.worker import Worker, WorkerState

from careader import words
from careader.model import Article, Outlet
from careader.net.threads import use_free_threads
from careader.newsroom import Newsroom, failure_of
from careader.newsroom.query import Query
from careader.tui.article_actions import ArticleActions
from careader.tui.background import LOOK_SECONDS, TICK_SECONDS, Background
from careader.tui.bindings import bindings
from careader.tui.commands import MAIN, Where
from careader.tui.format import ASCII, UNICODE, Signs
from careader.tui.keymap import Clash, keyboard_here, keymap, name_of
from careader.tui.library import LibraryReads, LibraryWrites
from careader.tui.links import has_links
from careader.tui.messages import News
from careader.tui.screen import rests
from careader.tui.screens.reader import ReaderScreen
from careader.tui.services import Services
from careader.tui.state import ReaderState, Remembered
from careader.tui.themes import DARK, begin_with, legible
from careader.tui.values import Condition, Mute, SavedView
from careader.tui.ways import ScreenWays
from careader.tui.widgets.plain_scrollbar import PlainScrollBar
from careader.words import screen as said

if TYPE_CHECKING:  # it fetches and parses, and is loaded when it is asked for
    from careader.newsroom.discovering import Found
    from careader.newsroom.events import Event
    from careader.tui.palette import ReaderCommands

_log = logging.getLogger(__name__)
T = TypeVar("T")

_FLUSHES = 3
SAMPLE_AFTER_SECONDS = 5.0
"""How long a first start waits for an outlet before it opens the sample edition."""


def _palette() -> type[ReaderCommands]:
    """Load what the palette asks for its commands, when it is opened."""
    from careader.tui.palette import ReaderCommands

    return ReaderCommands


class CareaderApp(App[None], inherit_bindings=False):
    """The reader. `newsroom` is its user's own; `room` is what is shown: the sample edition while there is no news."""

    TITLE = "careader"
    CSS_PATH = "app.tcss"
    COMMANDS = {_palette}
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING: ClassVar[str] = "ctrl+p"
    BINDINGS = bindings(Where.ANYWHERE)

    def __init__(self, newsroom: Newsroom, *, demo: bool = False, fetch: bool = True, signs: Signs = UNICODE) -> None:
        super().__init__()
        self.painted: Callable[[], None] = lambda: None  # called after the first paint
        settings = newsroom.settings
        self.newsroom = newsroom
        self.room = newsroom
        self.is_demo = demo
        self.signs = signs
        words.use_plain_signs(signs is ASCII)
        ScrollBar.renderer = PlainScrollBar if signs is ASCII else ScrollBarRender
        self._fetch = fetch and not demo
        self._reached = False
        self._asked_to_leave = False
        self._event_loop: asyncio.AbstractEventLoop | None = None
        self.background = Background(newsroom, self._report, fetch=self._fetch)
        self._ways = ScreenWays(self)
        remembered = Remembered.read({} if demo else newsroom.chosen)
        self.state = ReaderState(remembered, last_visit=remembered.left_at)
        self.state.inverted = settings.rates_inverted if remembered.inverted is None else remembered.inverted
        self.state.script = settings.script
        self.state.begin()
        begin_with(self, remembered.theme or settings.theme)
        keys = keymap(settings.keys, keyboard=settings.keyboard or keyboard_here())
        self.services = Services(
            reads=self._reads_of(newsroom),
            writes=LibraryWrites(newsroom, self.background.write, failed=self._not_kept),
            engine=self,
            ways=self._ways,
            clock=newsroom.now,
            glyphs=signs,
            keys=keys,
            tells_addresses=has_links(os.environ),
            currencies=settings.rate_names,
            asks_banks=settings.rates_enabled,
            views=tuple(SavedView(view.name, view.query, view.key) for view in settings.views),
        )
        self._bind_own()
        if changed := keys.changed():
            self.set_keymap(changed)
        one_line = settings.one_line if remembered.one_line is None else remembered.one_line
        self.main = ReaderScreen(self.services, self.state, one_line=one_line)
        self._ways.begin(self.main)

    def _bind_own(self) -> None:
        """Bind the keys of the views and commands that the settings name."""
        taken = {key for command in self.services.keys.of(*MAIN) for key in self.services.keys.keys_of(command)}
        own = [(view.key, f"ask_view({number})", view.name) for number, view in enumerate(self.services.views)]
        own += [
            (entry.key, f"run_own({number})", entry.run) for number, entry in enumerate(self.newsroom.settings.commands)
        ]
        for key, action, name in own:
            if key and name_of(key) in taken:
                self.services.keys.clashes.append(Clash(key, (name, self.services.keys.name_at(name_of(key)))))
            elif key:
                taken.add(name_of(key))
                self.bind(name_of(key), action, description=name, show=False)

    async def action_ask_view(self, number: int) -> None:
        """Show a view of the settings."""
        if self.screen is self.main:
            await self.main.ask_view(self.services.views[number].query)

    async def action_run_own(self, number: int) -> None:
        """Run a command of the settings on the article."""
        if isinstance(screen := self.screen, ArticleActions) and (subject := await screen.subject()):
            await screen.run_command(self.newsroom.settings.commands[number].run, subject[1])

    def get_css_variables(self) -> dict[str, str]:
        """Add the colours that are worked out from those of whatever theme is on."""
        variables = super().get_css_variables()
        return {**variables, **legible(variables)}

    @property
    def is_sample(self) -> bool:
        """Whether what is shown is the sample edition."""
        return self.is_demo or self.room is not self.newsroom

    def on_mount(self) -> None:
        """Show the main screen, and fetch once it has been painted."""
        self.set_class(self.signs is ASCII, "-ascii")
        use_free_threads()
        self._event_loop = asyncio.get_running_loop()
        self.push_screen(self.main)
        self.call_after_refresh(self._start_background)
        self.set_interval(TICK_SECONDS, self._tick)
        self.set_interval(LOOK_SECONDS, self._look_elsewhere)
        if self._fetch:
            self.set_timer(SAMPLE_AFTER_SECONDS, self._open_sample)
        if clash := next(iter(self.services.keys.clashes), None):
            self.call_after_refresh(self.main.say, said.clash(clash.key, *clash.commands))
        elif unknown := next(iter(self.services.keys.unknown), None):
            self.call_after_refresh(self.main.say, said.unknown_command(unknown))

    async def on_unmount(self) -> None:
        """Keep what is remembered, and end what goes on in the background; the sample goes with its last reader."""
        self._keep()
        await self.background.stop()
        self.room = self.newsroom
        words.use_plain_signs(False)  # the screen's alone: what is printed after it says so by its own encoding

    def _keep(self) -> None:
        remembered = self.state.remembered
        remembered.left_at = self.newsroom.now()
        remembered.theme = self.theme if self.theme != (self.newsroom.settings.theme or DARK.name) else ""
        if self.main.reading and (article := self.main.pane.article):
            remembered.article, remembered.scroll = article.id, round(self.main.pane.scroll_offset.y)
        if self.state.anchor:
            remembered.story = self.state.anchor.article
        if not self.is_sample:
            self.newsroom.chosen = remembered.values()

    # What the screens are handed: the engine.

    def fetch_news(self) -> None:
        """Fetch in the background, unless that is under way."""
        if self.is_demo:
            self.main.say(said.DEMO_FETCHES_NOTHING)
        elif self.background.is_busy("outlet"):
            self.main.say(said.FETCHED_ALREADY)
        else:
            self.main.show_fetching(said.FETCHING_NEWS)
            self.background.fetch_news()

    def fetch_rates(self) -> bool:
        """Ask the banks in the background; False where that is under way already."""
        return not self.is_demo and self.background.fetch_rates()

    def fetch_outlet(self, outlet: Outlet) -> None:
        """Ask one outlet now."""
        if not self.is_demo:
            self.background.fetch_outlet(outlet)

    async def discover(self, address: str) -> Found:
        """Return what can be read at an address."""
        from careader.newsroom.clients import client_of
        from careader.newsroom.discovering import discover

        async with client_of(self.newsroom) as client:
            return await discover(client, address, self.newsroom.now())

    def fetch_page(self, article: Article, *, force: bool = False) -> bool:
        """Have the whole text of an article fetched in the background, where it can be and is wanted."""
        wanted = force or (self._fetch and self.newsroom.settings.full != "never")
        if self.is_sample or not wanted or not article.url:
            return False
        self.background.ask("page", article.id, force=force)
        return True

    def condition(self) -> Condition:
        """Return how the library is doing."""
        if self.is_demo:
            return Condition(demo=True, sample=True)
        outlets = self.newsroom.outlets()
        return Condition(
            sample=self.is_sample,
            refreshed_at=self.newsroom.log.refreshed_at,
            next_at=self.background.next_refresh(),
            unreachable=len(self.background.troubles()),
            enabled=sum(outlet.enabled for outlet in outlets),
            problems=self.newsroom.problems,
        )

    # What every screen can do.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave letters to the line that is typed."""
        return not rests(action, self.screen.focused if self.screen_stack else None)

    async def run_action(
        self,
        action: str | tuple[str, str, tuple[object, ...]],
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key does; a library that cannot be read just then is said, and the screen stays."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except (OSError, sqlite3.Error) as error:
            _log.exception("the key for %s", action)
            self.main.say(words.say(failure_of(error, what="")))
            return True
        except (KeyError, IndexError):  # Textual's own list looks for a page where it has no room for a line
            if isinstance(default_namespace, CommandPalette | OptionList):
                return True
            raise

    def handle_bindings_clash(self, clashed_bindings: set[Binding], node: DOMNode) -> None:
        """Say nothing: what clashes was said at the start."""

    async def action_help(self) -> None:
        """Show the keys of the screen that is open."""
        from careader.tui.panels import show_help

        await show_help(self, self.services.keys, plain=self.signs is ASCII)

    def action_command_palette(self) -> None:
        """Open the palette."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=said.COMMAND_BY_NAME, id="--command-palette"))

    async def action_show_log(self) -> None:
        """Show the end of the log."""
        from careader.tui.panels import show_log

        await show_log(self, self.newsroom.paths.log)

    def action_redraw(self) -> None:
        """Draw the screen anew, whatever another program has left on it."""
        self.refresh(layout=True)
        driver = self._driver
        if driver is not None:
            driver.write("\x1b[2J")
        self.screen.refresh(layout=True)

    def _tick(self) -> None:
        """Start what is due, and let what is shown of time follow the clock."""
        self.background.tick()
        self.run_worker(self.main.tick(), group="tick", exclusive=True, exit_on_error=False)

    @work(group="engine", exclusive=True, exit_on_error=False)
    async def _start_background(self) -> None:
        self.painted()
        if self._fetch:
            self.main.show_fetching(said.FETCHING_NEWS)
        await self.background.start()
        if not self.background.is_busy("outlet"):
            self.main.show_fetching("")

    @work(group="elsewhere", exit_on_error=False)
    async def _look_elsewhere(self) -> None:
        await self.background.look_elsewhere()

    @on(Worker.StateChanged)
    def _worker_failed(self, event: Worker.StateChanged) -> None:
        """Say what went wrong in a worker; it ends no screen."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and isinstance(error, Exception):
            _log.error("the worker %s", event.worker.name, exc_info=error)
            self.main.say(words.say(failure_of(error, what="")))

    def _report(self, event: Event) -> None:
        from careader.newsroom.events import ChangedElsewhere, JobFailed, OutletDone, RefreshDone, Waiting

        match event:
            case OutletDone():
                self._reached = self._reached or event.failure is None
                if event.done == event.total:
                    self._open_sample()
            case RefreshDone() if not event.reached:
                self._open_sample()
            case JobFailed():
                self.main.say(words.say(event.failure))
            case Waiting():
                self.main.show_fetching("" if event.over else said.WAITING)
            case ChangedElsewhere():
                self._reached = self._reached or event.library
        if self._reached and self.room is not self.newsroom:
            self._show_room(self.newsroom)
        self.main.post_message(News(event))
        if self.screen is not self.main:
            self.screen.post_message(News(event))

    @work(group="sample", exclusive=True, exit_on_error=False)
    async def _open_sample(self) -> None:
        """Show the sample edition where there is nothing else to show; it is made off the event loop."""
        from careader.newsroom.sampling import SampleNewsroom

        if await self._has_news():
            return
        sample = await asyncio.to_thread(SampleNewsroom, self.newsroom.settings, now=self.newsroom.now)
        if await self._has_news():
            return
        self._show_room(sample)

    async def _has_news(self) -> bool:
        """Say whether there is anything to show but the sample edition, or it is shown already."""
        if self._reached or self.is_sample:
            return True
        return bool(await asyncio.to_thread(self.newsroom.read, lambda: self.newsroom.reads.total(Query())))

    def _show_room(self, room: Newsroom) -> None:
        """Show another library. The sample is closed when nobody reads it."""
        self.room = room
        self.services.reads = self._reads_of(room)
        write = self.background.write if room is self.newsroom else asyncio.to_thread
        self.services.writes = LibraryWrites(room, write, own=self.newsroom, failed=self._not_kept)
        self.run_worker(self.main.come_back(), group="reload", exit_on_error=False)

    def _reads_of(self, room: Newsroom) -> LibraryReads:
        mutes = [Mute(mute.query, mute.until) for mute in self.newsroom.settings.mutes]
        return LibraryReads(room, mutes, own=self.newsroom)

    def _not_kept(self, error: BaseException) -> None:
        self.main.say(words.say(failure_of(error, what="")))

    def leave(self) -> None:
        """End, asked from any thread; nothing happens before the screen has begun."""
        if self._event_loop is not None:
            self._event_loop.call_soon_threadsafe(self.exit)

    async def action_quit(self) -> None:
        """Leave with all on the disk; where that cannot be, say so, and leave when it is asked for again."""
        room = self.newsroom
        for _ in range(_FLUSHES):  # what is marked while the marks are being written is written too
            if not room.unsaved:
                break
            await asyncio.to_thread(room.save)
        lost = room.unsaved
        why = (room.marks if lost and room.marks.unsaved else room.decisions).problem if lost else ""
        if why and not self._asked_to_leave:
            self._asked_to_leave = True
            self.notify(
                words.actions.leave_once_more(words.told(why), lost),
                title=words.actions.NOT_SAVED,
                severity="warning",
                markup=False,
            )
            return
        self.exit()


def make_app(newsroom: Newsroom, *, demo: bool = False, fetch: bool = True) -> CareaderApp:
    """Make the app for a newsroom; `fetch` False keeps it off the network."""
    return CareaderApp(newsroom, demo=demo, fetch=fetch, signs=ASCII if newsroom.settings.ascii else UNICODE)
