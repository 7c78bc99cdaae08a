"""Names in their context: which of its meanings each has, and whether it is said of the subject or in passing.

Everything here looks at most a few dozen characters to the left and right of a name, so that the cost grows with the
number of names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from careader.desk.gazetteer import Hit, scan, settle, support, with_families
from careader.desk.gazetteer.book import Entry
from careader.model import COUNTRIES

WEIGHTS = {
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
WHERE = {"title": 3.0, "summary": 1.0, "body": 0.4}
ABROAD = frozenset(("outside", "abroad"))
"""Kinds of names that are never of the five: countries with their people, and long lists of cities or clubs."""
_FOREIGN = ABROAD | {"trap"}
_NEIGHBOURING = frozenset(("af", "cn", "mn", "iq", "sy", "ir"))
"""Where peoples of the five have lived since before there were borders: they are no news of the five."""
_SPLIT = frozenset(("iq", "sy"))
"""Those of them with which the states of these peoples have hardly any dealings."""
_TURKIC = frozenset(("kk", "ky", "uz", "tk"))
STATE_OF_LANGUAGE = {"kk": "kz", "ky": "kg", "tg": "tj", "tk": "tm", "uz": "uz"}
"""In whose language an article is."""
_TRADE = "tie:trade"
_NOBODY: frozenset[str] = frozenset()

_DATELINE = re.compile(r"\s*(?:\d{1,2}[:.]\d\d )?[^.!?]{2,60}?\((?:[A-Za-zА-Яа-я/ -]{2,20})\)\s*[—–-]+\s*")
_COMPARED_BEFORE = re.compile(
    r"(?:\b(?:like|unlike|than|as in|as far as|compared (?:to|with)|similar to|"
    r"как и в|чем в|в отличие от|по сравнению с|вплоть до|наряду с|подобно)\s+(?:[^\W\d_]+\s+)?)$",
    re.IGNORECASE,
)
_THROUGH_BEFORE = re.compile(
    r"\b(?:via|through|across|transiting|bypassing|через|сквозь|транзитом через|в обход|тавассути|аз тариқи)\s+$",
    re.IGNORECASE,
)
_THROUGH_AFTER = re.compile(r"\s(?:арқылы|аркылуу|orqali|орқали|арқали|arqyly|arkaly)\b", re.IGNORECASE)
_WITH_BEFORE = re.compile(r"\b(?:with|с|со|бо)\s$", re.IGNORECASE)
_WITH_AFTER = re.compile(r"\s(?:bilan|билан|менен|bilen|мен|бен|пен)\b")
_IN_BEFORE = re.compile(r"(?:\b(?:in|at|near|в|во|под|дар|dar)|در)\s$", re.IGNORECASE)
_IN_ENDING = re.compile(
    r"(?:[дт][аеоө]|[dt][ae])(?:ғы|гы|гі|ги|гу|гү|ги|ky|ki|gi|ǵy|ğy)?(?:\b|$)|(?:دا|دە|تا|تە)$|[дт]а$", re.IGNORECASE
)
_WAY_BEFORE = re.compile(r"\b(?:to|into|from|в|из|ба|аз)\s$", re.IGNORECASE)
_TURKIC_WAY = re.compile(r"(?:ст[ао]н|st[ao]n)(?:[гғкқ][ае]|[дт][ае]н|[gğkq][ae]|a|d[ae]n)$", re.IGNORECASE)
_LANGUAGE_BEFORE = re.compile(r"(?:\b(?:забон\w*|zabon\w*)\s+|زبان\s+)$", re.IGNORECASE)
_LANGUAGE_AFTER = re.compile(
    r"[\s-](?:language|speaking|speaker|alphabet|script\b|dictionary|textbook|язык|язычн|алфавит|словар|"
    r"тіл|тил|til\b|tili|tilida|dil\b|dili|dilinde|ءتىل|تىل|әліпби|алифбо|alifbo|elipbi)|язычн",
    re.IGNORECASE,
)
_ETHNIC_BEFORE = re.compile(r"\b(?:ethnic|этнически\w{1,3}|этникалық|этникалык|etnik|этник)\s$", re.IGNORECASE)
_PLURAL = re.compile(
    r"(?:kazakhs|uzbeks|tajiks|turkmens|kyrgyzs|kirghiz|(?:казах|узбек|таджик|туркмен|кыргыз|киргиз)(?:и|ы|ов|ам|ами|ах|у)?|"
    r".+(?:лар|лер|дар|дер|тар|тер|lar|ler|ҳо|он|они|ҳои|لەر|لار|дор|дөр).*)$",
    re.IGNORECASE,
)
_ENUMERATION = re.compile(
    r",? (?:(?:and|or|и|или|жана|және|va|ва|we|ҳамда|hamda|as well as|the|а также) )*|, ", re.IGNORECASE
)
_APART = re.compile(r"[.!?:;—–()«»\"“”]|,")


class Found(NamedTuple):
    """A name that has been understood.

    `countries` are those of the five that it means: of several that share a river, those that are named besides, or
    else all. It may be said in `passing`; it may be a place where something is `held`, or `tied` to somebody unnamed
    ("trade with Uzbekistan", "border") or, for authorities, to a foreign name; a people may be called `ethnic`.
    `beside` are the places of all names in the enumeration that it stands in.
    """

    words: str
    entry: Entry
    where: str
    weight: float
    countries: tuple[str, ...]
    passing: bool
    held: bool
    tied: bool
    ethnic: bool
    beside: frozenset[str]


def find(parts: dict[str, str], home: str, published: date | None, language: str) -> list[Found]:
    """Find the names in every part ("title", "summary", "body") and understand them together."""
    hits = _names(parts, language)
    places = support(chain.from_iterable(hits.values()))
    abroad = any(place not in COUNTRIES for place in support([*hits["title"], *hits["summary"]]))
    several = sum(place in COUNTRIES for place in places) > 1
    found: list[Found] = []
    for part, text in parts.items():
        settled = settle(hits[part], places, home=home, abroad=abroad)
        company = _company(settled, text) if part != "body" else [_NOBODY] * len(settled)
        share = WHERE[part]
        for index, (hit, entry) in enumerate(settled):
            weight = WEIGHTS.get(entry.kind, 0.0) * share
            if not weight and part == "body":
                continue
            if entry.office and _is_of_another_country(text, settled, index, language):
                continue
            if weight and published is not None and not entry.since <= published.year <= entry.until + 1:
                weight /= 2
            meant = entry.countries
            if len(meant) > 1:
                meant = tuple(code for code in meant if places[code] or code == home) or meant
            beside = company[index]
            passing = held = tied = ethnic = False
            if part != "body":
                passing = weight > 0 and (
                    _is_in_passing(text, hit, entry, beside, part) or (several and _is_on_the_way(text, hit))
                )
                held = entry.kind in ("place", "landmark") and _is_where(text, hit)
                tied = (
                    _is_tied(text, settled, index, language) if entry.kind == "authority" or part == "title" else False
                )
                ethnic = (
                    entry.kind == "demonym"
                    and _ETHNIC_BEFORE.search(text[max(0, hit.start - 14) : hit.start]) is not None
                )
            words = text[hit.start : hit.end]
            found.append(Found(words, entry, part, weight, meant, passing, held, tied, ethnic, beside))
    found = _without_offices_elsewhere(found, STATE_OF_LANGUAGE.get(language, "")) if several else found
    return _without_peoples_abroad(found) if abroad else found


def _names(parts: dict[str, str], language: str) -> dict[str, list[Hit]]:
    """Return the names in each part, but for the place and agency before a report.

    Spellings that are not listed are looked for in title and summary, and below them where nothing sure of the five is
    named; where that finds nothing either, the forms of persons' names are looked at.
    """
    hits = {part: _behind_dateline(part, text, language, heard=part != "body") for part, text in parts.items()}
    if COUNTRIES.keys().isdisjoint(support(chain.from_iterable(hits.values()))):
        hits["body"] = _behind_dateline("body", parts["body"], language, heard=True)
        if COUNTRIES.keys().isdisjoint(support(hits["body"])):
            for part in ("title", "summary"):
                hits[part] = with_families(hits[part], parts[part])
    return hits


def _behind_dateline(part: str, text: str, language: str, *, heard: bool) -> list[Hit]:
    hits = scan(text, language, heard=heard)
    if part != "title" and (dateline := _DATELINE.match(text)):
        return [hit for hit in hits if hit.start >= dateline.end()]
    return hits


def _is_tied(text: str, settled: Sequence[tuple[Hit, Entry]], index: int, language: str) -> bool:
    """Say whether a name is a border or a visit, the country with which somebody does something, or of foreigners.

    Whose an authority is stands before it in the Turkic languages, and on either side in the others.
    """
    hit, entry = settled[index]
    if entry.kind == "country":
        before = text[max(0, hit.start - 6) : hit.start]
        if _WITH_BEFORE.search(before) or _WITH_AFTER.match(text, hit.end):
            return True
        traded = any(other.id == _TRADE for _, other in settled)
        return traded and _is_a_way(text, hit, before, language)
    if entry.kind == "authority":
        return any(
            settled[other][1].kind in _FOREIGN and _is_next_to(text, hit, settled[other][0])
            for other in ((index - 1,) if language in _TURKIC else (index - 1, index + 1))
            if 0 <= other < len(settled)
        )
    return entry.kind == "tie" and entry.id != _TRADE


def _is_of_another_country(text: str, settled: Sequence[tuple[Hit, Entry]], index: int, language: str) -> bool:
    """Say whether an office stands beside a place where it is not: Фарёб вилоятида, Бишкек әкімі."""
    hit, entry = settled[index]
    return any(
        settled[other][1].places
        and not set(settled[other][1].places) & set(entry.places)
        and _is_next_to(text, hit, settled[other][0])
        for other in ((index - 1,) if language in _TURKIC else (index - 1, index + 1))
        if 0 <= other < len(settled)
    )


def _is_a_way(text: str, hit: Hit, before: str, language: str) -> bool:
    """Say whether a country is where something goes or comes from: to Tajikistan, из Таджикистана, Тожикистонга."""
    if language in _TURKIC:
        return bool(_TURKIC_WAY.search(text[hit.start : hit.end]))
    return bool(_WAY_BEFORE.search(before)) and not text[hit.start : hit.end].endswith("е")


def _is_next_to(text: str, one: Hit, other: Hit) -> bool:
    """Say whether at most one word, and no mark that ends a phrase, stands between two names."""
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    return len(between) < 30 and len(between.split()) < 2 and not _APART.search(between)


def _is_where(text: str, hit: Hit) -> bool:
    """Say whether a name stands where something takes place: in Samarkand, в Самарканде, Samarqandda."""
    if _IN_BEFORE.search(text[max(0, hit.start - 6) : hit.start]):
        return True
    return bool(_IN_ENDING.search(text[max(hit.start + 3, hit.end - 6) : hit.end]))


def _is_in_passing(text: str, hit: Hit, entry: Entry, beside: frozenset[str], part: str) -> bool:
    """Say whether a name is a comparison, a limit, a language, or one of a list that reaches beyond the five."""
    if part != "title" and len(beside) > 2 and 2 * len(beside & COUNTRIES.keys()) <= len(beside):
        return True
    before = text[max(0, hit.start - 40) : hit.start]
    if entry.kind == "demonym" and (_LANGUAGE_BEFORE.search(before[-12:]) or _LANGUAGE_AFTER.match(text, hit.end)):
        return True
    return bool(_COMPARED_BEFORE.search(before))


def _is_on_the_way(text: str, hit: Hit) -> bool:
    """Say whether something goes through what is named."""
    before = text[max(0, hit.start - 24) : hit.start]
    return bool(_THROUGH_BEFORE.search(before) or _THROUGH_AFTER.match(text, hit.end))


def _without_offices_elsewhere(found: list[Found], own: str) -> list[Found]:
    """Let the words for an office be in passing where the article names others of the five, and not `own`.

    In their own language these words are common ones: an Uzbek newsroom calls the mayor of a Kazakh town hokim.
    """
    named = {code for item in found if item.weight and not item.entry.office for code in item.countries}
    if not named or own in named:
        return found
    return [item._replace(passing=True) if item.entry.office and own in item.countries else item for item in found]


def _without_peoples_abroad(found: list[Found]) -> list[Found]:
    """Let the name of a people be in passing where only those who live in a neighbouring country are spoken of."""
    near = {place for item in found if item.entry.kind in _FOREIGN for place in item.entry.places} & _NEIGHBOURING
    cued = any(item.entry.kind == "cue" for item in found)
    if not near or cued:
        return found
    states = {code for item in found if item.entry.kind not in ("demonym", *_FOREIGN) for code in item.countries}
    return [
        item._replace(passing=True)
        if item.entry.kind == "demonym"
        and not states & set(item.countries)
        and (near & _SPLIT or item.ethnic or _PLURAL.match(item.words))
        else item
        for item in found
    ]


def _company(settled: list[tuple[Hit, Entry]], text: str) -> list[frozenset[str]]:
    """Return for each name the places of all names in the enumeration that it stands in (none where it is alone)."""
    company = [_NOBODY] * len(settled)
    runs: list[list[int]] = []
    for index, (hit, entry) in enumerate(settled):
        if not entry.places or entry.kind == "region":
            continue
        if runs and _ENUMERATION.fullmatch(text, settled[runs[-1][-1]][0].end, hit.start):
            runs[-1].append(index)
        else:
            runs.append([index])
    for run in runs:
        if len(run) > 1:
            together = frozenset(place for one in run for place in settled[one][1].places)
            for one in run:
                company[one] = together
    return company
