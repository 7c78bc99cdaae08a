"""How folders are shown."""

from __future__ import annotations

from pathlib import Path


def shortened(text: str) -> str:
    """Return a text in which the home folder is `~`: its name is the reader's."""
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text
