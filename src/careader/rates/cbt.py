"""Central Bank of Turkmenistan: the manat, fixed at 3.5 to the dollar since 1 January 2015.

`/kurs/2026/20052026.xml` gives XML, 404 on Sundays. From abroad the bank often cannot be reached: then what it said
last holds, and the decree where it has never been heard.
"""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element

from careader.model import Quote
from careader.rates.archive import newest
from careader.rates.change import PEGS
from careader.rates.endpoints import DECREE
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

_DECREED = date(2015, 1, 1)


async def ask(page: Page, currency: str, today: date) -> list[Quote]:
    """Give the last day of publication."""

    async def of_day(day: date) -> Quote:
        return parse(await page(f"/kurs/{day:%Y}/{day:%d%m%Y}.xml"))

    return await newest(of_day, today, wanted=1, tries=3, weekends=True)


def parse(content: bytes) -> Quote:
    """Read the manat's rate to the dollar."""
    root = parse_xml(content)
    rows = [row for row in root.iter("rate") if is_of("USD", row.get("code"))]
    return the_one([_quote(row, parse_text(root, "date")) for row in rows])


def _quote(row: Element, day: str) -> Quote:
    value, nominal = parse_number(parse_text(row, "rate_tmt")), parse_nominal(parse_text(row, "multiplier"))
    return Quote("USD", "TMT", value, parse_day(day), "CBT", nominal)


async def decreed(page: Page, currency: str, today: date) -> list[Quote]:
    """Return what the decree says since it was made; asks nobody."""
    return [Quote("USD", "TMT", PEGS["TMT"], _DECREED, DECREE.series)]
