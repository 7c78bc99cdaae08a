"""The ways from one screen to another: screens are made when they are asked for, and handed what they need."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

from textual.app import App

from careader.model import Article
from careader.newsroom.query import Query
from careader.tui.screens.reader import ReaderScreen
from careader.tui.values import Telling
from careader.words import screen as said

T = TypeVar("T")


class ScreenWays:
    """Opens screens over the main one, which is told when the reader is back."""

    main: ReaderScreen

    def __init__(self, app: App[None]) -> None:
        self._app = app

    def begin(self, main: ReaderScreen) -> None:
        """Start from a main screen."""
        self.main = main

    async def story(self, telling: Telling, *, instead: bool = False) -> None:
        """Show who tells a story and who does not; the screen is loaded when it is asked for."""
        from careader.tui.screens.story import StoryScreen

        if instead:
            await self._app.pop_screen()
        screen = StoryScreen(self.main.services, self.main.state, telling)
        await self._app.push_screen(screen, callback=lambda _: self._come_back())

    def _come_back(self) -> None:
        self._app.run_worker(self.main.come_back(), group="reload", exit_on_error=False)

    async def read(self, telling: Telling, article: Article) -> None:
        """Read an article in the main screen."""
        await self._to_main()
        await self.main.show_told(telling, article)

    async def versions(self, article: Article, others: Sequence[Article]) -> None:
        """Show two versions beside each other."""
        from careader.tui.screens.comparison import ComparisonScreen

        await self._app.push_screen(ComparisonScreen(self.main.services, self.main.state, article, others))

    async def rates(self) -> None:
        """Show the exchange rates; their screen and its chart are loaded when they are asked for."""
        from careader.tui.screens.rates import RatesScreen

        await self._app.push_screen(
            RatesScreen(self.main.services, self.main.state), callback=lambda _: self._come_back()
        )

    async def outlets(self) -> None:
        """Show the outlets."""
        from careader.tui.screens.outlets import OutletsScreen

        await self._app.push_screen(
            OutletsScreen(self.main.services, self.main.state), callback=lambda _: self._come_back()
        )

    async def places(
        self,
        query: Query,
        counts: Mapping[str, tuple[int, int]],
        choose: Callable[[frozenset[str]], Awaitable[Mapping[str, tuple[int, int]]]],
    ) -> None:
        """Let places be chosen."""
        from careader.tui.screens.place_picker import PlacePicker

        await self._app.push_screen(PlacePicker(query, counts, choose, signs=self.main.services.glyphs))

    def counted(self, query: Query, counts: Mapping[str, tuple[int, int]]) -> None:
        """Show the counts in the list of places where that is open."""
        if not self._app.screen_stack or self._app.screen is self.main:
            return
        from careader.tui.screens.place_picker import PlacePicker

        if isinstance(self._app.screen, PlacePicker):
            self._app.screen.show(query, counts)

    async def views(self, choose: Callable[[str], Awaitable[None]]) -> None:
        """Let a view be chosen."""
        views = self.main.services.views
        if not views:
            self.main.say(said.NO_VIEWS)
            return

        async def chosen(place: int) -> None:
            await choose(views[place].query)

        await self.choose(said.VIEWS, [(view.name, view.query) for view in views], chosen, said.CHOOSE_HINTS)

    async def choose(
        self,
        title: str,
        rows: Sequence[tuple[str, str]],
        done: Callable[[int], Awaitable[None]],
        hints: str,
    ) -> None:
        """Let one of some rows be chosen."""
        from careader.tui.screens.asking import AskRow

        await self._app.push_screen(AskRow(title, rows, hints), _then(done))

    async def confirm(self, title: str, text: str, hints: str, done: Callable[[], Awaitable[None]]) -> None:
        """Ask whether something is meant."""
        from careader.tui.screens.asking import AskYes

        async def answered(meant: bool) -> None:
            if meant:
                await done()

        await self._app.push_screen(AskYes(title, text, hints), _then(answered))

    async def ask(self, title: str, done: Callable[[str], Awaitable[None]], text: str = "") -> None:
        """Let a line be typed."""
        from careader.tui.screens.asking import AskLine

        await self._app.push_screen(AskLine(title, text), _then(done))

    async def in_list(self, action: str) -> None:
        """Go back to the list, and do something there."""
        await self._to_main()
        await self.main.run_action(action)

    async def _to_main(self) -> None:
        while self._app.screen is not self.main and len(self._app.screen_stack) > 1:
            await self._app.pop_screen()
        await self.main.come_back()


def _then(done: Callable[[T], Awaitable[None]]) -> Callable[[T | None], Awaitable[None]]:
    """Go on with what was answered, if anything was."""

    async def go_on(answer: T | None) -> None:
        if answer is not None:
            await done(answer)

    return go_on
