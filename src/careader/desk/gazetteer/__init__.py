"""The names of Central Asia, and where a text mentions them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from careader.desk.gazetteer.book import Book, Entry, Node, book
from careader.desk.gazetteer.words import SEPARATORS, WORD, fold
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
    names: Book = book()
    words = names.words
    tokens = [(match.start(), match.end(), found) for match in WORD.finditer(fold(text)) if (found := words(match[0]))]
    hits = []
    position = 0
    while position < len(tokens):
        length, entries = _longest(names.root, tokens, position, text)
        if length:
            start, end = tokens[position][0], tokens[position + length - 1][1]
            if entries[0].kind != "place" or not _is_namesake(text, start, end):
                hits.append(Hit(entries, start, end))
        position += length or 1
    return hits


def _is_namesake(text: str, start: int, end: int) -> bool:
    return bool(_NAMES_SAKE.match(text, end) or _NAMED_AFTER.search(text[max(0, start - 16) : start]))


def _longest(
    node: Node, tokens: list[tuple[int, int, tuple[str, ...]]], position: int, text: str
) -> tuple[int, tuple[Entry, ...]]:
    """Give how many tokens the longest name from `position` on takes, and what it may mean."""
    best: tuple[int, tuple[Entry, ...]] = (0, ())
    for word in tokens[position][2]:
        step = node.next.get(word)
        if step is None:
            continue
        length, entries = 1, step.entries
        after = position + 1
        if step.next and after < len(tokens) and text[tokens[position][1] : tokens[after][0]] in SEPARATORS:
            more, further = _longest(step, tokens, after, text)
            if further:
                length, entries = 1 + more, further
        if entries and length > best[0]:
            best = (length, entries)
        elif entries and length == best[0]:
            best = (length, best[1] + tuple(entry for entry in entries if entry not in best[1]))
    return best


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
