"""What every screen has: services and state, a status line to speak in, keys that rest while a line is typed."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from functools import wraps
from typing import ClassVar, ParamSpec

from textual.screen import Screen
from textual.widgets import Input

from careader.newsroom import failure_of
from careader.tui.commands import COMMANDS, Where
from careader.tui.services import Services
from careader.tui.state import ReaderState
from careader.tui.values import Undo
from careader.tui.widgets.status import StatusLine
from careader.words import say
from careader.words import screen as words

P = ParamSpec("P")
_log = logging.getLogger(__name__)

WHILE_TYPING = frozenset(command.action.split("(")[0] for command in COMMANDS if command.typing)
"""The actions of keys that hold while a line is typed; all others are letters then."""

_ACTIONS = frozenset(command.action.split("(")[0].removeprefix("screen.") for command in COMMANDS)


def rests(action: str, focused: object) -> bool:
    """Return whether a key's action rests since its key is a letter in the line that is typed."""
    return isinstance(focused, Input) and action in _ACTIONS and action not in WHILE_TYPING


def guarded(handler: Callable[P, Awaitable[None]]) -> Callable[P, Awaitable[None]]:
    """Make of a screen's handler one that says what could not be read, and goes on."""

    @wraps(handler)
    async def wrapper(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            await handler(*args, **kwargs)
        except (OSError, sqlite3.Error) as error:
            _log.exception("%s", handler.__name__)
            screen = args[0]
            if isinstance(screen, CareaderScreen):
                screen.say(say(failure_of(error, what="")))

    return wrapper


class CareaderScreen(Screen[None], inherit_bindings=False):
    """A screen that was handed what it needs. `parts` are those whose commands its help and the palette list."""

    parts: ClassVar[Sequence[Where]] = ()
    help_title: ClassVar[str] = ""

    def __init__(self, services: Services, state: ReaderState) -> None:
        super().__init__()
        self.services = services
        self.state = state
        self.status = StatusLine(signs=services.glyphs, id="status")

    def say(self, message: str) -> None:
        """Say something for a few seconds."""
        self.status.say(message)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave letters to the line that is typed."""
        return not rests(action, self.focused)

    async def did(self, undo: Undo | None, said: str = "") -> None:
        """Keep how a change is taken back, and say what it was."""
        self.state.remember(undo)
        if undo and said:
            self.say(words.and_z_undoes(said))

    async def action_undo(self) -> None:
        """Take the last change back."""
        if not self.state.undone:
            self.say(words.NOTHING_TO_UNDO)
            return
        undo = self.state.undone.pop()
        await undo.back()
        await self.refresh_after(undo)
        self.say(words.undone(undo.what))

    async def refresh_after(self, undo: Undo) -> None:
        """Show what is there after a change was taken back."""
