"""The help: the keys that are live, from the table that makes them live."""

from __future__ import annotations

from textual.content import Content

from careader.tui.keys import GROUPS, READER_KEYS
from careader.tui.screens.panel import Panel


def help_panel() -> Panel:
    """Give the help as a panel."""
    return Panel("Keys", help_text())


def help_text() -> Content:
    """Write every key of the reader with what it does, group by group."""
    width = max(len(key.shown) for key in READER_KEYS) + 3
    parts: list[tuple[str, str] | str] = []
    for group in GROUPS:
        parts += ["\n" if parts else "", (f"{group}\n", "bold")]
        for key in READER_KEYS:
            if key.group == group:
                parts += ["  ", (f"{key.shown:<{width}}", "$accent"), f"{key.title}\n"]
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
