"""Reading what banks send: XML and JSON in any charset, numbers with commas, dates; never more than that.

A provider raises `NoRateError`; `careader.rates.chain` turns it into a `Failure`.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol
from xml.etree import ElementTree

from careader.model import Code, Failure, Quote

_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ENCODINGS = re.compile(r"utf-8|ascii|cp\d+|koi8-[a-z]|iso8859-\d+|mac-cyrillic")
"""The charsets that a declaration can name and still be read in: others, such as UTF-16, have it in other bytes."""

_LEAST, _MOST, _LARGEST_NOMINAL = Decimal("1e-6"), Decimal("1e9"), 100_000
_LONGEST = 40  # letters of a number or a date
_FIRST_YEAR, _LAST_YEAR = 1990, 2200
_ISO_DAY = re.compile(r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})")
_LOCAL_DAY = re.compile(r"(?P<day>\d{1,2})[-./](?P<month>\d{1,2})[-./](?P<year>\d{4}|\d\d)")

NUMBERS: dict[str, str] = {
    "USD": "840",
    "KGS": "417",
    "KZT": "398",
    "TJS": "972",
    "UZS": "860",
    "TMT": "934",
    "EUR": "978",
    "RUB": "643",
    "CNY": "156",
    "GBP": "826",
    "TRY": "949",
    "AFN": "971",
}
"""The numbers of currencies in ISO 4217, which stay where a bank writes a code in its own way."""


class NoRateError(Exception):
    """A source has no usable rate; `code` and `params` say why, `retry_at` when it may be asked again."""

    def __init__(
        self, code: Code, params: Mapping[str, str | int] | None = None, retry_at: datetime | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.params = params or {}
        self.retry_at = retry_at

    def failure(self, what: str) -> Failure:
        """Return it as a failure of the source that is called `what`."""
        return Failure(what, self.code, self.params, self.retry_at)


class NotPublishedError(NoRateError):
    """The source answers, but has nothing for the day it was asked for."""


class Page(Protocol):
    """Fetches a path from one source, from `mirror` (a whole address) where that fails. Raises NoRateError."""

    async def __call__(self, path: str, *, mirror: str = "") -> bytes:
        """Give the content of the page."""


def parse_xml(content: bytes) -> ElementTree.Element:
    """Parse the XML of a bank; names lose their namespaces.

    Entities are not expanded: a document type, which they need, is refused.
    """
    text = _decode(content)
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise _unreadable(text, "XML")
    try:
        root = ElementTree.fromstring(_DECLARATION.sub("", text))  # noqa: S314  (made safe by the check above)
    except ElementTree.ParseError:
        raise _unreadable(text, "XML") from None
    if root.tag.rpartition("}")[2].lower() == "html":
        raise NoRateError(Code.PAGE_INSTEAD_OF_RATES)
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return root


def parse_json(content: bytes) -> Any:
    """Parse JSON; every number in it becomes a Decimal."""
    text = _decode(content)
    try:
        return json.loads(text, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, ArithmeticError, RecursionError):
        raise _unreadable(text, "JSON") from None


def parse_text(element: ElementTree.Element, tag: str) -> str:
    """Return the text of a child element, "" where there is none."""
    return (element.findtext(tag) or "").strip()


def is_of(currency: str, code: object, number: object = "") -> bool:
    """Return whether a row is of a currency, by its code, in whatever case, or by its number in ISO 4217."""
    return str(code).strip().upper() == currency or str(number).strip() == NUMBERS.get(currency)


def the_one(quotes: Sequence[Quote], currency: str = "USD") -> Quote:
    """Return the quote of an answer for one day; raises NoRateError where it has none, or several that differ."""
    if not quotes:
        raise NotPublishedError(Code.NO_RATE, {"currency": currency})
    if len({quote.value / quote.nominal for quote in quotes}) > 1:
        raise NoRateError(Code.RATES_DIFFER, {"currency": currency})
    return quotes[0]


def parse_number(value: object) -> Decimal:
    """Read a positive number such as "12 149,84" or "12,149.84"; raises NoRateError for everything else.

    Of a single comma or point it is taken that decimals follow: a figure that is too small for that is noticed later.
    """
    text = str(value)
    if len(text) > _LONGEST:
        raise NoRateError(Code.RATE_NOT_A_NUMBER)
    text = re.sub(r"[\s'\u2019]", "", text)
    decimal = max(text.rfind(","), text.rfind("."))
    if decimal >= 0:
        whole, sign = text[:decimal], text[decimal]
        if sign in whole:  # 1,234,567: the sign parts thousands
            whole, text = text, text.replace(sign, "")
        else:
            text = f"{whole.replace(',', '').replace('.', '')}.{text[decimal + 1 :]}"
        if not _parts_thousands(whole, sign):
            raise NoRateError(Code.RATE_NOT_A_NUMBER)
    try:
        number = Decimal("" if "_" in text else text)
    except InvalidOperation:
        raise NoRateError(Code.RATE_NOT_A_NUMBER) from None
    if not (number.is_finite() and _LEAST < number < _MOST):
        raise NoRateError(Code.RATE_NOT_POSSIBLE)
    return number


def parse_nominal(value: object) -> int:
    """Read for how many units a value stands."""
    try:
        number = parse_number(value)
    except NoRateError:
        raise NoRateError(Code.NOMINAL_NOT_POSSIBLE) from None
    if number != int(number) or number > _LARGEST_NOMINAL:
        raise NoRateError(Code.NOMINAL_NOT_POSSIBLE)
    return int(number)


def parse_day(value: object) -> date:
    """Read the date that an answer bears: 2026-04-01 or 01.04.2026, with -, . or / and an hour after it or none."""
    text = str(value).strip()
    day = re.split(r"[T\s]", text, maxsplit=1)[0]
    found = _ISO_DAY.fullmatch(day) or _LOCAL_DAY.fullmatch(day)
    if found is None or len(text) > _LONGEST:
        raise NoRateError(Code.NO_DATE)
    year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    try:
        read = date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        raise NoRateError(Code.NO_DATE) from None
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise NoRateError(Code.NO_DATE)
    return read


def _parts_thousands(text: str, sign: str) -> bool:
    """Return whether what stands before the decimals is digits, in threes where another sign parts them."""
    other = "[,.]" if sign in text else re.escape({",": ".", ".": ","}[sign])
    return re.fullmatch(rf"[-+]?(\d*|\d{{1,3}}({other}\d{{3}})+)", text) is not None


def _decode(content: bytes) -> str:
    """Decode by the byte order mark or by what the XML says; figures are ASCII: a wrong charset spoils names only."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content.decode(encoding, "replace")
    declared = _ENCODING.match(content)
    return content.decode(_codec(declared[1].decode()) if declared else "utf-8", "replace")


def _codec(name: str) -> str:
    """Return the codec of a charset that a bank declares, UTF-8 for what is none."""
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return "utf-8"
    return codec if _ENCODINGS.fullmatch(codec) else "utf-8"


def _unreadable(text: str, expected: str) -> NoRateError:
    if re.search(r"<!doctype html|<html|<body", text[:2000], re.IGNORECASE):
        return NoRateError(Code.PAGE_INSTEAD_OF_RATES)
    return NoRateError(Code.NOT_OF_A_FORMAT, {"format": expected})
