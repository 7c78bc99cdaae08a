"""The desk's sentences on why two articles are one story or two, in the language that is spoken.

The desk says them in English; a language has its own by the English one with `{}` for what it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from careader.words.language import in_signs, spoken


def because(english: str) -> str:
    """Return a sentence of the desk in the language that is spoken; one that it has no words for stays English."""
    for pattern, sentence in _sentences(spoken()) if spoken() != "en" else ():
        if match := pattern.fullmatch(english):
            return in_signs(sentence.format(*match.groups()))
    return in_signs(english)


@cache
def _sentences(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what each sentence looks like, the most particular first, and what it is in a language."""
    return tuple(sorted(_read(language), key=lambda found: -len(found[0].pattern.replace("(.*?)", ""))))


def _read(language: str) -> Iterator[tuple[re.Pattern[str], str]]:
    for english, sentence in import_module(f"careader.words.reasons_{language}").REASONS.items():
        yield re.compile(re.escape(english).replace(r"\{\}", "(.*?)")), sentence
