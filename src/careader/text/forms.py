"""The forms that a word of a search may have: Токаева is Токаев too, воды is вода, banks is bank.

Words are folded (see search.py), so that one table of endings holds for every alphabet. No dictionary is asked: an
ending that may be one is taken off, and those of its kind are put on. What comes of it that is no word finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

_SHORTEST = 4
"""Shorter words have no other forms here: too many would be alike."""
_STEM = 3
_LONG_STEM = 4
_MOST_FORMS = 120


def _endings(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


_RUSSIAN = _endings(
    """
    a e i o u ia ie iu oi ei oe ee om em iem am iam ah iah ami iami ov ev ii im ih imi ogo ego omu emu aia iaia uiu
    oiu eiu
    """
)
"""Cases of nouns and adjectives, behind a consonant."""
_ENGLISH = _endings("s es ed ing")
_TURKIC = _endings(
    """
    lar ler lor dar der dor tar ter tor da de do ta te dan den din tan ten tin nan nen ga ge go ka ke ni nu di du ti
    tu nin nun ning dun ding tun ting dagi degi daki deki dagu ho ro i
    """
)
"""Plurals and cases of Kazakh, Kyrgyz, Uzbek and Turkmen, of which a word may have two; and those of Tajik."""
_VOWELS = frozenset("aeiou")


@lru_cache(maxsize=4096)
def forms_of(word: str) -> tuple[str, ...]:
    """Return the other forms that a folded word may have; what begins with the word as it is needs no naming."""
    if len(word) < _SHORTEST or not word.isascii() or not word.isalpha():
        return ()
    found = {form: None for form in _forms(word) if not form.startswith(word)}
    return tuple(found)[:_MOST_FORMS]


def _forms(word: str) -> Iterator[str]:
    if stem := _without(word, _RUSSIAN, _STEM, before_vowel=False):
        yield stem
        yield from (stem + ending for ending in _RUSSIAN)
    if stem := _without(word, _ENGLISH, _STEM):
        yield from (stem, f"{stem}e")
        yield from (stem + ending for ending in _ENGLISH)
    stem = word
    for _ in range(2):
        if not (stem := _without(stem, _TURKIC, _LONG_STEM)):
            return
        yield stem
        yield from (stem + ending for ending in _TURKIC)


def _without(word: str, endings: tuple[str, ...], shortest: int, *, before_vowel: bool = True) -> str:
    """Return a word without its longest ending, "" where it has none that leaves a stem."""
    for length in (4, 3, 2, 1):
        stem = word[:-length]
        if len(stem) >= shortest and word[-length:] in endings and (before_vowel or stem[-1] not in _VOWELS):
            return stem
    return ""
