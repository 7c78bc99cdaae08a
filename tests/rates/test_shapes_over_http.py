"""Answers in shapes that banks have used or may use, sent over HTTP: each is read, or refused with its reason."""

from __future__ import annotations

import codecs
from datetime import UTC, datetime

import pytest

from careader import words
from careader.net import Client
from careader.rates import chain
from careader.rates.change import rate
from tests.banks import KEYS
from tests.newsstand import Newsstand, Page, by_path
from tests.rates.steps import line
from tests.rates.test_other_shapes import CBR, CBT, CBU, MARKET, NBK, NBKR, NBT, PAGE

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
WINDOWS = "cp1251"
ROW = '{"date":"2026-04-01","base":"USD","quote":"KZT","rate":478.77}'
BEFORE = ROW.replace("01", "31", 1).replace("04-31", "03-31").replace("478.77", "480")
TENGE = "478.77 - 2026-04-01 NBK"
SOM = "87.4500 - 2026-04-01 NBKR"
SOUM = "12194.21 - 2026-04-01 CBU"
ONE = "478.77</description><quant>1<"
DECREE = "3.5 - 2015-01-01 decree fixed"


def changed(text: str, *pairs: tuple[str, str], charset: str = "utf-8") -> bytes:
    """Return an answer in which something is written in another way."""
    for usual, other in pairs:
        assert usual in text
        text = text.replace(usual, other)
    return text.encode(charset)


SHAPES: list[tuple[str, str, bytes, str]] = [
    ("R34 an ISO date", "cbt", changed(CBT, ("01.04.2026", "2026-04-01")), "3.5 - 2026-04-01 CBT fixed"),
    ("R34 a page", "cbt", PAGE, DECREE),
    ("R35 year first", "nbkr", changed(NBKR, ("01.04.2026", "2026-04-01")), SOM),
    ("R35 slashes", "nbkr", changed(NBKR, ("01.04.2026", "01/04/2026"), charset=WINDOWS), SOM),
    ("R35 two digits of the year", "nbkr", changed(NBKR, ("01.04.2026", "01.04.26"), charset=WINDOWS), SOM),
    ("R35 with an hour", "nbkr", changed(NBKR, ("01.04.2026", "01.04.2026 10:00"), charset=WINDOWS), SOM),
    ("R35 a day of words", "nbkr", changed(NBKR, ("01.04.2026", "1 April 2026"), charset=WINDOWS), "bears no date"),
    ("R36 a byte order mark", "nbk", codecs.BOM_UTF8 + NBK.encode(), TENGE),
    ("R36 UTF-16", "nbk", NBK.encode("utf-16"), TENGE),
    ("R36 a wrong charset", "nbk", changed(NBK, ("utf-8", "windows-1251")), TENGE),
    ("R36 an unknown charset", "nbk", changed(NBK, ("utf-8", "X-OF-THE-BANK")), TENGE),
    ("R36 a line before", "nbk", b"\n" + NBK.encode(), TENGE),
    ("R36 a comma", "nbk", changed(NBK, ("478.77", " 478,77 ")), TENGE),
    (
        "R36 thousands",
        "nbk",
        changed(NBK, ("478.77</description><quant>1<", "478\u00a0770.00</description><quant>1000<")),
        TENGE,
    ),
    ("R37 no quant", "nbk", changed(NBK, ("<quant>1</quant>", "")), "nominal is not a possible number"),
    ("R37 an unescaped sign", "nbk", changed(NBK, ("ЕВРО", "A & B")), "not XML"),
    ("R37 broken off", "nbk", NBK.encode()[:-40], "not XML"),
    ("R37 nothing", "nbk", b"", "not XML"),
    ("R37 a page", "nbk", PAGE, "a web page instead of rates"),
    ("R38 another name", "cbu", changed(CBU, ('"Ccy":"USD",', '"CcyNm":"USD",')), SOUM),
    ("R38 a nominal of a thousand", "cbu", changed(CBU, ('"1"', "1000"), ("12194.21", "12194210")), SOUM),
    ("R38 no nominal", "cbu", changed(CBU, ('"1"', '""')), "nominal is not a possible number"),
    ("R38 nothing today", "cbu", b"[]", "has no rate of USD"),
    ("R38 an object", "cbu", b'{"USD": 1}', "JSON that holds no rates"),
    ("R38 blanks", "cbu", changed(CBU, ("12194.21", "12 194,21")), SOUM),
    ("R38 zero", "cbu", changed(CBU, ("12194.21", "0")), "not a possible number"),
    (
        "R39 a nominal of ten",
        "nbt",
        changed(NBT, ("<Nominal>1<", "<Nominal>10<"), ("9.3450", "93.450")),
        "9.345 - 2026-04-01 NBT",
    ),
    ("R39 well-formed HTML", "nbt", b"<html><body><p>Help</p></body></html>", "a web page instead of rates"),
    ("R40 as text", "frankfurter", changed(f"[{ROW}]", ("478.77", '"478.77"')), TENGE),
    ("R40 wrapped", "frankfurter", f'{{"rates":[{ROW}]}}'.encode(), "JSON that holds no rates"),
    ("R40 upside down", "frankfurter", f"[{ROW},{BEFORE}]".encode(), "478.77 -0.26 2026-04-01 NBK"),
    ("R40 empty", "frankfurter", b"[]", "no rate of the NBK of late"),
    ("R40 line by line", "frankfurter", f"{ROW}\n{BEFORE}".encode(), "not JSON"),
    ("R40 no number", "frankfurter", changed(f"[{ROW}]", ("478.77", "NaN")), "no rate of the NBK of late"),
    ("R41 one null row", "frankfurter", f"[{BEFORE.replace('480', 'null')},{ROW}]".encode(), TENGE),
    ("R41 one odd date", "frankfurter", f"[{BEFORE.replace('2026-03-31', 'soon')},{ROW}]".encode(), TENGE),
    ("R43 null", "exchange_api", changed(MARKET, ("478.77", "null")), "the rate is not a number"),
    ("R43 zero", "exchange_api", changed(MARKET, ("478.77", "0")), "not a possible number"),
    (
        "R43 another date",
        "exchange_api",
        changed(MARKET, ("2026-04-01", "01.04.2026")),
        "478.77 - 2026-04-01 exchange-api",
    ),
    ("R44 without the price of one", "cbr", changed(CBR, ("<VunitRate>0,96</VunitRate>", "")), "87.5 - 2026-04-01 CBR"),
    ("R44 a wrong nominal", "cbr", changed(CBR, ("100</Nominal>", "10</Nominal>")), "87.5 - 2026-04-01 CBR"),
    ("R44 a page", "cbr", PAGE, "a web page instead of rates"),
]
CURRENCY = {"nbkr": "KGS", "nbt": "TJS", "cbu": "UZS", "cbt": "TMT", "cbr": "KGS"}


@pytest.mark.parametrize("key", KEYS)
async def test_an_answer_in_another_shape(key: str, newsstand: Newsstand) -> None:
    currency = CURRENCY.get(key, "KZT")
    endpoints = {other: newsstand.at(f"/{other}") for other in KEYS}
    async with Client(now=lambda: NOW, per_host=8, key_of=by_path) as client:
        for name, _, body, right in (shape for shape in SHAPES if shape[1] == key):
            newsstand.put(f"/{key}/", Page(body, "text/html"))
            newsstand.put("/nbkr/index1.jsp", Page(status=404))
            asking = chain.ask(client.get, endpoints=endpoints, now=NOW, currencies=[currency])
            [answer] = [answer async for answer in asking]
            shown = rate(answer.quotes, base="USD", quote=currency, now=NOW)
            if right[0].isdigit():
                assert shown is not None, name
                assert line(shown) == right, name
            else:
                assert shown is None, name
                assert right in "; ".join(map(words.say, answer.failures)), name
