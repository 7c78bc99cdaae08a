"""JSON as it is really sent: with comments, trailing commas, raw line breaks, wrong escapes, or cut off."""

from __future__ import annotations

import json
import re
from typing import Any

# A string with everything that may be escaped in it, a comment, or a comma before a closing bracket.
_TOKEN = re.compile(
    r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?$)|//[^\n]*|/\*(?:[^*]|\*(?!/))*+(?:\*/|$)|,(?=\s*[\]}])', re.DOTALL
)
_WRONG_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|(.?))', re.DOTALL)
_NUMBER_DIGITS = 40
_BRACKET = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{}]', re.DOTALL)
_PAIRS = {"{": "}", "[": "]"}
_DEEPEST = 100
_MENDED_BELOW = 4_000_000
"""Characters of broken JSON that are put right; more is refused."""


class BrokenJsonError(ValueError):
    """Text that is no JSON, whatever is put right."""


def read_json(text: str) -> tuple[Any, bool]:
    """Return the value that a text of JSON holds, and whether it was cut off; raise `BrokenJsonError` for other text.

    Of text that is cut off the values that are whole are kept. A number of very many digits is None.
    """
    text = text.strip("\ufeff \t\r\n\0")
    try:
        return _loads(text), False
    except (ValueError, RecursionError):
        pass
    if len(text) > _MENDED_BELOW:
        raise BrokenJsonError
    text = _TOKEN.sub(_mended, text)
    try:
        return _loads(text), False
    except (ValueError, RecursionError):
        pass
    for closed in _closed(text):
        try:
            return _loads(closed), True
        except (ValueError, RecursionError):
            continue
    raise BrokenJsonError


def _loads(text: str) -> Any:
    return json.loads(text, strict=False, parse_int=_integer)


def _integer(digits: str) -> int | None:
    return int(digits) if len(digits) <= _NUMBER_DIGITS else None


def _mended(token: re.Match[str]) -> str:
    """Keep a string with its escapes put right, drop a comment and a trailing comma."""
    found = token[0]
    if not found.startswith('"'):
        return ""
    if "\\" not in found:
        return found
    return _WRONG_ESCAPE.sub(lambda escape: escape[0] if escape[1] else escape[2].replace('"', '\\"'), found)


def _closed(text: str) -> list[str]:
    """Return the text up to the last whole members and with all brackets closed, the longest first."""
    stack: list[str] = []
    ends: list[tuple[int, str]] = []
    for bracket in _BRACKET.finditer(text):
        sign = bracket[0]
        if sign in _PAIRS:
            if len(stack) == _DEEPEST:
                return []
            stack.append(_PAIRS[sign])
        elif sign in ("}", "]"):
            if not stack or stack.pop() != sign:
                return []
            if len(stack) <= 3:
                ends.append((bracket.end(), "".join(reversed(stack))))
    # Of whole values the last is best at the level of the entries; few are worth trying.
    best = sorted(ends[-3:], reverse=True)
    return [text[:end] + closing for end, closing in best]
