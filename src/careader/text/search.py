"""Folding for the full-text index: what is indexed and what is asked for go through the same function.

A word has one key in every alphabet (see scripts.py), so that "Тошкент", "Toshkent" and "Toşkent" find each other.
Words that people also type in a plainer way (Asgabat, Мирзиеев) are indexed under that as well. The tables of scripts
are loaded with the first text, since a list is shown without them.
"""

from __future__ import annotations

import re

_QUOTES = re.compile(r"['’‘ʻʼ`´ʹ′](?:(?<!\w.)|(?!\w))", re.DOTALL)
_WORD = re.compile(r"\w+")
_PLAIN = str.maketrans({"ё": "е", "ş": "s", "ç": "c", "š": "s", "č": "c", "ӯ": "ў"})
_PLAINER_LETTERS = "ёşçӯšč"
_PLAINER = re.compile(f"[{_PLAINER_LETTERS}]")
_COMMON_QUOTES = "'’‘ʻʼ`"
_ARABIC = re.compile("[\u0620-\u06ff\u200c\u200d]+")


def _casefolded(text: str) -> str:
    from careader.text.marks import compatible

    return _QUOTES.sub(" ", compatible(text)).casefold()


def fold(text: str) -> str:
    """Fold a text for the index: the keys of its words in order, then those of the plainer spellings of some."""
    from careader.text.keys import encoded, key_of
    from careader.text.scripts import arabic_readings, key

    low = text.casefold()
    if (data := encoded(low)) is not None:  # of such characters NFKC changes none, whether before or after
        if any(quote in low for quote in _COMMON_QUOTES):
            low = _QUOTES.sub(" ", low)
            data = encoded(low) or b""
        folded = key_of(data)
        if not any(letter in low for letter in _PLAINER_LETTERS):
            return folded
    else:
        low = _casefolded(text)
        folded = key(low)
    plainer = set()
    if _PLAINER.search(low):
        plainer = {word.translate(_PLAIN) for word in set(_WORD.findall(low)) if _PLAINER.search(word)}
    plainer |= {reading for word in set(_ARABIC.findall(low)) for reading in arabic_readings(word)[1:]}
    return f"{folded} {key(' '.join(sorted(plainer)))}" if plainer else folded


def words(text: str) -> list[str]:
    """Return the folded words of a text in order."""
    from careader.text.scripts import key

    return _WORD.findall(key(_casefolded(text)))
