"""What the reader decides on stories survives every regrouping, and can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from careader.model import Article, Story
from careader.newsroom import Newsroom
from careader.newsroom.deciding import join, take_out, undo
from careader.newsroom.kinship import related_stories
from tests.library import open_library
from tests.telling import EXILE, INDEPENDENT, RELATED, STATE, STORY


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with open_library(tmp_path, (*STORY, RELATED)) as newsroom:
        yield newsroom


def stories(room: Newsroom) -> set[frozenset[str]]:
    return {frozenset(article.id for article in story.articles) for story in room.stories()}


def told(*stories: tuple[Article, ...]) -> set[frozenset[str]]:
    return {frozenset(article.id for article in articles) for articles in stories}


def story_of(room: Newsroom, article: Article) -> Story:
    story = room.story(article.id)
    assert story is not None
    return story


def regroup(room: Newsroom) -> None:
    room.regroup()


@pytest.mark.parametrize("out", STORY)
def test_what_was_taken_out_stays_out_and_can_come_back(room: Newsroom, out: Article) -> None:
    change = take_out(room, out, story_of(room, STATE))
    rest = tuple(article for article in STORY if article != out)
    for _ in range(2):
        assert stories(room) == told((out,), rest, (RELATED,))
        regroup(room)
    undo(room, change)
    for _ in range(2):
        assert stories(room) == told(STORY, (RELATED,))
        regroup(room)


def test_what_was_joined_stays_joined_and_can_be_parted(room: Newsroom) -> None:
    change = join(room, story_of(room, STATE), story_of(room, RELATED))
    for _ in range(2):
        assert stories(room) == told((*STORY, RELATED))
        regroup(room)
    undo(room, change)
    for _ in range(2):
        assert stories(room) == told(STORY, (RELATED,))
        regroup(room)


def test_a_join_overrides_what_was_taken_out_before(room: Newsroom) -> None:
    take_out(room, EXILE, story_of(room, STATE))
    change = join(room, story_of(room, STATE), story_of(room, EXILE))
    regroup(room)
    assert stories(room) == told(STORY, (RELATED,))
    undo(room, change)
    regroup(room)
    assert stories(room) == told((STATE, INDEPENDENT), (EXILE,), (RELATED,))


def test_decisions_survive_a_restart(room: Newsroom, tmp_path: Path) -> None:
    take_out(room, EXILE, story_of(room, STATE))
    join(room, story_of(room, EXILE), story_of(room, RELATED))
    room.decisions.flush()
    with open_library(tmp_path, ()) as again:
        regroup(again)
        assert stories(again) == told((STATE, INDEPENDENT), (EXILE, RELATED))


def test_what_was_taken_out_is_listed_first_among_what_is_related(room: Newsroom) -> None:
    take_out(room, EXILE, story_of(room, STATE))
    found = related_stories(room, story_of(room, STATE))
    assert [(kin.story.lead.id, kin.decided) for kin in found] == [(EXILE.id, True), (RELATED.id, False)]
