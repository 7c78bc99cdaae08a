"""The help: the keys that are live, from the table that makes them live."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from careader.tui.keys import RATES_KEYS, READER_KEYS, Key
from careader.tui.screens.panel import Panel


def help_panel(keys: tuple[Key, ...] = READER_KEYS) -> Panel:
    """Give the help of a screen with these keys as a panel."""
    return Panel("Keys", help_text(keys))


def rates_help_panel() -> Panel:
    """Give the help of the rates screen as a panel."""
    return Panel("Keys of the exchange rates", Content.assemble(*_lines(RATES_KEYS)))


def help_text(keys: tuple[Key, ...] = READER_KEYS) -> Content:
    """Write every key of a screen with what it does, group by group."""
    parts: list[tuple[str, str] | str] = []
    for group in dict.fromkeys(key.group for key in keys):
        parts += ["\n" if parts else "", (f"{group}\n", "bold")]
        parts += _lines(keys, group)
    if keys is READER_KEYS:
        parts += [
            "\n",
            ("Mouse\n", "bold"),
            (
                "  A click puts the cursor on a story, a second one opens it.\n"
                "  The left edge marks it as read or unread, the right edge\n"
                "  stars it. Places, rates and outlets can be clicked too."
            ),
        ]
    return Content.assemble(*parts)


def _lines(keys: Sequence[Key], group: str = "") -> list[tuple[str, str] | str]:
    """Write the keys of a group, or all, a line each."""
    width = max(len(key.shown) for key in keys) + 3
    parts: list[tuple[str, str] | str] = []
    for key in keys:
        if group in ("", key.group):
            parts += ["  ", (f"{key.shown:<{width}}", "$accent"), f"{key.title}\n"]
    return parts
