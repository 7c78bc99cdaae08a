"""The help: the keys that are live, from the table that makes them live."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.content import Content

from careader.tui.commands import Command
from careader.words import actions
from careader.words import screen as words
from careader.words import title as title_of


def keys_shown(command: Command, *, plain: bool = False) -> str:
    """Return the keys of a command as a person calls them; `plain` has words for arrows."""
    return "".join(actions.ARROWS.get(sign, sign) for sign in command.shown) if plain else command.shown


def help_text(commands: Sequence[Command], *, mouse: bool = False, plain: bool = False) -> Content:
    """Write every key of a screen with what it does, group by group; a row of keys that do alike is one line."""
    shown = [replace(command, shown=keys_shown(command, plain=plain)) for command in commands if command.keys]
    width = max(len(key) for key, _, _ in rows(shown)) + 3
    parts: list[tuple[str, str] | str] = []
    for group in dict.fromkeys(command.group for command in shown):
        parts += ["\n" if parts else "", (f"{title_of(group)}\n", "bold")]
        for key, title, _ in rows([command for command in shown if command.group == group]):
            parts += ["  ", (f"{key:<{width}}", "$accent"), f"{title_of(title)}\n"]
    if mouse:
        parts += ["\n", (f"{words.MOUSE}\n", "bold"), words.MOUSE_HELP]
    return Content.assemble(*parts)


def rows(commands: Sequence[Command]) -> list[tuple[str, str, str]]:
    """Return keys, title and name of each command that has keys; what list and article have in common is said once."""
    return list(dict.fromkeys((command.shown, command.title, command.name) for command in commands if command.keys))
