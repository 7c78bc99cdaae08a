"""Why an article is listed under its countries: the words that decided, where they stand and what they weigh."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from careader.model import Article, Story
from careader.newsroom import PLACE_NAMES, PLACES, places_of
from careader.tui.format import listed
from careader.tui.screens.panel import Panel

if TYPE_CHECKING:
    from careader.newsroom.evidence import Clue, PlaceEvidence

_PARTS = {"title": "headline", "summary": "summary", "body": "text"}


def evidence_panel(story: Story, article: Article, evidence: Sequence[PlaceEvidence]) -> Panel:
    """Give the evidence for the places of an article of a story as a panel."""
    parts: list[tuple[str, str] | str] = [(f"{article.title}\n{article.outlet}\n", "$quiet")]
    for place in evidence:
        parts += ["\n", (f"{_named(place.place)}\n", "bold")]
        for clue in place.clues:
            parts += _row(clue)
        if not place.clues:
            parts.append("  None of its words: taken from the outlet's home, or from the language.\n")
    if not evidence:
        parts.append("\nIts words make it about none of the five countries, nor about the region as a whole.\n")
    own = {place.place for place in evidence}
    others = listed([PLACE_NAMES[place] for place in PLACES if place in places_of(story) and place not in own], "and")
    if others:
        parts.append(f"\nThe story is found under {others} too, as other outlets tell it. ] shows the next.\n")
    if any(place.clues for place in evidence):
        said = (
            "The number is the weight. A name weighs most in the headline and least in the text; "
            "one said in passing weighs nothing."
        )
        parts += ["\n", (said, "$quiet")]
    return Panel("Why these countries", Content.assemble(*parts))


def _named(place: str) -> str:
    name = PLACE_NAMES[place]
    return name[0].upper() + name[1:]


def _row(clue: Clue) -> list[tuple[str, str] | str]:
    where = ", ".join(_PARTS[part] for part in clue.where)
    times = "" if clue.times == 1 else ", twice" if clue.times == 2 else f", {clue.times} times"
    return [(f"{clue.weight:>6.1f}", "$accent"), f"  {clue.words}", (f"   {where}{times}\n", "$quiet")]
