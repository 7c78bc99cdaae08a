"""A captured article and its feed entry are one article; nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from careader.model import Article, Block, BlockKind, Origin, TextOrigin
from careader.newsroom import Newsroom
from careader.newsroom.keeping import find_twin, keep, united
from careader.store.decisions import Decided, pair_of
from tests.library import open_library
from tests.telling import EXILE, STATE, telling

ENTRY = telling(
    "Karakol brings back its winter tram",
    "KARAKOL (EG) — The tram that took three generations of Karakol to school runs again from Monday. The city found"
    " two of the old cars in a shed of the brickworks, and a workshop in Tokmok made them new.",
    "A ride costs 17 som.",
    minutes=600,
)
HEADING = Block(BlockKind.HEADING, "What a ride costs")
CAPTURE = replace(
    ENTRY,
    id="captured",
    url="",
    origin=Origin.FILE,
    text_origin=TextOrigin.FILE,
    published=ENTRY.date.replace(hour=0, minute=0),
    blocks=(
        replace(ENTRY.blocks[0], text=ENTRY.blocks[0].text.removeprefix("KARAKOL (EG) — ")),
        HEADING,
        ENTRY.blocks[1],
    ),
)
TEASER = replace(ENTRY, complete=False, blocks=(replace(ENTRY.blocks[0], text=ENTRY.blocks[0].text[:110] + "…"),))


def with_text(article: Article, text: str) -> Article:
    return replace(article, blocks=(Block(BlockKind.PARAGRAPH, text),))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (CAPTURE, ENTRY, True),
        (ENTRY, CAPTURE, True),
        (CAPTURE, TEASER, True),
        (CAPTURE, replace(ENTRY, title="Trams are back in Karakol"), False),
        (CAPTURE, replace(ENTRY, title="KARAKOL BRINGS BACK ITS WINTER TRAM!"), True),
        (CAPTURE, replace(ENTRY, outlet_id="another"), False),
        (replace(CAPTURE, outlet_id=""), replace(ENTRY, outlet_id=""), False),
        (CAPTURE, replace(CAPTURE, id="again"), False),
        (ENTRY, replace(ENTRY, id="again"), False),
        (CAPTURE, with_text(ENTRY, "The tram that took them."), False),
        (CAPTURE, with_text(ENTRY, ENTRY.blocks[0].text.replace("Monday", "Sunday")), False),
        (CAPTURE, replace(ENTRY, published=CAPTURE.date + timedelta(days=3)), False),
        (replace(CAPTURE, published=None), ENTRY, True),
    ],
)
def test_which_articles_are_one(one: Article, other: Article, same: bool) -> None:
    assert (find_twin(one, [other]) is other) is same


def test_another_headline_needs_more_of_the_text() -> None:
    text = " ".join(f"Sentence number {number} of a long report from Karakol." for number in range(12))
    entry, capture = with_text(ENTRY, text), with_text(CAPTURE, text)
    assert find_twin(capture, [replace(entry, title="Trams are back in Karakol")])
    assert not find_twin(with_text(CAPTURE, text[:150]), [replace(entry, title="Trams are back in Karakol")])


def test_what_is_united_has_the_address_of_the_entry_and_the_fuller_text() -> None:
    one = united(CAPTURE, TEASER)
    assert (one.id, one.url, one.published) == (ENTRY.id, ENTRY.url, ENTRY.published)
    assert (one.blocks, one.complete, one.origin) == (CAPTURE.blocks, True, Origin.FILE)
    assert united(CAPTURE, ENTRY).blocks == ENTRY.blocks


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with open_library(tmp_path, (STATE,)) as newsroom:
        yield newsroom


def ids(room: Newsroom) -> set[str]:
    return set(room.articles.ids()) - {STATE.id}


@pytest.mark.parametrize("entry", [ENTRY, TEASER])
@pytest.mark.parametrize("captured_first", [True, False])
def test_both_come_to_one_article_in_either_order(room: Newsroom, entry: Article, captured_first: bool) -> None:
    order = (CAPTURE, entry) if captured_first else (entry, CAPTURE)
    for article in (*order, *order):
        keep(room, [article])
    assert ids(room) == {ENTRY.id}
    [one] = room.articles.whole([ENTRY.id])
    assert (one.url, one.complete, one.formerly) == (ENTRY.url, True, ())
    assert room.articles.search("brickworks") == {ENTRY.id}


def test_a_capture_of_what_is_known_is_nothing_new(room: Newsroom) -> None:
    keep(room, [ENTRY])
    kept = keep(room, [CAPTURE])
    assert [article.id for article in kept.articles] == [ENTRY.id]
    assert kept.stored.new == frozenset()


def test_marks_and_decisions_go_over_to_the_entry(room: Newsroom) -> None:
    keep(room, [CAPTURE])
    room.set_read([CAPTURE], True)
    room.set_starred([CAPTURE], True)
    room.decisions.decide({pair_of("captured", STATE.id): Decided.APART})
    keep(room, [ENTRY])
    assert room.marks.read_ids() >= {ENTRY.id}
    assert room.marks.starred_ids() == {ENTRY.id}
    assert [star.url for star in room.stars()] == [ENTRY.url]
    assert room.decisions.on(ENTRY.id, STATE.id) is Decided.APART
    assert room.decisions.on("captured", STATE.id) is Decided.NOTHING


def test_another_outlet_with_the_same_words_stays_itself(room: Newsroom) -> None:
    keep(
        room, [CAPTURE, replace(ENTRY, id="reprint", outlet="Other", outlet_id="other", url="https://other.example/1")]
    )
    assert ids(room) == {"captured", "reprint"}


def test_a_new_headline_at_the_same_address_is_an_update_with_its_history(room: Newsroom) -> None:
    titles = ("First headline of the day", "Second headline of the day", "SECOND headline, of the day", EXILE.title)
    for hour, title in enumerate(titles):
        keep(room, [replace(ENTRY, title=title, seen=ENTRY.seen + timedelta(hours=hour))])
    [one] = room.articles.whole([ENTRY.id])
    assert one.title == EXILE.title
    assert one.formerly == ("First headline of the day", "SECOND headline, of the day")
    keep(room, [replace(ENTRY, title="second headline of the day", seen=ENTRY.seen + timedelta(hours=9))])
    [one] = room.articles.whole([ENTRY.id])
    assert one.formerly == ("First headline of the day", EXILE.title)
