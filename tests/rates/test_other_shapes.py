"""Answers of banks in other shapes: each is read right, or refused with a reason so that the next source is asked."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from careader.model import Code, Failure, Quote
from careader.net import Response
from careader.rates import cbr, cbt, cbu, chain, exchange_api, frankfurter, nbk, nbkr, nbt
from careader.rates.change import rate
from careader.rates.reading import NoRateError, parse_day
from careader.rates.weighing import Answer

DAY = date(2026, 4, 1)

NBK = (
    '<?xml version="1.0" encoding="utf-8"?>\n<rates><title>Official exchange rates</title><date>01.04.2026</date>'
    "<item><fullname>ЕВРО</fullname><title>EUR</title><description>548.77</description><quant>1</quant></item>"
    "<item><fullname>ДОЛЛАР США</fullname><title>USD</title><description>478.77</description><quant>1</quant></item>"
    "</rates>"
)
NBKR = (
    '<?xml version="1.0" encoding="windows-1251" ?>\n<CurrencyRates Name="Ежедневные" Date="01.04.2026">'
    '<Currency ISOCode="USD"><Nominal>1</Nominal><Value>87,4500</Value></Currency></CurrencyRates>'
)
NBT = (
    '<?xml version="1.0" encoding="utf-8" ?>\n<ValCurs Date="2026-04-01"><Valute ID="840"><CharCode>USD</CharCode>'
    "<Nominal>1</Nominal><Name>US Dollar</Name><Value>9.3450</Value></Valute></ValCurs>"
)
CBU = '[{"Code":"840","Ccy":"USD","Nominal":"1","Rate":"12194.21","Diff":"-16.5","Date":"01.04.2026"}]'
CBT = (
    '<?xml version="1.0" encoding="UTF-8"?><cbt_currency_rate><date>01.04.2026</date>'
    '<rate code="USD"><multiplier>1</multiplier><rate_tmt>3.5</rate_tmt></rate></cbt_currency_rate>'
)
CBR = (
    '<?xml version="1.0" encoding="windows-1251"?><ValCurs Date="01.04.2026">'
    "<Valute><NumCode>840</NumCode><CharCode>USD</CharCode><Nominal>1</Nominal><Name>Доллар</Name>"
    "<Value>84,0000</Value><VunitRate>84</VunitRate></Valute>"
    "<Valute><NumCode>417</NumCode><CharCode>KGS</CharCode><Nominal>100</Nominal><Name>Сомов</Name>"
    "<Value>96,0000</Value><VunitRate>0,96</VunitRate></Valute></ValCurs>"
)
MARKET = '{"date":"2026-04-01","usd":{"kzt":478.77,"eur":0.86}}'

PARSE: dict[str, tuple[str, str, Callable[[bytes], Quote]]] = {
    "nbk": (NBK, "478.77", nbk.parse),
    "nbkr": (NBKR, "87.45", nbkr.parse),
    "nbt": (NBT, "9.345", nbt.parse),
    "cbu": (CBU, "12194.21", cbu.parse),
    "cbt": (CBT, "3.5", cbt.parse),
    "cbr": (CBR, "87.5", lambda content: cbr.parse(content, "KGS")),
    "exchange_api": (MARKET, "478.77", lambda content: exchange_api.parse(content, "KZT")),
}
CHARSET = {"nbkr": "cp1251", "cbr": "cp1251"}


@pytest.mark.parametrize("bank", PARSE)
def test_the_usual_shape(bank: str) -> None:
    text, value, parse = PARSE[bank]
    quote = parse(text.encode(CHARSET.get(bank, "utf-8")))
    assert (quote.value / quote.nominal, quote.published) == (Decimal(value), DAY)


READ = [
    ("nbk", "description>478.77", "description>478,77", "478.77"),
    ("nbk", "description>478.77", "description> 478.77\n", "478.77"),
    ("nbk", "478.77</description><quant>1<", "4787.7</description><quant>10<", "478.77"),
    ("nbk", "478.77</description><quant>1<", "47 877,00</description><quant>100<", "478.77"),
    ("nbk", "478.77</description><quant>1<", "478,770.00</description><quant>1 000<", "478.77"),
    ("nbk", "478.77</description><quant>1<", "478.770,00</description><quant>1000.0<", "478.77"),
    ("nbk", "478.77</description><quant>1<", "478\u2019770.00</description><quant>1000<", "478.77"),
    ("nbk", "<title>USD", "<title> usd ", "478.77"),
    ("nbk", "<date>01.04.2026", "<date>2026-04-01", "478.77"),
    ("nbk", "<date>01.04.2026", "<date>01.04.26", "478.77"),
    ("nbk", "<date>01.04.2026", "<date>1.4.2026 11:30:00", "478.77"),
    ("nbk", "<date>01.04.2026", "<date>2026-04-01T00:00:00+05:00", "478.77"),
    ("nbk", "<date>01.04.2026", "<date>01/04/2026", "478.77"),
    ("nbk", "<rates>", '<rates xmlns="http://nationalbank.example/rates">', "478.77"),
    ("nbk", 'encoding="utf-8"', 'encoding="windows-1251"', "478.77"),
    ("nbk", 'encoding="utf-8"', 'encoding="utf-16"', "478.77"),
    ("nbk", 'encoding="utf-8"', 'encoding="idna"', "478.77"),
    ("nbk", 'encoding="utf-8"', 'encoding="undefined"', "478.77"),
    ("nbk", 'encoding="utf-8"', 'encoding="x-bank"', "478.77"),
    ("nbk", "</rates>", NBK[NBK.rindex("<item>") :], "478.77"),
    ("nbkr", "87,4500", "87.4500", "87.45"),
    ("nbkr", 'ISOCode="USD"', 'ISOCode="usd "', "87.45"),
    ("nbkr", 'Date="01.04.2026"', 'Date="2026-04-01"', "87.45"),
    ("nbt", "<CharCode>USD", "<CharCode>US$", "9.345"),
    ("nbt", 'Date="2026-04-01"', 'Date="01.04.2026"', "9.345"),
    ("nbt", "<Nominal>1<", "<Nominal>1,0<", "9.345"),
    ("cbu", '"Ccy":"USD",', '"CcyNm":"USD",', "12194.21"),
    ("cbu", '"12194.21"', "12194.21", "12194.21"),
    ("cbu", '"12194.21"', '"12\u00a0194,21"', "12194.21"),
    ("cbu", '"12194.21"', '"12,194.21"', "12194.21"),
    ("cbu", '"12194.21"', "1.219421E+4", "12194.21"),
    ("cbu", '"Diff":"-16.5"', '"Diff":1e99999999999999999999', None),
    ("cbt", "01.04.2026", "2026-04-01", "3.5"),
    ("cbt", 'code="USD"', 'code="usd"', "3.5"),
    ("cbr", "<CharCode>KGS", "<CharCode>KGZ", "87.5"),
    ("cbr", "<VunitRate>0,96</VunitRate>", "", "87.5"),
    ("cbr", "100</Nominal>", "10</Nominal>", "87.5"),
    ("exchange_api", "478.77", '"478,77"', "478.77"),
    ("exchange_api", "2026-04-01", "2026-04-01T00:00:00Z", "478.77"),
]


@pytest.mark.parametrize(("bank", "usual", "other", "value"), READ)
def test_another_shape_is_read(bank: str, usual: str, other: str, value: str | None) -> None:
    text, _, parse = PARSE[bank]
    assert usual in text
    content = text.replace(usual, other).encode(CHARSET.get(bank, "utf-8"))
    if value is None:
        with pytest.raises(NoRateError):
            parse(content)
        return
    quote = parse(content)
    assert (quote.value / quote.nominal, quote.published) == (Decimal(value), DAY)


@pytest.mark.parametrize("bank", PARSE)
def test_byte_order_marks_are_no_part_of_it(bank: str) -> None:
    text, value, parse = PARSE[bank]
    for content in (codecs.BOM_UTF8 + text.encode(), text.encode("utf-16"), b"\n \n" + text.encode()):
        quote = parse(content)
        assert quote.value / quote.nominal == Decimal(value)


NUMBERS = ["0", "-478.77", "NaN", "sNaN", "Infinity", "1e9", "1e99999", "0.0000001", "", "n/a", "1_000", "1.2.3"]
NUMBERS += ["4,78.77", "9" * 5000, "478.77 KZT", "٤٧٨%"]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("bank", PARSE)
def test_what_is_no_rate_is_refused(bank: str, number: str) -> None:
    text, value, parse = PARSE[bank]
    stated = {"nbkr": "87,4500", "nbt": "9.3450", "cbu": "12194.21", "cbr": "0,96"}.get(bank, value)
    for wrong in {number, number.replace(".", ",")} - {"4,78,77"}:
        shown = f'"{wrong}"' if bank == "exchange_api" else wrong
        if not wrong and bank == "cbr":
            continue  # then its value and nominal are read
        with pytest.raises(NoRateError) as refused:
            parse(text.replace(stated, shown).encode())
        assert refused.value.code in {Code.RATE_NOT_A_NUMBER, Code.RATE_NOT_POSSIBLE}


@pytest.mark.parametrize("bank", ["nbk", "nbkr", "nbt", "cbu", "cbt"])
@pytest.mark.parametrize("nominal", ["0", "-1", "1.5", "", "NaN", "one", "1000000"])
def test_a_nominal_that_is_none_is_refused(bank: str, nominal: str) -> None:
    text, _, parse = PARSE[bank]
    tags = {"nbk": "<quant>1<", "cbt": "<multiplier>1<", "cbu": '"Nominal":"1"'}
    usual = tags.get(bank, "<Nominal>1<")
    with pytest.raises(NoRateError) as refused:
        parse(text.replace(usual, usual.replace("1", nominal)).encode())
    assert refused.value.code is Code.NOMINAL_NOT_POSSIBLE


@pytest.mark.parametrize("day", ["", "soon", "32.01.2026", "2026-02-30", "01.04.0001", "01.04.9999", "1775001600", "0"])
@pytest.mark.parametrize("bank", PARSE)
def test_a_rate_without_a_day_is_refused(bank: str, day: str) -> None:
    text, _, parse = PARSE[bank]
    with pytest.raises(NoRateError) as refused:
        parse(text.replace("01.04.2026", day).replace("2026-04-01", day).encode())
    assert refused.value.code is Code.NO_DATE


@pytest.mark.parametrize("bank", ["nbk", "nbkr", "nbt", "cbu", "cbt"])
def test_two_rates_for_one_day_are_none(bank: str) -> None:
    text, value, parse = PARSE[bank]
    row = {"nbk": "<item>", "nbkr": "<Currency ", "cbt": "<rate ", "cbu": "{"}.get(bank, "<Valute ")
    end = {"nbk": "</rates>", "nbkr": "</CurrencyRates>", "cbt": "</cbt_currency_rate>", "cbu": "]"}
    place = text.rindex(end.get(bank, "</ValCurs>"))
    again = text[text.rindex(row) : place]
    comma = "," if bank == "cbu" else ""
    assert parse((text[:place] + comma + again + text[place:]).encode()).value == Decimal(value)
    other = again.replace(value[:2], "5")
    with pytest.raises(NoRateError) as refused:
        parse((text[:place] + comma + other + text[place:]).encode())
    assert refused.value.code is Code.RATES_DIFFER


PAGE = b"<!DOCTYPE html><html><head><title>502</title></head><body><p>Site is under maintenance</body></html>"
BROKEN = [b"", b" \n", PAGE, PAGE[15:], b"\xef\xbb\xbf", b"\x00\x01\x02", b"null", b"<rates/>", b"[]", b"{}", b"[null]"]
BROKEN += [b"[" * 100_000, b"<a>" * 10_000, b'{"usd":[]}', b'{"usd":null,"date":null}', b"[[1]]", b'"USD"', b"<?xml"]


@pytest.mark.parametrize("content", BROKEN)
@pytest.mark.parametrize("bank", [*PARSE, "frankfurter", "table"])
def test_what_holds_no_rates_is_refused_with_a_reason(bank: str, content: bytes) -> None:
    parse = {
        "frankfurter": lambda content: frankfurter.parse(content, "KZT"),
        "table": nbkr.parse_table,
    }.get(bank) or PARSE[bank][2]
    with pytest.raises(NoRateError):
        parse(content)


def test_the_table_is_read_row_by_row() -> None:
    def row(day: str, value: str) -> str:
        return f"<tr><td><!--date-->{day}<!--date--></td><td><!--value-->{value}<!--value--></td></tr>\n"

    rows = [row("03.04.2026", "1&nbsp;087,45"), row(" 02.04.2026 ", "87.40"), row("01.04.2026", "87,30")]
    quotes = nbkr.parse_table("".join(rows).encode("cp1251"))
    assert [quote.value for quote in quotes] == [Decimal("87.30"), Decimal("87.40"), Decimal("1087.45")]
    assert [quote.after for quote in quotes] == [None, DAY, date(2026, 4, 2)]
    for wrong in (row("02.04.2026", "-"), row("02.04.2026", "0,0000"), row("31.02.2026", "87,4")):
        quotes = nbkr.parse_table((rows[0] + wrong + rows[2]).encode())
        assert [(quote.published.day, quote.after) for quote in quotes] == [(1, None), (3, None)]


def test_a_row_that_comes_twice_is_one() -> None:
    def row(day: str, value: str) -> str:
        return f'{{"date":"{day}","base":"USD","quote":"KZT","rate":{value}}}'

    rows = [row("2026-04-01", "478"), row("2026-04-02", "475"), row("2026-04-02", "475.09")]
    quotes = frankfurter.parse(f"[{','.join(rows)}]".encode(), "KZT")
    assert [(quote.published.day, str(quote.value), quote.after) for quote in quotes] == [
        (1, "478", None),
        (2, "475.09", DAY),
    ]


@pytest.mark.parametrize("text", ["2026-04-01", "01.04.2026", "1.4.26", "01-04-2026", "2026/04/01 10:00", "01/04/2026"])
def test_days_in_other_forms(text: str) -> None:
    assert parse_day(text) == DAY


async def answer(pages: Callable[[str], str | None], *, now: datetime) -> Answer:
    """Ask for the tenge where only the National Bank of Kazakhstan answers."""

    async def get(url: str, **options: object) -> Response | Failure:
        text = pages(url.rpartition("fdate=")[2]) if "fdate=" in url else None
        return Failure(url, Code.HTTP, {"status": 404}) if text is None else response(url, text)

    (found,) = [found async for found in chain.ask(get, endpoints={}, now=now, currencies=["KZT"])]
    return found


def response(url: str, text: str) -> Response:
    return Response(url, 200, {}, text.encode())


async def test_a_day_that_is_dated_ahead_does_not_cost_the_change() -> None:
    values = {"03.04.2026": "472.31", "02.04.2026": "475.09", "01.04.2026": "478.77"}
    now = datetime(2026, 4, 3, 12, tzinfo=UTC)

    def pages(day: str) -> str | None:
        if day == "03.04.2026":
            return NBK.replace("01.04.2026", "03.04.2027")
        return NBK.replace("01.04.2026", day).replace("478.77", values[day]) if day in values else None

    found = await answer(pages, now=now)
    shown = rate(found.quotes, base="USD", quote="KZT", now=now)
    assert shown
    assert (shown.as_of, shown.rate, shown.change_pct) == (date(2026, 4, 2), Decimal("475.09"), Decimal("-0.77"))


async def test_a_nominal_that_changes_between_two_days_moves_nothing() -> None:
    def pages(day: str) -> str | None:
        text = NBK.replace("01.04.2026", day)
        other = text.replace("478.77</description><quant>1<", "4787.7</description><quant>10<")
        return {"03.04.2026": other, "02.04.2026": text}.get(day)

    now = datetime(2026, 4, 3, 12, tzinfo=UTC)
    found = await answer(pages, now=now)
    shown = rate(found.quotes, base="KZT", now=now)
    assert shown
    assert (shown.change_pct, found.doubts) == (Decimal("0.00"), ())


async def test_a_reader_that_trips_costs_one_source(monkeypatch: pytest.MonkeyPatch) -> None:
    def trip(content: bytes) -> Quote:
        raise ZeroDivisionError

    monkeypatch.setattr(nbk, "parse", trip)
    found = await answer(lambda day: NBK, now=datetime(2026, 4, 3, 12, tzinfo=UTC))
    assert (found.quotes, Code.UNEXPECTED in {failure.code for failure in found.failures}) == ((), True)
