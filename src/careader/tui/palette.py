"""The command palette: every key by name, from the same table, and what has only a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from careader.tui.keys import NAMED_ONLY, READER_KEYS, STORY_KEYS, Key

if TYPE_CHECKING:
    from careader.tui.app import CareaderApp


class ReaderCommands(Provider):
    """Offers what the keys do, and the themes."""

    async def discover(self) -> Hits:
        """Offer everything before a word is typed."""
        for title, help_text, command in self._commands():
            yield DiscoveryHit(title, command, help=help_text)

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        for title, help_text, command in self._commands():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), command, help=help_text)

    def _commands(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        app = cast("CareaderApp", self.app)
        for key in STORY_KEYS if self._in_story() else (*READER_KEYS, *NAMED_ONLY):
            if key.action != "app.command_palette":
                yield key.title, key.shown, partial(self._run, key)
        for theme in app.available_themes:
            yield f"Theme: {theme}", "", partial(setattr, app, "theme", theme)

    async def _run(self, key: Key) -> None:
        app = cast("CareaderApp", self.app)
        screen = self.screen if self._in_story() else app.main
        await screen.run_action(key.action)

    def _in_story(self) -> bool:
        from careader.tui.screens.story import StoryScreen

        return isinstance(self.screen, StoryScreen)
