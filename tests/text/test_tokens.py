from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careader.text.tokens import STOP_WORDS, fold, normalise, number, skeleton, stem, tokens


def words(text: str) -> list[str]:
    return [token.word for token in tokens(normalise(text))]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,5", 1.5),
        ("1.5", 1.5),
        ("10,25", 10.25),
        ("1,500", 1500),
        ("1 500", 1500),
        ("28\u00a0501", 28501),
        ("1,200,000.5", 1_200_000.5),
        ("1.200.000", 1_200_000),
        ("521.3", 521.3),
        ("20.11.2026", 20112026),
        ("9" * 60, float("9" * 15)),
    ],
)
def test_number(written: str, value: float) -> None:
    assert number(written) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,5 млн долларов", 2.5e6),
        ("$12 billion", 12e9),
        ("30 тысяч жителей", 30_000),
        ("трое погибших", 3),
        ("Forty containers", 40),
        ("екі адам", 2),
        ("ikki kishi", 2),
        ("үч адам", 3),
        ("чор нафар", 4),
        ("iki adam", 2),
    ],
)
def test_numbers_in_words_and_scales(text: str, value: float) -> None:
    assert value in [token.value for token in tokens(normalise(text))]


@pytest.mark.parametrize(
    "text", ["second round", "2nd round", "во втором чтении", "2-й тур", "екінші тур", "ikkinchi tur"]
)
def test_ordinals(text: str) -> None:
    assert [(token.value, token.ordinal) for token in tokens(normalise(text)) if token.value] == [(2.0, True)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("шахта", "шахте"),
        ("мост", "моста"),
        ("лавина", "лавины"),
        ("prices", "price"),
        ("opens", "opened"),
        ("signs", "signing"),
        ("мектеп", "мектепте"),
        ("maktab", "maktabda"),
    ],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(fold(one)) == stem(fold(other))


def test_folding_makes_spellings_alike() -> None:
    assert words("Yong‘in yong'in YONGʻIN") == ["yong'in"] * 3
    assert fold("Ёлка") == "елка"
    assert fold("Kazakhstan's") == "kazakhstan"
    assert words("ﬁrst ＡＢＣ") == ["first", "abc"]
    assert words("semi-final quarter-finals") == ["semifinal", "quarterfinals"]


@pytest.mark.parametrize(
    "text",
    ["and of the", "и в на что", "және мен үшін", "жана менен үчүн", "va bilan uchun", "ва бо барои", "we bilen üçin"],
)
def test_stop_words_of_seven_languages(text: str) -> None:
    assert words(text) == []


def test_stop_words_are_written_as_they_are_compared() -> None:
    assert all(word == fold(word) for word in STOP_WORDS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("соболенко", "sabalenka"),
        ("контейнеров", "containers"),
        ("казино", "casinos"),
        ("шымбулак", "shymbulak"),
        ("жомарт", "jomart"),
        ("чемпионат", "championship"),
        ("цинк", "zinc"),
        ("центр", "center"),
    ],
)
def test_skeleton_is_the_same_in_both_scripts(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) != ""


def test_skeleton_of_few_consonants_says_nothing() -> None:
    assert skeleton("ош") == skeleton("nauru") == ""


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_is_split_where_it_was_written(text: str) -> None:
    normal = normalise(text)
    assert normalise(normal) == normal
    found = tokens(normal)
    assert all(0 <= token.start < token.end <= len(normal) for token in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for token in found:
        stem(token.word)
        skeleton(token.word)
