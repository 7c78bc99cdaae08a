"""National Bank of Kazakhstan: tenge for `quant` units, one day at a time.

`/rss/get_rates.cfm?fdate=01.04.2026` gives XML; its `date` is the day, its `change` is in tenge and is not used.
"""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element

from careader.model import Quote
from careader.rates.archive import newest
from careader.rates.reading import (
    Page,
    is_of,
    parse_day,
    parse_nominal,
    parse_number,
    parse_text,
    parse_xml,
    the_one,
)


async def ask(page: Page, currency: str, today: date) -> list[Quote]:
    """Give the last two days of publication, oldest first."""

    async def of_day(day: date) -> Quote:
        return parse(await page(f"/rss/get_rates.cfm?fdate={day:%d.%m.%Y}"))

    return await newest(of_day, today)


def parse(content: bytes) -> Quote:
    """Read the tenge's rate to the dollar."""
    root = parse_xml(content)
    rows = [item for item in root.iter("item") if is_of("USD", parse_text(item, "title"))]
    return the_one([_quote(row, parse_text(root, "date")) for row in rows])


def _quote(item: Element, day: str) -> Quote:
    value, nominal = parse_number(parse_text(item, "description")), parse_nominal(parse_text(item, "quant"))
    return Quote("USD", "KZT", value, parse_day(day), "NBK", nominal)
