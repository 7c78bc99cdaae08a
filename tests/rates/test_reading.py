from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.rates import cbr, cbt, cbu, exchange_api, frankfurter, nbk, nbkr, nbt
from careader.rates.reading import NoRateError, parse_json, parse_nominal, parse_number, parse_xml

PARSERS: dict[str, Callable[[bytes], object]] = {
    "frankfurter": lambda content: frankfurter.parse(content, "KZT"),
    "nbk": nbk.parse,
    "nbkr": nbkr.parse,
    "nbkr table": nbkr.parse_table,
    "nbt": nbt.parse,
    "cbu": cbu.parse,
    "cbt": cbt.parse,
    "cbr": lambda content: cbr.parse(content, "KZT"),
    "exchange_api": lambda content: exchange_api.parse(content, "KZT"),
}
BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rates>&b;</rates>"""


@pytest.mark.parametrize(
    ("text", "number"),
    [("472.31", "472.31"), ("87,4500", "87.4500"), ("12 149,84", "12149.84"), ("12\u00a0149.84", "12149.84")],
)
def test_numbers_come_with_points_commas_and_spaces(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "-", "abc", "0", "-1", "NaN", "Infinity", "1e999", "1e-99", "1,2,3", None, [], {}]
)
def test_what_is_no_possible_rate_is_refused(text: object) -> None:
    with pytest.raises(NoRateError):
        parse_number(text)


@pytest.mark.parametrize("text", ["0", "1.5", "-1", "", "ten", "1000000"])
def test_a_nominal_is_a_whole_number_of_a_possible_size(text: str) -> None:
    with pytest.raises(NoRateError):
        parse_nominal(text)


def test_numbers_in_json_keep_their_digits() -> None:
    assert parse_json(b"[472.3100, 473]") == [Decimal("472.3100"), Decimal(473)]


def test_entities_are_not_expanded() -> None:
    with pytest.raises(NoRateError, match="not-of-a-format"):
        parse_xml(BOMB)
    with pytest.raises(NoRateError, match="not-of-a-format"):
        parse_xml(BOMB.decode().encode("utf-16"))


@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0" encoding="windows-1251"?><r><n>Доллар</n></r>'.encode("windows-1251"),
        '<?xml version="1.0" encoding="windows-1251"?><r><n>Доллар</n></r>'.encode(),
        '<?xml version="1.0" encoding="no-such"?><r><n>Доллар</n></r>'.encode(),
        '<?xml version="1.0" encoding="utf-8"?><r><n>Доллар</n></r>'.encode("windows-1251"),
        '<?xml version="1.0" encoding="windows-1251"?><r><n>Доллар</n></r>'.encode("utf-16"),
        "\ufeff<r><n>Доллар</n></r>".encode(),
    ],
)
def test_xml_is_read_whatever_charset_it_claims(content: bytes) -> None:
    assert parse_xml(content).tag == "r"


@pytest.mark.parametrize("name", PARSERS)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff",
        b"<!doctype html><html><body>Hello</body></html>",
        b"<html><br></html>",
        b"{}",
        b"[]",
        b"[{}]",
        b"[[]]",
        b'{"date": "2026-11-20", "usd": []}',
        b'{"usd": {"kzt": 470.1}}',
        b'[{"base": "USD", "quote": "KZT", "rate": null, "date": "2026-11-20"}]',
        b'[{"Ccy": "USD", "Nominal": "1", "Rate": "12149.84", "Date": "tomorrow"}]',
        b"null",
        b"3",
        b"[" * 100_000,
        b"9" * 10_000,
        BOMB,
        b"<ValCurs><Valute><CharCode>USD</CharCode></Valute></ValCurs>",
        b'<CurrencyRates><Currency ISOCode="USD"><Nominal>1</Nominal><Value>87,4</Value></Currency></CurrencyRates>',
        b"<rates><item><title>USD</title><description>1</description></item></rates>",
    ],
)
def test_whatever_comes_is_a_rate_or_a_reason(name: str, content: bytes) -> None:
    with pytest.raises(NoRateError) as caught:
        PARSERS[name](content)
    assert caught.value.failure("A bank").code


@given(st.sampled_from(sorted(PARSERS)), st.binary(max_size=200))
def test_bytes_never_break_a_parser(name: str, content: bytes) -> None:
    with pytest.raises(NoRateError):
        PARSERS[name](content)


def test_a_web_page_is_called_one() -> None:
    for name in set(PARSERS) - {"nbkr table"}:
        with pytest.raises(NoRateError, match="page-instead-of-rates"):
            PARSERS[name](b"<!DOCTYPE html><html><head></head></html>")


def test_the_russian_bank_may_leave_the_price_of_one_unit_out() -> None:
    rows = "".join(
        f"<Valute><CharCode>{code}</CharCode><Nominal>{nominal}</Nominal><Value>{value}</Value></Valute>"
        for code, nominal, value in (("USD", 1, "84,5000"), ("KZT", 100, "16,9000"))
    )
    quote = cbr.parse(f'<ValCurs Date="25.04.2026">{rows}</ValCurs>'.encode(), "KZT")
    assert (quote.value, quote.provider, str(quote.published)) == (Decimal(500), "CBR", "2026-04-25")
