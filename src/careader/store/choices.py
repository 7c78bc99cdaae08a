"""What a reader chose on the screen, kept for the next start in a small file that may be lost without harm."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from careader.store.atomic import read_regular, set_aside, write_atomically

_LARGEST = 2**20


class Choices:
    """A JSON object. It is read when it is first asked for and written by `save` where it changed.

    A file that cannot be read is as good as none; one that is no such object is kept under another name before it is
    written anew. `problem` says in a sentence that it could not be written, or what became of the one before.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._chosen: dict[str, Any] | None = None
        self._is_damaged = False
        self.problem = ""

    @property
    def values(self) -> Mapping[str, Any]:
        """What was chosen, as JSON has it; nobody has looked whether it makes sense."""
        return self._kept if self._chosen is None else self._chosen

    @values.setter
    def values(self, values: Mapping[str, Any]) -> None:
        self._chosen = dict(values)

    def save(self) -> None:
        """Write the choices if they are others than those in the file."""
        if self._chosen is None or self._chosen == self._kept:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            aside = set_aside(self._path, "unreadable") if self._is_damaged else None
            write_atomically(self._path, json.dumps(self._chosen) + "\n")
        except OSError as error:
            self.problem = f"What was chosen cannot be kept in {self._path} ({error.strerror})"
        else:
            self._kept, self.problem, self._is_damaged = self._chosen, "", False
            if aside:
                self.problem = f"{self._path} could not be read and was kept as {aside}"

    @cached_property
    def _kept(self) -> dict[str, Any]:
        """What the file holds."""
        try:
            choices = json.loads(read_regular(self._path, largest=_LARGEST)[0])
        except OSError:
            return {}
        except (ValueError, RecursionError):
            choices = None
        self._is_damaged = not isinstance(choices, dict)
        return choices if isinstance(choices, dict) else {}
