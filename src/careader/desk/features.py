"""What grouping sees of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from careader.desk.facts import Facts, facts
from careader.desk.serial import serial
from careader.desk.terms import Term, read

LEAD_LENGTH = 400
"""How many characters of a lead are looked at: what comes later in a report is background."""


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
    """An item taken apart: its title's terms in order, and what the title and the whole (title and lead) state.

    `counts` says how often a term is in the whole. `template` is the title with all that changes in a series masked.
    """

    item: Item
    title: tuple[Term, ...]
    terms: frozenset[str]
    counts: Mapping[str, int]
    stated: Facts
    supported: Facts
    serial: str
    template: tuple[str, ...]
    cyrillic: bool


@lru_cache(maxsize=1 << 14)
def features(item: Item) -> Features:
    """Take an item apart; what was taken apart lately is remembered, so that a refresh pays for new articles only."""
    title = tuple(read(item.title))
    lead = read(item.lead[:LEAD_LENGTH]) if item.lead else []
    stated = facts(item.title, title)
    counts = Counter(term.id for term in title)
    supported = stated
    if lead:
        counts.update(term.id for term in lead)
        supported = facts(f"{item.title} {item.lead[:LEAD_LENGTH]}", [*title, *lead])
    return Features(
        item=item,
        title=title,
        terms=frozenset(term.id for term in title),
        counts=dict(counts),
        stated=stated,
        supported=supported,
        serial=serial(item.title),
        template=tuple("0" if term.value is not None else "@" if term.id[0] == "@" else term.id for term in title),
        cyrillic=any("\u0400" <= letter <= "\u04ff" for letter in item.title),
    )
