"""The gazetteer as one book: what the TOML files list, ready to be looked up word by word."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, NamedTuple, TypeVar

from careader.desk.gazetteer.finder import Finder
from careader.desk.gazetteer.words import (
    ADJECTIVE,
    BACK,
    INHABITANT,
    INHABITED,
    LATIN,
    LATIN_INHABITANT,
    adjective_stems,
    fold,
    stems,
)
from careader.model import COUNTRIES

_BETWEEN = re.compile(r"[^\w'!*]+")
"""What stands between the words of a listed name."""


_T = TypeVar("_T")
_ARTICLES = frozenset(("the",))
_COMMON = {
    *("airport", "avenue", "bank", "bazaar", "border", "canal", "club", "company", "dam", "dynasty", "garden"),
    *("gold", "hospital", "house", "international", "lake", "market", "mine", "mining", "mosque", "mountain"),
    *("movement", "museum", "palace", "park", "party", "pass", "plant", "port", "railway", "refinery"),
    *("reservoir", "river", "school", "square", "stadium", "station", "street", "theater", "theatre"),
    *("university", "village"),
}
"""What in an English name says what the thing is: it is written small as often as with a capital letter."""
_FRONT = re.compile("[екг]")
"""Letters beside which Kazakh in Arabic letters, read in Cyrillic, has і for ы: Шімкент."""
_HEAD = 4
"""By how many letters a word is known to begin no listed word."""
_LONGEST_WORD = 60
"""What has more letters is no name in any form, and is not looked at."""
_REMEMBERED = 100_000
"""How many forms are remembered at most: more than a day's news has."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing with a name. `places` are ISO 3166 codes, `countries` those of the five among them, in their order.

    An `ambiguous` name counts only where something else in the text points to the same country. `since` and `until`
    are the first and the last year in office. An `office` is a common word in the language of its country, which calls
    other countries' offices so too.
    """

    id: str
    kind: str
    places: tuple[str, ...]
    countries: tuple[str, ...]
    names: tuple[str, ...]
    source: str
    ambiguous: bool = False
    office: bool = False
    since: int = 0
    until: int = 9999


@dataclass(slots=True)
class Node:
    """A step in the tree of names: the next words, and what a name that ends here may mean."""

    next: dict[str, Node] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()


class Start(NamedTuple):
    """What begins with a word: the steps of names, and what it means where none of them goes on."""

    steps: tuple[Node, ...]
    entries: tuple[Entry, ...]
    goes_on: bool


class Memory(dict[str, _T]):
    """What a function answers, kept for the next time; emptied when it has grown too long."""

    def __init__(self, answer: Callable[[str], _T]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, token: str) -> _T:
        if len(token) > _LONGEST_WORD:
            return self._answer(token)
        if len(self) >= _REMEMBERED:
            self.clear()
        value = self[token] = self._answer(token)
        return value


class Book:
    """All names, looked up by the words of a text.

    `finder` says where in a text a name may begin. `words[token]` are the listed words that a token can be a form of,
    `starts[token]` what begins with one of them.
    """

    def __init__(self, entries: Iterator[Entry]) -> None:
        self.root = Node()
        self.entries: dict[str, Entry] = {}
        self._stems: dict[str, list[tuple[re.Pattern[str], str, bool]]] = {}
        known: set[str] = set()
        for entry in entries:
            self.entries[entry.id] = entry
            for name in entry.names:
                node = self.root
                for place, listed in enumerate(filter(None, _BETWEEN.split(fold(name)))):
                    word = listed.lower() if place and listed.lower() in _COMMON else listed
                    if word not in known:
                        known.add(word)
                        self._learn(word)
                    node = node.next.setdefault(word, Node())
                if entry not in node.entries:
                    node.entries += (entry,)
        self.finder = Finder(self._beginnings())
        self._longest = max(map(len, self._stems), default=0)
        self._heads = {stem[:_HEAD] for stem in self._stems}
        self._short = {stem for stem in self._heads if len(stem) < _HEAD}
        self.words = Memory(self._words)
        self.starts = Memory(self._starts)

    def _beginnings(self) -> Iterator[str]:
        """Yield what names begin with: a stem, with the next word where every other word would begin with that."""
        for stem, forms in self._stems.items():
            for node in (self.root.next[word] for _, word, _ in forms if word in self.root.next):
                if (len(stem) > 1 and stem not in _ARTICLES) or node.entries:
                    yield stem
                else:
                    yield from (f"{stem} {word.rstrip('!*').lower()[:_HEAD]}" for word in node.next)

    def _learn(self, word: str) -> None:
        capital = word[0].isupper()
        spellings = (word, word.translate(BACK), word.replace("ы", "і") if _FRONT.search(word) else word)
        for spelling in dict.fromkeys(spellings):
            for stem, ending in stems(spelling):
                self._stems.setdefault(stem, []).append((ending, word, capital))
        if capital:
            for stem in adjective_stems(word):
                self._stems.setdefault(stem, []).append((ADJECTIVE, word, False))
                if len(stem) >= INHABITED:
                    self._stems[stem].append((INHABITANT, word, False))
            for stem, ending in stems(word):
                if ending is LATIN and len(stem) >= INHABITED:
                    self._stems[stem].append((LATIN_INHABITANT, word, False))

    def _words(self, token: str) -> tuple[str, ...]:
        if not token or len(token) > _LONGEST_WORD:
            return ()
        folded = fold(token)
        low = folded.lower()
        if low[:_HEAD] not in self._heads and self._short.isdisjoint((low[:1], low[:2], low[:3])):
            return ()
        capital = folded[0].isupper()
        found = []
        for length in range(min(len(low), self._longest), 0, -1):
            for ending, word, needs_capital in self._stems.get(low[:length], ()):
                if (capital or not needs_capital) and word not in found and ending.fullmatch(low, length):
                    found.append(word)
        return tuple(found)

    def _starts(self, token: str) -> Start | None:
        steps = tuple(self.root.next[word] for word in self._words(token) if word in self.root.next)
        entries = tuple(dict.fromkeys(entry for step in steps for entry in step.entries))
        return Start(steps, entries, any(step.next for step in steps)) if steps else None


def read_entries(table: Mapping[str, Any]) -> Iterator[Entry]:
    """Give the entries of one parsed TOML file. Raises KeyError or TypeError where it is not as the README says."""
    for block in table["block"]:
        for key, value in block["names"].items():
            given = value if isinstance(value, dict) else {"names": value}
            places = tuple(given.get("countries", block.get("countries", ())))
            yield Entry(
                id=f"{block['kind']}:{key}",
                kind=block["kind"],
                places=places,
                countries=tuple(code for code in COUNTRIES if code in places),
                names=tuple(given["names"]),
                source=block["source"],
                ambiguous=given.get("ambiguous", block.get("ambiguous", False)),
                office=given.get("office", False),
                since=given.get("since", 0),
                until=given.get("until", 9999),
            )


def data_files() -> dict[str, str]:
    """Give the text of every TOML file of the gazetteer by its name."""
    folder = resources.files("careader.desk.gazetteer")
    return {
        item.name: item.read_text(encoding="utf-8")
        for item in sorted(folder.iterdir(), key=lambda item: item.name)
        if item.name.endswith(".toml")
    }


@cache
def book() -> Book:
    """Give the gazetteer that comes with careader; it is read at the first call."""
    return Book(entry for text in data_files().values() for entry in read_entries(tomllib.loads(text)))
