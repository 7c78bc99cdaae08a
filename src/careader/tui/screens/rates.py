"""The exchange rates in full: a table, a chart of the chosen currency, a converter, and where the figures come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from careader.newsroom.events import HistoryDone, RateDone
from careader.newsroom.quoting import RateDetail
from careader.rates.convert import parse_amount
from careader.tui.browser import open_in_browser
from careader.tui.format import direction, short_date
from careader.tui.keys import RATES_KEYS, bindings
from careader.tui.messages import News
from careader.tui.rate_words import amounts, chart_words, source_words, table
from careader.tui.screens.help import rates_help_panel
from careader.tui.widgets.rate_chart import RateChart, within
from careader.tui.widgets.status import StatusLine

if TYPE_CHECKING:
    from careader.tui.app import CareaderApp

SPANS = (7, 30, 90)
"""Over how many days the chart can go."""

AMOUNT_COLUMNS = 30
"""How many columns beside the converted amounts are taken by the amount itself and by margins."""


class RatesScreen(Screen[None], inherit_bindings=False):
    """Shows what is kept of the rates; the banks are asked in the background as ever."""

    AUTO_FOCUS = "#rates-table"
    CSS_PATH = "rates.tcss"
    BINDINGS = bindings(RATES_KEYS)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]

    def __init__(self) -> None:
        super().__init__()
        self.details: list[RateDetail] = []
        self.span = 30

    @property
    def reader(self) -> CareaderApp:
        """The app, by its own type."""
        return cast("CareaderApp", self.app)

    def compose(self) -> ComposeResult:
        """Put the parts under each other."""
        yield Static("", id="rates-title")
        yield Static("", id="rates-head")
        yield OptionList(id="rates-table", markup=False)
        yield Static("", id="rates-chart-title")
        yield RateChart(signs=self.reader.signs, id="rates-chart")
        with Horizontal(id="rates-convert"):
            yield Input("100", placeholder="250 EUR", max_length=24, compact=True, id="rates-amount")
            yield Static("", id="rates-of")
            yield Static("", id="rates-amounts")
        yield Static("", id="rates-source")
        yield StatusLine(id="rates-status")

    def on_mount(self) -> None:
        """Show what is on the disk."""
        hints = tuple(key.hint for key in RATES_KEYS if key.hint)
        self.status.show("", hints)
        self.load()

    def on_resize(self) -> None:
        """Lay the table and the amounts out for the new width."""
        self._write_table()
        self._write_chosen()

    @property
    def rows(self) -> OptionList:
        """The table without its headings."""
        return self.query_one("#rates-table", OptionList)

    @property
    def amount(self) -> Input:
        """Where an amount is typed."""
        return self.query_one("#rates-amount", Input)

    @property
    def status(self) -> StatusLine:
        """The status line."""
        return self.query_one(StatusLine)

    @property
    def chosen(self) -> RateDetail:
        """The currency under the cursor."""
        return self.details[self.rows.highlighted or 0]

    def load(self) -> None:
        """Read the rates anew and show them; the cursor stays where it is."""
        app, room = self.reader, self.reader.room
        self.details = [room.rate_detail(currency, inverted=app.inverted) for currency in room.settings.rate_currencies]
        title = Content.assemble(
            ("SAMPLE" if app.is_sample else "", "bold reverse"),
            "  " if app.is_sample else "",
            ("Exchange rates", "bold"),
            ("   " + direction(app.inverted), "$quiet"),
        )
        self.query_one("#rates-title", Static).update(title)
        self._write_table()
        self._write_chosen()

    def _write_table(self) -> None:
        app = self.reader
        head, *lines = table(
            self.details,
            inverted=app.inverted,
            today=app.room.now().astimezone().date(),
            signs=app.signs,
            width=self.size.width - 5,
        )
        self.query_one("#rates-head", Static).update(head)
        rows = self.rows
        if rows.option_count != len(lines):
            rows.clear_options()
            rows.add_options(Option(line) for line in lines)
            rows.highlighted = 0
        else:
            for number, line in enumerate(lines):
                rows.replace_option_prompt_at_index(number, line)

    def _write_chosen(self) -> None:
        """Write what is below the table: it belongs to the currency under the cursor."""
        detail, signs = self.chosen, self.reader.signs
        days = within(detail.days, self.span)
        self.query_one("#rates-chart-title", Static).update(Content(chart_words(detail, days, self.span, signs)))
        self.query_one(RateChart).show(days, self.span)
        self.query_one("#rates-source", Static).update(source_words(detail, signs))
        self._convert()

    def _convert(self) -> None:
        """Write the amount in every other currency; without a code it is of the currency that is priced."""
        room = self.reader.room
        converter = room.converter()
        parsed = parse_amount(self.amount.value)
        result, of_what = self.query_one("#rates-amounts", Static), self.query_one("#rates-of", Static)
        of_what.update("")
        if parsed is None:
            result.update(Content("Type an amount, with a currency or without: 250, 1,250.50, 250 EUR."))
            return
        amount, of = parsed
        of = of or ("USD" if self.reader.inverted else self.chosen.currency)
        if of not in converter.currencies:
            result.update(Content(f"There is no rate of {of}. Known are {', '.join(converter.currencies)}."))
            return
        others = {code: converter.convert(amount, of, code) for code in converter.currencies if code != of}
        of_what.update(Content(f"{of} ="))
        today = room.now().astimezone().date()
        result.update(amounts(others, converter.published, today, self.size.width - AMOUNT_COLUMNS))

    @on(OptionList.OptionHighlighted)
    def _follow_cursor(self) -> None:
        self._write_chosen()

    @on(Input.Changed)
    def _amount_typed(self) -> None:
        self._convert()

    @on(Input.Submitted)
    def _amount_done(self) -> None:
        self.rows.focus()

    @on(News)
    def _hear(self, message: News) -> None:
        match message.event:
            case RateDone() | HistoryDone():
                self.load()

    def action_move(self, steps: int) -> None:
        """Choose the next currency or the one before."""
        self._choose((self.rows.highlighted or 0) + steps)

    def action_jump(self, end: int) -> None:
        """Choose the first currency (-1) or the last (1)."""
        self._choose(0 if end < 0 else len(self.details) - 1)

    def _choose(self, row: int) -> None:
        self.rows.highlighted = min(max(row, 0), len(self.details) - 1)

    def action_span(self, days: int) -> None:
        """Show the chart over so many days."""
        self.span = days
        self._write_chosen()

    def action_next_span(self) -> None:
        """Show the chart over the next longer time, after the longest the shortest."""
        self.action_span(SPANS[(SPANS.index(self.span) + 1) % len(SPANS)])

    def action_invert(self) -> None:
        """Turn every rate round, here and in the bar."""
        self.reader.invert_rates()
        self.load()

    def action_amount(self) -> None:
        """Type an amount."""
        self.amount.focus()
        self.amount.action_select_all()

    def action_copy(self) -> None:
        """Copy the value under the cursor, in plain digits."""
        rate = self.chosen.rate
        if rate is None:
            self.status.say("There is no value to copy.")
            return
        self.reader.copy_to_clipboard(f"{rate.rate:f}")
        today = self.reader.room.now().astimezone().date()
        self.status.say(f"Copied {rate.rate:f}, {rate.pair} of {short_date(rate.as_of, today)}.")

    async def action_open_source(self) -> None:
        """Open the page of who set the rate."""
        source = self.chosen.publisher or self.chosen.carrier
        self.status.say(await open_in_browser(source.page) if source else "This rate has no page.")

    def action_refresh(self) -> None:
        """Ask the banks."""
        if self.reader.is_demo:
            self.status.say("The sample edition asks nobody. Start careader without --demo for today's rates.")
        elif self.reader.fetch_rates():
            self.status.say("Asking the banks.")
        else:
            self.status.say("The banks are being asked already.")

    def action_help(self) -> None:
        """Show the keys of this screen."""
        self.reader.push_screen(rates_help_panel())

    def action_back(self) -> None:
        """Leave the amount, or the screen."""
        if self.amount.has_focus:
            self.rows.focus()
        else:
            self.dismiss()
