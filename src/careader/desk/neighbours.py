"""Which articles are worth comparing: those within reach of each other whose headlines share a telling term.

Besides, each has to have some of the other's headline, anywhere in headline or lead.

A term that more than `CROWD` headlines of one day have finds nothing on that day: a real event of so many outlets
shares others as well, and a flood of headlines that are alike in all their words is not compared pair by pair. Whether
a term is so common hangs on the set alone and not on the order in which it came; where that changes, all the headlines
of the day that have the term are looked at anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import chain
from typing import NamedTuple

WINDOW = timedelta(hours=72)
"""Two reports further apart are not of one event, however alike."""
_REACH = int(WINDOW.total_seconds())
_DAY = 24 * 60 * 60
_DAYS = -(-_REACH // _DAY)
_MEET = 0.6
"""The shares of the two headlines that the other article has must come to so much."""
CROWD = 120


class Row(NamedTuple):
    """What is needed to find an article's neighbours.

    `published` is in seconds since 1970; `keys` are the headline's telling terms as numbers, `rest` its other ones and
    `lead` those that are only in the lead.
    """

    ref: int
    published: int
    keys: Collection[int]
    rest: Collection[int]
    lead: Collection[int]

    @property
    def day(self) -> int:
        """The day of publication, counted from 1970."""
        return self.published // _DAY


class Words(NamedTuple):
    """The terms of an article as numbers: those of its headline, and all."""

    headline: frozenset[int]
    everywhere: frozenset[int]

    def meet(self, other: Words) -> bool:
        """Say whether two articles have enough of each other's headlines to be worth comparing."""
        ours, theirs = len(self.headline), len(other.headline)
        found, found_there = len(self.headline & other.everywhere), len(other.headline & self.everywhere)
        return max(found, found_there) > 1 and found * theirs + found_there * ours >= _MEET * ours * theirs


def words_of(keys: Collection[int], rest: Collection[int], lead: Collection[int]) -> Words:
    """Return the terms of a row."""
    headline = frozenset((*keys, *rest))
    return Words(headline, headline.union(lead))


def days_around(days: Iterable[int]) -> set[int]:
    """Return all days on which neighbours of what was published on these days can lie."""
    return {near for day in days for near in range(day - _DAYS, day + _DAYS + 1)}


class Postings:
    """The rows of some days by key and day, as far as their keys are among those that are asked for."""

    def __init__(self, rows: Iterable[Row], wanted: Collection[int]) -> None:
        self._rows: dict[int, Row] = {}
        self._refs: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._made: dict[int, Words] = {}
        keys = frozenset(wanted)
        for row in rows:
            if shared := keys.intersection(row.keys):
                self._rows[row.ref] = row
                day = row.day
                for key in shared:
                    self._refs[key, day].append(row.ref)

    def near(self, row: Row) -> Iterator[int]:
        """Yield the ref of each other row within reach of this one that shares enough with it."""
        near: set[int] = set()
        postings, day = self._refs, row.day
        for key in row.keys:
            if len(postings.get((key, day), ())) <= CROWD:
                for other_day in range(day - _DAYS, day + _DAYS + 1):
                    refs = postings.get((key, other_day))
                    if refs and len(refs) <= CROWD:
                        near.update(refs)
        near.discard(row.ref)
        words = self._words(row)
        for ref in sorted(near):
            other = self._rows[ref]
            if abs(other.published - row.published) <= _REACH and words.meet(self._words(other)):
                yield ref

    def _words(self, row: Row) -> Words:
        found = self._made.get(row.ref)
        if found is None:
            found = self._made[row.ref] = words_of(row.keys, row.rest, row.lead)
        return found


def changed_crowds(
    before: Iterable[Row], after: Iterable[Row], keys: Collection[int], days: Collection[int]
) -> set[int]:
    """Return the refs of the headlines that have a key which became, or ceased to be, too common on one of the days."""
    changed: set[int] = set()
    old, new = _by_day(before, days), _by_day(after, days)
    for day in days:
        crowds = _crowded(old[day], keys) ^ _crowded(new[day], keys)
        if crowds:
            changed.update(row.ref for row in (*old[day], *new[day]) if not crowds.isdisjoint(row.keys))
    return changed


def _by_day(rows: Iterable[Row], days: Collection[int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {day: [] for day in days}
    for row in rows:
        if (of_day := found.get(row.day)) is not None:
            of_day.append(row)
    return found


def _crowded(rows: Sequence[Row], keys: Collection[int]) -> set[int]:
    """Return those of the keys that too many of some rows share."""
    if len(rows) <= CROWD:
        return set()
    counts = Counter(chain.from_iterable(row.keys for row in rows))
    return {key for key, count in counts.items() if count > CROWD and key in keys}


def keys_of(rows: Iterable[Row]) -> set[int]:
    """Return all keys of some rows."""
    return {key for row in rows for key in row.keys}


def days_of(rows: Iterable[Row]) -> set[int]:
    """Return all days of some rows."""
    return {row.day for row in rows}
