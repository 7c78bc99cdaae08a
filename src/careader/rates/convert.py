"""Amounts from one currency into another, crossed through the dollar. Pure: quotes in, decimals out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Context, Decimal

from careader.model import Quote
from careader.rates.change import price

_PRECISE = Context(prec=28)
_AMOUNT = re.compile(r"([0-9][0-9 .,'\u00a0\u202f]{0,30}|[.,][0-9]{1,12})\s*([A-Za-z]{3})?")


class Converter:
    """Converts by the given quotes to the dollar, one a currency.

    `published` holds the day of the quote that each currency is converted by. The dollar is not among them.
    """

    def __init__(self, quotes: Iterable[Quote]) -> None:
        self._per_dollar = {"USD": Decimal(1)}
        self.published: dict[str, date] = {}
        for quote in quotes:
            currency = quote.quote if quote.base == "USD" else quote.base
            self._per_dollar[currency] = price(quote, "USD", currency)
            self.published[currency] = quote.published

    @property
    def currencies(self) -> tuple[str, ...]:
        """What can be converted, the dollar first."""
        return tuple(self._per_dollar)

    def convert(self, amount: Decimal, of: str, to: str) -> Decimal:
        """Give what an amount is in another currency. Raises KeyError for a currency without a rate."""
        return _PRECISE.divide(_PRECISE.multiply(amount, self._per_dollar[to]), self._per_dollar[of])


def parse_amount(text: str) -> tuple[Decimal, str] | None:
    """Read an amount as people write it, with a currency's code after it or none (""); None where it is not one.

    `1250`, `1 250,50`, `1,250.50 kzt` and `12,5` are understood. Of a single comma before three digits it is taken
    that it parts thousands.
    """
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        return None
    digits = re.sub(r"[\s']", "", match[1])
    if re.fullmatch(r"[1-9]\d{0,2}(,\d{3})+(\.\d*)?", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(\.\d{3})+,\d*|\d{1,3}(\.\d{3}){2,}", digits):
        digits = digits.replace(".", "").replace(",", ".")
    else:
        digits = digits.replace(",", ".")
    if not re.fullmatch(r"\d{1,15}(\.\d{0,12})?|\.\d{1,12}", digits):
        return None
    return Decimal(digits), (match[2] or "").upper()
