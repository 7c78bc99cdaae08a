"""The words that put an article under its countries, as the newsroom gives them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from careader.model import Block, BlockKind
from careader.newsroom import Newsroom
from careader.newsroom.editing import labelled
from careader.newsroom.evidence import PlaceEvidence, evidence_of
from careader.settings import OutletEntry, Settings
from tests.library import article, open_library

WATER = labelled(
    replace(
        article("Tashkent and Almaty agree on the spring water", minutes=3),
        summary="Kazakhstan takes a third of the flow.",
        blocks=(
            Block(BlockKind.PARAGRAPH, "Kazakhstan takes a third of the flow."),
            Block(BlockKind.PARAGRAPH, "Almaty pays in power, Almaty pays in winter."),
        ),
    )
)


def by_place(evidence: tuple[PlaceEvidence, ...]) -> dict[str, list[tuple[str, tuple[str, ...], int]]]:
    return {place.place: [(clue.words, clue.where, clue.times) for clue in place.clues] for place in evidence}


def test_words_are_gathered_by_place_with_where_they_stand() -> None:
    found = by_place(evidence_of(WATER))
    assert list(found) == ["kz", "uz"]
    assert ("Almaty", ("title", "body"), 3) in found["kz"]
    assert ("Kazakhstan", ("summary", "body"), 2) in found["kz"]
    assert found["uz"] == [("Tashkent", ("title",), 1)]


def test_the_weightiest_words_come_first() -> None:
    for place in evidence_of(WATER):
        weights = [clue.weight for clue in place.clues]
        assert weights == sorted(weights, reverse=True)
        assert all(weight > 0 for weight in weights)


def test_the_region_is_a_place_of_its_own() -> None:
    found = by_place(evidence_of(labelled(article("Central Asia plans one visa for tourists"))))
    assert [words for words, _, _ in found["region"]][:1] == ["Central Asia"]


def test_an_article_about_nowhere_has_no_evidence() -> None:
    assert evidence_of(article("A kettle boils")) == ()


def test_the_newsroom_looks_at_the_whole_article_and_at_its_outlet(tmp_path: Path) -> None:
    home = OutletEntry(id="home", name="Home", url="https://home.example/feed", language="en", countries=("kg",))
    local = labelled(replace(article("The kettle factory opens a second hall"), outlet_id="home"), ("kg",))
    settings = Settings(default_outlets=False, outlets=(home,))
    with open_library(tmp_path, (WATER, local), settings) as room:
        bare = {story.lead.id: story.lead for story in room.stories()}
        assert bare[WATER.id].blocks == ()
        assert room.evidence(bare[WATER.id]) == evidence_of(WATER)
        assert room.evidence(bare[local.id]) == (PlaceEvidence("kg", ()),)


def test_what_is_listed_is_explained_as_it_is_listed(tmp_path: Path) -> None:
    relisted = replace(WATER, countries=("uz", "tm"))
    with open_library(tmp_path, (relisted,)) as room:
        assert [place.place for place in _evidence(room)] == ["uz", "tm"]


def _evidence(room: Newsroom) -> tuple[PlaceEvidence, ...]:
    return room.evidence(room.stories()[0].lead)
