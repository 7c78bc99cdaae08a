"""An article on Telegram and on its site: one line, and when it was at each."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from careader.model import Way
from careader.newsroom import Newsroom
from careader.settings import OutletEntry, Settings
from careader.words import screen
from tests.channels import channel, post
from tests.library import paths_in
from tests.newsstand import Newsstand, Page

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
EARLY, LATE = NOW - timedelta(minutes=58), NOW - timedelta(minutes=40)


def serve(stand: Newsstand, way: str, headline: str = "A third pier") -> None:
    link = stand.at("/news/pier-is-open")
    feed = (
        f"<rss version='2.0'><channel><item><title>A third pier</title><link>{link}</link>"
        f"<pubDate>{LATE:%a, %d %b %Y %H:%M:%S} +0000</pubDate><description>It is open.</description>"
        f"</item></channel></rss>"
    )
    said = post(5, f'<b>{headline}</b><br>It is open. <a href="{link}">More</a>', when=EARLY)
    stand.put("/feed", Page(feed.encode()) if way == "feed" else Page(status=404))
    stand.put("/s/steppe", Page(channel([said]), "text/html") if way == "telegram" else Page(status=404))


@pytest.mark.parametrize("ways", [("telegram", "feed"), ("feed", "telegram")])
def test_it_is_one_line_that_says_when_it_was_where(
    ways: tuple[str, str], tmp_path: Path, newsstand: Newsstand
) -> None:
    both = (Way("feed", newsstand.at("/feed")), Way("telegram", newsstand.at("/s/steppe")))
    settings = Settings(default_outlets=False, rates_enabled=False, outlets=(OutletEntry("steppe", way=both),))
    with Newsroom(paths_in(tmp_path), settings, now=lambda: NOW) as room:
        for way in ways:
            serve(newsstand, way)
            asyncio.run(room.refresh(lambda _: None, force=True, rates=False))
        (id_,) = room.articles.ids()
        article = room.articles.get(id_)
        assert article
        assert (article.title, article.published) == ("A third pier", EARLY)
        places = room.appearances.at_several([id_])[id_]
        assert [(one.place, one.published) for one in places] == [("telegram", EARLY), ("site", LATE)]
        assert places[0].url == "https://t.me/steppenews/5"


def test_a_post_leaves_the_headline_of_the_site_alone(tmp_path: Path, newsstand: Newsstand) -> None:
    both = (Way("feed", newsstand.at("/feed")), Way("telegram", newsstand.at("/s/steppe")))
    settings = Settings(default_outlets=False, rates_enabled=False, outlets=(OutletEntry("steppe", way=both),))
    with Newsroom(paths_in(tmp_path), settings, now=lambda: NOW) as room:
        for way in ("feed", "telegram"):
            serve(newsstand, way, headline="Hurray, a pier!")
            asyncio.run(room.refresh(lambda _: None, force=True, rates=False))
        (id_,) = room.articles.ids()
        article = room.articles.get(id_)
        assert article
        assert (article.title, article.formerly, article.published) == ("A third pier", (), EARLY)


def test_an_article_at_one_place_says_nothing(tmp_path: Path, newsstand: Newsstand) -> None:
    way = (Way("telegram", newsstand.at("/s/steppe")),)
    settings = Settings(default_outlets=False, rates_enabled=False, outlets=(OutletEntry("steppe", way=way),))
    serve(newsstand, "telegram")
    with Newsroom(paths_in(tmp_path), settings, now=lambda: NOW) as room:
        asyncio.run(room.refresh(lambda _: None, rates=False))
        (id_,) = room.articles.ids()
        assert room.appearances.at_several([id_]) == {}


def test_the_words() -> None:
    local = datetime(2026, 11, 25, 14, 2).astimezone()
    said = screen.appeared([("telegram", local), ("site", local + timedelta(minutes=18))])
    assert said == "on Telegram 14:02, site 14:20"
    assert (
        screen.appeared([("site", local), ("telegram", local + timedelta(days=1))])
        == "site 14:02, on Telegram 26 Nov, 14:02"
    )
