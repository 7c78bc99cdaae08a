"""The texts that any screen can open over itself: its keys, and the log. Loaded when one is asked for."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.app import App
from textual.content import Content

from careader.logs import tail
from careader.newsroom.folders import shortened
from careader.text.clean import clean
from careader.tui.commands import MAIN
from careader.tui.help import Help
from careader.tui.keymap import Keymap
from careader.tui.screen import CareaderScreen
from careader.tui.widgets.panel import Panel
from careader.words import screen as words


async def show_help(app: App[None], keys: Keymap, *, plain: bool) -> None:
    """Show the keys of the screen that is open."""
    screen = app.screen
    if isinstance(screen, Panel):
        await screen.action_help()
    elif isinstance(screen, CareaderScreen):
        shown = Help(keys.of(*screen.parts), mouse=screen.parts is MAIN, plain=plain)
        await app.push_screen(Panel(screen.help_title, shown))


async def show_log(app: App[None], path: Path) -> None:
    """Show the end of the log."""
    lines = [clean(line) for line in await asyncio.to_thread(tail, path)]
    text = "\n".join([shortened(str(path)), "", *(lines or [words.EMPTY_LOG])])
    if not isinstance(app.screen, Panel):
        await app.push_screen(Panel(words.LOG, Content(text)))
