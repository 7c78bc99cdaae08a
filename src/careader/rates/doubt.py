"""When a rate is not shown before a second source was heard, and which of the two is shown then.

A bad nominal once made a public mirror show a fall of 90%. A currency can fall by a quarter in a day all the same, so
a large move is not thrown away: it is checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from careader.model import Code, Failure, Quote
from careader.rates.change import per_cent, price, published_days

JUMP = Decimal(10)
"""A move of more per cent than this is checked."""

AGREEMENT = Decimal(2)
"""Two sources that differ by more per cent than this disagree."""

# Units for one dollar in 2026. Only a value over three times as large or small is checked against these, and only
# where nothing is known from before.
_USUAL: dict[str, Decimal] = {
    "KGS": Decimal(87),
    "KZT": Decimal(470),
    "TJS": Decimal("9.3"),
    "UZS": Decimal(12000),
    "TMT": Decimal("3.5"),
    "RUB": Decimal(85),
    "EUR": Decimal("0.87"),
    "CNY": Decimal("7.1"),
    "GBP": Decimal("0.76"),
    "TRY": Decimal(49),
    "AFN": Decimal(64),
}
_FAR = Decimal(3)
_A_DAY = timedelta(days=5)  # between two publications, a weekend and a holiday included


def reason_to_doubt(quotes: Sequence[Quote], known: Quote | None, *, what: str = "") -> Failure | None:
    """Return why the newest of the quotes of the source `what` must be checked, None where it need not.

    `known` is the quote believed so far, of whatever series.
    """
    days = published_days(quotes)
    this = days[-1]
    for before in (*days[-2:-1], *([known] if known else [])):
        then, now = _per_dollar(before), _per_dollar(this)
        move = per_cent(then, now)
        if max(abs(move), abs(per_cent(now, then))) > JUMP:  # in whichever direction it is looked at
            params = {"percent": f"{move:+.0f}"}
            if this.published - before.published <= _A_DAY:
                return Failure(what, Code.LARGE_MOVE, params)
            return Failure(what, Code.LARGE_MOVE_SINCE, params | {"day": before.published.isoformat()})
    if is_out_of_scale(quotes, known):
        return Failure(what, Code.OUT_OF_SCALE, {"value": f"{_per_dollar(this):.8g}", "currency": _currency(this)})
    return None


def is_placeholder(quote: Quote) -> bool:
    """Return whether a quote of exactly one to the dollar holds the place of a rate that is not there."""
    return _per_dollar(quote) == 1 and not 1 / _FAR < _USUAL.get(_currency(quote), _FAR) < _FAR


def agree(one: Sequence[Quote], other: Sequence[Quote]) -> bool:
    """Say whether the newest values of two sources differ by no more than 2%."""
    return abs(per_cent(_newest(one), _newest(other))) <= AGREEMENT


def is_out_of_scale(quotes: Sequence[Quote], known: Quote | None) -> bool:
    """Say whether the newest value is so far off what is known, or usual, that it looks like a slip (a nominal)."""
    newest = published_days(quotes)[-1]
    expected = _per_dollar(known) if known else _USUAL.get(_currency(newest))
    return expected is not None and not 1 / _FAR < _per_dollar(newest) / expected < _FAR


def _newest(quotes: Sequence[Quote]) -> Decimal:
    return _per_dollar(published_days(quotes)[-1])


def _currency(quote: Quote) -> str:
    return quote.quote if quote.base == "USD" else quote.base


def _per_dollar(quote: Quote) -> Decimal:
    return price(quote, "USD", _currency(quote))
