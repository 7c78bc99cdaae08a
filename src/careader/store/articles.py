"""The articles that are kept, and the index that finds them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from careader.model import Article, Block, BlockKind, Link, Origin, Ownership
from careader.store.database import Database
from careader.text.search import fold, words

_HEADLINE = (
    "id, title, url, outlet, seen, published, outlet_id, ownership, language, summary, author,"
    " complete, guid, countries, region, origin"
)
_WHOLE = f"{_HEADLINE}, blocks"


class Stored(NamedTuple):
    """What a `put` did: the ids of the articles that were new, and of those whose title or text changed."""

    new: frozenset[str]
    updated: frozenset[str]


class ArticleStore:
    """Articles in SQLite, each with the id of the story that it belongs to (its own, until it is grouped)."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, articles: Iterable[Article]) -> Stored:
        """Keep the articles. One that is known already is updated and never loses text to a teaser."""
        new, updated = set(), set()
        with self._db.lock, self._db.connection as connection:
            for article in articles:
                known = self._get(article.id)
                if known is None:
                    new.add(article.id)
                    self._insert(connection, article)
                    continue
                merged = merge(known, article)
                if replace(merged, seen=known.seen) == known:
                    connection.execute("UPDATE article SET seen = ? WHERE id = ?", (_text(merged.seen), merged.id))
                    continue
                updated.add(article.id)
                self._update(connection, known, merged)
        return Stored(frozenset(new), frozenset(updated - new))

    def get(self, article_id: str) -> Article | None:
        """Give one article with its body and former headlines, None where there is none of that id."""
        return next(iter(self.whole([article_id])), None)

    def whole(self, ids: Iterable[str]) -> list[Article]:
        """Give the articles of these ids with bodies and former headlines, in this order, without unknown ids."""
        with self._db.lock:
            known = [article for article_id in ids if (article := self._get(article_id)) is not None]
            return [replace(article, formerly=self._formerly(article)) for article in known]

    def of_outlet(self, outlet_id: str, *, captured: bool) -> list[Article]:
        """Give the articles of an outlet with their bodies: those of captured pages, or those that have an address."""
        which = "origin = 'file' AND url = ''" if captured else "url <> ''"
        with self._db.lock:
            rows = self._db.connection.execute(
                f"SELECT {_WHOLE} FROM article WHERE outlet_id = ? AND {which}",  # noqa: S608
                (outlet_id,),
            ).fetchall()
        return [replace(_article(row[:-1]), blocks=_blocks(row[-1])) for row in rows]

    def headlines(
        self, *, limit: int = -1, since: datetime | None = None, until: datetime | None = None
    ) -> list[tuple[str, Article]]:
        """Give (story id, article without body) of a span of dates, the newest first; -1 is no limit."""
        span = _text(since) if since else "", _text(until) if until else "~"
        with self._db.lock:
            rows = self._db.connection.execute(
                f"SELECT {_HEADLINE}, story FROM article WHERE date BETWEEN ? AND ? ORDER BY date DESC, key LIMIT ?",  # noqa: S608
                (*span, limit),
            ).fetchall()
        return [(row[-1], _article(row[:-1])) for row in rows]

    def ids(self) -> frozenset[str]:
        """Give the ids of all articles."""
        with self._db.lock:
            return frozenset(row[0] for row in self._db.connection.execute("SELECT id FROM article"))

    def ids_like(self, prefix: str) -> list[str]:
        """Give the ids of the articles that begin with `prefix`."""
        with self._db.lock:
            rows = self._db.connection.execute(
                "SELECT id FROM article WHERE substr(id, 1, ?) = ?", (len(prefix), prefix)
            ).fetchall()
        return [row[0] for row in rows]

    def search(self, text: str, *, exact: bool = False) -> frozenset[str]:
        """Return the ids of the articles that hold every word of `text`, as the beginning of a word, in any case.

        With `exact` they hold the words as they are, one after the other.
        """
        terms = words(text)
        if not terms:
            return frozenset()
        query = f'"{" ".join(terms)}"' if exact else " ".join(f'"{term}"*' for term in terms)
        with self._db.lock:
            rows = self._db.connection.execute(
                "SELECT id FROM article_text JOIN article ON article.key = article_text.rowid"
                " WHERE article_text MATCH ?",
                (query,),
            ).fetchall()
        return frozenset(row[0] for row in rows)

    def set_stories(self, story_of: Mapping[str, str]) -> int:
        """Put each article into its story; give how many moved."""
        with self._db.lock, self._db.connection as connection:
            cursor = connection.executemany(
                "UPDATE article SET story = ?2 WHERE id = ?1 AND story <> ?2", story_of.items()
            )
            return cursor.rowcount

    def story_of(self, article_id: str) -> str:
        """Give the id of the story that an article is in, "" where there is no such article."""
        with self._db.lock:
            row = self._db.connection.execute("SELECT story FROM article WHERE id = ?", (article_id,)).fetchone()
        return row[0] if row else ""

    def stories_of(self, ids: Collection[str]) -> tuple[str, ...]:
        """Give the ids of the stories that these articles belong to, each once."""
        with self._db.lock:
            rows = self._db.connection.execute("SELECT id, story FROM article").fetchall()
        return tuple(dict.fromkeys(story for article_id, story in rows if article_id in ids))

    def members(self, story_id: str) -> list[str]:
        """Give the ids of the articles of a story."""
        with self._db.lock:
            rows = self._db.connection.execute("SELECT id FROM article WHERE story = ?", (story_id,)).fetchall()
        return [row[0] for row in rows]

    def touch(self, outlet_id: str, *, since: datetime, now: datetime) -> None:
        """Note that what an outlet's feed carried when it was read at `since` is in it still."""
        with self._db.lock, self._db.connection as connection:
            connection.execute(
                "UPDATE article SET seen = ? WHERE outlet_id = ? AND seen >= ?", (_text(now), outlet_id, _text(since))
            )

    def former_titles(self, article_id: str) -> list[str]:
        """Give the headlines that an article had before, the oldest first."""
        with self._db.lock:
            rows = self._db.connection.execute(
                "SELECT title FROM former_title WHERE article = ? ORDER BY until", (article_id,)
            ).fetchall()
        return [row[0] for row in rows]

    def remove(self, ids: Iterable[str]) -> None:
        """Forget these articles; ids that are not known are passed over."""
        with self._db.lock, self._db.connection as connection:
            for article_id in ids:
                _forget(
                    connection, connection.execute("SELECT key, id FROM article WHERE id = ?", (article_id,)).fetchall()
                )

    def delete(self, *, seen_before: datetime | None = None, origin: Origin, but: Collection[str] = ()) -> int:
        """Forget articles of one origin last seen before a time (None: all of them), but those named; give how many."""
        before = _text(seen_before) if seen_before else "~"
        with self._db.lock, self._db.connection as connection:
            doomed = [
                row
                for row in connection.execute(
                    "SELECT key, id FROM article WHERE origin = ? AND seen < ?", (origin, before)
                )
                if row[1] not in but
            ]
            _forget(connection, doomed)
        return len(doomed)

    def _get(self, article_id: str) -> Article | None:
        row = self._db.connection.execute(
            f"SELECT {_WHOLE} FROM article WHERE id = ?",  # noqa: S608
            (article_id,),
        ).fetchone()
        return None if row is None else replace(_article(row[:-1]), blocks=_blocks(row[-1]))

    def _formerly(self, article: Article) -> tuple[str, ...]:
        """Give its former headlines, each once and without the present one, whatever their signs and capitals."""
        titles = {tuple(words(title)): title for title in self.former_titles(article.id)}
        titles.pop(tuple(words(article.title)), None)
        return tuple(titles.values())

    def _insert(self, connection: sqlite3.Connection, article: Article) -> None:
        row = _row(article) | {"story": story_id(article.id)}
        cursor = connection.execute(
            f"INSERT INTO article ({', '.join(row)}) VALUES ({', '.join(f':{column}' for column in row)})",  # noqa: S608
            row,
        )
        self._index(connection, cursor.lastrowid, article)

    def _update(self, connection: sqlite3.Connection, known: Article, article: Article) -> None:
        row = _row(article)
        connection.execute(
            f"UPDATE article SET {', '.join(f'{column} = :{column}' for column in row)} WHERE id = :id",  # noqa: S608
            row,
        )
        if known.title != article.title:
            connection.execute(
                "INSERT OR REPLACE INTO former_title VALUES (?, ?, ?)", (known.id, known.title, _text(article.seen))
            )
        (key,) = connection.execute("SELECT key FROM article WHERE id = ?", (article.id,)).fetchone()
        connection.execute("DELETE FROM article_text WHERE rowid = ?", (key,))
        self._index(connection, key, article)

    def _index(self, connection: sqlite3.Connection, key: int | None, article: Article) -> None:
        body = " ".join([article.summary, article.outlet, *(block.text for block in article.blocks)])
        connection.execute(
            "INSERT INTO article_text (rowid, title, body) VALUES (?, ?, ?)", (key, fold(article.title), fold(body))
        )


def _forget(connection: sqlite3.Connection, doomed: Sequence[tuple[int, str]]) -> None:
    connection.executemany("DELETE FROM article_text WHERE rowid = ?", [(key,) for key, _ in doomed])
    connection.executemany("DELETE FROM former_title WHERE article = ?", [(id_,) for _, id_ in doomed])
    connection.executemany("DELETE FROM article WHERE key = ?", [(key,) for key, _ in doomed])


def story_id(first_article_id: str) -> str:
    """Give the id of the story that begins with this article; no article has an id that begins with s."""
    return f"s{first_article_id}"


def merge(known: Article, fresh: Article) -> Article:
    """Bring a known article up to date: the fresh words, but the fuller text and the first date of publication.

    Where another outlet's feed carries it too (an aggregator's does), it stays the article of the first.
    """
    if known.origin is fresh.origin and known.outlet_id != fresh.outlet_id:
        fresh = replace(
            fresh, title=known.title, outlet=known.outlet, outlet_id=known.outlet_id, ownership=known.ownership
        )
    dates = [date for date in (known.published, fresh.published) if date is not None]
    result = replace(
        fresh,
        published=min(dates) if dates else None,
        seen=max(known.seen, fresh.seen),
        origin=Origin.FILE if Origin.FILE in (known.origin, fresh.origin) else fresh.origin,
    )
    return with_text_of(known, result) if is_fuller(known, fresh) else result


def is_fuller(known: Article, fresh: Article) -> bool:
    """Say whether the known text is to be kept: a teaser does not replace it, a somewhat shorter whole text does."""
    if fresh.complete:
        return known.complete and _length(fresh) < _length(known) / 2
    return known.complete or _length(known) > _length(fresh)


def with_text_of(known: Article, fresh: Article) -> Article:
    """Give the fresh article with the text of the known one, and with what the desk made of that."""
    return replace(
        fresh,
        blocks=known.blocks,
        summary=known.summary,
        complete=known.complete,
        countries=known.countries,
        region=known.region,
    )


def _length(article: Article) -> int:
    return sum(len(block.text) for block in article.blocks)


def _text(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds")


def _row(article: Article) -> dict[str, object]:
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "outlet": article.outlet,
        "outlet_id": article.outlet_id,
        "ownership": article.ownership or "",
        "language": article.language,
        "summary": article.summary,
        "author": article.author,
        "blocks": _stored_blocks(article.blocks),
        "complete": article.complete,
        "guid": article.guid,
        "countries": " ".join(article.countries),
        "region": article.region,
        "origin": article.origin,
        "published": _text(article.published) if article.published else None,
        "seen": _text(article.seen),
        "date": _text(article.date),
    }


def _article(row: tuple[str, ...]) -> Article:
    (
        id_, title, url, outlet, seen, published, outlet_id, ownership, language, summary, author,
        complete, guid, countries, region, origin,
    ) = row  # fmt: skip
    return Article(
        id=id_,
        title=title,
        url=url,
        outlet=outlet,
        seen=datetime.fromisoformat(seen),
        published=datetime.fromisoformat(published) if published else None,
        outlet_id=outlet_id,
        ownership=Ownership(ownership) if ownership else None,
        language=language,
        summary=summary,
        author=author,
        complete=bool(complete),
        guid=guid,
        countries=tuple(countries.split()),
        region=bool(region),
        origin=Origin(origin),
    )


def _stored_blocks(blocks: Iterable[Block]) -> str:
    """Write blocks as JSON: kind and text of each, and its links as start, end and address where it has any."""
    rows = [
        [block.kind, block.text, *([[[link.start, link.end, link.url] for link in block.links]] if block.links else [])]
        for block in blocks
    ]
    return json.dumps(rows, ensure_ascii=False)


def _blocks(text: str) -> tuple[Block, ...]:
    return tuple(
        Block(BlockKind(kind), content, tuple(Link(*link) for links in more for link in links))
        for kind, content, *more in json.loads(text)
    )
