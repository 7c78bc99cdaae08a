"""What sources of rates do, day by day, over HTTP, and what the bar shows of it then.

A situation is a list of steps: who says what, and at which moment (UTC) which line is shown: units for a dollar, change
in per cent, day of publication, provider, then "late", "fixed" and, after a question mark, the doubt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from careader.model import Rate
from tests.newsstand import Answer, Newsstand, Page, Request
from tests.rates.desk import Desk

BANKS = Path(__file__).parent / "data" / "banks"


@dataclass(frozen=True)
class Says:
    """From here on a source tells these figures; `figures` begins with a day and goes on with one value a day."""

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


def days(month: str, **values: str) -> dict[str, str]:
    """Return figures by day: days("2026-03", d19="475.09") is that of 19 March."""
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


WEEK = days("2026-11", d16="523.00", d17="522.50", d18="522.00", d19="521.90")
FRIDAY = WEEK | days("2026-11", d20="519.90")
MONTH = {f"2026-10-{day:02}": f"{500 + day}" for day in (*range(12, 17), *range(19, 24), *range(26, 31))}
MONTH |= {f"2026-11-{day:02}": f"{510 + day}" for day in (*range(2, 7), *range(9, 14), *range(16, 20))}
NAURYZ = days("2026-03", d18="478.77", d19="475.09", d20="472.31")
NAVRUZ = days("2026-03", d17="9.37", d18="9.36", d19="9.34")
SOM = days("2026-11", d18="87.38", d19="87.40", d20="87.44", d21="87.50")
RUSSIA = {"2025-12-29": "77.00", "2025-12-30": "78.00", "2025-12-31": "78.2267"}
MANAT = "decree fixed"
FALL = "a move of -15% in a day"

SITUATIONS: dict[str, tuple[str, str, Sequence[Step]]] = {
    "R2 the banks' own answers, tenge": (
        "KZT",
        "475.09 after 478.77 is -0.77%",
        [
            Sends("nbk", recorded),
            At("2026-04-02T12:00", "475.09 -0.77 2026-04-02 NBK"),
            At("2026-04-03T12:00", "472.31 -0.59 2026-04-03 NBK"),
        ],
    ),
    "R2 the banks' own answers, soum": (
        "UZS",
        "",
        [Sends("cbu", recorded), At("2026-04-03T12:00", "12149.84 0.06 2026-04-03 CBU")],
    ),
    "R2 the banks' own answers, somoni": (
        "TJS",
        "",
        [Sends("nbt", recorded), At("2026-05-20T12:00", "9.3288 -0.09 2026-05-20 NBT")],
    ),
    "R3 the banks' own answers, som": (
        "KGS",
        "",
        [Sends("nbkr", recorded), At("2026-05-23T12:00", "87.4500 - 2026-05-24 NBKR")],
    ),
    "R3 the banks' own answers, crossed through the rouble": (
        "KGS",
        "",
        [Sends("cbr", recorded), At("2026-04-24T12:00", "87.403211 - 2026-04-25 CBR")],
    ),
    "R5 a nominal that changes between two days": (
        "KZT",
        "no jump",
        [
            Sends("nbk", by_day(d19=nbk("2026-11-19", "5219.00", "10"), d20=nbk("2026-11-20", "519900", "1000"))),
            At("2026-11-20T12:00", "519.9 -0.38 2026-11-20 NBK"),
        ],
    ),
    "R8 a row of a day that has not come": (
        "KZT",
        "left out, of the newest and of the history",
        [
            Says("frankfurter", FRIDAY | {"2027-11-20": "530"}, ahead=400),
            At("2026-11-20T12:00", "519.90 -0.38 2026-11-20 NBK"),
        ],
    ),
    "R9 a carrier whose series is nine days old": (
        "KZT",
        "the bank is asked",
        [
            Says("frankfurter", days("2026-11", d10="530.00", d11="529.90")),
            Says("nbk", FRIDAY),
            At("2026-11-20T12:00", "519.90 -0.38 2026-11-20 NBK"),
        ],
    ),
    "R10 a carrier against the bank itself": (
        "KZT",
        "the bank's own figure, and the doubt",
        [
            Says("frankfurter", WEEK | {"2026-11-20": "600"}),
            Says("nbk", FRIDAY),
            At(
                "2026-11-20T12:00",
                "519.90 -0.38 2026-11-20 NBK ? Frankfurter: a move of -13% in a day; "
                "shown is what National Bank of Kazakhstan says",
            ),
        ],
    ),
    "R11 a lesser source alone says a tenth": (
        "KZT",
        "the last value, out of date, and the doubt; it is gone with the next good value",
        [
            Says("nbk", WEEK),
            At("2026-11-19T12:00", "521.90 -0.02 2026-11-19 NBK"),
            Sends("nbk", GONE),
            Says("exchange_api", WEEK | {"2026-11-20": "52.1"}),
            At(
                "2026-11-20T12:00",
                "521.90 -0.02 2026-11-19 NBK late ? exchange-api says 52.1 to the dollar; "
                "a move of +902% in a day; shown is the rate of before",
            ),
            Says("exchange_api", FRIDAY),
            At("2026-11-20T13:00", "519.90 -0.38 2026-11-20 exchange-api"),
        ],
    ),
    "R12 one to the dollar on a weekend": (
        "KZT",
        "refused",
        [
            Says("frankfurter", FRIDAY | days("2026-11", d21="1.0", d22="1.0")),
            At("2026-11-22T12:00", "519.90 -0.38 2026-11-20 NBK"),
        ],
    ),
    "R14 a wrong figure for the day a week ago": (
        "KZT",
        "left out of the change over 7 days and of the chart, and said",
        [
            Says("frankfurter", MONTH | {"2026-11-13": "5230", "2026-11-20": "530.00"}),
            At(
                "2026-11-20T12:00",
                "530.00 0.19 2026-11-20 NBK ? the figure of 13 Nov 2026 is far off those around it and was left out",
                ("1.53", None),
            ),
        ],
    ),
    "R15 after a week away one day's request fails": (
        "KZT",
        "no change rather than one over eight days, and the change when the day is there",
        [
            Says("nbk", MONTH),
            At("2026-11-10T12:00", "520 0.19 2026-11-10 NBK"),
            Sends("nbk", by_day(d19=b"", d20=nbk("2026-11-20", "529.50"))),
            At("2026-11-20T12:00", "529.50 - 2026-11-20 NBK"),
            Says("nbk", MONTH | {"2026-11-20": "529.50"}),
            At("2026-11-20T13:00", "529.50 0.09 2026-11-20 NBK"),
        ],
    ),
    **{
        f"{case} Nauryz, the bank {how}": (
            "KZT",
            "of 20 March, its change, and not late; after it against the 20th",
            [
                Says("nbk", NAURYZ | {"2026-03-26": "470.00"}, habit),
                At("2026-03-20T12:00", "472.31 -0.59 2026-03-20 NBK"),
                At("2026-03-23T12:00", "472.31 -0.59 2026-03-20 NBK"),
                At("2026-03-25T23:00", "472.31 -0.59 2026-03-20 NBK"),
                At("2026-03-26T12:00", "470.00 -0.49 2026-03-26 NBK"),
            ],
        )
        for case, how, habit in (
            ("R16", "answers each day with its date", "carrying"),
            ("R19", "has nothing for its days", ""),
            ("R19", "answers with the last day's date", "dating_back"),
        )
    },
    "R17 Navruz through a carrier that repeats rows": (
        "TJS",
        "of 19 March with its change",
        [
            Says("frankfurter", NAVRUZ, "carrying"),
            At("2026-03-20T12:00", "9.34 -0.21 2026-03-19 NBT"),
            At("2026-03-23T12:00", "9.34 -0.21 2026-03-19 NBT"),
            At("2026-03-24T23:00", "9.34 -0.21 2026-03-19 NBT"),
        ],
    ),
    "R18 a daily file that is dated Monday with Saturday's rate": (
        "KGS",
        "of Saturday with its change",
        [
            Says("nbkr", SOM, "carrying"),
            At("2026-11-22T12:00", "87.50 0.07 2026-11-21 NBKR"),
            At("2026-11-23T09:00", "87.50 0.07 2026-11-21 NBKR"),
        ],
    ),
    "R20 eleven days of Russian holidays": (
        "RUB",
        "the Bank of Russia's all the while; after them the change is against 31 December",
        [
            Says("cbr", RUSSIA | {"2026-01-13": "78.8200"}),
            At("2026-01-05T12:00", "78.2267 0.29 2025-12-31 CBR"),
            At("2026-01-11T12:00", "78.2267 0.29 2025-12-31 CBR"),
            At("2026-01-12T10:00", "78.2267 0.29 2025-12-31 CBR"),
            At("2026-01-13T12:00", "78.82 0.76 2026-01-13 CBR"),
        ],
    ),
    "R21 a weekend": (
        "KZT",
        "Friday's value and change, not late until Monday's hour",
        [
            Says("nbk", FRIDAY),
            At("2026-11-21T12:00", "519.90 -0.38 2026-11-20 NBK"),
            At("2026-11-22T12:00", "519.90 -0.38 2026-11-20 NBK"),
            At("2026-11-23T10:59", "519.90 -0.38 2026-11-20 NBK"),
            At("2026-11-23T11:00", "519.90 -0.38 2026-11-20 NBK late"),
        ],
    ),
    "R23 a rate of tomorrow": (
        "RUB",
        "shown with its date",
        [
            Says("cbr", days("2026-11", d19="80.00", d20="80.40", d21="80.80"), ahead=1),
            At("2026-11-20T12:00", "80.8 0.50 2026-11-21 CBR"),
        ],
    ),
    "R24 a fall of 15% that two sources tell": (
        "KZT",
        "shown without a doubt",
        [
            Says("frankfurter", WEEK | {"2026-11-20": "614.00"}),
            Says("nbk", WEEK | {"2026-11-20": "614.00"}),
            At("2026-11-20T12:00", "614.00 17.65 2026-11-20 NBK"),
        ],
    ),
    "R25 a fall of 15% that one source tells": (
        "KZT",
        "shown with the doubt for as long as nobody settles it",
        [
            Says("nbk", WEEK | {"2026-11-20": "614.00", "2026-11-23": "615.00"}),
            At("2026-11-20T12:00", f"614.00 17.65 2026-11-20 NBK ? {FALL}; no other source could settle it"),
            At("2026-11-20T13:00", f"614.00 17.65 2026-11-20 NBK ? {FALL}; no other source could settle it"),
            At("2026-11-23T12:00", "615.00 0.16 2026-11-23 NBK"),
        ],
    ),
    "R26 a redenomination that two sources tell": (
        "KZT",
        "the value without a change, and the next day's change",
        [
            Says("frankfurter", MONTH),
            At("2026-11-19T12:00", "529 0.19 2026-11-19 NBK", ("1.34", None)),
            Says("frankfurter", MONTH | {"2026-11-20": "0.5290"}),
            Says("nbk", MONTH | {"2026-11-20": "0.5290"}),
            At("2026-11-20T12:00", "0.5290 - 2026-11-20 NBK", (None, None)),
            Says("frankfurter", MONTH | {"2026-11-20": "0.5290", "2026-11-23": "0.5300"}),
            At("2026-11-23T12:00", "0.5300 0.19 2026-11-23 NBK", (None, None)),
        ],
    ),
    "R27 a redenomination before the first start, told by one": (
        "KZT",
        "the value with the doubt",
        [
            Says("nbk", days("2026-11", d19="0.5280", d20="0.5290")),
            At(
                "2026-11-20T12:00",
                "0.5290 0.19 2026-11-20 NBK ? 0.5290 KZT to the dollar is out of the usual; "
                "no other source could settle it",
            ),
        ],
    ),
    "R27 a redenomination before the first start, told by two": (
        "KZT",
        "the value",
        [
            Says("frankfurter", days("2026-11", d19="0.5280", d20="0.5290")),
            Says("nbk", days("2026-11", d19="0.5280", d20="0.5290")),
            At("2026-11-20T12:00", "0.5290 0.19 2026-11-20 NBK"),
        ],
    ),
    "R28 a drift over two months without the reader": (
        "KZT",
        "the doubt says since when",
        [
            Says("nbk", days("2026-09", d17="460.00", d18="461.00")),
            At("2026-09-18T12:00", "461.00 0.22 2026-09-18 NBK"),
            Says("nbk", FRIDAY),
            At(
                "2026-11-20T12:00",
                "519.90 -0.38 2026-11-20 NBK ? a move of -11% since 18 Sep 2026; no other source could settle it",
            ),
        ],
    ),
    "R29 a week without a network": (
        "KZT",
        "the last value with its date, and late",
        [
            Says("nbk", FRIDAY),
            At("2026-11-20T12:00", "519.90 -0.38 2026-11-20 NBK"),
            Sends("nbk", OUT),
            At("2026-11-27T12:00", "519.90 -0.38 2026-11-20 NBK late"),
        ],
    ),
    "R30 two sources that differ by 5% without a leap": (
        "KZT",
        "the first is believed",
        [
            Says("frankfurter", FRIDAY),
            Says("nbk", {day: f"{float(value) * 1.05:.2f}" for day, value in FRIDAY.items()}),
            At("2026-11-20T12:00", "519.90 -0.38 2026-11-20 NBK"),
        ],
    ),
    "R31 the manat's bank publishes 4.2 and is out of reach the next day": (
        "TMT",
        "4.2 of the day before",
        [
            Says("cbt", days("2026-11", d19="3.5", d20="4.2")),
            At("2026-11-19T12:00", "3.5 - 2026-11-19 CBT fixed"),
            At(
                "2026-11-20T12:00",
                "4.2 20.00 2026-11-20 CBT ? a move of -17% in a day; no other source could settle it",
            ),
            Sends("cbt", OUT),
            At(
                "2026-11-21T12:00",
                "4.2 20.00 2026-11-20 CBT ? a move of -17% in a day; no other source could settle it",
            ),
        ],
    ),
    "R32 the manat's bank publishes 3.8 and is out of reach": (
        "TMT",
        "3.8",
        [
            Says("cbt", days("2026-11", d19="3.5", d20="3.8")),
            At("2026-11-20T12:00", "3.8 - 2026-11-20 CBT"),
            Sends("cbt", OUT),
            At("2026-11-22T12:00", "3.8 - 2026-11-20 CBT"),
        ],
    ),
    "R33 the manat's bank was never heard": (
        "TMT",
        "the decree, and it says so",
        [At("2026-11-20T12:00", "3.5 - 2015-01-01 decree fixed")],
    ),
    "R57 a clock that was a year ahead once": (
        "TMT",
        "right again at once",
        [
            Says("cbt", {"2026-11-19": "3.5", "2027-11-19": "3.5"}),
            At("2027-11-19T12:00", "3.5 - 2027-11-19 CBT fixed"),
            Sends("cbt", OUT),
            At("2026-11-20T12:00", "3.5 - 2015-01-01 decree fixed"),
            Says("cbt", {"2026-11-20": "3.5"}),
            At("2026-11-20T14:00", "3.5 - 2026-11-20 CBT fixed"),
        ],
    ),
}


def line(rate: Rate) -> str:
    """Write a rate as the situations have it."""
    change = "-" if rate.change_pct is None else str(rate.change_pct)
    words = [f"{rate.rate:f}", change, rate.as_of.isoformat(), rate.provider]
    words += [word for word, holds in (("late", rate.stale), ("fixed", rate.fixed)) if holds]
    return " ".join([*words, *(["?", rate.note] if rate.note else [])])


@pytest.mark.parametrize("name", SITUATIONS)
async def test_what_is_shown(name: str, tmp_path: Path, newsstand: Newsstand) -> None:
    currency, _, steps = SITUATIONS[name]
    with Desk(tmp_path, newsstand, currency) as desk:
        for step in steps:
            match step:
                case Says():
                    desk.says(step.key, step.figures, step.habit, ahead=step.ahead)
                case Sends():
                    desk.sends(step.key, step.answer)
                case At():
                    shown = await desk.asked(step.moment)
                    assert line(shown) == step.shown, step.moment
                    if step.over:
                        detail = desk.detail()
                        over = tuple(None if move is None else str(move) for move in (detail.week, detail.month))
                        assert over == step.over
