"""Choosing what is listed: the line of filters, the picker, the palette, what is remembered, and the evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest

from careader.model import Article, Story
from careader.newsroom import PLACES, Newsroom, Query
from careader.newsroom.evidence import PlaceEvidence
from careader.newsroom.sampling import SampleNewsroom
from careader.settings import Settings
from careader.tui.app import make_app
from careader.tui.explain import evidence_words
from careader.tui.screens.place_picker import PlacePicker
from careader.tui.widgets.country_filter import CountryFilter, empty_words, words_of
from careader.tui.widgets.panel import Panel
from tests.library import ARTICLES, NOW, article, open_library
from tests.tui.reading import NARROW, WIDE, lines, reader, titles

KZ, KG, TJ, TM, UZ, BOTH, REGION, RU = (article.title for article in ARTICLES)


# The words.


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (Query(), ""),
        (Query(frozenset({"kz"})), "Kazakhstan"),
        (Query(frozenset({"uz", "kz"})), "Kazakhstan or Uzbekistan"),
        (
            Query(frozenset({"region", "kg", "tj"}), unread=True),
            "Kyrgyzstan, Tajikistan or the region as a whole, unread only",
        ),
        (Query(starred=True), "starred only"),
        (Query(unread=True, starred=True), "unread and starred only"),
        (Query(frozenset({"tm"}), starred=True, search="gas"), "Turkmenistan, starred only, with “gas”"),
        (Query(search="dam"), "with “dam”"),
    ],
)
def test_a_query_in_words(query: Query, words: str) -> None:
    assert words_of(query) == words


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (
            Query(frozenset({"tj"}), unread=True),
            "No unread stories about Tajikistan. 0 shows all countries, u shows read ones too.",
        ),
        (Query(starred=True), "No starred stories. * shows those without a star too."),
        (
            Query(frozenset({"kz", "kg", "region"})),
            "No stories about Kazakhstan, Kyrgyzstan or the region as a whole. 0 shows all countries.",
        ),
        (
            Query(unread=True, search="dam water"),
            "No unread stories with “dam water”. u shows read ones too, Esc ends the search.",
        ),
    ],
)
def test_an_empty_list_in_words(query: Query, words: str) -> None:
    assert empty_words(query) == words


@pytest.mark.parametrize(
    ("places", "unread", "starred", "search"),
    list(product([(), ("kg",), ("kz", "uz"), ("tj", "tm", "region"), PLACES], [False, True], [False, True], ["", "x"])),
)
def test_an_empty_list_names_every_filter_and_only_the_keys_that_undo_one(
    places: tuple[str, ...], unread: bool, starred: bool, search: str
) -> None:
    said = empty_words(Query(frozenset(places), unread, starred, search))
    filters, undo = said.split(".", 1)
    assert filters.startswith("No ")
    assert "  " not in said
    assert said.endswith(".")
    for words, key, on in (
        ("about ", "0 shows", places),
        ("unread ", "u shows", unread),
        ("starred ", "* shows", starred),
        ("“x”", "Esc ends", search),
    ):
        assert (words in filters, key in undo) == (bool(on), bool(on))


# The line.


@pytest.mark.parametrize("size", [(200, 50), WIDE, NARROW, (60, 20)])
async def test_the_filter_stands_in_words_on_every_width(newsroom: Newsroom, size: tuple[int, int]) -> None:
    app = reader(newsroom)
    async with app.run_test(size=size) as pilot:
        assert app.main.query_one(CountryFilter).size.height == 1
        await pilot.press("1", "2", "u")
        await pilot.pause()
        in_words = re.compile("(Kazakhstan or Kyrgyzstan|KZ or KG), unread only")
        assert any(in_words.search(line) for line in lines(app)[1:3])
        await pilot.press("0", "u")
        await pilot.pause()
        assert app.main.query_one(CountryFilter).size.height == 1


async def test_codes_stand_for_names_where_there_is_no_room(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("1", "2", "3", "4", "5", "6", "u")
        await pilot.pause()
        assert lines(app)[2].strip() == "KZ, KG, TJ, TM, UZ or region, unread only"


@pytest.mark.parametrize("size", [NARROW, (45, 20)])
async def test_a_place_is_clicked_on_its_first_and_last_column_and_nowhere_else(
    newsroom: Newsroom, size: tuple[int, int]
) -> None:
    app = reader(newsroom)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        cells = {
            found[1]: found.span() for found in re.finditer(r"\d ([A-Z]{2}|Reg(?:ion)?)( \d(?! [A-Z]))?", lines(app)[1])
        }
        assert len(cells) == len(PLACES)
        for place, (start, end) in zip(PLACES, cells.values(), strict=True):
            for column, chosen in ((start - 1, False), (start, True), (end, True), (end - 1, False)):
                await pilot.click("#filter", offset=(column, 0))
                assert (place in app.main.state.query.places) == chosen, (place, column)


async def test_all_is_clicked_and_the_words_below_are_not(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("1", "2", "3", "4", "5", "u")
        await pilot.pause()
        chosen = app.main.state.query.places
        for column in range(0, 60, 5):
            await pilot.click("#filter", offset=(column, 1))
        assert app.main.state.query.places == chosen
        await pilot.click("#filter", offset=(2, 0))
        assert app.main.state.query == Query(unread=True)


async def test_the_only_place_pressed_again_shows_all(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        for key in "123456":
            await pilot.press(key)
            assert len(titles(app.main)) < len(ARTICLES)
            await pilot.press(key)
            assert len(titles(app.main)) == len(ARTICLES)


async def test_counts_follow_the_other_filters_and_each_mark(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("u", "m")
        assert KZ in titles(app.main)
        assert "0 All 7   1 KZ 1   2 KG 2" in lines(app)[1]
        await pilot.press("m")
        assert "0 All 8   1 KZ 2   2 KG 2" in lines(app)[1]
        await pilot.press("u", "s", "asterisk")
        assert "0 All 1   1 KZ 1   2 KG 0" in lines(app)[1]
        await pilot.press("asterisk", "slash", *"open", "enter")
        assert titles(app.main) == [KZ]
        assert "0 All 1   1 KZ 1   2 KG 0" in lines(app)[1]
        await pilot.press("2")
        assert titles(app.main) == []
        assert "0 All 1   1 KZ 1   2 KG 0" in lines(app)[1]


async def test_escape_is_offered_while_a_filter_is_on_and_ends_it(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        assert "Esc back" not in lines(app)[-1]
        await pilot.press("3")
        assert "Esc back" in lines(app)[-1]
        await pilot.press("escape")
        assert "Esc back" not in lines(app)[-1]
        assert len(titles(app.main)) == len(ARTICLES)


# The picker.


async def test_the_picker_names_the_places_with_keys_and_counts(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("m", "u", "c")
        rows = [line.split("[ ]")[1].split() for line in lines(app) if "[ ]" in line]
        assert rows == [
            ["1", "Kazakhstan", "1"],
            ["2", "Kyrgyzstan", "2"],
            ["3", "Tajikistan", "1"],
            ["4", "Turkmenistan", "1"],
            ["5", "Uzbekistan", "2"],
            ["6", "The", "region", "as", "a", "whole", "1"],
        ]
        assert any("Counted: unread only" in line for line in lines(app))


@pytest.mark.parametrize(
    ("keys", "places"),
    [
        ("space", {"kz"}),
        ("down down space k space", {"tj", "kg"}),
        ("space space", set()),
        ("G space", {"region"}),
        ("G j g k space", {"kz"}),
        ("4 1", {"tm", "kz"}),
    ],
)
async def test_the_list_behind_the_picker_follows_at_once(newsroom: Newsroom, keys: str, places: set[str]) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("c", *keys.split())
        assert isinstance(app.screen, PlacePicker)
        assert app.main.state.query.places == places
        assert titles(app.main) == [a.title for a in ARTICLES if not places or _is_about(a.title, places)]
        assert sum("[x]" in line for line in lines(app)) == len(places)
        await pilot.press("escape")
        assert app.screen_stack[-1] is app.main
        assert app.main.state.query.places == places
        assert app.main.story_list.has_focus


async def test_enter_shows_only_the_place_under_the_cursor(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("1", "2", "c", "j", "j", "enter")
        await pilot.pause()
        assert app.screen is app.main
        assert titles(app.main) == [TJ]


async def test_the_picker_opens_on_what_is_chosen(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("4", "c", "space")
        assert app.main.state.query.places == set()


async def test_a_click_in_the_picker_toggles_its_row(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("c")
        await pilot.click("#picker-rows", offset=(8, 4))
        await pilot.click("#picker-rows", offset=(40, 5))
        assert app.main.state.query.places == {"uz", "region"}
        await pilot.click("#picker-rows", offset=(8, 4))
        assert app.main.state.query.places == {"region"}


async def test_the_picker_counts_the_news_that_comes_meanwhile(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("c")
        newsroom.articles.put([article("Khorog lights its streets", countries=["tj"])])
        app.main.look_again()
        await app.workers.wait_for_complete()
        await pilot.pause()
        [row] = [line for line in lines(app) if "[ ] 3  Tajikistan" in line]
        assert row.split("Tajikistan")[1].split()[0] == "2"


async def test_the_picker_over_an_article_leaves_the_article_open(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("enter", "c", "escape")
        assert app.main.reading
        await pilot.press("c", "j", "enter")
        await pilot.pause()
        assert app.main.reading
        assert app.main.pane.article is not None
        assert app.main.pane.article.title == KZ
        assert titles(app.main) == [KG, RU]


# The palette.


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("only kyrgyzstan", {"kg"}),
        ("all countries", set()),
    ],
)
async def test_the_palette_offers_places_by_name(newsroom: Newsroom, typed: str, places: set[str]) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("1", "3", "ctrl+p", *(key.replace(" ", "space") for key in typed))
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.main.state.query.places == places


# What is remembered.


async def test_places_and_the_unread_filter_are_remembered_and_the_star_filter_is_not(tmp_path: Path) -> None:
    with open_library(tmp_path) as room:
        async with reader(room).run_test(size=WIDE) as pilot:
            await pilot.press("2", "6", "u", "asterisk")
    with open_library(tmp_path) as room:
        app = reader(room)
        async with app.run_test(size=WIDE) as pilot:
            assert app.main.state.query == Query(frozenset({"kg", "region"}), unread=True)
            assert titles(app.main) == [KG, REGION, RU]
            assert "Kyrgyzstan or the region as a whole" in lines(app)[1]
            await pilot.press("escape", "escape", "escape")
            assert app.main.state.query == Query(frozenset({"kg", "region"}))
            await pilot.press("0")
    with open_library(tmp_path) as room:
        assert room.chosen["places"] == []


@pytest.mark.parametrize("content", ["{", '{"places": ["xx", 3]}', "[1]"])
async def test_an_unusable_choice_is_ignored(tmp_path: Path, content: str) -> None:
    with open_library(tmp_path) as room:
        (room.paths.data / "screen.json").write_text(content)
        app = reader(room)
        async with app.run_test(size=WIDE):
            assert titles(app.main) == [a.title for a in ARTICLES]
        assert room.problems == ()


async def test_the_sample_edition_remembers_nothing() -> None:
    with SampleNewsroom(Settings(), now=lambda: NOW) as room:
        async with make_app(room, demo=True).run_test(size=WIDE) as pilot:
            await pilot.press("1")
    with SampleNewsroom(Settings(), now=lambda: NOW) as room:
        app = make_app(room, demo=True)
        async with app.run_test(size=WIDE):
            assert app.main.state.query == Query()


async def test_without_any_story_a_remembered_place_is_not_blamed(tmp_path: Path) -> None:
    with open_library(tmp_path, ()) as room:
        room.chosen = {"places": ["kz"]}
        app = reader(room)
        async with app.run_test(size=WIDE):
            assert any("No stories yet, and no outlet is switched on" in line for line in lines(app))


# The evidence.


async def test_e_says_which_words_decided(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("end", "k", "k", "e")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, Panel)
        said = [line.strip() for line in lines(app)]
        assert any(BOTH in line for line in said)
        assert any("Tashkent   headline" in line for line in said)
        assert any("Esc closes" in line for line in said)
        await pilot.press("e")
        assert app.screen_stack[-1] is app.main


@pytest.mark.parametrize("size", [NARROW, WIDE, (60, 20)])
async def test_e_in_an_article_is_about_that_article(newsroom: Newsroom, size: tuple[int, int]) -> None:
    app = reader(newsroom)
    async with app.run_test(size=size) as pilot:
        await pilot.press("j", "enter", "e")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert any("Bishkek   headline" in line for line in lines(app))
        assert any("Esc closes" in line for line in lines(app))
        await pilot.press("escape")
        assert app.main.reading


async def test_e_without_a_story_says_so(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"zzz", "enter", "e")
        await app.workers.wait_for_complete()
        assert "There is no story here." in lines(app)[-1]


async def test_the_evidence_names_what_only_other_outlets_say(newsroom: Newsroom) -> None:
    one, other = (article(KG, countries=["kg"]), article("Bishkek and Tashkent plant elms", countries=["kg", "uz"]))
    newsroom.articles.put([one, other])
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        story = Story("s1", (one, other))
        await app.push_screen(_evidence(story, one, newsroom.evidence(one)))
        await pilot.pause()
        assert any("found under Uzbekistan too, as other outlets tell it" in line for line in lines(app))


async def test_an_article_about_nowhere_and_one_by_its_outlet_alone_are_explained(newsroom: Newsroom) -> None:
    nowhere, home = article("A kettle boils"), article("A kettle cools", countries=["kg"])
    newsroom.articles.put([nowhere, home])
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        for shown, said in ((nowhere, "none of the five countries"), (home, "taken from the outlet's home")):
            await app.push_screen(_evidence(Story("s1", (shown,)), shown, newsroom.evidence(shown)))
            await pilot.pause()
            assert any(said in line for line in lines(app))
            await pilot.press("escape")


def _evidence(story: Story, shown: Article, evidence: Sequence[PlaceEvidence]) -> Panel:
    return Panel("Why these countries", evidence_words(story, shown, evidence))


def _is_about(title: str, places: set[str]) -> bool:
    found = next(a for a in ARTICLES if a.title == title)
    return bool(places & {*found.countries, *(["region"] if found.region else [])})


async def test_what_was_said_of_an_earlier_list_is_not_said_of_the_next(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter", "1")
        assert "in the list." in lines(app)[-1]
        await pilot.press("escape", "escape")
        assert app.main.view.total == 8
        assert "in the list." not in lines(app)[-1]
