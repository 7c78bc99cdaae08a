"""The articles that are kept, and the index that finds them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from careader.model import Article, TextOrigin, Version
from careader.store.columns import HEADLINE, article_of, blocks_of, blocks_text, row_of, time_text
from careader.store.database import Database
from careader.store.fulltext import expression
from careader.store.merging import merge
from careader.store.storytable import StoryTable
from careader.text.search import fold, words

__all__ = ["ArticleStore", "Stored", "story_id"]

_CHUNK = 250
"""How many articles are read and written at a time."""

_VERSIONS = 20
"""How many replaced texts of one article are kept: the first and the newest."""

_WHOLE = f"SELECT {HEADLINE}, key, blocks FROM article JOIN body USING (key)"
_THESE = "(SELECT value FROM json_each(?))"


class Stored(NamedTuple):
    """What a `put` did: the ids of the articles that were new, and of those whose title or text changed.

    `dates` are those of both, as they are and as they were.
    """

    new: frozenset[str]
    updated: frozenset[str]
    dates: frozenset[datetime] = frozenset()


class ArticleStore:
    """Articles in SQLite, each with the id of the story that it belongs to (its own, until it is grouped)."""

    def __init__(self, database: Database, stories: StoryTable | None = None) -> None:
        self._db = database
        self._stories = stories or StoryTable(database)

    def put(self, articles: Iterable[Article], *, finish: Callable[[Article], Article] | None = None) -> Stored:
        """Keep the articles; one that is known already is brought up to date (see `merging.merge`).

        `finish` is asked for the last touch to each article that is new or has changed, once it is whole.
        """
        waiting = list(articles)
        new: set[str] = set()
        updated: set[str] = set()
        dates: set[datetime] = set()
        with self._db.transaction() as connection:
            for start in range(0, len(waiting), _CHUNK):
                fresh, changed = _sorted_out(connection, waiting[start : start + _CHUNK], finish)
                if fresh:
                    _insert(connection, fresh)
                    self._stories.refresh(connection, [story_id(article.id) for article in fresh])
                if changed:
                    _update(connection, changed)
                    self._stories.refresh(connection, _stories_of(connection, [one.id for _, _, one in changed]))
                new.update(article.id for article in fresh)
                updated.update(article.id for _, _, article in changed)
                dates.update(article.date for article in fresh)
                dates.update(article.date for _, *both in changed for article in both)
        return Stored(frozenset(new), frozenset(updated - new), frozenset(dates))

    def get(self, article_id: str) -> Article | None:
        """Give one article with its body and former headlines, None where there is none of that id."""
        return next(iter(self.whole([article_id])), None)

    def whole(self, ids: Iterable[str]) -> list[Article]:
        """Give the articles of these ids with bodies and former headlines, in this order, without unknown ids."""
        wanted = list(ids)
        with self._db.reading() as connection:
            known = _whole(connection, wanted)
            titles: dict[str, list[str]] = {}
            for article, title in connection.execute(
                f"SELECT article, title FROM former_title WHERE article IN {_THESE} ORDER BY until",
                (json.dumps(wanted),),
            ):
                titles.setdefault(article, []).append(title)
        articles = [known[id_][1] for id_ in wanted if id_ in known]
        return [
            replace(article, formerly=_formerly(article, titles[article.id])) if article.id in titles else article
            for article in articles
        ]

    def heads(self, ids: Collection[str]) -> list[Article]:
        """Return the articles of these ids without bodies and former headlines, in the order in which they are kept."""
        with self._db.reading() as connection:
            rows = connection.execute(
                f"SELECT {HEADLINE} FROM article WHERE id IN {_THESE} ORDER BY key", (json.dumps(list(ids)),)
            ).fetchall()
        return [article_of(row) for row in rows]

    def alike(self, outlet_id: str, guids: Collection[str], dates: Collection[datetime]) -> list[Article]:
        """Return the articles of an outlet, with bodies, that have one of these guids or dates."""
        with self._db.reading() as connection:
            rows = connection.execute(
                f"{_WHOLE} WHERE outlet_id = ?1 AND guid <> '' AND guid IN (SELECT value FROM json_each(?2))"
                f" UNION {_WHOLE} WHERE outlet_id = ?1 AND date IN (SELECT value FROM json_each(?3)) ORDER BY key",
                (outlet_id, json.dumps(list(guids)), json.dumps([time_text(date) for date in dates])),
            ).fetchall()
        return [article_of(row[:-2], row[-1]) for row in rows]

    def with_opening(self, outlet_id: str, openings: Collection[str], *, captured: bool) -> list[Article]:
        """Give the articles of an outlet whose texts begin like this: captured ones, or those that have an address."""
        which = "origin = 'file' AND url = ''" if captured else "url <> ''"
        with self._db.reading() as connection:
            rows = connection.execute(
                f"{_WHOLE} WHERE outlet_id = ? AND opening IN {_THESE} AND {which} ORDER BY key",
                (outlet_id, json.dumps(list(openings))),
            ).fetchall()
        return [article_of(row[:-2], row[-1]) for row in rows]

    def set_openings(self, outlet_id: str, opening: Callable[[Article], str]) -> None:
        """Note how the texts of an outlet begin, of those articles where nobody has noted it yet."""
        with self._db.reading() as connection:
            rows = connection.execute(f"{_WHOLE} WHERE outlet_id = ? AND opening IS NULL", (outlet_id,)).fetchall()
        if rows:
            with self._db.transaction() as connection:
                connection.executemany(
                    "UPDATE article SET opening = ? WHERE key = ?",
                    [(opening(article_of(row[:-2], row[-1])), row[-2]) for row in rows],
                )

    def has_captured(self, outlet_id: str) -> bool:
        """Say whether there are captured articles of an outlet."""
        with self._db.reading() as connection:
            row = connection.execute(
                "SELECT 1 FROM article WHERE outlet_id = ? AND origin = 'file' AND url = '' LIMIT 1", (outlet_id,)
            ).fetchone()
        return row is not None

    def headlines(
        self, *, limit: int = -1, since: datetime | None = None, until: datetime | None = None
    ) -> list[tuple[str, Article]]:
        """Give (story id, article without body) of a span of dates, the newest first; -1 is no limit."""
        span = time_text(since) if since else "", time_text(until) if until else "~"
        with self._db.reading() as connection:
            rows = connection.execute(
                f"SELECT {HEADLINE}, story FROM article WHERE date BETWEEN ? AND ? ORDER BY date DESC, key LIMIT ?",
                (*span, limit),
            ).fetchall()
        return [(row[-1], article_of(row[:-1])) for row in rows]

    def ids(self) -> frozenset[str]:
        """Give the ids of all articles."""
        with self._db.reading() as connection:
            return frozenset(row[0] for row in connection.execute("SELECT id FROM article"))

    def ids_like(self, prefix: str) -> list[str]:
        """Give the ids of the articles that begin with `prefix`."""
        with self._db.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM article WHERE id >= ? AND id < ?", (prefix, f"{prefix}\U0010ffff")
            ).fetchall()
        return [row[0] for row in rows]

    def search(self, text: str, *, exact: bool = False) -> frozenset[str]:
        """Return the ids of the articles that hold every word of `text`, as the beginning of a word, in any case.

        With `exact` they hold the words as they are, one after the other.
        """
        query = expression(text, exact=exact)
        if not query:
            return frozenset()
        with self._db.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM article_text JOIN article ON article.key = article_text.rowid"
                " WHERE article_text MATCH ?",
                (query,),
            ).fetchall()
        return frozenset(row[0] for row in rows)

    def set_stories(self, story_of: Mapping[str, str]) -> int:
        """Put each article into its story; give how many moved."""
        with self._db.transaction() as connection:
            keys = connection.execute(
                f"SELECT key, id FROM article WHERE id IN {_THESE}", (json.dumps(list(story_of)),)
            ).fetchall()
            return self._stories.move(connection, {key: story_of[id_] for key, id_ in keys})

    def of_stories(self, story_ids: Iterable[str]) -> list[tuple[str, Article]]:
        """Return (story id, article without body) of every article of these stories."""
        with self._db.reading() as connection:
            rows = connection.execute(
                f"SELECT {HEADLINE}, story FROM article WHERE story IN {_THESE} ORDER BY date DESC, key",
                (json.dumps(list(story_ids)),),
            ).fetchall()
        return [(row[-1], article_of(row[:-1])) for row in rows]

    def story_of(self, article_id: str) -> str:
        """Give the id of the story that an article is in, "" where there is no such article."""
        return next(iter(self.stories_of([article_id])), "")

    def stories_of(self, ids: Collection[str]) -> tuple[str, ...]:
        """Give the ids of the stories that these articles belong to, each once."""
        with self._db.reading() as connection:
            return _stories_of(connection, ids)

    def members(self, story_id: str) -> list[str]:
        """Give the ids of the articles of a story."""
        with self._db.reading() as connection:
            rows = connection.execute("SELECT id FROM article WHERE story = ? ORDER BY key", (story_id,)).fetchall()
        return [row[0] for row in rows]

    def former_titles(self, article_id: str) -> list[str]:
        """Give the headlines that an article had before, the oldest first."""
        with self._db.reading() as connection:
            rows = connection.execute(
                "SELECT title FROM former_title WHERE article = ? ORDER BY until", (article_id,)
            ).fetchall()
        return [row[0] for row in rows]

    def versions(self, article_id: str) -> list[Version]:
        """Give the texts that an article had before, the oldest first."""
        with self._db.reading() as connection:
            rows = connection.execute(
                "SELECT until, title, summary, blocks, text_origin FROM version WHERE article = ? ORDER BY until",
                (article_id,),
            ).fetchall()
        return [
            Version(datetime.fromisoformat(until), title, summary, blocks_of(blocks), TextOrigin(text_origin))
            for until, title, summary, blocks, text_origin in rows
        ]

    def date_anew(self, now: datetime) -> int:
        """Date what was first seen after `now`, by a clock that was wrong, as if it were now; return how many."""
        time = time_text(now)
        with self._db.transaction() as connection:
            rows = connection.execute("SELECT DISTINCT story FROM article WHERE first_seen > ?", (time,)).fetchall()
            if not rows:
                return 0
            changed = connection.execute(
                "UPDATE article SET first_seen = ?1, seen = min(seen, ?1), date = coalesce(published, ?1)"
                " WHERE first_seen > ?1",
                (time,),
            )
            self._stories.refresh(connection, [row[0] for row in rows])
            return changed.rowcount

    def remove(self, ids: Iterable[str]) -> None:
        """Forget these articles; ids that are not known are passed over."""
        wanted = list(ids)
        if not wanted:
            return
        with self._db.transaction() as connection:
            stories = _stories_of(connection, wanted)
            _forget(
                connection,
                connection.execute(
                    f"SELECT key, id FROM article WHERE id IN {_THESE}",
                    (json.dumps(wanted),),
                ).fetchall(),
            )
            self._stories.refresh(connection, stories)


def story_id(first_article_id: str) -> str:
    """Give the id of the story that begins with this article; no article has an id that begins with s."""
    return f"s{first_article_id}"


_Change = tuple[int, Article, Article]
"""A key, an article as it is known, and as it is to be."""


def _sorted_out(
    connection: sqlite3.Connection, articles: Sequence[Article], finish: Callable[[Article], Article] | None
) -> tuple[list[Article], list[_Change]]:
    """Tell those that are new from those that change one that is known; what changes nothing is neither."""
    known = _whole(connection, {article.id for article in articles})
    merged: dict[str, Article] = {}
    for article in articles:
        before = merged.get(article.id) or (known[article.id][1] if article.id in known else None)
        merged[article.id] = merge(before, article) if before else _first(article)
    fresh: list[Article] = []
    changed: list[_Change] = []
    for id_, article in merged.items():
        if id_ not in known:
            fresh.append(finish(article) if finish else article)
            continue
        key, before = known[id_]
        if finish:  # which says what it is about
            article = replace(article, countries=before.countries, region=before.region)
        if replace(article, seen=before.seen) != before:
            changed.append((key, before, finish(article) if finish else article))
    return fresh, changed


def _first(article: Article) -> Article:
    return article if article.first_seen else replace(article, first_seen=article.seen)


def _whole(connection: sqlite3.Connection, ids: Collection[str]) -> dict[str, tuple[int, Article]]:
    """Read (key, article with its body) of these ids."""
    rows = connection.execute(f"{_WHOLE} WHERE id IN {_THESE}", (json.dumps(list(ids)),)).fetchall()
    return {row[0]: (row[-2], article_of(row[:-2], row[-1])) for row in rows}


def _stories_of(connection: sqlite3.Connection, ids: Collection[str]) -> tuple[str, ...]:
    rows = connection.execute(
        f"SELECT story FROM article WHERE id IN {_THESE} ORDER BY key",
        (json.dumps(list(ids)),),
    ).fetchall()
    return tuple(dict.fromkeys(row[0] for row in rows))


def _formerly(article: Article, titles: Iterable[str]) -> tuple[str, ...]:
    """Give its former headlines, each once and without the present one, whatever their signs and capitals."""
    by_words = {tuple(words(title)): title for title in titles}
    by_words.pop(tuple(words(article.title)), None)
    return tuple(by_words.values())


def _insert(connection: sqlite3.Connection, articles: Sequence[Article]) -> None:
    (last,) = connection.execute("SELECT COALESCE(MAX(key), 0) FROM article").fetchone()
    keyed = list(enumerate(articles, start=last + 1))
    rows = [row_of(article) | {"key": key, "story": story_id(article.id)} for key, article in keyed]
    connection.executemany(
        f"INSERT INTO article ({', '.join(rows[0])}) VALUES ({', '.join(f':{column}' for column in rows[0])})",
        rows,
    )
    connection.executemany("INSERT INTO body VALUES (?, ?)", [(key, blocks_text(one.blocks)) for key, one in keyed])
    _index(connection, keyed)


def _update(connection: sqlite3.Connection, changed: Sequence[_Change]) -> None:
    """Write articles over what they were before; what readers may have read of them is kept."""
    rows = [row_of(article) | {"key": key} for key, _, article in changed]
    columns = ", ".join(f"{column} = :{column}" for column in rows[0] if column != "key")
    connection.executemany(f"UPDATE article SET {columns}, opening = NULL WHERE key = :key", rows)
    connection.executemany(
        "INSERT OR REPLACE INTO former_title VALUES (?, ?, ?)",
        [(one.id, before.title, time_text(one.seen)) for _, before, one in changed if one.title != before.title],
    )
    texts = [(key, before, one) for key, before, one in changed if one.blocks != before.blocks]
    connection.executemany(
        "UPDATE body SET blocks = ? WHERE key = ?", [(blocks_text(one.blocks), key) for key, _, one in texts]
    )
    replaced = [(before, one) for _, before, one in texts if before.blocks]
    connection.executemany(
        "INSERT OR REPLACE INTO version VALUES (?, ?, ?, ?, ?, ?)",
        [
            (one.id, time_text(one.seen), before.title, before.summary, blocks_text(before.blocks), before.text_origin)
            for before, one in replaced
        ],
    )
    connection.executemany(
        "DELETE FROM version WHERE article = ?1 AND until IN (SELECT until FROM version WHERE article = ?1"
        " AND until > (SELECT MIN(until) FROM version WHERE article = ?1) ORDER BY until DESC LIMIT -1 OFFSET ?2)",
        [(one.id, _VERSIONS - 1) for _, one in replaced],
    )
    connection.executemany("DELETE FROM article_text WHERE rowid = ?", [(key,) for key, _, _ in changed])
    _index(connection, [(key, article) for key, _, article in changed])


def _index(connection: sqlite3.Connection, keyed: Iterable[tuple[int, Article]]) -> None:
    connection.executemany(
        "INSERT INTO article_text (rowid, title, body) VALUES (?, ?, ?)",
        [
            (
                key,
                fold(one.title),
                fold(" ".join([one.summary, one.outlet, *(block.text for block in one.blocks)])),
            )
            for key, one in keyed
        ],
    )


def _forget(connection: sqlite3.Connection, doomed: Sequence[tuple[int, str]]) -> None:
    keys, ids = [(key,) for key, _ in doomed], [(id_,) for _, id_ in doomed]
    connection.executemany("DELETE FROM article_text WHERE rowid = ?", keys)
    connection.executemany("DELETE FROM body WHERE key = ?", keys)
    connection.executemany("DELETE FROM member WHERE article = ?", keys)
    connection.executemany("DELETE FROM former_title WHERE article = ?", ids)
    connection.executemany("DELETE FROM version WHERE article = ?", ids)
    connection.executemany("DELETE FROM article WHERE key = ?", keys)
