"""The rates screen and the currency bar on the real app."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from textual.widgets import Static

from careader.model import CURRENCIES, MORE_CURRENCIES, Code, Failure, Quote
from careader.newsroom import Newsroom
from careader.newsroom.events import RateDone
from careader.newsroom.sampling import SampleNewsroom
from careader.settings import Settings
from careader.store.fetches import Asked
from careader.tui.app import CareaderApp, make_app
from careader.tui.commands import RATES
from careader.tui.keymap import DEFAULT
from careader.tui.messages import News
from careader.tui.screens.rates import RatesScreen
from careader.tui.widgets.panel import Panel
from careader.tui.widgets.rate_bar import RateBar
from careader.tui.widgets.rate_chart import RateChart
from tests.library import NOW, open_library, paths_in
from tests.tui.reading import NARROW, WIDE, lines, reader

RETRY = NOW + timedelta(minutes=20)

VERY_WIDE = (200, 50)
LAST = date(2026, 11, 20)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    """The small library, with three months of the tenge, and what the last refresh learnt."""
    with open_library(tmp_path) as newsroom:
        newsroom.quotes.fill(
            Quote("USD", "KZT", Decimal(470) + Decimal(back % 11), LAST - timedelta(days=back), "NBK")
            for back in range(2, 92)
        )
        newsroom.quotes.put([Quote("USD", "EUR", Decimal("0.8612"), date(2026, 11, 2), "ECB")], now=NOW)
        asked = newsroom.log.currencies
        asked["KZT"] = Asked("nbk", [Failure("Frankfurter", Code.HTTP, {"status": 503}, RETRY)])
        asked["UZS"] = Asked("frankfurter", doubts=[Failure("", Code.LARGE_MOVE, {"percent": "+12"})])
        yield newsroom


def rates_screen(app: CareaderApp) -> RatesScreen:
    assert isinstance(app.screen, RatesScreen)
    return app.screen


def chosen_currency(app: CareaderApp) -> str:
    detail = rates_screen(app).chosen
    return detail.currency if detail else ""


def text(app: CareaderApp) -> str:
    return "\n".join(lines(app))


@pytest.mark.parametrize("size", [NARROW, WIDE, VERY_WIDE])
async def test_everything_is_in_sight(room: Newsroom, size: tuple[int, int]) -> None:
    app = reader(room)
    async with app.run_test(size=size) as pilot:
        await pilot.press("dollar_sign", "j")
        await pilot.pause()
        shown = lines(app)
    table = [line.replace("▌", " ").split() for line in shown[:9]]
    assert next(row for row in table if "Pair" in row)[:2] == ["Pair", "Value"]
    tenge = next(row for row in table if row[:1] == ["KZT/USD"])
    assert tenge[:3] == ["KZT/USD", "0.0021215", "▲+0.30%"]
    assert tenge[5:] == ["NBK", "20", "Nov", "1", "day"]
    assert [row[0] for row in table if row and "/USD" in row[0]].count("TMT/USD") == 1
    everything = "\n".join(shown)
    assert "KZT/USD over 30 days" in everything
    assert "20 Nov" in shown[next(number for number, line in enumerate(shown) if "┴" in line) + 1]
    assert "National Bank of Kazakhstan" in everything
    assert "https://nationalbank.kz" in everything
    assert "Official rates, public." in everything
    assert f"Asked in vain: Frankfurter: HTTP 503, next try {RETRY.astimezone():%H:%M}" in everything
    assert "EUR of 2 Nov" in everything
    assert shown[-1].rstrip().endswith("? help")


@pytest.mark.parametrize("key", ["escape", "q", "dollar_sign"])
async def test_keys_lead_back(room: Newsroom, key: str) -> None:
    app = reader(room)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("dollar_sign")
        rates_screen(app)
        await pilot.press(key)
        assert app.screen is app.main


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [("j", "KZT"), ("down j", "TJS"), ("j k", "KGS"), ("k", "KGS"), ("G", "TMT"), ("G j", "TMT"), ("G g", "KGS")],
)
async def test_a_currency_is_chosen(room: Newsroom, keys: str, chosen: str) -> None:
    app = reader(room)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("dollar_sign", *keys.split())
        await pilot.pause()
        assert chosen_currency(app) == chosen
        assert ("The TMT is fixed" if chosen == "TMT" else f"{chosen}/USD over 30 days") in text(app)


@pytest.mark.parametrize(("keys", "span"), [("7", 7), ("9", 90), ("9 3", 30), ("tab", 90), ("tab tab", 7)])
async def test_the_chart_goes_over_the_days_wanted(room: Newsroom, keys: str, span: int) -> None:
    app = reader(room)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("dollar_sign", "j", *keys.split())
        await pilot.pause()
        shown = lines(app)
        assert any(f"KZT/USD over {span} days" in line for line in shown)
        first = LAST - timedelta(days=span)
        axis = shown[next(number for number, line in enumerate(shown) if "┴" in line) + 1]
        if span < 90:
            step = {7: 1, 30: 7}[span]
            assert f"{LAST - timedelta(days=step):%-d %b}" in axis
        assert rates_screen(app).query_one(RateChart)._days[0][0] == first


async def test_invert_turns_the_screen_and_the_bar(room: Newsroom) -> None:
    app = reader(room)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "KZT 0.002122 ▲+0.30%" in lines(app)[0]
        await pilot.press("dollar_sign", "i")
        await pilot.pause()
        shown = text(app)
        assert "USD/KZT up: the dollar gained." in shown
        assert "KZT/USD" not in shown.replace("USD/KZT", "")
        assert "USD =" in shown
        await pilot.press("q")
        assert "USD/KGS 87.2770 ▼-0.30%  USD/KZT 471.36 ▼-0.30%" in lines(app)[0]
        await pilot.press("i")
        assert "KZT 0.002122 ▲+0.30%" in lines(app)[0]


async def test_an_amount_is_converted_as_it_is_typed(room: Newsroom) -> None:
    app = reader(room)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("dollar_sign", "j", "a")
        await pilot.press(*"7", "space", *"tmt")
        await pilot.pause()
        amounts = str(rates_screen(app).query_one("#rates-amounts", Static).render())
        assert "2.00 USD" in amounts
        assert "942.72 KZT" in amounts
        assert "TMT" not in amounts
        await pilot.press("x")
        await pilot.pause()
        assert "Type an amount" in text(app)
        await pilot.press("escape")  # out of the amount, not out of the screen
        assert rates_screen(app).rows.has_focus
        await pilot.press("a", *"5zzz", "enter")
        await pilot.pause()
        assert "There is no rate of ZZZ. Known are USD, KGS," in text(app)
        assert rates_screen(app).rows.has_focus


async def test_the_value_is_copied(room: Newsroom) -> None:
    app = reader(room)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("dollar_sign", "j", "c")
        assert app.clipboard == "0.0021215207"
        assert "Copied 0.0021215207, KZT/USD of 20 Nov." in text(app)


async def test_a_doubtful_value_says_why(room: Newsroom) -> None:
    app = reader(room)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("dollar_sign", "j", "j", "j")
        await pilot.pause()
        shown = text(app)
        assert "Doubtful: a move of +12% in a day" in shown
        assert "Passed on by Frankfurter · https://frankfurter.dev" in shown
        assert "CBU (Frankfurter)" in shown
        assert len({found.end() for line in lines(app) if (found := re.search(r"/USD +[\d.]+", line))}) == 1


async def test_the_manat_says_what_it_is_while_it_is(room: Newsroom) -> None:
    app = reader(room)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("dollar_sign", "G")
        await pilot.pause()
        assert "The TMT is fixed by decree at 3.5 to the dollar" in text(app)
        room.quotes.put([Quote("USD", "TMT", Decimal("3.8"), date(2026, 11, 21), "CBT")], now=NOW)
        app._report(RateDone("TMT", "cbt"))
        await pilot.pause()
        assert "fixed" not in text(app)
        assert "0.26316" in text(app)


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_a_small_screen_loses_no_currency(tmp_path: Path, size: tuple[int, int]) -> None:
    eleven = (*CURRENCIES, *MORE_CURRENCIES)
    settings = Settings(default_outlets=False, rate_currencies=eleven, rate_pairs=("EUR/KZT",))
    with open_library(tmp_path, settings=settings) as room:
        others = [Quote("USD", code, Decimal("7.5"), date(2026, 11, 20), "ECB") for code in MORE_CURRENCIES]
        room.quotes.put(others, now=NOW)
        app = reader(room)
        async with app.run_test(size=size) as pilot:
            await pilot.press("dollar_sign")
            await pilot.pause()
            assert "Value" in text(app)
            for code in ("USD", *eleven[1:]):
                assert f" {code} " in " ".join(f"{line.rstrip()} " for line in lines(app)[-12:])
            await pilot.press("G")
            await pilot.pause()
            assert "EUR/KZT" in text(app)
            assert "Worked out of the dollar rates" in text(app) or size[1] == 18


async def test_new_rates_appear_without_moving_the_cursor(room: Newsroom) -> None:
    app = reader(room)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("dollar_sign", "j", "j")
        room.quotes.put([Quote("USD", "TJS", Decimal("9.0"), date(2026, 11, 21), "NBT")], now=NOW)
        app._report(RateDone("TJS", "nbt"))
        await pilot.pause()
        assert chosen_currency(app) == "TJS"
        assert "0.11111" in text(app)


async def test_the_screen_without_a_rate_says_what_to_do(tmp_path: Path) -> None:
    settings = Settings(default_outlets=False, rate_currencies=("GBP", "KZT"))
    with open_library(tmp_path, settings=settings) as room:
        app = reader(room)
        async with app.run_test(size=NARROW) as pilot:
            assert "GBP/USD –" in lines(app)[0]
            await pilot.press("dollar_sign")
            await pilot.pause()
            assert "No rate of GBP yet. r asks the banks." in text(app)
            await pilot.press("c")
            assert "There is no value to copy." in text(app)


async def test_help_names_every_key(room: Newsroom) -> None:
    app = reader(room)
    async with app.run_test(size=VERY_WIDE) as pilot:
        await pilot.press("dollar_sign", "question_mark")
        await pilot.pause()
        assert isinstance(app.screen, Panel)
        assert all(key.title in text(app) for key in DEFAULT.of(*RATES) if key.keys)
        await pilot.press("escape")
        rates_screen(app)


async def test_a_value_that_changed_is_marked_for_a_while(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    app = reader(room)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        bar = app.main.query_one(RateBar)
        assert "underline" not in str(bar.render())
        marked = replace(room.rates()[1], rate=Decimal("0.0022"))
        rates = (room.rates()[0], marked, *room.rates()[2:])
        bar.show(rates, today=NOW.date())
        await pilot.pause()
        assert [cell.value for cell in bar._form()[1] if cell.changed] == ["0.0022"]
        monkeypatch.setattr(RateBar, "MARK_SECONDS", 0.01)
        bar.show(room.rates(), today=NOW.date())
        while bar._changed:
            await pilot.pause()
        assert not any(cell.changed for cell in bar._form()[1])


async def test_turning_the_rates_round_is_no_change(room: Newsroom) -> None:
    app = reader(room)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("i", "i")
        assert not app.main.query_one(RateBar)._changed


async def test_on_a_weekend_the_date_is_said_once(room: Newsroom) -> None:
    app = reader(room)  # it is Saturday, and the rates are Friday's
    async with app.run_test(size=VERY_WIDE) as pilot:
        await pilot.pause()
        assert lines(app)[0].count("20 Nov") == 1
        assert "▲+0.30%" in lines(app)[0]
        bar = app.main.query_one(RateBar)
        bar.show(room.rates(), today=date(2026, 11, 20))
        assert bar._shared_date() == ""


async def test_a_late_value_bears_its_own_date(room: Newsroom) -> None:
    app = reader(room)
    async with app.run_test(size=VERY_WIDE):
        first, *others = room.rates()
        late = replace(first, as_of=date(2026, 11, 12), stale=True)
        bar = app.main.query_one(RateBar)
        bar.show((late, *others), today=date(2026, 11, 20))
        assert [cell.remark for cell in bar._form()[1]] == ["late 12 Nov", "", "", "?", ""]


async def test_what_is_late_gives_up_its_change_before_a_pair_is_left_out(room: Newsroom) -> None:
    app = reader(room)
    async with app.run_test(size=(60, 24)):
        late = [replace(rate, as_of=date(2026, 11, 12), stale=not rate.fixed) for rate in room.rates()]
        bar = app.main.query_one(RateBar)
        bar.show(late, today=date(2026, 11, 20))
        assert re.sub(" +", " ", str(bar.render())).strip() == "KGS/USD 0.01146 KZT 0.002122 TJS 0.1071 late 12 Nov"


async def test_where_no_bank_is_asked_there_is_no_empty_bar(tmp_path: Path) -> None:
    with Newsroom(paths_in(tmp_path), Settings(default_outlets=False, rates_enabled=False), now=lambda: NOW) as room:
        app = make_app(room, fetch=False)
        async with app.run_test(size=WIDE) as pilot:
            await pilot.pause()
            bar = app.main.query_one(RateBar)
            assert not bar.display
            await pilot.press("dollar_sign", "r")
            await pilot.pause()
            assert text(app).count("The banks are not asked: [rates] enabled = false.") == 2
            assert "Asking the banks" not in text(app)
            await pilot.press("escape")
            room.quotes.put([Quote("USD", "KZT", Decimal("472.31"), LAST, "Example Gazette")], now=NOW)
            await app.main.show_rates()
            assert bar.display  # a page that was saved has some


async def test_settings_choose_the_bar(tmp_path: Path) -> None:
    settings = Settings(default_outlets=False, rate_currencies=("UZS", "KZT"), rates_inverted=True)
    with open_library(tmp_path, settings=settings) as room:
        app = reader(room)
        async with app.run_test(size=WIDE) as pilot:
            await pilot.pause()
            assert lines(app)[0].split()[:1] == ["USD/UZS"]
            assert "USD/KGS" not in lines(app)[0]


async def test_the_bank_answers_reach_the_screen_that_is_open(room: Newsroom) -> None:
    app = reader(room)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("dollar_sign")
        screen = rates_screen(app)
        room.log.currencies["KGS"] = Asked("", [Failure("NBKR", Code.HTTP, {"status": 503})])
        screen.post_message(News(RateDone("KGS", "")))
        await pilot.pause()
        assert "Asked in vain: NBKR: HTTP 503" in text(app)


async def test_the_sample_edition_says_what_it_is() -> None:
    with SampleNewsroom(Settings(), now=lambda: NOW) as sample:
        app = make_app(sample, demo=True)
        async with app.run_test(size=WIDE) as pilot:
            await pilot.press("dollar_sign", "r")
            await pilot.pause()
            shown = text(app)
    assert "SAMPLE  Exchange rates" in shown
    assert "A SAMPLE: real figures of two days gone by, not today's." in shown
    assert "The sample edition asks nobody." in shown


def test_the_first_paint_loads_no_plotting_library() -> None:
    code = "import sys, careader.tui.app; print([m for m in ('numpy', 'textual_plot') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
