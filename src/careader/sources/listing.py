"""The lines of a captured listing page, each told by what it is.

A capture is what is left when somebody saves a news site's listing as text: a ticker of exchange rates, a date, perhaps
"Viewing results 7 - 12 of 1066", then the articles without any markup. This module recognises every line that can be
recognised by itself; whether a `TITLE` is a headline or a section heading is decided in `sources.headlines`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from careader.text.blocks import READ_MORE
from careader.text.clean import clean


class LineKind(StrEnum):
    """What a line of a capture is."""

    TICKER = "ticker"
    DATE = "date"
    RANGE = "range"
    BYLINE = "byline"
    SIGNATURE = "signature"
    MORE = "more"
    NAVIGATION = "navigation"
    CAPTION = "caption"
    BULLET = "bullet"
    TITLE = "title"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """One line, clean. `blank` counts the blank lines before it; `opened` says that "read more" was cut off its end."""

    text: str
    kind: LineKind
    blank: int = 0
    opened: bool = False


_PAIR = re.compile(
    r"\b([A-Z]{3})\s?/\s?([A-Z]{3})\s*=\s{0,5}(\d{1,12}(?:[.,]\d{1,12})?)"
    r"(?:\s{0,5}\(?([+\-−–]?\s?\d{1,6}(?:[.,]\d{1,6})?)\s?%)?(?![\w.,])"
)
_TICKER = re.compile(r"\W*[A-Z]{3}\s?/\s?[A-Z]{3}\s*=")
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_MONTH = "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
_DATE = (
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month>{_MONTHS}|{_MONTH})\.?,?\s(?P<year>(?:19|20)\d\d)"
    rf"|(?P<month2>{_MONTHS}|{_MONTH})\.?\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year2>(?:19|20)\d\d))"
)
_NUMERIC = (
    r"(?:(?P<day3>\d{1,2})[./](?P<month3>\d{1,2})[./](?P<year3>(?:19|20)\d\d)"
    r"|(?P<year4>(?:19|20)\d\d)-(?P<month4>\d\d)-(?P<day4>\d\d))"
)
_CLOCK = r"(?:,?\s(?:at\s|в\s)?\d{1,2}[:.]\d\d.{0,12})?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s)?"
_DATE_LINE = re.compile(
    rf"(?:(?:published|posted|updated)(?:\son)?:?\s)?{_WEEKDAY}(?:{_DATE}|{_NUMERIC}){_CLOCK}",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?:viewing|showing)\s(?:results?\s)?(\d{1,7})\s?(?:[-–—]|to)\s?(\d{1,7})\sof\s[\d,. ]+(?:\sresults?)?",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_a-zа-я][\w.’'-]*"
_PERSON = rf"{_NAME}(?:\s(?:(?:van|von|der|den|de|di|la|bin|ibn|al|and)\s){{0,2}}{_NAME}){{0,5}}"
_ROLE = r"(?:,?\sin\s[^\W\d_]\S+|,\s(?!.*[.!?]$).{2,60})?"
_BYLINE = re.compile(
    rf"(?:(?i:author|text by|written by|by author):?\s)(?P<author>{_PERSON}){_ROLE}"
    rf"|(?i:by):?\s(?P<author2>{_PERSON})(?:,?\sin\s{_NAME})?"
)
_MORE_OF_AUTHOR = re.compile(
    rf"(?i:(?:view|see|read)\s(?:more|all)\s(?:articles|posts|stories)\s(?:from|by))\s(?P<author>{_PERSON})"
)
_MORE = re.compile(
    r"\W*(?:(?:please\s)?(?:register|log\s?in|sign\s?(?:in|up)|subscribe)(?:\sor\s\S+(?:\s\S+)?)?\sto\s"
    r"(?:read|continue|see|view)\b.{0,40}|read\s(?:more|the\srest|on)\s?(?::|of:?|about:?)\s?\S.{2,250}"
    r"|(?:view|see|read)\s(?:more|all)\s(?:articles|posts|stories)\s(?:from|by)\s.{2,60})",
    re.IGNORECASE,
)
_DATED_BYLINE = re.compile(rf"(?:(?i:by)\s)?(?P<author>{_PERSON})\s?[-–—|•·,/]\s?{_WEEKDAY}(?i:{_DATE})")
_CAPTION = re.compile(
    r"(?:^|[;.,|(–—-]\s?|\s)\(?(?:cover\s|file\s)?(?:image|photo|picture|photograph|illustration|graphic|video|map)s?"
    r"(?:\scredits?|\scourtesy(?:\sof)?|\sby)?\s?[:©/]\s?\S.{0,80}$"
    r"|\((?:[^()]{1,60}\s)?(?:photo|image|picture)s?(?:\s[^()]{1,40})?\)$"
    r"|[,;(–—-]\s?(?:file|archive|stock)\s(?:photo|image|picture|footage)\W*$"
    r"|^(?:photo|image)s?\s(?:by|courtesy of)\s.{2,80}$|^©\s?.{2,60}$",
    re.IGNORECASE,
)
# A headline that says what the article is rather than who took a picture.
_SHOWN = re.compile(
    r"(?:videos?|photos|maps?|infographics?|in\s(?:photos|pictures)):\s(?:\S+\s){4,25}\S+", re.IGNORECASE
)
_NAVIGATION = re.compile(
    r"\W*(?:(?:home|menu|search|next(?:\spage)?|prev(?:ious)?(?:\spage)?|(?:older|newer)(?:\sposts)?|share(?:\sthis)?"
    r"|tweet|print|e-?mail|comments?|no\scomments|leave\sa\scomment|(?:load|show)\smore|(?:view|see)\sall|advertisement"
    r"|related\s(?:articles|news|posts)|most\sread|latest\snews|subscribe|sign\sup|page\s\d+(?:\sof\s\d+)?|\d+)(?:\W+|$))+",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?:[•▪◦‣·●○■□▸►➤✓*\uf0b7-]|[–—](?=\s))\s+(?=\S)")
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s+\S")
_TRAILING_MORE = re.compile(rf"(?<=[\s.…\])]){READ_MORE.pattern}$", re.IGNORECASE)
_DATELINE = re.compile(r"[A-Z][A-Z’'.,/ -]{2,40}\s\([A-Z][\w/. ]{1,20}\)\s?[-–—:]+\s")
_TURN = re.compile(r"[A-ZА-Я][\w.’'-]*(?:\s[A-ZА-Я][\w.’'-]*){0,3}:\s")

# Longer lines are text; the words "read more" at the end of one are within so many letters.
_FURNITURE_LIMIT = 300
_MORE_LIMIT = 40
_MAX_TITLE_WORDS = 26
_MAX_TITLE = 200
_CLOSERS = "\"'”’»)]"
_ABBREVIATION_END = re.compile(r"(?:\b[A-Z]\.)+$|\b(?:Inc|Co|Corp|Ltd|Jr|Sr)\.$")
_SENTENCE_BREAK = re.compile(r"[a-zа-яё]{4}[.!?][”\"’]? [^\W\d_a-zа-яё]")
# No title ends with one of these; a sentence that was cut off may.
_OPEN_WORDS = re.compile(
    r"(?:an?|and|as|at|between|but|by|for|from|has|have|into|is|its|of|or|than|that|the|their|to|was|were|which|who"
    r"|will|with)",
    re.IGNORECASE,
)


def lines_of(text: str) -> list[Line]:
    """Clean a capture's text and tell its lines apart; lines without text are only counted."""
    lines: list[Line] = []
    blank = 0
    for raw in text.splitlines():
        cleaned = clean(raw)
        if not cleaned:
            blank += 1
            continue
        lines.append(_line(cleaned, blank))
        blank = 0
    return lines


def _line(text: str, blank: int) -> Line:
    shortened = text[:-_MORE_LIMIT] + _TRAILING_MORE.sub("", text[-_MORE_LIMIT:]) if len(text) > _MORE_LIMIT else text
    shortened = shortened.rstrip()
    kind = _furniture(text)
    if kind in (LineKind.BULLET, LineKind.BYLINE) and (bullet := _BULLET.match(shortened)):
        shortened = shortened[bullet.end() :]
    if kind is None:
        kind = LineKind.TITLE if shortened == text and could_be_title(text) else LineKind.TEXT
    return Line(shortened, kind, blank, opened=shortened != text and kind is LineKind.TEXT)


def _furniture(text: str) -> LineKind | None:
    """Tell a line that is recognised by its own form, whatever stands around it."""
    if _TICKER.match(text):
        return LineKind.TICKER
    if len(text) <= _FURNITURE_LIMIT and (bulleted := _BULLET.match(text)) and author_of(text[bulleted.end() :]):
        return LineKind.BYLINE
    if _BULLET.match(text) or _NUMBERED.match(text):
        return LineKind.BULLET
    if len(text) > _FURNITURE_LIMIT:
        return None
    if READ_MORE.fullmatch(text) or _MORE.fullmatch(text):
        return LineKind.MORE
    if author_of(text) and not _MORE_OF_AUTHOR.fullmatch(text):
        return LineKind.BYLINE
    if date_of(text):
        return LineKind.DATE
    if _RANGE.fullmatch(text):
        return LineKind.RANGE
    if _NAVIGATION.fullmatch(text):
        return LineKind.NAVIGATION
    return LineKind.CAPTION if _CAPTION.search(text) and not _SHOWN.fullmatch(text) else None


def could_be_title(text: str) -> bool:
    """Say whether a line has the form of a headline or heading: short, one unit, and not the end of a sentence."""
    words = text.split()
    bare = text.rstrip(_CLOSERS)
    if len(words) > _MAX_TITLE_WORDS or len(text) > _MAX_TITLE or not bare or not any(map(str.isalpha, text)):
        return False
    if bare[-1] in ".,;:…" and not _ABBREVIATION_END.search(bare):
        return False
    if _DATELINE.match(text) or _SENTENCE_BREAK.search(text) or _OPEN_WORDS.fullmatch(words[-1]) or text[0].islower():
        return False
    if bare[-1] in "?!" and (not is_title_case(text) or _TURN.match(text)):
        return False
    return is_title_case(text) or len(words) <= 16


def is_title_case(text: str) -> bool:
    """Say whether the longer words of a line are capitalised, as in an English headline."""
    longer = [word for word in re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)?", text) if len(word) > 3]
    capitals = sum(not word[0].islower() for word in longer)
    return capitals >= 0.75 * len(longer) if longer else text[:1].isupper()


def dateline_end(text: str) -> int:
    """Give where the text proper begins after a dateline such as "BISHKEK (TCA) — ", or 0."""
    found = _DATELINE.match(text)
    return found.end() if found else 0


def is_open(line: Line) -> bool:
    """Say whether a text stops before its sentence does: cut off, with an ellipsis or with a link to the rest."""
    bare = line.text.rstrip(_CLOSERS)
    return line.opened or bare.endswith(("...", "…", "[")) or not bare.endswith((".", "!", "?", ":", ";"))


def date_of(text: str) -> date | None:
    """Read a line that is a date and nothing else, or the date of a dated author line; numbers are day, month, year."""
    found = _DATE_LINE.fullmatch(text) or _DATED_BYLINE.fullmatch(text)
    if not found:
        return None
    parts = found.groupdict()
    day, month, year = (
        next((parts[key] for key in (name, *(f"{name}{n}" for n in (2, 3, 4))) if parts.get(key)), "")
        for name in ("day", "month", "year")
    )
    try:
        return datetime.strptime(f"{day} {month[:3]} {year}", "%d %m %Y" if month.isdigit() else "%d %b %Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def author_of(text: str) -> str:
    """Read the author's name of an author line, "" for any other line."""
    found = _DATED_BYLINE.fullmatch(text) or _BYLINE.fullmatch(text) or _MORE_OF_AUTHOR.fullmatch(text)
    names = found.groupdict() if found else {}
    return names.get("author") or names.get("author2") or ""


def range_size(text: str) -> int:
    """Give how many results a line such as "Viewing results 7 - 12 of 1066" announces, 0 where it makes no sense."""
    found = _RANGE.fullmatch(text)
    size = int(found[2]) - int(found[1]) + 1 if found else 0
    return size if 0 < size <= 100 else 0


def pairs_in(text: str) -> Iterator[tuple[str, str, Decimal, Decimal | None]]:
    """Read a ticker line: base, quote, value and the stated change in per cent ("-0" is 0); skip what is malformed."""
    for base, quote, value, change in _PAIR.findall(text):
        try:
            amount = Decimal(value.replace(",", "."))
            percent = Decimal(re.sub(r"[−–]", "-", change).replace(",", ".").replace(" ", "")) + 0 if change else None
        except InvalidOperation:
            continue
        if amount > 0:
            yield base, quote, amount, percent
