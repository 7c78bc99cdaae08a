"""The help: the keys that are live, from the table that makes them live."""

from __future__ import annotations

from textual.content import Content

from careader.tui.keys import READER_KEYS, Key
from careader.tui.screens.panel import Panel


def help_panel(keys: tuple[Key, ...] = READER_KEYS) -> Panel:
    """Give the help of a screen with these keys as a panel."""
    return Panel("Keys", help_text(keys))


def help_text(keys: tuple[Key, ...] = READER_KEYS) -> Content:
    """Write every key of a screen with what it does, group by group."""
    width = max(len(key.shown) for key in keys) + 3
    parts: list[tuple[str, str] | str] = []
    for group in dict.fromkeys(key.group for key in keys):
        parts += ["\n" if parts else "", (f"{group}\n", "bold")]
        for key in keys:
            if key.group == group:
                parts += ["  ", (f"{key.shown:<{width}}", "$accent"), f"{key.title}\n"]
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
