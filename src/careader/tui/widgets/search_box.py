"""Where a search is typed."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.widgets import Input


class SearchBox(Input):
    """An input line for those who type ahead, on a slow line say: what comes after Enter is for the list.

    `search` is called at once with each change, and `done` when Enter keeps the search (True) or Esc gives it up
    (False): a message would be overtaken by the next key.
    """

    def __init__(self, *, search: Callable[[str], None], done: Callable[[bool], None], id: str | None = None) -> None:
        super().__init__(placeholder="Search headlines and texts", compact=True, id=id)
        self._search = search
        self._done = done

    @property
    def is_in_use(self) -> bool:
        """Whether the keys are for this line."""
        return self.screen.focused is self

    def watch_value(self, value: str) -> None:
        """Search as it is typed."""
        if self.is_in_use:
            self._search(value.strip())

    async def _on_key(self, event: events.Key) -> None:
        if self.is_in_use and event.key not in ("enter", "escape"):
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        if self.is_in_use:
            self._done(event.key == "enter")
        else:
            self.app.simulate_key(event.key)
