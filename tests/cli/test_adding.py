"""`outlets add`: a feed, a home page, a channel; what is found is tried and told, what is wrong changes nothing."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from careader.cli import careader
from careader.sources import discovery
from tests.newsstand import Fault, Newsstand, Page, closed_address
from tests.sites import feed, put_site

Run = Callable[..., Result]


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text("[outlets]\ndefaults = false\n", encoding="utf-8")
    return file


@pytest.fixture
def run(settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    for name in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))

    def go(*arguments: str) -> Result:
        return CliRunner().invoke(careader, ["--config", str(settings), *arguments])

    return go


def home(stand: Newsstand, head: str = "", body: str = "", title: str = "Steppe News") -> str:
    page = (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head><body><p>Welcome."
        f"</p>{body}</body></html>"
    )
    return stand.put("/gazette", Page(page.encode(), "text/html; charset=utf-8"))


def added(settings: Path) -> dict[str, Any]:
    (outlet,) = tomllib.loads(settings.read_text(encoding="utf-8"))["outlet"]
    assert isinstance(outlet, dict)
    return outlet


def test_a_home_page_gives_all_that_it_names_and_what_is_customary(
    run: Run, newsstand: Newsstand, settings: Path
) -> None:
    ways = put_site(newsstand, datetime.now(UTC), under="/gazette", ways=["feed", "wordpress", "sitemap"])
    head = (
        "<link rel='alternate' type='application/rss+xml' title='Comments' href='/gazette/comments/feed'>"
        "<link rel='alternate' type='application/rss+xml' title='News' href='/gazette/feed'>"
        f"<link rel='https://api.w.org/' href='{newsstand.at('/gazette/wp-json/')}'>"
    )
    done = run("outlets", "add", home(newsstand, head))
    assert done.exit_code == 0, done.output
    assert f"feed       {ways['feed']}  3 articles, the newest of" in done.stdout
    assert "comments/feed  HTTP 404" in done.stdout
    assert "Guessed: language en" in done.stdout
    assert "Nobody has said who answers for it" in done.stdout
    outlet = added(settings)
    assert [(way["kind"], way["url"]) for way in outlet["way"]] == [
        (kind, ways[kind]) for kind in ("feed", "wordpress", "sitemap")
    ]
    assert outlet["name"] == "Steppe News"
    assert "ownership" not in outlet
    assert json.loads(run("refresh", "--json").stdout)["new"] == 3


@pytest.mark.parametrize("path", ["rss.xml", "feed/rss", "index.xml", "atom.xml"])
def test_a_feed_at_a_customary_address_is_found(path: str, run: Run, newsstand: Newsstand, settings: Path) -> None:
    address = newsstand.put(f"/gazette/{path}", Page(feed(newsstand, datetime.now(UTC)).encode()))
    assert run("outlets", "add", home(newsstand)).exit_code == 0
    assert added(settings)["way"][0] == {"kind": "feed", "url": address}


def test_a_page_with_headlines_and_nothing_else_is_read_itself(run: Run, newsstand: Newsstand, settings: Path) -> None:
    ways = put_site(newsstand, datetime.now(UTC), ways=["page"])
    assert run("outlets", "add", ways["page"], "--ownership", "exile").exit_code == 0
    outlet = added(settings)
    assert (outlet["way"], outlet["ownership"]) == ([{"kind": "page", "url": ways["page"]}], "exile")


def test_a_feed_is_added_as_it_is(run: Run, newsstand: Newsstand, settings: Path) -> None:
    ways = put_site(newsstand, datetime.now(UTC), ways=["feed"])
    done = run("outlets", "add", ways["feed"], "--language", "ru", "--name", "The Steppe")
    outlet = added(settings)
    assert (outlet["url"], outlet["language"], outlet["name"]) == (ways["feed"], "ru", "The Steppe")
    assert "way" not in outlet
    assert "language" not in done.stdout
    again = run("outlets", "add", ways["feed"])
    assert again.exit_code == 1
    assert "in the list already" in again.stderr


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://exa mple.org/feed", 2),
        ("http://[x", 2),
        ("@a b", 2),
        ("@no", 2),
        ("ftp://example.org/", 2),
        ("http://", 2),
        ("javascript:alert(1)", 2),
    ],
)
def test_an_address_that_is_none_is_refused_and_changes_nothing(
    address: str, code: int, run: Run, settings: Path
) -> None:
    before = settings.read_bytes()
    done = run("outlets", "add", address)
    assert done.exit_code == code, done.output
    assert len(done.stderr.strip().splitlines()[-1]) < 400
    assert settings.read_bytes() == before
    assert run("outlets", "list").exit_code == 0


def test_a_page_where_nothing_is_found_changes_nothing(run: Run, newsstand: Newsstand, settings: Path) -> None:
    before = settings.read_bytes()
    done = run("outlets", "add", home(newsstand, body="<a href='https://t.me/share/url?url=x'>Share</a>"))
    assert done.exit_code == 1
    assert "nothing was found" in done.stderr
    assert "page  " in done.stdout
    assert settings.read_bytes() == before


@pytest.mark.parametrize("fault", [Fault.BOT_CHECK, Fault.HTML, Fault.UNAVAILABLE])
def test_what_cannot_be_tried_is_added_with_a_word(
    fault: Fault, run: Run, newsstand: Newsstand, settings: Path
) -> None:
    url = newsstand.put("/wall/feed", Page(), fault=fault)
    done = run("outlets", "add", url)
    assert done.exit_code == 0
    assert "could not be tried" in done.stderr
    assert added(settings)["url"] == url


def test_what_cannot_be_reached_is_added_with_a_word(run: Run, settings: Path) -> None:
    assert "could not be tried" in run("outlets", "add", f"{closed_address()}/feed").stderr
    assert run("outlets", "add", f"{closed_address()}/other", "--as-is").stderr == ""


def test_a_host_alone_is_asked_by_https_and_then_by_http(run: Run, newsstand: Newsstand, settings: Path) -> None:
    url = put_site(newsstand, datetime.now(UTC), ways=["feed"])["feed"]
    done = run("outlets", "add", url.removeprefix("http://"))
    assert done.exit_code == 0, done.output
    assert added(settings)["url"] == url


def test_a_host_alone_that_does_not_answer_is_added_by_https(run: Run, settings: Path) -> None:
    done = run("outlets", "add", f"{closed_address().removeprefix('http://')}/feed")
    assert "could not be tried" in done.stderr
    assert added(settings)["url"].startswith("https://127.0.0.1")


def test_a_page_that_is_not_there_is_not_added(run: Run, newsstand: Newsstand, settings: Path) -> None:
    before = settings.read_bytes()
    done = run("outlets", "add", newsstand.at("/no/such/feed"))
    assert done.exit_code == 1
    assert "HTTP 404" in done.stdout
    assert "nothing was found" in done.stderr
    assert settings.read_bytes() == before


def test_a_country_that_is_none_is_not_said_to_be_left_out(run: Run) -> None:
    done = run("outlets", "add", "example.org", "--countries", "ru")
    assert done.exit_code == 2
    assert "kz, kg, tj, tm, uz" in done.stderr
    assert "left out" not in done.stderr


def test_a_channel_that_cannot_be_reached_is_a_channel_all_the_same(
    run: Run, settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", closed_address())
    for address in ("@steppe_news", "https://t.me/alatoo_herald"):
        done = run("outlets", "add", address)
        assert done.exit_code == 0, done.output
    first, second = tomllib.loads(settings.read_text(encoding="utf-8"))["outlet"]
    assert (first["name"], first["way"]) == (
        "@steppe_news",
        [{"kind": "telegram", "url": "https://t.me/s/steppe_news"}],
    )
    assert (second["id"], second["way"][0]["url"]) == ("telegram-alatoo-herald", "https://t.me/s/alatoo_herald")


def test_the_ways_that_a_page_names() -> None:
    page = """<html><body><a href="/rss">RSS</a><a href="/export/news.rss">xml</a><a href="https://t.me/steppenews">Telegram</a>
    <a href="https://t.me/steppenews">again</a><a href="https://t.me/share/url?u=1">share</a><a href="https://t.me/steppe_bot">bot</a>
    <a href="https://elsewhere.example/rss">theirs</a><script src="/wp-content/a.js"></script></body></html>"""
    tree = discovery.tree_of(page.encode())
    found = [(way.kind, way.url) for way in discovery.ways_on(tree, "https://steppe.example/")]
    assert found == [
        ("feed", "https://steppe.example/rss"),
        ("feed", "https://steppe.example/export/news.rss"),
        ("wordpress", "https://steppe.example/"),
        ("telegram", "https://t.me/s/steppenews"),
    ]


def test_guesses_of_country_and_owner() -> None:
    assert discovery.country_of("https://news.gazette.kg/", []) == ("kg",)
    assert discovery.country_of("https://gazette.example/", [("tj",), ("tj", "uz"), ("tj",), ()]) == ("tj",)
    assert discovery.country_of("https://gazette.example/", []) == ()
    assert discovery.ownership_of("https://www.gov.kz/news") == "state"
    assert discovery.ownership_of("https://governance.example/") is None
