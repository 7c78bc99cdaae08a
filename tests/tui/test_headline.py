"""The headline of a story does not change under the cursor."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from careader.newsroom import Newsroom
from tests.library import ARTICLES, open_library
from tests.telling import EXILE, INDEPENDENT, STATE
from tests.tui.reading import WIDE, current, lines, reader, titles


def arrive(room: Newsroom) -> None:
    """Let the article come in that stands for the story from then on: it is the earliest."""
    room.articles.put([STATE])
    room.regroup()


async def test_a_headline_stays_while_the_cursor_is_on_it(tmp_path: Path) -> None:
    with open_library(tmp_path, (INDEPENDENT, EXILE, *ARTICLES[:2])) as room:
        app = reader(room)
        async with app.run_test(size=WIDE) as pilot:
            await pilot.press("G")
            assert current(app.main) == INDEPENDENT.title
            arrive(room)
            app.main.look_again()
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert current(app.main) == INDEPENDENT.title
            assert "+2" in " ".join(lines(app))
            await pilot.press("s", "m")
            assert current(app.main) == INDEPENDENT.title
            assert room.marks.starred_ids() == {INDEPENDENT.id}
            await pilot.press("k")
            assert titles(app.main)[-1] == STATE.title
            assert app.main.story_list.stories[-1].starred
            await pilot.press("j")
            assert current(app.main) == STATE.title


async def test_a_refresh_leaves_the_article_that_is_read(tmp_path: Path) -> None:
    with open_library(tmp_path, (INDEPENDENT, EXILE, *ARTICLES[:2])) as room:
        app = reader(room)
        async with app.run_test(size=WIDE) as pilot:
            await pilot.press("G", "enter", "right_square_bracket")
            arrive(room)
            app.main.look_again()
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert app.main.pane.article is not None
            assert app.main.pane.article.id == EXILE.id


async def test_another_filter_shows_the_headline_of_the_settings(tmp_path: Path) -> None:
    with open_library(tmp_path, (INDEPENDENT, EXILE, *ARTICLES[:2])) as room:
        app = reader(room)
        async with app.run_test(size=WIDE) as pilot:
            await pilot.press("G")
            arrive(room)
            app.main.look_again()
            await app.workers.wait_for_complete()
            await pilot.pause()
            await pilot.press("m", "1", "3")
            assert STATE.title in titles(app.main)


async def test_the_headlines_an_article_had_before_are_shown_with_it(tmp_path: Path) -> None:
    with open_library(tmp_path, (STATE, *ARTICLES[:1])) as room:
        room.articles.put([replace(STATE, title="Rogun reaches 1,100 metres")])
        app = reader(room)
        async with app.run_test(size=WIDE) as pilot:
            await pilot.press("G", "enter")
            assert any(f"Headline was: {STATE.title[:40]}" in line for line in lines(app))
            await pilot.press("m")
            assert any("Headline was: " in line for line in lines(app))
