from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from careader import words
from careader.model import Article, BlockKind, Failure, Outlet, Ownership
from careader.sources.feed import Feed, looks_like_feed, parse_feed

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
DESK = Outlet("desk", "The Desk", "https://desk.example/rss", "ky", ("kg",), Ownership.STATE)
LONG = "The lake froze later than in any year since 1930, the station at Cholpon-Ata said. " * 9


def rss(*items: str, head: str = "", declared: str = "utf-8") -> str:
    return (
        f'<?xml version="1.0" encoding="{declared}"?>'
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/'
        f'content/"><channel><title>Desk & Co</title><link>https://desk.example/</link>{head}'
        + "".join(f"<item>{item}</item>" for item in items)
        + "</channel></rss>"
    )


def item(title: str = "Lake", link: str = "https://desk.example/1", more: str = "") -> str:
    return f"<title>{title}</title><link>{link}</link>{more}"


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru"><title>Desk</title><entry>
<title type="html">&lt;b&gt;Lake&lt;/b&gt;</title><link href="/1"/>
<id>tag:1</id><updated>2026-09-30T18:00:00+06:00</updated>
<author><name>Aida Usenova</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><h2>Ice</h2><p>It froze.</p></div></content></entry>
</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Desk</title></channel>
<item rdf:about="https://desk.example/1"><title>Lake</title><link>https://desk.example/1</link>
<dc:date>2026-09-30T12:00:00Z</dc:date><dc:creator>Aida Usenova</dc:creator></item></rdf:RDF>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Desk",
        "language": "ru-RU",
        "items": [
            {
                "id": 1,
                "url": "/1",
                "title": "Lake",
                "date_published": "2026-09-30T15:00:00+03:00",
                "authors": [{"name": "Aida Usenova"}, 7],
                "content_html": "<h2>Ice</h2><p>It froze.</p>",
            },
            "no item",
        ],
    }
)


def parse(content: str | bytes, **options: str) -> Feed:
    feed = parse_feed(content if isinstance(content, bytes) else content.encode(), DESK, now=NOW, **options)
    assert isinstance(feed, Feed), feed
    return feed


def only(content: str | bytes, **options: str) -> Article:
    (article,) = parse(content, **options).articles
    return article


@pytest.mark.parametrize("content", [ATOM, JSON, RDF, rss(item(more="<pubDate>Wed, 30 Sep 2026 12:00 GMT</pubDate>"))])
def test_every_format_gives_the_same_article(content: str) -> None:
    article = only(content, url="https://desk.example/rss")
    assert article.title == "Lake"
    assert article.url == "https://desk.example/1"
    assert article.published == datetime(2026, 9, 30, 12, tzinfo=UTC)
    assert article.seen == NOW
    assert article.id == only(rss(item(link="http://www.desk.example/1/?utm_source=rss"))).id
    assert (article.outlet, article.outlet_id, article.ownership) == ("The Desk", "desk", Ownership.STATE)
    assert article.author in ("", "Aida Usenova")
    assert looks_like_feed(content.encode())
    if article.blocks:
        assert [block.kind for block in article.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
        assert article.language == "ru"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is empty"),
        (" \n", "is empty"),
        ("<!doctype html><html><head><title>Desk</title></head></html>", "is a web page, not a feed"),
        (rss(), "has no entries"),
        (rss("", "<category>x</category>"), "has only empty entries"),
        ('{"version": "https://jsonfeed.org/version/1", "items": []}', "has no entries"),
        ('{"error": "not found"}', "is JSON, but not a feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [{"id"', "is broken JSON, perhaps cut off"),
        ("<urlset/>", "is not a feed"),
        ("Service unavailable", "is not a feed"),
        (rss(item())[:250], "was cut off before the end of its first entry"),
    ],
)
def test_what_is_no_feed_is_a_failure_with_a_reason(content: str, reason: str) -> None:
    failure = parse_feed(content.encode(), DESK, now=NOW)
    assert isinstance(failure, Failure)
    assert words.say(failure) == f"The Desk: {reason}"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Gas & oil", "Gas & oil"),
        ("R&D at AT&T; more", "R&D at AT&T; more"),
        ("<![CDATA[Gas &amp; <b>oil</b>]]>", "Gas & oil"),
        ("Gas&nbsp;&laquo;now&raquo;", "Gas «now»"),
        ("Gas &amp;quot;now&amp;quot;", 'Gas "now"'),
        ("&lt;i&gt;Gas&lt;/i&gt;", "Gas"),
        ("Gas\x00\x0b &#27;[2J &#x9b;1m &#xFFFF;now", "Gas [2J ›1m now"),
        ("&#x202e;Gas [/foo]\u202e", "Gas [/foo]"),
        ("&xxe;", "&xxe;"),
    ],
)
def test_titles(title: str, shown: str) -> None:
    assert only(rss(item(title))).title == shown


def test_a_title_is_made_of_the_text_or_the_address_where_there_is_none() -> None:
    untitled = only(rss("<guid isPermaLink='false'>7</guid><description>&lt;p&gt;" + LONG + "&lt;/p&gt;</description>"))
    assert untitled.title == "The lake froze later than in any year since 1930, the station…"
    assert untitled.url == ""
    assert untitled.guid == "7"
    assert only(rss("<link>https://desk.example/9</link>")).title == "https://desk.example/9"


@pytest.mark.parametrize(
    ("declared", "actual", "content_type"),
    [
        ("utf-8", "windows-1251", "application/rss+xml; charset=utf-8"),
        ("windows-1251", "utf-8", "text/xml; charset=windows-1251"),
        ("windows-1251", "windows-1251", "text/xml; charset=utf-8"),
        ("utf-8", "windows-1251", "text/html"),
    ],
)
def test_a_wrong_character_set_is_survived(declared: str, actual: str, content_type: str) -> None:
    content = rss(item("Озеро замёрзло"), declared=declared).encode(actual)
    assert only(content, content_type=content_type).title == "Озеро замёрзло"


@pytest.mark.parametrize(
    ("stated", "title", "language"),
    [
        ("ru-RU", "Озеро", "ru"),
        ("en-US", "Озеро замёрзло", "ky"),
        ("kg", "Көл тоңду", "ky"),
        ("", "Lake", "ky"),
        ("russian!", "Озеро", "ky"),
        ("en", "Lake", "en"),
    ],
)
def test_the_language_is_the_stated_one_unless_the_alphabet_contradicts(stated: str, title: str, language: str) -> None:
    assert only(rss(item(title), head=f"<language>{stated}</language>")).language == language


def test_dates() -> None:
    feed = parse(
        rss(
            item(link="/1", more="<pubDate>Thu, 01 Oct 2026 17:00:00 +0600</pubDate>"),
            item(link="/2", more="<pubDate>Fri, 01 Oct 2027 09:00:00 GMT</pubDate>"),
            item(link="/3", more="<pubDate>yesterday</pubDate>"),
            item(link="/4", more="<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>"),
            item(link="/5"),
        )
    )
    assert [article.published for article in feed.articles] == [NOW - timedelta(hours=1), NOW, None, None, None]
    assert feed.notes == ("1 dated in the future, taken as now",)


def test_a_lead_that_stands_only_in_the_description_is_part_of_the_article() -> None:
    content = f"<content:encoded><![CDATA[<p>{LONG}</p><ul><li>ice</li></ul>]]></content:encoded>"
    article = only(rss(item(more=f"<description>A short word &amp;amp; no more</description>{content}")))
    assert article.summary == "A short word & no more"
    assert [block.text for block in article.blocks] == ["A short word & no more", LONG.strip(), "ice"]
    assert article.complete


@pytest.mark.parametrize(
    "content",
    [
        "<p>Short.</p>",
        f"<p>{LONG}</p><p>And then…</p>",
        f"<p>{LONG} [...]</p>",
        f"<p>{LONG}</p><p><a href='/1'>Read more</a></p>",
    ],
)
def test_a_teaser_is_not_complete(content: str) -> None:
    article = only(rss(item(more=f"<content:encoded><![CDATA[{content}]]></content:encoded>")))
    assert not article.complete
    assert "Read more" not in article.summary
    assert len(article.summary) <= 401


def test_double_escaped_html_is_read_as_html() -> None:
    article = only(
        rss(item(more="<description>&amp;lt;p&amp;gt;One&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Two</description>"))
    )
    assert [block.text for block in article.blocks] == ["One", "Two"]


def test_links_that_say_nothing_do_not_make_articles_one() -> None:
    front = "https://desk.example/"
    feed = parse(rss(item("One", front, "<guid>a</guid>"), item("Two", front, "<guid>b</guid>"), item("Three", front)))
    assert len({article.id for article in feed.articles}) == 3
    assert only(rss(item(link="javascript:alert(1)"))).url == ""


def test_the_same_article_twice_is_kept_once_the_fuller() -> None:
    feed = parse(
        rss(
            item("Lake", "https://desk.example/1"),
            item("Lake", "https://m.desk.example/1/", f"<description>{LONG}</description>"),
            item("Other", "https://desk.example/2", "<enclosure url='https://desk.example/2.jpg'/>"),
        )
    )
    assert [bool(article.blocks) for article in feed.articles] == [True, False]


def test_only_so_many_of_the_newest_are_kept() -> None:
    items = [
        item(f"N{n}", f"/{n}", f"<pubDate>{NOW - timedelta(hours=n):%a, %d %b %Y %H:%M:%S} GMT</pubDate>")
        for n in range(1000)
    ]
    feed = parse(rss(*reversed(items)))
    assert len(feed.articles) == 500
    assert feed.articles[-1].title == "N0"
    assert feed.articles[0].title == "N499"
    assert feed.notes == ("only the newest 500 of 1000 kept",)


@pytest.mark.parametrize("cut", [-20, -45, -60])
def test_a_feed_that_is_cut_off_keeps_its_whole_entries(cut: int) -> None:
    feed = parse(rss(item("One", "/1"), item("Два", "/2"))[:cut])
    assert [article.title for article in feed.articles] in (["One"], ["One", "Два"])
    assert feed.notes == ("cut off; only its whole entries are kept",)


def test_junk_before_the_feed_and_unbound_prefixes_are_survived() -> None:
    assert only("<br/><b>Warning</b>: mysql\n" + rss(item())).title == "Lake"
    assert only(rss(item(more="<media:thumbnail url='x'/>"))).title == "Lake"


def test_entities_are_neither_expanded_nor_fetched() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "lol"><!ENTITY f SYSTEM "file:///etc/passwd">{laughs}]>'
    article = only(rss(item("&l11; &f;")).replace("<rss", f"{doctype}<rss", 1))
    assert article.title == "&l11; &f;"


def test_looks_like_feed() -> None:
    assert looks_like_feed(rss(item())[:300].encode("utf-16"))
    for other in (b"", b"<html>", b"<opml/>", b"{}", b"14 November 2025", bytes(range(256))):
        assert not looks_like_feed(other)


WHOLE = rss(item(more=f"<description>{LONG}</description>")) + ATOM + RDF
TROUBLE = [b"<", b"&", b"]]>", b"<![CDATA[", b"<item>", b"</item>", b"<!DOCTYPE", b"\xd0", b"&#0;", b"<title>\x1b"]
FRAGMENTS = st.one_of(
    st.binary(max_size=12),
    st.sampled_from([f"<{part}".encode() for part in WHOLE.split("<")]),
    st.sampled_from(TROUBLE),
)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from([b"", b"<rss>", b"<feed>", b"{", b'{"items":[{"title":"']), st.lists(FRAGMENTS, max_size=12))
@example(b"<rss>", [b"<item><title>&#x110000;\x9b</title></item>"])
@example(b"[" * 100_000, [])
def test_any_bytes_are_survived_and_come_out_clean(head: bytes, parts: list[bytes]) -> None:
    content = head + b"".join(parts)
    looks_like_feed(content)
    feed = parse_feed(content, DESK, now=NOW)
    if isinstance(feed, Failure):
        return
    for article in feed.articles:
        said = (feed.title, article.title, article.summary, article.author, article.guid, article.url)
        for shown in (*said, *(block.text for block in article.blocks if block.kind is not BlockKind.PREFORMATTED)):
            assert all(unicodedata.category(c)[0] != "C" or c in "\u200c\u200d" for c in shown)
