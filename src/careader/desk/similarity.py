"""How alike two articles are, and what makes it doubtful that they are one story without settling it."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from careader.desk.conflicts import Reason
from careader.desk.facts import COUNTED_ANEW
from careader.desk.features import Features
from careader.desk.subjects import Difference
from careader.desk.vector import cosine

_WHOLE, _TITLES, _COVERED = 0.4, 0.2, 0.4
_SAME_OUTLET, _OTHER_DATES, _OTHER_FIGURES, _OTHER_NUMBER, _OTHER_SUBJECT, _LATER = 0.2, 0.15, 0.1, 0.1, 0.1, 0.1
_OTHER_PLACES, _OTHER_ANGLE, _OTHER_ROLE = 0.15, 0.05, 0.1
_BARELY = 0.4
"""The share of a headline under which another article barely says it."""


class Doubt(NamedTuple):
    """Something that takes `cost` from how alike two articles are."""

    reason: Reason
    cost: float


def likeness(a: Features, b: Features) -> float:
    """Say how alike two articles are, 0 to 1.

    Two fifths are the cosine of title and lead (of the titles, where one has no lead), one fifth is the cosine of the
    titles, and two fifths how much of each title is found anywhere in the other article.
    """
    titles = cosine(a.title_vector, b.title_vector)
    whole = cosine(a.whole_vector, b.whole_vector) if a.has_lead and b.has_lead else titles
    covered = _covered(a, b) + _covered(b, a)
    return _WHOLE * whole + _TITLES * titles + _COVERED / 2 * covered


def _covered(one: Features, other: Features) -> float:
    """Give the share of the one's title that the other article says too."""
    everywhere = other.counts
    shared = sum([weight for term, weight in one.title_vector.weights.items() if term in everywhere])
    return shared / one.title_weight if shared else 0.0


def _elsewhere(a: Features, b: Features) -> bool:
    ours, theirs = (one.supported.regions.union(place for place, _ in one.supported.places) for one in (a, b))
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _differ(one: Set[tuple[str, float]], other: Set[tuple[str, float]]) -> bool:
    """Say whether two headlines give different numbers, but for what is counted anew all day."""
    ours, theirs = ({value for unit, value in counts if unit not in COUNTED_ANEW} for counts in (one, other))
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def doubts(a: Features, b: Features, found: Difference | None) -> Iterator[Doubt]:
    """Yield what makes it doubtful that two articles are one story; `found` is the difference of their headlines."""
    if a.item.outlet == b.item.outlet:
        yield Doubt(Reason("outlet", f"Both are by {a.item.outlet}, which seldom tells one story twice."), _SAME_OUTLET)
    hours = abs(a.item.published - b.item.published).total_seconds() / 3600
    if hours > 24:
        yield Doubt(Reason("time", f"They are {hours:.0f} hours apart."), _LATER * (hours - 24) / 48)
    days, others = a.supported.days, b.supported.days
    if days and others and not days & others:
        yield Doubt(Reason("dates", "Their texts speak of different dates."), _OTHER_DATES)
    amounts, other_amounts = a.supported.amounts, b.supported.amounts
    if amounts and other_amounts and not amounts & other_amounts:
        yield Doubt(Reason("figures", "Their texts give different figures."), _OTHER_FIGURES)
    if a.has_lead and b.has_lead and min(_covered(a, b), _covered(b, a)) < _BARELY:
        yield Doubt(Reason("angle", "One article barely says what the other's headline does."), _OTHER_ANGLE)
    if a.has_lead and b.has_lead and _elsewhere(a, b):
        yield Doubt(Reason("places", "Their texts name different places."), _OTHER_PLACES)
    counts, other_counts = a.stated.counts, b.stated.counts
    if _differ(counts, other_counts):
        yield Doubt(Reason("number", "Their headlines give different numbers."), _OTHER_NUMBER)
    if found and not found.settles:
        yield Doubt(Reason("subject", str(found)), _OTHER_SUBJECT)
    if a.roles - b.everywhere and b.roles - a.everywhere:
        yield Doubt(Reason("role", "Their headlines are about people of different offices."), _OTHER_ROLE)
