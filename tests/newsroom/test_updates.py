"""Later articles in a read story: counted, and looked at for news."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from careader.model import Story
from careader.newsroom import Newsroom, Query
from careader.newsroom.updates import brings_news
from tests.library import open_library
from tests.telling import INDEPENDENT, STATE, telling

LONG = telling(
    "Rogun reservoir filled to record 1,100 metres: what it means",
    "The reservoir of the Rogun dam stands at a record 1,100 metres.",
    "Farmers on the lower Amu Darya expect less water in July and more in January. Their unions in Termez and Nukus ask"
    " for a treaty. Engineers who worked on the core of the dam say that the grouting of the left bank took longer than"
    " planned and cost twice as much. A bank in Astana has offered to insure the turbines, an offer that the company"
    " declined in August.",
    "Two sisters from Hakimi, a village under the new shore, have opened a school in Tursunzoda for the children of"
    " those who left. Their pupils learn carpentry, and the first class built the desks. Tourists are expected too: a"
    " ferry is being welded in Nurek, and hotels along the road have begun to take bookings for the summer after next.",
    minutes=10,
    countries=["tj"],
    outlet="Steppe Review",
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with open_library(tmp_path, (STATE, INDEPENDENT, LONG)) as newsroom:
        yield newsroom


def only(room: Newsroom) -> Story:
    [story] = room.stories()
    return story


def test_an_article_that_joins_a_read_story_is_counted_and_leaves_it_read(room: Newsroom) -> None:
    assert (only(room).read, only(room).new) == (False, 0)
    room.set_read([STATE], True)
    assert (only(room).read, only(room).new) == (True, 2)
    room.set_read([INDEPENDENT, LONG], True)
    assert (only(room).read, only(room).new) == (True, 0)


def test_a_story_is_updated_by_what_nobody_said_before(room: Newsroom) -> None:
    room.set_read([STATE, INDEPENDENT], True)
    assert not only(room).updated
    assert room.look_for_updates(room.stories())
    story = only(room)
    assert story.updated
    assert Query(updated=True).matches(story)
    assert room.marked(story).updated
    room.set_read([LONG], True)
    assert not only(room).updated
    assert not room.marked(story).updated
    assert not Query(updated=True).matches(only(room))


def test_the_same_in_other_words_updates_nothing(room: Newsroom) -> None:
    room.set_read([STATE, LONG], True)
    assert not room.look_for_updates(room.stories())
    assert not only(room).updated


def test_an_unread_story_is_not_updated(room: Newsroom) -> None:
    assert not room.look_for_updates(room.stories())


def test_a_text_in_a_language_nobody_read_is_not_judged() -> None:
    assert brings_news(LONG, [STATE])
    assert not brings_news(replace(LONG, language="ru"), [STATE])


def test_a_teaser_is_too_little_to_update_a_story() -> None:
    assert not brings_news(replace(LONG, blocks=(), summary="A ferry is being welded in Nurek."), [STATE])
