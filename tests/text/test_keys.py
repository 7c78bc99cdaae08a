"""The short way and the long way to the key of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.text.keys import fast_key
from careader.text.scripts import key

LETTERS = "aeiouykhgxzjdscqwt'_ 19.,-«»—абвгеёжзийкхцчшщъыьэюяқғўҳөұçşñýəß’ʻ\n"


@given(st.text(LETTERS, max_size=40))
def test_both_ways_give_the_same_key(text: str) -> None:
    assert fast_key(text) is not None
    assert key(text) + " ☃" == key(text + " ☃")


@pytest.mark.parametrize("text", ["ташкент", "o‘zbekiston", "«shchuchinsk»", "aýeye ие eye", "dzhalal-abad", ""])
def test_news_go_the_short_way(text: str) -> None:
    assert fast_key(text) == key(text)


@pytest.mark.parametrize("text", ["ташкент ☃", "الماتى", "东京", "a\u0301"])
def test_what_is_not_common_goes_the_long_way(text: str) -> None:
    assert fast_key(text) is None
