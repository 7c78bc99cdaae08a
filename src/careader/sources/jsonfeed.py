"""JSON Feed 1.0 and 1.1 (jsonfeed.org), which feedparser does not read."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from careader.model import Code, Failure
from careader.sources.entry import Entry


def read_json_feed(text: str, what: str) -> tuple[str, list[Entry]] | Failure:
    """Give the title and the entries of a JSON Feed; members of a wrong type count as absent."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        return Failure(what, Code.BROKEN_JSON)
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return Failure(what, Code.JSON_BUT_NO_FEED)
    items = [item for item in feed["items"] if isinstance(item, dict)]
    return _text(feed, "title"), [_entry(item, _text(feed, "language")) for item in items]


def _entry(item: Mapping[str, Any], language: str) -> Entry:
    plain = _text(item, "content_text")
    summary = _text(item, "summary")
    return Entry(
        title=_text(item, "title"),
        link=_text(item, "url") or _text(item, "external_url"),
        guid=_text(item, "id"),
        published=_date(_text(item, "date_published")) or _date(_text(item, "date_modified")),
        content=_text(item, "content_html") or html.escape(plain, quote=False),
        description=html.escape(summary, quote=False),
        author=_author(item),
        language=_text(item, "language") or language,
    )


def _text(table: Mapping[str, Any], name: str) -> str:
    value = table.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def _author(item: Mapping[str, Any]) -> str:
    """Join the names of `authors` (1.1) or take that of `author` (1.0)."""
    authors = item.get("authors")
    people = authors if isinstance(authors, list) else [item.get("author")]
    return ", ".join(name for person in people if isinstance(person, dict) and (name := _text(person, "name")))


def _date(stated: str) -> datetime | None:
    """Read RFC 3339; a time without zone is UTC."""
    try:
        moment = datetime.fromisoformat(stated.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
