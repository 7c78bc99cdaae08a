"""The list, asked for by windows, shows what the filters say of each story by itself; and how little that costs."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from careader.model import Article, Origin, Ownership, Story
from careader.newsroom import PLACES, Newsroom, Query, places_of
from careader.newsroom.listing import stories_of
from careader.settings import Settings
from careader.store.storytable import StoryTable
from tests.library import NOW, article, paths_in
from tests.newsroom.matching import count_places, matches

TOPICS = ("canal", "tram", "museum", "harvest", "border post", "school", "glacier", "railway")
TOWNS = ("Osh", "Almaty", "Khujand", "Samarkand", "Ашхабад", "Бишкек")
OUTLETS = (("Osh Gazette", "en"), ("Steppe Wire", "en"), ("Бишкек сегодня", "ru"))


def made(number: int, random: Random) -> Article:
    outlet, language = random.choice(OUTLETS)
    title = f"{random.choice(TOWNS)} opens {random.choice(TOPICS)} number {number}"
    one = article(
        title,
        minutes=random.randrange(200) * 60,
        countries=random.sample(PLACES[:-1], random.choice((0, 1, 1, 2))),
        region=random.random() < 0.1,
        outlet=outlet,
        language=language,
        ownership=random.choice(list(Ownership)),
    )
    return replace(one, origin=Origin.SAMPLE) if random.random() < 0.05 else one


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """300 articles in about 220 stories, with marks."""
    random = Random(7)
    settings = Settings(default_outlets=False, languages=("ru",))
    with Newsroom(paths_in(tmp_path_factory.mktemp("library")), settings, now=lambda: NOW) as newsroom:
        articles = [made(number, random) for number in range(300)]
        newsroom.articles.put(articles)
        ids = [one.id for one in articles]
        joined = {
            other: f"s{ids[place]}" for place in range(0, 300, 7) for other in ids[place : place + random.randrange(4)]
        }
        newsroom.articles.set_stories(joined)
        newsroom.set_read(random.sample(articles, 90), True)
        newsroom.set_starred(random.sample(articles, 12), True)
        newsroom.set_read(random.sample(articles, 20), False)
        yield newsroom


def everything(library: Newsroom) -> list[Story]:
    """The whole list, put together in memory."""
    return stories_of(library.articles.headlines(), library.among, library.settings.languages)


QUERIES = [
    Query(),
    Query(unread=True),
    Query(starred=True),
    Query(places=frozenset({"kg"})),
    Query(places=frozenset({"kz", "region"}), unread=True),
    Query(since=NOW - timedelta(hours=30)),
    Query(search="canal"),
    Query(search="CANAL osh"),
    Query(search="o"),
    Query(search='"opens tram"'),
    Query(search="-canal"),
    Query(search="tram -osh"),
    Query(search="!?"),
    Query(search="-!?"),
    Query(search="ашхабад -museum", unread=True),
    Query(search="outlet:osh"),
    Query(search="outlet:wire,бишкек harvest"),
    Query(search="-outlet:osh country:kz,tj"),
    Query(search="lang:ru"),
    Query(search="-lang:ru -country:uz"),
    Query(search="owner:state,exile"),
    Query(search="-owner:state"),
    Query(search="starred:"),
    Query(search="unread: -starred:"),
    Query(search="read:"),
    Query(search="updated:"),
    Query(search="since:2d before:1d", now=NOW),
    Query(search="since:2d"),
    Query(search="nothing at all has this"),
]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.search or str(sorted(query.places)))
def test_the_list_is_what_the_filters_say_of_each_story(library: Newsroom, query: Query) -> None:
    found = library.find(query.search)
    expected = [story for story in everything(library) if matches(query, story, found)]
    window = library.reads.window(query, limit=1000)
    assert [row.id for row in window.rows] == [story.id for story in expected]
    assert window.total == len(expected) == library.reads.total(query)
    for row, story in zip(window.rows, expected, strict=True):
        assert row == (
            story.id, story.lead.id, story.date, story.lead.title, story.lead.outlet, len(story.outlets),
            places_of(story), story.read, story.starred, story.new, story.lead.origin is Origin.SAMPLE,
        )  # fmt: skip
    counted = library.reads.counts(query)
    assert Counter({place: count.total for place, count in counted.items()}) == count_places(
        everything(library), query, found
    )
    unread = count_places([story for story in everything(library) if not story.read], query, found)
    assert Counter({place: count.unread for place, count in counted.items()}) == unread
    assert list(library.reads.select(query)) == expected


@pytest.mark.parametrize("query", [Query(), Query(unread=True), Query(search="o"), Query(search="-canal")])
def test_windows_put_together_are_the_list(library: Newsroom, query: Query) -> None:
    whole = library.reads.window(query, limit=1000).rows
    for size in (1, 7, 64):
        pages = [library.reads.window(query, offset=offset, limit=size) for offset in range(0, len(whole) + size, size)]
        assert tuple(row for page in pages for row in page.rows) == whole
        assert {page.total for page in pages} == {len(whole)}
    assert [story.id for story in library.reads.select(query, limit=9)] == [row.id for row in whole[:9]]


@pytest.mark.parametrize("query", [Query(), Query(unread=True), Query(search="canal")])
def test_a_story_is_found_at_its_row(library: Newsroom, query: Query) -> None:
    listed = library.reads.window(query, limit=1000).rows
    for number, row in enumerate(listed):
        assert library.reads.position(query, row.id) == (number, True)
    others = [story for story in everything(library) if story.id not in {row.id for row in listed}]
    for story in others[:20]:
        place = library.reads.position(query, story.id)
        assert not place.found
        assert all(above.date >= story.date for above in listed[: place.row])
        assert all(below.date <= story.date for below in listed[place.row :])
    assert library.reads.position(query, "s-nobody") == (0, False)
    assert library.reads.position(query, "s-nobody", NOW - timedelta(days=99)) == (len(listed), False)


@pytest.mark.parametrize("query", [Query(), Query(places=frozenset({"kz"})), Query(search="tram")])
def test_the_next_news_is_looked_for_round_the_end(library: Newsroom, query: Query) -> None:
    listed = library.reads.window(query, limit=1000).rows
    news = [number for number, row in enumerate(listed) if not row.read or row.joined]
    for row in range(len(listed)):
        after = [number for number in news if number > row] + news
        before = [number for number in reversed(news) if number < row] + news[::-1]
        assert library.reads.next_news(query, row) == after[0]
        assert library.reads.next_news(query, row, -1) == before[0]
    assert library.reads.next_news(Query(search="nothing at all"), 0) is None


def test_days_begin_where_the_date_changes(library: Newsroom) -> None:
    listed = library.reads.window(Query(), limit=1000).rows
    expected: list[tuple[int, date]] = []
    for number, row in enumerate(listed):
        day = row.date.astimezone().date()
        if not expected or expected[-1][1] != day:
            expected.append((number, day))
    assert library.reads.days(Query()) == expected


def test_the_unread_of_some_rows(library: Newsroom) -> None:
    stories = everything(library)
    read = library.marks.read_ids()

    def unread(some: list[Story]) -> list[str]:
        return sorted(one.id for story in some for one in story.articles if one.id not in read)

    assert sorted(library.reads.unread(Query(), 3, 17)) == unread(stories[3:17])
    assert sorted(library.reads.unread(Query())) == unread(stories)
    assert sorted(library.reads.unread(Query(unread=True), 5)) == unread([s for s in stories if not s.read][5:])


def test_what_is_kept_in_sight_stays_in_its_place(library: Newsroom) -> None:
    kept = frozenset(story.id for story in everything(library) if story.read) - {everything(library)[0].id}
    for query in (Query(unread=True, kept=kept), Query(unread=True, places=frozenset({"tj"}), kept=kept)):
        expected = [story.id for story in everything(library) if matches(query, story)]
        assert [row.id for row in library.reads.rows(query, limit=1000)] == expected


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom(paths_in(tmp_path), Settings(default_outlets=False), now=lambda: NOW) as newsroom:
        newsroom.articles.put([article(f"Report {number}", minutes=number) for number in range(5)])
        yield newsroom


def listed(library: Newsroom, *, unread: bool = False, starred: bool = False) -> list[str]:
    return [row.title for row in library.reads.rows(Query(unread=unread, starred=starred))]


def test_marks_are_in_the_list_at_once(small: Newsroom) -> None:
    [one, other] = small.articles.whole([row.lead for row in small.reads.rows(Query(), limit=2)])
    small.set_read([one], True)
    small.set_starred([other], True)
    assert listed(small, unread=True) == ["Report 1", "Report 2", "Report 3", "Report 4"]
    assert listed(small, starred=True) == ["Report 1"]
    small.set_read([one], False)
    small.set_starred([other], False)
    assert listed(small, unread=True)[0] == "Report 0"
    assert listed(small, starred=True) == []


def test_marks_are_shown_while_another_program_holds_the_library(small: Newsroom) -> None:
    small.reads.rows(Query())
    with sqlite3.connect(small.paths.data / "articles.sqlite3", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        small.set_read(small.articles.whole([small.reads.rows(Query())[2].lead]), True)
        assert [row.read for row in small.reads.rows(Query())] == [False, False, True, False, False]
        other.execute("ROLLBACK")
    other.close()
    assert listed(small, unread=True) == ["Report 0", "Report 1", "Report 3", "Report 4"]


def test_marks_of_another_program_are_in_the_list_at_the_next_start(tmp_path: Path) -> None:
    settings = Settings(default_outlets=False)
    with Newsroom(paths_in(tmp_path), settings, now=lambda: NOW) as one:
        one.articles.put([article("Report 0"), article("Report 1", minutes=1)])
        assert listed(one, unread=True) == ["Report 0", "Report 1"]
        with Newsroom(paths_in(tmp_path), settings, now=lambda: NOW) as other:
            other.set_read(other.articles.whole([other.reads.rows(Query())[0].lead]), True)
        one.marks.poll()
        assert listed(one, unread=True) == ["Report 1"]
    with Newsroom(paths_in(tmp_path), settings, now=lambda: NOW) as again:
        assert listed(again, unread=True) == ["Report 1"]


def test_a_mirror_that_a_crash_left_behind_is_mended(tmp_path: Path) -> None:
    settings = Settings(default_outlets=False)
    with Newsroom(paths_in(tmp_path), settings, now=lambda: NOW) as library:
        library.articles.put([article("Report 0"), article("Report 1", minutes=1)])
        library.set_read(library.articles.whole([library.reads.rows(Query())[0].lead]), True)
        library.reads.rows(Query())
    marks = tmp_path / "data" / "marks.json"
    marks.write_text("{}")  # as if the marks had never reached the disk
    with Newsroom(paths_in(tmp_path), settings, now=lambda: NOW) as library:
        assert listed(library, unread=True) == ["Report 0", "Report 1"]


def test_the_article_that_leads_follows_the_languages(tmp_path: Path) -> None:
    english, russian = article("Osh opens a tram"), article("Ош открывает трамвай", minutes=1, language="ru")
    for languages, title in (((), russian.title), (("en",), english.title), (("ru",), russian.title)):
        settings = Settings(default_outlets=False, languages=languages)
        with Newsroom(paths_in(tmp_path), settings, now=lambda: NOW) as library:
            library.articles.put([english, russian])
            library.articles.set_stories({english.id: f"s{russian.id}", russian.id: f"s{russian.id}"})
            assert [row.title for row in library.reads.rows(Query())] == [title]


def test_a_removed_article_leaves_its_story(small: Newsroom) -> None:
    ids = [row.lead for row in small.reads.rows(Query())]
    small.articles.set_stories({ids[0]: f"s{ids[1]}"})
    assert listed(small) == ["Report 1", "Report 2", "Report 3", "Report 4"]
    small.articles.remove([ids[1]])
    assert listed(small) == ["Report 0", "Report 2", "Report 3", "Report 4"]
    small.articles.remove([ids[0]])
    assert listed(small) == ["Report 2", "Report 3", "Report 4"]
    assert small.reads.total(Query()) == 3


@pytest.mark.parametrize("query", [Query(), Query(search="report"), Query(unread=True, kept=frozenset({"s1"}))])
def test_a_window_costs_the_same_whatever_there_is(small: Newsroom, query: Query) -> None:
    def cost() -> tuple[int, int]:
        statements = 0

        def count(sql: str) -> None:
            nonlocal statements
            statements += not sql.startswith("--")

        with small._database.reading() as reader:
            reader.set_trace_callback(count)
        rows = small.reads.window(query, limit=3).rows
        with small._database.reading() as reader:
            reader.set_trace_callback(None)
        return statements, len(rows)

    small.reads.window(query)
    small.articles.put([article("Report 5", minutes=5)])
    few = cost()
    small.articles.put([article(f"Report {number}", minutes=number) for number in range(6, 400)])
    assert cost() == few
    assert few[0] <= (8 if query.search else 4)
    assert cost()[0] <= 3  # what was just asked is known


def test_the_rows_of_stories_are_always_as_if_made_anew(tmp_path: Path) -> None:
    """Whatever has been kept, edited, grouped, taken apart, marked and removed."""
    random = Random(3)
    with Newsroom(paths_in(tmp_path), Settings(default_outlets=False), now=lambda: NOW) as library:
        database = library._database

        def kept() -> list[tuple[object, ...]]:
            with database.reading() as connection:
                rows = connection.execute("SELECT * FROM story ORDER BY key").fetchall()
                return [*rows, *connection.execute("SELECT * FROM member ORDER BY article")]

        for turn in range(6):
            articles = [made(number, random) for number in range(turn * 20, turn * 20 + 30)]
            library.articles.put([*articles, *(replace(one, title=f"{one.title} again") for one in articles[:3])])
            library.regroup()
            library.set_read(random.sample(articles, 5), True)
            library.set_starred(random.sample(articles, 2), True)
            library.articles.set_stories({one.id: f"s{articles[0].id}" for one in articles[:4]})
            library.reads.total(Query())
            library.articles.remove(one.id for one in random.sample(articles, 4))
            now = kept()
            with database.transaction() as connection:
                connection.execute("DELETE FROM meta WHERE name = 'stories'")
            StoryTable(database, library.settings.languages).check()
            assert kept() == now
