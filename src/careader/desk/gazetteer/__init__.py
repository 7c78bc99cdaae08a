"""The names of Central Asia, and where a text mentions them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, compress

from careader.desk.gazetteer.book import Book, Entry, Node, book
from careader.desk.gazetteer.words import SEPARATORS, WORD
from careader.model import COUNTRIES

__all__ = ["Hit", "Mention", "mentions", "scan", "settle"]

# A street, hotel or cinema bears the name of a place without being there.
_NAMED_AFTER = re.compile(
    r"(?:улиц\w*|ул\.|проспект\w*|пр\.|бульвар\w*|кинотеатр\w*|гостиниц\w*|отел\w*|ресторан\w*|"
    r"кӯчаи|хиёбони|hotel|restaurant|café|cinema)[ «\"“]+$",
    re.IGNORECASE,
)
_NAMES_SAKE = re.compile(
    r"[»\"”]? (?:street|st\.|avenue|ave\b|boulevard|highway|hotel|restaurant|cinema|көчөсү|көчөсүн|көшесі|кўчаси|"
    r"ko.chasi|проспектиси|даңғылы|köçesi|mehmonxonasi)",
    re.IGNORECASE,
)


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


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in a text with everything that it may mean."""

    entries: tuple[Entry, ...]
    start: int
    end: int


def mentions(text: str) -> list[Mention]:
    """Find the names in a text, in order, the longest first, none within another.

    A name that may mean several things is given only where the rest of the text says which.
    """
    return [
        Mention(entry.id, entry.kind, tuple(c for c in COUNTRIES if c in entry.places), hit.start, hit.end)
        for hit, entry in settle(scan(text))
    ]


def scan(text: str) -> list[Hit]:
    """Find the names in a text in one pass, not yet saying what the ambiguous ones mean."""
    names = book()
    parts = WORD.split(text)  # what stands before the first word, the word, what stands between, the word, ...
    starts = names.starts
    candidates = list(compress(range(1, len(parts), 2), map(starts.__getitem__, parts[1::2])))
    if not candidates:
        return []
    offsets = [0, *accumulate(map(len, parts))]
    hits = []
    free = 0
    for index in candidates:
        if index < free:
            continue
        last, entries = _longest(starts[parts[index]], names, parts, index)
        if entries:
            free = last + 1
            start, end = offsets[index], offsets[last + 1]
            if entries[0].kind != "place" or not _is_namesake(text, start, end):
                hits.append(Hit(entries, start, end))
    return hits


def _longest(nodes: Iterable[Node], names: Book, parts: list[str], index: int) -> tuple[int, tuple[Entry, ...]]:
    """Give the last part of the longest name that takes one of the `nodes` at `index`, and what it may mean."""
    last: int = index
    entries: tuple[Entry, ...] = ()
    for node in nodes:
        if node.entries and last == index:
            entries += tuple(entry for entry in node.entries if entry not in entries)
        if node.next and index + 2 < len(parts) and parts[index + 1] in SEPARATORS:
            further = [node.next[word] for word in names.words[parts[index + 2]] if word in node.next]
            end, more = _longest(further, names, parts, index + 2)
            if more and end > last:
                last, entries = end, more
            elif more and end == last:
                entries += tuple(entry for entry in more if entry not in entries)
    return last, entries


def _is_namesake(text: str, start: int, end: int) -> bool:
    return bool(_NAMES_SAKE.match(text, end) or _NAMED_AFTER.search(text[max(0, start - 16) : start]))


def settle(hits: Iterable[Hit], *, also: Iterable[str] = ()) -> list[tuple[Hit, Entry]]:
    """Say what each name means, and leave out the ambiguous ones that nothing else in the text supports.

    `also` are countries that something besides the text points to.
    """
    found = list(hits)
    support = Counter(also)
    for hit in found:
        if len(hit.entries) == 1 and not hit.entries[0].ambiguous:
            support.update(hit.entries[0].places)
    settled = []
    for hit in found:
        best = max(hit.entries, key=lambda entry: max((support[place] for place in entry.places), default=0))
        if any(support[place] for place in best.places) or (
            sure := [entry for entry in hit.entries if not entry.ambiguous]
        ):
            settled.append((hit, best if any(support[place] for place in best.places) else sure[0]))
    return settled
