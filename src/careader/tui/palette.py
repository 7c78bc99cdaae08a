"""The command palette: the commands of the screen that is open, by short names with their keys, and the themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from rich.cells import cell_len
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from careader import words
from careader.tui.commands import Where
from careader.tui.help import keys_shown
from careader.tui.screen import CareaderScreen

_WIDTH, _MOST, _AROUND, _KEYS = 44, 76, 5, 14
"""The column of the keys; how wide the palette is at most, what of that is no text, and what keys have at least."""

_MOVES = frozenset({"down", "up", "page_down", "page_up", "top", "bottom", "half_down", "half_up"})


class ReaderCommands(Provider):
    """Offers what the open screen can do. It runs there, on the part that has the keys."""

    async def discover(self) -> Hits:
        """Offer everything before a word is typed."""
        for title, keys, command in self._commands():
            yield DiscoveryHit(self._line(Content(title), keys), command, text=title)

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        for title, keys, command in self._commands():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, self._line(matcher.highlight(title), keys), command, text=title)

    def _commands(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        screen = self.screen
        if isinstance(screen, CareaderScreen):
            parts = [part for part in screen.parts if part is not Where.ARTICLE or screen.focused is not None]
            named: set[str] = set()
            plain = screen.services.glyphs.rule.isascii()
            for command in screen.services.keys.of(*parts):
                if command.name != "palette" and command.name not in _MOVES and command.title not in named:
                    named.add(command.title)
                    yield (
                        words.title(command.title),
                        keys_shown(command, plain=plain),
                        partial(self._run, screen, command.action, command.where),
                    )
        for theme in sorted(self.app.available_themes):
            yield f"{words.actions.THEME}: {theme}", "", partial(setattr, self.app, "theme", theme)

    async def _run(self, screen: CareaderScreen, action: str, where: Where) -> None:
        """Run a command where its key would: on the part that has the keys, on the screen, or on the program."""
        if where is Where.ANYWHERE and not hasattr(screen, f"action_{action}"):
            await self.app.run_action(action)
        elif action.startswith("screen.") or hasattr(screen, f"action_{action.split('(')[0]}"):
            await screen.run_action(action.removeprefix("screen."))
        elif screen.focused is not None:
            await screen.focused.run_action(action)

    def _line(self, title: Content, keys: str) -> Content:
        """Write a name with its keys in a column at the right, as many of them as there is room for."""
        room = max(min(self.app.size.width * 9 // 10, _MOST) - _AROUND, 8)
        title = title.truncate(room, ellipsis=True)
        column = max(min(_WIDTH, room - _KEYS), title.cell_length + 2)
        shown, *others = keys.split("  ")
        for key in others:
            shown = f"{shown}  {key}" if column + cell_len(shown) + 2 + cell_len(key) <= room else shown
        if column + cell_len(shown) > room:
            return title
        return Content.assemble(title, " " * (column - title.cell_length), (shown, "$read-accent"))
