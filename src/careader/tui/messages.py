"""Messages that no single widget owns."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from careader.newsroom.events import Event


@dataclass
class News(Message):
    """A refresh that runs in the background reports something."""

    event: Event
