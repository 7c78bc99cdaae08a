"""What is made to cost much costs no more than its size: counted in steps, and held by the system's own limits."""

from __future__ import annotations

import subprocess
import sys
from types import FrameType
from typing import Any

import pytest

from careader.model import BlockKind
from careader.sources.entry import Read
from careader.sources.feed import Feed, looks_like_feed, parse_feed, read_feed
from tests.sources.hostile import HEAD, MAKERS, NOW, OUTLET, TAIL, document, feed, html, item


def steps(content: bytes) -> int:
    """Count the lines of Python that reading a document takes."""
    parse_feed(content, OUTLET, now=NOW)  # what is loaded and cached once
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace if "careader" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        looks_like_feed(content)
        parse_feed(content, OUTLET, now=NOW)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", MAKERS)
def test_twice_the_document_takes_at_most_twice_the_steps(name: str) -> None:
    first, second, third = (steps(MAKERS[name](n).encode("utf-8", "surrogateescape")) for n in (150, 300, 600))
    assert third - second <= 2.2 * max(second - first, 0) + 300, (first, second, third)


@pytest.mark.parametrize("name", ["deep", "formatting opened in every paragraph", "ends of what is not open"])
def test_what_is_tamed_takes_steps_in_proportion(name: str) -> None:
    first, second, third = (steps(MAKERS[name](n).encode()) for n in (3100, 6200, 12400))
    assert third - second <= 2.2 * max(second - first, 0) + 300, (first, second, third)


def test_every_document_is_read_within_its_limits_or_refused() -> None:
    """Half a megabyte is enough to tell what grows with the square: it would take minutes."""
    command = [sys.executable, "-m", "tests.sources.hostile", "500000"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout.split("\n")[-2], done.returncode, done.stderr[-500:]) == ("done", 0, "")


@pytest.mark.parametrize("name", MAKERS)
def test_what_is_read_of_it_is_a_feed_or_a_reason(name: str) -> None:
    result = parse_feed(document(name, 20_000), OUTLET, now=NOW)
    if isinstance(result, Feed):
        for article in result.articles:
            assert len(article.title) <= 400
            assert len(article.author) <= 120
            assert all(block.text.strip() for block in article.blocks)


def test_entities_cost_nothing_and_read_no_file() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 15))
    for doctype in (
        f'<!DOCTYPE rss [<!ENTITY l0 "lol">{laughs}]>',
        '<!DOCTYPE rss [<!ENTITY l14 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/x.dtd" [<!ENTITY % p SYSTEM "http://127.0.0.1:1/p">%p;]>',
    ):
        for content in (doctype + feed(item(title="&l14;")), HEAD + doctype + item(title="&l14;") + TAIL):
            result = parse_feed(content.encode(), OUTLET, now=NOW)
            assert isinstance(result, Feed)
            assert result.articles[0].title == "&l14;"


def test_the_markup_of_all_entries_together_is_bounded() -> None:
    items = (item("&lt;p&gt;x" * 600, link=f"https://o.example/{n}") for n in range(300))
    read = read_feed(feed(*items).encode(), OUTLET, now=NOW)
    assert isinstance(read, Read)
    assert [bool(entry.description) for entry in read.entries] == [True] * 250 + [False] * 50
    assert read.notes[-1] == "too much markup in all; 50 without their texts"


def test_what_is_cut_says_so() -> None:
    result = parse_feed(html("<p>x" * 30_000).encode(), OUTLET, now=NOW)
    assert isinstance(result, Feed)
    (article,) = result.articles
    assert (article.blocks[-1].text, article.blocks[-1].kind) == ("[…]", BlockKind.PARAGRAPH)
    assert not article.complete
