"""The story view and each of its keys, on the real app."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static

from careader.model import Article, Ownership
from careader.newsroom import Newsroom
from careader.newsroom.events import StoriesChanged
from careader.tui.app import CareaderApp
from careader.tui.commands import STORY as STORY_PARTS
from careader.tui.commands import Where
from careader.tui.help import Help, rows
from careader.tui.keymap import DEFAULT
from careader.tui.messages import News
from careader.tui.screens.comparison import ComparisonScreen
from careader.tui.screens.story import StoryScreen
from careader.tui.widgets.panel import Panel
from tests.library import ARTICLES, open_library
from tests.telling import EXILE, INDEPENDENT, RELATED, STATE, STORY
from tests.tui.reading import NARROW, WIDE, lines, reader

OPEN = ("g", "j", "j", "j", "t")
"""The keys that open the story from the top of the list."""


@pytest.fixture
def telling(tmp_path: Path) -> Iterator[Newsroom]:
    """A newsroom with one story of three outlets, one that is related to it, and others."""
    with open_library(tmp_path, (*STORY, RELATED, *ARTICLES[:2], ARTICLES[3])) as room:
        yield room


async def press(app: CareaderApp, pilot: Pilot[None], *keys: str) -> StoryScreen:
    """Press keys, let what they start end, and give the story view."""
    for key in keys:
        await pilot.press(key)
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert isinstance(app.screen, StoryScreen)
    return app.screen


async def press_nothing(app: CareaderApp, pilot: Pilot[None]) -> None:
    """Let what goes on end."""
    await app.workers.wait_for_complete()
    await pilot.pause()


def under_cursor(screen: StoryScreen) -> str:
    article = screen.article
    return article.id if article else ""


def panel_text(app: CareaderApp) -> str:
    """Give the words of the panel that is open, on one line."""
    panel = app.screen_stack[-1]
    assert isinstance(panel, Panel)
    text = panel.words if isinstance(panel.words, Content) else panel.words.written(1)
    return " ".join(text.plain.split())


@pytest.mark.parametrize("key", ["t", "tab"])
async def test_the_story_shows_its_outlets_side_by_side(telling: Newsroom, key: str) -> None:
    app = reader(telling)
    async with app.run_test(size=WIDE) as pilot:
        await press(app, pilot, *OPEN[:-1], key)
        shown = lines(app)
        assert [line.split()[0] for line in shown if line.startswith(" ") and line[1:2].isalpha()] == [
            "State", "Independent", "Exile", "International", "Related",
        ]  # fmt: skip
        [state] = [line for line in shown if "River Agency" in line]
        assert all(part in state for part in ("21 Nov", " en ", " first ", STATE.title))
        [exile] = [line for line in shown if "Mountain Paper" in line]
        assert "+3 h" in exile
        assert any("No international outlet has it." in line for line in shown)
        assert any(RELATED.title in line for line in shown)


@pytest.mark.parametrize("size", [(40, 20), NARROW, (200, 50)])
async def test_the_story_fits_every_width(telling: Newsroom, size: tuple[int, int]) -> None:
    app = reader(telling)
    async with app.run_test(size=size) as pilot:
        await press(app, pilot, *OPEN)
        assert any("River Agency" in line for line in lines(app))
        assert all(len(line) <= size[0] for line in lines(app))


@pytest.mark.parametrize(
    ("keys", "ends_on"),
    [
        ("", STATE),
        ("j", INDEPENDENT),
        ("down down", EXILE),
        ("j j j", RELATED),
        ("j j j j", RELATED),
        ("j k", STATE),
        ("G", RELATED),
        ("end g", STATE),
        ("pagedown", RELATED),
        ("G pageup", STATE),
        ("right_square_bracket", INDEPENDENT),
        ("left_square_bracket", EXILE),
    ],
)
async def test_the_cursor_moves_over_articles_and_related_stories(
    telling: Newsroom, keys: str, ends_on: object
) -> None:
    app = reader(telling)
    async with app.run_test(size=WIDE) as pilot:
        screen = await press(app, pilot, *OPEN, "g", *keys.split())
        assert under_cursor(screen) == getattr(ends_on, "id", "")


@pytest.mark.parametrize("key", ["enter", "space"])
async def test_an_article_is_read_and_the_others_are_stepped_through(telling: Newsroom, key: str) -> None:
    app = reader(telling)
    async with app.run_test(size=NARROW) as pilot:
        screen = await press(app, pilot, *OPEN, "g", key)
        assert any("Dushanbe says the third unit" in line for line in lines(app))
        assert telling.marks.read_ids() == {article.id for article in STORY}
        await press(app, pilot, "right_square_bracket")
        assert any("Uzbekistan has asked" in line for line in lines(app))
        await press(app, pilot, "right_square_bracket", "right_square_bracket")
        assert under_cursor(screen) == STATE.id
        await press(app, pilot, "left_square_bracket", "escape")
        assert not screen.reading
        assert under_cursor(screen) == EXILE.id
        await pilot.press("escape")
        assert app.screen is app.main
        await pilot.pause()
        row = app.main.story_list.row
        assert row is not None
        assert row.read
        assert set(telling.articles.members(row.id)) == {article.id for article in STORY}


async def test_enter_on_a_related_story_shows_that_one(telling: Newsroom) -> None:
    app = reader(telling)
    async with app.run_test(size=WIDE) as pilot:
        screen = await press(app, pilot, *OPEN, "G", "enter")
        assert screen.story.lead.id == RELATED.id
        await pilot.press("escape")
        assert app.screen is app.main


@pytest.mark.parametrize("key", ["escape", "h", "t", "q"])
async def test_the_story_is_left_for_the_list(telling: Newsroom, key: str) -> None:
    app = reader(telling)
    async with app.run_test(size=WIDE) as pilot:
        await press(app, pilot, *OPEN)
        await pilot.press(key)
        assert app.screen is app.main
        assert app.main.story_list.has_focus


async def test_a_star_stays_with_its_article_and_shows_on_the_story(telling: Newsroom) -> None:
    app = reader(telling)
    async with app.run_test(size=WIDE) as pilot:
        await press(app, pilot, *OPEN, "g", "j", "s")
        assert telling.marks.starred_ids() == {INDEPENDENT.id}
        [row] = [line for line in lines(app) if "Example Gazette" in line]
        assert row.endswith("★")
        await pilot.press("escape")
        await press_nothing(app, pilot)
        listed = app.main.story_list.row
        assert listed is not None
        assert listed.starred
        await press(app, pilot, "t", "g", "j", "s")
        assert telling.stars() == []


async def test_links_are_those_of_the_article_under_the_cursor(telling: Newsroom) -> None:
    app = reader(telling)
    async with app.run_test(size=WIDE) as pilot:
        await press(app, pilot, *OPEN, "g", "j", "y")
        assert app.clipboard == INDEPENDENT.url
        await press(app, pilot, "enter", "right_square_bracket", "y")
        assert app.clipboard == EXILE.url


async def test_a_click_puts_the_cursor_and_a_second_one_reads(telling: Newsroom) -> None:
    app = reader(telling)
    async with app.run_test(size=WIDE) as pilot:
        screen = await press(app, pilot, *OPEN)
        row = next(number for number, line in enumerate(lines(app)) if "Mountain Paper" in line)
        await pilot.click(offset=(40, row))
        assert under_cursor(screen) == EXILE.id
        await pilot.click(offset=(40, row))
        assert screen.reading


async def test_the_story_view_follows_a_refresh(telling: Newsroom) -> None:
    app = reader(telling)
    async with app.run_test(size=WIDE) as pilot:
        screen = await press(app, pilot, *OPEN, "g", "j")
        telling.articles.set_stories({EXILE.id: f"s{EXILE.id}"})
        app.screen.post_message(News(StoriesChanged(1)))
        await pilot.pause()
        await press(app, pilot)
        await pilot.pause()
        assert {article.id for article in screen.story.articles} == {STATE.id, INDEPENDENT.id}
        assert under_cursor(screen) == INDEPENDENT.id
        await app.workers.wait_for_complete()


async def test_sides_that_are_followed_and_silent_are_counted(telling: Newsroom, tmp_path: Path) -> None:
    telling.settings = type(telling.settings)(default_outlets=True)
    app = reader(telling)
    count = sum(outlet.enabled and outlet.ownership is Ownership.INTERNATIONAL for outlet in telling.outlets())
    async with app.run_test(size=WIDE) as pilot:
        await press(app, pilot, *OPEN)
        assert any(f"No international outlet of the {count} you follow has it." in line for line in lines(app))


async def test_the_help_of_the_story_view_lists_its_live_keys(telling: Newsroom) -> None:
    app = reader(telling)
    async with app.run_test(size=WIDE) as pilot:
        screen = await press(app, pilot, *OPEN)
        live = {key for key, _ in screen._bindings}
        commands = DEFAULT.of(Where.STORY)
        assert live == {key for command in commands for key in DEFAULT.keys_of(command)}
        text = Help(DEFAULT.of(*STORY_PARTS)).written(1).plain
        assert all(title in text and shown in text for shown, title, _ in rows(DEFAULT.of(*STORY_PARTS)))
        await pilot.press("question_mark")
        assert panel_text(app).startswith("In an article")
        await pilot.press("escape")
        assert app.screen_stack[-1] is screen


async def test_the_command_palette_does_what_the_story_view_does(telling: Newsroom) -> None:
    app = reader(telling)
    async with app.run_test(size=WIDE) as pilot:
        screen = await press(app, pilot, *OPEN, "g")
        await pilot.press("ctrl+p", *"next outlet", "enter", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen is screen
        assert under_cursor(screen) == INDEPENDENT.id


async def test_t_on_an_empty_list_says_so(tmp_path: Path) -> None:
    with open_library(tmp_path, ()) as room:
        app = reader(room)
        async with app.run_test(size=WIDE) as pilot:
            await pilot.press("t")
            assert app.screen is app.main
            assert "There is no story here." in lines(app)[-1]


async def test_w_says_why_an_article_is_in_its_story(telling: Newsroom) -> None:
    app = reader(telling)
    async with app.run_test(size=WIDE) as pilot:
        await press(app, pilot, *OPEN, "g", "j")
        await pilot.press("w")
        said = panel_text(app)
        assert said.startswith(f"{INDEPENDENT.title} Example Gazette In one story with")
        assert "Both say: " in said
        assert "1,100" in said
        assert "alike;" in said
        assert said.index(STATE.title) < said.index("Not in one story with") < said.index(RELATED.title)
        await pilot.press("w")
        assert isinstance(app.screen, StoryScreen)


async def test_w_says_why_a_related_story_is_apart(telling: Newsroom) -> None:
    app = reader(telling)
    async with app.run_test(size=WIDE) as pilot:
        await press(app, pilot, *OPEN, "G")
        await pilot.press("w")
        said = panel_text(app)
        assert all(article.title in said for article in (*STORY, RELATED))
        assert "alike;" in said


async def test_w_in_the_list_explains_the_story_under_the_cursor(telling: Newsroom) -> None:
    app = reader(telling)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*OPEN[:-1], "w")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "In one story with" in panel_text(app)
        await pilot.press("escape", "k", "w")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Not in one story with" in panel_text(app)
        await pilot.press("escape", "g", "w")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert panel_text(app).endswith("Only one outlet tells this story, and no other story is like it.")


def members(screen: StoryScreen) -> set[str]:
    return {article.id for article in screen.story.articles}


@pytest.mark.parametrize(("steps", "out"), list(enumerate(STORY)))
async def test_minus_takes_an_article_out_and_plus_puts_it_back(telling: Newsroom, steps: int, out: Article) -> None:
    app = reader(telling)
    ids = {article.id for article in STORY}
    async with app.run_test(size=WIDE) as pilot:
        screen = await press(app, pilot, *OPEN, "g", *["j"] * steps, "minus")
        assert members(screen) == ids - {out.id}
        assert under_cursor(screen) == out.id
        assert "Taken out. + puts it back." in lines(app)[-1]
        assert any("kept apart by you" in line for line in lines(app))
        await pilot.press("w")
        assert "You took them apart." in panel_text(app)
        await press(app, pilot, "escape", "plus")
        assert members(screen) == ids
        assert under_cursor(screen) == out.id


async def test_plus_joins_a_related_story_and_minus_parts_them(telling: Newsroom) -> None:
    app = reader(telling)
    ids = {article.id for article in STORY}
    async with app.run_test(size=WIDE) as pilot:
        screen = await press(app, pilot, *OPEN, "G", "plus")
        assert members(screen) == ids | {RELATED.id}
        assert under_cursor(screen) == RELATED.id
        await pilot.press("w")
        assert "You joined them." in panel_text(app)
        await press(app, pilot, "escape", "minus")
        assert members(screen) == ids
        assert not any("kept apart by you" in line for line in lines(app))
        await press(app, pilot, "plus")
        await pilot.press("escape")
        await press_nothing(app, pilot)
        row = app.main.story_list.row
        assert row is not None
        assert set(telling.articles.members(row.id)) == ids | {RELATED.id}


async def test_an_article_that_is_read_can_be_taken_out(telling: Newsroom) -> None:
    app = reader(telling)
    async with app.run_test(size=WIDE) as pilot:
        screen = await press(app, pilot, *OPEN, "g", "enter", "right_square_bracket", "minus")
        assert members(screen) == {STATE.id, EXILE.id}
        assert not screen.reading
        assert under_cursor(screen) == INDEPENDENT.id


async def test_keys_that_do_not_fit_say_what_does(telling: Newsroom) -> None:
    app = reader(telling)
    async with app.run_test(size=WIDE) as pilot:
        await press(app, pilot, *OPEN, "g", "plus")
        assert "+ joins a related story" in lines(app)[-1]
        await press(app, pilot, "G", "minus")
        assert "This story is not in it." in lines(app)[-1]
        await press(app, pilot, "enter", "g", "minus")
        assert "It is the only article here." in lines(app)[-1]
        await press(app, pilot, "right_square_bracket")
        assert "Only one outlet tells this story." in lines(app)[-1]


async def test_a_later_article_leaves_a_read_story_read_and_is_counted(telling: Newsroom) -> None:
    telling.set_read([STATE, INDEPENDENT], True)
    app = reader(telling)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*OPEN[:-1])
        row = app.main.story_list.row
        assert row is not None
        assert row.read
        assert any("+1 new" in line for line in lines(app))
        await pilot.press("enter", "escape")
        assert telling.marks.read_ids() == {article.id for article in STORY}
        assert not any("+1 new" in line for line in lines(app))


@pytest.mark.parametrize("density", ["", "d"])
async def test_the_capital_u_shows_the_stories_that_say_that_something_is_new(tmp_path: Path, density: str) -> None:
    with open_library(tmp_path, (*STORY, *ARTICLES[:2])) as room:
        room.set_read([STATE, INDEPENDENT, ARTICLES[0]], True)
        app = reader(room)
        async with app.run_test(size=WIDE) as pilot:
            await pilot.press("U", *density)
            await pilot.pause()
            [row] = app.main.story_list.stories
            assert set(room.articles.members(row.id)) == {article.id for article in STORY}
            assert any("+1 new" in line for line in lines(app))
            assert any("updated only" in line for line in lines(app))
            await pilot.press("enter", "escape", "U", "U")
            assert app.main.story_list.stories == []
            assert "U shows those" in " ".join(lines(app))


async def test_enter_on_a_read_story_opens_the_new_report_and_marks_that_alone(telling: Newsroom) -> None:
    telling.set_read([STATE], True)
    app = reader(telling)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*OPEN[:-1], "enter")
        assert app.main.pane.article is not None
        assert app.main.pane.article.id == EXILE.id
        assert telling.marks.read_ids() == {STATE.id, EXILE.id}
        assert any("This report has come since you read the story." in line for line in lines(app))
        await pilot.press("escape", "g", "m", "j", "m", "j", "m", "g", "n")
        assert any("+1 new" in line for line in lines(app))
        row = app.main.story_list.row
        assert row is not None
        assert row.joined == 1


def bold(screen: ComparisonScreen, side: str) -> list[str]:
    """Give what is in bold on a side, but for the headline."""
    content = screen.query_one(side, Static).visual
    assert isinstance(content, Content)
    return [content.plain[span.start : span.end] for span in content.spans if span.style == "bold"]


@pytest.mark.parametrize("keys", ["j v", "j enter v"])
async def test_v_shows_two_versions_with_what_only_one_says_in_bold(telling: Newsroom, keys: str) -> None:
    app = reader(telling)
    async with app.run_test(size=WIDE) as pilot:
        story = await press(app, pilot, *OPEN, "g", *keys.split()[:-1])
        await pilot.press("v")
        await pilot.pause()
        screen = app.screen_stack[-1]
        assert isinstance(screen, ComparisonScreen)
        assert [screen.one.id, screen.other.id] == [INDEPENDENT.id, STATE.id]
        assert "Uzbekistan has asked for figures on the flow of the Vakhsh in spring." in bold(screen, "#left")
        assert bold(screen, "#right")[-1] == "A loan of 350 million dollars pays for it."
        assert not any("third unit" in text for text in bold(screen, "#right"))
        await pilot.press("right_square_bracket")
        assert screen.other.id == EXILE.id
        assert "Several say that they were paid less than was promised." in bold(screen, "#right")
        await pilot.press("left_square_bracket")
        assert screen.other.id == STATE.id
        await pilot.press("v")
        assert app.screen_stack[-1] is story


@pytest.mark.parametrize(("size", "beside"), [((50, 20), False), (NARROW, True), ((200, 50), True)])
async def test_two_versions_stand_beside_each_other_where_there_is_room(
    telling: Newsroom, size: tuple[int, int], beside: bool
) -> None:
    app = reader(telling)
    async with app.run_test(size=size) as pilot:
        await press(app, pilot, *OPEN, "g")
        await pilot.press("v")
        await pilot.pause()
        left, right = (app.screen_stack[-1].query_one(side).region for side in ("#left", "#right"))
        assert (left.y == right.y) is beside
        assert all(len(line) <= size[0] for line in lines(app))


async def test_a_related_story_is_compared_too_and_the_versions_scroll(telling: Newsroom) -> None:
    app = reader(telling)
    async with app.run_test(size=(60, 10)) as pilot:
        await press(app, pilot, *OPEN, "G")
        await pilot.press("v")
        await pilot.pause()
        screen = app.screen_stack[-1]
        assert isinstance(screen, ComparisonScreen)
        assert screen.other.id == RELATED.id
        await pilot.press("j", "j", "k")
        assert screen.body.scroll_y == 1
        await pilot.press("G")
        assert screen.body.scroll_y == screen.body.max_scroll_y > 1
        await pilot.press("g", "space")
        assert screen.body.scroll_y > 1
        await pilot.press("right_square_bracket")
        assert "There are only these two." in lines(app)[-1]
        commands = DEFAULT.of(Where.VERSIONS)
        assert {key for key, _ in screen._bindings} == {k for command in commands for k in DEFAULT.keys_of(command)}
        await pilot.press("question_mark")
        assert "Next outlet on the right" in panel_text(app)
        await pilot.press("escape", "escape")
        assert isinstance(app.screen_stack[-1], StoryScreen)


async def test_between_languages_the_comparison_says_how_far_it_goes(tmp_path: Path) -> None:
    russian = replace(STATE, id="russian", language="ru", outlet="Образец")
    with open_library(tmp_path, (STATE, russian)) as room:
        app = reader(room)
        async with app.run_test(size=WIDE) as pilot:
            await press(app, pilot, "t")
            await pilot.press("v")
            await pilot.pause()
            assert "as far as names and figures tell" in lines(app)[-1]


async def test_what_joins_a_story_while_it_is_read_is_not_taken_as_read(tmp_path: Path) -> None:
    with open_library(tmp_path, (STATE, EXILE)) as room:
        app = reader(room)
        async with app.run_test(size=WIDE) as pilot:
            screen = await press(app, pilot, "t", "g", "enter")
            room.articles.put([INDEPENDENT])
            room.regroup()
            app.screen.post_message(News(StoriesChanged(1)))
            await pilot.pause()
            await press_nothing(app, pilot)
            assert members(screen) == {article.id for article in STORY}
            assert screen.reading
            assert under_cursor(screen) == STATE.id
            assert room.marks.read_ids() == {STATE.id, EXILE.id}
            await press(app, pilot, "s")
            assert room.marks.starred_ids() == {STATE.id}
            assert INDEPENDENT.id not in room.marks.read_ids()
