"""A page that lists articles: the front page of an outlet, or one of its sections.

Every link that may lead to an article is judged by several cues, as the headlines of a captured page are: how long its
words are, whether it stands in a heading, what its address looks like, where on the page it stands. What remains has a
headline, and the text and date that stand beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from careader.model import Block, BlockKind, Code, Failure, Outlet, Way
from careader.sources.entry import Entry, Read
from careader.sources.identity import folded, identified, newest
from careader.sources.page_head import MAX_PAGE, moment, parsed
from careader.sources.ways import ACCEPT_PAGE, Answer, Request, State, first_answer
from careader.sources.zones import zone_of
from careader.text.blocks import READ_MORE, blocks_from_html
from careader.text.clean import clean
from careader.text.dates import read_moment
from careader.text.urls import canonical_url, web_url

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_HEADLINES = 80
_MAX_LINKS = 4_000
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_AROUND = frozenset(("nav", "header", "footer", "aside", "form", "menu"))
_AROUND_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|footer|breadcrumbs?|pagination|paging|cookies?|social|share|tags?|ticker-tape|banner|lang"
    r"|languages?|login|subscribe)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"(?:^|[\s_-])(?:title|headline|heading|caption-title|name|zagolovok|entry-title)(?:$|[\s_-])", re.IGNORECASE
)
_NOT_ARTICLES = re.compile(
    r"/(?:tags?|categor(?:y|ies)|rubrics?|authors?|users?|about|contacts?|pages?|search|login|auth|register|privacy|terms|policy"
    r"|advertis\w*|reklama|subscribe|feed|rss|wp-admin|wp-login\.php|kontakty|o-nas)(?:/|$)",
    re.IGNORECASE,
)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|docx?|xlsx?|zip|apk)$", re.IGNORECASE)
_DATES = "time, [itemprop=datePublished], [class*=date i], [class*=time i], [class*=published i]"
_LONGEST_DATE = 60
_LEAST = 3.0
_MAX_STEPS = 12


@dataclass(slots=True)
class _Found:
    """What a page shows of one address: the best headline among its links, and where that stands."""

    url: str
    title: str
    score: float
    node: LexborNode
    others: list[str] = field(default_factory=list)


def requests(_outlet: Outlet, way: Way, _state: State, answers: Sequence[Answer]) -> list[Request]:
    """Ask for the page, once."""
    return [] if answers else [Request(way.url, ACCEPT_PAGE)]


def read(outlet: Outlet, way: Way, answers: Sequence[Answer], *, now: datetime) -> Read | Failure:
    """Read the headlines that the page lists, in its order."""
    answer = first_answer(outlet, answers)
    if isinstance(answer, Failure):
        return answer
    if len(answer.content) > MAX_PAGE:
        return Failure(outlet.name, Code.TOO_LARGE, {"megabytes": f"{MAX_PAGE / 2**20:g}"})
    tree, _ = parsed(answer.content, answer.headers.get("content-type", ""))
    base = _base(tree.css_first("base[href]"), answer.url)
    found = _headlines(tree.css("a[href]")[:_MAX_LINKS], base, answer.url)
    if not found:
        return Failure(outlet.name, Code.NO_HEADLINES)
    pages = {canonical_url(one.url) for one in found}
    zone = zone_of(outlet, answer.url)
    entries = [_entry(one, pages, base, zone) for one in found]
    title = tree.css_first("title")
    return Read(
        newest(identified(entries, outlet, nowhere=(way.url, answer.url)), MAX_HEADLINES),
        clean(title.text() if title else "", limit=200),
    )


def known(_outlet: Outlet, _way: Way, _answers: Sequence[Answer]) -> str:
    """Remember nothing."""
    return ""


def _base(node: LexborNode | None, url: str) -> str:
    return web_url((node.attributes.get("href") or "") if node else "", url) or url


def _headlines(links: Sequence[LexborNode], base: str, page: str) -> list[_Found]:
    """Judge the links of a page; return the headlines, each address once, in the order of the page."""
    found: dict[str, _Found] = {}
    site, here = _site(page), canonical_url(page)
    for link in links:
        url = web_url(link.attributes.get("href") or "", base)
        address = canonical_url(url)
        if not address or address == here or _site(url) != site or not _may_be_article(url):
            continue
        title, titled = _title(link)
        if not title or READ_MORE.fullmatch(title):
            continue
        score = _address_cues(url) + _title_cues(title) + (2.0 if titled else 0.0) - (6.0 if _is_around(link) else 0.0)
        other = found.get(address)
        if other is None:
            found[address] = _Found(url, title, score, link)
        elif score > other.score or (score == other.score and len(title) > len(other.title)):
            found[address] = _Found(url, title, score, link, [*other.others, other.title])
        else:
            other.others.append(title)
    # Addresses of one shape lead to things of one kind: where most of them read like headlines, all do.
    sure = Counter(_shape(one.url) for one in found.values() if one.score >= _LEAST)
    return [
        one
        for one in found.values()
        if one.score >= _LEAST
        or (one.score >= _LEAST - 1.5 and sure[_shape(one.url)] >= 2 and len(one.title.split()) >= 3)
    ][: 2 * MAX_HEADLINES]


def _site(url: str) -> str:
    """Return the host without what stands before its last three names, so that a site's own subdomains are the site."""
    host = canonical_url(url).split("/", 1)[0].split("?", 1)[0]
    return (
        host if host.rpartition(":")[2].isdigit() or host.replace(".", "").isdigit() else ".".join(host.split(".")[-2:])
    )


def _may_be_article(url: str) -> bool:
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query) and not _FILE.search(parts.path)


def _shape(url: str) -> str:
    """Return the form of an address: its first steps, with digits and the last step as such."""
    steps = [re.sub(r"\d+", "0", step) for step in urlsplit(url).path.split("/") if step]
    return "/".join(["-" if "-" in step or "_" in step else step for step in steps[:-1]] + ["*"])


def _title(link: LexborNode) -> tuple[str, bool]:
    """Return the headline of a link, and whether it is marked as one: by a heading in it or around it."""
    for heading in link.css("h1, h2, h3, h4, h5, h6"):
        if text := clean(heading.text(separator=" ")):
            return text, True
    for inner in link.css("[class]")[:20]:
        if _TITLED.search(inner.attributes.get("class") or "") and (text := clean(inner.text(separator=" "))):
            return text, True
    text = clean(link.text(separator=" "))
    stated = clean(link.attributes.get("title") or "")
    if stated and text.rstrip("….") and stated.startswith(text.rstrip("….")):
        text = stated
    node, titled = link, False
    for _ in range(3):
        if node is None:
            break
        titled = titled or node.tag in _HEADINGS or bool(_TITLED.search(node.attributes.get("class") or ""))
        node = node.parent if node.parent is not None and node.parent.tag != "body" else node
    return text, titled


def _is_around(link: LexborNode) -> bool:
    """Say whether a link stands in what is around the articles: navigation, the foot of the page, its margins."""
    node, steps = link.parent, 0
    while node is not None and node.tag not in ("body", "html", "main", "article") and steps < 40:
        if node.tag in _AROUND:
            return True
        if _AROUND_NAMES.search(f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"):
            return True
        node, steps = node.parent, steps + 1
    return False


def _address_cues(url: str) -> float:
    parts = urlsplit(url)
    steps = [step for step in parts.path.split("/") if step]
    last = steps[-1] if steps else ""
    cues = 0.0
    cues += 1.5 if last.count("-") >= 2 or last.count("_") >= 2 else 0.0
    cues += 1.0 if re.search(r"\d{3,}", parts.path + parts.query) else 0.0
    cues += 0.5 if re.search(r"\.html?$|\.php$", last) else 0.0
    cues += 0.5 if len(steps) >= 2 else 0.0
    return cues - (4.0 if _NOT_ARTICLES.search(parts.path) else 0.0)


def _title_cues(title: str) -> float:
    words = len(title.split())
    cues = {1: -4.0, 2: -2.5, 3: -0.5, 4: 0.8, 5: 1.6}.get(words, 2.0)
    return cues - (2.0 if len(title) > 250 else 0.0) - (1.0 if not any(map(str.isalpha, title)) else 0.0)


def _entry(one: _Found, pages: set[str], base: str, zone: tzinfo) -> Entry:
    """Make an entry of a headline and of what stands in the same box."""
    box = _box(one.node, canonical_url(one.url), pages, base)
    teaser = "".join(f"<p>{escape(block.text)}</p>" for block in _teaser(box, one, base))
    return Entry(title=one.title, link=one.url, published=_date(box, zone), description=teaser, base=base)


def _box(node: LexborNode, address: str, pages: set[str], base: str) -> LexborNode:
    """Return the largest element around a link in which no other article is linked."""
    box = node
    for _ in range(_MAX_STEPS):
        if box.parent is None or box.parent.tag in ("body", "html", "main"):
            break
        linked = {
            canonical_url(web_url(link.attributes.get("href") or "", base)) for link in box.parent.css("a[href]")[:40]
        }
        if (linked & pages) - {address}:
            break
        box = box.parent
    return box


def _teaser(box: LexborNode, one: _Found, base: str) -> Iterator[Block]:
    """Return the text of a box without its headline, dates, sections and counters: what reads like sentences."""
    title = folded(one.title)
    for block in blocks_from_html(box.html or "", base):
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTATION) and folded(block.text) != title:
            text = block.text.removeprefix(one.title).strip()
            if len(text.split()) >= 6:
                yield Block(BlockKind.PARAGRAPH, text)


def _date(box: LexborNode, zone: tzinfo) -> datetime | None:
    """Return the date that a box states for programs, or else the one that it shows, in the outlet's own time."""
    for time in box.css("time[datetime]")[:3]:
        if found := moment(time.attributes.get("datetime") or ""):
            return found
    for shown in box.css(_DATES)[:8]:
        stated = shown.attributes.get("datetime") or shown.attributes.get("content") or shown.text(separator=" ")
        if len(stated) <= _LONGEST_DATE and (found := read_moment(stated, zone)):
            return found
    return None
