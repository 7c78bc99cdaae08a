"""A line that is typed: a search, an amount, an address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from textual import events
from textual.suggester import Suggester
from textual.widgets import Input


class Completer(Suggester):
    """Offers the first of what a function makes of the line."""

    def __init__(self, complete: Callable[[str], Sequence[str]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """Return what the line may become."""
        return next(iter(self._complete(value)), None)


class LineInput(Input):
    """An input line for those who type ahead, on a slow line say: what comes after Enter is not for it.

    `typed` is awaited with each change, and `done` when Enter keeps the line (True) or Esc gives it up (False): a
    message would be overtaken by the next key. Tab takes what is offered.
    """

    def __init__(
        self,
        *,
        typed: Callable[[str], Awaitable[None]] | None = None,
        done: Callable[[bool], Awaitable[None]],
        complete: Callable[[str], Sequence[str]] | None = None,
        value: str = "",
        placeholder: str = "",
        id: str | None = None,
    ) -> None:
        super().__init__(
            value,
            placeholder=placeholder,
            compact=True,
            suggester=Completer(complete) if complete else None,
            select_on_focus=False,
            id=id,
        )
        self._typed = typed
        self._done = done

    @property
    def is_in_use(self) -> bool:
        """Whether the keys are for this line."""
        return self.screen.focused is self

    async def _on_key(self, event: events.Key) -> None:
        before = self.value
        if not self.is_in_use:
            event.stop()
            event.prevent_default()
            self.app.simulate_key(event.key)
            return
        if event.key == "tab":
            event.stop()
            event.prevent_default()
            if self._suggestion:
                self.value = self._suggestion
                self.cursor_position = len(self.value)
        elif event.key in ("enter", "escape"):
            event.stop()
            event.prevent_default()
            await self._done(event.key == "enter")
            return
        else:
            await super()._on_key(event)
        if self._typed and self.value != before:
            await self._typed(self.value)

    async def on_input_changed(self, event: Input.Changed) -> None:
        """Take notice of what was pasted, or cut away by a key of its own."""
        event.stop()
        if self.is_in_use and self._typed:
            await self._typed(self.value)
