"""exchange-api: market rates of every currency to the dollar, one dated file a day, weekends included (CC0).

`/npm/@fawazahmed0/currency-api@2026-09-29/v1/currencies/usd.min.json` gives `{"date", "usd": {"kgs": ...}}`; a second
address serves the same file. `@latest` lags and a day can be missing, so explicit days are asked for, walking back;
`@latest` only says where to begin when the last ten days are all missing.
"""

from __future__ import annotations

from datetime import date, timedelta

from careader.model import Code, Quote
from careader.rates.archive import newest
from careader.rates.reading import NoRateError, NotPublishedError, Page, parse_day, parse_json, parse_number


async def ask(page: Page, currency: str, today: date) -> list[Quote]:
    """Give the last three days, oldest first: of a Sunday that repeats Saturday, the change is Saturday's."""

    async def of(tag: str) -> Quote:
        path = "/v1/currencies/usd.min.json"
        mirror = f"https://{tag}.currency-api.pages.dev{path}"
        return parse(await page(f"/npm/@fawazahmed0/currency-api@{tag}{path}", mirror=mirror), currency)

    async def of_day(day: date) -> Quote:
        return await of(day.isoformat())

    try:
        return await newest(of_day, today, wanted=3, tries=10, weekends=True)
    except NotPublishedError:
        latest = await of("latest")
    try:
        before = await newest(of_day, latest.published - timedelta(days=1), wanted=2, weekends=True)
    except NoRateError:
        before = []
    return [*(quote for quote in before if quote.published < latest.published), latest]


def parse(content: bytes, currency: str) -> Quote:
    """Read the dollar's price in a currency."""
    table = parse_json(content)
    rates = table.get("usd") if isinstance(table, dict) else None
    if not isinstance(rates, dict) or currency.lower() not in rates:
        raise NoRateError(Code.NO_RATE, {"currency": currency})
    return Quote("USD", currency, parse_number(rates[currency.lower()]), parse_day(table.get("date")), "exchange-api")
