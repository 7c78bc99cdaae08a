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
    Page,
    is_of,
    parse_day,
    parse_json,
    parse_nominal,
    parse_number,
    the_one,
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
    dollars = [row for row in rows if isinstance(row, dict) and is_of("USD", row.get("Ccy"), row.get("Code"))]
    return the_one([_quote(row) for row in dollars])


def _quote(row: dict[str, object]) -> Quote:
    value, nominal = parse_number(row.get("Rate")), parse_nominal(row.get("Nominal"))
    return Quote("USD", "UZS", value, parse_day(row.get("Date")), "CBU", nominal)
