"""What the tests of the screen look at."""

from __future__ import annotations

from careader.newsroom import Newsroom
from careader.tui.app import CareaderApp, make_app
from careader.tui.screens.reader import ReaderScreen

WIDE = (120, 40)
NARROW = (80, 24)


def reader(newsroom: Newsroom) -> CareaderApp:
    """Make an app that stays off the network."""
    return make_app(newsroom, fetch=False)


def titles(screen: ReaderScreen) -> list[str]:
    """Give the headlines of the list."""
    return [row.title for row in screen.story_list.stories]


def current(screen: ReaderScreen) -> str:
    """Give the headline under the cursor."""
    row = screen.story_list.row
    return row.title if row else ""


def lines(app: CareaderApp) -> list[str]:
    """Give what is painted, line by line."""
    width, height = app.size
    return [
        "".join(segment.text for segment in strip).rstrip()
        for strip in app.screen._compositor.render_strips(app.size)[:height]
        if width
    ]
