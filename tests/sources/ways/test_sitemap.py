from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from careader.model import Code, Failure, Outlet, Way
from careader.net import Response
from careader.sources.entry import Read
from careader.sources.ways import Answer, State, sitemap

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SITE = "https://steppe.example"
OUTLET = Outlet("steppe", "Steppe News", SITE, "en")
WAY = Way("sitemap", f"{SITE}/sitemap.xml")
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


def answer(body: str | bytes, url: str = WAY.url, kind: str = "application/xml") -> Response:
    return Response(url, 200, {"content-type": kind}, body.encode() if isinstance(body, str) else body)


def urls(*items: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {SPACES}>{"".join(items)}</urlset>'


def news(path: str, title: str, when: str = "2026-11-25T10:00:00+05:00") -> str:
    return (
        f"<url><loc>{SITE}{path}</loc><image:image><image:title>A picture</image:title></image:image><news:news>"
        "<news:publication><news:name>Steppe News</news:name><news:language>en</news:language></news:publication>"
        f"<news:publication_date>{when}</news:publication_date><news:title>{title}</news:title></news:news></url>"
    )


def plain(path: str, changed: str = "") -> str:
    said = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{SITE}{path}</loc>{said}</url>"


def index(*paths: tuple[str, str]) -> str:
    parts = "".join(f"<sitemap><loc>{SITE}{path}</loc><lastmod>{day}</lastmod></sitemap>" for path, day in paths)
    return f"<sitemapindex {SPACES}>{parts}</sitemapindex>"


def page(path: str, title: str) -> Response:
    text = "".join(f"<p>{title}: paragraph {n} tells what happened there, in a sentence or two.</p>" for n in range(5))
    head = (
        f'<meta property="og:title" content="{title}"><meta property="article:published_time"'
        f' content="2026-11-24T08:00:00+05:00">'
    )
    body = (
        f"<!doctype html><html lang='en'><head>{head}</head><body><article><h1>{title}</h1>{text}"
        f"</article></body></html>"
    )
    return answer(body, f"{SITE}{path}", "text/html")


def read(*answers: Answer) -> Read:
    outcome = sitemap.read(OUTLET, WAY, answers, now=NOW)
    assert isinstance(outcome, Read)
    return outcome


def asked(*answers: Answer, known: str = "") -> list[str]:
    return [request.url.removeprefix(SITE) for request in sitemap.requests(OUTLET, WAY, State(known=known), answers)]


@pytest.mark.parametrize("packed", [False, True])
def test_a_news_sitemap_has_headlines_and_dates(packed: bool) -> None:
    body = urls(news("/n/1", "Dam &amp; harbour"), news("/n/2", "Second", "2026-11-24")).encode()
    found = answer(gzip.compress(body) if packed else body)
    assert asked(found) == []
    first, second = read(found).entries
    assert (first.title, first.link, first.language) == ("Dam & harbour", f"{SITE}/n/1", "en")
    assert first.published == datetime(2026, 11, 25, 5, tzinfo=UTC)
    assert second.published == datetime(2026, 11, 24, tzinfo=UTC)


def test_the_newest_parts_of_an_index_are_asked_for_those_of_news_first() -> None:
    dated = index(("/post-1.xml", "2026-10-01"), ("/post-2.xml", "2026-11-25"), ("/tag.xml", "2026-11-25"))
    assert asked() == ["/sitemap.xml"]
    assert asked(answer(dated)) == ["/post-2.xml", "/post-1.xml"]
    told = index(("/post.xml", "2026-11-25"), ("/news-sitemap.xml.gz", "2026-11-20"))
    assert asked(answer(told)) == ["/news-sitemap.xml.gz"]
    part = answer(urls(news("/n/1", "Dam")), f"{SITE}/news-sitemap.xml.gz")
    assert asked(answer(told), part) == []
    assert [entry.title for entry in read(answer(told), part).entries] == ["Dam"]


def test_of_a_plain_sitemap_the_pages_of_the_newest_are_asked_for() -> None:
    listed = urls(
        plain("/"), plain("/tag/dams-of-the-steppe", "2026-11-25"), plain("/news/old-pier-closed", "2026-11-01"),
        plain("/news/harbour-opens", "2026-11-24T09:00:00Z"), plain("/img/harbour-photo.jpg", "2026-11-25"),
    )  # fmt: skip
    found = answer(listed)
    assert asked(found) == ["/news/harbour-opens", "/news/old-pier-closed"]
    assert asked(found, known="2026-11-20T00:00:00+00:00") == ["/news/harbour-opens"]
    assert asked(found, known=sitemap.known(OUTLET, WAY, [found])) == []
    opened = page("/news/harbour-opens", "Harbour opens")
    assert asked(found, opened) == []
    (entry,) = read(found, opened).entries
    assert (entry.title, entry.link) == ("Harbour opens", f"{SITE}/news/harbour-opens")
    assert entry.published == datetime(2026, 11, 24, 3, tzinfo=UTC)
    assert "paragraph 4" in entry.content
    assert read(found).entries == ()


def test_a_list_of_addresses_is_a_sitemap_too() -> None:
    found = answer(f"{SITE}/news/harbour-opens\n{SITE}/news/old-pier-closed\n", kind="text/plain")
    assert asked(found) == ["/news/harbour-opens", "/news/old-pier-closed"]


def test_broken_and_hostile_sitemaps_are_survived() -> None:
    cut = urls(news("/n/1", "Dam"), news("/n/2", "Pier"))[:-80]
    assert [entry.title for entry in read(answer(cut)).entries][:1] == ["Dam"]
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    (entry,) = read(answer(bomb + urls(news("/n/1", "Dam &b; &f;")))).entries
    assert "aaaa" not in entry.title
    endless = gzip.compress(b"<urlset>" + b" " * 40_000_000)
    failure = sitemap.read(OUTLET, WAY, [answer(endless)], now=NOW)
    assert isinstance(failure, Failure)


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (answer("<html><body>Hello</body></html>", kind="text/html"), Code.NOT_A_SITEMAP),
        (answer("<html><head><title>DDoS-Guard</title></head></html>", kind="text/html"), Code.BOT_CHECK),
        (answer(b"\x1f\x8b damaged"), Code.NOT_A_SITEMAP),
        (answer(urls()), Code.NO_ENTRIES),
        (Failure("x", Code.HTTP, {"status": 404}), Code.HTTP),
    ],
)
def test_what_is_no_sitemap_says_so(found: Answer, code: Code) -> None:
    failure = sitemap.read(OUTLET, WAY, [found], now=NOW)
    assert isinstance(failure, Failure)
    assert failure.code is code


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace(' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"', ""),
        lambda text: text.replace("&amp;", "&"),
        lambda text: "Notice: no cache\n" + text,
        lambda text: text.removesuffix("</urlset>"),
    ],
)
def test_a_broken_sitemap_is_put_right_and_its_time_is_the_outlets(spoil: Callable[[str], str]) -> None:
    text = (
        '<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://steppe.example/?id=1&amp;x=2'
        "</loc><news:news><news:publication_date>2026-11-25T10:00:00</news:publication_date>"
        "<news:title>Rain &amp; wheat</news:title></news:news></url></urlset>"
    )
    kazakh = Outlet("steppe", "Steppe News", "https://steppe.example/", "en", ("kz",))
    way = Way("sitemap", "https://steppe.example/news.xml")
    found = sitemap.read(kazakh, way, [Response(way.url, 200, {}, spoil(text).encode())], now=NOW)
    assert isinstance(found, Read)
    (entry,) = found.entries
    assert (entry.title, entry.link) == ("Rain & wheat", "https://steppe.example/?id=1&x=2")
    assert entry.published == datetime(2026, 11, 25, 5, tzinfo=UTC)
