"""T shows an article in the other alphabet of its language, and says that it was converted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from careader.model import Article, Block, BlockKind
from careader.settings import Settings
from careader.text.scripts import Script
from careader.tui.alphabets import in_script, other_script
from careader.tui.app import CareaderApp
from tests.library import article, open_library

UZBEK = replace(
    article("Тошкентда янги кўприк очилди", language="uz", countries=["uz"]),
    summary="Кўприкдан юк машиналари ўтади.",
    blocks=(
        Block(BlockKind.PARAGRAPH, "Кўприкдан юк машиналари ўтади."),
        Block(BlockKind.PREFORMATTED, "Код: Ў 12"),
    ),
)
ENGLISH = article("Almaty opens a second metro line", minutes=5, countries=["kz"])


def test_an_article_is_converted_but_for_what_is_not_read() -> None:
    shown = in_script(UZBEK, Script.LATIN)
    assert shown.title == "Toshkentda yangi koʻprik ochildi"
    assert [block.text for block in shown.blocks] == ["Koʻprikdan yuk mashinalari oʻtadi.", "Код: Ў 12"]
    assert (shown.id, shown.url, shown.outlet) == (UZBEK.id, UZBEK.url, UZBEK.outlet)
    assert in_script(UZBEK, Script.CYRILLIC) is UZBEK
    assert in_script(UZBEK, "") is UZBEK
    assert in_script(ENGLISH, Script.CYRILLIC) is ENGLISH


@pytest.mark.parametrize(
    ("language", "title", "other"),
    [
        ("uz", "Toshkentda yangi koʻprik", Script.CYRILLIC),
        ("kk", "Алматыда қар жауды", Script.LATIN),
        ("kk", "الماتىدا قار جاۋدى", Script.CYRILLIC),
        ("tg", "Дар Хуҷанд борон борид", Script.LATIN),
        ("ru", "Снег в Алматы", None),
        ("ky", "Бишкекте кар жаады", None),
    ],
)
def test_only_languages_of_several_alphabets_have_another(language: str, title: str, other: Script | None) -> None:
    one: Article = replace(article(title, language=language), summary="")
    assert other_script(one) is other
    if other:
        assert in_script(one, other).title != title


def app_in(folder: Path, *articles: Article, script: str = "") -> CareaderApp:
    settings = Settings(default_outlets=False, rates_enabled=False, script=script)
    return CareaderApp(open_library(folder, articles, settings), fetch=False)


async def test_t_converts_what_is_read_and_takes_it_back(tmp_path: Path) -> None:
    app = app_in(tmp_path, UZBEK)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert UZBEK.title in app.main.pane.text
        await pilot.press("T")
        await pilot.pause()
        assert "Toshkentda yangi koʻprik ochildi" in app.main.pane.text
        assert "Converted to Latin letters" in app.main.pane.text
        await pilot.press("T")
        await pilot.pause()
        assert UZBEK.title in app.main.pane.text
        assert "Converted" not in app.main.pane.text
    app.newsroom.close()


async def test_the_settings_choose_the_alphabet(tmp_path: Path) -> None:
    app = app_in(tmp_path, UZBEK, script="latin")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "Toshkentda yangi koʻprik ochildi" in app.main.pane.text
    app.newsroom.close()


async def test_t_says_that_there_is_no_other_alphabet(tmp_path: Path) -> None:
    app = app_in(tmp_path, ENGLISH)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter", "T")
        await pilot.pause()
        assert ENGLISH.title in app.main.pane.text
        assert "Converted" not in app.main.pane.text
    app.newsroom.close()
