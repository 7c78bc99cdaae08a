"""How things are written on the screen: ages, numbers, lines that fit. Pure; widths are in terminal cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

from rich.cells import cell_len, chop_cells, set_cell_size

from careader.model import Rate
from careader.words import figures as words

SIGNIFICANT = 4
"""How many significant digits of a rate are shown at least."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of the screen; there is a set for terminals that have only ASCII."""

    unread: str = "●"
    star: str = "★"
    up: str = "▲"
    down: str = "▼"
    same: str = "─"
    ellipsis: str = "…"
    bullet: str = "•"
    dash: str = "–"
    dot: str = "·"
    rule: str = "│"
    full: str = "━"
    empty: str = "─"
    thin: str = "─"
    bar: str = "▌"
    left: str = "←"
    right: str = "→"
    times: str = "×"


UNICODE = Signs()
ASCII = Signs("*", "+", "^", "v", "=", "...", "-", "-", "-", "|", "#", ".", "-", ">", "<", ">", "x")


def age(then: datetime, now: datetime) -> str:
    """Say how long ago something was, shortly: now, 5 min, 3 h, yesterday, 14 Nov, 14 Nov 2025; today for a day."""
    if is_day_only(then):
        days = (now.astimezone().date() - day_of(then)).days
        return (
            words.TODAY
            if days <= 0
            else words.AGES_YESTERDAY
            if days == 1
            else short_date(day_of(then), now.astimezone().date())
        )
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 1:
        return words.NOW
    if minutes < 60:
        return words.minutes(minutes)
    local, today = then.astimezone(), now.astimezone()
    days = (today.date() - local.date()).days
    if minutes < 12 * 60 or days == 0:
        return words.hours(minutes // 60)
    if days == 1:
        return words.AGES_YESTERDAY
    return short_date(local.date(), today.date())


def brief_age(then: datetime, now: datetime) -> str:
    """Say how long ago something was in six columns: now, 5 min, 3 h, 1 d, 14 Nov, 11/25."""
    said = age(then, now)
    if said in (words.TODAY, words.AGES_YESTERDAY):
        return words.days_short(0 if said == words.TODAY else 1)
    return said if len(said) <= 6 else f"{day_of(then):%m/%y}"


def is_day_only(time: datetime) -> bool:
    """Return whether a time is that of a day without an hour, as captures and some feeds have it: midnight UTC."""
    utc = time.astimezone(UTC)
    return (utc.hour, utc.minute, utc.second, utc.microsecond) == (0, 0, 0, 0)


def day_of(time: datetime) -> date:
    """Return the day of a time as it is here; of a day without an hour that day."""
    return time.astimezone(UTC if is_day_only(time) else None).date()


def written(time: datetime, now: datetime | None = None) -> str:
    """Write when something was published: 14 Nov, 13:40; with another year the year, without an hour none."""
    day = day_of(time)
    this_year = now and now.astimezone().year == day.year
    hour = "" if is_day_only(time) else f", {time.astimezone():%H:%M}"
    return f"{words.day_and_month(day) if this_year else words.day_of_year(day)}{hour}"


def short_date(day: date, today: date) -> str:
    """Write a date as 14 Nov, with its year where that is not plain."""
    near = (today - day).days < 300 and day.year >= today.year - 1
    return words.day_and_month(day) if near else words.day_of_year(day)


def significant(number: Decimal, digits: int = SIGNIFICANT) -> str:
    """Write a positive number with so many significant digits, without an exponent; what it lacks is not made up."""
    if number == 0:
        return "0"
    stated = len(number.as_tuple().digits)
    places = digits - 1 - number.adjusted()
    if places <= 0:
        return f"{number:.0f}"
    exponent = number.as_tuple().exponent
    have = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return f"{number:.{places if stated >= digits else min(places, max(have, 0))}f}"


def published(number: Decimal, digits: int = SIGNIFICANT) -> str:
    """Write a rate with the decimals of its bank; one that was worked out with two, or so many significant digits."""
    exponent = number.as_tuple().exponent
    if number >= 1 and isinstance(exponent, int) and -4 <= exponent <= 0:
        return f"{number:f}"
    return f"{number:.2f}" if number.adjusted() > digits - 3 else significant(number, digits)


def change(rate: Rate, signs: Signs) -> str:
    """Write what moved: ▲+0.44%, ▼-0.33%, ─ 0.00%, "fixed", or a dash where it is not known."""
    if rate.fixed:
        return words.FIXED
    if rate.change_pct is None:
        return signs.dash
    if rate.change_pct == 0:
        return f"{signs.same} 0.00%"
    return f"{signs.up if rate.change_pct > 0 else signs.down}{rate.change_pct:+.2f}%"


def is_dated(rate: Rate, today: date) -> bool:
    """Say whether a rate is shown with its date: when it is out of date, and on a weekend, when none is published."""
    return rate.stale or (not rate.fixed and today.weekday() >= 5 and rate.as_of < today)


def direction(inverted: bool) -> str:
    """Say what up means; it holds for every rate on the screen."""
    return words.direction(inverted)


def places_shown(countries: Iterable[str], region: bool) -> str:
    """Write what a story is about: KZ UZ Region."""
    return " ".join([*(code.upper() for code in countries), *([words.REGION] if region else [])])


def fit(text: str, width: int, ellipsis: str) -> str:
    """Cut one line to a width, at a word where one is near, with an ellipsis; never wider than `width`."""
    if cell_len(text) <= width:
        return text
    room = width - cell_len(ellipsis)
    if room <= 0:
        return set_cell_size(ellipsis, max(width, 0)).rstrip()
    cut = _head(text, room)
    if not text[len(cut) :].startswith(" ") and " " in cut[len(cut) // 2 :]:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:-–—") + ellipsis


def cut(name: str, width: int, ellipsis: str) -> str:
    """Cut a name to a width in the middle of a word if need be, since each letter helps to tell it from others."""
    if cell_len(name) <= width:
        return name
    room = width - cell_len(ellipsis)
    return _head(name, room).rstrip(" ,;:-–—") + ellipsis if room > 0 else fit(name, width, ellipsis)


def pad(text: str, width: int) -> str:
    """Fill one line with spaces to exactly `width`, or cut it there."""
    return set_cell_size(text, width)


@lru_cache(maxsize=4096)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """Break a text at words into lines of at most `width`; a word that is wider is broken."""
    width = max(width, 1)
    if cell_len(text) <= width:
        return (text,)
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        size = cell_len(word)
        if used and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if used:
            lines.append(line)
        *full, word = chop_cells(word, width) if size > width else [word]
        lines += full
        line, used = word, cell_len(word)
    return (*lines, line)


def kept_together(parts: Sequence[str], width: int, dot: str) -> list[str]:
    """Write parts with dots between them in lines, broken between parts; only a part too long for a line is broken."""
    lines: list[str] = []
    line = ""
    for part in parts:
        longer = f"{line} {dot} {part}" if line else part
        if cell_len(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = wrap(part, width)
        lines += full
    return [*lines, line] if line else lines


def headline(title: str, width: int, most: int, ellipsis: str) -> list[str]:
    """Give a headline in at most so many lines; what is left is cut at a word with an ellipsis."""
    lines = wrap(title, width)
    if len(lines) <= most:
        return list(lines)
    rest = " ".join(lines[most - 1 :])
    return [*lines[: most - 1], fit(rest, width, ellipsis)]


def listed(names: Sequence[str], word: str) -> str:
    """Write names as a list in a sentence: "Kazakhstan, Kyrgyzstan or Uzbekistan"."""
    return f" {word} ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def progress(done: int, total: int, width: int, signs: Signs) -> str:
    """Draw how far something has come."""
    filled = width * done // total if total else 0
    return signs.full * filled + signs.empty * (width - filled)


def _head(text: str, width: int) -> str:
    """Give the longest beginning that is no wider than `width`."""
    parts = chop_cells(text, width)
    return parts[0] if parts and cell_len(parts[0]) <= width else ""
