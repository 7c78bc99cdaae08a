"""What sources of rates do, day by day, over HTTP, and what the bar shows: what was seen, by number, and more."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.newsstand import Newsstand
from tests.rates.desk import Desk
from tests.rates.other_situations import OTHERS
from tests.rates.situations import SITUATIONS
from tests.rates.steps import FRIDAY, At, Says, Sends, days, line

TESTS = Path(__file__).parents[1]
LAST = 58

ELSEWHERE: dict[str, tuple[str, ...]] = {
    "R1 forty days of the market, both directions: value, day, change": (
        "rates/test_exchange_api.py::test_two_weeks_day_by_day",
        "newsroom/test_banking.py::test_rates_turn_with_value_and_sign_and_convert",
    ),
    "R4 JSON has decimal strings in dollars whatever is inverted": (
        "cli/test_rates.py::test_json_says_the_doubt_in_a_sentence_or_null",
        "cli/test_rates.py::test_lines_follow_the_settings_and_json_does_not",
    ),
    "R6 a first start where nobody answers: dashes and what to do": (
        "tui/test_rates_screen.py::test_the_screen_without_a_rate_says_what_to_do",
        "cli/test_rates.py::test_without_a_rate_it_says_what_asks_for_some",
    ),
    "R7 a reader that stays open asks the banks each time they are due": (
        "newsroom/test_schedule.py::test_each_bank_is_asked_as_often_as_set_whatever_the_other_interval_is",
        "newsroom/test_banking.py::test_the_banks_alone_are_asked_when_due",
    ),
    "R13 a doubt is in the lines and in JSON": (
        "cli/test_rates.py::test_lines_are_columns_of_plain_text",
        "cli/test_rates.py::test_json_says_the_doubt_in_a_sentence_or_null",
    ),
    "R22 weekends are not asked for": (
        "rates/test_situations.py::test_days_on_which_nothing_is_set_are_not_asked_for",
    ),
    **{
        f"R{number} {what}": ("rates/test_shapes_over_http.py::test_an_answer_in_another_shape", *others)
        for number, what, others in (
            (34, "CBT refuses, hangs, dates differently", ("rates/test_chain.py::test_one_source_alone_is_enough",)),
            (35, "NBKR dates in other forms", ()),
            (36, "NBK in other encodings and numbers", ("rates/test_other_shapes.py::test_another_shape_is_read",)),
            (37, "NBK broken", ("rates/test_other_shapes.py::test_what_holds_no_rates_is_refused_with_a_reason",)),
            (38, "CBU in other names, numbers, dates", ("rates/test_other_shapes.py::test_another_shape_is_read",)),
            (39, "NBT answers today, nominal 10, a page of help", ()),
            (40, "Frankfurter wrapped, as text, upside down, empty, broken", ()),
            (41, "one bad row of Frankfurter", ()),
            (
                43,
                "the market's file: missing, null, 0, other dates",
                ("rates/test_exchange_api.py::test_a_missing_day_is_passed_over",),
            ),
            (
                44,
                "CBR without the price of one unit",
                ("rates/test_reading.py::test_the_russian_bank_may_leave_the_price_of_one_unit_out",),
            ),
        )
    },
    "R42 Frankfurter is asked for one bank's own series": (
        "rates/test_chain.py::test_frankfurter_is_asked_once_for_a_currency_and_for_its_own_bank",
    ),
    "R45 TLS, refusals, redirects, silence: a reason, and the next source": (
        "net/test_client.py::test_a_certificate_that_is_none_is_no_secure_connection",
        "net/test_client.py::test_a_redirect_to_nowhere_is_a_failure",
        "rates/test_chain.py::test_when_one_source_fails_the_next_answers_and_the_reason_is_kept",
    ),
    "R46 the bar at 200 and 120 columns": (
        "tui/test_columns.py::test_what_the_bar_leaves_out_first_is_a_change_of_nothing_then_the_dollar_then_the_manat",
    ),
    "R47 the bar at 80 and 60 columns": (
        "tui/test_columns.py::test_the_bar_stands_still_and_leaves_out_from_the_right_what_does_not_fit",
        "tui/test_rates_screen.py::test_what_is_late_gives_up_its_change_before_a_pair_is_left_out",
    ),
    "R48 banks answer and outlets do not: the real rates": (
        "tui/test_sample_shown.py::test_outlets_and_rates_are_the_readers_own",
    ),
    "R49 the chart's points are the days' values": (
        "tui/test_rates_screen.py::test_the_chart_goes_over_the_days_wanted",
        "tui/test_rate_chart.py::test_a_chart_says_values_and_dates",
    ),
    "R50 a gap in the chart": ("tui/test_rate_chart.py::test_a_gap_is_a_gap",),
    "R51 a series that hardly moves": (
        "tui/test_rate_chart.py::test_a_series_that_hardly_moves_looks_flat",
        "tui/test_rate_chart.py::test_an_axis_never_says_one_number_twice",
    ),
    "R52 dates on the axis stand apart": ("tui/test_rate_chart.py::test_dates_do_not_run_into_each_other",),
    "R53 the table at 60 columns has the date": ("tui/test_rates_screen.py::test_a_small_screen_loses_no_currency",),
    "R54 changes over 7 and 30 days, with a hole": (
        "newsroom/test_quoting.py::test_what_is_lacking_is_a_gap_and_a_wrong_figure_is_left_out",
        "rates/test_change.py::test_changes_over_longer_times_go_back_to_the_value_in_force_then",
    ),
    "R55 turned round: values, signs, the bank's decimals": (
        "tui/test_rates_screen.py::test_invert_turns_the_screen_and_the_bar",
    ),
    "R56 amounts in every form": (
        "rates/test_convert.py::test_amounts_are_read_as_people_write_them",
        "tui/test_rate_words.py::test_money",
    ),
    "R58 a clock that was a year ahead leaves no pause": (
        "net/test_pauses.py::test_a_pause_of_a_clock_that_was_wrong_does_not_hold",
        "newsroom/test_schedule.py::test_when_a_bank_is_due",
    ),
}

ALL = {**SITUATIONS, **OTHERS}


@pytest.mark.parametrize("name", ALL)
async def test_what_is_shown(name: str, tmp_path: Path, newsstand: Newsstand) -> None:
    currency, _, steps = ALL[name]
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


async def test_days_on_which_nothing_is_set_are_not_asked_for(tmp_path: Path, newsstand: Newsstand) -> None:
    with Desk(tmp_path, newsstand) as desk:
        desk.says("nbk", FRIDAY)
        await desk.asked("2026-11-22T12:00")
    asked = [request.query["fdate"][:2] for request in newsstand.asked("/nbk/rss/get_rates.cfm")]
    assert asked == ["20", "19"]


async def test_a_doubt_outlives_the_program_and_ends_when_a_week_is_in_line_with_it(
    tmp_path: Path, newsstand: Newsstand
) -> None:
    doubt = "a move of -15% in a day; no other source could settle it"
    figures = FRIDAY | {"2026-11-20": "614"} | days("2026-11", d23="615", d24="616", d25="617", d26="618")
    with Desk(tmp_path, newsstand) as desk:
        desk.says("nbk", figures)
        assert (await desk.asked("2026-11-19T12:00")).note == ""
        assert (await desk.asked("2026-11-20T12:00")).note == doubt
    with Desk(tmp_path, newsstand) as desk:
        desk.says("nbk", figures)
        desk.at("2026-11-20T12:30")
        assert desk.shown().note == doubt
        for day in (23, 24, 25, 26):
            assert (await desk.asked(f"2026-11-{day}T12:00")).note.endswith("no other source could settle it")
        assert (await desk.asked("2026-11-26T13:00")).note == ""


async def test_a_history_in_other_units_is_left_out(tmp_path: Path, newsstand: Newsstand) -> None:
    with Desk(tmp_path, newsstand) as desk:
        desk.says("nbk", FRIDAY)
        await desk.asked("2026-11-20T12:00")
        desk.says("frankfurter", {f"2026-11-{day:02}": "0.0019" for day in range(2, 21)})
        await desk.asked("2026-11-20T13:00", history=True)
        values = [value for _, value in desk.detail().days]
    assert values
    assert min(values) > 500


def test_every_number_has_a_situation_or_a_test_that_is_there() -> None:
    numbers = {int(found[1]) for name in (*SITUATIONS, *ELSEWHERE) if (found := re.match(r"R(\d+) ", name))}
    assert numbers == set(range(1, LAST + 1))
    for node in {node for nodes in ELSEWHERE.values() for node in nodes}:
        file, _, name = node.partition("::")
        tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
        assert name in {found.name for found in tree.body if isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef)}
