"""The keys that hold: those of the table, or what the settings say in `[keys]`, and the Cyrillic ones beside them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from careader import words
from careader.tui.commands import COMMANDS, Command, Where
from careader.tui.keyboards import cyrillic_names, key_name, layout_of

CONTEXTS: tuple[tuple[Where, ...], ...] = (
    (Where.LIST, Where.MAIN, Where.ANYWHERE),
    (Where.ARTICLE, Where.MAIN, Where.ANYWHERE),
    (Where.TABLE, Where.STORY, Where.ANYWHERE),
    (Where.ARTICLE, Where.STORY, Where.ANYWHERE),
    (Where.VERSIONS, Where.ANYWHERE),
    (Where.RATES, Where.ANYWHERE),
    (Where.OUTLETS, Where.ANYWHERE),
    (Where.PICKER, Where.ANYWHERE),
    (Where.PANEL, Where.ANYWHERE),
)
"""Which parts listen at once: that with the focus, its screen, and the program."""

_NAMES = {"esc": "escape", "del": "delete", "pgdn": "pagedown", "pgup": "pageup", "return": "enter"}


@dataclass(frozen=True, slots=True)
class Clash:
    """A key that would start two commands."""

    key: str
    commands: tuple[str, str]


@dataclass(slots=True)
class Keymap:
    """The commands as they can be reached. `unknown` are names in the settings that no command has."""

    commands: tuple[Command, ...] = COMMANDS
    clashes: list[Clash] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    cyrillic: dict[str, list[str]] = field(default_factory=dict)

    def of(self, *parts: Where) -> tuple[Command, ...]:
        """Return the commands of these parts of the screen."""
        return tuple(command for command in self.commands if command.where in parts)

    def keys_of(self, command: Command) -> list[str]:
        """Return every key of a command, the Cyrillic ones too."""
        own = command.keys.split(",") if command.keys else []
        return [*own, *self.cyrillic.get(command.id, [])]

    def name_at(self, key: str) -> str:
        """Return the name of a command that a key starts, "" for none."""
        return next((command.name for command in self.commands if key in self.keys_of(command)), "")

    def changed(self) -> dict[str, str]:
        """Return, by the id of its binding, the keys of each command that has others than it is made with."""
        made = {command.id: DEFAULT.keys_of(command) for command in DEFAULT.commands}
        return {
            command.id: ",".join(keys)
            for command in self.commands
            if (keys := self.keys_of(command)) != made[command.id] and keys
        }


def keymap(keys: Mapping[str, str] | None = None, *, keyboard: str = "") -> Keymap:
    """Return what holds for the `[keys]` of the settings and a layout whose letters go before those of others."""
    keys = keys or {}
    made = Keymap(tuple(_with_keys(command, keys) for command in COMMANDS))
    made.unknown = [name for name in keys if not any(command.name == name for command in COMMANDS)]
    for context in CONTEXTS if keys else ():  # only a key that the settings change can clash
        for clash in _clashes([command for command in made.of(*context) if command.keys], keys):
            if clash not in made.clashes:
                made.clashes.append(clash)
    made.cyrillic = _cyrillic(made.commands, keyboard)
    return made


def _cyrillic(commands: Sequence[Command], keyboard: str) -> dict[str, list[str]]:
    """Give each command the Cyrillic letters of its keys, each letter to one command of those that listen at once.

    Keys that are bound already stay what they are.
    """
    taken = {
        context: {key for command in commands if command.where in context for key in command.keys.split(",")}
        for context in CONTEXTS
    }
    found: dict[str, list[str]] = {}
    for layout in cyrillic_names(keyboard):
        for command in commands:
            listening = [taken[context] for context in CONTEXTS if command.where in context]
            for key in command.keys.split(","):
                letter = layout.get(key)
                if letter and not any(letter in letters for letters in listening):
                    found.setdefault(command.id, []).append(letter)
                    for letters in listening:
                        letters.add(letter)
    return found


def _clashes(live: list[Command], changed: Mapping[str, str]) -> Iterable[Clash]:
    for number, one in enumerate(live):
        for other in live[number + 1 :]:
            if one.name not in changed and other.name not in changed:
                continue
            for key in sorted(set(one.keys.split(",")) & set(other.keys.split(","))):
                yield Clash(key, (one.name, other.name))


def _with_keys(command: Command, keys: Mapping[str, str]) -> Command:
    given = keys.get(command.name)
    if given is None:
        return command
    written = given.split()
    shown = "  ".join(f"^{key[5:].upper()}" if key.lower().startswith("ctrl+") else key for key in written)
    hint = f"{shown.split()[0]} {command.hint.split(' ', 1)[-1]}" if command.hint and written else ""
    return replace(command, keys=",".join(map(name_of, written)), shown=shown, hint=hint)


def name_of(key: str) -> str:
    """Return Textual's name of a key that a person wrote: `^F`, `ctrl+f`, `F5`, `Space`, `/`, `ж`."""
    if len(key) == 1:
        return key_name(key)
    if key.startswith("^") and len(key) == 2:
        return f"ctrl+{key[1].lower()}"
    return _NAMES.get(key.lower(), key.lower())


def keyboard_here() -> str:
    """Return the layout that the environment's locale speaks for, "" for none."""
    return layout_of(os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or "")


DEFAULT = keymap()
"""The keys as they are made."""


def hints(commands: Iterable[Command], *names: str) -> tuple[str, ...]:
    """Return the hints of the commands of these names, in this order."""
    by_name = {command.name: words.title(command.hint) for command in commands if command.hint}
    return tuple(by_name[name] for name in names if name in by_name)
