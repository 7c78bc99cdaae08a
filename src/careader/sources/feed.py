"""RSS 0.9 to 2.0, Atom, RDF and JSON Feed to articles.

A feed is survived as it comes: see `sources.xmltext` for broken XML, `text.charset` for wrong character sets. What had
to be put right is said in `Feed.notes`; what is no feed at all is a `Failure` that says what it is instead.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from careader.model import Article, Code, Failure, Outlet
from careader.sources.entry import Entry, Read, to_article
from careader.sources.identity import identified, newest
from careader.sources.jsonfeed import read_json_feed
from careader.sources.xmltext import repair
from careader.text.charset import decode
from careader.text.clean import clean_markup

# Clocks and time zones of outlets are off by minutes; a date this much later than now is worth a note.
_TOLERATED_SECONDS = 3600
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_FEED_ROOTS = ("rss", "feed", "rdf")


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed held: its own title, its articles in its order, and what was survived on the way, one line each."""

    title: str
    articles: tuple[Article, ...]
    notes: tuple[str, ...] = ()


def looks_like_feed(content: bytes) -> bool:
    """Say whether a file is meant as a feed: RSS, Atom, RDF or JSON Feed, even a broken one."""
    text = decode(content[:20_000])
    return _is_json_feed(text) or repair(text).root in _FEED_ROOTS


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
    if not content.strip():
        return Failure(outlet.name, Code.EMPTY)
    text = decode(content, content_type)
    notes: list[str] = []
    base = url or outlet.url
    if text.lstrip().startswith(("{", "[")):
        read = read_json_feed(text, outlet.name)
    else:
        read = _read_xml(text, outlet.name, base, notes)
    if isinstance(read, Failure):
        return read
    title, said = read
    if not said:
        return Failure(outlet.name, Code.NO_ENTRIES)
    entries = identified((replace(entry, base=base) for entry in said), outlet, nowhere=(base,))
    if not entries:
        return Failure(outlet.name, Code.EMPTY_ENTRIES)
    late = sum(1 for e in entries if e.published and (e.published - now).total_seconds() > _TOLERATED_SECONDS)
    if late:
        notes.append(f"{late} dated in the future, taken as now")
    kept = newest(entries)
    if len(kept) < len(entries):
        notes.append(f"only the newest {len(kept)} of {len(entries)} kept")
    return Read(kept, clean_markup(title, limit=200), tuple(notes))


def _is_json_feed(text: str) -> bool:
    return text.lstrip().startswith("{") and bool(re.search(r'"(?:version|items)"\s*:', text))


def _read_xml(text: str, what: str, base: str, notes: list[str]) -> tuple[str, list[Entry]] | Failure:
    document = repair(text)
    if document.root == "html":
        return Failure(what, Code.WEB_PAGE)
    if document.root not in _FEED_ROOTS:
        return Failure(what, Code.NOT_A_FEED)
    import feedparser

    # The text is repaired and safe by construction: links are resolved and markup is cleaned after this.
    parsed = feedparser.parse(
        BytesIO(document.text.encode()),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": base},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if document.cut_off:
        if not parsed.entries:
            return Failure(what, Code.CUT_OFF)
        notes.append("cut off; only its whole entries are kept")
    elif parsed.bozo:
        notes.append("not well formed XML")
    language = str(parsed.feed.get("language") or "")
    return str(parsed.feed.get("title") or ""), [_entry(entry, language) for entry in parsed.entries]


def _entry(entry: Mapping[str, Any], language: str) -> Entry:
    contents = [(str(part.get("value") or ""), str(part.get("language") or "")) for part in entry.get("content") or ()]
    content, stated = max(contents, key=lambda part: len(part[0]), default=("", ""))
    person = entry.get("author_detail") or {}
    return Entry(
        title=str(entry.get("title") or ""),
        link=str(entry.get("link") or ""),
        guid=str(entry.get("id") or ""),
        published=_moment(entry),
        content=content,
        description=str(entry.get("summary") or ""),
        author=str(person.get("name") or entry.get("author") or ""),
        language=str(entry.get("dc_language") or entry.get("language") or stated or language),
    )


def _moment(entry: Mapping[str, Any]) -> datetime | None:
    """Give when the entry was published, or else last changed; a date before there were feeds is none."""
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        if parsed := entry.get(name):
            try:
                moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
            except (ValueError, OverflowError, OSError):
                continue
            if moment >= _EARLIEST:
                return moment
    return None
