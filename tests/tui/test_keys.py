"""Each key of the reader, on the real app."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from careader.newsroom import Newsroom
from careader.tui.commands import MAIN, Where
from careader.tui.help import Help, rows
from careader.tui.keymap import DEFAULT
from careader.tui.widgets.panel import Panel
from tests.library import ARTICLES, article
from tests.tui.reading import NARROW, WIDE, current, lines, reader, titles

FIRST, SECOND, THIRD = (article.title for article in ARTICLES[:3])
LAST = ARTICLES[-1].title


@pytest.mark.parametrize(
    ("keys", "ends_on"),
    [
        ("j", SECOND),
        ("down", SECOND),
        ("j j k", SECOND),
        ("j j up", SECOND),
        ("G", LAST),
        ("end", LAST),
        ("G g", FIRST),
        ("end home", FIRST),
        ("k", FIRST),
        ("G j", LAST),
        ("pagedown", LAST),
        ("G pageup", FIRST),
        ("ctrl+f", LAST),
        ("G ctrl+b", FIRST),
        ("n", SECOND),
        ("N", LAST),
        ("m n", SECOND),
        ("j m g n", THIRD),
        ("G n", FIRST),
    ],
)
async def test_the_cursor_moves(newsroom: Newsroom, keys: str, ends_on: str) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*keys.split())
        assert current(app.main) == ends_on


@pytest.mark.parametrize("key", ["enter", "l", "right"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_story_is_opened_read_and_left(newsroom: Newsroom, key: str, size: tuple[int, int]) -> None:
    app = reader(newsroom)
    async with app.run_test(size=size) as pilot:
        await pilot.press("j", key)
        article = app.main.pane.article
        assert article is not None
        assert article.title == SECOND
        assert article.blocks == ARTICLES[1].blocks
        assert newsroom.marks.read_ids() == {ARTICLES[1].id}
        assert app.main.pane.has_focus
        assert app.main.story_list.display or size == NARROW
        assert any("Paragraph 2." in line for line in lines(app))
        await pilot.press("escape")
        assert app.main.story_list.has_focus
        assert current(app.main) == SECOND


@pytest.mark.parametrize("key", ["h", "left", "escape"])
async def test_an_article_is_left_for_the_list(newsroom: Newsroom, key: str) -> None:
    app = reader(newsroom)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("enter", key)
        assert not app.main.reading
        assert any(SECOND in line for line in lines(app))


async def test_in_an_article_the_same_keys_scroll(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("enter", "j", "j", "k")
        assert app.main.pane.scroll_offset.y == 1
        await pilot.press("G")
        assert app.main.pane.at_end
        await pilot.press("pageup")
        assert not app.main.pane.at_end
        await pilot.press("g")
        assert app.main.pane.scroll_offset.y == 0
        assert current(app.main) == FIRST


async def test_space_reads_on_to_the_end_and_then_the_next_unread(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "m", "k", "space")
        assert app.main.reading
        assert current(app.main) == FIRST
        await pilot.press("space")
        assert app.main.pane.scroll_offset.y == app.main.pane.size.height - 1
        await pilot.press("G", "space")
        assert current(app.main) == THIRD
        assert app.main.pane.scroll_offset.y == 0
        assert newsroom.marks.read_ids() == {article.id for article in ARTICLES[:3]}


async def test_m_turns_read_and_unread(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("m")
        assert newsroom.marks.read_ids() == {ARTICLES[0].id}
        assert "●" not in lines(app)[2]
        await pilot.press("m")
        assert newsroom.marks.read_ids() == set()
        assert "●" in lines(app)[2]


async def test_s_stars_and_takes_the_star_off(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("s")
        assert "★" in lines(app)[2]
        [star] = newsroom.stars()
        assert (star.title, star.url, star.outlet) == (FIRST, ARTICLES[0].url, "Example Gazette")
        await pilot.press("s")
        assert newsroom.stars() == []


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("1", {0, 5}),
        ("2", {1, 7}),
        ("3", {2}),
        ("4", {3}),
        ("5", {4, 5}),
        ("6", {6}),
        ("1 2", {0, 1, 5, 7}),
        ("1 2 1", {1, 7}),
        ("1 0", set(range(8))),
        ("m u", set(range(1, 8))),
        ("m u u", set(range(8))),
        ("j s asterisk", {1}),
        ("j s asterisk asterisk", set(range(8))),
        ("m 1 u", {5}),
        ("1 escape", set(range(8))),
    ],
)
async def test_filters(newsroom: Newsroom, keys: str, shown: set[int]) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*keys.split())
        assert titles(app.main) == [ARTICLES[number].title for number in sorted(shown)]


async def test_each_place_shows_its_count(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        assert lines(app)[1].split("   ")[:7] == [
            " 0 All 8", "1 KZ 2", "2 KG 2", "3 TJ 1", "4 TM 1", "5 UZ 2", "6 Region 1",
        ]  # fmt: skip
        await pilot.press("m", "u")
        assert "0 All 7   1 KZ 1" in lines(app)[1]
        assert "unread only" in lines(app)[1]


async def test_an_emptied_list_says_why_and_how_to_undo_it(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("3", "m", "u", "u", "u")
        assert titles(app.main) == []
        said = " ".join(" ".join(line.split("▏")[0].strip() for line in lines(app)[2:8]).split())
        assert said.startswith("No unread stories about Tajikistan. 0 shows all countries, u shows read ones too.")


async def test_a_story_just_read_stays_until_the_filter_changes(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("u", "enter", "escape", "j", "enter", "escape")
        assert titles(app.main)[:2] == [FIRST, SECOND]
        await pilot.press("1", "0")
        assert titles(app.main)[0] == THIRD


async def test_search_follows_what_is_typed_in_any_case(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"ОШЕ")
        assert titles(app.main) == [LAST]
        await pilot.press("enter")
        assert app.main.story_list.has_focus
        assert "ОШЕ" in lines(app)[1]
        await pilot.press("slash")
        assert app.main.search_line.line.value == "ОШЕ"
        await pilot.press("escape")
        assert len(titles(app.main)) == len(ARTICLES)
        await pilot.press("slash", *"zzz", "enter")
        assert titles(app.main) == []
        await pilot.press("escape")
        assert len(titles(app.main)) == len(ARTICLES)


async def test_o_opens_the_page_in_the_browser(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\necho "$1" >{opened}\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    monkeypatch.setattr("webbrowser._tryorder", None)
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "o")
        await app.workers.wait_for_complete()
        assert opened.read_text().strip() == ARTICLES[1].url


async def test_y_copies_the_link(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "y")
        assert app.clipboard == ARTICLES[1].url
        assert ARTICLES[1].url in lines(app)[-1]


async def test_z_gives_the_article_the_whole_width(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("z")
        assert app.main.pane.region.width == WIDE[0]
        await pilot.press("z")
        assert app.main.pane.region.width < WIDE[0]
        await pilot.press("z", "escape", "escape")
        assert app.main.story_list.has_focus
        assert app.main.story_list.display


async def test_d_shows_one_line_a_story(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert [FIRST[:20] in lines(app)[2], SECOND[:20] in lines(app)[3]] == [True, True]
        await pilot.press("d")
        assert SECOND[:20] not in lines(app)[3]


async def test_without_an_outlet_the_status_line_says_so(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("r")
        await app.background.done()
        await pilot.pause()
        assert "No outlet is switched on" in lines(app)[-1] or "Fetching" in lines(app)[-1]


@pytest.mark.parametrize("keys", ["question_mark", "f1", "comma"])
async def test_the_help_opens_and_closes(newsroom: Newsroom, keys: str) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        for close in ("escape", "q", keys):
            await pilot.press(keys)
            assert isinstance(app.screen, Panel)
            assert any("Keys" in line for line in lines(app))
            await pilot.press("j", close)
            assert app.screen_stack[-1] is app.main


async def test_dollar_shows_the_rates_with_bank_and_date(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("dollar_sign")
        [row] = [line for line in lines(app) if "KZT/USD" in line and "NBK" in line]
        assert "20 Nov" in row
        await pilot.press("escape")
        assert app.screen_stack[-1] is app.main


async def test_the_palette_runs_commands(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+p", *"starred only")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.main.state.query.starred


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_q_leaves_and_escape_does_not(newsroom: Newsroom, key: str) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("escape", "escape", "escape")
        assert app.is_running
        assert app.screen_stack[-1] is app.main
        await pilot.press(key)
    assert not app.is_running


@pytest.mark.parametrize(("keys", "part"), [("", Where.LIST), ("enter", Where.ARTICLE)])
async def test_the_table_of_commands_gives_exactly_the_live_bindings(
    newsroom: Newsroom, keys: str, part: Where
) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*keys.split())
        live = {
            (bound.binding.key, bound.binding.action) for bound in app.main.active_bindings.values() if bound.enabled
        }
    parts = (part, Where.MAIN, Where.ANYWHERE)
    table = {(key, command.action) for command in DEFAULT.of(*parts) for key in DEFAULT.keys_of(command)}
    assert live == table


def test_the_help_has_a_line_for_each_command() -> None:
    text = Help(DEFAULT.of(*MAIN)).written(1).plain.split("\n")
    for shown, title, _ in rows(DEFAULT.of(*MAIN)):
        assert any(line.strip().startswith(shown) and line.endswith(f" {title}") for line in text), title


async def test_refresh_keeps_the_cursor_on_its_story(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("j", "j", "j")
        held, line = current(app.main), lines(app).index(next(row for row in lines(app) if "flour" in row))
        ages = [*range(-30, 0), *range(500, 530)]
        newsroom.articles.put([article(f"An item of another age, {age}", minutes=age) for age in ages])
        app.main.look_again()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert current(app.main) == held
        assert "flour" in lines(app)[line]
        assert len(titles(app.main)) == len(ARTICLES) + 60


async def test_a_click_puts_the_cursor_and_a_second_one_opens(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.click("#list", offset=(10, 3))
        assert current(app.main) == SECOND
        assert not app.main.reading
        await pilot.click("#list", offset=(10, 3))
        assert app.main.reading


async def test_a_click_on_the_marks_and_places_toggles_them(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.click("#list", offset=(1, 0))
        assert newsroom.marks.read_ids() == {ARTICLES[0].id}
        width = app.main.story_list.size.width
        await pilot.click("#list", offset=(width - 3, 0))
        assert newsroom.marks.starred_ids() == {ARTICLES[0].id}
        await pilot.click("#filter", offset=(lines(app)[1].index("2 KG"), 0))
        assert app.main.state.query.places == {"kg"}


async def test_a_library_that_breaks_is_said_and_the_screen_stays(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        with sqlite3.connect(newsroom.paths.data / "articles.sqlite3") as other:
            other.execute("DROP TABLE entry")
            other.execute("ALTER TABLE article RENAME TO gone")
        other.close()
        for key in ("j", "enter", "t", "w", "1"):
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert app.is_running
        assert "no such table" in lines(app)[-1]
