"""National Bank of Tajikistan (www.nbt.tj): somoni for `Nominal` units, one day at a time.

`/en/kurs/export_xml.php?date=2026-05-18&export=xmlout` gives XML. A date out of range silently answers today: the
root's `Date` is believed. A weekend repeats Friday under its own date and is not asked for.
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
        return parse(await page(f"/en/kurs/export_xml.php?date={day}&export=xmlout"))

    return await newest(of_day, today)


def parse(content: bytes) -> Quote:
    """Read the somoni's rate to the dollar."""
    root = parse_xml(content)
    rows = [row for row in root.iter("Valute") if is_of("USD", parse_text(row, "CharCode"), row.get("ID"))]
    return the_one([_quote(row, root.get("Date")) for row in rows])


def _quote(row: Element, day: object) -> Quote:
    value, nominal = parse_number(parse_text(row, "Value")), parse_nominal(parse_text(row, "Nominal"))
    return Quote("USD", "TJS", value, parse_day(day), "NBT", nominal)
