"""The keys of Cyrillic keyboards: what comes out where a Latin letter would. Pure.

The rows are those of the X keyboard database (xkeyboard-config): ru(winkeys), kz, kg, tj and uz(cyrillic). Kazakh and
Tajik letters stand where others have digits or signs, so the layouts contradict each other in a few keys; the one named
first wins there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

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


def cyrillic_keys(keys: Iterable[tuple[str, str]], *, first: str = "") -> dict[str, list[str]]:
    """Return for each command the Cyrillic names of its keys.

    `keys` are pairs of a command and the name of one of its keys. A name is given to one command only: the Russian
    layout goes before the others, of these that called `first`, and the keys that are bound already stay what they are.
    """
    pairs = list(keys)
    taken = {key for _, key in pairs}
    found: dict[str, list[str]] = {command: [] for command, _ in pairs}
    others = sorted(LAYOUTS, key=lambda name: name != first)
    # A layout that is named comes before Russian where both say something else of one key.
    order: list[Mapping[str, str]] = [*([LAYOUTS[first]] if first in LAYOUTS else []), RUSSIAN]
    order += [LAYOUTS[name] for name in others if name != first]
    for layout in order:
        by_name = {key_name(latin): key_name(letter) for latin, letter in layout.items()}
        for command, key in pairs:
            name = by_name.get(key)
            if name and name not in taken:
                taken.add(name)
                found[command].append(name)
    return found
