"""Frankfurter v2: one central bank's own series, several days in one small answer.

`/v2/rates?base=USD&quotes=KZT&providers=NBK&from=2026-11-10` gives `[{"date", "base", "quote", "rate"}]`. A provider
is always named: without one, banks that publish at different hours are blended and a day's change is partly theirs.
"""

from __future__ import annotations

from datetime import date, timedelta

from careader.model import Code, Quote
from careader.rates.archive import by_day, in_one_answer
from careader.rates.reading import NoRateError, Page, parse_day, parse_json, parse_number

PROVIDERS: dict[str, str] = {
    "KGS": "NBKR",
    "KZT": "NBK",
    "TJS": "NBT",
    "UZS": "CBU",
    "RUB": "CBR",
    "EUR": "ECB",
    "CNY": "ECB",
    "GBP": "ECB",
    "TRY": "ECB",
}
"""The bank whose series is asked for, by currency."""

_DAYS = 14  # ten days of publication, weekends included


async def ask(page: Page, currency: str, today: date) -> list[Quote]:
    """Give the last ten days of publication or so, oldest first."""
    return await ask_since(page, currency, today - timedelta(days=_DAYS))


async def ask_since(page: Page, currency: str, first: date) -> list[Quote]:
    """Give every day of publication since `first`, oldest first."""
    series = PROVIDERS[currency]
    content = await page(f"/v2/rates?base=USD&quotes={currency}&providers={series}&from={first}")
    return parse(content, currency)


def parse(content: bytes, currency: str) -> list[Quote]:
    """Read the rows of one currency."""
    rows = parse_json(content)
    if not isinstance(rows, list):
        raise NoRateError(Code.NO_RATES_IN_JSON)
    mine = [row for row in rows if isinstance(row, dict) and (row.get("base"), row.get("quote")) == ("USD", currency)]
    quotes = [quote for row in mine if (quote := _quote(row, currency)) is not None]
    if not quotes:
        raise NoRateError(Code.NO_RATE_OF_LATE, {"provider": PROVIDERS[currency]})
    return in_one_answer(quotes) if len(quotes) == len(mine) else by_day(quotes)


def _quote(row: dict[str, object], currency: str) -> Quote | None:
    """Read a row; None for one without a usable rate or date, which does not spoil the others."""
    try:
        return Quote("USD", currency, parse_number(row.get("rate")), parse_day(row.get("date")), PROVIDERS[currency])
    except NoRateError:
        return None
