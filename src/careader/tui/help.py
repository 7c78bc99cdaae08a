"""The help: the keys that are live, from the table that makes them live."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from rich.cells import cell_len
from textual.content import Content

from careader.tui.commands import Command
from careader.tui.format import pad
from careader.words import actions
from careader.words import screen as words
from careader.words import title as title_of


def keys_shown(command: Command, *, plain: bool = False) -> str:
    """Return the keys of a command as a person calls them; `plain` has words for arrows."""
    return "".join(actions.ARROWS.get(sign, sign) for sign in command.shown) if plain else command.shown


@dataclass(frozen=True, slots=True)
class Help:
    """The keys of a screen, to be written for any width; `mouse` says what the mouse does too."""

    commands: Sequence[Command]
    mouse: bool = False
    plain: bool = False

    def written(self, width: int, wanted: str = "") -> Content:
        """Write each key with what it does, group by group, in as many columns as have room.

        With `wanted` only those are written whose keys, name or words have it.
        """
        groups = self._groups(wanted.strip().casefold())
        if not groups:
            return Content.styled(actions.no_key(wanted.strip()), "$quiet")
        columns = max((split for split in _splits(groups) if _width(split) <= width), key=len, default=[groups])
        blocks = [_block(column) for column in columns]
        lines = [
            Content("   ")
            .join([*(block[row] if row < len(block) else Content(" " * block[0].cell_length) for block in blocks)])
            .rstrip()
            for row in range(max(map(len, blocks)))
        ]
        if self.mouse and not wanted.strip():
            lines += [Content(""), Content.styled(words.MOUSE, "bold"), Content(words.MOUSE_HELP)]
        return Content("\n").join(lines)

    def _groups(self, wanted: str) -> list[Group]:
        shown = [replace(one, shown=keys_shown(one, plain=self.plain)) for one in self.commands if one.keys]
        groups = []
        for group in dict.fromkeys(command.group for command in shown):
            found = [(key, title_of(title), name) for key, title, name in rows([c for c in shown if c.group == group])]
            told = tuple((key, title) for key, title, name in found if wanted in f"{key} {title} {name}".casefold())
            if told:
                groups.append((title_of(group), told))
        return groups


Group = tuple[str, tuple[tuple[str, str], ...]]
"""A heading, and keys with what they do."""

_INDENT, _GAP, _MOST = 2, 2, 4
"""What stands before keys and behind them, and how many columns there are at most."""


def _splits(groups: Sequence[Group]) -> Iterator[list[Sequence[Group]]]:
    """Return for each number of columns the groups in their order, in columns as short as can be."""
    for count in range(1, min(_MOST, len(groups)) + 1):
        yield min(
            (
                [groups[start:end] for start, end in pairwise((0, *ends, len(groups)))]
                for ends in combinations(range(1, len(groups)), count - 1)
            ),
            key=lambda columns: max(sum(len(told) + 2 for _, told in column) for column in columns),
        )


def _width(columns: Sequence[Sequence[Group]]) -> int:
    return sum(_block(column)[0].cell_length for column in columns) + 3 * (len(columns) - 1)


def _block(groups: Sequence[Group]) -> list[Content]:
    """Write a column, each line of it as wide as the widest."""
    keys = max(cell_len(key) for _, told in groups for key, _ in told) + _GAP
    width = _INDENT + keys + max(cell_len(title) for _, told in groups for _, title in told)
    lines: list[Content] = []
    for number, (heading, told) in enumerate(groups):
        lines += [Content(" " * width)] if number else []
        lines.append(Content.styled(pad(heading, width), "bold"))
        lines += [
            Content.assemble(" " * _INDENT, (pad(key, keys), "$read-accent"), pad(title, width - _INDENT - keys))
            for key, title in told
        ]
    return lines


def rows(commands: Sequence[Command]) -> list[tuple[str, str, str]]:
    """Return keys, title and name of each command that has keys; what list and article have in common is said once."""
    return list(dict.fromkeys((command.shown, command.title, command.name) for command in commands if command.keys))
