"""Which outlets could not be reached, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from careader import words
from careader.tui.screens.panel import Panel

if TYPE_CHECKING:
    from careader.tui.app import CareaderApp


def troubles_panel(app: CareaderApp) -> Panel:
    """Give the outlets that failed at the last refresh as a panel, and what was wrong with careader's own files."""
    troubles = app.troubles()
    parts: list[tuple[str, str] | str] = [f"{problem}\n\n" for problem in app.newsroom.problems]
    width = max((len(outlet.name) for outlet, _ in troubles), default=0)
    for outlet, failure in troubles:
        parts += [f"{outlet.name:<{width}}  ", f"{words.reason(failure)}\n", (f"{outlet.url}\n", "$quiet")]
    if troubles:
        parts.append("\nr asks again. careader outlets disable ID switches one off.")
    else:
        parts.append("Every outlet that was asked has answered." if app.newsroom.log.refreshed_at else "Not asked yet.")
    return Panel("Outlets out of reach", Content.assemble(*parts))
