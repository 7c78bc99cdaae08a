"""Amounts, as people write them, from one currency into another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from careader.model import Quote
from careader.rates.convert import Converter, parse_amount

DAY = date(2026, 9, 29)


def quote(currency: str, value: str, nominal: int = 1) -> Quote:
    return Quote("USD", currency, Decimal(value), DAY, "X", nominal)


def test_amounts_cross_through_the_dollar() -> None:
    converter = Converter([quote("KZT", "441.23"), quote("EUR", "0.88"), quote("UZS", "117922.2", nominal=10)])
    assert converter.currencies == ("USD", "KZT", "EUR", "UZS")
    assert converter.convert(Decimal(100), "USD", "KZT") == Decimal(44123)
    assert converter.convert(Decimal("441.23"), "KZT", "EUR") == Decimal("0.88")
    assert converter.convert(Decimal(1), "EUR", "EUR") == 1
    assert converter.convert(Decimal(0), "EUR", "UZS") == 0
    assert round(converter.convert(Decimal(1), "EUR", "UZS"), 2) == Decimal("13400.25")
    assert converter.published == {"KZT": DAY, "EUR": DAY, "UZS": DAY}
    with pytest.raises(KeyError):
        converter.convert(Decimal(1), "USD", "XXX")


def test_there_and_back_is_the_same_amount() -> None:
    converter = Converter([quote("KZT", "441.23"), Quote("EUR", "USD", Decimal("1.1361"), DAY, "ECB")])
    there = converter.convert(Decimal("1234.56"), "KZT", "EUR")
    assert abs(converter.convert(there, "EUR", "KZT") - Decimal("1234.56")) < Decimal("1e-20")


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("1250", "1250", ""),
        (" 1 250,50 ", "1250.50", ""),
        ("1\u00a0250,50", "1250.50", ""),
        ("1,250.50 kzt", "1250.50", "KZT"),
        ("12,5", "12.5", ""),
        ("0,125", "0.125", ""),
        ("1,250", "1250", ""),
        ("1.250,5", "1250.5", ""),
        ("1.250.000", "1250000", ""),
        ("1'250.5", "1250.5", ""),
        (".5", "0.5", ""),
        ("100USD", "100", "USD"),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, amount: str, currency: str) -> None:
    assert parse_amount(text) == (Decimal(amount), currency)


@pytest.mark.parametrize("text", ["", "abc", "-5", "1e9", "1..2", "1,2,3", "5 euros", "9" * 16, "NaN", "1 2 EUR EUR"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert parse_amount(text) is None
