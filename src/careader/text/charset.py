"""Bytes to text where the declared character set may be missing or wrong.

UTF-8 is believed when the bytes are UTF-8, whatever is declared: other text hardly ever is by chance. Then comes what
is declared. A single-byte set decodes anything, so it must also look like language: Cyrillic read as Western Latin
gives words made of accented letters alone, and that is how it is recognised.
"""

from __future__ import annotations

import codecs
import re

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARATION = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""", re.IGNORECASE)
_HTTP_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
_ACCENTED_WORD = re.compile(r"(?<![A-Za-z])[À-ÿ]{3,}(?![A-Za-z])")
_LATIN = frozenset(("ascii", "cp1252", "iso8859-1", "iso8859-15"))


def decode(content: bytes, content_type: str = "") -> str:
    """Decode a document by its byte order mark, its bytes, its XML declaration and its content type, in that order.

    Never fails: what cannot be decoded becomes U+FFFD.
    """
    for mark, name in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, errors="replace")
    if (text := _as_utf8(content)) is not None:
        return text
    declared = [found[1].decode("ascii") for found in [_DECLARATION.search(content)] if found]
    declared += [found[1] for found in [_HTTP_CHARSET.search(content_type)] if found]
    for name in declared:
        try:
            text = content.decode(name, errors="replace")
        except (LookupError, UnicodeError):
            continue
        is_latin = codecs.lookup(name).name in _LATIN
        if text.count("\ufffd") * 50 <= len(text) and not (is_latin and _is_misread_cyrillic(text)):
            return text
    western = content.decode("cp1252", errors="replace")
    return content.decode("cp1251", errors="replace") if _is_misread_cyrillic(western) else western


def _as_utf8(content: bytes) -> str | None:
    """Decode UTF-8 that may be cut off in a character or hold a few stray bytes; None if it is something else."""
    if b"\0" in content[:200] and content[:200].count(b"\0") > 40:
        return None
    text = content.decode("utf-8", errors="replace")
    stray = text.count("\ufffd") - content.count("\ufffd".encode())
    if not stray:
        return text
    return text if stray * 20 <= sum(character > "\x7f" for character in text) else None


def _is_misread_cyrillic(western: str) -> bool:
    """Say whether text decoded as Western Latin consists of words that no Latin language has."""
    return (
        3 * sum(map(len, _ACCENTED_WORD.findall(western))) > sum("À" <= character <= "ÿ" for character in western) > 5
    )
