"""Which ways there may be to an outlet, from the address of its home page and from what stands on it.

Pure: addresses to try come out, in the order in which they are worth trying; nothing here says that one answers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from careader.model import COUNTRIES, Ownership, Way
from careader.sources.page_head import parsed
from careader.sources.ways.telegram import channel_url
from careader.text.clean import clean
from careader.text.urls import canonical_url, web_url

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

FEED_PATHS = (
    "feed", "rss", "rss.xml", "feed/rss", "feed.xml", "index.xml", "atom.xml", "rss/news", "news/rss", "news.rss",
    "rss/all", "feeds/posts/default?alt=rss", "export/rss2/archive/index.xml", "feed.json",
)  # fmt: skip
"""Where sites have their feed if they say so nowhere, below the address that was given and below the host."""

SITEMAP_PATHS = ("news-sitemap.xml", "sitemap-news.xml", "sitemap_news.xml", "sitemap.xml", "sitemap_index.xml")
"""Where sites have their sitemap, those of news first."""

_FEED_TYPE = re.compile(
    r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)|application/json\+feed|text/xml", re.IGNORECASE
)
_COMMENTS = re.compile(r"comments?|комментари|/feed/?$(?<=comments/feed)|podcast", re.IGNORECASE)
_FEED_LINK = re.compile(
    r"(?:^|/)(?:rss|feeds?|atom)(?:[/._-]|$)|\.(?:rss|atom|rdf)$|/(?:rss|feed|atom)\.xml$", re.IGNORECASE
)
_FEED_WORD = re.compile(r"\brss\b", re.IGNORECASE)
_NO_CHANNELS = frozenset(
    ("share", "joinchat", "iv", "proxy", "addstickers", "login", "s", "c", "socks", "bg", "setlanguage")
)
_WORDPRESS = re.compile(r"/wp-(?:content|includes|json)/|api\.w\.org")
_MAX = 12


def feed_links(tree: LexborHTMLParser, url: str) -> list[str]:
    """Return the feeds that a page names, those in its head first, feeds of comments last."""
    found: dict[str, bool] = {}
    for link in tree.css("link[rel~=alternate][href]"):
        attributes = link.attributes
        if _FEED_TYPE.match(attributes.get("type") or "") and (address := web_url(attributes.get("href") or "", url)):
            about = f"{attributes.get('title') or ''} {urlsplit(address).path}"
            found.setdefault(address, bool(_COMMENTS.search(about)))
    for link in tree.css("a[href]"):
        address = web_url(link.attributes.get("href") or "", url)
        named = _FEED_LINK.search(urlsplit(address).path) or _FEED_WORD.fullmatch(clean(link.text()))
        if address and named and _site(address) == _site(url):
            found.setdefault(address, bool(_COMMENTS.search(urlsplit(address).path)))
    ordered = sorted(found, key=lambda address: found[address])
    return [address for address in ordered if canonical_url(address) != canonical_url(url)][:_MAX]


def feed_paths(url: str) -> list[str]:
    """Return the addresses at which a site may have its feed, by custom."""
    return _below(url, FEED_PATHS)


def sitemap_paths(url: str, robots: str = "") -> list[str]:
    """Return the addresses at which a site may have a sitemap: those that `robots.txt` names, then by custom."""
    named = re.findall(r"(?im)^[^\S\n]*+sitemap\s*+:\s*+(\S{8,500})", robots[:200_000])
    found = [address for name in named if (address := web_url(name, url))]
    found.sort(key=lambda address: "news" not in address)
    return list(dict.fromkeys([*found[:3], *_below(url, SITEMAP_PATHS)]))


def wordpress_root(tree: LexborHTMLParser, url: str) -> str:
    """Return the address of a WordPress site's posts, as the page says or as its files tell; "" for another site."""
    link = tree.css_first('link[rel="https://api.w.org/"][href]')
    root = web_url(link.attributes.get("href") or "", url) if link else ""
    if root and "?" not in root:
        return urljoin(f"{root.rstrip('/')}/", "wp/v2/posts")
    return urljoin(url, "/") if root or _WORDPRESS.search((tree.html or "")[:500_000]) else ""


def channels(tree: LexborHTMLParser, url: str) -> list[str]:
    """Return the Telegram channels that a page links, the most linked first; not what shares the page."""
    counted: Counter[str] = Counter()
    for link in tree.css("a[href]"):
        address = channel_url(web_url(link.attributes.get("href") or "", url))
        name = address.rpartition("/")[2].lower()
        if address and name not in _NO_CHANNELS and not name.endswith("bot"):
            counted[address] += 1
    return [address for address, _ in counted.most_common(2)]


def name_of(tree: LexborHTMLParser) -> str:
    """Return what a site calls itself on its home page."""
    stated = tree.css_first('meta[property="og:site_name"][content]')
    if stated is not None and (name := clean(stated.attributes.get("content") or "", limit=80)):
        return name
    title = tree.css_first("head title")
    said = clean(title.text() if title else "", limit=200)
    parts = [part.strip() for part in re.split(r"\s[|–—-]\s|: ", said) if part.strip()]
    return min(parts, key=len)[:80] if parts else ""


def country_of(url: str, told: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Guess where an outlet looks from: by the end of its host, or by the country that most of its articles are about.

    `told` has the countries of each article.
    """
    end = (urlsplit(url).hostname or "").rpartition(".")[2]
    if end in COUNTRIES:
        return (end,)
    articles = list(told)
    counted = Counter(country for countries in articles for country in countries)
    return tuple(country for country in COUNTRIES if articles and counted[country] * 2 >= len(articles))


def ownership_of(url: str) -> Ownership | None:
    """Guess who answers for an outlet: a host of the government's tells, nothing else does."""
    host = urlsplit(url).hostname or ""
    return Ownership.STATE if re.search(r"(?:^|\.)(?:gov|akorda|president)\.(?:kz|kg|tj|tm|uz)$", host) else None


def tree_of(content: bytes, content_type: str = "") -> LexborHTMLParser:
    """Parse a page."""
    return parsed(content, content_type)[0]


def ways_on(tree: LexborHTMLParser, url: str) -> Iterator[Way]:
    """Give the ways that a home page names, without those that are only customary."""
    for address in feed_links(tree, url):
        yield Way("feed", address)
    if root := wordpress_root(tree, url):
        yield Way("wordpress", root)
    for address in channels(tree, url):
        yield Way("telegram", address)


def _below(url: str, paths: Iterable[str]) -> list[str]:
    bases = dict.fromkeys((url if urlsplit(url).path.endswith("/") else urljoin(f"{url}/", "."), urljoin(url, "/")))
    return [urljoin(base, path) for base in bases for path in paths]


def _site(url: str) -> str:
    host = canonical_url(url).split("/", 1)[0].split("?", 1)[0]
    return host if host.replace(".", "").replace(":", "").isdigit() else ".".join(host.split(".")[-2:])
