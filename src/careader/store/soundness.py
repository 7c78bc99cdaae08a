"""Whether a row of the database is one that was written: damage within a page is nothing that SQLite can tell."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from careader.model import Origin, Ownership, TextOrigin
from careader.store.columns import blocks_of

TABLES = (
    "article", "body", "version", "quote", "entry", "reached", "page", "edition", "import", "imported", "fetch",
)  # fmt: skip
"""What nothing else can be made from: the rest of the database follows from these, and from the file of marks."""

_CHECKS: Mapping[str, Callable[[Any], object]] = {
    "date": datetime.fromisoformat,
    "seen": datetime.fromisoformat,
    "first_seen": datetime.fromisoformat,
    "until": datetime.fromisoformat,
    "asked": datetime.fromisoformat,
    "received": datetime.fromisoformat,
    "at": datetime.fromisoformat,
    "published": datetime.fromisoformat,
    "after": date.fromisoformat,
    "day": date.fromisoformat,
    "value": Decimal,
    "change_pct": Decimal,
    "blocks": blocks_of,
    "files": json.loads,
    "origin": Origin,
    "ownership": lambda value: value and Ownership(value),
    "text_origin": TextOrigin,
}
_MAY_BE_NOTHING = frozenset({"published", "opening", "after", "change_pct"})
_NUMBERS = frozenset({"number", "import", "complete", "region", "outdated", "nominal", "text_origin"})
_BYTES = frozenset({"print"})


def is_sound(row: Mapping[str, Any]) -> bool:
    """Say whether the columns of a row of one of `TABLES`, by name, hold what such columns hold."""
    try:
        for name, value in row.items():
            if value is None and name in _MAY_BE_NOTHING:
                continue
            kind = bytes if name in _BYTES else int if name in _NUMBERS else (int, str) if name == "key" else str
            if not isinstance(value, kind) or (name == "id" and not value):
                return False
            if check := _CHECKS.get(name):
                check(value)
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError):
        return False
    return True


def damage_of(path: Path) -> str:
    """Return what is wrong with a database, read to its end: what SQLite finds, then the first row that is none."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
            if found != "ok":
                return found.replace("\n", " ")
            for table in TABLES:
                columns = columns_of(connection, table)
                rows = connection.execute(f'SELECT {quoted(columns)} FROM "{table}"') if columns else ()
                if not all(is_sound(dict(zip(columns, row, strict=True))) for row in rows):
                    return f"a row of the table {table} is not as it was written"
    except (sqlite3.DatabaseError, UnicodeError) as error:
        return str(error)
    return ""


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the names of a table's columns, none where they cannot be read."""
    with suppress(sqlite3.DatabaseError, UnicodeError):
        return [str(row[1]) for row in connection.execute(f'PRAGMA table_info("{table}")')]
    return []


def quoted(columns: Sequence[str]) -> str:
    """Return names as they stand in a statement; some are words of SQL."""
    return ", ".join(f'"{name}"' for name in columns)
