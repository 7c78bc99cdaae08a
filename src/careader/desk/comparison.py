"""Two articles compared."""

from __future__ import annotations

from dataclasses import dataclass

from careader.desk.conflicts import Reason, about_others, conflicts
from careader.desk.features import Features
from careader.desk.languages import foreign, likeness_across
from careader.desk.neighbours import WINDOW
from careader.desk.similarity import Doubt, doubts, likeness
from careader.desk.subjects import difference

_SAME, _SAME_ACROSS = 0.47, 0.66
"""From here on two reports without a conflict are one story: in one language, and in two."""
SUPPORTED = 0.05
"""So much less is enough where others of a story agree."""
_RELATED = 0.22
"""So much less makes them related."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What two articles are to each other: `score` is how alike they are less what their doubts cost.

    `needed` is the score of one story.
    """

    score: float
    needed: float
    doubts: tuple[Doubt, ...]
    conflicts: tuple[Reason, ...]

    @property
    def margin(self) -> float:
        """By how much the score is over what one story needs, below zero where it is under it."""
        return round(self.score - self.needed, 9)

    @property
    def same(self) -> bool:
        """Whether they are one story."""
        return self.margin >= 0 and not self.conflicts

    @property
    def linked(self) -> bool:
        """Whether they are one story, or would be if others said so too."""
        return self.margin >= -SUPPORTED and not self.conflicts

    @property
    def excluded(self) -> bool:
        """Whether something they state keeps them apart, and not only that they seem to be about different things."""
        return any(reason.kind not in ("subject", "object", "headline", "language") for reason in self.conflicts)

    @property
    def swapped(self) -> bool:
        """Whether one is the other with its object swapped."""
        return any(reason.kind == "object" for reason in self.conflicts)

    @property
    def related(self) -> bool:
        """Whether they have to do with each other."""
        return self.margin >= -_RELATED


def compare(a: Features, b: Features) -> Pair:
    """Compare two articles, in whichever order they are given."""
    if b.item.order < a.item.order:
        a, b = b, a
    alike, needed = _alike(a, b)
    differing = difference(a, b)
    found = tuple(doubts(a, b, differing))
    against = tuple(conflicts(a, b)) or tuple(about_others(a, b, differing))
    if abs(a.item.published - b.item.published) > WINDOW:
        against = (Reason("time", "They are more than three days apart."), *against)
    if not headlines_meet(a, b):
        against = (*against, Reason("headline", "Their headlines have too little in common."))
    return Pair(max(0.0, alike - sum(doubt.cost for doubt in found)), needed, found, against)


def can_be_same(a: Features, b: Features) -> bool:
    """Say whether two articles are alike enough for one story, as far as no doubt or conflict is against it."""
    alike, needed = _alike(a, b)
    return alike >= needed - SUPPORTED


def headlines_meet(a: Features, b: Features) -> bool:
    """Say whether two titles share a telling term, and each article has some of the other's title."""
    return not a.keys.isdisjoint(b.keys) and a.words.meet(b.words)


def _alike(a: Features, b: Features) -> tuple[float, float]:
    return (likeness_across(a, b), _SAME_ACROSS) if foreign(a, b) else (likeness(a, b), _SAME)
