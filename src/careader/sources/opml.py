"""OPML, the list of subscriptions that feed readers exchange.

Read with an HTML parser, which knows no entities of its own to expand and survives the unescaped `&` that many programs
write into addresses. A disabled outlet is an outline marked `isComment`, as OPML 2.0 has it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from careader.model import Code, Failure, Outlet
from careader.settings import OutletEntry, language_of
from careader.sources.outlets import default_outlets
from careader.sources.ways import ways_of
from careader.text.charset import decode
from careader.text.clean import clean
from careader.text.urls import canonical_url, web_url

_LARGEST = 2 * 2**20
_LONG_TAG = re.compile(r"<[^<>]{5000,}")
"""A tag with more attributes than any program writes: reading them is quadratic."""
_LONGEST_ID = 40
_NOT_ID = re.compile(r"[^a-z0-9]+")


def parse_opml(content: bytes) -> tuple[OutletEntry, ...] | Failure:
    """Read the subscriptions of an OPML file, each address once, whatever folders they are in.

    One that is a built-in outlet keeps that outlet's id; the others get one from their name.
    """
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    if len(content) > _LARGEST:
        return Failure("OPML", Code.FILE_TOO_LARGE, {"megabytes": _LARGEST // 2**20})
    text = _LONG_TAG.sub("<", decode(content))
    try:
        tree = LexborHTMLParser(text)
    except SelectolaxError:
        return Failure("OPML", Code.UNREADABLE, {"error": "HTML parser"})
    if "<opml" not in text[:4096].lower():
        return Failure("OPML", Code.NOT_OPML)
    builtin = {canonical_url(outlet.url): outlet.id for outlet in default_outlets()}
    entries: dict[str, OutletEntry] = {}
    taken = dict.fromkeys(builtin.values(), 1)
    for outline in tree.css("outline"):
        said = {name: value or "" for name, value in outline.attributes.items()}
        url = web_url(said.get("xmlurl", ""))
        identity = canonical_url(url)
        if not url and (link := canonical_url(said.get("url", ""))) in builtin:  # one that has no feed
            url, identity = said["url"], link
        if not url or identity in entries:
            continue
        name = clean(said.get("title") or said.get("text") or "", limit=120) or urlsplit(url).hostname or url
        entry_id = builtin.get(identity) or _free_id(name, url, taken)
        entries[identity] = OutletEntry(
            id=entry_id,
            name=None if identity in builtin else name,
            url=None if identity in builtin else url,
            language=language_of(said.get("language", "")),
            enabled=said.get("iscomment", "").lower() != "true",
        )
    return tuple(entries.values()) or Failure("OPML", Code.OPML_WITHOUT_FEEDS)


def write_opml(outlets: Iterable[Outlet]) -> str:
    """Write outlets as an OPML 2.0 document that other readers can import; one without a feed is a link in it."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head><title>careader outlets</title></head>",
        "  <body>",
    ]
    for outlet in outlets:
        feed = next((way.url for way in ways_of(outlet) if way.kind == "feed"), "")
        address = {"xmlUrl": feed} if feed else {"url": outlet.url}
        said = {"type": "rss" if feed else "link", "text": outlet.name, "title": outlet.name} | address
        if outlet.language:
            said["language"] = outlet.language
        if not outlet.enabled:
            said["isComment"] = "true"
        attributes = " ".join(f"{name}={quoteattr(clean(value))}" for name, value in said.items())
        lines.append(f"    <outline {attributes}/>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _free_id(name: str, url: str, taken: dict[str, int]) -> str:
    """Make an id of Latin letters and digits from the name, or from the host where the name has none."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = _NOT_ID.sub("-", plain).strip("-") or _NOT_ID.sub("-", (urlsplit(url).hostname or "")).strip("-") or "outlet"
    return free_id(stem[:_LONGEST_ID].strip("-"), taken)


def free_id(stem: str, taken: dict[str, int]) -> str:
    """Return an id that is not taken, `stem` or `stem-2`, and take it; `taken` has the last number of each stem."""
    free, number = stem, taken.get(stem, 0)
    while free in taken:
        number += 1
        free = f"{stem}-{number}"
    taken[stem] = max(number, 1)
    taken[free] = max(taken.get(free, 1), 1)
    return free
