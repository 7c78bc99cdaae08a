"""What a text states that can be checked against another: when, where, who, how much."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from careader.desk.lexicon import lexicon
from careader.desk.terms import Term
from careader.desk.wording import sexes

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
_DOUBTFUL_MONTHS = frozenset(["march", "mar", "may", "jan", "dec", "sep", "май", "наурыз", "маусым", "қазан", "тамыз"])
_WEEKDAYS: dict[int, str] = {
    1: "monday понедельник* дүйсенбі* дүйшөмбү* dushanba душанба duşenbe*",
    2: "tuesday вторник* сейсенбі* шейшемби* seshanba* сешанба* sişenbe*",
    3: "wednesday среду сәрсенбі* шаршемби* chorshanba* чоршанба* çarşenbe*",
    4: "thursday четверг* бейсенбі* бейшемби* payshanba* пайшанба* панҷшанбе* penşenbe*",
    5: "friday пятниц* жұмада жумада juma жума* ҷумъа*",
    6: "saturday суббот* сенбі* ишемби* shanba шанба* шанбе* şenbe*",
    7: "sunday воскресень* жексенбі* жекшемби* yakshanba* якшанба* якшанбе* ýekşenbe*",
}


def _calendar_words() -> dict[str, tuple[str, int]]:
    tables = (("month", _MONTHS), ("weekday", _WEEKDAYS))
    return {word: (kind, number) for kind, table in tables for number, row in table.items() for word in row.split()}


_CALENDAR = _calendar_words()
_LONGEST = max(map(len, _CALENDAR))
_BEGINNINGS = frozenset(word[:2] for word in _CALENDAR)


@lru_cache(maxsize=1 << 16)
def calendar(word: str) -> tuple[str, int]:
    """Say which "month" or "weekday" a word is, ("", 0) where it is neither: the whole word or its longest prefix."""
    if found := _CALENDAR.get(word):
        return found
    if word[:2] not in _BEGINNINGS:
        return "", 0
    prefixes = (f"{word[:length]}*" for length in range(min(len(word), _LONGEST), 1, -1))
    return next((_CALENDAR[prefix] for prefix in prefixes if prefix in _CALENDAR), ("", 0))


@dataclass(frozen=True, slots=True)
class Facts:
    """What one text states.

    `days` are (month, day). `amounts` are (unit, value) of percentages, decimals and money; `counts` whole numbers by
    what they count, which is the term after them. `places` lie within countries; `countries` are those named
    themselves, `regions` the stems of what is called a region or district. `acts` are (line, meaning) of the acts and
    stages of which a story has one.
    """

    days: frozenset[tuple[int, int]] = frozenset()
    months: frozenset[int] = frozenset()
    weekdays: frozenset[int] = frozenset()
    years: frozenset[int] = frozenset()
    ordinals: frozenset[int] = frozenset()
    amounts: frozenset[tuple[str, float]] = frozenset()
    counts: frozenset[tuple[str, float]] = frozenset()
    countries: frozenset[str] = frozenset()
    places: frozenset[tuple[str, tuple[str, ...]]] = frozenset()
    regions: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    acts: frozenset[tuple[str, str]] = frozenset()


COUNTED_ANEW = frozenset(
    ("=kill", "=injure", "=evacuate", "=people", "=detain", "=child", "=missing", "=survive", "=number")
)
COUNTED_ANEW |= {"=time", ""}
"""What is counted anew all day: a toll rises, and the story is the same."""
_PLACES = frozenset(("place", "landmark", "region"))
_MONEY = {word: word for word in ("usd", "eur", "gbp", "rub", "kzt")} | {
    "=dollar": "usd",
    "=euro": "eur",
    "=ruble": "rub",
}
_NUMERIC_DATE = re.compile(r"\b(?:(\d{4})-(\d\d)-(\d\d)|(\d\d?)\.(\d\d)\.(\d{4}))\b")


_REGION = re.compile(
    "region|oblast|province|district|county|област|район|облыс|облус|аудан|viloyat|tuman|вилоят|туман|welaýat|etrap"
)
_LARGEST = 1e15
"""A larger number is none that news tell."""
_ROUNDS = ("qualifying", "group", "last16", "quarterfinal", "semifinal", "final")
_BEFORE = {f"=stage-{later}": f"=stage-{round_}" for round_, later in pairwise(_ROUNDS)}
"""The round that is won by those who reach the next."""
_REACHED = re.compile(
    r"""
      \b(?:reach(?:es|ed)? | into | advance[sd]?(?:\ to)? | through\ to | qualif(?:y|ies|ied)\ for
        | вы(?:шел|шла|шли|ходит|йдет)\ в | выход\w*\ в | проби(?:лся|лась|лись)\ в)
      \ (?:\w+\ ){0,3}(?:semi|quarter|final|полуфин|четвертьфин|финал)
    | \b(?:финалға|финалга|finalga)\ (?:шық|чык|chiq|чиқ|жолдама|jolda)
    """,
    re.VERBOSE,
)
"""A title that says that a round is reached, and not what happens in it."""
_UNDONE = {"=ban": "=allow"}
_UNDOING = frozenset(("=allow", "=cancel", "=close"))


class _Reader:
    """What has been read of a text so far."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = terms
        self._exclusive = lexicon().exclusive
        self._numbers: dict[int, float] = {}
        self.found: dict[str, set[Any]] = defaultdict(set)

    def read(self, text: str) -> None:
        self._numeric_dates(text)
        months = []
        for place, term in enumerate(self._terms):
            if term.value is not None:
                if term.value <= _LARGEST:
                    self._numbers[place] = term.value
            elif term.kind:
                self._name(term)
            elif term.id[0] == "=":
                if place and _REGION.match(term.word):
                    self._region(self._terms[place - 1])
                self.found["acts"].update((line, term.id) for line in self._exclusive.get(term.id[1:], ()))
            elif (found := calendar(term.word))[0] == "weekday":
                self.found["weekdays"].add(found[1])
            elif found[1]:
                months.append((place, found[1]))
        for place, month in months:
            self._month(place, month)
        for place, value in self._numbers.items():
            self._number(place, value)

    def turn_round(self) -> None:
        """Take what is lifted, cancelled or ended for that: who lifts a ban allows."""
        terms = self._terms
        for place, term in enumerate(terms):
            near = terms[max(0, place - 2) : place + 3]
            if term.id in _UNDONE and not _UNDOING.isdisjoint(other.id for other in near):
                self.found["acts"] -= {act for act in self.found["acts"] if act[1] in (term.id, *_UNDOING)}
                self.found["acts"].update((line, _UNDONE[term.id]) for line in self._exclusive[term.id[1:]])

    def before_the_round(self) -> None:
        """Take the round that is reached for the one that was won to get there."""
        acts = self.found["acts"]
        rounds = {act for act in acts if act[1] in _BEFORE}
        if len(rounds) == 1:
            acts -= rounds
            acts.update((line, _BEFORE[id_]) for line, id_ in rounds)

    def _numeric_dates(self, text: str) -> None:
        for match in _NUMERIC_DATE.finditer(text):
            year, month, day = (int(part) for part in (match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)))
            if 1 <= month <= 12 and 1 <= day <= 31:
                self.found["days"].add((month, day))
                self.found["months"].add(month)
                self.found["years"].add(year)

    def _name(self, term: Term) -> None:
        if term.kind == "country":
            self.found["countries"].add(term.id)
        elif term.kind == "person":
            self.found["people"].add(term.id)
        elif term.kind in _PLACES:
            self.found["places"].add((term.id, term.countries))

    def _region(self, name: Term) -> None:
        """Take the word before "region" or "district" for its name, though the gazetteer does not know it."""
        if name.value is None and name.id[0] not in "=@":
            self.found["regions"].add(name.id)

    def _month(self, place: int, month: int) -> None:
        """Take the days that stand before a month ("20 and 21 November") or else after it ("November 20")."""
        numbers = self._numbers
        if self._terms[place].word in _DOUBTFUL_MONTHS and place - 1 not in numbers and place + 1 not in numbers:
            return
        self.found["months"].add(month)
        days = [place - 1, place - 2] if self._is_day(place - 1) else [place + 1]
        for day in days:
            if not self._is_day(day):
                break
            self.found["days"].add((month, int(numbers.pop(day))))

    def _is_day(self, place: int) -> bool:
        value = self._numbers.get(place, 0.0)
        return 1 <= value <= 31 and value == int(value)

    def _number(self, place: int, value: float) -> None:
        """Say what a number is by what stands before and after it."""
        term = self._terms[place]
        if term.ordinal:
            self.found["ordinals"].add(int(value))
        elif is_year(term):
            self.found["years"].add(int(value))
        else:
            before = self._terms[place - 1].id if place else ""
            following = self._terms[place + 1 : place + 3]
            after = next((other.id for other in following if other.value is None), "")
            money = _MONEY.get(before) or _MONEY.get(after) or (after if after.startswith("@currency") else "")
            if money:
                self.found["amounts"].add((money, value))
            elif after in ("percent", "=percent"):
                self.found["amounts"].add(("percent", value))
            elif value != int(value):
                self.found["amounts"].add(("", value))
            else:
                self.found["counts"].add((after, value))


_FIRST_YEAR, _LAST_YEAR = 1990, 2060


def is_year(term: Term) -> bool:
    """Say whether a number is a year."""
    return (
        term.value is not None
        and _FIRST_YEAR <= term.value <= _LAST_YEAR
        and len(term.word) == 4
        and term.word.isdigit()
    )


def facts(text: str, terms: Sequence[Term]) -> Facts:
    """Read the facts of a text from its terms; `text` itself is looked at for dates in figures."""
    reader = _Reader(terms)
    reader.read(text)
    reader.turn_round()
    if _REACHED.search(text.casefold().replace("ё", "е")):
        reader.before_the_round()
    reader.found["acts"].update(("sex", f"={sex}") for sex in sexes(text.casefold().replace("ё", "е")))
    return Facts(**{name: frozenset(found) for name, found in reader.found.items()})
