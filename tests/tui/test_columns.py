"""The columns of the screen hold, whatever the words are and however wide it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from careader.newsroom import Newsroom
from careader.settings import Settings
from careader.tui.format import ASCII, UNICODE
from tests.library import ARTICLES, article, open_library
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


@pytest.mark.parametrize("width", [40, 60, 79, 80, 100, 120, 140, 200])
async def test_the_bar_fits_or_turns_pages(newsroom: Newsroom, width: int) -> None:
    app = reader(newsroom)
    async with app.run_test(size=(width, 24)) as pilot:
        bar = app.main.query_one("RateBar")
        seen = ""
        for _ in range(5):
            line = lines(app)[0]
            assert cell_len(line) <= width
            seen += line
            bar._turn()  # type: ignore[attr-defined]
            await pilot.pause()
        for code, value in {"KGS": "0.01146", "KZT": "0.002122", "TJS": "0.1071", "UZS": "0.00008198"}.items():
            assert code in seen
            assert value in seen
        assert "0.2857 fixed" in seen
        assert ("1/" in seen) == (width < 110)


async def test_ascii_terminals_get_ascii_signs(tmp_path: Path) -> None:
    english = [a for a in ARTICLES if a.title.isascii()]
    with open_library(tmp_path, english, Settings(default_outlets=False, ascii=True)) as newsroom:
        newsroom.set_starred(english[:1], True)
        app = reader(newsroom)
        async with app.run_test(size=(120, 30)):
            assert app.signs == ASCII != UNICODE
            text = "\n".join(lines(app)).replace("▏", "").replace("▁", "")
            assert {character for character in text if not character.isascii()} == set()
