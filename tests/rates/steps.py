"""Steps of a situation of sources of rates, and what they are made of.

A line is units for a dollar, change in per cent, day of publication, provider, then "late", "fixed" and, after a
question mark, the doubt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from careader.model import Rate
from tests.newsstand import Answer, Page, Request

BANKS = Path(__file__).parent / "data" / "banks"


@dataclass(frozen=True)
class Says:
    """From here on a source tells these figures by day; `habit` and `ahead` are those of `Desk.says`."""

    key: str
    figures: Mapping[str, str]
    habit: str = ""
    ahead: int = 0


@dataclass(frozen=True)
class Sends:
    """From here on a source answers everything with this."""

    key: str
    answer: Answer


@dataclass(frozen=True)
class At:
    """At this moment the currency is asked for, and this is shown; the changes over 7 and 30 days after it, if told."""

    moment: str
    shown: str
    over: tuple[str | None, str | None] | None = None


GONE = Page(status=404)
OUT = Page(status=503)
Step = Says | Sends | At


def line(rate: Rate) -> str:
    """Write a rate as a step has it."""
    change = "-" if rate.change_pct is None else str(rate.change_pct)
    words = [f"{rate.rate:f}", change, rate.as_of.isoformat(), rate.provider]
    words += [word for word, holds in (("late", rate.stale), ("fixed", rate.fixed)) if holds]
    return " ".join([*words, *(["?", rate.note] if rate.note else [])])


def days(month: str, **values: str) -> dict[str, str]:
    """Return figures by day: days("2026-03", d19="475.09") has that of 19 March."""
    return {f"{month}-{day[1:]}": value for day, value in values.items()}


def recorded(request: Request) -> Page:
    """Answer with what a bank itself has sent, by the day that is asked for."""
    asked = re.search(r"\d\d\.\d\d\.2026|2026-\d\d-\d\d|daily", " ".join((request.path, *request.query.values())))
    found = list(BANKS.glob(f"{request.path.split('/')[1]}_*{asked[0] if asked else 'of no day'}*"))
    return Page(found[0].read_bytes(), "text/xml") if found else GONE


def nbk(day: str, value: str, quant: str = "1") -> bytes:
    """Write the tenge's rate of a day, as 2026-11-20, in the form of its bank."""
    shown = ".".join(reversed(day.split("-")))
    item = f"<item><title>USD</title><description>{value}</description><quant>{quant}</quant></item>"
    return f'<?xml version="1.0" encoding="utf-8"?><rates><date>{shown}</date>{item}</rates>'.encode()


def by_day(**pages: bytes) -> Answer:
    """Answer for these days of November 2026 as the National Bank of Kazakhstan: d19=..."""

    def answer(request: Request) -> Page:
        body = pages.get(f"d{request.query.get('fdate', '')[:2]}")
        return Page(body, "text/xml") if body is not None else GONE

    return answer


Situation = tuple[str, str, Sequence[Step]]
"""A currency, what is right, and the steps."""

WEEK = days("2026-11", d16="523.00", d17="522.50", d18="522.00", d19="521.90")
FRIDAY = WEEK | days("2026-11", d20="519.90")
MONTH = {f"2026-10-{day:02}": f"{500 + day}" for day in (*range(12, 17), *range(19, 24), *range(26, 31))}
MONTH |= {f"2026-11-{day:02}": f"{510 + day}" for day in (*range(2, 7), *range(9, 14), *range(16, 20))}
