"""What grouping sees of an article, taken apart once and then kept as JSON, which is quicker read than made anew."""

from __future__ import annotations

import json
import math
import re
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cache, cached_property, lru_cache
from hashlib import blake2b
from importlib import resources
from typing import Any, NamedTuple

from careader.desk.facts import Facts, calendar, facts
from careader.desk.lexicon import lexicon
from careader.desk.neighbours import Words, words_of
from careader.desk.serial import serial
from careader.desk.terms import Term, is_telling, read, weigh
from careader.desk.vector import Vector, vector
from careader.desk.wording import (
    deliberated,
    is_ahead,
    is_done,
    is_of_one_day,
    is_verb,
    language_in,
    sites,
    topics,
    without_recalled,
)
from careader.text.tokens import skeleton, stem

RULES = 9
"""Raised by hand with every change to the code that makes features and compares them."""
TITLE_LENGTH, LEAD_LENGTH = 400, 600
"""How many characters of a title and of a lead are looked at: what comes later in a report is background."""
_SIGNS = frozenset(("percent", "usd", "eur", "rub", "kzt", "gbp", "number"))
_NAMES = frozenset(("place", "landmark", "person"))
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_STEM = 3
"""A word that begins with a whole stem of so many letters is a form of the same word."""


@dataclass(frozen=True, slots=True)
class Item:
    """What grouping looks at of an article: `lead` is its summary or the beginning of its text, "" where there is none.

    `published` is aware and in UTC. `language` is an ISO 639-1 code or "" and `countries` are ISO 3166 codes.
    """

    id: str
    title: str
    outlet: str
    published: datetime
    lead: str = ""
    language: str = ""
    countries: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[datetime, str]:
        """Where it stands among others: by publication, then by id."""
        return self.published, self.id

    @property
    def content(self) -> bytes:
        """Return the hash (8 bytes) of all that features are made of and pairs are compared by."""
        parts = (self.title, self.lead[:LEAD_LENGTH], self.outlet, self.language, self.countries)
        text = json.dumps((*parts, self.published.timestamp()), ensure_ascii=False)
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


class Weighed(NamedTuple):
    """A term of a title with its weight; `id` is "" where it does not survive translation."""

    id: str
    weight: int


@dataclass(frozen=True, eq=False)
class Features:
    """An item taken apart.

    `title` are the title's terms in order. `counts` says how often each term's id is in title and lead, `sounds` are
    the skeletons of their words. `stated` is what the title says, `supported` what title and lead do. All else follows.
    """

    item: Item
    has_lead: bool
    title: tuple[Term, ...]
    counts: Mapping[str, int]
    sounds: frozenset[str]
    stated: Facts
    supported: Facts

    @cached_property
    def terms(self) -> frozenset[str]:
        """The ids of the title's terms."""
        return frozenset(term.id for term in self.title)

    @property
    def everywhere(self) -> Set[str]:
        """The ids of the terms of title and lead."""
        return self.counts.keys()

    @cached_property
    def title_vector(self) -> Vector:
        """The title's terms, weighed."""
        return vector({term: weigh(term) for term in self.terms})

    @cached_property
    def title_weight(self) -> int:
        """What the title's terms weigh together."""
        return sum(self.title_vector.weights.values())

    @cached_property
    def whole_vector(self) -> Vector:
        """The terms of title and lead, weighed by how often each is there."""
        return vector({term: _weigh_often(term, count) for term, count in self.counts.items()})

    @cached_property
    def keys(self) -> frozenset[int]:
        """The title's telling terms as numbers of 32 bits, by which articles that share some are found."""
        return frozenset(_key(term) for term in self.terms if is_telling(term))

    @cached_property
    def rest(self) -> frozenset[int]:
        """The title's other terms, likewise."""
        return frozenset(map(_key, self.terms)) - self.keys

    @cached_property
    def lead(self) -> frozenset[int]:
        """The terms that are only in the lead, likewise."""
        return frozenset(map(_key, self.counts)) - self.keys - self.rest

    @cached_property
    def words(self) -> Words:
        """All terms as numbers."""
        return words_of(self.keys, self.rest, self.lead)

    @cached_property
    def serial(self) -> str:
        """Of which kind of series the title is, "" where it is of none."""
        return serial(self.item.title[:TITLE_LENGTH])

    @cached_property
    def template(self) -> tuple[str, ...]:
        """The title with figures and names masked."""
        return tuple("0" if term.value is not None else "@" if term.id[0] == "@" else term.id for term in self.title)

    @cached_property
    def cyrillic(self) -> bool:
        """Whether the title is in Cyrillic letters."""
        return _CYRILLIC.search(self.item.title[:TITLE_LENGTH]) is not None

    @cached_property
    def language(self) -> str:
        """The language that the title is read in."""
        return language_in(self.item.title[:TITLE_LENGTH], self.item.language)

    @cached_property
    def ahead(self) -> bool:
        """Whether the title tells what is still to come."""
        return is_ahead(self.item.title[:TITLE_LENGTH])

    @cached_property
    def deliberated(self) -> Mapping[str, str] | None:
        """What the title says is thought of, asked for or discussed: words by ids; None where it says nothing so."""
        start = deliberated(self.item.title[:TITLE_LENGTH])
        return None if start is None else {term.id: term.word for term in self.title if term.start >= start}

    @cached_property
    def done(self) -> Mapping[str, str]:
        """What the title says was done, as words by ids."""
        acts = lexicon().acts
        return {
            term.id: term.word
            for term in self.title
            if not term.kind and (is_done(term.word) or (term.id[1:] in acts and term.word[-1:] == "s"))
        }

    @cached_property
    def topics(self) -> frozenset[str]:
        """The ids of what the laws and agreements in the title are on."""
        words = lexicon()
        named = read(topics(self.item.title[:TITLE_LENGTH]))
        return frozenset(
            term.id for term in named if term.id[0] != "=" or term.id[1:] not in words.telling | words.acts
        )

    @cached_property
    def sites(self) -> Mapping[str, Set[str]]:
        """The names of squares, streets and the like in the title, by kind."""
        return sites(self.item.title[:TITLE_LENGTH])

    @cached_property
    def of_one_day(self) -> bool:
        """Whether the title sums up one day."""
        return is_of_one_day(self.item.title[:TITLE_LENGTH])

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the title's words, as far as they are long enough to be compared by how they begin."""
        return frozenset(found for term in self.title if len(found := stem(term.word)) >= _STEM)

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """All that the title's stems begin with."""
        return frozenset(word[:length] for word in self.stems for length in range(_STEM, len(word) + 1))

    def says_like(self, word: str) -> bool:
        """Say whether a word of the title begins with the stem of this word, or the other way round."""
        found = stem(word)
        return len(found) >= _STEM and (
            found in self.beginnings or any(found[:end] in self.stems for end in range(_STEM, len(found)))
        )

    @cached_property
    def roles(self) -> frozenset[str]:
        """The terms of the title that say what somebody is."""
        roles = lexicon().roles
        return frozenset(term for term in self.terms if term[0] == "=" and term[1:] in roles)

    @cached_property
    def subjects(self) -> tuple[Term, ...]:
        """The terms of the title that say what it is about.

        These are the things of the lexicon, what people are, names, and words that are in neither lexicon nor gazetteer
        and are no verbs.
        """
        return tuple(term for term in self.title if self._is_subject(term))

    def _is_subject(self, term: Term) -> bool:
        kind = term.id[0]
        if kind == "=":
            words = lexicon()
            known = term.id[1:]
            return term.id in self.roles or not (known in words.telling or known in words.acts or known in words.rounds)
        if kind == "#" or len(term.word) < _STEM or term.word in _SIGNS:
            return False
        if kind == "@":
            return term.kind in _NAMES
        return not calendar(term.word)[1] and not is_verb(term.word, self.language)

    @cached_property
    def substance(self) -> tuple[str, ...]:
        """The ids of the title's terms in order, without those that say how something is told."""
        return tuple(id_ for id_ in self._words if id_[1:] not in lexicon().telling or id_ in self.roles)

    @cached_property
    def substance_without_roles(self) -> tuple[str, ...]:
        """The same without what people are, as far as that is often left out."""
        return tuple(id_ for id_ in self._words if id_[1:] not in lexicon().telling)

    @property
    def _words(self) -> list[str]:
        return [term.id for term in self.title]

    @cached_property
    def translated_title(self) -> tuple[Weighed, ...]:
        """The title's terms as they survive translation."""
        return tuple(Weighed(_surviving(term.id, term.word), weigh(term.id)) for term in self.title)

    @cached_property
    def translated(self) -> frozenset[str]:
        """What of title and lead survives translation."""
        return self.sounds.union(term for term in self.counts if term[0] in "@=#")

    @cached_property
    def translated_vector(self) -> Vector:
        """The names, meanings and numbers of title and lead."""
        return vector({term: weigh(term) for term in self.counts if term[0] in "@=#"})

    @cached_property
    def text(self) -> str:
        """All of it as JSON, which `load` reads."""
        item = self.item
        parts = {
            "item": (item.id, item.title, item.outlet, item.published.timestamp(), item.language, item.countries),
            "lead": self.has_lead,
            "title": self.title,
            "counts": dict(self.counts),
            "sounds": sorted(self.sounds),
            "stated": _dumped(self.stated),
            "supported": _dumped(self.supported),
        }
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def load(cls, text: str) -> Features:
        """Read what `text` is; the item is without its lead. Raises ValueError, KeyError or TypeError if damaged."""
        parts = json.loads(text)
        id_, title, outlet, published, language, countries = parts["item"]
        return cls(
            item=Item(id_, title, outlet, datetime.fromtimestamp(published, UTC), "", language, tuple(countries)),
            has_lead=parts["lead"],
            title=tuple(_term(row) for row in parts["title"]),
            counts=parts["counts"],
            sounds=frozenset(parts["sounds"]),
            stated=_loaded(parts["stated"]),
            supported=_loaded(parts["supported"]),
        )


@cache
def rules() -> int:
    """Return the version of the rules, of which gazetteer and lexicon are part: what was kept under another is void."""
    desk = resources.files("careader.desk")
    files = [desk / "lexicon.toml", *(file for file in (desk / "gazetteer").iterdir() if file.name.endswith(".toml"))]
    found = RULES
    for file in sorted(files, key=lambda file: file.name):
        found = zlib.crc32(file.read_bytes(), found)
    return found


def features(item: Item) -> Features:
    """Take an item apart."""
    headline, text = item.title[:TITLE_LENGTH], without_recalled(item.lead[:LEAD_LENGTH])
    title = tuple(read(headline))
    lead = read(text)
    whole = (*title, *lead)
    stated = facts(headline, title)
    return Features(
        item=item,
        has_lead=bool(item.lead),
        title=title,
        counts=Counter([term.id for term in whole]),
        sounds=frozenset(found for term in whole if term.id[0] not in "@=#" and (found := _sound(term.word))),
        stated=stated,
        supported=facts(f"{headline} {text}", whole) if text else stated,
    )


def _surviving(term: str, word: str) -> str:
    return term if term[0] in "@=#" else _sound(word)


def _sound(word: str) -> str:
    consonants = skeleton(word)
    return f"~{consonants}" if consonants else ""


@lru_cache(maxsize=1 << 16)
def _weigh_often(term: str, count: int) -> int:
    return round(weigh(term) * (1 + math.log(count)))


@lru_cache(maxsize=1 << 16)
def _key(term: str) -> int:
    return zlib.crc32(term.encode("utf-8", "surrogatepass"))


def _dumped(known: Facts) -> dict[str, Sequence[object]]:
    return {field.name: sorted(value) for field in fields(known) if (value := getattr(known, field.name))}


def _term(row: Sequence[Any]) -> Term:
    id_, word, start, value, ordinal, kind, countries = row
    return Term(id_, word, start, value, ordinal, kind, tuple(countries))


def _loaded(parts: Mapping[str, Sequence[Any]]) -> Facts:
    return Facts(**{name: frozenset(map(_frozen, values)) for name, values in parts.items()})


def _frozen(value: Any) -> Any:
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value
