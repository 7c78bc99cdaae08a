"""What an article is about: which of the five countries, and whether Central Asia as a whole.

The gazetteer finds the names; this module weighs them. A country in the title is what the article is about. A country
that only the text below names has to be named with some force, because reports list neighbours, partners and places
of reference in passing. The outlet's home country decides only where nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import NamedTuple

from careader.desk.gazetteer import Hit, scan, settle, support
from careader.desk.gazetteer.book import Entry
from careader.model import COUNTRIES

REGION = "region"

_WEIGHTS = {
    "country": 3.0,
    "demonym": 2.5,
    "person": 2.5,
    "place": 2.5,
    "institution": 2.5,
    "landmark": 2.0,
    "currency": 1.5,
    "outlet": 0.5,
    "region": 3.0,
}
_WHERE = {"title": 3.0, "summary": 1.0, "body": 0.4}
_HOME_OF_LANGUAGE = {"kk": "kz", "ky": "kg", "tg": "tj", "tk": "tm", "uz": "uz"}

_ENOUGH_BELOW_TITLE = 4.5
"""What a country that the title does not name needs in the summary beside one that it does: more than one mention."""
_BODY_LIMIT = 2_500
"""How many characters of the body are read: what it is about is said there, what follows is background."""

_DATELINE = re.compile(r"\s*(?:\d{1,2}[:.]\d\d )?[^.!?]{2,60}?\((?:[A-Za-zА-Яа-я/ -]{2,20})\)\s*[—–-]+\s*")
_PASSING_BEFORE = re.compile(
    r"(?:\b(?:like|unlike|than|as in|as far as|compared (?:to|with)|similar to|"
    r"как и в|чем в|в отличие от|по сравнению с|вплоть до|наряду с|подобно)\s+(?:[^\W\d_]+\s+)?)$",
    re.IGNORECASE,
)
_WITH_BEFORE = re.compile(r"\b(?:with|с|со|бо)\s$", re.IGNORECASE)
_WITH_AFTER = re.compile(r"\s(?:bilan|билан|менен|bilen|мен|бен|пен)\b")
_NOBODY: frozenset[str] = frozenset()
_ENUMERATION = re.compile(
    r",? (?:(?:and|or|и|или|жана|және|va|ва|we|ҳамда|hamda|as well as|the|а также) )*|, ", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that spoke for a country (or for "region"), as they stand in that part of the article."""

    words: str
    country: str
    where: str
    weight: float


@dataclass(frozen=True, slots=True)
class Labels:
    """What an article is about; `countries` in the order of `model.COUNTRIES`."""

    countries: tuple[str, ...]
    region: bool
    evidence: tuple[Evidence, ...]


class _Found(NamedTuple):
    """A name that has been understood.

    `countries` are those of the five that it means: of several that share a river, those that are named besides, or
    else all. It may be said in `passing`; it may be `tied` to somebody unnamed ("trade with Uzbekistan", "border");
    `beside` are the places of all names in the enumeration that it stands in.
    """

    words: str
    entry: Entry
    where: str
    weight: float
    countries: tuple[str, ...]
    passing: bool
    tied: bool
    beside: frozenset[str]


def label(
    title: str,
    summary: str = "",
    body: str = "",
    *,
    language: str = "",
    outlet_countries: tuple[str, ...] = (),
    published: date | None = None,
) -> Labels:
    """Say which of the five countries an article is about, and which words say so.

    `language` is an ISO 639 code and `outlet_countries` where the outlet looks from; both are weak hints, and a label
    that only they decided comes without evidence. `published` ages the names of office holders. Pure and deterministic.
    """
    home = _home(language, outlet_countries)
    found = _read({"title": title, "summary": summary, "body": body[:_BODY_LIMIT]}, home, published)
    chosen = _countries(found, home)
    region = _region(found)
    evidence = tuple(
        Evidence(item.words, code, item.where, item.weight)
        for item in found
        for code in ((REGION,) if item.entry.kind == "region" else item.countries)
        if (code in chosen and not item.passing) or (code == REGION and region)
    )
    return Labels(tuple(code for code in COUNTRIES if code in chosen), region, evidence)


def _home(language: str, outlet_countries: tuple[str, ...]) -> str:
    """Give the one country that the outlet looks from, or the language is the language of ("" where unknown)."""
    if len(outlet_countries) == 1 and outlet_countries[0] in COUNTRIES:
        return outlet_countries[0]
    return _HOME_OF_LANGUAGE.get(language.lower()[:2], "")


def _read(parts: dict[str, str], home: str, published: date | None) -> list[_Found]:
    """Find the names in every part and understand them together."""
    hits = {part: scan(text) for part, text in parts.items()}
    for part in ("summary", "body"):
        if dateline := _DATELINE.match(parts[part]):
            hits[part] = [hit for hit in hits[part] if hit.start >= dateline.end()]
    places = support(chain.from_iterable(hits.values()))
    places[home] += 1
    found = []
    for part, text in parts.items():
        settled = settle(hits[part], places)
        company = _company(settled, text) if part != "body" else [_NOBODY] * len(settled)
        for (hit, entry), beside in zip(settled, company, strict=True):
            weight = _WEIGHTS.get(entry.kind, 0.0) * _WHERE[part]
            if published is not None and not entry.since <= published.year <= entry.until + 1:
                weight /= 2
            meant = entry.countries
            if len(meant) > 1:
                meant = tuple(code for code in meant if places[code]) or meant
            passing = weight > 0 and part != "body" and _is_in_passing(text, hit, beside, part)
            tied = part == "title" and _is_tied(text, hit, entry)
            found.append(_Found(text[hit.start : hit.end], entry, part, weight, meant, passing, tied, beside))
    return found


def _is_tied(text: str, hit: Hit, entry: Entry) -> bool:
    """Say whether a name is a border, or the country with which somebody else does something."""
    if entry.kind == "country":
        before = text[max(0, hit.start - 6) : hit.start]
        return bool(_WITH_BEFORE.search(before) or _WITH_AFTER.match(text, hit.end))
    return entry.kind == "tie"


def _is_in_passing(text: str, hit: Hit, beside: frozenset[str], part: str) -> bool:
    """Say whether a name is a comparison, a way or a limit, or one of a list that reaches beyond the five."""
    if part != "title" and len(beside) > 2 and not beside <= COUNTRIES.keys():
        return True
    return bool(_PASSING_BEFORE.search(text[max(0, hit.start - 40) : hit.start]))


def _company(settled: list[tuple[Hit, Entry]], text: str) -> list[frozenset[str]]:
    """Give for each name the places of all names in the enumeration that it stands in (none where it stands alone)."""
    company = [_NOBODY] * len(settled)
    run: list[int] = []
    for index, (hit, entry) in enumerate(settled):
        if not entry.places or entry.kind == "region":
            continue
        if not run or not _ENUMERATION.fullmatch(text, settled[run[-1]][0].end, hit.start):
            run = []
        run.append(index)
        if len(run) > 1:
            together = frozenset(place for one in run for place in settled[one][1].places)
            for one in run:
                company[one] = together
    return company


def _scores(found: Iterable[_Found], where: str) -> dict[str, float]:
    """Add up the weights by country in one part of the article; nothing said in passing counts."""
    scores: dict[str, float] = {}
    for item in found:
        if item.where == where and item.weight and not item.passing and item.entry.kind != "region":
            for code in item.countries:
                scores[code] = scores.get(code, 0.0) + item.weight
    return scores


def _countries(found: list[_Found], home: str) -> set[str]:
    """Choose what the article is about: by the title, then the summary, then the body, then the home of the outlet."""
    title, summary, body = (_scores(found, where) for where in _WHERE)
    region_in_title = any(item.entry.kind == "region" and item.where == "title" for item in found)
    if len(title) == len(COUNTRIES):
        chosen = set()
    elif title or region_in_title:
        chosen = set(title)
        if len(summary) < 4:
            chosen |= {code for code, score in summary.items() if score >= _ENOUGH_BELOW_TITLE or code == home}
            chosen |= _partners(found, set(title))
    else:
        chosen = set(summary) if len(summary) < 5 else set()
    if home and len(title) == 1 and _is_about_a_neighbour(found):
        chosen.add(home)
    if body:
        least = max(0.5 * max(body.values()), 3.6 if chosen else 2.0)
        chosen |= {code for code, score in body.items() if score >= least}
    if not chosen and home and not any(item.entry.kind == "region" for item in found):
        abroad = any(item.entry.kind in ("outside", "trap") and item.where == "title" for item in found)
        if not abroad or any(item.entry.kind == "cue" and item.where != "body" for item in found):
            chosen = {home}
    return chosen


def _is_about_a_neighbour(found: list[_Found]) -> bool:
    """Say whether the title is about a border or about something with another country, and nobody from elsewhere."""
    title = [item for item in found if item.where == "title"]
    return any(item.tied for item in title) and not any(item.entry.kind == "outside" for item in title)


def _partners(found: list[_Found], title: set[str]) -> set[str]:
    """Give whom the summary names in one breath with a country of the title, and whose leaders it names."""
    partners: set[str] = set()
    for item in found:
        if item.where == "summary" and not item.passing:
            together = bool(item.beside & title) and len(item.beside) < 4
            leader = item.entry.kind == "person" and not item.entry.ambiguous
            if together or leader:
                partners.update(item.countries)
    return partners


def _region(found: list[_Found]) -> bool:
    """Say whether title or summary name all five or the region, or the body names the region again and again."""
    named = {code for item in found if item.where != "body" and item.entry.kind != "region" for code in item.countries}
    if len(named) == len(COUNTRIES):
        return True
    words = [item for item in found if item.entry.kind == "region" and not item.passing]
    return any(item.where != "body" for item in words) or len(words) >= 3
