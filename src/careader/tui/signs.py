"""Whether the terminal has more than ASCII, by what the environment says of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping

_COERCED = ("c.utf-8", "c.utf8", "utf-8")
"""What Python itself puts into LC_CTYPE where the locale is C (PEP 538)."""


def is_plain(environ: Mapping[str, str], encoding: str, *, utf8_mode: bool) -> bool:
    """Return whether plain signs are to be used: the locale is C, or one of another encoding, or none that is there.

    `encoding` is that of the locale as Python has it; `utf8_mode` that Python gave the locale up for UTF-8 (PEP 540),
    so that only its name says what the terminal can do.
    """
    coerced = utf8_mode and environ.get("LC_CTYPE", "").lower() in _COERCED and not environ.get("PYTHONUTF8")
    names = (environ.get("LC_ALL"), None if coerced else environ.get("LC_CTYPE"), environ.get("LANG"))
    name = next((name for name in names if name), "C").lower()
    if "utf" in name:
        return False
    if name in ("c", "posix") or utf8_mode:
        return True
    return "utf" not in encoding.lower()
