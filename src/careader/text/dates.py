"""Dates as feeds and pages of the region write them, in English, Russian, Kazakh, Kyrgyz, Uzbek, Tajik and Turkmen.

RFC 822 and RFC 3339 with everything that is done to them; names of months in any form, any order of day, month and
year; figures with points, slashes and dashes; the digits of Arabic and Persian; seconds since 1970. A time that names
no zone is in the one that is handed in: the outlet's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""There were no feeds before; an earlier date is none."""

_LONGEST = 120
_RFC822 = re.compile(
    r"(?:[A-Za-z]{2,9}\.?,?\s+)?(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))? "
    r"(?:([+-])(\d\d):?(\d\d)|GMT|UTC?|Z)"
)
_ENGLISH = {
    name: n
    for n, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}

# Stems of the names of months: whatever word begins with one is that month, with the longest where several fit.
_MONTHS: tuple[tuple[str, ...], ...] = (
    # English, Russian (which Kyrgyz, Tajik and Uzbek in Cyrillic share), Uzbek and Turkmen in Latin letters; then the
    # names that Kazakh and Kyrgyz have of their own; Tajik, Uzbek and Turkmen forms that differ.
    ("jan", "янв", "yan", "ýan", "қаңтар", "қаң", "qańtar", "qantar", "qañtar", "үчтүн", "январ"),
    ("feb", "фев", "fev", "few", "ақпан", "ақп", "aqpan", "бирдин", "феврал"),
    ("mar", "мар", "mart", "наурыз", "нау", "naýryz", "nauryz", "жалган"),
    ("apr", "апр", "сәуір", "сәу", "sáýir", "säuir", "sauir", "чын"),
    ("may", "май", "мая", "мамыр", "мам", "mamyr", "бугу", "maý"),
    ("jun", "июн", "iyun", "iýun", "маусым", "мау", "maýsym", "mausym", "кулжа", "июнь"),
    ("jul", "июл", "iyul", "iýul", "шілде", "шіл", "shilde", "şilde", "теке"),
    ("aug", "авг", "avg", "awg", "тамыз", "там", "tamyz", "баш"),
    ("sep", "сен", "sen", "қыркүйек", "қыр", "qyrkúıek", "qyrküiek", "аяк"),
    ("oct", "окт", "okt", "қазан", "қаз", "qazan", "тогуз"),
    ("nov", "ноя", "noy", "noý", "қараша", "қар", "qarasha", "qaraşa", "жетин", "ноё", "нояб"),
    ("dec", "дек", "dek", "желтоқсан", "жел", "jeltoqsan", "бештин"),
)
_MONTH_OF = sorted(
    ((stem, number) for number, stems in enumerate(_MONTHS, 1) for stem in stems), key=lambda pair: -len(pair[0])
)
# What begins like a month and is a day of the week or another word.
_NO_MONTH = frozenset(["сенбі", "senbi", "marsh"])

_OFFSETS = {
    **dict.fromkeys(("z", "gmt", "utc", "ut", "wet", "гринвич"), 0),
    **dict.fromkeys(("msk", "мск", "trt", "eest", "ast3"), 180),
    **dict.fromkeys(("qyzt", "tjt", "tmt", "uzt", "pkt", "yekt", "aqtt", "oralt", "uzst"), 300),
    **dict.fromkeys(("kgt", "almt", "omst"), 360),
    "cet": 60,
    "bst": 60,
    "cest": 120,
    "eet": 120,
    "samt": 240,
    "gst": 240,
    "ist": 330,
    "aft": 270,
    "cst8": 480,
    "est": -300,
    "edt": -240,
    "cst": -360,
    "cdt": -300,
    "mst": -420,
    "mdt": -360,
    "pst": -480,
    "pdt": -420,
    # Cities that are named after a time.
    "тошкент": 300,
    "toshkent": 300,
    "алматы": 300,
    "астана": 300,
    "бишкек": 360,
    "душанбе": 300,
    "ашхабад": 300,
}
_CITIES = re.compile(
    r"\basia/(almaty|qyzylorda|qostanay|aqtau|aqtobe|atyrau|oral|tashkent|samarkand|dushanbe|ashgabat|bishkek)"
)
_CLOCK = re.compile(
    r"(?<![\d.])(\d{1,2})(?:[:h](\d\d)(?::(\d\d|\d(?!\d))(?:[.,]\d{1,9})?)?|\.(\d\d)(?:\.(\d\d))?(?![\d.]))(?:\s*([ap])\.?m\b\.?)?"
)
_HOURS_IN_WORDS = re.compile(r"\b(\d{1,2})\s?(?:ч|час\w{0,4}|сағ\w{0,4}|соат|саат)\.?\s?(\d\d)\s?мин\w{0,5}\.?")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?([-/.年])\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?((?:19|20)\d\d|\d\d)(?!\d)")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʻʼ][^\W\d_]+)*|\d+")
_PACKED = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:t?(\d\d)(\d\d)(\d\d)?)?(z?)")


def read_moment(stated: str, zone: tzinfo = UTC) -> datetime | None:
    """Return the moment in UTC that a date says, None where it says none that can be read or one before 1990.

    `zone` is that of a time without one. A date without a time is its midnight.
    """
    if found := _RFC822.fullmatch(stated.strip()):
        return _rfc822(found)
    text = _plain(stated)
    if not text:
        return None
    moment = _epoch(text) or _packed(text, zone) or _written(text, zone)
    return moment if moment and moment >= EARLIEST else None


def _rfc822(found: re.Match[str]) -> datetime | None:
    day, name, year, hour, minute, second, sign, hours, minutes = found.groups()
    month = _ENGLISH.get(name.lower())
    if month is None:
        return None
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    moment = _moment((int(year), month, int(day)), (int(hour), int(minute), int(second or 0)), UTC)
    if moment is None or offset > timedelta(hours=18):
        return None
    moment = moment + offset if sign == "-" else moment - offset
    return moment if moment >= EARLIEST else None


def _plain(stated: str) -> str:
    """Return the text in lower case with ASCII digits, dashes and spaces."""
    text = unicodedata.normalize("NFC", stated[:_LONGEST]).strip().lower()
    if not text.isascii():
        text = "".join(str(unicodedata.digit(c)) if c.isdigit() and unicodedata.digit(c, -1) >= 0 else c for c in text)
        text = re.sub(r"[‐-―−]", "-", text)
        text = re.sub(r"(?<=\d)т(?=\d)", "t", text)
        text = _HOURS_IN_WORDS.sub(r"\1:\2", text)
    return " ".join(text.split())


def _epoch(text: str) -> datetime | None:
    """Read seconds or milliseconds since 1970, between 1990 and 2100."""
    if not re.fullmatch(r"-?\d{9,13}(?:\.\d{0,9})?", text):
        return None
    seconds = float(text)
    if seconds >= 1e11:
        seconds /= 1000
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < 4.2e9 else None


def _packed(text: str, zone: tzinfo) -> datetime | None:
    """Read figures without anything between them: 20251121, 20251121T100000Z."""
    found = _PACKED.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    return _moment((year, month, day), (hour, minute, second), UTC if found[7] else zone)


def _written(text: str, zone: tzinfo) -> datetime | None:
    """Read a date in words or figures, with or without a time and a zone."""
    dated = _figures(text)
    if dated:
        day, start, end = dated
        before, after = text[:start], text[end:]
        clock = _CLOCK.search(after) or _CLOCK.search(before)
        rest = after if clock and clock.string is after else before
    else:
        clock = _clock_among_words(text)
        rest = text
        in_words = _words(f"{text[: clock.start()]} {_without_zone(text[clock.end() :])}" if clock else text)
        if in_words is None:
            return None
        day = in_words
    if clock is None:
        return _moment(day, (0, 0, 0), zone)
    said = _said_zone(text if not dated else rest, clock)
    return _moment(day, _time(clock), zone if said is None else said)


def _clock_among_words(text: str) -> re.Match[str] | None:
    """Find the time where the date is in words: hours and minutes with a colon before those with a point."""
    found = list(_CLOCK.finditer(text))
    return next((one for one in found if one[2]), found[0] if found else None)


def _time(clock: re.Match[str]) -> tuple[int, int, int]:
    hour, minute, second = int(clock[1]), int(clock[2] or clock[4]), int(clock[3] or clock[5] or 0)
    if clock[6]:
        hour = hour % 12 + (12 if clock[6] == "p" else 0)
    return hour, minute, second


def _figures(text: str) -> tuple[tuple[int, int, int], int, int] | None:
    """Find year, month and day in figures, and where they stand."""
    if found := _YEAR_FIRST.search(text):
        return (int(found[1]), int(found[3]), int(found[4])), found.start(), found.end()
    for found in _YEAR_LAST.finditer(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        day, month = (second, first) if second > 12 >= first else (first, second)
        if 1 <= month <= 12 and 1 <= day <= 31:  # and no time that is written with points
            return (_full_year(year), month, day), found.start(), found.end()
    return None


def _full_year(year: int) -> int:
    return year if year >= 100 else year + (2000 if year < 70 else 1900)


def _words(text: str) -> tuple[int, int, int] | None:
    """Find year, month and day where the month is named."""
    words = _WORD.findall(text)
    named = [(place, month) for place, word in enumerate(words) if (month := _month(word))]
    if not named:
        return None
    place, month = named[-1] if len(named) > 1 and _numbers_beside(words, named[-1][0]) else named[0]
    numbers = [(n, words[n]) for n in range(len(words)) if words[n].isdigit() and len(words[n]) <= 4]
    years = [(n, word) for n, word in numbers if len(word) == 4]
    days = [(n, word) for n, word in numbers if len(word) <= 2 and 1 <= int(word) <= 31]
    if not years and len(days) == 2:  # "21 Nov 25": the day stands first
        years, days = [days[1]], [days[0]]
    if not years or not days:
        return None
    nearest = min(days, key=lambda pair: (abs(pair[0] - place), pair[0]))
    return _full_year(int(years[0][1])), month, int(nearest[1])


def _numbers_beside(words: Sequence[str], place: int) -> bool:
    return any(words[n].isdigit() for n in (place - 1, place + 1) if 0 <= n < len(words))


def _month(word: str) -> int:
    """Return the number of the month that a word names, 0 for none."""
    if word.isdigit() or word in _NO_MONTH:
        return 0
    return next((number for stem, number in _MONTH_OF if word.startswith(stem)), 0)


def _without_zone(text: str) -> str:
    """Take out what could be taken for a day: the figures of a zone."""
    return re.sub(r"(?:gmt|utc)?\s*[+-](?:\d{4}\b|\s?\d{1,2}(?::\d\d)?\b(?!\s*[-\w]))", " ", text)


def _said_zone(text: str, clock: re.Match[str]) -> tzinfo | None:
    """Return the zone that is said after a time, None where none is."""
    if found := _CITIES.search(text):
        return _offset(360 if found[1] == "bishkek" else 300)
    after = text[clock.end() :].strip()
    if found := re.match(r"\(?\s*(?:gmt|utc|z)?\s*([+-])\s?(\d{1,2}):?(\d\d)?(?!\d|[-/.]\d)", after):
        hours, minutes = int(found[2]), int(found[3] or 0)
        if hours <= 18 and minutes < 60:
            return _offset((60 * hours + minutes) * (-1 if found[1] == "-" else 1))
        return None
    words = re.findall(r"[^\W\d_]+", after)
    offsets = [_OFFSETS[word] for word in words[:6] if word in _OFFSETS]
    return _offset(offsets[0]) if offsets else None


def _offset(minutes: int) -> tzinfo:
    return timezone(timedelta(minutes=minutes))


def _moment(day: tuple[int, int, int], time: tuple[int, int, int], zone: tzinfo) -> datetime | None:
    """Return the moment in UTC; the hour 24 is the next day's midnight, a leap second the last second."""
    hour, minute, second = time
    try:
        start = datetime(*day, hour % 24 if hour == 24 else hour, minute, min(second, 59), tzinfo=zone)
        return (start + timedelta(days=1) if hour == 24 else start).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
