"""The commands of a part of the screen as Textual's bindings."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from careader.tui.commands import Where
from careader.tui.keymap import DEFAULT


def bindings(*parts: Where) -> list[BindingType]:
    """Return the bindings of parts of the screen.

    Each is acted on before the next key is looked at, so that those who type ahead are understood.
    """
    return [
        Binding(",".join(keys), command.action, command.title, show=False, priority=True, id=command.id)
        for command in DEFAULT.of(*parts)
        if (keys := DEFAULT.keys_of(command))
    ]
