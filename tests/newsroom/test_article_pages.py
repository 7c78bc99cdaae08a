"""Whole articles: fetched from their pages over HTTP, kept, and judged anew."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from careader.model import Article, Code, Failure, TextOrigin
from careader.newsroom import Newsroom
from careader.newsroom.article_pages import PageOutcome, as_given, fetch_pages, wanted_pages
from careader.newsroom.events import Event, PageDone
from careader.settings import OutletEntry, Settings
from careader.text.blocks import text_of
from tests.library import paths_in
from tests.newsstand import Fault, Newsstand, Page
from tests.pages import HARBOUR, bot_check, consent_wall
from tests.sites import article_page

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
TITLE = "Harbour opens a third pier"
TEASER = "The harbour can load two more ships."
PIER = "/news/pier-is-open"


class Site:
    """An outlet whose feed has teasers, and the newsroom that reads it."""

    def __init__(self, folder: Path, stand: Newsstand, **settings: object) -> None:
        self.stand = stand
        self.items: list[tuple[str, str, str]] = []
        entry = OutletEntry("site", name="The Site", url=stand.at("/feed"), language="en")
        chosen = Settings(default_outlets=False, rates_enabled=False, outlets=(entry,), **settings)  # type: ignore[arg-type]
        self.room = Newsroom(paths_in(folder), chosen, now=lambda: NOW)

    def tell(self, path: str, title: str = TITLE, teaser: str = TEASER, page: Page | None = None) -> str:
        """Put an article into the feed and its page on the site; give its id once it has come in."""
        self.items.append((title, self.stand.at(path), teaser))
        if page:
            self.stand.put(path, page)
        body = "".join(
            f"<item><title>{t}</title><link>{u}</link><description>{d}</description></item>" for t, u, d in self.items
        )
        self.stand.put("/feed", Page(f"<rss version='2.0'><channel>{body}</channel></rss>".encode()))
        before = set(self.room.articles.ids())
        asyncio.run(self.room.refresh(lambda _: None, rates=False))
        (id_,) = set(self.room.articles.ids()) - before
        return id_

    def fetch(self, *ids: str, force: bool = False) -> list[PageOutcome]:
        return asyncio.run(fetch_pages(self.room, ids, force=force))

    def article(self, id_: str) -> Article:
        article = self.room.articles.get(id_)
        assert article
        return article


@pytest.fixture
def site(tmp_path: Path, newsstand: Newsstand) -> Iterator[Site]:
    made = Site(tmp_path, newsstand)
    yield made
    made.room.close()


def html(text: tuple[str, ...] = HARBOUR, head: str = "", **said: str) -> Page:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text)
    page = (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'>{head}</head><body><article>"
        f"<h1>{TITLE}</h1>{body}</article></body></html>"
    )
    return Page(page.encode(), "text/html; charset=utf-8", **said)  # type: ignore[arg-type]


def test_the_page_takes_the_place_of_the_teaser_and_countries_are_judged_anew(site: Site) -> None:
    id_ = site.tell(PIER, page=html())
    assert site.article(id_).countries == ()
    (outcome,) = site.fetch(id_)
    assert outcome == PageOutcome(id_, dates=outcome.dates)
    assert outcome.dates
    article = site.article(id_)
    assert [block.text for block in article.blocks] == list(HARBOUR)
    assert (article.text_origin, article.complete, article.summary) == (TextOrigin.PAGE, True, TEASER)
    assert article.countries == ("kz",)
    assert text_of(as_given(site.room, article).blocks) == TEASER


def test_a_teaser_that_comes_again_does_not_take_the_text_back(site: Site) -> None:
    id_ = site.tell(PIER, page=html())
    site.fetch(id_)
    site.items[0] = (TITLE, site.items[0][1], f"{TEASER} A correction of the teaser.")
    site.tell("/news/another-thing", "Another thing altogether", "Of another kind.")
    assert site.article(id_).text_origin is TextOrigin.PAGE


def test_a_whole_text_is_not_asked_for_and_asking_again_sends_its_validators(site: Site) -> None:
    id_ = site.tell(PIER, page=html(etag='"v1"'))
    site.fetch(id_)
    site.fetch(id_)
    assert len(site.stand.asked(PIER)) == 1
    assert site.fetch(id_, force=True)[0].failure is None
    assert site.stand.asked(PIER)[-1].headers["if-none-match"] == '"v1"'
    site.stand.put(PIER, html(HARBOUR[:3], etag='"v2"'))
    site.fetch(id_, force=True)
    assert len(site.article(id_).blocks) == 3  # a correction may be shorter


@pytest.mark.parametrize(
    ("page", "fault", "code"),
    [
        (html(), Fault.FORBIDDEN, Code.PAGE_REFUSED),
        (html(), Fault.NOT_FOUND, Code.PAGE_MISSING),
        (Page(b"gone", "text/html", 410), None, Code.PAGE_MISSING),
        (html(), Fault.BOT_CHECK, Code.BOT_CHECK),
        (Page(bot_check().body, "text/html"), None, Code.BOT_CHECK),
        (Page(consent_wall().body, "text/html"), None, Code.CONSENT),
        (html(("Subscribe to continue reading.",)), None, Code.PAYWALL),
        (html(()), None, Code.NO_TEXT),
        (html(("Two more ships.",)), None, Code.NO_MORE),
        (html(), Fault.TRUNCATED, Code.BROKEN_OFF),
    ],
)
def test_what_gives_no_whole_text_keeps_the_teaser_and_says_why(
    site: Site, page: Page, fault: Fault | None, code: Code
) -> None:
    id_ = site.tell(PIER, page=page)
    if fault:
        site.stand.spoil(PIER, fault)
    (outcome,) = site.fetch(id_)
    assert outcome.failure
    assert (outcome.failure.code, outcome.failure.what) == (code, "The Site")
    assert text_of(site.article(id_).blocks) == TEASER
    assert site.room.pages.failures([id_])[id_].code is code
    asked = len(site.stand.asked(PIER))
    assert site.fetch(id_)[0].failure == Failure("The Site", code, outcome.failure.params)
    assert len(site.stand.asked(PIER)) == asked  # not again so soon
    site.stand.mend(PIER)
    site.stand.put(PIER, html())
    assert site.fetch(id_, force=True)[0].failure is None
    assert site.room.pages.failures([id_]) == {}


def test_a_canonical_address_unites_two_addresses_of_one_text(site: Site) -> None:
    canonical = f"<link rel='canonical' href='{site.stand.at(PIER)}'>"
    first = site.tell(PIER, page=html(head=canonical))
    second = site.tell("/amp-version/of-the-pier", page=html(head=canonical))
    site.room.set_starred([site.article(second)], True)
    (outcome,) = site.fetch(second)
    assert site.room.articles.ids() == {outcome.article}
    assert outcome.article in (first, second)
    assert site.room.marks.starred_ids() == {outcome.article}
    asyncio.run(site.room.refresh(lambda _: None, force=True, rates=False))
    assert site.room.articles.ids() == {outcome.article}


def test_the_canonical_address_of_a_whole_section_unites_nothing(site: Site) -> None:
    section = f"<link rel='canonical' href='{site.stand.at(PIER)}'>"
    site.tell(PIER, "All about the harbour", "Everything at one place, every day.", page=html())
    other = site.tell(
        "/news/tram-is-back",
        "A tram returns to Samarkand",
        "Since Tuesday.",
        page=html(("The tram rides again in the old town.",) * 3, section),
    )
    site.fetch(other)
    assert len(site.room.articles.ids()) == 2


def test_editions_in_other_languages_are_one_story(site: Site) -> None:
    russian = site.stand.at("/ru/news/pirs-otkryt")
    head = (
        f"<link rel='alternate' hreflang='ru' href='{russian}'>"
        f"<link rel='alternate' hreflang='en' href='{site.stand.at(PIER)}'>"
    )
    first = site.tell(PIER, page=html(head=head))
    second = site.tell("/ru/news/pirs-otkryt", "Открыт новый причал", "Он длиннее прежнего.")
    assert site.room.articles.story_of(first) != site.room.articles.story_of(second)
    site.fetch(first)
    assert site.room.articles.story_of(first) == site.room.articles.story_of(second)


def test_starred_teasers_are_wanted_in_the_background_and_all_of_them_where_the_settings_say_so(
    site: Site, tmp_path: Path, newsstand: Newsstand
) -> None:
    first, second = site.tell(PIER, page=html()), site.tell("/news/b-second-one", "Another", "Of another kind.")
    assert wanted_pages(site.room) == []
    site.room.set_starred([site.article(first)], True)
    assert wanted_pages(site.room) == [first]
    site.fetch(first)
    assert wanted_pages(site.room) == []
    site.room.settings = Settings(full="all", outlets=site.room.settings.outlets, default_outlets=False)
    assert wanted_pages(site.room) == [second]
    site.room.settings = Settings(full="never", outlets=site.room.settings.outlets, default_outlets=False)
    assert wanted_pages(site.room) == []


def test_the_selector_of_an_outlet_is_used(tmp_path: Path, newsstand: Newsstand) -> None:
    site = Site(tmp_path, newsstand)
    with site.room:
        entry = OutletEntry("site", url=newsstand.at("/feed"), selector="div.only")
        site.room.settings = Settings(default_outlets=False, rates_enabled=False, outlets=(entry,))
        only = f"<div class='only'><p>{HARBOUR[1]}</p></div>"
        id_ = site.tell(
            PIER, page=Page(article_page(TITLE, NOW).replace("<main>", f"<main>{only}").encode(), "text/html")
        )
        site.fetch(id_)
        assert text_of(site.article(id_).blocks) == HARBOUR[1]


def test_a_refresh_fetches_the_pages_of_starred_teasers_in_the_background(site: Site) -> None:
    id_ = site.tell(PIER, page=html())
    assert site.stand.asked(PIER) == []
    site.room.set_starred([site.article(id_)], True)
    events: list[Event] = []
    asyncio.run(site.room.refresh(events.append, rates=False))
    assert site.article(id_).text_origin is TextOrigin.PAGE
    assert PageDone(id_, id_) in events
    asyncio.run(site.room.refresh(events.append, rates=False))
    assert len(site.stand.asked(PIER)) == 1
