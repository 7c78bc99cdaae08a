"""The habits of every day: catch up and take back, one step back, a place that survives, from story to story."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from careader.newsroom import Newsroom
from careader.newsroom.query import Query
from careader.settings import CommandEntry, MuteEntry, Settings, ViewEntry
from careader.tui.library import LibraryReads
from tests.library import ARTICLES, NOW, article, open_library
from tests.tui.reading import NARROW, WIDE, current, lines, reader, titles

ALL = {one.id for one in ARTICLES}
FIRST, SECOND, THIRD, FOURTH = (one.title for one in ARTICLES[:4])


async def test_a_marks_all_that_is_listed_and_z_takes_it_back(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "m", "1", "A")
        about_kazakhstan = {ARTICLES[0].id, ARTICLES[5].id}
        assert newsroom.marks.read_ids() == about_kazakhstan | {ARTICLES[1].id}
        assert "2 stories marked read. Z undoes." in lines(app)[-1]
        await pilot.press("A")
        assert "Nothing unread is listed here." in lines(app)[-1]
        await pilot.press("Z")
        assert newsroom.marks.read_ids() == {ARTICLES[1].id}
        assert "Undone: 2 stories marked read." in lines(app)[-1]
        await pilot.press("Z")
        assert len(titles(app.main)) == len(ARTICLES)
        await pilot.press("Z")
        assert newsroom.marks.read_ids() == set()
        await pilot.press("Z")
        assert "There is nothing to undo." in lines(app)[-1]


@pytest.mark.parametrize(
    ("name", "read"), [("above", ALL & {one.id for one in ARTICLES[:2]}), ("below", {one.id for one in ARTICLES[3:]})]
)
async def test_above_and_below_the_cursor_from_the_palette(newsroom: Newsroom, name: str, read: set[str]) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "j", "ctrl+p", *name)
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert newsroom.marks.read_ids() == read


async def test_z_goes_back_through_stars_filters_and_searches(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "s", "u", "slash", *"elms", "enter", "2")
        assert titles(app.main) == [SECOND]
        await pilot.press("Z")
        assert app.main.state.query.places == set()
        await pilot.press("Z")
        assert app.main.state.query.search == ""
        assert app.main.state.query.unread
        await pilot.press("Z")
        assert not app.main.state.query.unread
        assert current(app.main) == SECOND
        assert newsroom.marks.starred_ids() == {ARTICLES[1].id}
        await pilot.press("Z")
        assert newsroom.marks.starred_ids() == set()


@pytest.mark.parametrize("keys", ["asterisk asterisk", "asterisk escape", "U U", "U escape", "4 4", "4 Z", "u u"])
async def test_the_place_survives_a_filter_that_is_taken_back(newsroom: Newsroom, keys: str) -> None:
    app = reader(newsroom)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("j", "j", *keys.split())
        assert current(app.main) == THIRD


@pytest.mark.parametrize("typed", ["zzz", "tram", "open"])
@pytest.mark.parametrize("back", [["escape"], ["enter", "escape"], ["backspace"] * 4 + ["enter"]])
async def test_the_place_survives_a_search(newsroom: Newsroom, typed: str, back: list[str]) -> None:
    app = reader(newsroom)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("j", "j", "slash", *typed, *back)
        assert len(titles(app.main)) == len(ARTICLES)
        assert current(app.main) == THIRD
        assert app.main.story_list.has_focus


async def test_escape_takes_back_one_thing_at_a_time_and_never_the_countries_of_last_time(tmp_path: Path) -> None:
    with open_library(tmp_path) as room:
        room.chosen = {"places": ["kz"]}
        app = reader(room)
        async with app.run_test(size=WIDE) as pilot:
            await pilot.press("2", "u", "slash", *"o", "enter", "z")
            state = app.main.state
            expected = [
                (True, True, "o", {"kz", "kg"}),
                (True, False, "o", {"kz", "kg"}),
                (False, False, "o", {"kz", "kg"}),
                (False, False, "", {"kz", "kg"}),
                (False, False, "", {"kz", "kg"}),
                (False, False, "", {"kz"}),
                (False, False, "", {"kz"}),
            ]
            seen = []
            for _ in expected:
                seen.append((app.main.reading, app.main.zoomed, state.query.search, set(state.query.places)))
                await pilot.press("escape")
            assert seen == expected
            assert "These are your countries." in lines(app)[-1]
            assert app.is_running


async def test_q_leads_back_and_leaves_only_from_the_list(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        for keys in (
            ["enter"],
            ["t"],
            ["t", "enter"],
            ["dollar_sign"],
            ["O"],
            ["c"],
            ["question_mark"],
            ["enter", "e"],
        ):
            await pilot.press(*keys)
            await app.workers.wait_for_complete()
            await pilot.pause()
            await pilot.press(*["q"] * len(keys))
            assert app.is_running, keys
            assert app.screen is app.main
            assert not app.main.reading
        await pilot.press("q")
    assert not app.is_running


@pytest.mark.parametrize("key", ["1", "u", "asterisk", "U", "0", "c escape"])
async def test_filters_leave_the_article_open(newsroom: Newsroom, key: str) -> None:
    app = reader(newsroom)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("j", "enter", *key.split())
        assert app.main.reading
        assert app.main.pane.article is not None
        assert app.main.pane.article.title == SECOND
        await pilot.press("m")
        assert newsroom.marks.read_ids() == set()


async def test_neighbours_while_reading(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("enter", "J", "J", "K")
        assert app.main.pane.article is not None
        assert app.main.pane.article.title == SECOND
        assert newsroom.marks.read_ids() == {one.id for one in ARTICLES[:3]}
        await pilot.press("K", "K")
        assert "This is the first story." in lines(app)[-1]


async def test_pages_of_an_article_as_in_less(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("enter", "space")
        page = app.main.pane.scroll_offset.y
        assert page == app.main.pane.size.height - 1
        await pilot.press("b", "d")
        assert app.main.pane.scroll_offset.y == app.main.pane.size.height // 2
        await pilot.press("ctrl+u", "pagedown", "pageup")
        assert app.main.pane.scroll_offset.y == 0


async def test_hits_are_gone_through_and_found_in_the_article(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"paragraph", "enter")
        assert len(titles(app.main)) == len(ARTICLES)
        await pilot.press("n", "n", "N")
        assert current(app.main) == SECOND
        await pilot.press("g", "enter", "ctrl+f", *"39")
        assert "On 1 line" in lines(app)[-1]
        await pilot.press("enter")
        assert any("Paragraph 39." in line for line in lines(app))
        assert app.main.reading
        await pilot.press("escape")
        assert app.main.reading
        assert app.main.pane.words == ("paragraph",)


async def test_a_term_that_cannot_be_is_said_while_it_is_typed(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"owner:narnia")
        await pilot.pause()
        assert "owner: does not take 'narnia'" in lines(app)[-1]
        await pilot.press(*["backspace"] * 6, *"ind", "tab")
        assert app.main.search_line.line.value == "owner:independent"
        assert len(titles(app.main)) == len(ARTICLES)


async def test_capital_y_copies_headline_outlet_date_and_link(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "Y")
        assert app.clipboard.split("\n")[::2] == [SECOND, ARTICLES[1].url]
        assert app.clipboard.split("\n")[1].startswith("Example Gazette, 21 Nov")


async def test_a_view_a_mute_and_a_command_of_the_settings(newsroom: Newsroom, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    newsroom.settings = Settings(
        default_outlets=False,
        views=(ViewEntry("Trams", "tram", "W"), ViewEntry("Kazakh", "country:kz")),
        mutes=(MuteEntry("elms"), MuteEntry("flour", (NOW - timedelta(days=2)).date())),
        commands=(CommandEntry(f'cat >{taken}; echo "$CAREADER_URL" >>{taken}', "F"),),
    )
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        assert SECOND not in titles(app.main)
        assert FOURTH in titles(app.main)
        assert "1 hidden (M)" in lines(app)[-1]
        await pilot.press("M")
        assert SECOND in titles(app.main)
        await pilot.press("M", "F")
        await pilot.pause()
        assert taken.read_text().startswith(FIRST)
        assert taken.read_text().rstrip().endswith(ARTICLES[0].url)
        await pilot.press("W")
        await pilot.pause()
        assert [title for title in titles(app.main) if "tram" in title] == titles(app.main) != []
        await pilot.press("v", "j", "enter")
        await pilot.pause()
        assert titles(app.main) == [ARTICLES[0].title, ARTICLES[5].title]


async def test_what_was_chosen_holds_for_the_next_start(tmp_path: Path) -> None:
    with open_library(tmp_path) as room:
        room.set_read(ARTICLES[:2], True)
        app = reader(room)
        async with app.run_test(size=WIDE) as pilot:
            assert current(app.main) == THIRD
            await pilot.press("d", "i", "plus", "plus", "enter")
            app.theme = "careader-light"
    with open_library(tmp_path) as room:
        app = reader(room)
        async with app.run_test(size=WIDE) as pilot:
            await pilot.pause()
            assert app.theme == "careader-light"
            assert app.main.story_list.one_line
            assert app.main.pane.measure == 80
            assert "USD/KGS" in lines(app)[0]
            assert current(app.main) == FOURTH


async def test_what_came_since_the_last_visit_stands_above_a_line(tmp_path: Path) -> None:
    with open_library(tmp_path) as room:
        room.chosen = {"left_at": (NOW - timedelta(minutes=30)).isoformat()}
        async with reader(room).run_test(size=WIDE) as pilot:
            app = pilot.app
            shown = [cut for line in lines(app) if (cut := line[:54]) and "new since" in cut]  # type: ignore[arg-type]
            assert len(shown) == 1


async def test_the_days_have_headings(tmp_path: Path) -> None:
    reports = [article(f"Report of day {day}", minutes=60 * 24 * day) for day in range(4)]
    with open_library(tmp_path, reports) as room:
        app = reader(room)
        async with app.run_test(size=WIDE) as pilot:
            headings = [line[:50].strip("─ ▏▂▁") for line in lines(app) if line.startswith(" ─ ")]
            assert headings == ["Yesterday", "Thursday 19 Nov", "Wednesday 18 Nov"]
            await pilot.press("G")
            assert current(app.main) == "Report of day 3"
            await pilot.press("k", "k", "k", "k")
            assert current(app.main) == "Report of day 0"


async def test_a_report_with_a_day_alone_has_no_hour(tmp_path: Path) -> None:
    midnight = NOW.replace(hour=0, minute=0)
    with open_library(tmp_path, [replace(article("A day without an hour"), published=midnight)]) as room:
        app = reader(room)
        async with app.run_test(size=WIDE):
            assert any("21 Nov" in line for line in lines(app))
            assert not any("00:00" in line for line in lines(app))
            assert any(line.rstrip(" ▏").endswith("today") or "today" in line[:54] for line in lines(app))


async def test_what_came_in_the_second_of_leaving_is_new(newsroom: Newsroom) -> None:
    reads = LibraryReads(newsroom)
    left = ARTICLES[1].date  # times are kept in whole seconds
    assert (await reads.view(Query(), None, 20, left)).fresh == 2
    assert (await reads.view(Query(), None, 20, left + timedelta(seconds=1))).fresh == 1
