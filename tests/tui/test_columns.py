"""The columns of the screen hold, whatever the words are and however wide it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from careader.newsroom import Newsroom
from careader.settings import Settings
from careader.tui.format import ASCII, UNICODE
from tests.library import ARTICLES, article, open_library
from tests.telling import RELATED, STORY
from tests.tui.reading import lines, reader

AWKWARD = [
    article(
        "中亚铁路开始建设，穿过吉尔吉斯斯坦和乌兹别克斯坦的山脉，全长五百多公里，预计六年完成",
        minutes=1,
        countries=["kg", "uz"],
    ),
    article("Флаги 🇰🇿 🇺🇿 и космонавт 👩‍🚀 над Байконуром: новая ракета, старая площадка", minutes=2, countries=["kz"]),
    article(
        "e\u0301 combining a\u0308ccents and ﷺ ligatures across the whole of the line, word by word by word", minutes=3
    ),
    article("Averyveryverylongwordwithoutanyspaceinitthatgoesonandonuntiltheendofthelineandbeyondit" * 2, minutes=4),
    article("[/foo] [bold]not markup[/bold] [@click=app.quit]x[/]", minutes=5, outlet="[red]Outlet[/red] 中文"),
    article("Short", minutes=6, countries=["kz", "kg", "tj", "tm", "uz"], region=True),
]


@pytest.mark.parametrize("size", [(40, 20), (80, 24), (99, 30), (100, 30), (120, 40), (200, 50)])
@pytest.mark.parametrize("keys", ["", "d", "enter"])
async def test_marks_rule_and_edges_stand_in_their_columns(tmp_path: Path, size: tuple[int, int], keys: str) -> None:
    with open_library(tmp_path, [*AWKWARD, *ARTICLES]) as newsroom:
        newsroom.set_starred([AWKWARD[0], AWKWARD[1]], True)
        app = reader(newsroom)
        async with app.run_test(size=size) as pilot:
            await pilot.press(*keys.split())
            for strip in app.screen._compositor.render_strips(app.size):
                assert cell_len("".join(segment.text for segment in strip)) == size[0]
            if keys == "enter" and size[0] < 100:
                return
            body = [cut(line, 0, app.main.story_list.size.width) for line in lines(app)[2:-1]]
            stars = {cell_len(line[: line.index("★")]) for line in body if "★" in line}
            assert stars == {app.main.story_list.size.width - 3}
            assert {cell_len(line[: line.index("●")]) for line in body if "●" in line} == {1}


def cut(line: str, start: int, end: int) -> str:
    """Give the part of a line between two columns."""
    out, column = "", 0
    for character in line:
        if start <= column < end:
            out += character
        column += cell_len(character)
    return out


async def bar(newsroom: Newsroom, width: int) -> str:
    """Return the currency bar at a width."""
    app = reader(newsroom)
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.pause()
        assert all(cell_len(line) <= width for line in lines(app))
        return lines(app)[0].strip()


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 140, 200])
async def test_the_bar_stands_still_and_leaves_out_from_the_right_what_does_not_fit(
    newsroom: Newsroom, width: int
) -> None:
    shown = re.findall(r"[\d.]{5,}", re.sub(r"[-+]\d\.\d\d%", "", await bar(newsroom, width)))
    every = ["0.01146", "0.002122", "0.1071", "0.00008198", "0.2857"]
    assert [value for value in shown if value != "0.00"] == every[: len([v for v in shown if v != "0.00"])]
    assert len(shown) >= width // 40


async def test_what_the_bar_leaves_out_first_is_a_change_of_nothing_then_the_dollar_then_the_manat(
    newsroom: Newsroom,
) -> None:
    bars = [await bar(newsroom, width) for width in (200, 120, 104, 90, 76, 60)]
    flat = ["─ 0.00%" in line for line in bars]
    dollars = [line.count("/USD") for line in bars]
    manat = ["TMT" in line for line in bars]
    assert [flat[0], dollars[0], manat[0]] == [True, 5, True]
    assert [flat[-1], dollars[-1], manat[-1]] == [False, 1, False]
    assert sorted(flat, reverse=True) == flat
    assert sorted(dollars, reverse=True) == dollars
    assert sorted(manat, reverse=True) == manat
    assert flat.index(False) <= dollars.index(1) <= manat.index(False)


WALK = {
    "the story": "t",
    "two versions": "v",
    "why": "escape w",
    "back, and the evidence": "escape escape e",
    "places": "escape c",
    "a search": "escape slash r o",
    "a search that is kept": "enter",
    "a term that is not known": "slash o u t l e t colon x",
    "an article, found in": "escape enter ctrl+f t",
    "a file": "escape escape E",
    "a command": "escape vertical_line",
    "rates": "escape dollar_sign j",
    "an amount": "a 1",
    "outlets": "escape escape O",
    "help": "question_mark",
    "commands": "escape escape ctrl+p",
    "filters": "escape 1 u",
    "nothing": "asterisk",
    "one line a story": "asterisk u 1 d",
    "star, all read, undone": "s A Z",
}


async def test_no_screen_of_a_terminal_of_ascii_has_another_sign(tmp_path: Path) -> None:
    articles = [*STORY, RELATED, *(a for a in ARTICLES if a.title.isascii())]
    with open_library(tmp_path, articles, Settings(default_outlets=False, ascii=True)) as newsroom:
        app = reader(newsroom)
        async with app.run_test(size=(60, 18)) as pilot:
            assert app.signs == ASCII != UNICODE
            await pilot.press("j", "j", "j")
            for name, keys in WALK.items():
                await pilot.press(*keys.split())
                await app.workers.wait_for_complete()
                await pilot.pause()
                text = re.sub("[А-Яа-яёЁ]", "", "\n".join(lines(app)))  # the news themselves are in Russian too
                assert {sign for sign in text if not sign.isascii()} == set(), name
