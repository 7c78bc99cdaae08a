"""The marks and decisions of other machines: files of theirs that are merged in, and a folder that is shared."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from careader.settings import Settings
from careader.store.copies import machine_name
from careader.store.decisions import DECISIONS
from careader.store.marks import MARKS
from careader.store.tablefile import TableFile

if TYPE_CHECKING:
    from careader.newsroom import Newsroom


@dataclass(frozen=True, slots=True)
class Merged:
    """What the file `name` brought: how many marks and decisions it changed here, and what is wrong with it."""

    name: str
    marks: int = 0
    decisions: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """The files of this machine in the shared folder, None where there is none, and why there is none."""

    marks: Path | None = None
    decisions: Path | None = None
    problem: str = ""


def shared_files(settings: Settings, data: Path) -> Shared:
    """Return where this machine keeps its marks and decisions for the others, as `[state] folder` says."""
    if not settings.state_folder:
        return Shared()
    folder = Path(settings.state_folder)
    try:
        name = machine_name(data)
    except OSError as error:
        return Shared(problem=f"Nothing is shared in {folder}, since {data} cannot be written ({error.strerror})")
    return Shared(folder / f"marks-{name}.json", folder / f"decisions-{name}.json")


def merge_files(newsroom: Newsroom, paths: Iterable[str]) -> list[Merged]:
    """Merge files of marks and decisions in, whole folders too; the later mark holds. The files stay as they are."""
    return [_merge(newsroom, path) for name in paths for path in _files(Path(name))]


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(file for file in path.glob("*.json") if file.name.startswith(("marks", "decisions")))
    else:
        yield path


def _merge(newsroom: Newsroom, path: Path) -> Merged:
    marks, decisions = TableFile(path, MARKS), TableFile(path, DECISIONS)
    try:
        if not path.exists():
            raise FileNotFoundError(errno.ENOENT, "there is no such file")
        found = marks.read(), decisions.read()
    except OSError as error:
        return Merged(str(path), problem=f"cannot be read ({error.strerror})")
    newer = "it was written by a newer careader and is read as far as it can be" if marks.newer else ""
    damage = next((file.damage for file in (marks, decisions) if file.damage), "")
    if not any((marks.holds, decisions.holds, found[0].records, found[1].records)):
        return Merged(str(path), problem=damage or "it holds no marks and no decisions")
    return Merged(
        str(path), len(newsroom.marks.merge(found[0])), len(newsroom.decisions.merge(found[1])), damage or newer
    )
