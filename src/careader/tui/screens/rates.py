"""The exchange rates in full: value, change, bank, date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from careader.model import CURRENCIES
from careader.tui.format import change, short_date, significant
from careader.tui.screens.panel import Panel

if TYPE_CHECKING:
    from careader.tui.app import CareaderApp


def rates_panel(app: CareaderApp) -> Panel:
    """Give the rates that the bar shows as a panel."""
    rates = app.room.rates()
    today = app.room.now().astimezone().date()
    parts: list[tuple[str, str] | str] = []
    rows = [("Pair", "One costs", "Change", "One dollar buys", "Published", "Provider")]
    rows += [
        (
            rate.pair,
            f"{significant(rate.rate, 5)} {rate.quote}",
            change(rate, app.signs),
            f"{significant(1 / rate.rate, 6)} {rate.base} ({CURRENCIES.get(rate.base, '')})",
            short_date(rate.as_of, today) + (", out of date" if rate.stale else ""),
            rate.provider,
        )
        for rate in rates
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        line = "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        parts.append((f"{line}\n", "$quiet") if number == 0 else f"{line}\n")
    parts += [(f"\n{rate.pair}: {rate.note}\n", "italic") for rate in rates if rate.note]
    if not rates:
        parts = ["No rates yet. r asks the national banks."]
    elif app.is_sample:
        parts.append("\nThese rates are a SAMPLE: real figures of a day gone by, not today's.")
    else:
        parts.append(
            "\nThe change is against the day before on which the same bank published. Up: the currency gained."
        )
    return Panel("Exchange rates", Content.assemble(*parts))
