"""What new users met in an early version: for each fault the test that would find it again, or why there is none."""

from __future__ import annotations

import ast
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.command import CommandPalette

from careader.newsroom import Newsroom
from careader.newsroom.grammar import moment
from careader.tui.palette import ReaderCommands
from careader.tui.values import Condition
from careader.tui.widgets.other_outlets import OtherOutlets
from careader.words import screen as words
from tests.library import ARTICLES, NOW, open_library
from tests.telling import RELATED, STORY
from tests.tui.reading import lines, reader

FAULTS: dict[str, tuple[str, ...]] = {
    "1 a read story with a new report shows the old text": (
        "tui/test_story.py::test_enter_on_a_read_story_opens_the_new_report_and_marks_that_alone",
        "tui/test_story.py::test_the_capital_u_shows_the_stories_that_say_that_something_is_new",
    ),
    "2 who is not known is called independent": (
        "sources/test_outlets.py::test_an_outlet_nobody_described_has_no_ownership",
        "sources/test_opml.py::test_what_is_written_is_read_again",
    ),
    "3 a text browser destroys the screen": (
        "e2e/test_day.py::test_a_text_browser_gets_the_terminal_and_the_screen_comes_back",
    ),
    "4 no key works on a Cyrillic layout": (
        "tui/test_keyboards.py::test_every_letter_has_its_cyrillic_one_in_every_part",
        "e2e/test_day.py::test_the_day_in_cyrillic",
    ),
    "5 no catching up and no undo": (
        "tui/test_habits.py::test_a_marks_all_that_is_listed_and_z_takes_it_back",
        "tui/test_habits.py::test_z_goes_back_through_stars_filters_and_searches",
        "cli/test_marking.py::test_all_of_a_filter_is_marked",
    ),
    "6 Esc takes several things back": (
        "tui/test_habits.py::test_escape_takes_back_one_thing_at_a_time_and_never_the_countries_of_last_time",
    ),
    "7 q leaves from an article, filters close it": (
        "tui/test_habits.py::test_q_leads_back_and_leaves_only_from_the_list",
        "tui/test_habits.py::test_filters_leave_the_article_open",
    ),
    "8 links of articles are lost": ("tui/test_links.py::test_a_number_stands_behind_the_words_of_a_link",),
    "9 teasers have no way to the text over SSH": (
        "tui/test_whole_text.py::test_an_opened_teaser_gets_its_whole_text_where_it_is_read",
        "tui/test_browser.py::test_over_ssh_there_is_none",
    ),
    "10 in a browser": (
        "e2e/test_serving.py::test_a_browser_shows_the_reader_takes_keys_at_once_and_loads_nothing_from_elsewhere",
    ),
    "11 the rates overflow a small window": ("tui/test_rates_screen.py::test_everything_is_in_sight",),
    "12 times are local here and UTC there": ("tui/test_newcomer.py::test_a_date_begins_at_midnight_here",),
    "13 nothing says what is new": (
        "tui/test_habits.py::test_what_came_since_the_last_visit_stands_above_a_line",
        "tui/test_habits.py::test_the_days_have_headings",
        "tui/test_filter.py::test_counts_follow_the_other_filters_and_each_mark",
    ),
    "14 list and article say other times": (
        "tui/test_newcomer.py::test_list_and_article_say_one_time",
        "tui/test_habits.py::test_a_report_with_a_day_alone_has_no_hour",
    ),
    "15 a search knows no forms and marks nothing": (
        "text/test_forms.py::test_a_word_is_found_in_its_other_forms",
        "text/test_forms.py::test_what_is_marked_is_what_the_library_finds",
        "tui/test_habits.py::test_hits_are_gone_through_and_found_in_the_article",
    ),
    "16 choices die at the end": ("tui/test_habits.py::test_what_was_chosen_holds_for_the_next_start",),
    "17 one line a story loses what matters": ("tui/test_newcomer.py::test_one_line_is_a_row_of_a_table",),
    "18 wide screens waste their room": (
        "tui/test_newcomer.py::test_the_other_outlets_are_named_once_on_every_width",
        "tui/test_story.py::test_the_story_fits_every_width",
    ),
    "19 the bar turns its pages": (
        "tui/test_columns.py::test_the_bar_stands_still_and_leaves_out_from_the_right_what_does_not_fit",
    ),
    "20 the outlets contradict themselves": (
        "tui/test_newcomer.py::test_the_heads_of_the_outlets_stand_over_their_columns",
        "tui/test_outlets_screen.py::test_the_way_that_answers_and_why_the_others_did_not",
        "tui/test_keys.py::test_without_an_outlet_the_status_line_says_so",
    ),
    "21 the palette speaks in sentences": (
        "tui/test_newcomer.py::test_the_palette_has_the_commands_of_the_open_screen",
    ),
    "22 plain signs are half plain": (
        "e2e/test_day.py::test_a_terminal_of_ascii_sees_ascii",
        "tui/test_columns.py::test_no_screen_of_a_terminal_of_ascii_has_another_sign",
        "tui/test_signs.py::test_the_environment_says_what_the_terminal_has",
    ),
    "23 the row under the cursor is the hardest to read": (
        "tui/test_themes.py::test_every_pair_of_colours_can_be_read_in_every_theme",
        "tui/test_themes.py::test_the_resting_cursor_is_drawn_and_differs",
    ),
    "24 a key sends kilobytes": (
        "e2e/test_light_line.py::test_a_step_in_the_list_sends_two_rows_and_what_differs_in_the_pane",
    ),
    "25 rates are cut, turned and alone": (
        "tui/test_rates_screen.py::test_settings_choose_the_bar",
        "tui/test_rates_screen.py::test_invert_turns_the_screen_and_the_bar",
    ),
    "what another program marks is not seen": (
        "tui/test_background.py::test_marks_and_news_of_other_programs_are_shown_without_a_key",
    ),
    "nothing can be deleted": (
        "tui/test_exporting.py::test_a_story_is_forgotten_and_z_brings_it_back_with_its_star",
        "cli/test_forgetting.py::test_all_that_an_outlet_told_is_forgotten",
    ),
    "the terminal goes away and the program stays": (
        "e2e/test_departure.py::test_a_terminal_that_goes_away_without_a_signal_ends_it_with_the_marks_on_the_disk",
    ),
    "the place is lost after a filter that found nothing": (
        "tui/test_habits.py::test_the_place_survives_a_filter_that_is_taken_back",
        "tui/test_habits.py::test_the_place_survives_a_search",
    ),
    "moving in a tiny window ends the reader": ("tui/test_sizes.py::test_moving_crashes_nothing_at_any_size",),
    "the hints of the status line give way to a long state": (
        "tui/test_newcomer.py::test_a_narrow_status_line_keeps_hints",
    ),
}

TESTS = Path(__file__).parent.parent


def test_every_fault_has_a_test_that_is_there() -> None:
    named = [name for tests in FAULTS.values() for name in tests]
    there: dict[str, set[str]] = {}
    for file in {name.partition("::")[0] for name in named}:
        tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
        there[file] = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    assert [name for name in named if name.partition("::")[2] not in there[name.partition("::")[0]]] == []
    assert {int(found[0]) for name in FAULTS if (found := re.findall(r"^\d+", name))} == set(range(1, 26))


def test_a_date_begins_at_midnight_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Bishkek")
    time.tzset()
    try:
        now = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
        assert moment("2026-11-25", now) == datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
    finally:
        monkeypatch.undo()
        time.tzset()


async def test_list_and_article_say_one_time(tmp_path: Path) -> None:
    with open_library(tmp_path, (*STORY, RELATED, *ARTICLES)) as room:
        app = reader(room)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("j", "j", "j", "enter")
            row = app.main.story_list.row
            story = room.story(row.id) if row else None
            assert row is not None
            assert story is not None
            assert row.outlets > 1
            newest = max(article.date for article in story.articles)
            assert row.date == newest
            assert f"newest report {newest.astimezone():%-d %b, %H:%M}" in " ".join(" ".join(lines(app)).split())


@pytest.mark.parametrize("width", [80, 120, 200])
async def test_one_line_is_a_row_of_a_table(tmp_path: Path, width: int) -> None:
    with open_library(tmp_path, (*STORY, RELATED, *ARTICLES)) as room:
        app = reader(room)
        async with app.run_test(size=(width, 40)) as pilot:
            await pilot.press("d")
            row = next(row for row in app.main.story_list.stories if row.outlets > 1)
            shown = next(line for line in lines(app) if row.title[:12] in line)
            assert row.places[0].upper() in shown
            assert f"+{row.outlets - 1}" in shown


@pytest.mark.parametrize(("width", "beside"), [(120, False), (200, True)])
async def test_the_other_outlets_are_named_once_on_every_width(tmp_path: Path, width: int, beside: bool) -> None:
    with open_library(tmp_path, (*STORY, RELATED, *ARTICLES)) as room:
        app = reader(room)
        async with app.run_test(size=(width, 50)) as pilot:
            await pilot.press("j", "j", "j", "enter")
            text = "\n".join([*lines(app), *(line.text for line in app.main.pane._lines)])
            assert [others.display for others in app.main.query(OtherOutlets)] == [True] * beside
            assert (words.TOLD_BY in text, "Also told by" in text) == (beside, not beside)


async def test_the_heads_of_the_outlets_stand_over_their_columns(tmp_path: Path) -> None:
    with open_library(tmp_path) as room:
        room.settings = room.settings.__class__()
        app = reader(room)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("O")
            await pilot.pause()
            shown = lines(app)
            head = next(line for line in shown if "Outlet" in line and "Answered" in line)
            first = next(line for line in shown if "[x]" in line)
            assert head.index("Outlet") == first.index("[x]") + 5
            assert head.index("Answered") == first.index("never")
            assert head.rindex("Unread") + len("Unread") == len(first.rstrip())
            assert "asks again" not in "\n".join(shown)


async def test_the_palette_has_the_commands_of_the_open_screen(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=(80, 24)) as pilot:
        for keys, there, elsewhere in (
            ([], "Mark all listed as read", "Convert an amount"),
            (["dollar_sign"], "Convert an amount", "Search"),
        ):
            await pilot.press(*keys)
            names = [title for title, _, _ in ReaderCommands(app.screen)._commands()]
            assert there in names
            assert elsewhere not in names
            assert max(map(len, names)) <= 40
        await pilot.press("ctrl+p")
        assert isinstance(app.screen, CommandPalette)


@pytest.mark.parametrize(("width", "says_next"), [(80, False), (120, True)])
async def test_a_narrow_status_line_keeps_hints(newsroom: Newsroom, width: int, says_next: bool) -> None:
    app = reader(newsroom)
    state = Condition(refreshed_at=NOW, next_at=NOW + timedelta(minutes=15), unreachable=4, enabled=20)
    app.condition = lambda: state  # type: ignore[method-assign]
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.pause()
        status = lines(app)[-1]
        assert "4 outlets unreachable (O)" in status
        assert ("next" in status.partition("unreachable")[0]) is says_next
        assert "Enter read   / search" in status
