"""JSON Feeds that are nearly JSON: what hands and programs make of it, and what is read all the same."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from careader.model import Code, Failure, Outlet
from careader.sources.feed import Feed, looks_like_feed, parse_feed
from careader.sources.jsonrelaxed import relaxed
from careader.sources.jsontext import BrokenJsonError, read_json

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
DALA = Outlet("dala", "Dala", "https://dala.example/feed.json", "ru", ("kz",))
FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "url": "https://dala.example/n/1", "title": "Canal", "content_html": "<p>Text.</p>"}],
    }
)


@pytest.mark.parametrize(
    "content",
    [
        FEED,
        "\ufeff\n" + FEED,
        "// made by hand\n" + FEED,
        "/* made by hand */" + FEED,
        "callback(" + FEED + ");",
        ")]}',\n" + FEED,
        "while(1);" + FEED,
        "Warning: mysql_connect() failed in /srv/feed.php\n" + FEED,
        FEED + "\n<!-- from the cache -->",
        FEED.replace('"', "'"),
        FEED.replace('"items"', "items").replace('"title"', "title"),
        FEED.replace('", "title"', '" "title"'),
        FEED.replace('"id": "1"', '"id": NaN, "draft": None, "free": True'),
        FEED.replace("}]", "},]").replace('"Canal"', "Canal"),
        FEED.replace("Text.", 'Text.", "summary": "The "Dala" wrote.'),
    ],
)
def test_nearly_json_is_read_whole(content: str) -> None:
    feed = parse_feed(content.encode(), DALA, now=NOW)
    assert isinstance(feed, Feed), feed
    (article,) = feed.articles
    assert (article.title, article.url) == ("Canal", "https://dala.example/n/1")
    assert article.blocks[-1].text == "Text."
    assert not feed.notes
    assert looks_like_feed(content.encode())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{a: 'it\\'s \"so\"', b: [1, 2.5,, 3]}", None),
        ("{a: 'it\\'s \"so\"', b: [1 2.5 -3e2]}", {"a": 'it\'s "so"', "b": [1, 2.5, -300.0]}),
        ('{"a": "x" // a remark\n, "b": /* two */ null}', {"a": "x", "b": None}),
        ('{"a": "He said "yes", and left", "b": undefined}', {"a": 'He said "yes", and left', "b": None}),
        ('{"a": [{"b": 1} {"b": 2}] "c": true}', {"a": [{"b": 1}, {"b": 2}], "c": True}),
        ("", None),
        ("{", None),
        ("'", None),
    ],
)
def test_what_relaxed_json_says(text: str, value: object) -> None:
    try:
        assert read_json(text) == (value, False)
    except BrokenJsonError:
        assert value is None


def test_a_page_that_only_looks_like_json_is_none() -> None:
    for content in (b"{{ title }}", b"[Unit]\nName = x", b"Dear reader,\n{version: ...", b"plain words"):
        assert isinstance(parse_feed(content, DALA, now=NOW), Failure)
    failure = parse_feed(b'{"message": "Not found"}', DALA, now=NOW)
    assert isinstance(failure, Failure)
    assert failure.code is Code.JSON_BUT_NO_FEED


@pytest.mark.parametrize("part", ['"', "'", '"a" ', "{", "a ", "/*", "// \n", '\\"', ", ", "[:", "'\"", "1", '"x",   '])
def test_what_is_written_anew_grows_with_the_text(part: str) -> None:
    lengths = [len(relaxed(part * times)) for times in (1_000, 10_000)]
    assert lengths[1] <= 10 * lengths[0] + 100
