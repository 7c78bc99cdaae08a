"""The words of `lexicon.toml`: what a word means in the region's news, whatever its language and its ending."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Meanings by word.

    `beginnings` are the first two letters of all prefixes, `longest` is how long they are at most. `roles` are what
    people are, `rounds` those of a cup; `exclusive` gives each act or stage the lines of which a story has one.
    """

    exact: dict[str, str]
    prefixes: dict[str, str]
    longest: int
    beginnings: frozenset[str]
    telling: frozenset[str]
    acts: frozenset[str]
    roles: frozenset[str]
    rounds: frozenset[str]
    exclusive: dict[str, tuple[str, ...]]

    @classmethod
    def parse(cls, text: str) -> Lexicon:
        """Read the table. Raises ValueError where one word has two meanings."""
        table = tomllib.loads(text)
        exact: dict[str, str] = {}
        prefixes: dict[str, str] = {}
        for section in ("telling", "things", "acts", "stages"):
            for meaning, words in table[section].items():
                for word in words.split():
                    place, key = (prefixes, word[:-1]) if word.endswith("*") else (exact, word)
                    if place.setdefault(key, meaning) != meaning:
                        raise ValueError(f"{word} means both {place[key]} and {meaning}")
        exclusive: dict[str, list[str]] = {}
        for line, meanings in table["exclusive"].items():
            for meaning in meanings:
                exclusive.setdefault(meaning, []).append(line)
        return cls(
            exact=exact,
            prefixes=prefixes,
            longest=max(map(len, prefixes)),
            beginnings=frozenset(prefix[:2] for prefix in prefixes),
            telling=frozenset(table["telling"]),
            acts=frozenset(table["acts"]),
            roles=frozenset(table["roles"]["meanings"]),
            rounds=frozenset(table["stages"]),
            exclusive={meaning: tuple(lines) for meaning, lines in exclusive.items()},
        )


@cache
def lexicon() -> Lexicon:
    """Give the lexicon that comes with careader; it is read at the first call."""
    file = resources.files("careader.desk") / "lexicon.toml"
    return Lexicon.parse(file.read_text(encoding="utf-8"))


@lru_cache(maxsize=1 << 16)
def meaning(word: str) -> str:
    """Give the meaning of a folded word, "" where there is none: the whole word first, then its longest prefix."""
    words = lexicon()
    if found := words.exact.get(word):
        return found
    if word[:2] not in words.beginnings:
        return ""
    for length in range(min(len(word), words.longest), 1, -1):
        if found := words.prefixes.get(word[:length]):
            return found
    return ""
