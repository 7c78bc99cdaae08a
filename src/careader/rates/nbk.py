"""National Bank of Kazakhstan: tenge for `quant` units, one day at a time.

`/rss/get_rates.cfm?fdate=01.04.2026` gives XML; its `date` is the day, its `change` is in tenge and is not used.
"""

from __future__ import annotations

from datetime import date

from careader.model import Code, Quote
from careader.rates.archive import newest
from careader.rates.reading import (
    NotPublishedError,
    Page,
    parse_day,
    parse_nominal,
    parse_number,
    parse_text,
    parse_xml,
)


async def ask(page: Page, currency: str, today: date) -> list[Quote]:
    """Give the last two days of publication, oldest first."""

    async def of_day(day: date) -> Quote:
        return parse(await page(f"/rss/get_rates.cfm?fdate={day:%d.%m.%Y}"))

    return await newest(of_day, today)


def parse(content: bytes) -> Quote:
    """Read the tenge's rate to the dollar."""
    root = parse_xml(content)
    for item in root.iter("item"):
        if parse_text(item, "title") == "USD":
            return Quote(
                "USD",
                "KZT",
                parse_number(parse_text(item, "description")),
                parse_day(parse_text(root, "date"), "%d.%m.%Y"),
                "NBK",
                parse_nominal(parse_text(item, "quant")),
            )
    raise NotPublishedError(Code.NO_RATE, {"currency": "USD"})
