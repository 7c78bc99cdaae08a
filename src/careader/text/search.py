"""Folding for the full-text index: what is indexed and what is asked for go through the same function."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile(r"(?<=\w)['’‘ʻʼ`´ʹ′](?=\w)")
_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """Fold case, compatibility forms, ё to е, and the apostrophes inside Uzbek words, of every spelling."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return _APOSTROPHES.sub("", folded)


def words(text: str) -> list[str]:
    """Give the folded words of a text in order."""
    return _WORD.findall(fold(text))
