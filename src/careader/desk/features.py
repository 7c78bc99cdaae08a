"""What grouping sees of an article."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from careader.desk.facts import Facts, facts
from careader.desk.serial import serial
from careader.desk.terms import Term, read, weigh
from careader.desk.vector import Vector, vector

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

    `title` are the title's terms in order and `terms` their ids; `title_vector` weighs them, and `whole_vector` those
    of title and lead. `stated` is what the title says, `supported` what title and lead do. `template` is the title with
    figures and names masked.
    """

    item: Item
    title: tuple[Term, ...]
    terms: frozenset[str]
    title_vector: Vector
    whole_vector: Vector
    stated: Facts
    supported: Facts
    serial: str
    template: tuple[str, ...]
    cyrillic: bool

    @property
    def everywhere(self) -> Set[str]:
        """The ids of the terms of title and lead."""
        return self.whole_vector.weights.keys()


@lru_cache(maxsize=1 << 13)
def features(item: Item) -> Features:
    """Take an item apart; what was taken apart lately is remembered, so that a refresh pays for new articles only."""
    title = tuple(read(item.title))
    terms = frozenset(term.id for term in title)
    title_vector = whole_vector = vector({term: weigh(term) for term in terms})
    stated = supported = facts(item.title, title)
    if item.lead:
        text = item.lead[:LEAD_LENGTH]
        whole = (*title, *read(text))
        counts = Counter([term.id for term in whole])
        whole_vector = vector({term: _weigh_often(term, count) for term, count in counts.items()})
        supported = facts(f"{item.title} {text}", whole)
    return Features(
        item=item,
        title=title,
        terms=terms,
        title_vector=title_vector,
        whole_vector=whole_vector,
        stated=stated,
        supported=supported,
        serial=serial(item.title),
        template=tuple("0" if term.value is not None else "@" if term.id[0] == "@" else term.id for term in title),
        cyrillic=_CYRILLIC.search(item.title) is not None,
    )


@lru_cache(maxsize=1 << 16)
def _weigh_often(term: str, count: int) -> int:
    return round(weigh(term) * (1 + math.log(count)))
