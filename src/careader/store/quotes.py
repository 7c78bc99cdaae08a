"""The history of quotes: one row a day, pair and provider."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal

from careader.model import Quote
from careader.store.database import Database

_COLUMNS = "base, quote, provider, published, value, nominal, change_pct, after, received"
_CORRECTED = """ON CONFLICT DO UPDATE SET value = excluded.value, nominal = excluded.nominal,
    change_pct = excluded.change_pct, received = excluded.received, after = COALESCE(excluded.after, after)"""
_INTO = f"INTO quote ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Series:
    """What one provider has published of one currency, the oldest day first, and when the last of it came in."""

    provider: str
    received: datetime
    quotes: tuple[Quote, ...]


class QuoteStore:
    """Quotes in SQLite, in decimal text as they were published."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, quotes: Iterable[Quote], *, now: datetime) -> None:
        """Keep the quotes; a provider's correction of a day replaces what it said before.

        What is known of the row before stays: the first row of an answer has none before it.
        """
        rows = [_row(quote, now) for quote in quotes]
        with self._db.transaction() as connection:
            connection.executemany(f"INSERT {_INTO} {_CORRECTED}", rows)

    def fill(self, quotes: Iterable[Quote]) -> int:
        """Keep quotes of days gone by that are not there yet, and say how many there were.

        Each counts as received when its day began: a history that comes late does not make its series the newest.
        """
        rows = [_row(quote, datetime.combine(quote.published, time(), UTC)) for quote in quotes]
        with self._db.transaction() as connection:
            before = connection.total_changes
            connection.executemany(f"INSERT OR IGNORE {_INTO}", rows)
            return connection.total_changes - before

    def series(
        self, currency: str, *, now: datetime | None = None, since: date | None = None, until: date | None = None
    ) -> list[Series]:
        """Return every series in which a currency is priced from `since` to `until`, what came in last first.

        What came in after `now` did so by a clock that was wrong: it counts as received when its day began.
        """
        with self._db.reading() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM quote"
                " WHERE ? IN (base, quote) AND published BETWEEN ? AND ? ORDER BY published",
                (currency, since.isoformat() if since else "", until.isoformat() if until else "~"),
            ).fetchall()
        quotes: dict[str, list[Quote]] = {}
        received: dict[str, datetime] = {}
        for base, quote, provider, published, value, nominal, change, after, came in rows:
            quotes.setdefault(provider, []).append(
                Quote(
                    base=base,
                    quote=quote,
                    value=Decimal(value),
                    published=date.fromisoformat(published),
                    provider=provider,
                    nominal=nominal,
                    change_pct=None if change is None else Decimal(change),
                    after=None if after is None else date.fromisoformat(after),
                )
            )
            moment = datetime.fromisoformat(came)
            if now and moment > now:
                moment = datetime.combine(date.fromisoformat(published), time(), UTC)
            received[provider] = max(moment, received.get(provider, moment))
        series = [Series(provider, received[provider], tuple(found)) for provider, found in quotes.items()]
        return sorted(series, key=lambda found: (found.received, found.provider), reverse=True)


def _row(quote: Quote, received: datetime) -> tuple[str | int | None, ...]:
    return (
        quote.base,
        quote.quote,
        quote.provider,
        quote.published.isoformat(),
        str(quote.value),
        quote.nominal,
        None if quote.change_pct is None else str(quote.change_pct),
        None if quote.after is None else quote.after.isoformat(),
        received.astimezone(UTC).isoformat(timespec="seconds"),
    )
