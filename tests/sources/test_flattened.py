"""A text that was saved as one paragraph gets its paragraphs and headings back, and not a letter changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.model import Block, BlockKind
from careader.sources.flattened import blocks_of, flattened_again

TEXT = (
    "A wind farm of 100 megawatts has begun to turn near Balykchy, the Energy Ministry in Bishkek said on "
    "Monday. It was built in 18 months by Dr. A. B. Example’s firm, and cost $140 million. Half came from a "
    "loan. “The wind does not wait for us. We should not wait for it,” the minister said. Growing Demand for "
    "Power In winter the country buys a third of its electricity from Kazakhstan and Uzbekistan. Prices have "
    "risen twice since 2024. Will the Wires Hold? Much of the grid is from the 1970s, engineers say. The World "
    "Bank in Bishkek has offered help. The World Bank said so."
)


def test_headings_stand_by_themselves_and_sentences_are_grouped() -> None:
    blocks = blocks_of(TEXT)
    assert [block.text for block in blocks if block.kind is BlockKind.HEADING] == [
        "Growing Demand for Power",
        "Will the Wires Hold?",
    ]
    assert len(blocks) >= 5
    assert all(len(block.text) < 500 for block in blocks)
    assert any("Dr. A. B. Example" in block.text for block in blocks)
    assert any("wait for us. We should not" in block.text for block in blocks)


def test_the_blocks_joined_are_the_text() -> None:
    assert " ".join(block.text for block in blocks_of(TEXT)) == TEXT


@given(st.text(alphabet="AbCd. ?!“”’ТыThe In", max_size=300))
def test_no_letter_is_lost(text: str) -> None:
    assert " ".join(block.text for block in blocks_of(text)).split() == text.split()


LONG = f"{TEXT} {TEXT}"
CAPTION = Block(BlockKind.CAPTION, "The wind farm near the lake (photo: Example)")


@pytest.mark.parametrize("before", [(), (CAPTION,)])
def test_the_text_is_there_as_it_was_saved(before: tuple[Block, ...]) -> None:
    parted = (*before, *blocks_of(LONG))
    assert flattened_again(parted) == (*before, Block(BlockKind.PARAGRAPH, LONG))


def test_paragraphs_that_somebody_wrote_are_not_joined() -> None:
    parted = blocks_of(LONG)
    sentences = parted[0].text.split(". ", 1)
    other = (*(Block(BlockKind.PARAGRAPH, text) for text in sentences), *parted[1:])
    for blocks in (other, parted[:1], (), (*parted[:2], CAPTION, *parted[2:]), blocks_of(TEXT[:400])):
        assert flattened_again(blocks) is None


AROUND = "The plan was drawn up in May and will take two years to carry out, officials said. " * 6


@pytest.mark.parametrize(
    ("sentence", "heading"),
    [
        ("Growing Demand Kazakhstan has built two dams.", "Growing Demand"),
        ("Dams: Plans and Prospects Kazakhstan’s rivers carry less water.", "Dams: Plans and Prospects"),
        ("Permits and Levels Set Earlier, the Ministry of Agriculture had agreed.", "Permits and Levels Set"),
        ("Laws Lagging Behind While Kazakhstan has built dams, others have not.", "Laws Lagging Behind"),
        ("Work Without Pay Millions of people live abroad.", "Work Without Pay"),
        ("North Kazakhstan is cold.", ""),
        ("Foreign Trade Minister Kazakhstan said no such thing.", ""),
        ("Demo Bank Kazakhstan has grown.", ""),
        ("President Aida Usenova, Kazakhstan said, is right.", ""),
        ("Aida Usenova: What Kazakhstan needs is rain.", ""),
        ("Fitch Ratings, however, disagrees.", ""),
    ],
)
def test_a_heading_is_told_only_where_it_is_sure(sentence: str, heading: str) -> None:
    told = [block.text for block in blocks_of(f"{AROUND}{sentence} {AROUND}") if block.kind is BlockKind.HEADING]
    assert told == ([heading] if heading else [])
