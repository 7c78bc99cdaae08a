"""A news sitemap, a plain one, or an index of several; compressed or not.

The formats are those of sitemaps.org (protocol 0.9) and of Google's news extension. A news sitemap has headline and
date of each article. A plain one has addresses alone: of the newest that are not known yet the pages are asked for, a
few at a time, since a headline cannot be made up.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any
from urllib.parse import urlsplit

from careader.model import Code, Failure, Outlet, Way
from careader.net import Response
from careader.sources.entry import Entry, Read
from careader.sources.identity import identified, newest
from careader.sources.ways import ACCEPT_PAGE, Answer, Request, State, first_answer
from careader.sources.xmltext import repair
from careader.sources.zones import zone_of
from careader.text.charset import decode
from careader.text.urls import canonical_url, web_url

_ACCEPT = "application/xml,text/xml;q=0.9,application/gzip;q=0.9,text/plain;q=0.5,*/*;q=0.1"
_MAX_XML = 32 * 2**20
_MAX_MENDED = 8 * 2**20
_MAX_ITEMS = 50_000
_PARTS, _PAGES = 3, 10
_NEWS = re.compile(r"news|latest|recent", re.IGNORECASE)
_NO_ARTICLES = re.compile(
    r"(?:^|[/_-])(?:tags?|categor(?:y|ies)|authors?|users?|images?|videos?|static|taxonom\w*|rubrics?)(?:[/_.-]|$)",
    re.IGNORECASE,
)
_NO_ARTICLE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|xml|gz|zip|css|js)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Item:
    """One `<url>` or `<sitemap>`: its address, and what is said of it."""

    loc: str
    title: str = ""
    published: datetime | None = None
    changed: str = ""
    language: str = ""
    is_part: bool = False


def requests(_outlet: Outlet, way: Way, state: State, answers: Sequence[Answer]) -> list[Request]:
    """Ask for the sitemap, then for the newest parts of an index, then for the pages of articles without a headline."""
    if not answers:
        return [Request(way.url, _ACCEPT)]
    maps = [items for answer in answers if (items := _items(answer)) is not None]
    asked = {canonical_url(way.url)} | {answer.url for answer in answers if isinstance(answer, Response)}
    if len(answers) == 1 and maps and any(item.is_part for item in maps[0]):
        parts = [item for item in maps[0] if item.is_part]
        return [Request(url, _ACCEPT) for url in _newest_parts(parts) if url not in asked]
    if any(isinstance(answer, Response) and _items(answer) is None for answer in answers[1:]):
        return []
    items = [item for found in maps for item in found if not item.is_part]
    if len(answers) > 1 + _PARTS or any(item.title for item in items):
        return []
    return [Request(item.loc, ACCEPT_PAGE) for item in _unknown(items, state.known)]


def read(outlet: Outlet, way: Way, answers: Sequence[Answer], *, now: datetime) -> Read | Failure:
    """Read the headlines of the sitemap, or of the pages that it led to."""
    first = first_answer(outlet, answers[:1])
    if isinstance(first, Failure):
        return first
    if _items(first) is None:
        return Failure(outlet.name, Code.NOT_A_SITEMAP)
    items: list[_Item] = []
    entries: list[Entry] = []
    dates: dict[str, datetime] = {}
    for answer in answers:
        if (found := _items(answer, zone_of(outlet, first.url))) is not None:
            items += [item for item in found if not item.is_part]
            dates |= {canonical_url(item.loc): day for item in found if (day := _moment(item.changed))}
        elif isinstance(answer, Response) and (entry := _page_entry(answer, outlet, dates)):
            entries.append(entry)
    entries += [
        Entry(title=item.title, link=item.loc, published=item.published, language=item.language, base=first.url)
        for item in items
        if item.title
    ]
    identified_entries = identified(entries, outlet, nowhere=(way.url, first.url))
    if not identified_entries:
        # A sitemap whose articles are all known is one that has nothing new.
        return Read(()) if items else Failure(outlet.name, Code.NO_ENTRIES)
    return Read(newest(identified_entries, 200))


def known(_outlet: Outlet, _way: Way, answers: Sequence[Answer]) -> str:
    """Remember when the newest article without a headline was changed."""
    items = [item for answer in answers for item in _items(answer) or () if not item.is_part and not item.title]
    return max((item.changed for item in items), default="")


def _newest_parts(parts: Sequence[_Item]) -> list[str]:
    """Choose the parts of an index that hold news: those that say so, else the newest of those with articles."""
    told = [part for part in parts if _NEWS.search(urlsplit(part.loc).path)]
    fitting = told or [part for part in parts if not _NO_ARTICLES.search(urlsplit(part.loc).path)] or list(parts)
    if not any(part.changed for part in fitting) and not told:
        return [part.loc for part in fitting[: _PARTS - 1]] + [part.loc for part in fitting[_PARTS - 1 :][-1:]]
    return [part.loc for part in sorted(fitting, key=lambda part: part.changed, reverse=True)[:_PARTS]]


def _unknown(items: Sequence[_Item], known: str) -> list[_Item]:
    """Choose the newest addresses that may be articles and have changed since what is known."""
    fitting = [
        item
        for item in items
        if item.changed > known and _is_article(item.loc) and not _NO_ARTICLE.search(urlsplit(item.loc).path)
    ] or [item for item in items if not known and not item.changed and _is_article(item.loc)]
    fitting.sort(key=lambda item: item.changed, reverse=True)
    return fitting[:_PAGES]


def _is_article(url: str) -> bool:
    path = urlsplit(url).path.strip("/")
    return len(path) > 8 and not _NO_ARTICLES.search(f"/{path}/")


def _page_entry(answer: Response, outlet: Outlet, dates: dict[str, datetime]) -> Entry | None:
    """Make an entry of an article's page: its headline, its date, and its text where that was found."""
    from html import escape

    from careader.sources.page import read_page
    from careader.sources.page_head import read_head_of

    head = read_head_of(answer.content, answer.url, answer.headers.get("content-type", ""))
    if not head.title:
        return None
    page = read_page(answer.content, answer.url, what=outlet.name, headers=answer.headers, selector=outlet.selector)
    text = "" if isinstance(page, Failure) else "".join(f"<p>{escape(block.text)}</p>" for block in page.blocks)
    return Entry(
        title=head.title,
        link=head.canonical or answer.url,
        published=head.published or dates.get(canonical_url(answer.url)),
        content=text,
        description=head.description,
        author=head.author,
        language=head.language,
        base=answer.url,
    )


def _items(answer: Answer, zone: tzinfo = UTC) -> list[_Item] | None:
    """Return what a sitemap lists; None for what is none."""
    if not isinstance(answer, Response):
        return None
    content = _inflated(answer.content)
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"<urlset" in start or b"<sitemapindex" in start or b":urlset" in start:
        return list(_xml_items(content, answer.url, zone))
    if start.startswith(b"http") and "html" not in answer.headers.get("content-type", ""):
        lines = content.decode("utf-8", "replace").split()[:_MAX_ITEMS]
        return [_Item(url) for line in lines if (url := web_url(line))]
    return None


def _inflated(content: bytes) -> bytes:
    """Unpack gzip, as far as `_MAX_XML`; what is damaged ends there."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(content, _MAX_XML)
    except zlib.error:
        return b""


def _xml_items(content: bytes, base: str, zone: tzinfo) -> Iterator[_Item]:
    """Read a sitemap element by element; broken XML is put right as that of feeds is, and no entity is expanded."""
    root, is_whole = _root(content)
    if not is_whole and len(content) <= _MAX_MENDED:
        root, _ = _root(repair(decode(content)).text.encode("utf-8", "replace"))
    if root is None:
        return
    for number, node in enumerate(root.iterchildren("{*}url", "{*}sitemap", "url", "sitemap")):
        if number >= _MAX_ITEMS:
            return
        said = {_name(child): (child.text or "").strip() for child in node.iterdescendants() if _name(child)}
        if loc := web_url(said.get("loc", ""), base):
            yield _Item(
                loc=loc,
                title=said.get("title", "") if any(_name(child) == "news" for child in node) else "",
                published=_moment(said.get("publication_date", ""), zone),
                changed=_order(said.get("lastmod", "") or said.get("publication_date", "")),
                language=said.get("language", ""),
                is_part=_name(node) == "sitemap",
            )


def _root(content: bytes) -> tuple[Any, bool]:
    """Return the root of what can be parsed, None for nothing, and whether nothing was wrong."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser), not len(parser.error_log)


def _name(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _order(stated: str) -> str:
    """Return a date as text that sorts by time."""
    found = _moment(stated)
    return found.isoformat(timespec="seconds") if found else ""


def _moment(stated: str, zone: tzinfo = UTC) -> datetime | None:
    """Read a W3C date; a day alone is its beginning, a time without zone is in the one that is handed in."""
    text = re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", stated.strip()) if "T" in stated else stated.strip()
    try:
        found = datetime.fromisoformat(text)
        found = found if found.tzinfo else found.replace(tzinfo=zone)
        return found.astimezone(UTC) if found.year > 1990 else None
    except (ValueError, OverflowError):
        return None
