"""What an article is about: which of the five countries, and whether Central Asia as a whole.

The gazetteer finds the names, `context` understands them; this module weighs them. A country in the title is what the
article is about. A country that only the text below names has to be named with some force, because reports list
neighbours, partners and places of reference in passing. The outlet's home country decides only where nothing else does:
a newsroom that names no country writes about its own, unless it names foreigners and none of its own authorities.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from careader.desk.context import ABROAD, STATE_OF_LANGUAGE, WHERE, Found, find
from careader.model import COUNTRIES

REGION = "region"

_ENOUGH_BELOW_TITLE = 4.5
"""What a country that the title does not name needs in the summary beside one that it does: more than one mention."""
_BORDER = "tie:border"
"""The entry of the words for a border, which has two sides: whom the text below the title names is the other one."""
_TITLE_LIMIT, _BODY_LIMIT = 1_000, 2_500
"""How many characters of the title, and of summary and body, are read: what it is about is said there."""
_ARABIC = re.compile("[\u0620-\u06ff]")


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
    parts = {"title": title[:_TITLE_LIMIT], "summary": summary[:_BODY_LIMIT], "body": body[:_BODY_LIMIT]}
    home = _home(parts["title"], language, outlet_countries)
    found = find(parts, home, published, language[:2].lower())
    region = _region(found)
    chosen = _countries(found, home, region=region)
    evidence = tuple(
        Evidence(item.words, code, item.where, item.weight)
        for item in found
        for code in ((REGION,) if item.entry.kind == "region" else item.countries)
        if (code in chosen and not item.passing) or (code == REGION and region)
    )
    return Labels(tuple(code for code in COUNTRIES if code in chosen), region, evidence)


def _home(title: str, language: str, outlet_countries: tuple[str, ...]) -> str:
    """Return the one country that the outlet looks from, or the language is the language of ("" where unknown).

    Kazakh and Tajik in Arabic letters are mostly written and read in other countries.
    """
    if len(outlet_countries) == 1 and outlet_countries[0] in COUNTRIES:
        return outlet_countries[0]
    if _ARABIC.search(title):
        return ""
    return STATE_OF_LANGUAGE.get(language.lower()[:2], "")


def _scores(found: Iterable[Found], where: str, *, venues: bool) -> dict[str, float]:
    """Add up the weights by country in one part of the article.

    Nothing said in passing counts, nor, without `venues`, the place where something is held.
    """
    scores: dict[str, float] = {}
    for item in found:
        if item.where == where and item.weight and not item.passing and item.entry.kind != "region":
            if item.held and not venues:
                continue
            for code in item.countries:
                scores[code] = scores.get(code, 0.0) + item.weight
    return scores


def _countries(found: list[Found], home: str, *, region: bool) -> set[str]:
    """Choose what the article is about: by the title, then the summary, then the body, then the home of the outlet."""
    venues = not ((region and _is_a_meeting(found)) or _is_between_others(found, home))
    title, summary, body = (_scores(found, where, venues=venues) for where in WHERE)
    region_in_title = any(item.entry.kind == "region" and item.where == "title" for item in found)
    if len(title) == len(COUNTRIES):
        chosen = set()
    elif title or region_in_title:
        chosen = set(title)
        if len(summary) < 4:
            chosen |= {code for code, score in summary.items() if score >= _ENOUGH_BELOW_TITLE or code == home}
            chosen |= _partners(found, set(title), venues=venues)
            if any(item.entry.id == _BORDER for item in found if item.where != "body"):
                chosen |= set(summary)
    else:
        chosen = set(summary) if len(summary) < 5 else set()
    if home and len(title) == 1 and _is_about_a_neighbour(found):
        chosen.add(home)
    if body:
        least = max(0.5 * max(body.values()), 3.6 if chosen else 2.0)
        chosen |= {code for code, score in body.items() if score >= least}
    if not chosen and not any(item.entry.kind == "region" for item in found):
        chosen = {home} if home and not region and _is_about_home(found) else set()
    return chosen


def _is_a_meeting(found: Iterable[Found]) -> bool:
    """Say whether title and summary are about a meeting and name no country but the one where it is held."""
    near = [item for item in found if item.where != "body" and not item.passing]
    named = [item for item in near if item.weight and item.entry.kind != "region"]
    return any(item.entry.kind == "meeting" for item in near) and all(item.held for item in named)


def _is_between_others(found: Iterable[Found], home: str) -> bool:
    """Say whether the title is about several other countries that meet in one of the five, not the outlet's own."""
    near = [item for item in found if item.where != "body" and not item.passing]
    others = {
        place for item in near if item.where == "title" and item.entry.kind in ABROAD for place in item.entry.places
    }
    named = [item for item in near if item.weight and item.entry.kind != "region"]
    return (
        len(others) > 1
        and any(item.entry.kind == "meeting" for item in near)
        and all(item.held and home not in item.countries for item in named)
    )


def _is_about_home(found: Iterable[Found]) -> bool:
    """Say whether an article that names none of the five is about the country of its outlet.

    It is where the title names nobody from abroad, or first some authority that is not theirs, or people of one's own.
    """
    abroad = own = False
    for item in found:
        kind = item.entry.kind
        if item.where == "title" and (kind in ABROAD or (kind == "trap" and item.entry.places)):
            abroad = True
        elif (item.where != "body" and kind == "cue") or (
            item.where == "title" and kind == "authority" and not item.tied and not abroad
        ):
            own = True
    return own or not abroad


def _is_about_a_neighbour(found: Iterable[Found]) -> bool:
    """Say whether the title is about a border or about something with another country, and nobody from elsewhere."""
    title = [item for item in found if item.where == "title"]
    return any(item.tied and item.entry.kind != "authority" for item in title) and not any(
        item.entry.kind in ABROAD for item in title
    )


def _partners(found: Iterable[Found], title: set[str], *, venues: bool) -> set[str]:
    """Return whom the summary names in one breath with a country of the title, and whose leaders it names."""
    partners: set[str] = set()
    for item in found:
        if item.where == "summary" and not item.passing and (venues or not item.held):
            together = bool(item.beside & title) and len(item.beside) < 4
            leader = item.entry.kind == "person" and not item.entry.ambiguous
            if together or leader:
                partners.update(item.countries)
    return partners


def _region(found: Iterable[Found]) -> bool:
    """Say whether title or summary name all five or the region, or the body names the region again and again."""
    named = {code for item in found if item.where != "body" and item.entry.kind != "region" for code in item.countries}
    if len(named) == len(COUNTRIES):
        return True
    words = [item for item in found if item.entry.kind == "region" and not item.passing]
    return any(item.where != "body" for item in words) or len(words) >= 3
