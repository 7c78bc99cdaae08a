"""One invented story as a state, an independent and an exile outlet tell it, and another that is related to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from careader.model import Article, Block, BlockKind, Ownership
from tests.library import article


def telling(title: str, *paragraphs: str, **details: Any) -> Article:
    """Make an article with a body of its own; `details` are those of `tests.library.article`."""
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in paragraphs)
    return replace(article(title, **details), summary=paragraphs[0], blocks=blocks)


STATE = telling(
    "Rogun fills its reservoir to a record 1,100 metres",
    "The Rogun dam has filled its reservoir to 1,100 metres, the highest mark since the first unit started in 2018.",
    "The ministry of energy in Dushanbe says the third unit follows next year."
    " A loan of 350 million dollars pays for it.",
    minutes=300,
    countries=["tj"],
    outlet="River Agency",
    ownership=Ownership.STATE,
)
INDEPENDENT = telling(
    "Rogun reservoir filled to record mark of 1,100 metres",
    "The reservoir of the Rogun dam stands at 1,100 metres, its highest mark since 2018.",
    "Uzbekistan has asked for figures on the flow of the Vakhsh in spring. The ministry of energy in Dushanbe says that"
    " the third unit follows next year.",
    minutes=240,
    countries=["tj", "uz"],
)
EXILE = telling(
    "Villagers moved as Rogun reservoir fills to record 1,100 metres",
    "As the Rogun reservoir fills to a record 1,100 metres, families of nine villages are being moved.",
    "Several say that they were paid less than was promised. The ministry of energy in Dushanbe did not answer.",
    minutes=100,
    countries=["tj"],
    outlet="Mountain Paper",
    ownership=Ownership.EXILE,
)
RELATED = telling(
    "Rogun dam: lenders weigh the cost of the next unit",
    "Lenders meet in Dushanbe on the cost of the next unit of the Rogun dam. The reservoir stands at 1,100 metres.",
    minutes=50,
    countries=["tj"],
    outlet="World Wire",
    ownership=Ownership.INTERNATIONAL,
)
STORY = (STATE, INDEPENDENT, EXILE)
"""The articles of the story, the earliest first."""
