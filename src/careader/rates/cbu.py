"""Central Bank of Uzbekistan: soum for `Nominal` units, one day at a time.

`/en/arkhiv-kursov-valyut/json/all/2026-04-02/` gives JSON whose numbers are strings; `Diff` is in soum and is not used.
Its rate of the manat is not that of Turkmenistan (3.02 to the dollar one day, 3.50 the next) and is never used.
"""

from __future__ import annotations

from datetime import date

from careader.model import Code, Quote
from careader.rates.archive import newest
from careader.rates.reading import (
    NoRateError,
    NotPublishedError,
    Page,
    parse_day,
    parse_json,
    parse_nominal,
    parse_number,
)


async def ask(page: Page, currency: str, today: date) -> list[Quote]:
    """Give the last two days of publication, oldest first."""

    async def of_day(day: date) -> Quote:
        return parse(await page(f"/en/arkhiv-kursov-valyut/json/all/{day}/"))

    return await newest(of_day, today)


def parse(content: bytes) -> Quote:
    """Read the soum's rate to the dollar."""
    rows = parse_json(content)
    if not isinstance(rows, list):
        raise NoRateError(Code.NO_RATES_IN_JSON)
    for row in rows:
        if isinstance(row, dict) and row.get("Ccy") == "USD":
            published = parse_day(row.get("Date"), "%d.%m.%Y")
            return Quote(
                "USD", "UZS", parse_number(row.get("Rate")), published, "CBU", parse_nominal(row.get("Nominal"))
            )
    raise NotPublishedError(Code.NO_RATE, {"currency": "USD"})
