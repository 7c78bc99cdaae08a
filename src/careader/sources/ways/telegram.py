"""A public Telegram channel, from its preview on the web (`https://t.me/s/NAME`), which needs no login.

A post becomes an entry: its text with line breaks, bold, links and quotations; what it shows besides (an album, a
video, a poll, a file) is named; forwarded posts say from where. A post that links one article of the channel's own
outlet is that article. Posts that are only a picture, and advertisements, are left out, and a note counts them. Pages
are asked for backwards until the newest post that is known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit, urlunsplit

from careader.model import Code, Failure, Outlet, Way
from careader.net import Response
from careader.sources.entry import Entry, Read
from careader.sources.identity import identified, newest
from careader.sources.page_head import MAX_PAGE, parsed
from careader.sources.telegram_post import Post, posts_of
from careader.sources.ways import ACCEPT_PAGE, Answer, Request, State, first_answer, ways_of
from careader.text.clean import clean
from careader.text.urls import canonical_url, web_url

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_HOSTS = ("t.me", "telegram.me", "telegram.dog", "www.t.me")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
_PAGES = 8
_NO_SITE = re.compile(
    r"(?:^|\.)(?:t\.me|telegram\.(?:me|org|dog)|telegra\.ph|youtube\.com|youtu\.be|instagram\.com"
    r"|facebook\.com|fb\.(?:com|me|watch)"
    r"|twitter\.com|x\.com|tiktok\.com|threads\.(?:net|com)|vk\.com|ok\.ru|wa\.me|whatsapp\.com|google\.com"
    r"|apple\.com|clck\.ru|bit\.ly"
    r"|dzen\.ru|yandex\.\w+|linktr\.ee)$"
)


def channel_url(address: str) -> str:
    """Return the address of a channel's preview for `@name`, `t.me/name` or a preview; "" for what is none."""
    text = address.strip()
    if text.startswith("@"):
        return f"https://t.me/s/{text[1:]}" if _NAME.fullmatch(text[1:]) else ""
    url = web_url(text if "://" in text else f"https://{text}")
    parts = urlsplit(url)
    if parts.hostname not in _HOSTS:
        return ""
    steps = [step for step in parts.path.split("/") if step]
    name = steps[1] if steps[:1] == ["s"] and len(steps) > 1 else steps[0] if steps else ""
    return f"https://t.me/s/{name}" if _NAME.fullmatch(name) else ""


def requests(_outlet: Outlet, way: Way, state: State, answers: Sequence[Answer]) -> list[Request]:
    """Ask for the newest posts, then for earlier ones as long as there may be some between them and the known one."""
    url = channel_url(way.url) or way.url
    if not answers:
        return [Request(url, ACCEPT_PAGE)]
    last = answers[-1]
    if not state.known.isdigit() or len(answers) >= _PAGES or not isinstance(last, Response):
        return []
    numbers = [post.number for post in posts_of(_tree(last), last.url) if post.number]
    first = min(numbers, default=0)
    if first <= int(state.known) + 1:
        return []
    parts = urlsplit(url)
    return [Request(urlunsplit(parts._replace(query=urlencode({"before": first}))), ACCEPT_PAGE)]


def read(outlet: Outlet, way: Way, answers: Sequence[Answer], *, now: datetime) -> Read | Failure:
    """Read the posts of all pages, the newest first."""
    answer = first_answer(outlet, answers[:1])
    if isinstance(answer, Failure):
        return answer
    if len(answer.content) > MAX_PAGE:
        return Failure(outlet.name, Code.TOO_LARGE, {"megabytes": f"{MAX_PAGE / 2**20:g}"})
    tree = _tree(answer)
    if tree.css_first(".tgme_channel_history, .tgme_widget_message, .tgme_channel_info") is None:
        return Failure(outlet.name, Code.NO_PREVIEW)
    pages = [page for page in answers if isinstance(page, Response)]
    posts = [post for page in pages for post in posts_of(_tree(page), page.url)]
    news = [post for post in posts if not post.is_picture_only and not post.is_advertisement]
    if not posts:
        return Failure(outlet.name, Code.NO_ENTRIES)
    sites = _sites(outlet, tree, answer.url, posts)
    footers = _footers(news)
    entries = [_entry(post.without(footers), sites, answer.url) for post in news]
    entries.sort(key=lambda entry: entry.published.timestamp() if entry.published else 0, reverse=True)
    title = tree.css_first(".tgme_channel_info_header_title, .tgme_header_title")
    return Read(
        newest(identified(entries, outlet, nowhere=(way.url, answer.url))),
        clean(title.text() if title else "", limit=200),
        tuple(_notes(posts)),
    )


def known(_outlet: Outlet, _way: Way, answers: Sequence[Answer]) -> str:
    """Remember the number of the newest post."""
    pages = (answer for answer in answers if isinstance(answer, Response))
    return str(max((post.number for page in pages for post in posts_of(_tree(page), page.url)), default=""))


def _tree(answer: Response) -> LexborHTMLParser:
    return parsed(answer.content, answer.headers.get("content-type", ""))[0]


def _notes(posts: Iterable[Post]) -> Iterable[str]:
    pictures = sum(post.is_picture_only for post in posts)
    advertisements = sum(post.is_advertisement for post in posts)
    for count, one, many in (
        (pictures, "1 post that is only a picture left out", "{} posts that are only pictures left out"),
        (advertisements, "1 advertisement left out", "{} advertisements left out"),
    ):
        if count:
            yield one if count == 1 else many.format(count)


def _sites(outlet: Outlet, tree: LexborHTMLParser, base: str, posts: Sequence[Post]) -> frozenset[str]:
    """Return the hosts of the outlet's own site: by its other ways, by what the channel says of itself, by habit."""
    addresses = [outlet.url, *(way.url for way in ways_of(outlet) if way.kind != "telegram")]
    described = tree.css(".tgme_channel_info_description a[href]")
    addresses += [web_url(link.attributes.get("href") or "", base) for link in described]
    linked = Counter(host for post in posts for host in {_host(url) for url in post.links} if _is_site(host))
    habit = [host for host, count in linked.items() if count >= max(3, len(posts) / 3)]
    return frozenset(host for host in (*map(_host, addresses), *habit) if _is_site(host))


def _host(url: str) -> str:
    return canonical_url(url).split("/", 1)[0].split("?", 1)[0]


def _is_site(host: str) -> bool:
    return bool(host) and not _NO_SITE.search(host)


def _footers(posts: Sequence[Post]) -> frozenset[str]:
    """Return the last lines that many posts share: the names of other channels, an invitation to follow."""
    if len(posts) < 3:
        return frozenset()
    lines = Counter(line for post in posts for line in set(post.last_lines))
    return frozenset(line for line, count in lines.items() if count >= max(3, len(posts) / 3))


def _entry(post: Post, sites: frozenset[str], channel: str) -> Entry:
    """Make an entry: that of the article which the post links, where it is one of the outlet's own and the only one."""
    own = dict.fromkeys(
        url
        for url in post.links
        if _host(url) in sites
        and "/" in (page := canonical_url(url))
        and not page.startswith(canonical_url(channel))
        and len(urlsplit(url).path.strip("/")) > 4
    )
    pages = {canonical_url(url): url for url in own}
    entry = Entry(
        title=post.title,
        link=post.url,
        guid=post.url,
        published=post.published,
        content=post.html,
        author=post.author,
        base=channel,
    )
    return replace(entry, link=next(iter(pages.values()))) if len(pages) == 1 else entry
