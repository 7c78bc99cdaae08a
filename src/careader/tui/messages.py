"""Messages that no single widget owns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:  # events come from the engine, which is loaded after the first paint
    from careader.newsroom.events import Event


class News(Message):
    """A refresh that runs in the background reports something."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event
