"""The short way and the long way to the key of a text."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.text.keys import encoded, key_of
from careader.text.scripts import key
from careader.text.search import fold

LETTERS = "aeiouykhgxzjdscqwt'_ 19.,-«»—абвгеёжзийкхцчшщъыьэюяқғўҳөұçşñýəß’ʻ\n"


@given(st.text(LETTERS, max_size=40))
def test_both_ways_give_the_same_key(text: str) -> None:
    assert encoded(text) is not None
    assert key(text) + " ☃" == key(text + " ☃")


@pytest.mark.parametrize("text", ["ташкент", "o‘zbekiston", "«shchuchinsk»", "aýeye ие eye", "dzhalal-abad", ""])
def test_news_go_the_short_way(text: str) -> None:
    data = encoded(text)
    assert data is not None
    assert key_of(data) == key(text)


@pytest.mark.parametrize("text", ["ташкент ☃", "الماتى", "东京", "a\u0301"])
def test_what_is_not_common_goes_the_long_way(text: str) -> None:
    assert encoded(text) is None


def test_what_casefolds_to_common_characters_does_so_in_nfkc_too() -> None:
    for character in map(chr, (*range(0xD800), *range(0xE000, sys.maxunicode + 1))):
        low = character.casefold()
        if encoded(low) is not None:
            assert unicodedata.normalize("NFKC", character).casefold() == low, hex(ord(character))
            assert unicodedata.is_normalized("NFKC", low)
            assert not unicodedata.combining(character)


@given(st.text(LETTERS + "ЁŞ`", max_size=40))
def test_a_text_is_folded_the_same_both_ways(text: str) -> None:
    long = fold(f"{text} ☃").split()
    long.remove("☃")
    assert fold(text).split() == long
