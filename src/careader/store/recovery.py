"""Saving what can be read of a damaged database: row by row, past the pages that are broken.

What is made from the rest (the full-text index, groups, the rows of the list) is made anew by those whose it is.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from careader.store.header import readable
from careader.store.soundness import TABLES, columns_of, is_sound, quoted
from careader.text.search import fold

_MOST_STEPS = 200
_UNREADABLE = (sqlite3.DatabaseError, UnicodeError)
_HIGHEST = 2**40
_BATCH = 500


class Saved(NamedTuple):
    """How many articles were saved, and of how many; None where that cannot be told any more."""

    articles: int
    of: int | None


def save_from(damaged: Path, target: sqlite3.Connection) -> Saved:
    """Copy into a new database, within the transaction that is open, every row that can still be read of another.

    Raises sqlite3.Error only where the new one cannot be written.
    """
    total: int | None = None
    with readable(damaged) as source:
        source.text_factory = _text
        with suppress(*_UNREADABLE):
            source.execute("PRAGMA cell_size_check = ON")
            total = _total(source)
        for table in TABLES:
            theirs = columns_of(source, table)
            columns = [name for name in columns_of(target, table) if name in theirs]
            if columns:
                marks = ", ".join("?" * len(columns))
                into = f'INSERT OR IGNORE INTO "{table}" ({quoted(columns)}) VALUES ({marks})'
                for row in _rows(source, table, columns):
                    if is_sound(dict(zip(columns, row, strict=True))):
                        with suppress(sqlite3.IntegrityError, sqlite3.InterfaceError):
                            target.execute(into, row)
    target.execute("DELETE FROM body WHERE key NOT IN (SELECT key FROM article)")
    target.execute("INSERT INTO body SELECT key, '[]' FROM article WHERE key NOT IN (SELECT key FROM body)")
    _index(target)
    (saved,) = target.execute("SELECT COUNT(*) FROM article").fetchone()
    return Saved(int(saved), total)


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _total(source: sqlite3.Connection) -> int | None:
    """Count the articles in whichever index of them is whole."""
    for index in ("article_by_date", "article_by_story", "article_by_language"):
        with suppress(*_UNREADABLE):
            return int(source.execute(f"SELECT COUNT(*) FROM article INDEXED BY {index}").fetchone()[0])
    return None


def _rows(source: sqlite3.Connection, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Yield every row that can be read, some perhaps twice."""
    listed = quoted(columns)
    try:
        source.execute(f'SELECT rowid FROM "{table}" LIMIT 0')
    except sqlite3.OperationalError:  # a table without rowid is read from both ends
        keys = _keys(source, table)
        for order in ("ASC", "DESC"):
            by = ", ".join(f'"{key}" {order}' for key in keys)
            yield from _until_damage(source, f'SELECT {listed} FROM "{table}" ORDER BY {by}')
        return
    except _UNREADABLE:
        return
    yield from _past_damage(source, table, listed)


def _until_damage(source: sqlite3.Connection, query: str) -> Iterator[tuple[Any, ...]]:
    with suppress(*_UNREADABLE):
        yield from source.execute(query)


def _past_damage(source: sqlite3.Connection, table: str, listed: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table with rowid; where a page is broken, look for the next row behind it."""

    def from_row(first: int) -> Iterator[tuple[Any, ...]]:
        query = f'SELECT rowid, {listed} FROM "{table}" NOT INDEXED WHERE rowid >= ? ORDER BY rowid'
        return source.execute(query, (first,))

    def is_readable(first: int) -> bool:
        try:
            next(from_row(first), None)
        except _UNREADABLE:
            return False
        return True

    first = -(2**62)
    for _ in range(_MOST_STEPS):
        try:
            for row in from_row(first):
                yield row[1:]
                first = int(row[0]) + 1
            return
        except _UNREADABLE:
            following = _next_readable(max(first, 0), is_readable)
            if following is None:
                return
            first = following


def _next_readable(broken: int, is_readable: Callable[[int], bool]) -> int | None:
    """Return the first row behind a broken one that can be read: found in doubling steps, then between the last two."""
    step = 1
    while not is_readable(broken + step):
        step *= 2
        if broken + step > _HIGHEST:
            return None
    low, high = broken + step // 2, broken + step
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_readable(middle) else (middle, high)
    return high


def _keys(source: sqlite3.Connection, table: str) -> list[str]:
    found = sorted((int(row[5]), str(row[1])) for row in source.execute(f'PRAGMA table_info("{table}")') if row[5])
    return [name for _, name in found]


def _index(target: sqlite3.Connection) -> None:
    """Make the full-text index of what was saved."""
    rows = target.execute("SELECT key, title, summary, outlet, blocks FROM article JOIN body USING (key)")
    while batch := rows.fetchmany(_BATCH):
        target.executemany(
            "INSERT INTO article_text (rowid, title, body) VALUES (?, ?, ?)",
            [
                (key, fold(title), fold(" ".join([summary, outlet, *_texts(blocks)])))
                for key, title, summary, outlet, blocks in batch
            ],
        )


def _texts(blocks: str) -> Iterator[str]:
    for block in json.loads(blocks):
        if isinstance(block, list) and len(block) > 1 and isinstance(block[1], str):
            yield block[1]
