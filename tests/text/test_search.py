from __future__ import annotations

import pytest

from careader.text.marks import compatible
from careader.text.search import fold, words


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Aşgabatda täze köpri", "asgabat"),
        ("Aşgabatda täze köpri", "ашгабат"),
        ("Мирзиёев подписал", "мирзиеев"),
        ("Мирзиёев имзолади", "Mirziyoyev"),
        ("Ещё один мост", "еще"),
        ("Fargʻonada yomgʻir", "фарғона"),
        ("الماتىدا قار", "алматы"),
        ("بازار خجند", "хуҷанд"),
        ("بازار خجند", "бозор"),
        ("Dasoguz welaýaty", "dasoguz"),
        ("Daşoguz welaýaty", "dasoguz"),
        ("Ӯзбекистон ва Тоҷикистон", "o'zbekiston"),
        ("Ｆｕｌｌ ｗｉｄｔｈ", "full width"),
        ("The mayor's office", "mayors"),
    ],
)
def test_what_is_typed_finds_what_is_written(written: str, typed: str) -> None:
    indexed = fold(written).split()
    assert all(any(word.startswith(asked) for word in indexed) for asked in words(typed))


def test_what_is_quoted_is_words() -> None:
    assert words("'kok-boru' и «Манас»") == ["kok", "boru", "i", "manas"]


def test_piles_of_combining_marks_cost_no_more_than_they_are_long() -> None:
    piled = "a" + "\u0323\u0301" * 50_000
    assert len(compatible(piled)) < 40
    assert words(piled) == words("a" + "\u0323\u0301" * 12)
