"""Stories in the library do not depend on the order in which articles come in."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from careader.model import Article
from tests.library import article, open_library

DAY = 24 * 60
EVENTS = (
    "Kazakhstan opens a grain terminal at the port of Aktau on the Caspian",
    "Uzbekistan brings back the old tram line in Samarkand after nine months",
    "Kyrgyzstan plants ten thousand elms along the great canal of Bishkek",
    "Tajikistan fills the Rogun reservoir to a new mark before winter",
)


def reports(chance: random.Random) -> list[Article]:
    """Make reports of a few events, each told for up to twelve days by outlets of its own."""
    made = []
    for number, event in enumerate(EVENTS):
        begun = chance.randrange(20 * DAY)
        for teller in range(9):
            minutes = begun + chance.randrange(12 * DAY)
            made.append(article(event, minutes=minutes, outlet=f"Outlet {number}-{teller}", countries=["kz"]))
    return made


def stories(folder: Path, batches: Iterable[Sequence[Article]]) -> set[tuple[str, frozenset[str]]]:
    with open_library(folder, []) as newsroom:
        for batch in batches:
            newsroom.articles.put(batch)
            newsroom.regroup([one.date for one in batch])
        members: dict[str, set[str]] = defaultdict(set)
        for story, one in newsroom.articles.headlines():
            members[story].add(one.id)
        return {(story, frozenset(ids)) for story, ids in members.items()}


@pytest.mark.parametrize("seed", range(12))
def test_one_by_one_in_any_order_gives_the_stories_of_all_at_once(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    every = reports(chance)
    at_once = stories(tmp_path / "at-once", [every])
    shuffled = chance.sample(every, len(every))
    assert any(len(ids) > 2 for _, ids in at_once)
    assert stories(tmp_path / "one-by-one", [[one] for one in shuffled]) == at_once
