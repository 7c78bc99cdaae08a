"""JSON as it is really sent: with comments, trailing commas, raw line breaks, wrong escapes, in a call, or cut off."""

from __future__ import annotations

import json
import re
from typing import Any

from careader.sources.jsonrelaxed import relaxed

# A string with everything that may be escaped in it, a comment, or a comma before a closing bracket.
_TOKEN = re.compile(
    r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?$)|//[^\n]*|/\*(?:[^*]|\*(?!/))*+(?:\*/|$)|,(?=\s*[\]}])', re.DOTALL
)
# What servers write before it: a guard against being run as a script, comments, the name of a function.
_BEFORE = re.compile(
    r"(?:[\ufeff\0\s]++|\)\]\}',?|while\(1\);|for\(;;\);|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/)*+(?:[\w.$]{1,60}\s?\((?=\s*[{\[]))?"
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


def start_of_json(text: str) -> int:
    """Return where JSON begins in a text that is meant as JSON, -1 in any other."""
    before = _BEFORE.match(text)
    start = before.end() if before else 0
    return start if text.startswith(("{", "["), start) else -1


def read_json(text: str) -> tuple[Any, bool]:
    """Return the value that a text of JSON holds, and whether it was cut off; raise `BrokenJsonError` for other text.

    Of text that is cut off the values that are whole are kept. A number of very many digits is None.
    """
    text = text[max(start_of_json(text), 0) :].rstrip("\ufeff \t\r\n\0")
    found = _loads(text)
    if found is not None:
        return found, False
    if len(text) > _MENDED_BELOW or not text.startswith(("{", "[")):
        raise BrokenJsonError
    mended = _TOKEN.sub(_mended, text)
    written_anew = ""
    if (found := _loads(mended)) is None:
        written_anew = relaxed(text)
        found = _loads(written_anew)
    if found is not None:
        return found, False
    for broken in (mended, written_anew):
        for closed in _closed(broken):
            if (found := _loads(closed)) is not None:
                return found, True
    raise BrokenJsonError


def _loads(text: str) -> Any:
    """Return the value that a text begins with, whatever follows it; None where it is broken."""
    try:
        return _DECODER.raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _integer(digits: str) -> int | None:
    return int(digits) if len(digits) <= _NUMBER_DIGITS else None


_DECODER = json.JSONDecoder(strict=False, parse_int=_integer)


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
