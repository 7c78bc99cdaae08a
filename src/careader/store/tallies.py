"""How many articles of each outlet are kept: counted from the library in one question."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from careader.store.columns import time_text
from careader.store.database import Database


class Tally(NamedTuple):
    """Articles of an outlet: all, those that are whole, those since a time, those that are unread."""

    articles: int
    complete: int
    recent: int
    unread: int


def tallies(database: Database, since: datetime) -> dict[str, Tally]:
    """Return the tally of each outlet that has articles, by its id."""
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT a.outlet_id, COUNT(*), SUM(a.complete), SUM(a.date >= ?), SUM(COALESCE(m.read, 0) = 0)"
            " FROM article a LEFT JOIN mark m ON m.article = a.id GROUP BY a.outlet_id",
            (time_text(since),),
        ).fetchall()
    return {row[0]: Tally(*map(int, row[1:])) for row in rows}
