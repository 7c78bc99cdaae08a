"""The reader's decisions on stories: kept at once, merged by the later one, and safe on the disk."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careader.store.decisions import Decided, Decision, Decisions, Pair, merge, pair_of

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
AB, BC = ("a", "b"), ("b", "c")


class Clock:
    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time

    def later(self, **span: int) -> None:
        self.time += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened(tmp_path: Path, clock: Clock) -> Callable[[], Decisions]:
    """Open the decisions of one file, as a process of its own would."""
    return lambda: Decisions(tmp_path / "decisions.json", now=clock)


def decide(decisions: Decisions, decided: Mapping[Pair, Decided]) -> Mapping[Pair, Decided]:
    """Decide, and wait until it is on the disk."""
    before = decisions.decide(decided)
    decisions.flush()
    return before


def test_a_pair_is_the_same_in_either_order() -> None:
    assert pair_of("b", "a") == pair_of("a", "b") == AB
    with pytest.raises(ValueError, match="no pair"):
        pair_of("a", "a")


def test_a_decision_is_on_the_disk_when_it_is_made(opened: Callable[[], Decisions]) -> None:
    decide(opened(), {AB: Decided.APART, BC: Decided.TOGETHER})
    again = opened()
    assert again.pairs(Decided.APART) == [AB]
    assert again.pairs(Decided.TOGETHER) == [BC]
    assert again.on("b", "a") is Decided.APART
    assert again.on("a", "c") is again.on("a", "a") is Decided.NOTHING


def test_what_was_decided_before_undoes_it_for_other_processes_too(opened: Callable[[], Decisions]) -> None:
    mine, theirs = opened(), opened()
    before = decide(mine, {AB: Decided.APART})
    assert theirs.pairs(Decided.APART) == [AB]
    decide(mine, before)
    assert theirs.pairs(Decided.APART) == []
    decide(theirs, {BC: Decided.APART})
    assert opened().pairs(Decided.APART) == [BC]


def test_the_later_decision_wins_whoever_writes_last(opened: Callable[[], Decisions], clock: Clock) -> None:
    mine, theirs = opened(), opened()
    decide(mine, {AB: Decided.APART})
    clock.later(minutes=1)
    decide(theirs, {AB: Decided.TOGETHER, BC: Decided.APART})
    decide(mine, {("x", "y"): Decided.APART})
    for decisions in (mine, theirs, opened()):
        assert decisions.pairs(Decided.TOGETHER) == [AB]
        assert decisions.pairs(Decided.APART) == [BC, ("x", "y")]


def test_a_decision_replaces_one_that_a_wrong_clock_dated_later(opened: Callable[[], Decisions], clock: Clock) -> None:
    decisions = opened()
    clock.later(days=3)
    decide(decisions, {AB: Decided.APART})
    clock.later(days=-3)
    decide(decisions, {AB: Decided.TOGETHER})
    assert opened().pairs(Decided.TOGETHER) == [AB]


DECISIONS = st.builds(
    Decision,
    st.just(AB),
    st.sampled_from(Decided),
    st.sampled_from([NOW, NOW + timedelta(minutes=1), NOW + timedelta(minutes=2)]),
)


@settings(max_examples=60)
@given(st.lists(DECISIONS, min_size=3, max_size=3))
def test_merging_does_not_depend_on_order_or_grouping(decisions: list[Decision]) -> None:
    a, b, c = decisions
    results = {merge(merge(x, y), z) for x, y, z in itertools.permutations(decisions)}
    assert results == {merge(a, merge(b, c))}


def test_decisions_on_forgotten_articles_are_forgotten_when_they_are_old(
    opened: Callable[[], Decisions], clock: Clock
) -> None:
    decisions = opened()
    decide(decisions, {AB: Decided.APART})
    clock.later(days=50)
    decide(decisions, {BC: Decided.APART})
    clock.later(days=20)
    assert decisions.prune({"a"}, timedelta(days=60)) == 1
    decisions.flush()
    assert decisions.prune(set(), timedelta(days=0)) == 0
    assert opened().pairs(Decided.APART) == [BC]


def test_what_takes_the_place_of_an_article_takes_over_its_decisions(opened: Callable[[], Decisions]) -> None:
    decisions = opened()
    decide(decisions, {AB: Decided.APART, BC: Decided.TOGETHER})
    decisions.replace_article("b", "z")
    decisions.flush()
    again = opened()
    assert again.pairs(Decided.APART) == [("a", "z")]
    assert again.pairs(Decided.TOGETHER) == [("c", "z")]


@pytest.mark.parametrize(
    "content",
    [
        b"not json",
        b"[]",
        b'{"decisions": {"a": {"decided": "apart", "at": "2026-11-21T12:00:00Z"}}}',
        b'{"decisions": {"a b": {"decided": "perhaps", "at": "2026-11-21T12:00:00Z"}}}',
        b'{"decisions": {"a b": {"decided": "apart", "at": "2026-11-21T12:00:00"}}}',
        b'{"decisions": {"a b": {"decided": "apart", "at": "yesterday"}}}',
        b'{"decisions": {"a b": []}}',
    ],
)
def test_an_unreadable_file_is_set_aside_and_said(
    opened: Callable[[], Decisions], tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "decisions.json").write_bytes(content)
    decisions = opened()
    [aside] = tmp_path.glob("decisions.json.unreadable-*")
    assert aside.read_bytes() == content
    assert aside.name in decisions.problem
    decide(decisions, {AB: Decided.APART})
    assert opened().pairs(Decided.APART) == [AB]


def test_the_file_of_a_newer_careader_is_read_and_left_alone(opened: Callable[[], Decisions], tmp_path: Path) -> None:
    path = tmp_path / "decisions.json"
    record = {"decided": "apart", "at": "2026-11-21T12:00:00Z", "by": "mouse"}
    path.write_text(json.dumps({"meta": {"1": {"version": 2}}, "decisions": {"a b": record}}))
    content = path.read_bytes()
    decisions = opened()
    assert decisions.pairs(Decided.APART) == [AB]
    decide(decisions, {BC: Decided.APART})
    assert path.read_bytes() == content
    assert "newer careader" in decisions.problem


def test_a_disk_that_cannot_be_written_is_said_and_tried_again(opened: Callable[[], Decisions], tmp_path: Path) -> None:
    decisions = opened()
    (tmp_path / "decisions.json.lock").mkdir()
    decide(decisions, {AB: Decided.APART})
    assert "cannot be saved" in decisions.problem
    assert decisions.pairs(Decided.APART) == [AB]
    (tmp_path / "decisions.json.lock").rmdir()
    decisions.flush()
    assert decisions.problem == ""
    assert opened().pairs(Decided.APART) == [AB]
