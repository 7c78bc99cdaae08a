"""The names of Central Asia, and where a text mentions them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from careader.desk.gazetteer.alike import alike
from careader.desk.gazetteer.book import Book, Entry, Node, book
from careader.desk.gazetteer.families import families
from careader.desk.gazetteer.readings import readings
from careader.desk.gazetteer.words import NEXT_WORD
from careader.model import COUNTRIES

__all__ = ["Hit", "Mention", "mentions", "scan", "settle", "support", "with_families"]

# A street, hotel or cinema bears the name of a place without being there.
_STREET_BEFORE = re.compile(
    r"(?:улиц\w*|ул\.|проспект\w*|пр\.|бульвар\w*|кинотеатр\w*|гостиниц\w*|отел\w*|ресторан\w*|"
    r"кӯчаи|хиёбони|hotel|restaurant|café|cinema)[ «\"“]+$",
    re.IGNORECASE,
)
_STREET_AFTER = re.compile(
    r"[»\"”]? (?:street|st\.|avenue|ave\b|boulevard|highway|hotel|restaurant|cinema|көчөсү|көчөсүн|көшесі|кўчаси|"
    r"ko.chasi|проспектиси|даңғылы|köçesi|mehmonxonasi)",
    re.IGNORECASE,
)


_AT_HOME_ALWAYS = frozenset(("currency", "country"))
_AT_HOME = frozenset(("institution",))
"""What every country has under the same name (a district, a mayor) is at home unless another of the five is named."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One name found in a text: `text[start:end]` is the name as written, with its endings.

    `entity` is the same in every script and language ("country:kz", "place:almaty", "currency:KZT"). `countries` are
    those of the five that it points to; none for what is known to lie elsewhere (the manat of Azerbaijan).
    """

    entity: str
    kind: str
    countries: tuple[str, ...]
    start: int
    end: int


class Hit(NamedTuple):
    """A name found in a text with everything that it may mean."""

    entries: tuple[Entry, ...]
    start: int
    end: int


def mentions(text: str) -> list[Mention]:
    """Find the names in a text, in order, the longest first, none within another.

    A name that may mean several things is given only where the rest of the text says which.
    """
    hits = scan(text)
    return [
        Mention(entry.id, entry.kind, entry.countries, hit.start, hit.end) for hit, entry in settle(hits, support(hits))
    ]


def scan(text: str, language: str = "", *, heard: bool = False) -> list[Hit]:
    """Find the names in a text in one pass, not yet saying what the ambiguous ones mean.

    Where the language (ISO 639-1) is one of several alphabets, the names are also looked for in the text as it is
    spelt in another; positions are always those of the text as given. `heard` asks for names in spellings that are
    not listed, too, which costs as much again.
    """
    hits = _scan(text)
    for reading in readings(text, language):
        found = _scan(reading.text)
        if heard:
            found = _with_heard(found, reading.text)
        hits = _merged(hits, [Hit(hit.entries, *reading.place(hit.start, hit.end)) for hit in found])
    return _with_heard(hits, text) if heard else hits


def with_families(hits: list[Hit], text: str) -> list[Hit]:
    """Return the hits with the persons whose names are of a form that only one of the five has.

    What is listed with one sure meaning stays that.
    """
    sure = [hit for hit in hits if len(hit.entries) == 1 and not hit.entries[0].ambiguous]
    more = [
        Hit((entry,), start, end)
        for entry, start, end in families(text)
        if all(hit.end <= start or hit.start >= end for hit in sure)
    ]
    return _merged(more, hits) if more else hits


def _with_heard(hits: list[Hit], text: str) -> list[Hit]:
    """Return the hits with what else in the text sounds like a name."""
    more = [
        Hit(entries, start, end)
        for entries, start, end in alike(text, [(hit.start, hit.end) for hit in hits])
        if entries[0].kind != "place" or not _is_namesake(text, start, end)
    ]
    return sorted(hits + more, key=lambda hit: hit.start) if more else hits


def _scan(text: str) -> list[Hit]:
    names = book()
    starts = names.starts
    hits = []
    free = 0
    for start, end in names.finder.words(text):
        if start < free or (begun := starts[text[start:end]]) is None:
            continue
        steps, entries, goes_on = begun
        if goes_on:
            end, entries = _longest(steps, names, text, end)
        if entries:
            free = end
            if entries[0].kind != "place" or not _is_namesake(text, start, end):
                hits.append(Hit(entries, start, end))
    return hits


def _longest(steps: Iterable[Node], names: Book, text: str, end: int) -> tuple[int, tuple[Entry, ...]]:
    """Return the end of the longest name whose last word so far is one of the `steps`, and what it may mean."""
    entries: tuple[Entry, ...] = ()
    further: list[Node] = []
    next_word: re.Match[str] | None = None
    for node in steps:
        entries = entries + node.entries if entries else node.entries
        if node.next and (next_word := next_word or NEXT_WORD.match(text, end)):
            further += [node.next[word] for word in names.words[next_word[1]] if word in node.next]
    if further and next_word:
        last, longer = _longest(further, names, text, next_word.end())
        if longer:
            return last, longer
    return end, tuple(dict.fromkeys(entries)) if len(entries) > 1 else entries


def _merged(one: list[Hit], other: list[Hit]) -> list[Hit]:
    """Return the hits of two readings in order, none within another: of two that overlap the longer, or the first."""
    hits: list[Hit] = []
    for hit in sorted(one + other, key=lambda hit: (hit.start, -hit.end)):
        if not hits or hit.start >= hits[-1].end:
            hits.append(hit)
        elif hit.end - hit.start > hits[-1].end - hits[-1].start:
            hits[-1] = hit
    return hits


def _is_namesake(text: str, start: int, end: int) -> bool:
    return bool(_STREET_AFTER.match(text, end) or _STREET_BEFORE.search(text[max(0, start - 16) : start]))


def support(hits: Iterable[Hit]) -> Counter[str]:
    """Count the countries (ISO 3166, the five and others) that names of one sure meaning and one country point to."""
    places: Counter[str] = Counter()
    for hit in hits:
        if len(hit.entries) == 1 and len(hit.entries[0].places) == 1 and not hit.entries[0].ambiguous:
            places[hit.entries[0].places[0]] += 1
    return places


def settle(
    hits: Iterable[Hit], places: Mapping[str, int], *, home: str = "", abroad: bool = False
) -> list[tuple[Hit, Entry]]:
    """Say what each name means; an ambiguous one that none of the supported `places` explains is left out.

    `home` is a country that is supported unless something `abroad` is named; amounts of money are counted there always.
    """
    settled = []
    for hit in hits:
        entry: Entry | None = hit.entries[0]
        if len(hit.entries) > 1 or hit.entries[0].ambiguous:
            entry = _supported(hit.entries, places, home, abroad=abroad)
        if entry is not None:
            settled.append((hit, entry))
    return settled


def _supported(entries: tuple[Entry, ...], places: Mapping[str, int], home: str, *, abroad: bool) -> Entry | None:
    """Choose the meaning that has most support, else the one that needs none."""
    elsewhere = any(place in COUNTRIES and place != home for place in places)
    strength = [
        sum(
            places.get(place, 0)
            + (
                place == home
                and (entry.kind in _AT_HOME_ALWAYS or not (elsewhere if entry.kind in _AT_HOME else abroad))
            )
            for place in entry.places
        )
        for entry in entries
    ]
    if most := max(strength):
        return entries[strength.index(most)]
    return next((entry for entry in entries if not entry.ambiguous), None)
