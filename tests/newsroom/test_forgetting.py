"""What is forgotten stays away, and comes back whole when that is undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from careader.model import Outlet
from careader.newsroom import Newsroom
from careader.newsroom.forgetting import bring_back, forget
from careader.newsroom.ingest import ingest
from careader.sources.entry import Read
from careader.sources.feed import read_feed
from careader.store.decisions import Decided, pair_of
from tests.library import ARTICLES, NOW, open_library

FEED = b"""<rss version="2.0"><channel><title>G</title>
<item><title>A dam near Naryn</title><link>https://g.example/1</link><description>It fills.</description></item>
<item><title>Bees swarm over Nurek</title><link>https://g.example/2</link><description>They hum.</description></item>
</channel></rss>"""
OUTLET = Outlet("g", "Gazette", "https://g.example/feed", "en")


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return open_library(tmp_path)


def take(room: Newsroom, content: bytes = FEED) -> None:
    read = read_feed(content, OUTLET, now=NOW)
    assert isinstance(read, Read)
    ingest(room, OUTLET, read, NOW)


def titles(room: Newsroom) -> set[str]:
    return {story.lead.title for story in room.stories()}


def test_what_is_forgotten_does_not_come_back_with_its_feed(room: Newsroom) -> None:
    take(room)
    assert "A dam near Naryn" in titles(room)
    dam = next(story.lead for story in room.stories() if story.lead.title == "A dam near Naryn")
    forget(room, [dam.id])
    take(room)
    take(room, FEED.replace(b"It fills.", b"It fills, and fills."))
    assert "A dam near Naryn" not in titles(room)
    assert "Bees swarm over Nurek" in titles(room)


def test_undoing_brings_back_articles_marks_decisions_and_former_headlines(room: Newsroom) -> None:
    take(room)
    take(room, FEED.replace(b"A dam near Naryn", b"A dam on the Naryn is filled"))
    dam = next(story.lead for story in room.stories() if "dam" in story.lead.title)
    room.set_starred([dam], True)
    room.set_read([dam], True)
    pair = pair_of(dam.id, ARTICLES[0].id)
    room.decisions.decide({pair: Decided.APART})
    before = room.articles.get(dam.id)
    versions = room.articles.versions(dam.id)
    assert before
    assert before.formerly == ("A dam near Naryn",)

    gone = forget(room, [dam.id, "unknown"])
    assert len(gone) == 1
    assert room.articles.get(dam.id) is None
    assert dam.id not in room.marks.starred_ids()
    assert room.decisions.on(*pair) is Decided.NOTHING
    bring_back(room, gone)
    assert room.articles.get(dam.id) == before
    assert room.articles.versions(dam.id) == versions
    assert dam.id in room.marks.starred_ids() & room.marks.read_ids()
    assert room.decisions.on(*pair) is Decided.APART
    take(room)
    assert room.articles.get(dam.id), "the feed knows it again"
    assert room.find("dam Naryn") == frozenset({dam.id})
