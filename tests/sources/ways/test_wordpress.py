from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from careader.model import Code, Failure, Outlet, Way
from careader.net import Response
from careader.sources.entry import Read, to_article
from careader.sources.ways import Answer, State, wordpress

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
OUTLET = Outlet("steppe", "Steppe News", "https://steppe.example/", "en")
SITE = Way("wordpress", "https://steppe.example/en/")
POST: dict[str, Any] = {
    "id": 12,
    "date": "2026-11-25T15:30:00",
    "date_gmt": "2026-11-25T10:30:00",
    "guid": {"rendered": "https://steppe.example/?p=12"},
    "link": "https://steppe.example/en/harbour/",
    "title": {"rendered": "Harbour &#8220;opens&#8221; again"},
    "content": {"rendered": "<p>" + "Two ships a day can load at the new pier. " * 20 + "</p>", "protected": False},
    "excerpt": {"rendered": "<p>Two ships a day.</p>"},
    "_embedded": {"author": [{"name": "A. Reporter"}]},
}


def answer(content: object) -> Response:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Response("https://steppe.example/en/wp-json/wp/v2/posts", 200, {"content-type": "application/json"}, body)


def test_posts_come_with_their_whole_text_and_the_time_in_utc() -> None:
    read = wordpress.read(OUTLET, SITE, [answer([POST])], now=NOW)
    assert isinstance(read, Read)
    made = to_article(read.entries[0], OUTLET, NOW)
    assert made
    assert (made.title, made.url) == ("Harbour “opens” again", "https://steppe.example/en/harbour/")
    assert (made.author, made.complete) == ("A. Reporter", True)
    assert made.published == datetime(2026, 11, 25, 10, 30, tzinfo=UTC)


def test_the_sites_own_time_is_that_of_the_outlet_where_utc_is_not_said() -> None:
    kazakh = replace(OUTLET, countries=("kz",))
    read = wordpress.read(kazakh, SITE, [answer([{**POST, "date_gmt": None}])], now=NOW)
    assert isinstance(read, Read)
    assert read.entries[0].published == datetime(2026, 11, 25, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://steppe.example", "https://steppe.example/wp-json/wp/v2/posts?"),
        ("https://steppe.example/en/", "https://steppe.example/en/wp-json/wp/v2/posts?"),
        ("https://steppe.example/wp-json", "https://steppe.example/wp-json/wp/v2/posts?"),
        ("https://steppe.example/wp-json/wp/v2/posts?categories=5", "https://steppe.example/wp-json/wp/v2/posts?"),
        ("https://steppe.example/?rest_route=/wp/v2/posts", "https://steppe.example/?"),
    ],
)
def test_the_address_is_that_of_the_site_or_of_the_posts(url: str, asked: str) -> None:
    (request,) = wordpress.requests(OUTLET, Way("wordpress", url), State(), [])
    assert request.url.startswith(asked)
    assert ("categories=5" in request.url) == ("categories" in url)


def test_a_site_without_readable_links_is_asked_otherwise() -> None:
    missing = Failure("steppe.example", Code.HTTP, {"status": 404})
    (request,) = wordpress.requests(OUTLET, SITE, State(), [missing])
    assert request.url.startswith("https://steppe.example/en/?rest_route=%2Fwp%2Fv2%2Fposts")
    assert isinstance(wordpress.read(OUTLET, SITE, [missing, answer([POST])], now=NOW), Read)
    assert wordpress.requests(OUTLET, SITE, State(), [missing, missing]) == []
    assert wordpress.requests(OUTLET, SITE, State(), [answer([POST])]) == []
    assert wordpress.requests(OUTLET, SITE, State(), [Failure("x", Code.HTTP, {"status": 403})]) == []


def test_warnings_of_the_server_before_the_posts_are_survived() -> None:
    content = (
        b"<br />\n<b>Warning</b>: something in /var/www<br />\n" + json.dumps([POST], separators=(",", ":")).encode()
    )
    read = wordpress.read(OUTLET, SITE, [answer(content)], now=NOW)
    assert isinstance(read, Read)
    assert len(read.entries) == 1


def test_members_of_a_wrong_kind_and_locked_texts_count_as_absent() -> None:
    locked = POST | {"content": {"rendered": "<p>secret</p>", "protected": True}, "_embedded": [], "date_gmt": None}
    read = wordpress.read(OUTLET, SITE, [answer([locked, 5, {"title": None}, {"link": 7}])], now=NOW)
    assert isinstance(read, Read)
    (entry,) = read.entries
    assert (entry.content, entry.author) == ("", "")
    assert entry.published == datetime(2026, 11, 25, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ([answer({"code": "rest_no_route", "message": "No route"})], Code.NOT_WORDPRESS),
        ([answer(b"<html><body>Welcome</body></html>")], Code.NOT_WORDPRESS),
        ([answer(b"<html><head><title>Just a moment...</title></head></html>")], Code.BOT_CHECK),
        ([answer([])], Code.NO_ENTRIES),
        ([answer([{}])], Code.EMPTY_ENTRIES),
        ([answer(b"[" * 100_000)], Code.NOT_WORDPRESS),
        ([Failure("x", Code.HTTP, {"status": 403})], Code.HTTP),
        ([Failure("x", Code.HTTP, {"status": 404}), answer({})], Code.HTTP),
    ],
)
def test_what_is_no_list_of_posts_says_so(answers: list[Answer], code: Code) -> None:
    failure = wordpress.read(OUTLET, SITE, answers, now=NOW)
    assert isinstance(failure, Failure)
    assert failure.code is code
