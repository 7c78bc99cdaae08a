"""Bank of Russia: roubles for one unit of a currency, from which a rate to the dollar is crossed.

`/scripts/XML_daily.asp?date_req=25/04/2026` gives XML (windows-1251, decimal comma). Nominals differ (UZS 10000), so
`VunitRate`, which is for one unit, is used. Any date is answered with the last rates set up to then; from 1 to 8
January none are set.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from xml.etree.ElementTree import Element

from careader.model import Code, Quote
from careader.rates.archive import newest
from careader.rates.reading import (
    NoRateError,
    Page,
    is_of,
    parse_day,
    parse_nominal,
    parse_number,
    parse_text,
    parse_xml,
)


async def ask(page: Page, currency: str, today: date) -> list[Quote]:
    """Give the last two days of publication, oldest first; after noon in Moscow the newest is tomorrow's."""

    async def of_day(day: date) -> Quote:
        return parse(await page(f"/scripts/XML_daily.asp?date_req={day:%d/%m/%Y}"), currency)

    return await newest(of_day, today + timedelta(days=1), weekends=True)


def parse(content: bytes, currency: str) -> Quote:
    """Read the dollar's price in a currency: roubles for a dollar by roubles for one unit."""
    root = parse_xml(content)
    roubles = {"RUB": Decimal(1)}
    for row in root.iter("Valute"):
        for code in {"USD", currency}:
            if is_of(code, parse_text(row, "CharCode"), parse_text(row, "NumCode")):
                one = parse_text(row, "VunitRate")
                value = parse_number(one) if one else _divided(row)
                if roubles.setdefault(code, value) != value:
                    raise NoRateError(Code.RATES_DIFFER, {"currency": code})
    if "USD" not in roubles or currency not in roubles:
        raise NoRateError(Code.NO_RATE, {"currency": currency})
    value = parse_number(Decimal(f"{roubles['USD'] / roubles[currency]:.10g}"))
    return Quote("USD", currency, value, parse_day(root.get("Date")), "CBR")


def _divided(row: Element) -> Decimal:
    return parse_number(parse_text(row, "Value")) / parse_nominal(parse_text(row, "Nominal"))
