"""Stories that are kept up to date are those of the whole set, in whatever order and batches it came."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careader.desk import comparison, grouping, neighbours
from careader.desk.features import LEAD_LENGTH, TITLE_LENGTH, Features, Item, features
from careader.desk.grouping import related, update
from careader.desk.memory import Memory
from careader.desk.stories import group
from tests.desk.reports import report
from tests.desk.test_stories import ALL, ITEMS

Change = tuple[int, Item | None]


def kept_up_to_date(batches: Sequence[Sequence[Change]]) -> set[tuple[str, ...]]:
    """Take the batches in one by one: (number, item) puts an item in the place of that number, None removes it."""
    memory = Memory()
    items: dict[int, Item] = {}
    story_of: dict[int, tuple[int, ...]] = {}
    for batch in batches:
        changed = {number: features(item) if item else None for number, item in batch}
        for number, item in batch:
            items.pop(number, None)
            story_of.pop(number, None)
            if item:
                items[number] = item
        change = update(memory, changed)
        memory.keep(change)
        story_of |= {number: story for story in change.stories for number in story}
    return {tuple(items[number].id for number in story) for story in story_of.values()}


def at_once(items: Sequence[Item]) -> set[tuple[str, ...]]:
    return {one.members for one in group(items)}


@given(ITEMS, st.integers(1, 4), st.sampled_from((2, 4, 120)), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_no_order_and_no_batch_changes_the_stories(items: list[Item], size: int, crowd: int, draw: Random) -> None:
    """However few headlines a day make a term too common to find anything by."""
    draw.shuffle(items)
    batches = [list(enumerate(items))[start : start + size] for start in range(0, len(items), size)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neighbours, "CROWD", crowd)
        assert kept_up_to_date(batches) == at_once(items)


@given(ITEMS, ITEMS, st.sampled_from((2, 4, 120)), st.data())
@settings(max_examples=60, deadline=None)
def test_edits_and_removals_leave_what_was_never_otherwise(
    items: list[Item], others: list[Item], crowd: int, data: st.DataObject
) -> None:
    edits = [(number, item) for number, item in enumerate(others) if item.id not in {one.id for one in items}]
    gone = data.draw(st.lists(st.integers(0, max(len(items), 1)), max_size=5, unique=True))
    now = dict(enumerate(items)) | dict(edits)
    for number in gone:
        now.pop(number, None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neighbours, "CROWD", crowd)
        found = kept_up_to_date([list(enumerate(items)), edits, [(number, None) for number in gone]])
        assert found == at_once(list(now.values()))


@given(ITEMS)
@settings(max_examples=60, deadline=None)
def test_features_are_the_same_after_they_were_kept(items: list[Item]) -> None:
    for item in items:
        made = features(item)
        loaded = Features.load(made.text)
        for name in ("has_lead", "title", "counts", "sounds", "stated", "supported", "keys", "rest", "lead", "serial"):
            assert getattr(loaded, name) == getattr(made, name)
        assert loaded.whole_vector == made.whole_vector
        assert (loaded.item.id, loaded.item.published) == (item.id, item.published)


def flood(number: int) -> list[Item]:
    """Headlines of one day by many outlets that differ in a word or two."""
    words = "Dordoi market fire in Bishkek destroys forty stalls rescuers say"
    return [report(f"{words} {n:x}q", outlet=f"o{n % 90}", hour=n % 24, id_=f"{n:05}") for n in range(number)]


@pytest.mark.parametrize("batch", [50, 10_000])
def test_a_flood_of_headlines_that_are_alike_is_not_compared_pair_by_pair(
    monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    counted = []
    for number in (500, 1000):
        compared: list[int] = []

        def can_be_same(a: Features, b: Features, seen: list[int] = compared) -> bool:
            seen.append(1)
            return comparison.can_be_same(a, b)

        monkeypatch.setattr(grouping, "can_be_same", can_be_same)
        items = list(enumerate(flood(number)))
        kept_up_to_date([items[start : start + batch] for start in range(0, number, batch)])
        counted.append(len(compared))
    assert counted[1] - counted[0] < 50 * 500, "not a share of the 375,000 further pairs"


def test_what_is_related_is_what_a_story_does_not_hold() -> None:
    memory = Memory()
    memory.keep(update(memory, {number: features(item) for number, item in enumerate(ALL)}))
    seeds, museums = (next(n for n, item in enumerate(ALL) if item.id == id_) for id_ in ("seeds-1", "museums"))
    assert list(related(memory, {seeds})) == [seeds + 1, museums]
    assert list(related(memory, {seeds, seeds + 1})) == [museums]
    assert related(memory, {len(ALL) - 1}) == {}


HOSTILE = {
    "a number beyond all numbers": "5 " + "trillion " * 3000,
    "digits": "7" * 5000,
    "digits in groups": "1 000 " * 2000,
    "combining marks": "e\u0301\u0327" * 3000,
    "apostrophes": "a'" * 3000,
    "words": " ".join(f"w{number}x" for number in range(3000)),
    "one word again and again": "law on " * 3000,
    "dates that are none": "2026-13-99 31.02.2026 " * 500,
    "bans that are lifted": "lifts ban " * 2000,
    "lone surrogates": "\ud800 market" * 500,
    "nothing": "",
    "nothing but signs": "%$№ - " * 1000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_of_a_text_without_end_a_bounded_part_is_looked_at(name: str) -> None:
    text = HOSTILE[name]
    whole, part = (features(report(cut, lead=cut, id_="one")) for cut in (text, text[:LEAD_LENGTH]))
    assert whole.counts == part.counts
    assert len(whole.title) <= TITLE_LENGTH
    other = features(report(text + " more", outlet="two", lead=text, id_="two"))
    assert 0 <= comparison.compare(whole, other).score <= 1.0001
    assert Features.load(whole.text).counts == whole.counts
