"""Where and when articles appeared, of those that appeared at more than one place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from careader.model import Appearance
from careader.store.columns import time_text
from careader.store.database import Database


class AppearanceStore:
    """The appearances of articles, by their id; of each place the first is kept."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def of(self, articles: Iterable[str]) -> dict[str, tuple[Appearance, ...]]:
        """Return the appearances of these articles, the earliest first."""
        with self._db.reading() as connection:
            rows = connection.execute(
                "SELECT article, place, url, published FROM appearance"
                " WHERE article IN (SELECT value FROM json_each(?)) ORDER BY published",
                (json.dumps(list(articles)),),
            ).fetchall()
        found: dict[str, tuple[Appearance, ...]] = {}
        for article, place, url, published in rows:
            one = Appearance(place, url, datetime.fromisoformat(published))
            found[article] = (*found.get(article, ()), one)
        return found

    def at_several(self, articles: Iterable[str]) -> dict[str, tuple[Appearance, ...]]:
        """Return the appearances of those of the articles that appeared at more than one place."""
        return {id_: several for id_, several in self.of(articles).items() if len({one.place for one in several}) > 1}

    def note(self, appearances: Mapping[str, Iterable[Appearance]]) -> None:
        """Note appearances of articles; a place that is known already keeps its first."""
        rows = [
            (article, one.place, one.url, time_text(one.published))
            for article, several in appearances.items()
            for one in several
        ]
        if rows:
            with self._db.transaction() as connection:
                connection.executemany("INSERT OR IGNORE INTO appearance VALUES (?, ?, ?, ?)", rows)
