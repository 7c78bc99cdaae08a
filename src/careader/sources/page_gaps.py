"""What was left out of an article's text although it stands among it: a lead, a heading.

What finds the text of a page judges each piece by itself. Where all that it found stands in the element that the
page marks as the article, the order is that of the element, a heading over a piece belongs to it, and a sentence right
before the first piece is its lead. Paragraphs between the pieces stay out: they were left out for a reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from careader.model import Block, BlockKind
from careader.sources.identity import folded

_LEAD, _HEADING, _FURNITURE = 60, 120, 30
_SENTENCE_ENDS = (".", "!", "?", "…", "”", "»", '"', ":")


def completed(found: Sequence[Block], marked: Sequence[Block]) -> tuple[Block, ...]:
    """Return the text that was found, with what the marked element has between its pieces; else as it was found."""
    places = _places(found, marked)
    if not places or len(places) < len(found):
        return tuple(found)
    kept = set(places)
    first, last = min(places), max(places)
    whole = [
        block
        for place, block in enumerate(marked[first : last + 1], first)
        if place in kept or _belongs(block, place, marked, kept)
    ]
    before = [block for block in marked[max(0, first - 2) : first] if len(block.text) > _FURNITURE]
    return (before[-1], *whole) if before and _is_lead(before[-1]) else tuple(whole)


def _places(found: Sequence[Block], marked: Sequence[Block]) -> list[int]:
    """Return where in the marked element the pieces stand, each place once."""
    by_text: dict[str, list[int]] = {}
    for place, block in enumerate(marked):
        by_text.setdefault(folded(block.text), []).append(place)
    places = []
    for block in found:
        known = by_text.get(folded(block.text))
        if known:
            places.append(known.pop(0))
    return places


def _belongs(block: Block, place: int, marked: Sequence[Block], kept: set[int]) -> bool:
    """Say whether a block between two pieces of the text is of it: a heading over the next piece."""
    is_heading = block.kind is BlockKind.HEADING and len(block.text) <= _HEADING
    return is_heading and place + 1 in kept and not _is_all_link(block)


def _is_lead(block: Block) -> bool:
    is_text = block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.HEADING)
    return is_text and len(block.text) >= _LEAD and block.text.endswith(_SENTENCE_ENDS) and not _is_all_link(block)


def _is_all_link(block: Block) -> bool:
    return sum(link.end - link.start for link in block.links) >= 0.8 * len(block.text)
