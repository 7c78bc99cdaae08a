"""What is forgotten, and that nothing is because nobody looked or because a clock was wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from careader.model import Outlet
from careader.newsroom import Newsroom, Query
from careader.newsroom.ingest import ingest
from careader.newsroom.tidying import tidy
from careader.settings import OutletEntry, Settings
from careader.sources.entry import Entry, Read
from tests.library import NOW, paths_in

DAY = timedelta(days=1)


class Library:
    """A library with a clock, whose outlets carry what the test says."""

    def __init__(self, folder: Path, keep_days: int = 60) -> None:
        self.now = NOW
        outlets = tuple(
            OutletEntry(id=name, url=f"https://{name}.example/feed", language="en") for name in ("osh", "naryn")
        )
        settings = Settings(outlets=outlets, default_outlets=False, keep_days=keep_days)
        self.newsroom = Newsroom(paths_in(folder), settings, now=lambda: self.now)

    def reach(self, name: str, *numbers: int, at: datetime | None = None) -> None:
        self.now = at or self.now
        entries = tuple(
            Entry(
                title=f"Report number {number} of {name}",
                link=f"https://{name}.example/{number}",
                description=f"What report {number} says.",
                id=f"{name}{number}",
            )
            for number in numbers
        )
        ingest(self.newsroom, self.outlet(name), Read(entries), self.now)

    def outlet(self, name: str) -> Outlet:
        return next(outlet for outlet in self.newsroom.outlets() if outlet.id == name)

    @property
    def ids(self) -> list[str]:
        return sorted(self.newsroom.articles.ids())


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path)
    with library.newsroom:
        yield library


def test_what_is_gone_from_its_feed_goes_after_so_many_days_of_reading_it(library: Library) -> None:
    library.reach("osh", 1, 2)
    for day in range(1, 61):
        library.reach("osh", 2, at=NOW + day * DAY)
        assert tidy(library.newsroom) == 0, day
    library.reach("osh", 2, at=NOW + 61 * DAY)
    assert tidy(library.newsroom) == 1
    assert library.ids == ["osh2"]


def test_a_star_keeps_an_article(library: Library) -> None:
    library.reach("osh", 1, 2)
    library.newsroom.set_starred(library.newsroom.articles.whole(["osh1"]), True)
    for day in range(1, 70):
        library.reach("osh", at=NOW + day * DAY)
    tidy(library.newsroom)
    assert library.ids == ["osh1"]


def test_nothing_goes_for_an_outlet_that_is_not_reached(library: Library) -> None:
    library.reach("osh", 1)
    library.reach("naryn", 1)
    for day in range(1, 100):
        library.reach("naryn", 1, at=NOW + day * DAY)
        tidy(library.newsroom)
    assert library.ids == ["naryn1", "osh1"]


@pytest.mark.parametrize("away", [61, 400, 4000])
def test_a_reader_who_was_away_loses_nothing(library: Library, away: int) -> None:
    library.reach("osh", 1)
    library.newsroom.set_read(library.newsroom.articles.whole(["osh1"]), True)
    library.now = NOW + away * DAY
    tidy(library.newsroom)  # the first start, without a network
    library.reach("osh", 2)
    tidy(library.newsroom)
    assert library.ids == ["osh1", "osh2"]
    assert "osh1" in library.newsroom.marks.read_ids()


@pytest.mark.parametrize("jump", [365, -365, 36_500])
def test_a_clock_that_was_wrong_once_counts_as_one_day(library: Library, jump: int) -> None:
    library.reach("osh", 1)
    library.reach("osh", 2, at=NOW + jump * DAY)
    tidy(library.newsroom)
    for day in range(1, 50):
        library.reach("osh", 2, at=NOW + day * DAY)
        tidy(library.newsroom)
    assert library.ids == ["osh1", "osh2"]


def test_an_outlet_that_is_not_followed_ages_by_the_others(library: Library) -> None:
    library.reach("osh", 1)
    library.reach("naryn", 1)
    library.newsroom.settings = replace(library.newsroom.settings, outlets=library.newsroom.settings.outlets[1:])
    for day in range(1, 62):
        library.reach("naryn", 1, at=NOW + day * DAY)
    tidy(library.newsroom)
    assert library.ids == ["naryn1"]


def test_an_answer_without_a_body_says_that_all_is_there_still(library: Library) -> None:
    library.reach("osh", 1)
    for day in range(1, 90):
        before, library.now = library.now, NOW + day * DAY
        library.newsroom.entries.note_unchanged("osh", since=before, now=library.now)
        tidy(library.newsroom)
    assert library.ids == ["osh1"]


@pytest.mark.parametrize("days", [999_999, 10**12])
def test_for_ever_is_for_ever(tmp_path: Path, days: int) -> None:
    library = Library(tmp_path, keep_days=days)
    with library.newsroom:
        library.reach("osh", 1)
        for day in range(1, 5):
            library.reach("osh", at=NOW + day * 100 * DAY)
        tidy(library.newsroom)
        assert library.ids == ["osh1"]


def test_what_a_clock_that_was_wrong_has_dated_ahead_is_dated_anew(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.reach("osh", 1, at=NOW + 400 * DAY)
    library.reach("osh", 1, 2, at=NOW)
    room = library.newsroom
    room.regroup()
    tidy(room)
    assert room.articles.date_anew(NOW + DAY) == 0
    library.reach("osh", 1, 2, 3, at=NOW + DAY)
    room.regroup()
    [newest, *others] = room.stories()
    assert newest.lead.title == "Report number 3 of osh"
    assert {story.date for story in others} <= {NOW, NOW + timedelta(minutes=5)}
    listed = room.reads.window(Query(), offset=0, limit=9).rows
    assert listed[0].title == newest.lead.title
    room.close()
