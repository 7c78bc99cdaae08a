"""Reading what banks send: XML and JSON in any charset, numbers with commas, dates; never more than that.

A provider raises `NoRateError`; `careader.rates.chain` turns it into a `Failure`.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol
from xml.etree import ElementTree

from careader.model import Code, Failure

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LEAST, _MOST, _LARGEST_NOMINAL = Decimal("1e-6"), Decimal("1e9"), 100_000


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
    """Parse the XML of a bank. Entities are not expanded: a document type, which they need, is refused."""
    text = _decode(content)
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise _unreadable(text, "XML")
    try:
        root = ElementTree.fromstring(_DECLARATION.sub("", text))  # noqa: S314  (made safe by the check above)
    except ElementTree.ParseError:
        raise _unreadable(text, "XML") from None
    if root.tag.rpartition("}")[2].lower() == "html":
        raise NoRateError(Code.PAGE_INSTEAD_OF_RATES)
    return root


def parse_json(content: bytes) -> Any:
    """Parse JSON; every number in it becomes a Decimal."""
    text = _decode(content)
    try:
        return json.loads(text, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError):
        raise _unreadable(text, "JSON") from None


def parse_text(element: ElementTree.Element, tag: str) -> str:
    """Give the text of a child element, "" where there is none."""
    return (element.findtext(tag) or "").strip()


def parse_number(value: object) -> Decimal:
    """Read a positive number such as "12 149,84"; raises NoRateError for everything else."""
    text = re.sub(r"\s", "", str(value)).replace(",", ".")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise NoRateError(Code.RATE_NOT_A_NUMBER) from None
    if not (number.is_finite() and _LEAST < number < _MOST):
        raise NoRateError(Code.RATE_NOT_POSSIBLE)
    return number


def parse_nominal(value: object) -> int:
    """Read for how many units a value stands."""
    number = parse_number(value)
    if number != int(number) or number > _LARGEST_NOMINAL:
        raise NoRateError(Code.NOMINAL_NOT_POSSIBLE)
    return int(number)


def parse_day(value: object, form: str = "%Y-%m-%d") -> date:
    """Read the date that an answer bears."""
    try:
        return datetime.strptime(str(value).strip(), form).date()  # noqa: DTZ007  (a calendar day has no time zone)
    except ValueError:
        raise NoRateError(Code.NO_DATE) from None


def _decode(content: bytes) -> str:
    """Decode by the byte order mark or by what the XML says; figures are ASCII: a wrong charset spoils names only."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content.decode(encoding, "replace")
    declared = _ENCODING.match(content)
    try:
        return content.decode(declared[1].decode() if declared else "utf-8", "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def _unreadable(text: str, expected: str) -> NoRateError:
    if re.search(r"<!doctype html|<html|<body", text[:2000], re.IGNORECASE):
        return NoRateError(Code.PAGE_INSTEAD_OF_RATES)
    return NoRateError(Code.NOT_OF_A_FORMAT, {"format": expected})
