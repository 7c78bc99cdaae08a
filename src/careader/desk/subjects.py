"""What two headlines are about, where that is not the same thing: the bill on seeds and the bill on museums.

A synonym looks like this too ("tomb" and "burial"). What tells them apart is how the two stand: a headline that is
another one with its object swapped has the new object in the old one's place, a paraphrase has turned the sentence
about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careader.desk.facts import calendar
from careader.desk.features import Features
from careader.desk.languages import foreign, other_things
from careader.desk.lexicon import lexicon
from careader.desk.terms import Term, is_telling, weigh
from careader.desk.wording import is_verb

_SPECIFIC = 220
"""Headlines that share names, numbers and uncommon words of this weight may differ in a word without a lead to ask."""
_SIGNS = frozenset(("percent", "usd", "eur", "rub", "kzt", "gbp", "number"))
_MOST = 1
_NAMES = frozenset(("place", "person"))


@dataclass(frozen=True, slots=True)
class Difference:
    """What only the one and only the other of two headlines is about.

    `swapped` says that the one stands in the other's place, `settles` that it keeps the two articles apart.
    """

    one: Sequence[Term]
    other: Sequence[Term]
    swapped: bool
    settles: bool

    def __str__(self) -> str:
        """Say it in a sentence."""
        one, other = (" ".join(dict.fromkeys(term.word for term in terms)) for terms in (self.one, self.other))
        return f"One is about “{one}”, the other about “{other}”."


def difference(a: Features, b: Features) -> Difference | None:
    """Say what two headlines differ in, None where not each of them is about something that the other lacks.

    Where both have a lead, a difference of the headlines settles nothing.
    """
    if foreign(a, b):
        one, other = other_things(a, b), other_things(b, a)
        return Difference(one, other, swapped=True, settles=True) if one and other else None
    one = _subjects(a, b)
    if not one or not (other := _subjects(b, a)):
        return None
    swapped = not _places(a, b, one).isdisjoint(_places(b, a, other))
    settles = _otherwise_equal(a, b) or (
        swapped and max(len(one), len(other)) <= _MOST and not (a.has_lead and b.has_lead)
    )
    return Difference(one, other, swapped, settles)


def _subjects(one: Features, other: Features) -> list[Term]:
    """Give the terms of the one title that say what it is about and that the other article does not have at all.

    These are the things of the lexicon, names, and words that are in neither lexicon nor gazetteer and are no verbs. A
    name that was recognised in only one of the two is still the same word.
    """
    manner = _manner(one, other) | lexicon().acts
    language = one.language
    found = []
    for term in one.title:
        kind = term.id[0]
        if term.id in other.everywhere or kind == "#" or (kind == "=" and term.id[1:] in manner):
            continue
        if kind == "@" and term.kind not in _NAMES:
            continue
        if kind != "=" and (len(term.word) < 3 or term.word in _SIGNS or other.says_like(term.word)):
            continue
        if kind not in "=@" and (calendar(term.word)[1] or is_verb(term.word, language)):
            continue
        found.append(term)
    return found


def _places(one: Features, other: Features, subjects: Sequence[Term]) -> set[tuple[str, str]]:
    """Give where the subjects stand in the one title: between which two terms that the other title has too."""
    places = set()
    before = ""
    waiting = False
    for term in one.title:
        if term.id in other.terms:
            if waiting:
                places.add((before, term.id))
            before, waiting = term.id, False
        elif term in subjects:
            waiting = True
    if waiting:
        places.add((before, ""))
    return places


def _manner(a: Features, b: Features) -> frozenset[str]:
    """Return the meanings that say how something is told; what people are is none where the two titles differ in it."""
    words = lexicon()
    ours, theirs = ({term[1:] for term in one.terms} & words.roles for one in (a, b))
    return words.telling - words.roles if ours - theirs and theirs - ours else words.telling


def _otherwise_equal(a: Features, b: Features) -> bool:
    """Say whether two titles are one sentence with another object in one place: only one part of each is its own."""
    manner = _manner(a, b)
    ours, theirs = ([term.id for term in one.title if term.id[1:] not in manner] for one in (a, b))
    begin = end = 0
    shortest = min(len(ours), len(theirs))
    while begin < shortest and ours[begin] == theirs[begin]:
        begin += 1
    while end < shortest - begin and ours[-1 - end] == theirs[-1 - end]:
        end += 1
    mine, other = ours[begin : len(ours) - end], theirs[begin : len(theirs) - end]
    return bool(mine and other) and not b.terms.intersection(mine) and not a.terms.intersection(other)


def _specific(a: Features, b: Features) -> bool:
    """Say whether two titles share enough that is not found in every other headline."""
    shared = a.terms & b.terms
    return sum(weigh(term) for term in shared if term[0] != "=" and is_telling(term)) >= _SPECIFIC
