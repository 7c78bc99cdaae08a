"""Two reports of one event, sentence by sentence: what only one of them says, and how much of it is news.

A sentence is told by another text where two neighbouring sentences of that carry most of its terms, and the text has
all of its figures. Terms are those of grouping, so that another case, another spelling or a synonym of the lexicon is
the same. Between two languages only what survives translation is compared: names, figures and the lexicon's meanings; a
sentence with too few of them is taken as told, since nothing can be said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from careader.desk.terms import read, weigh

_TOLD = 0.6
"""What share of a sentence's weight must be in two neighbouring sentences of the other text."""
_TRANSLATED = "@#="
_TRANSLATED_AT_LEAST = 3

_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'»”’)\]]*+\s++(?=[\"'«“‘(\[—–\s-]*+[^\W_a-zа-яёәғқңөұүһіҷҳӯӣўý])")
_NO_END = re.compile(
    r"(?:^|[\s(«“\"])(?:[^\W\d_]|mr|mrs|ms|dr|prof|gen|col|lt|sen|gov|rep|st|no|vs|approx|jan|feb|mar|apr|aug|sept?|oct|nov|dec"
    r"|г|гг|им|ул|пр|стр|руб|тыс|млн|млрд|долл|см|др|проф|акад|ген|полк|обл|р-н|тг)\.$",
    re.IGNORECASE,
)
_LONGEST_NO_END = 16
"""More letters than `_NO_END` can match; so much of a sentence is looked at."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text; `alone` says that the other text does not have it."""

    text: str
    alone: bool


def sentences(text: str) -> list[str]:
    """Split a paragraph into sentences; joined by spaces they are the paragraph again, but for doubled spaces."""
    found, start = [], 0
    for end in _END.finditer(text):
        said = text[start : end.end()].strip()
        if not _NO_END.search(said[-_LONGEST_NO_END:]):
            found.append(said)
            start = end.end()
    return [*found, rest] if (rest := text[start:].strip()) else found


def marked(paragraphs: Iterable[str], other: Iterable[str], *, foreign: bool = False) -> list[tuple[Sentence, ...]]:
    """Mark in each paragraph the sentences that the paragraphs of the other text do not tell.

    `foreign` says that the two are of different languages.
    """
    told = _Told(other, foreign=foreign)
    return [
        tuple(Sentence(text, _weight(text, foreign=foreign) > 0 and text not in told) for text in sentences(paragraph))
        for paragraph in paragraphs
    ]


class _Told:
    """What a text tells; a sentence is `in` it or not."""

    def __init__(self, paragraphs: Iterable[str], *, foreign: bool) -> None:
        self._foreign = foreign
        each = [_terms(text, foreign=foreign) for paragraph in paragraphs for text in sentences(paragraph)]
        self._windows: Sequence[frozenset[str]] = [one | other for one, other in pairwise(each)] or each
        self._figures = frozenset(term for terms in each for term in terms if term[0] == "#")

    def __contains__(self, sentence: str) -> bool:
        terms = _terms(sentence, foreign=self._foreign)
        if any(term[0] == "#" and term not in self._figures for term in terms):
            return False
        needed = _TOLD * sum(map(weigh, terms))
        return any(sum(weigh(term) for term in terms & window) >= needed for window in self._windows)


def _weight(sentence: str, *, foreign: bool) -> int:
    """Give what a sentence weighs, 0 where it cannot be compared."""
    terms = _terms(sentence, foreign=foreign)
    return 0 if foreign and len(terms) < _TRANSLATED_AT_LEAST else sum(map(weigh, terms))


@lru_cache(maxsize=1 << 12)
def _terms(sentence: str, *, foreign: bool) -> frozenset[str]:
    return frozenset(term.id for term in read(sentence) if not foreign or term.id[0] in _TRANSLATED)
