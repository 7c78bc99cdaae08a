"""Where the words of a search stand in a text, so that they can be marked. Linear in the length of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from careader.text.search import fold

_WORD = re.compile(r"[\w'’‘ʻʼ`´ʹ′]+")
_SURE = 5
"""From how many letters on a word is found in its other forms, by its beginning."""
_VOWELS = frozenset("aeiouyаеёиоуыэюяіәөүұӣӯў")


def hits(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where these words stand, as (start, end), in order and apart from each other.

    A word is found as the beginning of a word in any case, and a long one in its other forms. Of a phrase each word is
    looked for by itself.
    """
    stems = _stems(tuple(words))
    if not stems:
        return []
    return [found.span() for found in _WORD.finditer(text) if fold(found[0]).startswith(stems)]


@lru_cache(maxsize=64)
def _stems(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple({_stem(fold(found[0])) for word in words for found in _WORD.finditer(word)} - {""})


def _stem(word: str) -> str:
    """Cut off what endings change: two letters at most, and none of a short word."""
    if len(word) <= _SURE:
        return word
    cut = word[: max(len(word) - 3, _SURE)]
    return cut[:-1] if cut[-1] in _VOWELS and len(cut) > _SURE else cut
