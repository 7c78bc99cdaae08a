"""The exchange rates in full: a table, a chart of the chosen currency, a converter, and where the figures come from."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from careader.newsroom.events import HistoryDone, RateDone
from careader.newsroom.quoting import RateDetail
from careader.rates.convert import Converter, parse_amount
from careader.sample import PROVIDER as SAMPLE
from careader.tui.article_actions import ArticleActions
from careader.tui.commands import RATES
from careader.tui.format import direction, short_date
from careader.tui.keymap import hints
from careader.tui.messages import News
from careader.tui.rate_words import amounts, chart_words, fitting_source_words, table
from careader.tui.screen import guarded
from careader.tui.services import Services
from careader.tui.state import ReaderState
from careader.tui.widgets.line_input import LineInput
from careader.tui.widgets.rate_chart import RateChart, within
from careader.tui.widgets.rate_table import RateTable
from careader.words import figures
from careader.words import screen as words

SPANS = (7, 30, 90)
"""Over how many days the chart can go."""

AMOUNT_COLUMNS = 30
"""How many columns beside the converted amounts are taken by the amount itself and by margins."""

BESIDE = 76
"""From which width on the converted amounts stand beside the amount; below it they have the lines under it."""

MOST_AMOUNT_LINES = 6
"""How many lines the amounts take at most."""

MOST_SOURCE_LINES = 5
"""How many lines are taken at most by where a rate comes from."""

CHART = 6
"""How many lines a chart needs to say something."""


class RatesScreen(ArticleActions, inherit_bindings=False):
    """Shows what is kept of the rates; the banks are asked in the background as ever."""

    AUTO_FOCUS = "RateTable"
    CSS_PATH = "rates.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (BESIDE, "-wide")]
    parts = RATES
    help_title = words.KEYS_OF_RATES

    def __init__(self, services: Services, state: ReaderState) -> None:
        super().__init__(services, state)
        self.details: list[RateDetail] = []
        self.span = 30
        self._converter: Converter | None = None

    def compose(self) -> ComposeResult:
        """Put the parts under each other."""
        signs = self.services.glyphs
        yield Static("", id="rates-title")
        yield Static("", id="rates-head")
        yield RateTable(signs=signs, id="rates-table")
        yield Static("", id="rates-chart-title")
        yield RateChart(signs=signs, id="rates-chart")
        with Horizontal(id="rates-convert"):
            yield LineInput(
                value="100", placeholder="250 EUR", typed=self._convert, done=self._amount_done, id="rates-amount"
            )
            yield Static("", id="rates-of")
            yield Static("", id="rates-amounts")
        yield Static("", id="rates-source")
        yield self.status

    @guarded
    async def on_mount(self) -> None:
        """Show what is on the disk."""
        names = ("down", "week", "invert", "amount", "copy_value", "refresh", "back", "help")
        self.status.show("", hints(self.services.keys.of(*RATES), *names))
        await self.load()

    @guarded
    async def on_resize(self) -> None:
        """Lay the table and the amounts out for the new size."""
        if self.details:
            self._write_table()
            await self._write_chosen()

    @property
    def rows(self) -> RateTable:
        """The table without its headings."""
        return self.query_one(RateTable)

    @property
    def amount(self) -> LineInput:
        """Where an amount is typed."""
        return self.query_one("#rates-amount", LineInput)

    @property
    def chosen(self) -> RateDetail | None:
        """The currency under the cursor."""
        return self.details[self.rows.cursor] if self.rows.cursor < len(self.details) else None

    async def load(self) -> None:
        """Read the rates anew and show them; the cursor stays where it is."""
        reads, inverted = self.services.reads, self.state.inverted
        self.details = await reads.rate_details(inverted=inverted)
        self._converter = await reads.converter()
        sample = any(detail.rate and detail.rate.provider == SAMPLE for detail in self.details)
        title = Content.assemble(
            (figures.SAMPLE_MARK if sample else "", "bold reverse"),
            "  " if sample else "",
            (words.EXCHANGE_RATES, "bold"),
            ("   " + direction(inverted), "$quiet"),
        )
        self.query_one("#rates-title", Static).update(title)
        self._write_table()
        await self._write_chosen()

    def _write_table(self) -> None:
        head, *lines = table(
            self.details,
            today=self.services.clock().astimezone().date(),
            signs=self.services.glyphs,
            width=self.size.width - 5,
        )
        self.query_one("#rates-head", Static).update(Content.styled("  " + "".join(text for text, _ in head), "$quiet"))
        self.rows.show([[[("  ", ""), *line]] for line in lines])

    async def _write_chosen(self) -> None:
        """Write what is below the table: it belongs to the currency under the cursor."""
        detail, signs = self.chosen, self.services.glyphs
        if detail is None:
            return
        days = within(detail.days, self.span)
        width = max(self.size.width - 4, 10)
        said = chart_words(detail, days, self.span, signs, width)
        self.query_one("#rates-chart-title", Static).update(Content(said))
        self.query_one(RateChart).show(days, self.span, detail.gaps)
        asks = self.services.asks_banks
        source = fitting_source_words(detail, signs, asks=asks, width=width, lines=MOST_SOURCE_LINES)
        self.query_one("#rates-source", Static).update(source)
        await self._convert(self.amount.value)
        self.give_room()

    def give_room(self) -> None:
        """Give each part its lines: the table and the amounts, then where it comes from; the chart has the rest."""
        height, width = self.size.height, max(self.size.width - 4, 10)
        source = self.query_one("#rates-source", Static)
        chart, title = self.query_one(RateChart), self.query_one("#rates-chart-title", Static)
        amounts = self.query_one("#rates-amounts", Static).visual
        amount_lines = min(max(str(amounts).count("\n") + 1, 1), MOST_AMOUNT_LINES)
        amount_lines += self.size.width < BESIDE
        self.query_one("#rates-convert").styles.height = amount_lines
        left = height - 3 - amount_lines  # title, headings, status
        rows = len(self.details)
        table_lines = min(rows, max(left - 2, 1))
        self.rows.styles.height = table_lines
        left -= table_lines
        content = source.visual
        height_of = content.get_height({}, width) if isinstance(content, Content) else 1
        source_lines = min(height_of, MOST_SOURCE_LINES)
        source.display = left >= source_lines
        source.styles.height = source_lines
        left -= source_lines if source.display else 0
        detail = self.chosen
        has_chart = left >= CHART + 1 and bool(
            detail and not (detail.rate and detail.rate.fixed) and len(detail.days) > 1
        )
        chart.display = has_chart
        title.display = left >= 1
        roomy = left > CHART + 4
        for part in ("#rates-head", "#rates-chart-title", "#rates-source"):
            self.query_one(part).styles.margin = (1 if roomy else 0, 0, 0, 0)

    async def _convert(self, text: str) -> None:
        """Write the amount in every other currency; without a code it is of the currency that is priced."""
        converter, chosen = self._converter, self.chosen
        result, of_what = self.query_one("#rates-amounts", Static), self.query_one("#rates-of", Static)
        of_what.update("")
        if converter is None or chosen is None:
            return
        parsed = parse_amount(text)
        if parsed is None:
            result.update(Content(words.TYPE_AN_AMOUNT))
            return
        amount, of = parsed
        of = of or chosen.pair.partition("/")[0]
        if of not in converter.currencies:
            result.update(Content(words.no_rate_of(of, converter.currencies)))
            return
        others = {code: converter.convert(amount, of, code) for code in converter.currencies if code != of}
        of_what.update(Content(f"{of} ="))
        today = self.services.clock().astimezone().date()
        width = self.size.width - (AMOUNT_COLUMNS if self.size.width >= BESIDE else 4)
        result.update(amounts(others, converter.published, today, width))
        self.give_room()

    @on(RateTable.Moved)
    async def _follow_cursor(self) -> None:
        await self._write_chosen()

    async def _amount_done(self, _keep: bool) -> None:
        self.set_focus(self.rows)

    @on(News)
    @guarded
    async def _hear(self, message: News) -> None:
        match message.event:
            case RateDone() | HistoryDone():
                await self.load()

    async def action_span(self, days: int) -> None:
        """Show the chart over so many days."""
        self.span = days
        await self._write_chosen()

    async def action_next_span(self) -> None:
        """Show the chart over the next longer time, after the longest the shortest."""
        await self.action_span(SPANS[(SPANS.index(self.span) + 1) % len(SPANS)])

    async def action_invert(self) -> None:
        """Turn every rate round, here and in the bar."""
        self.state.inverted = not self.state.inverted
        self.state.remembered.inverted = self.state.inverted
        await self.load()

    def action_amount(self) -> None:
        """Type an amount."""
        self.set_focus(self.amount)
        self.amount.action_select_all()

    def action_copy(self) -> None:
        """Copy the value under the cursor, in plain digits."""
        rate = self.chosen.rate if self.chosen else None
        if rate is None:
            self.say(words.NO_VALUE)
            return
        self.app.copy_to_clipboard(f"{rate.rate:f}")
        today = self.services.clock().astimezone().date()
        self.say(words.copied(figures.value_of(f"{rate.rate:f}", rate.pair, short_date(rate.as_of, today))))

    async def action_open_source(self) -> None:
        """Open the page of who set the rate."""
        source = (self.chosen.publisher or self.chosen.carrier) if self.chosen else None
        if source:
            await self.open_page(source.page)
        else:
            self.say(words.NO_PAGE_OF_RATE)

    def action_refresh(self) -> None:
        """Ask the banks."""
        if self.services.engine.condition().demo:
            self.say(words.DEMO_ASKS_NOBODY)
        elif not self.services.asks_banks:
            self.say(words.BANKS_NOT_ASKED)
        elif self.services.engine.fetch_rates():
            self.say(words.ASKING_BANKS)
        else:
            self.say(words.BANKS_ASKED_ALREADY)

    async def action_back(self) -> None:
        """Leave the screen."""
        await self.dismiss()
