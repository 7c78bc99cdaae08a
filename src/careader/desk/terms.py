"""A text as a row of terms: what two texts can have in common, whatever their words, endings and script.

The first character of a term says what it is: `@` a place, person or organisation by its gazetteer id, `=` a meaning of
the lexicon, `#` a number, and otherwise it is a stem.
"""

from __future__ import annotations

from typing import NamedTuple

from careader.desk.gazetteer import mentions
from careader.desk.lexicon import lexicon, meaning
from careader.text.tokens import normalise, stem, tokens


class Term(NamedTuple):
    """One term of a text: `word` is what stood there, folded. `kind` and `countries` are those of the mention, if any."""

    id: str
    word: str
    start: int
    value: float | None = None
    ordinal: bool = False
    kind: str = ""
    countries: tuple[str, ...] = ()


def read(text: str) -> list[Term]:
    """Give the terms of a text in order."""
    text = normalise(text)
    names = iter(mentions(text))
    name = next(names, None)
    abroad = lexicon().abroad
    terms: list[Term] = []
    for token in tokens(text):
        while name is not None and name.end <= token.start:
            name = next(names, None)
        if name is not None and token.end > name.start:
            if not terms or terms[-1].start != name.start:
                entity, kind = name.entity, name.kind
                if kind in ("country", "demonym") and name.countries:
                    entity, kind = name.countries[0], "country"
                terms.append(
                    Term(f"@{entity}", text[name.start : name.end].casefold(), name.start, None, False, kind, name.countries)
                )
        elif token.value is not None:
            terms.append(Term(f"#{token.value:.12g}", token.word, token.start, token.value, token.ordinal))
        elif found := meaning(token.word):
            if found in abroad:
                terms.append(Term(f"@{found}", token.word, token.start, None, False, "country", (found,)))
            else:
                terms.append(Term(f"={found}", token.word, token.start))
        else:
            terms.append(Term(stem(token.word), token.word, token.start))
    return terms
