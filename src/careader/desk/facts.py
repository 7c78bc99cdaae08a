"""What a text states that can be checked against another: when, where, who, how much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from careader.desk.lexicon import lexicon
from careader.desk.terms import Term

_MONTHS: dict[int, str] = {
    1: "january jan январ* қаңтар* yanvar* ýanwar*",
    2: "february feb феврал* ақпан* fevral* fewral*",
    3: "march mar март* наурыз*",
    4: "april apr апрел* сәуір* aprel*",
    5: "may май мая мае мамыр* may* maý*",
    6: "june jun июн* маусым* iyun* iýun*",
    7: "july jul июл* шілде* iyul* iýul*",
    8: "august aug август* тамыз* avgust* awgust*",
    9: "september sep sept сентябр* қыркүйек* sentabr* sentyabr* sentýabr*",
    10: "october oct октябр* қазан* oktabr* oktyabr* oktýabr*",
    11: "november nov ноябр* қараша* noyabr* noýabr*",
    12: "december dec декабр* желтоқсан* dekabr*",
}
# These are words of their own as well: they are months only beside a number.
_DOUBTFUL_MONTHS = frozenset("march mar may jan dec sep май наурыз маусым қазан тамыз".split())
_WEEKDAYS: dict[int, str] = {
    1: "monday понедельник* дүйсенбі* дүйшөмбү* dushanba душанба душанбе* duşenbe*",
    2: "tuesday вторник* сейсенбі* шейшемби* seshanba* сешанба* sişenbe*",
    3: "wednesday среду сәрсенбі* шаршемби* chorshanba* чоршанба* çarşenbe*",
    4: "thursday четверг* бейсенбі* бейшемби* payshanba* пайшанба* панҷшанбе* penşenbe*",
    5: "friday пятниц* жұмада жумада juma жума* ҷумъа*",
    6: "saturday суббот* сенбі* ишемби* shanba шанба* шанбе* şenbe*",
    7: "sunday воскресень* жексенбі* жекшемби* yakshanba* якшанба* якшанбе* ýekşenbe*",
}


def _table(words: dict[int, str]) -> tuple[dict[str, int], tuple[tuple[str, int], ...]]:
    exact = {word: number for number, row in words.items() for word in row.split() if not word.endswith("*")}
    prefixes = [(word[:-1], number) for number, row in words.items() for word in row.split() if word.endswith("*")]
    return exact, tuple(sorted(prefixes, key=lambda pair: -len(pair[0])))


_MONTH_TABLE = _table(_MONTHS)
_WEEKDAY_TABLE = _table(_WEEKDAYS)


@lru_cache(maxsize=1 << 15)
def _month(word: str) -> int:
    return _look_up(word, _MONTH_TABLE)


@lru_cache(maxsize=1 << 15)
def _weekday(word: str) -> int:
    return _look_up(word, _WEEKDAY_TABLE)


def _look_up(word: str, table: tuple[dict[str, int], tuple[tuple[str, int], ...]]) -> int:
    exact, prefixes = table
    if number := exact.get(word):
        return number
    return next((number for prefix, number in prefixes if word.startswith(prefix)), 0)


@dataclass(frozen=True, slots=True)
class Facts:
    """What one text states.

    `days` are (month, day). `amounts` are (unit, value) of percentages, decimals and money; `counts` whole numbers by
    what they count, which is the term after them. `places` lie within countries; `countries` are those named
    themselves. `acts` are (line, meaning) of the acts and stages of which a story has one.
    """

    days: frozenset[tuple[int, int]]
    months: frozenset[int]
    weekdays: frozenset[int]
    years: frozenset[int]
    ordinals: frozenset[int]
    amounts: frozenset[tuple[str, float]]
    counts: frozenset[tuple[str, float]]
    countries: frozenset[str]
    places: frozenset[tuple[str, tuple[str, ...]]]
    people: frozenset[str]
    acts: frozenset[tuple[str, str]]


_PLACES = frozenset(("place", "landmark", "region"))
_PEOPLE = frozenset(("person", "leader"))
_MONEY = frozenset("usd eur gbp rub kzt =dollar =euro =ruble".split())
_SAME_MONEY = {"=dollar": "usd", "=euro": "eur", "=ruble": "rub"}
_NUMERIC_DATE = re.compile(r"\b(?:(\d{4})-(\d\d)-(\d\d)|(\d\d?)\.(\d\d)\.(\d{4}))\b")


def facts(text: str, terms: Sequence[Term]) -> Facts:
    """Read the facts of a text from its terms; `text` itself is looked at for dates in figures."""
    days: set[tuple[int, int]] = set()
    months: set[int] = set()
    weekdays: set[int] = set()
    years: set[int] = set()
    ordinals: set[int] = set()
    amounts: set[tuple[str, float]] = set()
    counts: set[tuple[str, float]] = set()
    countries: set[str] = set()
    places: set[tuple[str, tuple[str, ...]]] = set()
    people: set[str] = set()
    acts: set[tuple[str, str]] = set()
    exclusive = lexicon().exclusive
    dated: set[int] = set()

    for match in _NUMERIC_DATE.finditer(text):
        year, month, day = (int(part) for part in (match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)))
        if 1 <= month <= 12 and 1 <= day <= 31:
            days.add((month, day))
            months.add(month)
            years.add(year)
    for index, term in enumerate(terms):
        if term.kind == "country":
            countries.add(term.id)
        elif term.kind in _PLACES:
            places.add((term.id, term.countries))
        elif term.kind in _PEOPLE:
            people.add(term.id)
        elif term.id[0] == "=":
            if line := exclusive.get(term.id[1:]):
                acts.add((line, term.id))
        elif term.value is None:
            if month := _month(term.word):
                around = [i for i in (index - 1, index + 1, index - 2) if 0 <= i < len(terms)]
                near = [i for i in around[:2] if _is_day(terms[i])]
                if near and index - 1 in near and index - 2 in around and _is_day(terms[index - 2]):
                    near.append(index - 2)
                beside_number = any(terms[i].value is not None for i in around[:2])
                if term.word in _DOUBTFUL_MONTHS and not beside_number:
                    continue
                months.add(month)
                if index - 1 in near and index + 1 in near:
                    near.remove(index + 1)
                days.update((month, int(terms[i].value or 0)) for i in near)
                dated.update(near)
            elif weekday := _weekday(term.word):
                weekdays.add(weekday)
    for index, term in enumerate(terms):
        value = term.value
        if value is None or index in dated:
            continue
        if term.ordinal:
            ordinals.add(int(value))
            continue
        if value == int(value) and 1990 <= value <= 2060 and term.word.isdigit() and len(term.word) == 4:
            years.add(int(value))
            continue
        before = terms[index - 1].id if index else ""
        after = next((other.id for other in terms[index + 1 : index + 3] if other.value is None), "")
        unit = before if before in _MONEY else after
        if unit in _MONEY or unit.startswith("@currency"):
            amounts.add((_SAME_MONEY.get(unit, unit), value))
        elif unit in ("percent", "=percent"):
            amounts.add(("percent", value))
        elif value != int(value):
            amounts.add(("", value))
        else:
            counts.add((unit, value))
    return Facts(
        frozenset(days),
        frozenset(months),
        frozenset(weekdays),
        frozenset(years),
        frozenset(ordinals),
        frozenset(amounts),
        frozenset(counts),
        frozenset(countries),
        frozenset(places),
        frozenset(people),
        frozenset(acts),
    )


def _is_day(term: Term) -> bool:
    return term.value is not None and term.value == int(term.value) and 1 <= term.value <= 31
