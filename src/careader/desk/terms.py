"""A text as a row of terms: what two texts can have in common, whatever their words, endings and script.

The first character of a term says what it is: `@` a place, person or organisation by its gazetteer id, `=` a meaning of
the lexicon, `#` a number, and otherwise it is a stem.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from careader.desk.gazetteer import Mention, mentions
from careader.desk.lexicon import lexicon, meaning
from careader.text.tokens import fold, normalise, stem, tokens


class Term(NamedTuple):
    """One term of a text: `word` is what stood there, folded; `kind` and `countries` are those of a mention."""

    id: str
    word: str
    start: int
    value: float | None = None
    ordinal: bool = False
    kind: str = ""
    countries: tuple[str, ...] = ()


_NAMED = frozenset(("country", "demonym", "outside", "place", "landmark", "region", "person", "currency"))
"""Kinds of mentions that are one thing each. An institution may stand for several: its words are read instead."""


def read(text: str) -> list[Term]:
    """Give the terms of a text in order."""
    if not text:
        return []
    text = normalise(text)
    names = [name for name in mentions(text) if name.kind in _NAMED]
    names.reverse()
    terms: list[Term] = []
    taken = 0
    for token in tokens(text):
        word, start, end, value, ordinal = token
        if start < taken:
            continue
        while names and names[-1].end <= start:
            names.pop()
        if names and end > names[-1].start:
            name = names.pop()
            taken = name.end
            terms.append(_named(name, text))
        elif value is not None:
            terms.append(Term(f"#{value:.12g}", word, start, value, ordinal))
        else:
            found = meaning(word)
            terms.append(Term(f"={found}" if found else stem(word), word, start))
    return terms


def _named(name: Mention, text: str) -> Term:
    """Give the term of a mention: a country, its people and its capital's politics are one; all else is itself."""
    kind, entity = name.kind, name.entity
    if kind in ("country", "demonym") and name.countries:
        kind, entity = "country", name.countries[0]
    elif kind == "outside":
        entity = entity.removeprefix("outside:")
        kind = "country" if len(entity) == 2 else "organisation"
    countries = name.countries or ((entity,) if kind == "country" else ())
    return Term(f"@{entity}", fold(text[name.start : name.end]), name.start, None, False, kind, countries)


_STEM, _THING, _ACT, _TELLING = 100, 70, 60, 40
_NAME, _COUNTRY, _NUMBER, _SMALL_NUMBER = 70, 50, 70, 50


@cache
def weigh(term: str) -> int:
    """Return the weight of a term, 100 at most: words of the lexicon and countries are common in this news.

    Weights are whole numbers, so that a sum of them is the same in whatever order a set is walked through: a float's
    last bit would hang on the interpreter's hash seed, and a story on that bit.
    """
    kind = term[0]
    if kind == "=":
        words = lexicon()
        return _TELLING if term[1:] in words.telling else _ACT if term[1:] in words.acts else _THING
    if kind == "@":
        return _COUNTRY if len(term) == 3 else _NAME
    if kind == "#":
        return _SMALL_NUMBER if len(term) == 2 else _NUMBER
    return _STEM


@cache
def is_telling(term: str) -> bool:
    """Say whether sharing a term tells something: not so a country, a digit, an act, and the manner of telling."""
    return weigh(term) > _ACT
