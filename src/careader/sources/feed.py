"""RSS 0.9 to 2.0, Atom, RDF and JSON Feed to entries.

A feed is survived as it comes: see `text.charset` for wrong character sets, `sources.xmltext` and `sources.xmltree` for
broken XML, `sources.jsontext` for broken JSON. What had to be put right or left out is said in the notes; what is no
feed at all is a `Failure` that says what it is instead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from careader.model import Article, Code, Failure, Outlet
from careader.sources.entry import Entry, Read, to_article
from careader.sources.feedxml import MOST_ITEMS, FeedRead, read_feed_xml
from careader.sources.identity import identified, newest
from careader.sources.jsonfeed import feed_within, looks_like_json_feed, read_json_feed
from careader.sources.jsontext import start_of_json
from careader.sources.xmltext import repair, root_of
from careader.sources.xmltree import parse_tree
from careader.text.charset import decode, unpack
from careader.text.clean import clean_markup

# Clocks and time zones of outlets are off by minutes; a date this much later than now is worth a note.
_TOLERATED_SECONDS = 3600
_FEED_ROOTS = ("rss", "feed", "rdf")
_MOST_TAGS = 150_000
LARGEST = 8 * 2**20
"""Bytes of a feed, unpacked, that are read, as many as are fetched; more would not fit into two seconds and 200 MB."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed held: its own title, its articles in its order, and what was survived on the way, one line each."""

    title: str
    articles: tuple[Article, ...]
    notes: tuple[str, ...] = ()


def looks_like_feed(content: bytes) -> bool:
    """Say whether a file is meant as a feed: RSS, Atom, RDF or JSON Feed, even a broken or a packed one."""
    unpacked = unpack(content, LARGEST)
    if unpacked is None:
        return True
    text = decode(unpacked[:1_000_000])
    if looks_like_json_feed(text) or (root := root_of(text)) in _FEED_ROOTS:
        return True
    return not root and bool(feed_within(text))


def parse_feed(
    content: bytes, outlet: Outlet, *, now: datetime, content_type: str = "", url: str = ""
) -> Feed | Failure:
    """Read the feed of `outlet` and clean every entry; see `read_feed`, which does not."""
    read = read_feed(content, outlet, now=now, content_type=content_type, url=url)
    if isinstance(read, Failure):
        return read
    articles = tuple(article for entry in read.entries if (article := to_article(entry, outlet, now)))
    return Feed(read.title, articles, read.notes) if articles else Failure(outlet.name, Code.EMPTY_ENTRIES)


def read_feed(
    content: bytes, outlet: Outlet, *, now: datetime, content_type: str = "", url: str = ""
) -> Read | Failure:
    """Read the feed of `outlet` as fetched at `now` from `url`, with the HTTP content type it came with, if any.

    Each article is there once, the newest `MAX_ENTRIES` of them. No HTML is parsed.
    """
    unpacked = unpack(content, LARGEST)
    if unpacked is None:
        return Failure(outlet.name, Code.FILE_TOO_LARGE, {"megabytes": LARGEST // 2**20})
    text = decode(unpacked, content_type)
    if not text.strip("\ufeff\0 \t\r\n"):
        return Failure(outlet.name, Code.EMPTY)
    notes: list[str] = []
    if start_of_json(text) >= 0:
        read = read_json_feed(text, outlet, url or outlet.url, notes)
    else:
        read = _read_xml(text, outlet, url, notes)
        if isinstance(read, Failure) and read.code is Code.NOT_A_FEED and (within := feed_within(text)):
            read = read_json_feed(within, outlet, url or outlet.url, notes)
    if isinstance(read, Failure):
        return read
    if not read.entries:
        return Failure(outlet.name, Code.NO_ENTRIES)
    if read.items > len(read.entries):
        notes.append(f"only the first and last {MOST_ITEMS // 2} of {read.items} entries read")
    entries = identified(read.entries, outlet, nowhere=(*read.nowhere, outlet.url))
    if not entries:
        return Failure(outlet.name, Code.EMPTY_ENTRIES)
    if empty := sum(1 for entry in read.entries if not (entry.says_anything or entry.link.strip())):
        notes.append(f"{empty} without link, title and text left out")
    late = sum(1 for e in entries if e.published and (e.published - now).total_seconds() > _TOLERATED_SECONDS)
    if late:
        notes.append(f"{late} dated in the future, taken as now")
    kept = newest(entries)
    if len(kept) < len(entries):
        notes.append(f"only the newest {len(kept)} of {len(entries)} kept")
    kept = _within_budget(kept, notes)
    return Read(kept, clean_markup(read.title, limit=200), tuple(notes), read.home)


def _within_budget(entries: tuple[Entry, ...], notes: list[str]) -> tuple[Entry, ...]:
    """Leave the texts out of those entries that would make the HTML of the whole feed too dear."""
    spent, within = 0, []
    for entry in entries:
        cost = _cost(entry.content) + _cost(entry.description)
        spent += cost
        within.append(entry if spent <= _MOST_TAGS or not cost else replace(entry, content="", description=""))
    if spent <= _MOST_TAGS:
        return entries
    left_out = sum(1 for entry, kept in zip(entries, within, strict=True) if kept is not entry)
    notes.append(f"too much markup in all; {left_out} without their texts")
    return tuple(within)


def _cost(text: str) -> int:
    """Return how many tags a text has; a link, whose address is looked at, counts as five."""
    return sum(text.count(sign) + 4 * text.count(f"{sign}a ") for sign in ("<", "&lt;"))


def _read_xml(text: str, outlet: Outlet, url: str, notes: list[str]) -> FeedRead | Failure:
    document = repair(text)
    if document.root == "html":
        return Failure(outlet.name, Code.WEB_PAGE)
    if document.root not in _FEED_ROOTS:
        return Failure(outlet.name, Code.NOT_A_FEED)
    parsed = parse_tree(document.text)
    if parsed is None:
        return Failure(outlet.name, Code.NOT_A_FEED)
    root, well_formed = parsed
    read = read_feed_xml(root, url or outlet.url, outlet)
    if document.cut_off:
        if not read.entries:
            return Failure(outlet.name, Code.CUT_OFF)
        notes.append("cut off; only its whole entries are kept")
    elif not well_formed:
        notes.append("not well formed XML")
    return read
