"""What the eye meets: lines in their places, columns that hold, nothing cut where there is room, no blank screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from rich.cells import cell_len

from careader.model import Quote
from careader.newsroom import Newsroom
from careader.newsroom.sampling import SampleNewsroom
from careader.settings import Settings, ViewEntry
from careader.tui.app import make_app
from tests.library import ARTICLES, NOW, article, open_library
from tests.tui.reading import NARROW, WIDE, lines, reader

SMALL = (60, 18)
PAIRS = ("EUR/KZT", "RUB/KZT", "CNY/KZT", "EUR/KGS", "RUB/UZS", "TRY/KZT")


@pytest.fixture
def eleven(tmp_path: Path) -> Iterator[Newsroom]:
    """A library with eleven pairs on its bar."""
    settings = Settings(default_outlets=False, rate_pairs=PAIRS)
    with open_library(tmp_path, ARTICLES, settings) as room:
        foreign = {"EUR": "0.861", "RUB": "78.2", "CNY": "7.11", "TRY": "42.4"}
        room.quotes.put(
            [
                Quote("USD", code, Decimal(value), date(2026, 11, day), "ECB")
                for code, value in foreign.items()
                for day in (19, 20)
            ],
            now=NOW,
        )
        yield room


@pytest.mark.parametrize("size", [SMALL, NARROW, (120, 60)])
@pytest.mark.parametrize("keys", ["dollar_sign", "dollar_sign i a 1 5 0 0 0 0 0"])
async def test_the_rates_end_with_the_status_line_and_convert_into_every_currency(
    eleven: Newsroom, size: tuple[int, int], keys: str
) -> None:
    app = reader(eleven)
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys.split())
        await pilot.pause()
        shown = lines(app)
        assert len(shown) == size[1]
        assert "? help" in shown[-1]
        said = "\n".join(shown)
        for code in {"USD", "KGS", "KZT", "TJS", "UZS", "TMT", "EUR", "RUB", "CNY", "TRY"}:
            assert re.search(rf"\d {code}\b|\b{code} =", said), code


async def test_what_a_chart_says_is_left_out_whole(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("dollar_sign", "j")
        for width in (120, 80, 70, 60, 50):
            await pilot.resize_terminal(width, 40)
            await pilot.pause()
            said = next(line for line in lines(app) if "over 30 days" in line)
            assert re.search(r"(over 30 days|lowest \S+, highest \d\S+|\d\S+ to \d\S+|kept since \d+ Nov)$", said), said


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_a_command_of_the_palette_has_a_line(newsroom: Newsroom, width: int) -> None:
    app = reader(newsroom)
    async with app.run_test(size=(width, 40)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        shown = lines(app)
        first = next(number for number, line in enumerate(shown) if "Next unread story" in line)
        keys = [re.split(r"  +", line[3 * width // 60 :].strip()) for line in shown[first : first + 8]]
        assert all(len(parts) > 1 for parts in keys), keys


async def test_a_view_has_a_line_whatever_its_query(tmp_path: Path) -> None:
    views = (
        ViewEntry("Water", "water country:tj"),
        ViewEntry("A long name of a view", 'outlet:kun "exact words" ' * 4),
    )
    with open_library(tmp_path, ARTICLES, Settings(default_outlets=False, views=views)) as room:
        app = reader(room)
        async with app.run_test(size=NARROW) as pilot:
            await pilot.press("v")
            await pilot.pause()
            for width in (80, 60):
                await pilot.resize_terminal(width, 24)
                await pilot.pause()
                shown = lines(app)
                first = next(number for number, line in enumerate(shown) if "Water" in line)
                assert "A long name" in shown[first + 1]
                assert "…" in shown[first + 1]
                assert "Enter shows it" in shown[first + 3]


async def test_no_list_of_outlets_is_blank(tmp_path: Path) -> None:
    with SampleNewsroom(Settings(), now=lambda: NOW) as sample, open_library(tmp_path, ()) as empty:
        for room, said in ((sample, "without --demo"), (empty, "a adds one by the address")):
            app = make_app(room, demo=room is sample, fetch=False)
            async with app.run_test(size=NARROW) as pilot:
                await pilot.press("O")
                await pilot.pause()
                assert said in " ".join(" ".join(lines(app)).split())


CODES = [(), ("kz",), ("kg", "uz"), ("kz", "kg", "uz"), ("kz", "kg", "tj", "uz"), ("kz", "kg", "tj", "tm", "uz")]


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("keys", ["", "d"])
async def test_the_outlet_has_one_column(tmp_path: Path, width: int, keys: str) -> None:
    told = [
        article(f"Story {number} {'of the region' * region}", minutes=number, countries=codes, region=region)
        for number, (codes, region) in enumerate((codes, region) for codes in CODES for region in (False, True))
    ]
    with open_library(tmp_path, told) as room:
        app = reader(room)
        async with app.run_test(size=(width, 50)) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            edge = app.main.story_list.size.width
            rows = [line[:edge] for line in lines(app)[2:-1]]
            outlets = {row.index("Example Gazette") for row in rows if "Example Gazette" in row}
            heads = {row.index("Story") for row in rows if "Story" in row}
            ends = {cell_len(row.rstrip()) for row in rows if " min" in row}
            assert (len(outlets), len(heads), len(ends)) in ((1, 1, 1), (0, 1, 1))
            assert not re.search(r"\bRegio\b|\bRe\b", "\n".join(rows))


async def test_a_short_search_moves_no_line(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        before = lines(app)[2]
        await pilot.press("slash", "a", "l", "m", "a")
        await pilot.pause()
        assert "with “alma”" in lines(app)[1]
        assert lines(app)[2] == before


async def test_the_line_for_finding_in_an_article_shows_no_terms_of_a_search(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("enter", "ctrl+f")
        await pilot.pause()
        assert lines(app)[-1].strip() == "Find:"
        await pilot.press("escape", "escape", "slash")
        await pilot.pause()
        assert "outlet:kun" in lines(app)[-1]


@pytest.mark.parametrize(("width", "columns"), [(60, 1), (80, 1), (120, 2), (200, 3)])
async def test_the_help_has_as_many_columns_as_have_room(newsroom: Newsroom, width: int, columns: int) -> None:
    app = reader(newsroom)
    async with app.run_test(size=(width, 60)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        headings = {"Move", "In an article", "Read", "Mark", "Filter", "News", "Screen"}
        found = {
            match.start()
            for line in lines(app)
            for match in re.finditer(r"(?<=  )[A-Z][a-z ]+?(?=  |$)", line)
            if match[0] in headings
        }
        assert len(found) == columns


async def test_the_help_is_searched_and_the_log_too(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("question_mark", "slash", *"star")
        await pilot.pause()
        said = "\n".join(lines(app))
        assert "Star, or take it off" in said
        assert "Next story" not in said
        await pilot.press("enter", "q")
        await pilot.pause()
        assert app.screen is app.main
        await pilot.press("question_mark", "slash", *"qqq")
        await pilot.pause()
        assert "No key has to do with “qqq”" in "\n".join(lines(app))
        await pilot.press("escape")
        await pilot.pause()
        assert "Next story" in "\n".join(lines(app))
        await pilot.press("escape", "L", "slash", *"zzz")
        await pilot.pause()
        assert "No line has it." in "\n".join(lines(app))


@pytest.mark.parametrize(("width", "keys", "room"), [(200, "", 70), (200, "d", 72), (240, "", 72), (240, "d", 60)])
async def test_an_article_beside_the_list_has_its_measure(newsroom: Newsroom, width: int, keys: str, room: int) -> None:
    app = reader(newsroom)
    async with app.run_test(size=(width, 50)) as pilot:
        await pilot.press(*keys, "enter")
        await pilot.pause()
        assert room + 4 <= app.main.pane.size.width
        left = app.main.pane.region.x
        text = [line[left:].strip().split("   ")[0] for line in lines(app)[3:-1]]
        assert max(map(cell_len, text)) <= 76
