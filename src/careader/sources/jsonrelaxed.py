"""JSON that somebody put together by hand, written anew as JSON.

Names and texts in single quotes or in none, quotation marks within a text that nobody escaped, commas that are missing
or one too many, comments, and the words for nothing and for truth of other languages. Goes through the text once; how
far is looked ahead is bounded. Libraries that repair JSON go into what is nested by recursion, which hostile text
exhausts, and guess the end of what is cut off, which a reader is to be told of.
"""

from __future__ import annotations

import json
import re

_SPACE = re.compile(r"(?:\s++|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/|$))++")
_BARE = re.compile(r"[^\s,:{}\[\]\"']++")
_STRETCH = {quote: re.compile(rf"[^{quote}\\]*+(?:\\.[^{quote}\\]*+)*+", re.DOTALL) for quote in "\"'"}
# What follows a quotation mark that ends a text: the sign of JSON that may come next, or the next name, comma or not.
_ENDS = re.compile(
    r"""\s{0,200}(?:[:}\]]|$|,\s{0,200}(?:["'{}\[\]\d/-]|(?:true|false|null)\b|\w{1,40}\s{0,20}:)"""
    r"""|\n\s{0,200}["']|["'][\w.-]{1,40}["']\s{0,20}:|//|/\*)"""
)
_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|(.?))', re.DOTALL)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,40})(?:\.\d{1,40})?(?:[eE][+-]?\d{1,3})?")
_WORDS = {
    **dict.fromkeys(("null", "none", "nil", "undefined", "nan", "infinity", "-infinity"), "null"),
    "true": "true",
    "false": "false",
}


def relaxed(text: str) -> str:
    """Return a text that is nearly JSON as JSON; one that is something else comes back as no JSON either."""
    parts: list[str] = []
    is_value = False  # a value ends before this place
    place = 0
    while place < len(text):
        if space := _SPACE.match(text, place):
            place = space.end()
            continue
        sign = text[place]
        if sign in ",:":
            parts.append(sign)
            is_value = False
            place += 1
        elif sign in "}]":
            if parts and parts[-1] == ",":
                parts.pop()
            parts.append(sign)
            is_value = True
            place += 1
        else:
            if is_value:
                parts.append(",")
            if sign in "{[":
                part, place = sign, place + 1
            elif sign in _STRETCH:
                part, place = _quoted(text, place)
            elif found := _BARE.match(text, place):
                part, place = _bare(found[0], text, found.end()), found.end()
            parts.append(part)
            is_value = part not in ("{", "[")
    return "".join(parts)


def _quoted(text: str, start: int) -> tuple[str, int]:
    """Return the text in quotation marks that begins at a place as one of JSON, and where it ends."""
    quote = text[start]
    said: list[str] = []
    place = start + 1
    while stretch := _STRETCH[quote].match(text, place):
        said.append(stretch[0])
        place = stretch.end() + 1
        if place > len(text) or text[place - 1] != quote or _ENDS.match(text, place):
            break
        said.append('\\"' if quote == '"' else quote)
    body = "".join(said)
    if quote == "'":
        body = re.sub(r'(?<!\\)"', r"\"", body.replace(r"\'", "'"))
    return f'"{_ESCAPE.sub(_escaped, body)}"', min(place, len(text))


def _escaped(found: re.Match[str]) -> str:
    return found[0] if found[1] else found[2].replace('"', '\\"')


def _bare(word: str, text: str, end: int) -> str:
    """Return a word without quotation marks: a name, a number, truth or nothing, or else a text."""
    space = _SPACE.match(text, end)
    is_name = text.startswith(":", space.end() if space else end)
    if not is_name and (known := _WORDS.get(word.lower())):
        return known
    return word if not is_name and _NUMBER.fullmatch(word) else json.dumps(word)
