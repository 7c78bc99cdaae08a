"""The status line: one thing at a time in words on the left, the keys that matter on the right."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from careader.tui.format import UNICODE, Signs, fit


class StatusLine(Static, can_focus=False):
    """Shows a lasting state, or for a while a message in its place; and hints."""

    MESSAGE_SECONDS = 6.0

    def __init__(self, *, signs: Signs = UNICODE, id: str | None = None) -> None:
        super().__init__("", id=id)
        self._signs = signs
        self.state = ""
        self.message = ""
        self._hints: tuple[str, ...] = ()
        self._serial = 0

    def show(self, state: str | None = None, hints: tuple[str, ...] | None = None) -> None:
        """Set the lasting state or the hints, whichever is given."""
        if state is not None:
            self.state = state
        if hints is not None:
            self._hints = hints
        self._draw()

    def say(self, message: str) -> None:
        """Say something for a few seconds."""
        self.message = message
        self._serial += 1
        serial = self._serial
        self._draw()
        self.set_timer(self.MESSAGE_SECONDS, lambda: self._fall_silent(serial))

    def hush(self) -> None:
        """Say nothing more: what was said is no longer so."""
        self._fall_silent(self._serial)

    def on_resize(self) -> None:
        """Fit the line to the new width."""
        self._draw()

    def _fall_silent(self, serial: int) -> None:
        if serial == self._serial:
            self.message = ""
            self._draw()

    def _draw(self) -> None:
        width = self.size.width - 2
        text = self.message or self.state
        hints = list(self._hints)
        least = 0 if self.message else 1  # a message is read now, a hint at any time
        while len(hints) > least and len("   ".join(hints)) + 3 + Content(text).cell_length > width:
            hints.pop(-2 if len(hints) > 1 else -1)
        right = "   ".join(hints)
        text = fit(text, width - (len(right) + 3 if right else 0), self._signs.ellipsis)
        gap = " " * max(width - Content(text).cell_length - len(right), 1)
        self.update(Content.assemble(" ", (text, "bold" if self.message else ""), gap, (right, "$quiet")), layout=False)
