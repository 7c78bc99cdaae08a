"""Other files of one table: copies that a file service made of a conflict, and those of the reader's other machines.

Syncthing, Dropbox, Nextcloud and others keep both files where two machines changed one: `marks.sync-conflict-….json`,
`marks (… conflicted copy …).json`. They all have the name and the ending of the file, and a word for conflict between.
In a folder that machines share, each of them writes a file of its own and reads those of the others.
"""

from __future__ import annotations

import contextlib
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Generic, TypeVar

from careader.store.atomic import read_regular, real_path, write_atomically
from careader.store.tablefile import Contents, Kind, TableFile

__all__ = ["Copies", "machine_name"]

_CONFLICT = re.compile(r"conflict|конфликт|kollision|konflikt|conflit|conflicto|conflito|冲突|衝突", re.IGNORECASE)
_LARGEST = 256 * 2**20

R = TypeVar("R")


class Copies(Generic[R]):
    """The other files of the table in `path`, and where `shared` names a file in a shared folder, its neighbours there.

    `notices` says in sentences what was done with conflict copies and which files cannot be read.
    """

    def __init__(self, path: Path, kind: Kind[R], shared: Path | None) -> None:
        self.path = path
        self.shared = shared
        self._kind = kind
        self._files: dict[Path, TableFile[R]] = {}
        self._unreadable: dict[Path, str] = {}
        self._merged: list[str] = []
        self._trouble = ""
        self._is_shared = shared is None
        self.has_read = False
        """Whether there are conflict copies that were taken in and still have their names."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader should know of the copies, in sentences."""
        return tuple(said for said in (self._trouble, *self._merged, *self._unreadable.values()) if said)

    @property
    def waits(self) -> bool:
        """Whether what is on the disk here is not in the shared folder yet."""
        return not self._is_shared

    def changed(self) -> Iterator[Contents[R]]:
        """Yield what the copies hold that are new or were changed since they were last asked for."""
        conflicts = set(self._conflicts())
        there = conflicts | set(self._neighbours())
        for gone in self._files.keys() - there:
            del self._files[gone]
            self._unreadable.pop(gone, None)
        for path in sorted(there):
            file = self._files.setdefault(path, TableFile(path, self._kind))
            try:
                if file.is_current():
                    continue
                contents = file.read()
            except OSError as error:
                self._unreadable[path] = f"{path} cannot be read ({error.strerror}); it is a copy of {self.path.name}"
                continue
            self._unreadable.pop(path, None)
            self.has_read = self.has_read or (path in conflicts and not file.newer)
            if file.newer:
                self._unreadable[path] = f"{path} was written by a newer careader; it is read as far as it can be"
            elif file.damage and path not in conflicts:
                self._unreadable[path] = f"{path} is read as far as it can be, since {file.damage}"
            file.let_go()
            yield contents

    def put_aside(self, label: str) -> None:
        """Give the conflict copies that were taken in, and are as they were then, a name that says so."""
        if not self.has_read:
            return
        self.has_read = False
        for path in self._conflicts():
            file = self._files.get(path)
            with contextlib.suppress(OSError):
                if file is None or file.newer or not file.is_current():
                    continue
                kind = "unreadable" if file.damage else "merged"
                aside = path.with_name(f"{path.name}.{kind}-{label}")
                path.rename(aside)
                del self._files[path]
                self._merged.append(f"A conflict copy of {self.path.name} was taken in; it is kept as {aside}")

    def share(self, *, changed: bool) -> bool:
        """Write what the file holds into the shared folder where that has `changed` or could not be written yet.

        Returns whether it is there.
        """
        if self.shared is None or (self._is_shared and not changed):
            return True
        self._is_shared = False
        try:
            content, _ = read_regular(self.path, largest=_LARGEST)
            self.shared.parent.mkdir(parents=True, exist_ok=True)
            if not self.shared.exists() or read_regular(self.shared, largest=_LARGEST)[0] != content:
                write_atomically(self.shared, content)
        except FileNotFoundError:
            return True  # nothing was ever marked here
        except OSError as error:
            self._trouble = f"{self._kind.title} cannot be shared in {self.shared.parent} ({error.strerror})"
        else:
            self._is_shared, self._trouble = True, ""
        return self._is_shared

    def _conflicts(self) -> list[Path]:
        return [path for path in self._beside(real_path(self.path)) if _CONFLICT.search(path.name)]

    def _neighbours(self) -> list[Path]:
        if self.shared is None:
            return []
        stem = f"{self.path.stem}-"
        return [path for path in self._beside(self.shared) if path.name.startswith(stem) and path != self.shared]

    def _beside(self, file: Path) -> Iterator[Path]:
        """Yield the files beside one that have the name of the table and its ending."""
        with contextlib.suppress(OSError):
            for path in file.parent.iterdir():
                if path != file and path.suffix == self.path.suffix and path.name.startswith(self.path.stem):
                    yield path


def machine_name(folder: Path) -> str:
    """Return the name of this machine in shared folders, and keep it in a folder where it has none. Raises OSError."""
    path = folder / "machine"
    with contextlib.suppress(FileNotFoundError):
        name = read_regular(path, largest=200)[0].decode("utf-8", errors="replace").strip()
        if re.fullmatch(r"[a-z0-9-]{1,40}", name):
            return name
    host = re.sub(r"[^a-z0-9]+", "-", socket.gethostname().lower())[:20].strip("-")
    name = f"{host or 'machine'}-{os.urandom(3).hex()}"
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(path, f"{name}\n")
    return name
