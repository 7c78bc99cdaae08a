from __future__ import annotations

import pytest

from careader.desk.terms import is_telling, read, weigh


def ids(text: str) -> list[str]:
    return [term.id for term in read(text)]


@pytest.mark.parametrize("text", ["Алматы", "Almaty", "Алма-Ата", "Алматыда", "Almaty's"])
def test_a_place_is_one_term_in_every_script(text: str) -> None:
    assert ids(text) == ["@place:almaty"]


def test_a_country_and_its_people_are_one_term() -> None:
    assert ids("Kazakhstan") == ids("казахский") == ids("Қазақстанда") == ["@kz"]
    assert ids("China") == ids("китайский") == ["@cn"]


def test_a_text_becomes_names_meanings_numbers_and_stems() -> None:
    assert ids("Quake of 5,6 felt in Bishkek aquarium") == ["=quake", "#5.6", "=feel", "@place:bishkek", "aquar"]


def test_what_is_common_weighs_less() -> None:
    said, country, quake, rare = weigh("=say"), weigh("@kz"), weigh("=quake"), weigh("aquar")
    assert said < country < quake < rare
    assert [is_telling(term) for term in ("=say", "@kz", "=open", "#7", "=quake", "#56", "aquar")] == [
        False,
        False,
        False,
        False,
        True,
        True,
        True,
    ]
