"""What the outlets' sources carry: known again by a fingerprint, and forgotten once it is long gone from them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from careader.store.database import Database

FORGOTTEN = ""
"""The article of an entry that is to stay forgotten."""

_THESE = "(SELECT value FROM json_each(?))"


class Known(NamedTuple):
    """An entry as it was last read: the article it became or `FORGOTTEN`, its fingerprint, the day it was seen."""

    article: str
    fingerprint: bytes
    seen: str


class EntryStore:
    """The entries of the outlets' sources, and the days on which the outlets were reached."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._noted: set[tuple[str, str]] = set()

    def known(self, outlet_id: str, ids: Iterable[str]) -> dict[str, Known]:
        """Return, by id, what is known of these entries of an outlet."""
        with self._db.reading() as connection:
            rows = connection.execute(
                f"SELECT id, article, print, seen FROM entry WHERE outlet = ? AND id IN {_THESE}",
                (outlet_id, json.dumps(list(ids))),
            ).fetchall()
        return {row[0]: Known(*row[1:]) for row in rows}

    def note(
        self,
        outlet_id: str,
        *,
        read: Mapping[str, tuple[str, bytes]],
        seen: Collection[str] = (),
        now: datetime,
    ) -> None:
        """Note that an outlet was reached, what entries became (article, fingerprint), and which others it carries.

        Nothing is written where nothing is new: a day is as exact as it gets.
        """
        day = day_of(now)
        reached = {(outlet_id, day), ("", day)} - self._noted
        if not (read or seen or reached):
            return
        with self._db.transaction() as connection:
            if seen:
                connection.execute(
                    f"UPDATE entry SET seen = ? WHERE outlet = ? AND id IN {_THESE}",
                    (day, outlet_id, json.dumps(list(seen))),
                )
            if read:
                connection.executemany(
                    "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?)",
                    [(outlet_id, id_, article, print_, day) for id_, (article, print_) in read.items()],
                )
            if reached:
                connection.execute(
                    "INSERT OR IGNORE INTO reached VALUES (?1, ?2), ('', ?2)",
                    (outlet_id, day),
                )
        self._noted |= reached

    def note_unchanged(self, outlet_id: str, *, since: datetime, now: datetime) -> None:
        """Note that an outlet was reached, and that what it carried when it was read at `since` is there still."""
        day = day_of(now)
        with self._db.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM entry WHERE outlet = ? AND seen >= ? AND seen <> ?", (outlet_id, day_of(since), day)
            ).fetchall()
        self.note(outlet_id, read={}, seen=[row[0] for row in rows], now=now)

    def gone(self, *, keep_days: int, followed: Collection[str]) -> list[str]:
        """Return the ids of the articles from feeds that are gone from every source for more than `keep_days` days.

        Only days count on which the outlet was reached, so nothing goes because nobody looked, or because a clock
        was wrong. Of an outlet that is not followed any more, days count on which any outlet was.
        """
        with self._db.reading() as connection:
            outlets = [row[0] for row in connection.execute("SELECT DISTINCT outlet FROM entry")]
            limits: dict[str, str] = {}
            for outlet in outlets:
                row = connection.execute(
                    "SELECT day FROM reached WHERE outlet = ? ORDER BY day DESC LIMIT 1 OFFSET ?",
                    (outlet if outlet in followed else "", min(keep_days, 2**31)),
                ).fetchone()
                limits[outlet] = row[0] if row else ""
            gone: set[str] = set()
            for outlet, limit in limits.items():
                if limit:
                    gone.update(
                        row[0]
                        for row in connection.execute(
                            "SELECT article FROM entry JOIN article ON article.id = entry.article"
                            " WHERE entry.outlet = ? AND entry.seen < ? AND article.origin = 'feed'",
                            (outlet, limit),
                        )
                    )
            still = {
                article
                for article, outlet, seen in connection.execute(
                    f"SELECT article, outlet, seen FROM entry WHERE article IN {_THESE}",
                    (json.dumps(list(gone)),),
                )
                if seen >= limits[outlet]
            }
        return sorted(gone - still)

    def rename(self, old: str, new: str) -> None:
        """Let the entries of one article be those of another, which it has become."""
        with self._db.transaction() as connection:
            connection.execute("UPDATE entry SET article = ? WHERE article = ?", (new, old))

    def drop(self, articles: Iterable[str]) -> None:
        """Forget the entries of these articles."""
        with self._db.transaction() as connection:
            connection.execute(
                f"DELETE FROM entry WHERE article IN {_THESE}",
                (json.dumps(list(articles)),),
            )


def day_of(time: datetime) -> str:
    """Write the day of a time, in UTC; texts of days sort as the days do."""
    return time.astimezone(UTC).date().isoformat()
