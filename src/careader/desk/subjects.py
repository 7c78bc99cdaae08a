"""What two headlines are about, where that is not the same thing: the bill on seeds and the bill on museums.

A synonym looks like this too ("tomb" and "burial"). What tells them apart is how the two stand: a headline that is
another one with its object swapped has the new object in the old one's place, a paraphrase has turned the sentence
about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careader.desk.features import Features
from careader.desk.languages import foreign, other_things
from careader.desk.terms import Term

_EQUAL = 2
"""So many terms at least are the same in two sentences that are otherwise equal."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What only the one and only the other of two headlines is about.

    `swapped` says that the headlines are otherwise equal and the one stands in the other's place, `settles` that it
    keeps the two articles apart.
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

    It settles that they are of two events where one is the other with its object swapped. Where both have a lead, only
    a headline that is otherwise equal settles it.
    """
    if foreign(a, b):
        one, other = other_things(a, b), other_things(b, a)
        return Difference(one, other, swapped=False, settles=True) if one and other else None
    roles = a.roles - b.roles and b.roles - a.roles
    one = _missing(a, b, roles=bool(roles))
    if not one or not (other := _missing(b, a, roles=bool(roles))):
        return None
    if _otherwise_equal(a, b, roles=bool(roles)):
        return Difference(one, other, swapped=True, settles=True)
    in_one_place = not _places(a, b, one).isdisjoint(_places(b, a, other))
    settles = in_one_place and len(one) == len(other) == 1 and not (a.has_lead and b.has_lead)
    return Difference(one, other, swapped=False, settles=settles)


def _missing(one: Features, other: Features, *, roles: bool) -> list[Term]:
    """Return the subjects of the one title that the other article does not have at all.

    A name that was recognised in only one of the two is still the same word. What people are counts where the two
    titles differ in it.
    """
    known = other.counts
    return [
        term
        for term in one.subjects
        if term.id not in known
        and (roles or term.id not in one.roles)
        and (term.id[0] == "=" or not other.says_like(term.word))
    ]


def _places(one: Features, other: Features, subjects: Sequence[Term]) -> set[tuple[str, str]]:
    """Return where the subjects stand in the one title: between which two terms that the other title has too."""
    places = set()
    ids = {term.id for term in subjects}
    before = ""
    waiting = False
    for term in one.title:
        if term.id in other.terms:
            if waiting:
                places.add((before, term.id))
            before, waiting = term.id, False
        elif term.id in ids:
            waiting = True
    if waiting:
        places.add((before, ""))
    return places


def _otherwise_equal(a: Features, b: Features, *, roles: bool) -> bool:
    """Say whether two titles are one sentence with another object in one place: only one part of each is its own."""
    ours, theirs = (one.substance if roles else one.substance_without_roles for one in (a, b))
    begin = end = 0
    shortest = min(len(ours), len(theirs))
    while begin < shortest and ours[begin] == theirs[begin]:
        begin += 1
    while end < shortest - begin and ours[-1 - end] == theirs[-1 - end]:
        end += 1
    mine, other = ours[begin : len(ours) - end], theirs[begin : len(theirs) - end]
    if begin + end < _EQUAL or not mine or not other:
        return False
    return b.terms.isdisjoint(mine) and a.terms.isdisjoint(other)
