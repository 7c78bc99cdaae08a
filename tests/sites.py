"""A site with every way to its articles, served by the newsstand: feed, WordPress, sitemap, listing page, channel."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime

from tests.channels import channel, post
from tests.newsstand import Newsstand, Page

Told = Sequence[tuple[str, str, datetime]]

HEADLINES = (
    "Aktau loads two more grain ships a day",
    "Bishkek plants ten thousand elms along the canal",
    "Samarkand brings back its tram to the old station",
)
PATHS = {
    "feed": "/feed",
    "wordpress": "/wp-json/wp/v2/posts",
    "sitemap": "/sitemap.xml",
    "page": "/latest/",
    "telegram": "/s/steppenews",
}
"""Where under the site each way is."""


def put_site(
    stand: Newsstand, now: datetime, *, under: str = "", ways: Sequence[str] = tuple(PATHS)
) -> Mapping[str, str]:
    """Serve the articles' pages and these ways below a path; give the address of each way, served or not."""
    told = _told(stand, now, under)
    for title, link, when in told:
        stand.put(link.removeprefix(stand.url), Page(article_page(title, when).encode(), "text/html; charset=utf-8"))
    answers = {
        "feed": Page(_feed(told).encode()),
        "wordpress": Page(_posts(told).encode(), "application/json"),
        "sitemap": Page(_sitemap(told).encode(), "application/xml"),
        "page": Page(_listing(told).encode(), "text/html; charset=utf-8"),
        "telegram": Page(_channel(told), "text/html; charset=utf-8"),
    }
    for way in ways:
        stand.put(under + PATHS[way], answers[way])
    return {way: stand.at(under + path) for way, path in PATHS.items()}


def feed(stand: Newsstand, now: datetime, *, under: str = "") -> str:
    """Make the feed of the site."""
    return _feed(_told(stand, now, under))


def _told(stand: Newsstand, now: datetime, under: str) -> Told:
    links = [stand.at(f"{under}/news/{number}001-report-of-the-day") for number in range(1, 4)]
    return [
        (title, link, now - timedelta(hours=n)) for n, (title, link) in enumerate(zip(HEADLINES, links, strict=True), 1)
    ]


def paragraphs(title: str) -> list[str]:
    """Give the whole text of an article."""
    return [
        f"{title}, the town's administration said on Tuesday after a meeting that went on until midnight.",
        "Nobody had thought that the work would be done before the winter, and the first snow fell the same evening.",
        "Money for it came from three banks, which want it back within nine years at the usual rate for such things.",
        "Residents have until the end of the month to send in what they think; a hearing is planned for December.",
    ]


def article_page(title: str, when: datetime) -> str:
    """Make the page of an article."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs(title))
    return (
        f'<!doctype html><html lang="en"><head><title>{title} | Steppe News</title>'
        f'<meta property="og:title" content="{title}">'
        f'<meta property="article:published_time" content="{when.isoformat()}"></head><body><header><nav>'
        f'<a href="/">Home</a>'
        f'<a href="/politics">Politics</a></nav></header><main><article><h1>{title}</h1>{text}</article></main>'
        "<footer><p>All rights reserved by the Steppe News publishing house</p></footer></body></html>"
    )


def _feed(told: Told) -> str:
    items = "".join(
        f"<item><title>{title}</title><link>{link}</link><pubDate>{format_datetime(when)}</pubDate>"
        f"<description>{paragraphs(title)[0][:60]}...</description></item>"
        for title, link, when in told
    )
    return f'<rss version="2.0"><channel><title>Steppe News</title>{items}</channel></rss>'


def _posts(told: Told) -> str:
    return json.dumps(
        [
            {
                "id": number,
                "date_gmt": when.strftime("%Y-%m-%dT%H:%M:%S"),
                "link": link,
                "title": {"rendered": title},
                "content": {"rendered": "".join(f"<p>{text}</p>" for text in paragraphs(title)), "protected": False},
                "excerpt": {"rendered": f"<p>{paragraphs(title)[0]}</p>"},
            }
            for number, (title, link, when) in enumerate(told)
        ]
    )


def _sitemap(told: Told) -> str:
    items = "".join(
        f"<url><loc>{link}</loc><news:news><news:publication_date>{when.isoformat()}</news:publication_date>"
        f"<news:title>{title}</news:title></news:news></url>"
        for title, link, when in told
    )
    spaces = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {spaces}>{items}</urlset>'


def _listing(told: Told) -> str:
    items = "".join(
        f'<div class="news-item"><h2><a href="{link}">{title}</a></h2><p>{paragraphs(title)[0]}</p></div>'
        for title, link, _ in told
    )
    return (
        f"<!doctype html><html><head><title>Latest</title></head><body><nav><a href='/'>Home</a>"
        f"</nav>{items}</body></html>"
    )


def _channel(told: Told) -> bytes:
    return channel(
        [
            post(number, f'<b>{title}</b><br>In short. <a href="{link}">Read on</a>', when=when)
            for number, (title, link, when) in enumerate(told, 1)
        ]
    )
