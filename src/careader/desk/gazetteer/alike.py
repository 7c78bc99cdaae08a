"""Names in a spelling that nobody has listed, found by how they sound.

A village has one name and a dozen spellings: Ghijduwon, Gizhduvan, Gʻijduvon, Ғиждувон. All of them have the same key
of search (`careader.text.scripts.key`), or the same but for the vowels, which each language hears in its own way. Only
sure names of the five are looked for so, only words that begin with a capital letter, and nothing that sounds like a
name from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from careader.desk.gazetteer.book import Entry, Memory, book
from careader.desk.gazetteer.words import CYRILLIC, LATIN, fold
from careader.text.scripts import key

_KINDS = frozenset(("place", "landmark", "person"))
_LETTERS = 5
"""How many letters a key needs: shorter ones are like too many words."""
_CONSONANTS = 6
"""How many consonants a name needs to be known without its vowels."""
_PART = 3
"""How many letters the first of two words has at least."""
_ENDING = 8
"""How many letters an ending has at most."""
_LONGEST = 24
_VOWELS = re.compile("[aeiou]+")
_DOUBLED = re.compile(r"(\w)\1+")
_APART = re.compile(r"[^\w'\n]+")
_CAPITALS = "".join(chr(code) for code in range(0x500) if chr(code).isupper())
_CAPITAL = re.compile(rf"\b[{_CAPITALS}]\w*(?:['’‘ʻʼ`]\w+)*")
_JOINT = re.compile(rf"[ -](?=[{_CAPITALS}])")
_CYRILLIC_LETTER = re.compile("[\u0400-\u04ff]")


def alike(text: str, taken: Iterable[tuple[int, int]]) -> Iterator[tuple[tuple[Entry, ...], int, int]]:
    """Yield what sounds like a listed name outside the places that are `taken`: its meanings, its start and its end."""
    free = 0
    spans = iter(taken)
    span = next(spans, None)
    for match in _CAPITAL.finditer(text):
        start, end = match.span()
        while span is not None and span[1] <= start:
            span = next(spans, None)
        if start < free or (span is not None and span[0] < end):
            continue
        if end - start >= _PART and (joint := _JOINT.match(text, end)):
            further = _CAPITAL.match(text, joint.end())
            if further and (span is None or further.end() <= span[0]) and (found := _sounds()[match[0] + further[0]]):
                free = further.end()
                yield found, start, free
                continue
        if end - start >= _LETTERS - 1 and (found := _sounds()[match[0]]):
            free = end
            yield found, start, end


def _sound(word: str) -> str:
    return _DOUBLED.sub(r"\1", key(word))


@cache
def _sounds() -> Memory[tuple[Entry, ...]]:
    """Return what a word, with or without an ending, sounds like; made at the first look."""
    exact, rough = _keys()
    starts = book().starts

    def meanings(word: str) -> tuple[Entry, ...]:
        if len(word) > _LONGEST or ((begun := starts[word]) and begun.entries):
            return ()
        low = fold(word).lower()
        endings = CYRILLIC if _CYRILLIC_LETTER.search(low) else LATIN
        written = word.lower()
        stems = [
            _sound(written[:length])
            for length in range(len(low), max(_LETTERS - 2, len(low) - _ENDING), -1)
            if length == len(low) or endings.fullmatch(low, length)
        ]
        for stem in stems:
            if found := exact.get(stem):
                return found
        for stem in stems:
            if found := rough.get(_VOWELS.sub("a", stem)):
                return found
        return ()

    return Memory(meanings)


def _keys() -> tuple[dict[str, tuple[Entry, ...]], dict[str, tuple[Entry, ...]]]:
    """Return the sure names of the five by their keys, and by their keys with one vowel for all.

    A key that is also one of a name from elsewhere, of names in several countries, or of one that takes no ending, is
    left out.
    """
    exact: dict[str, set[str]] = {}
    rough: dict[str, set[str]] = {}
    no_ending: set[str] = set()
    entries = book().entries
    listed = [(entry.id, name) for entry in entries.values() for name in entry.names]
    joined = _sound(
        _APART.sub("", fold("\n".join(name for _, name in listed))).lower()
    )  # all at once: tens of times faster
    for (entity, name), sound, vowels in zip(
        listed, joined.split("\n"), _VOWELS.sub("a", joined).split("\n"), strict=True
    ):
        if name.endswith("!"):
            no_ending.add(sound)
        exact.setdefault(sound, set()).add(entity)
        rough.setdefault(vowels, set()).add(entity)
    for sound in no_ending:
        exact.pop(sound, None)
        rough.pop(_VOWELS.sub("a", sound), None)
    return _sure(exact, _LETTERS, 0, entries), _sure(rough, 0, _CONSONANTS, entries)


def _sure(
    keys: dict[str, set[str]], letters: int, consonants: int, entries: dict[str, Entry]
) -> dict[str, tuple[Entry, ...]]:
    sure: dict[str, tuple[Entry, ...]] = {}
    for sound, ids in keys.items():
        meant = [entries[one] for one in ids]
        if (
            len(sound) >= letters
            and len(sound) - sum(map(sound.count, "aeiou")) >= consonants
            and all(entry.kind in _KINDS and not entry.ambiguous for entry in meant)
            and len({entry.places for entry in meant}) == 1
        ):
            sure[sound] = (min(meant, key=lambda entry: entry.id),)
    return sure
