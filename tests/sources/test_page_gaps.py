from __future__ import annotations

from careader.model import Block, BlockKind, Link
from careader.sources.page_gaps import completed

LEAD = Block(BlockKind.PARAGRAPH, "The harbour can load two more grain ships a day since Tuesday, its master says.")
ONE, TWO = (Block(BlockKind.PARAGRAPH, f"Paragraph {word} of the text.") for word in ("one", "two"))
HEADING = Block(BlockKind.HEADING, "Who pays")
ADVERTISEMENT = Block(
    BlockKind.PARAGRAPH, "Buy carpets from the five cities, now cheaper than ever before in the year."
)


def test_a_heading_between_the_pieces_and_the_lead_before_them_are_put_back() -> None:
    assert completed((ONE, TWO), (LEAD, ONE, HEADING, TWO)) == (LEAD, ONE, HEADING, TWO)


def test_the_order_is_that_of_the_page() -> None:
    assert completed((TWO, ONE), (ONE, HEADING, TWO)) == (ONE, HEADING, TWO)


def test_what_was_left_out_for_a_reason_stays_out() -> None:
    more = Block(BlockKind.HEADING, "More news", (Link(0, 9, "https://steppe.example/"),))
    assert completed((ONE, TWO), (ONE, ADVERTISEMENT, more, TWO, HEADING)) == (ONE, TWO)
    assert completed((ONE, TWO), (Block(BlockKind.CAPTION, LEAD.text), ONE, TWO)) == (ONE, TWO)


def test_an_element_that_lacks_a_piece_decides_nothing() -> None:
    assert completed((ONE, TWO), (LEAD, ONE)) == (ONE, TWO)
    assert completed((), (LEAD,)) == ()
