"""A refresh against real servers on this machine."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from careader import words
from careader.model import Origin
from careader.newsroom import Newsroom
from careader.newsroom.events import Event, OutletDone, RateDone, RefreshDone, StoriesChanged
from careader.settings import OutletEntry, Settings
from careader.sources import feed as feeds
from careader.sources.xmltext import Document, repair
from tests import banks, outlets
from tests.library import NOW, paths_in
from tests.newsstand import Fault, Newsstand, Page, by_path, closed_address


def entry(name: str, url: str) -> OutletEntry:
    return OutletEntry(id=name, name=name.title(), url=url, language="en")


def feed(*titles: str, outlet: str = "gazette") -> Page:
    items = "".join(
        f"<item><title>{title}</title><link>https://{outlet}.example/{number}</link>"
        f"<description>About {title}.</description>"
        f"<pubDate>Sat, 21 Nov 2026 0{number}:00:00 GMT</pubDate></item>"
        for number, title in enumerate(titles)
    )
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>G</title>{items}</channel></rss>'
    return Page(body.encode(), etag=f'"{len(titles)}"')


class Room:
    """A newsroom whose clock can be turned, and what its refreshes reported."""

    def __init__(self, folder: Path, *entries: OutletEntry, endpoints: dict[str, str] | None = None) -> None:
        self.now = NOW
        self.events: list[Event] = []
        settings = Settings(
            outlets=entries,
            default_outlets=False,
            rates_enabled=endpoints is not None,
            rate_endpoints=endpoints or {},
        )
        self.newsroom = Newsroom(paths_in(folder), settings, now=lambda: self.now, key_of=by_path)

    def refresh(self, *, force: bool = False) -> RefreshDone:
        self.events.clear()
        return asyncio.run(self.newsroom.refresh(self.events.append, force=force))

    def outcome(self, name: str) -> OutletDone:
        return next(e for e in self.events if isinstance(e, OutletDone) and e.outlet.id == name)

    @property
    def titles(self) -> list[str]:
        return [story.lead.title for story in self.newsroom.stories()]


@pytest.fixture
def rooms() -> Iterator[list[Room]]:
    opened: list[Room] = []
    yield opened
    for room in opened:
        room.newsroom.close()


def test_every_format_comes_in_and_every_failure_says_why(
    newsstand: Newsstand, tmp_path: Path, rooms: list[Room]
) -> None:
    outlets.open_on(newsstand, NOW)
    for name in ("slow",):
        newsstand.spoil(f"/{name}/feed", Fault.TRUNCATED)
    names = ("steppe", "alatoo", "pamir", "registan", "shut", "busy", "wall", "slow")
    served = [entry(name, newsstand.at(f"/{name}/feed")) for name in names]
    rooms.append(room := Room(tmp_path, *served, entry("gone", f"{closed_address()}/feed")))
    done = room.refresh()
    assert done.reached
    assert done.new == len(room.newsroom.articles.ids()) == 12
    assert {name: room.outcome(name).new for name in names[:4]} == dict.fromkeys(names[:4], 3)
    reasons = {failure.what: words.reason(failure) for failure in done.failures}
    assert reasons["Shut"] == "HTTP 403"
    assert reasons["Busy"] == "HTTP 429"
    assert "check for robots" in reasons["Wall"]
    assert "broke off" in reasons["Slow"]
    assert "refused" in reasons["Gone"]
    assert [event.done for event in room.events if isinstance(event, OutletDone)] == list(range(1, 10))
    assert isinstance(room.events[-1], RefreshDone)
    assert any(isinstance(event, StoriesChanged) for event in room.events)


def test_articles_are_labelled_by_what_they_say(newsstand: Newsstand, tmp_path: Path, rooms: list[Room]) -> None:
    newsstand.put("/f", feed("Uzbekistan opens a tram line in Samarkand", "Paris bakes a longer loaf"))
    rooms.append(room := Room(tmp_path, entry("gazette", newsstand.at("/f"))))
    room.refresh()
    assert {a.title: a.countries for s in room.newsroom.stories() for a in s.articles} == {
        "Uzbekistan opens a tram line in Samarkand": ("uz",),
        "Paris bakes a longer loaf": (),
    }


def test_a_second_refresh_asks_conditionally_and_force_does_not(
    newsstand: Newsstand, tmp_path: Path, rooms: list[Room]
) -> None:
    newsstand.put("/f", feed("One headline from Osh", "Another headline from Osh"))
    rooms.append(room := Room(tmp_path, entry("gazette", newsstand.at("/f"))))
    assert room.refresh().new == 2
    assert room.refresh().new == 0
    assert room.outcome("gazette").unchanged
    room.refresh(force=True)
    assert room.outcome("gazette").unchanged
    asked = [request.headers.get("if-none-match") for request in newsstand.asked("/f")]
    assert asked == [None, '"2"', None]


def test_a_body_that_is_known_is_not_parsed(
    newsstand: Newsstand, tmp_path: Path, rooms: list[Room], monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []

    def counted(text: str) -> Document:
        parsed.append(text)
        return repair(text)

    monkeypatch.setattr(feeds, "repair", counted)
    page = replace(feed(*(f"Headline {number} from Osh" for number in range(9))), etag="")
    newsstand.put("/f", page)
    rooms.append(room := Room(tmp_path, entry("gazette", newsstand.at("/f"))))
    assert room.refresh().new == 9
    assert len(parsed) == 1
    statements: list[str] = []
    with room.newsroom._database.reading() as reader:
        for connection in (reader, room.newsroom._database.connection):
            connection.set_trace_callback(statements.append)
    for force in (False, True):
        newsstand.put("/f", replace(page, etag=f'"{force}"'))
        room.refresh(force=force)
        assert room.outcome("gazette").unchanged
    assert len(parsed) == 1
    of_the_outlet = [one for one in statements if "gazette" in one]
    assert len(of_the_outlet) <= 2 * 3, of_the_outlet
    newsstand.put("/f", replace(page, body=page.body.replace(b"8 from Osh", b"8 from Naryn")))
    room.refresh()
    assert (room.outcome("gazette").updated, len(parsed)) == (1, 2)


QUIET = """
import asyncio, sys
from pathlib import Path
from careader.newsroom import Newsroom
from careader.settings import OutletEntry, Settings
from tests.library import paths_in
settings = Settings(outlets=(OutletEntry(id="gazette", url=sys.argv[2]),), default_outlets=False, rates_enabled=False)
with Newsroom(paths_in(Path(sys.argv[1])), settings) as newsroom:
    asyncio.run(newsroom.refresh(lambda event: None, force=True))
    dear = ("careader.desk", "careader.sources.feed", "careader.newsroom.ingest", "lxml", "selectolax", "trafilatura")
    print(len(newsroom.articles.ids()), *(name for name in dear if name in sys.modules))
"""


def test_a_quiet_refresh_loads_nothing_that_reads_or_labels(newsstand: Newsstand, tmp_path: Path) -> None:
    newsstand.put("/f", feed("One headline from Osh", "Another headline from Osh"))
    for loaded in (["2", "careader.desk", "careader.sources.feed"], ["2"]):
        said = subprocess.run(
            [sys.executable, "-c", QUIET, str(tmp_path), newsstand.at("/f")], capture_output=True, text=True, check=True
        ).stdout.split()
        assert said[: len(loaded)] == loaded
    assert said == ["2"]


def test_what_is_known_of_a_feed_is_void_for_another_library(
    newsstand: Newsstand, tmp_path: Path, rooms: list[Room]
) -> None:
    newsstand.put("/f", feed("One headline from Osh"))
    rooms.append(room := Room(tmp_path, entry("gazette", newsstand.at("/f"))))
    room.refresh()
    room.newsroom.close()
    for file in (tmp_path / "data").iterdir():
        file.unlink()
    rooms[0] = again = Room(tmp_path, entry("gazette", newsstand.at("/f")))
    assert again.refresh().new == 1


def test_a_busy_host_is_left_alone_until_it_said_and_force_asks_all_the_same(
    newsstand: Newsstand, tmp_path: Path, rooms: list[Room]
) -> None:
    newsstand.put("/f", feed("One headline from Osh"), fault=Fault.TOO_MANY)
    rooms.append(room := Room(tmp_path, entry("gazette", newsstand.at("/f"))))
    assert not room.refresh().reached
    failure = room.outcome("gazette").failure
    assert failure is not None
    assert failure.retry_at == NOW + timedelta(seconds=120)
    newsstand.mend("/f")
    assert not room.refresh().reached
    assert len(newsstand.asked("/f")) == 1
    room.now = NOW + timedelta(seconds=121)
    assert room.refresh().new == 1


def test_a_new_headline_is_an_update_with_its_history(newsstand: Newsstand, tmp_path: Path, rooms: list[Room]) -> None:
    newsstand.put("/f", feed("Twelve hurt in a bus crash near Osh"))
    rooms.append(room := Room(tmp_path, entry("gazette", newsstand.at("/f"))))
    room.refresh()
    [story] = room.newsroom.stories()
    room.newsroom.set_read(story.articles, True)
    newsstand.put("/f", feed("Fourteen hurt in a bus crash near Osh"))
    room.refresh(force=True)
    assert room.outcome("gazette").updated == 1
    [story] = room.newsroom.stories()
    assert story.lead.title == "Fourteen hurt in a bus crash near Osh"
    assert story.read
    assert room.newsroom.articles.former_titles(story.lead.id) == ["Twelve hurt in a bus crash near Osh"]


def test_imports_are_not_forgotten(tmp_path: Path, rooms: list[Room]) -> None:
    rooms.append(room := Room(tmp_path))
    page = (
        "08 December 2025\n\nKazakhstan Builds a Bridge over the Ural River\n\n" + "Kazakhstan has begun to build. " * 9
    )
    source = tmp_path / "page.txt"
    source.write_text(page)
    assert len(room.newsroom.import_paths([str(source)]).stories) == 1
    room.now = NOW + timedelta(days=900)
    room.refresh()
    assert len(room.titles) == 1
    assert [a.origin for s in room.newsroom.stories() for a in s.articles] == [Origin.FILE]


def test_rates_come_from_the_banks_and_their_change_from_two_days(
    newsstand: Newsstand, tmp_path: Path, rooms: list[Room]
) -> None:
    endpoints = banks.Banks(banks.recent_figures(NOW.date()), today=NOW.date()).open_on(newsstand)
    rooms.append(room := Room(tmp_path, endpoints=endpoints))
    assert room.refresh().reached
    assert {event.currency for event in room.events if isinstance(event, RateDone)} == {
        "KGS", "KZT", "TJS", "UZS", "TMT", "EUR", "RUB", "CNY",
    }  # fmt: skip
    rates = {rate.base: rate for rate in room.newsroom.rates()}
    assert list(rates) == ["KGS", "KZT", "TJS", "UZS", "TMT"]
    assert rates["TMT"].fixed
    assert rates["KZT"].change_pct is not None
    assert not any(rate.stale for rate in rates.values())


def test_no_bank_is_asked_where_the_settings_say_so(newsstand: Newsstand, tmp_path: Path, rooms: list[Room]) -> None:
    newsstand.put("/f", feed("One headline from Osh"))
    rooms.append(room := Room(tmp_path, entry("gazette", newsstand.at("/f"))))
    room.refresh()
    assert [request.path for request in newsstand.requests] == ["/f"]
    assert room.newsroom.rates() == ()


def test_the_same_page_in_two_feeds_stays_with_the_first_outlet(
    newsstand: Newsstand, tmp_path: Path, rooms: list[Room]
) -> None:
    newsstand.put("/f", feed("One headline from Osh"))
    rooms.append(room := Room(tmp_path, entry("gazette", newsstand.at("/f"))))
    room.refresh()
    newsstand.put("/g", feed("One headline from Osh - Gazette"))
    rooms.append(both := Room(tmp_path, entry("gazette", newsstand.at("/f")), entry("copyist", newsstand.at("/g"))))
    both.refresh()
    [story] = both.newsroom.stories()
    assert (story.lead.outlet, story.lead.title) == ("Gazette", "One headline from Osh")


def test_a_library_that_cannot_be_written_is_a_failure_with_a_reason(
    newsstand: Newsstand, tmp_path: Path, rooms: list[Room]
) -> None:
    newsstand.put("/f", feed("One headline from Osh"))
    rooms.append(room := Room(tmp_path, entry("gazette", newsstand.at("/f"))))
    with sqlite3.connect(tmp_path / "data" / "articles.sqlite3") as other:
        other.execute("DROP TABLE article_text")
    other.close()
    room.refresh()
    failure = room.outcome("gazette").failure
    assert failure is not None
    assert words.say(failure) == "Gazette: could not be kept (no such table: article_text)"
