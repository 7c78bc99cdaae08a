"""Names that are spelt as nobody has listed them, and the names of the five as their neighbours write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careader.desk.countries import label
from careader.desk.gazetteer import scan
from careader.desk.gazetteer.alike import alike

LANGUAGES = ("en", "ru", "kk", "ky", "uz", "uz", "tg", "tk")
NAMES = [
    line.split("\t")
    for line in (Path(__file__).parent / "names.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def heard(text: str) -> list[str]:
    return [entries[0].id for entries, _, _ in alike(text, [])]


@pytest.mark.parametrize("row", NAMES, ids=[row[1] for row in NAMES])
def test_a_name_is_known_in_the_language_of_each_neighbour(row: list[str]) -> None:
    country, *names = row
    for language, name in zip(LANGUAGES, names, strict=True):
        if name != "-":
            labelled = label(name, language=language, outlet_countries=("fr",)).countries
            assert labelled == (country,), f"{language}: {name}"


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Herders near Sairam", "place:sayram"),
        ("a quake at Ghizhduvan", "place:gijduvan"),
        ("Dzhanaozen's oil", "place:zhanaozen"),
        ("Дорога на Каракалпокстан", "place:karakalpakstan"),
        ("Qarakalpakistonda", "place:karakalpakstan"),
        ("Kizil Kiya", "place:kyzyl-kiya"),
        ("Шахрисобзда", "place:shahrisabz"),
    ],
)
def test_an_unlisted_spelling_is_found_by_its_sound(text: str, entity: str) -> None:
    assert heard(text) == [entity]
    assert entity in {entry.id for hit in scan(text, heard=True) for entry in hit.entries}


@pytest.mark.parametrize(
    "text",
    [
        "Doctors Warn Against Rising Costs As Markets Slow",
        "Премьер Италии встретился с послом в Мадриде",
        "sayram in small letters",
        "Олар саясатына қарсы",
        "Нурсултана Назарбаева",
        "",
    ],
)
def test_other_words_are_not_taken_for_names(text: str) -> None:
    assert heard(text) == []


def test_what_is_listed_is_left_to_the_list() -> None:
    assert heard("Tashkent") == heard("Jalalabad") == []
    assert scan("кинотеатр «Шимкент»", heard=True) == []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60) | st.lists(st.sampled_from(["Sairam", " ", "-", "Шахрисобзда", "ʻ", "Ж"])).map("".join))
def test_what_is_heard_lies_in_the_text_in_order(text: str) -> None:
    end = 0
    for _, start, stop in alike(text, []):
        assert end <= start < stop <= len(text)
        end = stop
