"""What a page says about itself: its address, its other languages, its author and date, whether it is free to read.

Read from `<link>`, `<meta>` and JSON-LD (schema.org). Nothing is believed that cannot be: an address on no web, a date
without a zone, a name of a page's length.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from careader.text.charset import decode
from careader.text.clean import clean_markup
from careader.text.urls import web_url

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_ARTICLE_TYPES = ("Article", "Posting", "Review", "AnalysisNews", "WebPage")
"""How the types of schema.org end that are articles."""

_MAX_TAGS, _MAX_ATTRIBUTES, _MAX_DEPTH, _MAX_FORMATTING = 60_000, 500, 1_000, 120
# Scripts write an end tag with a backslash before its slash.
_BOXES = re.compile(r"<(\\?/)?(?:div|section|article|main|table|ul|ol|dl|blockquote|center|figure)\b", re.IGNORECASE)
# What is not closed is opened again in every paragraph.
_FORMATTING = re.compile(r"<(\\?/)?(?:span|font|b|i|u|s|em|strong|a|small|big|code|tt|nobr)\b", re.IGNORECASE)
_MAX_SCRIPTS, _MAX_SCRIPT, _MAX_NODES = 40, 2 * 2**20, 2000
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_PUBLISHED = ("article:published_time", "datepublished", "publish_date", "pubdate", "date", "dc.date", "dc.date.issued")
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.IGNORECASE)
_LOCKED = ("locked", "metered", "paid", "premium")


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself; what it does not say is empty or None.

    `canonical` is absolute; `alternates` gives the address of the same text by language code ("ru", "uz-cyrl").
    `free` is False only where the page says that it has to be paid for. `body` is the text as JSON-LD has it, of
    a live page with its updates, one paragraph a line; it may hold HTML.
    """

    title: str = ""
    canonical: str = ""
    alternates: Mapping[str, str] = field(default_factory=dict)
    author: str = ""
    published: datetime | None = None
    language: str = ""
    description: str = ""
    free: bool = True
    body: str = ""


def html_of(content: bytes, content_type: str = "") -> str:
    """Decode a page, with the character set that the page itself names where HTTP names none."""
    if "charset" not in content_type.lower() and (named := _META_CHARSET.search(content[:4096])):
        content_type = f"text/html; charset={named[1].decode('ascii')}"
    return decode(content, content_type)


MAX_PAGE = 5 * 2**19
"""Bytes of a page; larger ones are not read: their text is no article, and reading them takes more than two seconds."""


def is_hard(html: str) -> bool:
    """Say whether a page is larger, nested deeper, or has more tags, than any page of news; in one pass.

    A parser takes time with the square of the depth, and with that of the attributes of one tag.
    """
    if len(html) > MAX_PAGE or html.count("<") > _MAX_TAGS:
        return True
    if any(part.partition(">")[0].count("=") > _MAX_ATTRIBUTES for part in html.split("<") if len(part) > 2000):
        return True
    return any(_depth(tags, html) > most for tags, most in ((_BOXES, _MAX_DEPTH), (_FORMATTING, _MAX_FORMATTING)))


def _depth(tags: re.Pattern[str], html: str) -> int:
    """Return how deep tags are nested at the most; what is closed too often counts for nothing."""
    depth = deepest = 0
    for tag in tags.finditer(html):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def parsed(content: bytes, content_type: str = "") -> tuple[LexborHTMLParser, str]:
    """Parse a page; return it with its text as it was decoded. One that would take for ever is read as an empty one."""
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    html = html_of(content, content_type)
    html = "" if is_hard(html) else html
    try:
        return LexborHTMLParser(html), html
    except SelectolaxError:
        return LexborHTMLParser(""), ""


def read_head_of(content: bytes, url: str, content_type: str = "") -> Head:
    """Read what a page says about itself, from its bytes."""
    return read_head(parsed(content, content_type)[0], url)


def read_head(tree: LexborHTMLParser, url: str) -> Head:
    """Read what a page at `url` says about itself."""
    metas = _metas(tree)
    linked = max(_linked_articles(tree), key=lambda data: len(_body(data)), default={})
    html = tree.css_first("html")
    language = (html.attributes.get("lang") if html else "") or metas.get("og:locale", "")
    heading = tree.css_first("h1")
    stated = next((meta for name in _PUBLISHED if (meta := moment(metas.get(name, "")))), None)
    time = tree.css_first("article time[datetime], time[itemprop=datePublished], time[pubdate]")
    return Head(
        title=_line(_text(linked, "headline") or metas.get("og:title", "") or (heading.text() if heading else ""), 400),
        canonical=_canonical(tree, metas, url),
        alternates=_alternates(tree, url),
        author=_line(_names(linked.get("author")) or metas.get("author", "") or metas.get("article:author", ""), 120),
        published=moment(_text(linked, "datePublished"))
        or stated
        or (moment(time.attributes.get("datetime") or "") if time else None),
        language=(_text(linked, "inLanguage") or language).replace("_", "-").lower()[:12],
        description=_line(metas.get("og:description", "") or metas.get("description", ""), 1000),
        free=_is_free(linked) and metas.get("article:content_tier", "").lower() not in _LOCKED,
        body=_body(linked),
    )


def moment(stated: str) -> datetime | None:
    """Read a date and time with its zone, ISO 8601; None for anything else, and for what is older than the web."""
    text = stated.strip()
    if not 16 <= len(text) <= 40:
        return None
    try:
        found = datetime.fromisoformat(re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", text.replace(" +", "+")))
    except ValueError:
        return None
    if found.tzinfo is None:
        return None
    try:
        found = found.astimezone(UTC)
    except OverflowError:
        return None
    return found if found >= _EARLIEST else None


def _line(text: str, limit: int) -> str:
    line = clean_markup(text, limit=limit + 1)
    return line if len(line) <= limit else ""


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    """Return the contents of the `<meta>` tags by lower-case name, property or itemprop, the first of each."""
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        found.setdefault(name.strip().lower(), (attributes.get("content") or "").strip())
    return found


def _canonical(tree: LexborHTMLParser, metas: Mapping[str, str], url: str) -> str:
    """Return the canonical address; one that leads to a front page says nothing of the article."""
    link = tree.css_first("link[rel~=canonical][href]")
    stated = (link.attributes.get("href") if link else "") or metas.get("og:url", "")
    canonical = web_url(stated, url) if stated else ""
    if not canonical:
        return ""
    parts = urlsplit(canonical)
    return canonical if parts.path.strip("/") or parts.query else ""


def _alternates(tree: LexborHTMLParser, url: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for link in tree.css("link[rel~=alternate][hreflang][href]")[:60]:
        language = (link.attributes.get("hreflang") or "").strip().lower()
        address = web_url(link.attributes.get("href") or "", url)
        if (
            re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,2}", language)
            and address
            and urlsplit(address).path.strip("/")
        ):
            found.setdefault(language, address)
    return found


def _linked_articles(tree: LexborHTMLParser) -> Iterator[Mapping[str, Any]]:
    """Give the articles that the page describes in JSON-LD."""
    for script in tree.css('script[type="application/ld+json"]')[:_MAX_SCRIPTS]:
        text = script.text()
        if len(text) > _MAX_SCRIPT:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            for kind in kinds if isinstance(kinds, list) else [kinds]:
                if isinstance(kind, str) and kind.endswith(_ARTICLE_TYPES):
                    yield node
                    break


def _nodes(data: Any) -> Iterator[Mapping[str, Any]]:
    """Give every object of a JSON-LD document that can describe the page, up to a number."""
    stack, seen = [data], 0
    while stack and seen < _MAX_NODES:
        node = stack.pop()
        seen += 1
        if isinstance(node, list):
            stack.extend(reversed(node[:200]))
        elif isinstance(node, dict):
            yield node
            stack.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node)


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if isinstance(value, list):
        return "\n".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def _names(people: Any) -> str:
    """Join the names of `author`: a name, an object with one, or several of either."""
    people = people if isinstance(people, list) else [people]
    names = [person.get("name") if isinstance(person, dict) else person for person in people[:6]]
    return ", ".join(dict.fromkeys(name for name in names if isinstance(name, str) and "://" not in name))


def _body(data: Mapping[str, Any]) -> str:
    """Return `articleBody`, and of a live page the updates, each with its headline."""
    parts = [_text(data, "articleBody")]
    updates = data.get("liveBlogUpdate")
    for update in updates[:500] if isinstance(updates, list) else ():
        if isinstance(update, dict):
            parts += [_text(update, "headline"), _text(update, "articleBody")]
    return "\n".join(part for part in parts if part.strip())


def _is_free(data: Mapping[str, Any]) -> bool:
    return str(data.get("isAccessibleForFree", True)).strip().lower() not in ("false", "no")
