"""What was imported when, and taking articles out so that they stay out and can be put back."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from careader.model import Article, Quote
from careader.store.articles import ArticleStore
from careader.store.columns import time_text
from careader.store.database import Database
from careader.store.entries import FORGOTTEN

_THESE = "(SELECT value FROM json_each(?))"
_TOLD_OF = ("former_title", "version", "entry")
"""The tables with a column `article` that nobody can fetch again."""


@dataclass(frozen=True, slots=True)
class Import:
    """One run of the import: its number, when it was, the files, and the ids of the articles that were new with it."""

    number: int
    at: datetime
    files: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Removed:
    """Articles that were taken out, whole, with the rows that told of them by table."""

    articles: tuple[Article, ...]
    rows: Mapping[str, Sequence[tuple[Any, ...]]]


class RemovalStore:
    """Takes articles out of the library and puts them back, and remembers what each import brought."""

    def __init__(self, database: Database, articles: ArticleStore) -> None:
        self._db = database
        self._articles = articles

    def note_import(
        self,
        files: Iterable[str],
        articles: Collection[str],
        quotes: Iterable[Quote],
        *,
        now: datetime,
        number: int = 0,
    ) -> int:
        """Remember an import by the articles that were new with it and the quotes that it brought; return its number.

        With the `number` of one that has begun this goes on with it. An import that brought nothing has the number 0.
        """
        keys = [_quote_key(quote) for quote in quotes]
        if not (number or articles or keys):
            return 0
        with self._db.transaction() as connection:
            names = json.dumps(list(files))
            if number:
                connection.execute("UPDATE import SET files = ? WHERE number = ?", (names, number))
            else:
                cursor = connection.execute("INSERT INTO import (at, files) VALUES (?, ?)", (time_text(now), names))
                number = cursor.lastrowid or 0
            connection.executemany(
                "INSERT OR IGNORE INTO imported VALUES (?, ?, ?)",
                [(number, "article", id_) for id_ in articles] + [(number, "quote", key) for key in keys],
            )
        return number

    def imports(self) -> list[Import]:
        """Return every import that brought something which is still there, the newest first."""
        with self._db.reading() as connection:
            rows = connection.execute(
                "SELECT number, at, files, article.id FROM import JOIN imported ON imported.import = number"
                " LEFT JOIN article ON kind = 'article' AND article.id = imported.key"
                " WHERE kind = 'quote' OR article.id IS NOT NULL ORDER BY number DESC, article.id"
            ).fetchall()
        articles: dict[int, list[str]] = {}
        for number, _, _, article in rows:
            articles.setdefault(number, []).extend([article] if article else [])
        told = {number: (datetime.fromisoformat(at), tuple(json.loads(files))) for number, at, files, _ in rows}
        return [Import(number, *told[number], tuple(ids)) for number, ids in articles.items()]

    def of_outlet(self, outlet: str) -> list[str]:
        """Return the ids of the articles of an outlet, by its id, or by its name where it has none."""
        with self._db.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM article WHERE outlet_id = ?1 OR (outlet_id = '' AND outlet = ?1) ORDER BY id", (outlet,)
            ).fetchall()
        return [row[0] for row in rows]

    def remove(self, ids: Sequence[str], *, of_import: int = 0) -> Removed:
        """Take articles out, and the quotes of an import; what a feed still carries of them stays out."""
        articles = tuple(self._articles.whole(ids))
        wanted = json.dumps([article.id for article in articles])
        with self._db.transaction() as connection:
            rows = {
                table: connection.execute(f"SELECT * FROM {table} WHERE article IN {_THESE}", (wanted,)).fetchall()
                for table in _TOLD_OF
            }
            if of_import:
                keys = [
                    tuple(json.loads(row[0]))
                    for row in connection.execute(
                        "SELECT key FROM imported WHERE import = ? AND kind = 'quote'", (of_import,)
                    )
                ]
                those = "base = ? AND quote = ? AND provider = ? AND published = ? AND value = ?"
                rows["quote"] = [
                    row for key in keys for row in connection.execute(f"SELECT * FROM quote WHERE {those}", key)
                ]
                connection.executemany(f"DELETE FROM quote WHERE {those}", keys)
                of_it = "FROM imported WHERE import = ?"
                rows["imported"] = connection.execute(f"SELECT * {of_it}", (of_import,)).fetchall()
                connection.execute(f"DELETE {of_it}", (of_import,))
            connection.execute(f"UPDATE entry SET article = ? WHERE article IN {_THESE}", (FORGOTTEN, wanted))
            self._articles.remove([article.id for article in articles])
        return Removed(articles, rows)

    def put_back(self, removed: Removed) -> None:
        """Put back what `remove` took out."""
        with self._db.transaction() as connection:
            self._articles.put(removed.articles)
            for table, rows in removed.rows.items():
                for row in rows:
                    marks = ", ".join("?" * len(row))
                    connection.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", row)


def _quote_key(quote: Quote) -> str:
    return json.dumps([quote.base, quote.quote, quote.provider, quote.published.isoformat(), str(quote.value)])
