"""The keys of Cyrillic keyboards: what comes out where a Latin letter would. Pure.

The rows are those of the X keyboard database (xkeyboard-config): ru(winkeys), kz, kg, tj and uz(cyrillic). Kazakh and
Tajik letters stand where others have digits or signs, so the layouts contradict each other in a few keys; the one named
first wins there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_PLAIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`"
_SHIFTED = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?~'

RUSSIAN: dict[str, str] = {
    **dict(zip(_PLAIN, "йцукенгшщзхъфывапролджэячсмитьбю.ё", strict=True)),
    **dict(zip(_SHIFTED, "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,Ё", strict=True)),
    "$": ";",
}
"""What stands on each key, by the sign that a Latin keyboard has there."""

LAYOUTS: dict[str, dict[str, str]] = {
    "kazakh": dict(zip("1234567890-=!@#$%*()_+", '"әіңғ,.үұқөһ!ӘІҢҒҮҰҚӨҺ', strict=True)),
    "kyrgyz": {"-": "ө", "=": "ң", "_": "Ө", "+": "Ң"},
    "tajik": dict(zip("wsom-=WSOM_+", "қҷҳӣғӯҚҶҲӢҒӮ", strict=True)),
    "uzbek": dict(zip("os-=OS_+", "ўқғҳЎҚҒҲ", strict=True)),
}
"""Where the other layouts differ from the Russian one. A Kyrgyz layout with AltGr differs nowhere."""

_RENAMED = {"solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus"}
_RENAMED |= {"plus_sign": "plus", "low_line": "underscore"}


def key_name(sign: str) -> str:
    """Return the name of the key that types a sign: `slash` for `/`, the letter itself for a letter or digit."""
    if sign.isalnum():
        return sign
    name = unicodedata.name(sign, "").lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name)


_LAYOUT_OF_LANGUAGE = {"kk": "kazakh", "ky": "kyrgyz", "tg": "tajik", "uz": "uzbek"}


def layout_of(locale: str) -> str:
    """Return the layout whose letters win for a locale such as `tg_TJ.UTF-8`: "" where it has none of its own."""
    return _LAYOUT_OF_LANGUAGE.get(locale[:2].lower(), "")


def cyrillic_names(first: str = "") -> list[dict[str, str]]:
    """Return for each layout the names of its keys by those of the Latin keyboard, the layouts in order.

    The Russian one goes before the others; the one that is called `first` goes before it.
    """
    order: list[Mapping[str, str]] = [*([LAYOUTS[first]] if first in LAYOUTS else []), RUSSIAN]
    order += [layout for name, layout in LAYOUTS.items() if name != first]
    return [{key_name(latin): key_name(letter) for latin, letter in layout.items()} for layout in order]
