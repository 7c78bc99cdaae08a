"""The one door for untrusted text: what passes here can be shown, stored and handed to another program.

Terminals act on control characters (ESC starts a command, C1 does in eight bits) and on bidirectional overrides, which
make a line read differently from what it says. A feed may hold any of them, written out or as character references.
"""

from __future__ import annotations

import html
import re
import unicodedata

_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

# Zero-width joiner and non-joiner, which shape letters and emoji.
_KEPT_FORMATS = frozenset("\u200c\u200d")


def _is_unsafe(character: str) -> bool:
    """Say whether a character may not leave this module: controls, formats, surrogates, private use, unassigned."""
    return unicodedata.category(character)[0] == "C" and character not in _KEPT_FORMATS


def _drop_unsafe(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(character for character in text if not _is_unsafe(character))


def clean(text: str, *, limit: int = 0) -> str:
    """Make untrusted plain text into one safe line.

    Runs of white space become one space, controls and invisible formats go, the rest is NFC. `limit` cuts after so many
    characters (0 is no limit). The result is a fixed point: cleaning it again changes nothing.
    """
    line = _drop_unsafe(unicodedata.normalize("NFC", _SPACE.sub(" ", text)))
    line = _SPACE.sub(" ", unicodedata.normalize("NFC", line)).strip()
    return line[:limit].rstrip() if limit and len(line) > limit else line


def clean_lines(text: str) -> str:
    """Make untrusted preformatted text safe and keep its line breaks and indentation; a tab is four spaces."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).split("\n")
    kept = [
        _drop_unsafe(unicodedata.normalize("NFC", "".join(" " if c.isspace() else c for c in line))).rstrip()
        for line in lines
    ]
    return "\n".join(kept).strip("\n")


def clean_markup(text: str, *, limit: int = 0) -> str:
    """Make a title or name that may hold tags and character references, once or twice escaped, into one safe line."""
    for _ in range(2):
        if not _REFERENCE.search(text):
            break
        text = html.unescape(text)
    return clean(_TAG.sub(" ", text), limit=limit)
