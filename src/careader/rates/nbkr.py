"""National Bank of the Kyrgyz Republic: som for `Nominal` units.

`/XML/daily.xml` (windows-1251, decimal comma) is the newest day, now and then already tomorrow's. Earlier days are in
an HTML table with a comment before and after each cell; the dollar is its currency 15. The weekly file is not used.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from xml.etree.ElementTree import Element

from careader.model import Code, Quote
from careader.rates.archive import by_day, in_one_answer
from careader.rates.reading import (
    NoRateError,
    Page,
    is_of,
    parse_day,
    parse_nominal,
    parse_number,
    parse_text,
    parse_xml,
    the_one,
)

_ROW = re.compile(r"<!--date-->([^<]{1,40})<!--date-->[^\d]{0,200}?<!--value-->([^<]{0,40})<!--value-->")
_DAYS = 14


async def ask(page: Page, currency: str, today: date) -> list[Quote]:
    """Give the newest day and what the table has of the last two weeks, oldest first."""
    latest = parse(await page("/XML/daily.xml"))
    try:
        earlier = await ask_since(page, latest.published - timedelta(days=_DAYS), latest.published)
    except NoRateError:
        earlier = []  # the newest day stands by itself, without a change
    return in_one_answer([*(quote for quote in earlier if quote.published < latest.published), latest])


async def ask_since(page: Page, first: date, last: date) -> list[Quote]:
    """Give the days of the HTML table between two dates, oldest first; a year at most."""
    span = f"beg_day={first:%d}&beg_month={first:%m}&beg_year={first:%Y}&end_day={last:%d}&end_month={last:%m}"
    content = await page(f"/index1.jsp?item=1562&lang=ENG&valuta_id=15&{span}&end_year={last:%Y}")
    return parse_table(content)


def parse(content: bytes) -> Quote:
    """Read the som's rate to the dollar from the daily file."""
    root = parse_xml(content)
    rows = [row for row in root.iter("Currency") if is_of("USD", row.get("ISOCode"))]
    return the_one([_quote(row, root.get("Date")) for row in rows])


def parse_table(content: bytes) -> list[Quote]:
    """Read the dollar's days from the HTML table, oldest first; a row that cannot be read is left out."""
    rows = _ROW.findall(content.decode("utf-8", "replace"))
    quotes = [quote for day, value in rows if (quote := _of_table(day, value)) is not None]
    if not quotes:
        raise NoRateError(Code.NO_EARLIER_RATES)
    return in_one_answer(quotes) if len(quotes) == len(rows) else by_day(quotes)


def _quote(row: Element, day: object) -> Quote:
    value, nominal = parse_number(parse_text(row, "Value")), parse_nominal(parse_text(row, "Nominal"))
    return Quote("USD", "KGS", value, parse_day(day), "NBKR", nominal)


def _of_table(day: str, value: str) -> Quote | None:
    try:
        return Quote("USD", "KGS", parse_number(unescape(value)), parse_day(day), "NBKR")
    except NoRateError:
        return None
