"""What a reader types to ask for stories: words, and terms such as `outlet:kun`, `since:2d` or `-football`.

    drought "spring water" outlet:kun owner:exile lang:kk,ru country:tj since:2d before:2026-11-20 starred: -football

Terms are joined by "and", the values of one term (with commas) by "or". A minus before a term or a word leaves out what
has it. What looks like a term but is none that is known here is a word. Pure; nothing raises, and the time is linear in
the length of the text, of which the first `LONGEST` letters are read.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

from careader.model import COUNTRIES, Ownership

LONGEST = 500
"""How many letters of what was typed are read."""

LANGUAGES: dict[str, str] = {
    "en": "English",
    "ru": "Russian",
    "kk": "Kazakh",
    "ky": "Kyrgyz",
    "tg": "Tajik",
    "tk": "Turkmen",
    "uz": "Uzbek",
}
"""The languages that are asked for by their code or their English name; other codes go too."""


class Field(StrEnum):
    """What a term is about."""

    WORD = "word"
    PHRASE = "phrase"
    OUTLET = "outlet"
    OWNER = "owner"
    LANGUAGE = "lang"
    COUNTRY = "country"
    SINCE = "since"
    BEFORE = "before"
    STARRED = "starred"
    UNREAD = "unread"
    READ = "read"
    UPDATED = "updated"


KEYS: tuple[Field, ...] = tuple(Field)[2:]
"""What is typed with a colon behind it, in the order of completion."""

_ALIASES = {
    "language": Field.LANGUAGE,
    "source": Field.OUTLET,
    "ownership": Field.OWNER,
    "about": Field.COUNTRY,
    "until": Field.BEFORE,
    "star": Field.STARRED,
    "new": Field.UNREAD,
}
_FLAGS = (Field.STARRED, Field.UNREAD, Field.READ, Field.UPDATED)
_YES, _NO = ("", "yes", "true", "1"), ("no", "false", "0")
_TERM = re.compile(r'(?P<minus>-?)(?:(?P<key>[A-Za-z]+):)?(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]*))')
_AGE = re.compile(r"(\d{1,4})([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True, slots=True)
class Term:
    """One condition: any of `values` in the field, or with `negated` none of them. Times are kept as typed."""

    field: Field
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """A term that cannot be: what was typed, and what is known in its place."""

    field: Field | None
    value: str
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What was asked for. `troubles` are terms that were left out since they cannot be."""

    terms: tuple[Term, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    def of(self, *fields: Field, negated: bool | None = None) -> tuple[Term, ...]:
        """Return the terms of these fields, in the order typed; of one sign where `negated` is given."""
        return tuple(term for term in self.terms if term.field in fields and negated in (None, term.negated))

    @property
    def words(self) -> tuple[str, ...]:
        """What is looked for in the texts, words and phrases, without what is left out."""
        return tuple(term.values[0] for term in self.of(Field.WORD, Field.PHRASE, negated=False))


@lru_cache(maxsize=256)
def parse(text: str) -> Terms:
    """Return the terms of what was typed."""
    terms: list[Term] = []
    troubles: list[Trouble] = []
    for found in _TERM.finditer(text[:LONGEST]):
        if not found[0].strip("-"):
            continue
        made = _made(found)
        if isinstance(made, Trouble):
            troubles.append(made)
        elif made:
            terms.append(made)
    return Terms(tuple(terms), tuple(troubles))


def _made(found: re.Match[str]) -> Term | Trouble | None:
    negated = bool(found["minus"])
    if found["key"] is None:
        if found["quoted"] is not None:
            phrase = " ".join(found["quoted"].split())
            return Term(Field.PHRASE, (phrase,), negated) if phrase else None
        return Term(Field.WORD, (found["plain"],), negated)
    key = found["key"].lower()
    field = _ALIASES.get(key) or next((known for known in KEYS if known == key), None)
    value = (found["quoted"] if found["quoted"] is not None else found["plain"]).strip()
    if field is None:
        near = get_close_matches(key, KEYS, 1, 0.75)
        if near:
            return Trouble(None, f"{key}:", tuple(f"{name}:" for name in near))
        return Term(Field.WORD, (found[0].removeprefix("-").replace('"', ""),), negated)
    if field in _FLAGS:
        return _flag(field, value.lower(), negated)
    given = [value] if found["quoted"] is not None else [part.strip() for part in value.split(",")]
    return _valued(field, tuple(part for part in given if part), negated)


def _flag(field: Field, value: str, negated: bool) -> Term | Trouble:
    if value not in (*_YES, *_NO):
        return Trouble(field, value, ("yes", "no"))
    return Term(field, (), negated != (value in _NO))


def _valued(field: Field, values: tuple[str, ...], negated: bool) -> Term | Trouble | None:
    """Return a term with its values by their codes; None while nothing has been typed behind the colon."""
    if not values:
        return None
    codes: dict[str, str] = {}
    match field:
        case Field.COUNTRY:
            codes = {name.lower(): code for code, name in COUNTRIES.items()} | {code: code for code in COUNTRIES}
            codes |= {"region": "region"}
        case Field.OWNER:
            codes = {str(owner): str(owner) for owner in Ownership} | {"unknown": ""}
        case Field.LANGUAGE:
            codes = {name.lower(): code for code, name in LANGUAGES.items()} | {code: code for code in LANGUAGES}
            codes |= {value.lower(): value.lower() for value in values if re.fullmatch(r"[A-Za-z]{2,3}", value)}
        case Field.SINCE | Field.BEFORE:
            bad = next((value for value in values if not _is_time(value)), None)
            if bad is not None:
                return Trouble(field, bad, ("30m", "24h", "2d", "2w", "today", "yesterday", "2026-11-20"))
            return Term(field, values[:1], negated)
        case _:
            return Term(field, values, negated)
    unknown = next((value for value in values if value.lower() not in codes), None)
    if unknown is not None:
        return Trouble(field, unknown, tuple(dict.fromkeys(code or "unknown" for code in codes.values())))
    return Term(field, tuple(codes[value.lower()] for value in values), negated)


def _is_time(text: str) -> bool:
    if text.lower() in ("today", "yesterday") or _AGE.fullmatch(text.lower()):
        return True
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def moment(text: str, now: datetime) -> datetime | None:
    """Return the time that `2d`, `24h`, `today`, `yesterday` or a date means; None for anything else.

    A date, and a time without a zone, are of the zone that `now` is shown in here: local time.
    """
    said = text.strip().lower()
    if found := _AGE.fullmatch(said):
        try:
            return now - timedelta(**{_UNITS[found[2]]: int(found[1])})
        except OverflowError:
            return None
    local = now.astimezone()
    if said in ("today", "yesterday"):
        day = local.date() - timedelta(days=said == "yesterday")
        return datetime(day.year, day.month, day.day).astimezone()
    try:
        time = datetime.fromisoformat(text.strip())
        return time if time.tzinfo else time.astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def completions(text: str, *, outlets: Collection[str] = ()) -> list[str]:
    """Return what the last word of a text may become, the text with it in its place; none where it is a plain word.

    `outlets` are the ids of outlets, for `outlet:`.
    """
    head, last = text[: len(text) - len(text.rsplit(" ", 1)[-1])], text.rsplit(" ", 1)[-1]
    minus, word = ("-", last[1:]) if last.startswith("-") else ("", last)
    if not word:
        return []
    key, colon, value = word.partition(":")
    if not colon:
        return [f"{head}{minus}{name}:" for name in KEYS if name.startswith(word.lower()) and len(word) > 1]
    field = _ALIASES.get(key.lower()) or next((known for known in KEYS if known == key.lower()), None)
    done, _, last_value = value.rpartition(",")
    before = f"{head}{minus}{key}:{done}{',' if done else ''}"
    known: Collection[str] = (
        {
            Field.OUTLET: outlets,
            Field.OWNER: [str(owner) for owner in Ownership],
            Field.LANGUAGE: list(LANGUAGES),
            Field.COUNTRY: [*COUNTRIES, "region"],
            Field.SINCE: ["24h", "2d", "7d", "today", "yesterday"],
            Field.BEFORE: ["24h", "2d", "7d", "today", "yesterday"],
        }.get(field, ())
        if field
        else ()
    )
    return [before + name for name in known if name.startswith(last_value.lower()) and name != last_value]
