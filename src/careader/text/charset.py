"""Bytes to text where the declared character set may be missing, wrong, or only that of a part.

UTF-8 is believed when the bytes are UTF-8, whatever is declared: other text hardly ever is by chance. Bytes in it that
are not are read one by one as what they were before somebody pasted them in. Then comes what is declared. A single-byte
set decodes anything, so it must also look like language: Cyrillic read as Western Latin gives words made of accented
letters alone, and that is how it is recognised.
"""

from __future__ import annotations

import codecs
import re
import zlib
from itertools import islice

from careader.text.mojibake import named_controls, unmixed

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARATION = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]{1,40})\s*["']""", re.IGNORECASE)
_HTTP_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
_ACCENTED_WORD = re.compile(r"(?<![A-Za-z])[À-ÿ]{3,}(?![A-Za-z])")
_TURNED_WORD = re.compile(r"\b[а-яё][А-ЯЁ]{3,}\b")
_SMALL, _LARGE = re.compile("[а-яё]+"), re.compile("[А-ЯЁ]+")
_RIGHT_WORD = re.compile(r"[Ѐ-ӿ]{3,}|[À-ɏ][a-z]|[a-z][À-ɏ]")
_NOT_CYRILLIC = re.compile(r"[^Ѐ-ӿ]+")
_NOT_ACCENTED = re.compile(r"[^À-ɏ]+")
_LONE_SIGN = re.compile(rb"(?<![\x80-\xff])[\x80-\xbf](?![\x80-\xff])")
# Bytes are kept as U+DC80 to U+DCFF: the beginning of a character of three or four, or of any at the end.
_CUT_CHARACTER = re.compile("[\udce0-\udcf4][\udc80-\udc9f][\udc80-\udcbf]?|[\udcc2-\udcf4][\udc80-\udcbf]{0,2}$")
_LATIN = frozenset(("ascii", "cp1252", "iso8859-1", "iso8859-15"))
# Sets that are declared for each other.
_MISTAKEN = {"cp1251": "koi8-r", "koi8-r": "cp1251", "koi8-u": "cp1251"}
_CONTROLS = re.compile(rb"\xc2[\x80-\x9f]")
_NO_TEXT = frozenset(("idna", "punycode", "undefined", "mbcs", "oem", "unicode_escape", "raw_unicode_escape", "utf-7"))
_BYTES_OF_ASCII = re.compile(rb"[\t\n\r -~]{8}")
# The first sign of a document is one of ASCII.
_WIDE_STARTS = (
    (re.compile(rb"[\t-~]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0[\t-~]"), "utf-32-be"),
    (re.compile(rb"[\t-~]\0[\t-~]\0"), "utf-16-le"),
    (re.compile(rb"\0[\t-~]\0[\t-~]"), "utf-16-be"),
)
_GZIP = b"\x1f\x8b\x08"


def unpack(content: bytes, limit: int) -> bytes | None:
    """Return what is in gzip, and other bytes as they are; None where it is more than `limit`.

    Gzip that is cut off gives what came.
    """
    unpacked = b""
    while content.startswith(_GZIP):
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            unpacked += stream.decompress(content, limit + 1 - len(unpacked))
        except zlib.error:
            break
        if len(unpacked) > limit:
            return None
        content = stream.unused_data
    return unpacked or (content if len(content) <= limit else None)


def decode(content: bytes, content_type: str = "") -> str:
    """Decode a document by its byte order mark, its bytes, its XML declaration and its content type, in that order.

    Never fails: what cannot be decoded becomes U+FFFD.
    """
    for mark, name in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            if not _is_lie(rest := content[len(mark) :], name):
                return rest.decode(name, errors="replace")
            content = rest
            break
    if name := _wide(content):
        return content.decode(name, errors="replace")
    if (text := _as_utf8(content)) is not None:
        text = unmixed(text)
        return named_controls(text) if _CONTROLS.search(content) else text
    for name in _declared(content, content_type):
        text = content.decode(name, errors="replace")
        if text.count("\ufffd") * 50 <= len(text) and not (name in _LATIN and _is_misread_cyrillic(text)):
            other = _MISTAKEN.get(name)
            return content.decode(other, errors="replace") if other and _is_turned(text) else text
    western = content.decode("cp1252", errors="replace")
    return _cyrillic(content) if _is_misread_cyrillic(western) else western


def _is_lie(content: bytes, name: str) -> bool:
    """Say whether what follows a byte order mark is in another set: bytes of ASCII, or many that are no UTF-8."""
    if name != "utf-8":
        return bool(_BYTES_OF_ASCII.match(content))
    text = content.decode(errors="replace")
    return text.count("\ufffd") - content.count("\ufffd".encode()) > len(text) // 20


def _declared(content: bytes, content_type: str) -> list[str]:
    """Return the sets that are declared and could be: single-byte and Asian ones that Python knows."""
    stated = [found[1].decode("ascii") for found in [_DECLARATION.search(content[:1000])] if found]
    stated += [found[1] for found in [_HTTP_CHARSET.search(content_type)] if found]
    names = []
    for name in stated:
        try:
            known = codecs.lookup(name.removeprefix("x-"))
        except (LookupError, ValueError):
            continue
        text_set = known.name not in _NO_TEXT and not known.name.startswith(("utf-8", "utf-16", "utf-32"))
        if text_set and getattr(known, "_is_text_encoding", True):
            names.append(known.name)
    return names


def _wide(content: bytes) -> str:
    """Name the set of UTF-16 or UTF-32 without a byte order mark by where its zeros stand; "" for anything else."""
    for start, name in _WIDE_STARTS:
        if start.match(content):
            return name
    part = content[: min(400, len(content) // 2 * 2)]
    even, odd = part[::2].count(0), part[1::2].count(0)
    if 10 * (even + odd) < len(part):
        return ""
    return "utf-16-le" if odd > 5 * even else "utf-16-be" if even > 5 * odd else ""


def _as_utf8(content: bytes) -> str | None:
    """Decode UTF-8 that may be cut off in a character or hold some stray bytes; None if it is something else."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        pass
    text = content.decode("utf-8", errors="replace")
    stray = text.count("\ufffd") - content.count("\ufffd".encode())
    right = len(text) - len(text.encode("ascii", "ignore")) - text.count("\ufffd")
    if stray * 20 > right:
        # In other sets nothing reads as whole words of UTF-8, and lone quotation marks hardly ever.
        words = sum(1 for _ in islice(_RIGHT_WORD.finditer(text), 3))
        if words < 3 and not (right and sum(1 for _ in _LONE_SIGN.finditer(content)) >= stray):
            return None
    return _with_stray(content.decode("utf-8", errors="surrogateescape"), "cp1251" if _is_cyrillic(text) else "cp1252")


def _with_stray(text: str, name: str) -> str:
    """Read bytes that are no UTF-8 as those of a single-byte set; a character that is cut off stays unknown."""
    known = {0xDC00 + byte: bytes([byte]).decode(name, errors="replace") for byte in range(0x80, 0x100)}
    return _CUT_CHARACTER.sub("\ufffd", text).translate(known)


def _is_cyrillic(text: str) -> bool:
    """Say whether the letters of a document, as far as they are known, are Cyrillic rather than accented Latin."""
    return len(_NOT_CYRILLIC.sub("", text)) >= len(_NOT_ACCENTED.sub("", text))


def _cyrillic(content: bytes) -> str:
    """Decode Cyrillic of which nobody says how it was written: KOI8-R gives words with their cases turned round."""
    text = content.decode("cp1251", errors="replace")
    return content.decode("koi8-r", errors="replace") if _is_turned(text) else text


def _is_turned(text: str) -> bool:
    """Say whether the cases of Cyrillic are turned round, as where one of two sets is read as the other."""
    small, large = (sum(map(len, letters.findall(text))) for letters in (_SMALL, _LARGE))
    return large > 3 * small and bool(_TURNED_WORD.search(text))


def _is_misread_cyrillic(western: str) -> bool:
    """Say whether text decoded as Western Latin consists of words that no Latin language has."""
    return (
        3 * sum(map(len, _ACCENTED_WORD.findall(western))) > sum("À" <= character <= "ÿ" for character in western) > 3
    )
