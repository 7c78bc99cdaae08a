"""The header of a SQLite file: its first hundred bytes, without which nothing else of it is read.

Where they are spoilt, others take their place in a copy: all that they say is known of a file of careader's.
"""

from __future__ import annotations

import shutil
import sqlite3
import struct
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

_PAGE = 4096
_HEADER = struct.Struct(">16sHBBBBBB 12I 20x II")
"""The fields of https://www.sqlite.org/fileformat.html, 1.3, in their order."""


@contextmanager
def readable(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a damaged database to read it; one whose header is spoilt as a copy with another. Raises sqlite3.Error."""
    with tempfile.TemporaryDirectory(prefix="careader-", dir=path.parent) as folder:
        uri = path.absolute().as_uri()
        if not _has_header(path):
            copy = Path(folder) / path.name
            try:
                _copy(path, copy)
                uri = copy.absolute().as_uri()
            except OSError:
                pass  # there is no room for a copy: the file is read as it is
        with closing(sqlite3.connect(f"{uri}?mode=ro", uri=True)) as connection:
            yield connection


def _has_header(path: Path) -> bool:
    """Say whether a file's header is one that SQLite accepts."""
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection,
    ):
        connection.execute("PRAGMA schema_version").fetchone()
        return True
    return False


def _copy(path: Path, to: Path) -> None:
    shutil.copyfile(path, to)
    log = path.with_name(f"{path.name}-wal")
    if log.exists():
        shutil.copyfile(log, to.with_name(f"{to.name}-wal"))
    pages = to.stat().st_size // _PAGE
    reserved, fractions = 0, (64, 32, 32)
    change, free, cookie, form, cache, encoding, version = 1, (0, 0), 1, 4, (0, 0), 1, 0
    header = _HEADER.pack(
        b"SQLite format 3\0", _PAGE, 2, 2, reserved, *fractions,
        change, pages, *free, cookie, form, *cache, encoding, version, 0, 0, change, 3_040_000,
    )  # fmt: skip
    with to.open("r+b") as file:
        file.write(header)
