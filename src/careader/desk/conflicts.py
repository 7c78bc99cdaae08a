"""What keeps two articles apart however alike they are. Every conflict is a reason that can be shown.

What a title says counts against another article only where that one says something else of the kind instead, and
neither mentions the other's anywhere, title or lead: "exclusive on both sides". What only one of them says is detail.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from careader.desk.facts import COUNTED_ANEW
from careader.desk.features import Features
from careader.desk.languages import anchored, foreign
from careader.desk.subjects import Difference
from careader.model import COUNTRIES

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_FIVE = frozenset(f"@{country}" for country in COUNTRIES)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BULLETIN = timedelta(hours=18)
"""An identical headline and a bulletin of one day are of one story for so long."""
_NAMED = frozenset(("person", "place", "landmark", "country"))
_SIDES = {"=win", "=lose"}
_MANNER = frozenset(("=be", "=say", "=plan", "=discuss", "=do", "=hold"))
"""What says how something is told, and not what is done."""
_TITLE_OF_ITS_OWN = 4
"""How many terms make a headline that two outlets do not hit upon for two events."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence on why two articles are or are not together; `kind` names the rule."""

    kind: str
    text: str


def conflicts(a: Features, b: Features) -> Iterator[Reason]:
    """Yield every reason that keeps two articles apart by what they state."""
    for find in (_series, _calendar, _countries, _places, _people, _figures, _acts, _topics, _stage):
        yield from find(a, b)


def _exclusive(
    a: AbstractSet[Any], b: AbstractSet[Any], all_a: AbstractSet[Any], all_b: AbstractSet[Any]
) -> tuple[list[Any], list[Any]] | None:
    """Give what is only in the one and only in the other, None unless there is something on both sides."""
    only_a, only_b = a - all_b, b - all_a
    return (sorted(only_a), sorted(only_b)) if only_a and only_b else None


def _series(a: Features, b: Features) -> Iterator[Reason]:
    apart = abs(a.item.published - b.item.published)
    if kind := a.serial or b.serial:
        yield Reason("series", f"A regular item ({kind}) is not joined with anything.")
    elif [term.word for term in a.title] == [term.word for term in b.title]:
        short = len(a.terms) < _TITLE_OF_ITS_OWN and (a.item.outlet == b.item.outlet or not _names_two(a))
        if not (a.has_lead and b.has_lead) and (apart > _BULLETIN or short):
            yield Reason("series", "The same headline may be used again and again, and there is no text to compare.")
    elif a.item.outlet == b.item.outlet and a.template == b.template:
        yield Reason("series", f"{a.item.outlet} prints this headline again and again with other names and figures.")
    if apart > _BULLETIN and a.of_one_day and b.of_one_day:
        yield Reason("series", "Both are bulletins of one day, and not of the same day.")


def _names_two(one: Features) -> bool:
    """Say whether a title names two people or places."""
    return len({term.id for term in one.title if term.kind in _NAMED}) > 1


def _calendar(a: Features, b: Features) -> Iterator[Reason]:
    if found := _exclusive(a.stated.days, b.stated.days, a.supported.days, b.supported.days):
        one, other = (f"{day} {_MONTHS[month - 1]}" for month, day in (found[0][0], found[1][0]))
        yield Reason("date", f"Different dates: {one} and {other}.")
    elif found := _exclusive(a.stated.months, b.stated.months, a.supported.months, b.supported.months):
        yield Reason("month", f"Different months: {_MONTHS[found[0][0] - 1]} and {_MONTHS[found[1][0] - 1]}.")
    if found := _exclusive(a.stated.weekdays, b.stated.weekdays, a.supported.weekdays, b.supported.weekdays):
        yield Reason("weekday", f"Different days: {_WEEKDAYS[found[0][0] - 1]} and {_WEEKDAYS[found[1][0] - 1]}.")
    if found := _exclusive(a.stated.years, b.stated.years, a.supported.years, b.supported.years):
        yield Reason("year", f"Different years: {found[0][0]} and {found[1][0]}.")


def _places(a: Features, b: Features) -> Iterator[Reason]:
    if found := _exclusive(_where(a, b), _where(b, a), frozenset(), frozenset()):
        yield Reason("place", f"Different places: {_named(a, found[0])} and {_named(b, found[1])}.")
    for kind in sorted(a.sites.keys() & b.sites.keys()):
        if a.sites[kind].isdisjoint(b.sites[kind]):
            square, street = (
                Reason("place", "Each names another square."),
                Reason("place", "Each names another street."),
            )
            yield square if kind == "square" else street


def _countries(a: Features, b: Features) -> Iterator[Reason]:
    """Compare what the two were labelled with: outlets of two countries do not say of which each parliament is."""
    if a.item.countries and b.item.countries and not set(a.item.countries) & set(b.item.countries):
        one, other = (", ".join(COUNTRIES.get(code, code) for code in item.item.countries) for item in (a, b))
        yield Reason("country", f"One is about {one}, the other about {other}.")


def _where(one: Features, other: Features) -> set[str]:
    """Give the places that only the one names, but for a town whose country the other names without a town in it."""
    theirs = {place for place, _ in other.supported.places} | other.supported.countries
    their_countries = {f"@{country}" for _, countries in other.supported.places for country in countries}
    towns_in = {f"@{country}" for _, countries in other.stated.places for country in countries}
    only = {country for country in one.stated.countries if country not in theirs | their_countries}
    if _FIVE & only and any(place == "@region:central-asia" for place, _ in other.supported.places):
        only -= _FIVE
    for place, countries in one.stated.places:
        inside = {f"@{country}" for country in countries}
        if place not in theirs and not (inside & other.supported.countries and not inside & towns_in):
            only.add(place)
    return only


def _named(item: Features, ids: list[str]) -> str:
    return ", ".join(dict.fromkeys(term.word for term in item.title if term.id in ids))


def _people(a: Features, b: Features) -> Iterator[Reason]:
    if found := _exclusive(a.stated.people, b.stated.people, a.supported.people, b.supported.people):
        yield Reason("people", f"Different people: {_named(a, found[0])} and {_named(b, found[1])}.")


def _figures(a: Features, b: Features) -> Iterator[Reason]:
    if not a.stated.amounts & b.stated.amounts and (
        found := _exclusive(a.stated.amounts, b.stated.amounts, a.supported.amounts, b.supported.amounts)
    ):
        one, other = (f"{value:,g}{'%' if unit == 'percent' else ''}" for unit, value in (found[0][0], found[1][0]))
        yield Reason("figure", f"Different figures: {one} and {other}.")
    if found := _exclusive(a.stated.ordinals, b.stated.ordinals, a.supported.ordinals, b.supported.ordinals):
        yield Reason("order", f"Different in order: number {found[0][0]} and number {found[1][0]}.")
    for unit in sorted({unit for unit, _ in a.stated.counts} & {unit for unit, _ in b.stated.counts} - COUNTED_ANEW):
        ours, theirs = ({count for count in item.stated.counts if count[0] == unit} for item in (a, b))
        if not ours & theirs and (found := _exclusive(ours, theirs, a.supported.counts, b.supported.counts)):
            yield Reason("count", f"Different numbers of the same: {found[0][0][1]:g} and {found[1][0][1]:g}.")


def _acts(a: Features, b: Features) -> Iterator[Reason]:
    lines = {line for line, _ in a.stated.acts} & {line for line, _ in b.stated.acts}
    for line in sorted(lines):
        ours, theirs = ({act for name, act in item.stated.acts if name == line} for item in (a, b))
        told, told_there = ({act for name, act in item.supported.acts if name == line} for item in (a, b))
        if line == "result" and {*ours, *theirs} == _SIDES and _sides_turned(a, b):
            continue
        if not ours & theirs and ours - told_there and theirs - told:
            one, other = (
                _named(item, sorted(acts)) or ", ".join(act[1:].removeprefix("stage-") for act in sorted(acts))
                for item, acts in ((a, ours), (b, theirs))
            )
            yield Reason("act", f"Different events: “{one}” and “{other}”.")


def _sides_turned(a: Features, b: Features) -> bool:
    """Say whether two titles name the same two sides in turned order: who beats another, to that the other loses."""
    shared = {term.id for term in a.title if term.kind} & b.terms
    orders = [list(dict.fromkeys(term.id for term in one.title if term.id in shared)) for one in (a, b)]
    return len(shared) > 1 and orders[0][:2] == orders[1][1::-1]


def _topics(a: Features, b: Features) -> Iterator[Reason]:
    """Compare what laws and agreements are on, in one language: a synonym is seldom used for that."""
    if not a.topics or not b.topics or foreign(a, b):
        return
    if a.topics.isdisjoint(b.counts) and b.topics.isdisjoint(a.counts):
        one, other = _named(a, sorted(a.topics)), _named(b, sorted(b.topics))
        yield Reason("topic", f"One is about “{one}”, the other about “{other}”.")


def _stage(a: Features, b: Features) -> Iterator[Reason]:
    early, late = sorted((a, b), key=lambda one: one.item.published)
    if early.ahead and not late.ahead and late.item.published - early.item.published >= _BULLETIN:
        yield Reason("stage", "The earlier one tells what was still to come, the later one what has been.")
    for one, other in ((a, b), (b, a)):
        if one.deliberated is not None and other.deliberated is None and not other.ahead:
            thought, done = one.deliberated, other.done
            both = sorted(id_ for id_ in thought.keys() & done.keys() - _MANNER if thought[id_] != done[id_])
            if both:
                yield Reason(
                    "stage", f"“{_named(other, both)}”: one tells that it is thought of, the other that it is done."
                )


def about_others(a: Features, b: Features, found: Difference | None) -> Iterator[Reason]:
    """Yield why two articles seem to be about different things; `found` is the difference of their headlines."""
    if foreign(a, b) and not anchored(a, b):
        yield Reason("language", "They are in two languages, and too little of them can be compared to be sure.")
    if found and found.settles:
        yield Reason("object" if found.swapped else "subject", str(found))
