"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from typing import Any

from careader.model import Code, Failure, Outlet
from careader.sources.entry import Entry
from careader.sources.feedxml import MOST_ITEMS, FeedRead
from careader.sources.jsontext import BrokenJsonError, read_json, start_of_json
from careader.sources.people import names
from careader.sources.zones import zone_of
from careader.text.blocks import html_of_text
from careader.text.dates import read_moment
from careader.text.urls import web_url

_MEMBER = re.compile(r"[\"']?\b(?:version|items)[\"']?\s{0,20}:")
_OBJECT = re.compile(r"^\{", re.MULTILINE)
_MESSAGES = 20_000


def looks_like_json_feed(text: str) -> bool:
    """Say whether a text, whole or not, is meant as a JSON Feed."""
    start = start_of_json(text)
    return text.startswith("{", start) and start >= 0 and bool(_MEMBER.search(text, start))


def feed_within(text: str) -> str:
    """Return the JSON Feed that stands after the messages of a server's program, "" where there is none near."""
    found = _OBJECT.search(text, 0, _MESSAGES)
    return text[found.start() :] if found and _MEMBER.search(text, found.start(), found.start() + _MESSAGES) else ""


def read_json_feed(text: str, outlet: Outlet, url: str, notes: list[str]) -> FeedRead | Failure:
    """Read a JSON Feed that came from `url`; members of a wrong type count as absent."""
    try:
        feed, cut_off = read_json(text)
    except BrokenJsonError:
        return Failure(outlet.name, Code.BROKEN_JSON)
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return Failure(outlet.name, Code.BROKEN_JSON if cut_off else Code.JSON_BUT_NO_FEED)
    items = [item for item in feed["items"] if isinstance(item, dict)]
    if cut_off and not items:
        return Failure(outlet.name, Code.CUT_OFF)
    if cut_off:
        notes.append("cut off; only its whole entries are kept")
    home = web_url(_text(feed, "home_page_url"), url)
    own = web_url(_text(feed, "feed_url"), url)
    base = home or url or own
    zone = zone_of(outlet, home, _text(feed, "language"))
    whose, language = _authors(feed), _text(feed, "language")
    read = items if len(items) <= MOST_ITEMS else items[: MOST_ITEMS // 2] + items[-(MOST_ITEMS // 2) :]
    return FeedRead(
        title=_text(feed, "title"),
        entries=[_entry(item, base, zone, whose, language) for item in read],
        nowhere=[address for address in (home, own, url) if address],
        items=len(items),
        language=language,
        home=home,
    )


def _entry(item: Mapping[str, Any], base: str, zone: tzinfo, whose: str, language: str) -> Entry:
    content = _text(item, "content_html") or _text(item, "html")
    plain, summary = _text(item, "content_text") or _text(item, "text"), _text(item, "summary")
    return Entry(
        title=_text(item, "title"),
        link=_link(item),
        guid=_text(item, "id"),
        published=_date(item, zone),
        content=content or html_of_text(plain),
        description=html_of_text(summary),
        author=_authors(item) or whose,
        language=_text(item, "language") or language,
        base=base,
        is_plain_title=True,
    )


def _link(item: Mapping[str, Any]) -> str:
    """Return the address: of the item, of what it is about, its id where that is one, or of what it carries."""
    stated = next((link for name in ("url", "external_url") if (link := _text(item, name).strip())), "")
    if stated:
        return stated
    if web_url(address := _text(item, "id")):
        return address
    attachments = item.get("attachments")
    carried = attachments if isinstance(attachments, list) else []
    return next((link for one in carried if isinstance(one, dict) and (link := _text(one, "url"))), "")


def _date(item: Mapping[str, Any], zone: tzinfo) -> datetime | None:
    stated = (_text(item, name) for name in ("date_published", "date", "published", "date_modified"))
    return next((moment for text in stated if (moment := read_moment(text, zone))), None)


def _text(table: Mapping[str, Any], name: str) -> str:
    value = table.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def _authors(table: Mapping[str, Any]) -> str:
    """Return the names of `authors` (1.1) or `author` (1.0), which some write as plain text."""
    people = table.get("authors")
    return names(_names(people if isinstance(people, list) and people else [table.get("author")]))


def _names(people: list[Any]) -> Iterator[str]:
    for person in people:
        if isinstance(person, dict):
            yield _text(person, "name")
        elif isinstance(person, str):
            yield person
