"""How the rates screen writes its table, its sources and amounts of money. Pure; widths are in terminal cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from rich.cells import cell_len
from textual.content import Content

from careader import words
from careader.model import Rate
from careader.newsroom.quoting import RateDetail
from careader.rates.change import PEGS
from careader.rates.endpoints import Source
from careader.sample import PROVIDER as SAMPLE
from careader.tui.format import Signs, change, fit, kept_together, pad, published, short_date, significant
from careader.words import figures, told
from careader.words import screen as screen_words

Line = Sequence[tuple[str, str]]
"""A line as parts of (text, style of a row)."""

_NUMBERS = frozenset({1, 2, 3, 4})
_MOVES = frozenset({2, 3, 4})
_LEFT_OUT = (5, 4, 3)
"""The columns that go where there is no room, the first first."""


def table(details: Sequence[RateDetail], *, today: date, signs: Signs, width: int) -> list[Line]:
    """Write the headings and a line a currency as (text, style), in columns as wide as what is in them, or shorter.

    Short lines leave out who passed a rate on; where that is not enough, whole columns go whose figures stand below the
    table for the chosen currency: the provider, the changes over 30 and over 7 days.
    """
    rows = [figures.RATE_HEADINGS, *_rows(details, today, signs)]
    widths = _widths(rows)
    if sum(widths) + 2 * len(widths) > width:
        rows = [figures.RATE_HEADINGS_SHORT, *_rows(details, today, signs, short=True)]
        widths = _widths(rows)
    columns = list(range(len(widths)))
    for column in _LEFT_OUT:
        if sum(widths[shown] + 1 for shown in columns) > width:
            columns.remove(column)
    room = width - sum(widths[column] for column in columns)
    gap = " " * min(max(room // len(columns), 1), 3)
    lines: list[Line] = []
    for row in rows:
        parts: list[tuple[str, str]] = []
        for column in columns:
            text = row[column]
            cell = text.rjust(widths[column]) if column in _NUMBERS else pad(text, widths[column])
            parts += [(gap if column else "", ""), (cell, _style(column, text, signs))]
        lines.append(parts)
    return lines


def fitting_source_words(detail: RateDetail, signs: Signs, *, asks: bool, width: int, lines: int) -> Content:
    """Return the words on where a rate comes from that fit into so many lines: without terms, then without pages."""
    said = Content()
    for fields in (2, 1, 0):
        said = source_words(detail, signs, asks=asks, fields=fields)
        if said.get_height({}, width) <= lines:
            break
    return said


def source_words(detail: RateDetail, signs: Signs, *, asks: bool = True, fields: int = 2) -> Content:
    """Say where a rate comes from and on what terms, who was asked in vain, and what is doubtful about it.

    `asks` says that banks are asked at all. Of each source the first of the `fields` page and terms are told.
    """
    rate, publisher, carrier = detail.rate, detail.publisher, detail.carrier
    parts: list[tuple[str, str] | str] = []
    if rate is None:
        said = figures.no_rate_yet(detail.pair if detail.is_cross else detail.currency)
        parts.append(f"{said} {figures.R_ASKS if asks else screen_words.BANKS_NOT_ASKED}\n")
    elif detail.is_cross:
        parts.append(f"{figures.crossed(rate.provider)}\n")
    elif publisher:
        parts += [told(publisher.name), _page_and_terms(publisher, signs, fields)]
    elif rate.provider == SAMPLE:
        parts.append(f"{figures.A_SAMPLE}\n")
    elif not carrier:
        parts.append(f"{figures.as_saved(rate.provider)}\n")
    if rate and carrier:
        said = figures.passed_on("" if publisher else rate.provider, told(carrier.name))
        parts += [said, _page_and_terms(carrier, signs, fields)]
    if rate and rate.note:
        parts.append((f"{figures.doubtful(rate.note)}\n", "$read-warning"))
    if detail.failures:
        parts.append((f"{figures.in_vain('; '.join(map(words.say, detail.failures)))}\n", "$read-warning"))
    return Content.assemble(*parts).rstrip()


def money(amount: Decimal) -> str:
    """Write an amount with thousands apart: two decimals, none from 100,000 on, four digits where it is below one."""
    if amount and amount < 1:
        return significant(amount)
    return f"{amount:,.0f}" if amount >= 100_000 else f"{amount:,.2f}"


def amounts(results: Mapping[str, Decimal], published: Mapping[str, date], today: date, width: int) -> Content:
    """Write amounts of money in columns that fit a width; a rate older than five days is given with its date."""
    texts = {code: money(amount) for code, amount in results.items()}
    labels = {
        code: figures.amount_of(code, short_date(day, today))
        if (day := published.get(code)) and (today - day).days > 5
        else code
        for code in texts
    }
    room, label_room = (max(map(cell_len, words.values()), default=0) for words in (texts, labels))
    in_a_row = max(1, (width + 3) // (room + 1 + label_room + 3))
    parts: list[tuple[str, str] | str] = []
    for number, code in enumerate(texts):
        between = "" if number == 0 else "\n" if number % in_a_row == 0 else "   "
        parts += [between, texts[code].rjust(room), (f" {labels[code]:<{label_room}}", "$quiet")]
    return Content.assemble(*parts)


def chart_words(detail: RateDetail, days: Sequence[tuple[date, Decimal]], span: int, signs: Signs, width: int) -> str:
    """Say what the chart shows, between which values, and that the history is shorter where it is.

    What there is no room for is left out whole, from the right.
    """
    rate = detail.rate
    if rate is None or not days:
        return ""
    if rate.fixed:
        return figures.fixed_at(detail.currency, f"{PEGS[detail.currency]}")
    low, high = (end(value for _, value in days) for end in (min, max))
    ends = published(low, 5), published(high, 5)
    kept = [figures.kept_since(days[0][0])] if (days[-1][0] - days[0][0]).days < span - 10 else []
    forms = [
        (figures.chart_of(rate.pair, span), *([between(*ends)] if len(days) > 1 else []), *kept)
        for between in (figures.lowest_highest, figures.between)
    ]
    written = [f" {signs.dot} ".join(form) for form in forms]
    fitting = (said for said in written if cell_len(said) <= width)
    return next(fitting, kept_together(forms[-1], max(width, 1), signs.dot)[0])


def age_in_days(published: date, today: date) -> str:
    """Say how old a publication is: today, 1 day, 12 days; tomorrow for one that is ahead."""
    days = (today - published).days
    if days < 0:
        return figures.TOMORROW if days == -1 else figures.in_days(-days)
    return figures.TODAY if days == 0 else figures.days(days)


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(cell_len(row[column]) for row in rows) for column in range(len(rows[0]))]


def _page_and_terms(source: Source, signs: Signs, fields: int) -> tuple[str, str]:
    shown = (source.page, told(source.terms))[:fields]
    return "".join(f" {signs.dot} {field}" for field in shown) + "\n", "$quiet"


def _rows(details: Sequence[RateDetail], today: date, signs: Signs, *, short: bool = False) -> list[tuple[str, ...]]:
    doubtful = any(detail.rate and detail.rate.note for detail in details)
    return [_row(detail, today=today, signs=signs, short=short, doubtful=doubtful) for detail in details]


def _row(detail: RateDetail, *, today: date, signs: Signs, short: bool, doubtful: bool) -> tuple[str, ...]:
    """Write one row; where any of them is `doubtful` the figures of the others keep their place in the column."""
    rate = detail.rate
    if rate is None:
        return (detail.pair, signs.dash, signs.dash, signs.dash, signs.dash, "", "", "")
    provider = rate.provider + (f" ({told(detail.carrier.name)})" if detail.carrier and not short else "")
    late = f"{' ' if short else ', '}{figures.LATE}" if rate.stale else ""
    return (
        rate.pair,
        published(rate.rate, 5) + (" ?" if rate.note else "  " if doubtful else ""),
        change(rate, signs),
        _move(rate, detail.week, signs),
        _move(rate, detail.month, signs),
        fit(provider, 8 if short else 22, signs.ellipsis),
        short_date(rate.as_of, today),
        "" if rate.fixed else age_in_days(rate.as_of, today) + late,
    )


def _move(rate: Rate, over: Decimal | None, signs: Signs) -> str:
    return change(replace(rate, change_pct=over, fixed=False), signs)


def _style(column: int, text: str, signs: Signs) -> str:
    if column in _MOVES and text[0] in (signs.up, signs.down):
        return "good" if text[0] == signs.up else "bad"
    return ""
