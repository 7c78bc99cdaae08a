"""One report told in two scripts of a language is one story, and different reports are not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from careader.model import Article
from careader.newsroom.editing import labelled
from tests.library import article, open_library

SAME = [
    ("uz", "Самарқандда янги трамвай йўли очилди", "Samarqandda yangi tramvay yoʻli ochildi"),
    ("uz", "Вазирлик мактаб ошхоналарини текширишни бошлади", "Vazirlik maktab oşxonalarini tekşirişni boşladi"),
    ("kk", "Қостанайда құс фабрикасы өртенді", "Qostanaıda qus fabrıkasy órtendi"),
    ("kk", "Семейде ескі театр ғимараты сатылды", "سەمەيدە ەسكى تەاتر عيماراتى ساتىلدى"),
    ("tg", "Дар Кӯлоб коргоҳи нави пахта сохта шуд", "Dar Kulob korgohi navi pakhta sokhta shud"),
    ("tg", "Дар Хуҷанд бозори китоб оташ гирифт", "در خجند بازار کتاب آتش گرفت"),
]
DIFFERENT = [
    ("uz", "Самарқандда янги трамвай йўли очилди", "Samarqandda eski bozor yopildi"),
    ("uz", "Вазирлик мактаб ошхоналарини текширишни бошлади", "Vazirlik dori narxlarini eʼlon qildi"),
    ("kk", "Қостанайда құс фабрикасы өртенді", "Qostanaıda jańa aýrýhana ashyldy"),
    ("kk", "Семейде ескі театр ғимараты сатылды", "سەمەيدە قار جاۋدى"),
    ("tg", "Дар Кӯлоб коргоҳи нави пахта сохта шуд", "Dar Kulob ronandai avtobus bozdosht shud"),
    ("tg", "Дар Хуҷанд бозори китоб оташ гирифт", "در خجند نرخ گندم بالا رفت"),
]


def told(title: str, language: str, outlet: str, minutes: int) -> Article:
    made = replace(article(title, minutes=minutes, language=language, outlet=outlet), summary="", blocks=())
    return labelled(made)


@pytest.mark.parametrize(("language", "one", "other"), SAME, ids=[one for _, one, _ in SAME])
def test_a_report_in_two_scripts_is_one_story(tmp_path: Path, language: str, one: str, other: str) -> None:
    room = open_library(tmp_path, [told(one, language, "One", 10), told(other, language, "Other", 40)])
    assert len(room.stories()) == 1
    room.close()


@pytest.mark.parametrize(("language", "one", "other"), DIFFERENT, ids=[one for _, one, _ in DIFFERENT])
def test_different_reports_in_two_scripts_are_two_stories(tmp_path: Path, language: str, one: str, other: str) -> None:
    room = open_library(tmp_path, [told(one, language, "One", 10), told(other, language, "Other", 40)])
    assert len(room.stories()) == 2
    room.close()


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("самарканд", SAME[0][1]),
        ("samarqand", SAME[0][1]),
        ("costanay", ""),
        ("qostanai", SAME[2][1]),
        ("خجند", SAME[5][1]),
    ],
)
def test_a_search_finds_words_of_every_script(tmp_path: Path, typed: str, title: str) -> None:
    articles = [told(one, language, "One", minutes) for minutes, (language, one, _) in enumerate(SAME)]
    room = open_library(tmp_path, articles)
    found = room.articles.search(typed)
    assert found == {one.id for one in articles if one.title == title}
    room.close()
