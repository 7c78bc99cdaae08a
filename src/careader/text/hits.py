"""Where the words of a search stand in a text, so that they can be marked. Linear in the length of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from careader.text.forms import forms_of
from careader.text.search import fold

_WORD = re.compile(r"[\w'’‘ʻʼ`´ʹ′]+")


def hits(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where these words stand, as (start, end), in order and apart from each other.

    A word is found as the search finds it: as the beginning of a word in any case, or in another of its forms. Of a
    phrase each word is looked for by itself.
    """
    beginnings, forms = _wanted(tuple(words))
    if not beginnings:
        return []
    return [
        found.span()
        for found in _WORD.finditer(text)
        if (folded := fold(found[0])).startswith(beginnings) or folded in forms
    ]


@lru_cache(maxsize=64)
def _wanted(words: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return what a word that is found begins with, or is."""
    beginnings = {fold(found[0]) for word in words for found in _WORD.finditer(word)} - {""}
    return tuple(beginnings), frozenset(form for word in beginnings for form in forms_of(word))
