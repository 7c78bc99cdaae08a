"""Stories in the library do not depend on the order in which articles come in."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from careader.desk import grouping
from careader.desk.comparison import Pair, compare
from careader.desk.features import Features
from careader.model import Article
from careader.newsroom import Newsroom
from careader.store.grouping import GroupingStore
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
            newsroom.regroup()
        return stories_of(newsroom)


def stories_of(newsroom: Newsroom) -> set[tuple[str, frozenset[str]]]:
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


def waiting(newsroom: Newsroom) -> list[str]:
    return sorted(newsroom.grouping.waiting().ids.values())


def test_the_database_notes_what_waits_whoever_changes_it(tmp_path: Path) -> None:
    one, other, third = (article(f"{event} today", minutes=9) for event in EVENTS[:3])
    with open_library(tmp_path, [one, other]) as newsroom:
        assert waiting(newsroom) == []
        newsroom.articles.put([replace(one, seen=one.seen + timedelta(hours=1)), third])
        assert waiting(newsroom) == [third.id]
        newsroom.regroup()
        newsroom.articles.put([replace(one, title="Another headline", seen=one.seen + timedelta(hours=2))])
        assert waiting(newsroom) == [one.id]
        newsroom.articles.remove([other.id])
        assert waiting(newsroom) == ["", one.id]
        newsroom.regroup()
        assert waiting(newsroom) == []


def test_what_was_kept_before_the_program_ended_is_grouped_by_the_next(tmp_path: Path) -> None:
    told = [article(EVENTS[0], minutes=minutes, outlet=f"Outlet {minutes}", countries=["kz"]) for minutes in (5, 9)]
    with open_library(tmp_path, told[:1]) as newsroom:
        newsroom.articles.put(told[1:])
    with open_library(tmp_path, []) as newsroom:
        assert len({story for story, _ in newsroom.articles.headlines()}) == 1


def test_an_edit_and_a_removal_part_what_is_one_no_longer(tmp_path: Path) -> None:
    told = [article(EVENTS[0], minutes=minutes, outlet=f"Outlet {minutes}", countries=["kz"]) for minutes in (5, 9, 20)]
    with open_library(tmp_path, told) as newsroom:
        newsroom.articles.put([replace(told[0], title=EVENTS[1])])
        newsroom.regroup()
        assert stories_of(newsroom) == {(f"s{told[0].id}", frozenset({told[0].id})), story(told[1], told[2])}
        newsroom.articles.remove([told[1].id])
        newsroom.regroup()
        assert stories_of(newsroom) == {(f"s{told[0].id}", frozenset({told[0].id})), story(told[2])}


def story(*articles: Article) -> tuple[str, frozenset[str]]:
    """Return a story of these articles as its id, which is that of the earliest, and their ids."""
    return f"s{min(articles, key=lambda one: one.date).id}", frozenset(one.id for one in articles)


def test_other_rules_group_everything_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [article(EVENTS[0], minutes=minutes, outlet=f"Outlet {minutes}", countries=["kz"]) for minutes in (5, 9)]
    with open_library(tmp_path, told) as newsroom:
        newsroom.articles.set_stories({one.id: f"s{one.id}" for one in told})
        assert newsroom.regroup() == 0, "nothing waits"
        monkeypatch.setattr("careader.newsroom.grouping.rules", lambda: 7)
        assert newsroom.regroup() == 1
        assert stories_of(newsroom) == {story(*told)}


def test_two_programs_that_group_at_once_miss_no_pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [article(EVENTS[0], minutes=minutes, outlet=f"Outlet {minutes}", countries=["kz"]) for minutes in (5, 9)]
    with open_library(tmp_path, told[:1]) as reader, Newsroom(reader.paths, reader.settings, now=reader.now) as cron:
        reader.articles.put(told[1:])
        keep = GroupingStore.keep

        def meanwhile(self: GroupingStore, *given: Any, **named: Any) -> int | None:
            monkeypatch.setattr(GroupingStore, "keep", keep)
            cron.articles.put([article(EVENTS[0], minutes=30, outlet="Third", countries=["kz"])])
            cron.regroup()
            return keep(self, *given, **named)

        monkeypatch.setattr(GroupingStore, "keep", meanwhile)
        reader.regroup()
        assert waiting(reader) == []
        assert [len(ids) for _, ids in stories_of(reader)] == [3]


def test_a_few_new_articles_are_not_compared_with_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is new costs as much in a large library as in a small one, as far as nothing there is like it."""
    counted: list[int] = []
    new = [article(EVENTS[0], minutes=DAY * 5 + minutes, outlet=f"New {minutes}") for minutes in range(3)]
    for days in (1, 10):
        old = [
            article(f"{event} part {number}", minutes=DAY * number % (DAY * days), outlet=f"Outlet {number}")
            for number in range(15 * days)
            for event in EVENTS[1:]
        ]
        with open_library(tmp_path / str(days), old) as newsroom:
            newsroom.articles.put(new)
            compared: list[Features] = []

            def count(a: Features, b: Features, seen: list[Features] = compared) -> Pair:
                seen.append(a)
                return compare(a, b)

            monkeypatch.setattr(grouping, "compare", count)
            newsroom.regroup()
            counted.append(len(compared))
    assert counted == [3, 3]
