"""What reading feeds costs beside feedparser, in one run on one machine: CPU, not the clock on the wall.

`python -m tests.benchmarks feeds [FEEDS [ENTRIES]]`: 40 feeds of 50 entries with their whole texts unless other numbers
are given. `entries` is all that a feed of known articles costs, `articles` adds the HTML of every one; feedparser gives
strings, without blocks.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape

import feedparser

from careader.model import Failure, Outlet
from careader.sources.entry import to_article
from careader.sources.feed import read_feed
from careader.text.wordset import words

_NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
_ROUNDS = 3
_WORDS = sorted(
    words(
        "вода канал министерство строительство область река станция мост дорога завод жители сообщает "
        "правительство комитет тысячи тенге сом энергия зима весна урожай пшеница хлопок граница поезд "
        "аэропорт город район закон проект совет"
    )
)


def main(arguments: list[str]) -> int:
    """Print the CPU milliseconds of each step and its ratio to feedparser's."""
    feeds, entries = (*map(int, arguments), *(40, 50)[len(arguments) :])
    documents = [_document(number, entries) for number in range(feeds)]
    size = sum(map(len, documents)) / 2**20
    theirs = _cost(lambda: [len(feedparser.parse(document).entries) for document in documents])
    ours = _cost(lambda: [_entries(document) for document in documents])
    whole = _cost(lambda: [_articles(document) for document in documents])
    print(f"{feeds} feeds of {entries} entries, {size:.1f} MB")
    for name, cost in (("feedparser", theirs), ("entries", ours), ("articles", whole)):
        print(f"{name:10}  {1000 * cost:8.0f} ms  {cost / theirs:5.2f}x feedparser")
    return 0


def _cost(work: Callable[[], object]) -> float:
    """Return the seconds of CPU of the cheapest of some rounds."""
    costs = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        work()
        costs.append(time.process_time() - start)
    return min(costs)


def _entries(document: bytes) -> int:
    read = read_feed(document, _OUTLET, now=_NOW, url=_OUTLET.url)
    if isinstance(read, Failure):
        raise TypeError(read)
    return sum(len(entry.fingerprint) for entry in read.entries)


def _articles(document: bytes) -> int:
    read = read_feed(document, _OUTLET, now=_NOW, url=_OUTLET.url)
    if isinstance(read, Failure):
        raise TypeError(read)
    return sum(1 for entry in read.entries if to_article(entry, _OUTLET, _NOW))


_OUTLET = Outlet("o", "O", "https://o.example/feed", "ru", ("kz",))


def _document(seed: int, entries: int) -> bytes:
    """Make a feed as WordPress writes them: a teaser and the whole text of 500 words in twelve paragraphs."""
    chance = random.Random(seed)
    items = []
    for number in range(entries):
        paragraphs = [_sentences(chance, 42) for _ in range(12)]
        link = f'<a href="https://o.example/{seed}/{number - 1}">{chance.choice(_WORDS)}</a>'
        body = "".join(f"<p>{text} <strong>{chance.choice(_WORDS)}</strong>.</p>\n" for text in paragraphs)
        body += f"<p>{link}</p><h2>{chance.choice(_WORDS)}</h2><ul><li>{paragraphs[0]}</li></ul>"
        url = f"https://o.example/{seed}/{number}"
        items.append(
            f"<item><title>{escape(' '.join(chance.choices(_WORDS, k=8)))}</title><link>{url}</link>"
            f"<dc:creator><![CDATA[Aida Usenova]]></dc:creator><pubDate>Thu, 01 Oct 2026 {number % 24:02}:00:00 +0500"
            f"</pubDate><category>news</category><guid isPermaLink='false'>{url}?p</guid>"
            f"<description><![CDATA[{paragraphs[0]} [&#8230;]]]></description>"
            f"<content:encoded><![CDATA[{body}]]></content:encoded></item>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>O</title>'
        f"<link>https://o.example/</link><language>ru</language>{''.join(items)}</channel></rss>"
    ).encode()


def _sentences(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_WORDS, k=count)).capitalize() + "."
