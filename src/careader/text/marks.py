"""Compatibility forms of text (NFKC) in linear time, whatever combining marks are piled up in it."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache

_LIMIT = 30
"""How many combining marks in a row are kept: the bound of Unicode's Stream-Safe Text Format (UAX #15)."""
_PERHAPS = re.compile(rf"[^\w\s\x00-\x7f]{{{_LIMIT + 1}}}")


@cache
def _piles() -> re.Pattern[str]:
    """Return what finds more marks in a row than may stand there: sorting them is quadratic in their number."""
    marks = [code for code in range(0x300, sys.maxunicode + 1) if unicodedata.combining(chr(code))]
    ranges: list[list[int]] = []
    for code in marks:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    inside = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)
    return re.compile(f"([{inside}]{{{_LIMIT}}})[{inside}]+")


def compatible(text: str) -> str:
    """Return a text in NFKC, with at most thirty combining marks in a row."""
    if text.isascii():
        return text
    if _PERHAPS.search(text):
        text = _piles().sub(r"\1", text)
    return text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)
