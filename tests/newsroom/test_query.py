"""Filters and their counts: a count is what its filter would show."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from careader.model import COUNTRIES, Story
from careader.newsroom import PLACES, Query, places_of
from tests.library import NOW, article
from tests.newsroom.matching import count_places, matches


def story(
    number: int,
    *countries: Sequence[str],
    region: bool = False,
    read: bool = False,
    starred: bool = False,
) -> Story:
    """Make a story of one article for each set of countries; `region` is of the last one."""
    articles = tuple(
        article(
            f"Story {number} told {place}",
            minutes=number,
            countries=codes,
            region=region and place == len(countries) - 1,
        )
        for place, codes in enumerate(countries)
    )
    return Story(f"s{number}", articles, read=read, starred=starred)


STORIES = (
    story(0, ["kz"]),
    story(1, ["kg"], ["kg", "uz"], read=True),
    story(2, ["tj"], [], region=True, starred=True),
    story(3, []),
    story(4, ["uz"], read=True, starred=True),
)


def shown(query: Query, found: Collection[str] | None = None) -> list[str]:
    return [story.id for story in STORIES if matches(query, story, found)]


def test_no_filter_shows_everything() -> None:
    assert shown(Query()) == ["s0", "s1", "s2", "s3", "s4"]


def test_a_story_counts_for_a_country_if_any_of_its_articles_is_about_it() -> None:
    assert shown(Query(places=frozenset({"uz"}))) == ["s1", "s4"]
    assert shown(Query(places=frozenset({"region"}))) == ["s2"]
    assert places_of(STORIES[1]) == ("kg", "uz")
    assert places_of(STORIES[2]) == ("tj", "region")


def test_several_places_are_a_union() -> None:
    assert shown(Query(places=frozenset({"kz", "region"}))) == ["s0", "s2"]
    assert shown(Query(places=frozenset(PLACES))) == ["s0", "s1", "s2", "s4"]


def test_the_other_filters_narrow_the_union() -> None:
    places = frozenset({"uz", "tj"})
    assert shown(Query(places=places, unread=True)) == ["s2"]
    assert shown(Query(places=places, starred=True)) == ["s2", "s4"]
    assert shown(Query(places=places, starred=True, unread=True)) == ["s2"]
    assert shown(Query(since=NOW - timedelta(minutes=1))) == ["s0", "s1"]


def test_a_search_finds_a_story_by_any_of_its_articles() -> None:
    second = STORIES[1].articles[1].id
    assert shown(Query(search="told"), {second}) == ["s1"]
    assert shown(Query(search="told", places=frozenset({"kg"})), {second}) == ["s1"]
    assert shown(Query(search="told", places=frozenset({"kz"})), {second}) == []
    assert shown(Query(search="nothing"), frozenset()) == []


def test_counts_are_of_all_places_while_the_other_filters_hold() -> None:
    assert count_places(STORIES, Query()) == {"all": 5, "kz": 1, "kg": 1, "tj": 1, "uz": 2, "region": 1}
    assert count_places(STORIES, Query(unread=True)) == {"all": 3, "kz": 1, "tj": 1, "region": 1}
    assert count_places(STORIES, Query(starred=True)) == {"all": 2, "tj": 1, "uz": 1, "region": 1}
    assert count_places(STORIES, Query(starred=True, unread=True)) == {"all": 1, "tj": 1, "region": 1}
    assert count_places(STORIES, Query(search="x"), {STORIES[1].lead.id}) == {"all": 1, "kg": 1, "uz": 1}
    assert count_places(STORIES, Query(search="x"), frozenset()) == {}


_STORIES = st.lists(
    st.builds(
        story,
        st.integers(0, 5),
        st.lists(st.sampled_from(tuple(COUNTRIES)), unique=True),
        st.lists(st.sampled_from(tuple(COUNTRIES)), unique=True),
        region=st.booleans(),
        read=st.booleans(),
        starred=st.booleans(),
    ),
    max_size=6,
)
_QUERIES = st.builds(
    Query,
    places=st.frozensets(st.sampled_from(PLACES)),
    unread=st.booleans(),
    starred=st.booleans(),
    since=st.none() | st.integers(0, 5).map(lambda minutes: NOW - timedelta(minutes=minutes)),
)


@settings(max_examples=60, deadline=None)
@given(stories=_STORIES, query=_QUERIES, found=st.none() | st.sets(st.integers(0, 5)))
def test_each_count_is_what_its_filter_alone_would_show(
    stories: list[Story], query: Query, found: set[int] | None
) -> None:
    ids = (
        None
        if found is None
        else {a.id for number in found for s in stories if s.id == f"s{number}" for a in s.articles[:1]}
    )
    counts = count_places(stories, query, ids)
    for place in ("", *PLACES):
        alone = Query(frozenset({place} - {""}), query.unread, query.starred, query.search, query.since)
        assert counts[place or "all"] == sum(matches(alone, story, ids) for story in stories)
