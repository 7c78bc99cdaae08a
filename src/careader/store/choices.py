"""What a reader chose on the screen, kept for the next start in a small file that may be lost without harm."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path

from careader.store.atomic import read_regular, write_atomically

_LARGEST = 2**20


class Choices:
    """The chosen places. The file is read when they are first asked for and written by `save` where they changed.

    A file that cannot be read is as good as none. `problem` says in a sentence that it could not be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._chosen: frozenset[str] | None = None
        self.problem = ""

    @property
    def places(self) -> frozenset[str]:
        """The codes of the chosen places; none is all."""
        return self._kept if self._chosen is None else self._chosen

    @places.setter
    def places(self, places: frozenset[str]) -> None:
        self._chosen = places

    def save(self) -> None:
        """Write the choices if they are others than those in the file."""
        if self._chosen is None or self._chosen == self._kept:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, json.dumps({"places": sorted(self._chosen)}) + "\n")
        except OSError as error:
            self.problem = f"The chosen countries cannot be kept in {self._path} ({error.strerror})"
        else:
            self._kept, self.problem = self._chosen, ""

    @cached_property
    def _kept(self) -> frozenset[str]:
        """What the file holds."""
        try:
            choices = json.loads(read_regular(self._path, largest=_LARGEST)[0])
        except (OSError, ValueError, RecursionError):
            return frozenset()
        places = choices.get("places") if isinstance(choices, dict) else None
        return (
            frozenset(place for place in places if isinstance(place, str)) if isinstance(places, list) else frozenset()
        )
