"""What grouping sees of an article."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from careader.desk.facts import Facts, facts
from careader.desk.serial import serial
from careader.desk.terms import Term, read, weigh

LEAD_LENGTH = 600
"""How many characters of a lead are looked at: what comes later in a report is background."""
_CYRILLIC = re.compile("[\u0400-\u04ff]")


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


@dataclass(frozen=True, slots=True)
class Features:
    """An item taken apart.

    `title` are the title's terms in order, `terms` their ids; `everywhere` are the ids of title and lead. The vectors
    give each term's weight and have length one. `stated` is what the title says, `supported` what title and lead do.
    `template` is the title with figures and names masked,
    `title_key` the title without what does not matter.
    """

    item: Item
    title: tuple[Term, ...]
    terms: frozenset[str]
    everywhere: frozenset[str]
    title_vector: Mapping[str, float]
    whole_vector: Mapping[str, float]
    stated: Facts
    supported: Facts
    serial: str
    template: tuple[str, ...]
    title_key: str
    cyrillic: bool


@lru_cache(maxsize=1 << 14)
def features(item: Item) -> Features:
    """Take an item apart; what was taken apart lately is remembered, so that a refresh pays for new articles only."""
    title = tuple(read(item.title))
    terms = frozenset(term.id for term in title)
    title_vector = unit({term: weigh(term) for term in terms})
    stated = facts(item.title, title)
    everywhere, whole_vector, supported = terms, title_vector, stated
    if item.lead:
        text = item.lead[:LEAD_LENGTH]
        whole = (*title, *read(text))
        counts = Counter([term.id for term in whole])
        everywhere = frozenset(counts)
        whole_vector = unit({term: weigh(term) * (1 + math.log(count)) for term, count in counts.items()})
        supported = facts(f"{item.title} {text}", whole)
    return Features(
        item=item,
        title=title,
        terms=terms,
        everywhere=everywhere,
        title_vector=title_vector,
        whole_vector=whole_vector,
        stated=stated,
        supported=supported,
        serial=serial(item.title),
        template=tuple("0" if term.value is not None else "@" if term.id[0] == "@" else term.id for term in title),
        title_key=" ".join(term.word for term in title),
        cyrillic=_CYRILLIC.search(item.title) is not None,
    )


def unit(weights: Mapping[str, float]) -> dict[str, float]:
    """Scale weights so that the vector's length is one."""
    length = math.sqrt(sum([weight * weight for weight in weights.values()])) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Give the cosine of two vectors of length one."""
    if len(one) > len(other):
        one, other = other, one
    return sum([weight * other[term] for term, weight in one.items() if term in other])
