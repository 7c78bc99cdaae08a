"""A document that would cost more than two seconds or 200 MB is refused, and that is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from careader.model import Code, Failure, Outlet, Way
from careader.net import Response
from careader.settings import LARGEST, load_settings
from careader.sources.capture import LARGEST as LARGEST_CAPTURE
from careader.sources.capture import parse_capture
from careader.sources.feed import LARGEST as LARGEST_FEED
from careader.sources.feed import read_feed
from careader.sources.opml import parse_opml
from careader.sources.page import read_page
from careader.sources.page_head import MAX_PAGE, read_head_of
from careader.sources.ways import reader

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
OUTLET = Outlet("o", "O", "https://o.example/", "ru")


def by_way(kind: str, content: bytes) -> object:
    answer = Response("https://o.example/", 200, {"content-type": "text/html"}, content)
    return reader(kind).read(OUTLET, Way(kind, "https://o.example/"), [answer], now=NOW)


TOO_LARGE: dict[str, Callable[[], object]] = {
    "feed": lambda: read_feed(b"<rss>" + b" " * LARGEST_FEED, OUTLET, now=NOW),
    "capture": lambda: parse_capture("Canal is dug\n" * (LARGEST_CAPTURE // 13 + 1), name="c.txt", now=NOW),
    "OPML": lambda: parse_opml(b"<opml>" + b"<outline/>" * 300_000),
    "page": lambda: read_page(b"<p>x" * MAX_PAGE, "https://o.example/1", what="O"),
    "listing": lambda: by_way("page", b"<html>" + b"<p>x" * MAX_PAGE),
    "channel": lambda: by_way("telegram", b"<html>" + b"<p>x" * MAX_PAGE),
}


@pytest.mark.parametrize("kind", TOO_LARGE)
def test_what_is_larger_than_any_of_its_kind_is_refused(kind: str) -> None:
    failure = TOO_LARGE[kind]()
    assert isinstance(failure, Failure)
    assert failure.code in (Code.FILE_TOO_LARGE, Code.TOO_LARGE)
    assert failure.params["megabytes"]


def test_a_page_that_is_asked_for_its_head_alone_is_not_read_either() -> None:
    assert read_head_of(b"<title>x</title>" + b" " * MAX_PAGE, "https://o.example/").title == ""


def test_settings_that_are_no_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    path.write_bytes(b"#" * (LARGEST + 1))
    assert "larger than 1 MB" in load_settings(path).problems[0]
