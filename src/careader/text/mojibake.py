"""UTF-8 that was once read as a single-byte set and written again: "ÐŸÑ€Ð¸Ð²ÐµÑ‚", "РџСЂРёРІРµС‚", "donâ€™t"."""

from __future__ import annotations

import re


def _high(name: str) -> dict[str, int]:
    """Return the byte of each character above ASCII in a set, C1 controls for bytes that it does not use."""
    return {bytes([byte]).decode(name, errors="ignore") or chr(byte): byte for byte in range(0x80, 0x100)}


_WESTERN, _CYRILLIC = _high("cp1252"), _high("cp1251")
# C1 controls stand for themselves where text was read as Latin-1 instead.
_WESTERN_BYTES = {**{chr(byte): byte for byte in range(0x80, 0xA0)}, **_WESTERN}
_LETTERS = "".join(map(re.escape, _WESTERN_BYTES))
_SIGNS = "".join(re.escape(c) for c, byte in _CYRILLIC.items() if byte < 0xC0)
_READ_AS_WESTERN = re.compile(f"[\xc2-\xf4][{_LETTERS}]+")
# The first byte of a Cyrillic letter reads as a Cyrillic capital, which no word puts before one sign after another.
_SURELY_CYRILLIC = re.compile(f"(?:[РСТУ][{_SIGNS}]){{3}}")
_READ_AS_CYRILLIC = re.compile(f"(?:[ВГРСТУ][{_SIGNS}]|в[Ђ„†][{_SIGNS}])++")
_CONTROL = re.compile("[\x80-\x84\x86-\x9f]")
# What stands in any such text of a line: the first bytes of its letters; e, o and a.
_WESTERN_SIGNS = ("Ð", "Ã", "Â", "â")
_CYRILLIC_SIGNS = ("Рµ", "Рѕ", "Р°")
_PLAUSIBLE = re.compile(r"[\xa0-\xff\u0100-\u024f\u02bb-\u02bf\u0400-\u052f\u2010-\u203a\u20a0-\u20bf\u2116\u2122…]+")


def unmixed(text: str) -> str:
    """Read parts of a text again that were decoded wrongly once; only what gives letters and signs of the region."""
    if any(sign in text for sign in _WESTERN_SIGNS):
        text = _READ_AS_WESTERN.sub(lambda found: _again(found[0], _WESTERN_BYTES), text)
    if any(sign in text for sign in _CYRILLIC_SIGNS) and _SURELY_CYRILLIC.search(text):
        text = _READ_AS_CYRILLIC.sub(lambda found: _again(found[0], _CYRILLIC), text)
    return text


def named_controls(text: str) -> str:
    """Read C1 controls, which no text holds, as the punctuation of Windows that was taken for Latin-1."""
    return _CONTROL.sub(lambda found: bytes([ord(found[0])]).decode("cp1252", errors="ignore"), text)


def _again(wrong: str, bytes_of: dict[str, int]) -> str:
    try:
        right = bytes(bytes_of[c] if c > "\x7f" else ord(c) for c in wrong).decode()
    except (KeyError, UnicodeDecodeError):
        return wrong
    return right if _PLAUSIBLE.fullmatch(re.sub(r"[\x20-\x7f]", "", right)) else wrong
