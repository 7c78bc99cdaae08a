"""Feeds as outlets really write them: a table for each kind of thing that they do, with what a reader expects."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from careader.model import Article, BlockKind, Outlet
from careader.sources.feed import Feed, looks_like_feed, parse_feed

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
DALA = Outlet("dala", "Dala", "", "ru", ("kz",))
SPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "atom": "http://www.w3.org/2005/Atom",
    "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "yandex": "http://news.yandex.ru",
    "y": "http://news.yandex.ru",
    "turbo": "http://turbo.yandex.ru",
    "mailru": "http://news.mail.ru/",
    "rambler": "http://news.rambler.ru",
    "fb": "http://rssnamespace.org/feedburner/ext/1.0",
}
BODY = "The pumping station at the second canal will be ready by spring, the ministry of water said on Friday. " * 6
DATE = "<pubDate>Fri, 21 Nov 2025 10:00:00 +0500</pubDate>"


def rss(*items: str, head: str = "<link>https://dala.example/</link>", bound: bool = True) -> str:
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items()) if bound else ""
    inside = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0"?><rss version="2.0" {spaces}><channel><title>Dala</title>{head}{inside}</channel></rss>'
    )


def item(more: str = "", *, title: str = "Canal", link: str = "https://dala.example/n/1") -> str:
    return f"<title>{title}</title><link>{link}</link>{more}"


def atom(*entries: str, head: str = '<link href="https://dala.example/"/>') -> str:
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="{SPACES["atom"]}"><title>Dala</title>{head}{inside}</feed>'


def read(content: str | bytes, *, url: str = "", outlet: Outlet = DALA) -> Feed:
    feed = parse_feed(content if isinstance(content, bytes) else content.encode(), outlet, now=NOW, url=url)
    assert isinstance(feed, Feed), feed
    return feed


def only(content: str | bytes, *, url: str = "", outlet: Outlet = DALA) -> Article:
    (article,) = read(content, url=url, outlet=outlet).articles
    return article


def texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


@pytest.mark.parametrize(
    "nested",
    [
        "<yandex:related><link url='https://dala.example/n/3'>Floods</link></yandex:related>",
        "<y:related><y:link>https://dala.example/n/3</y:link><title>Floods</title></y:related>",
        "<related><item><title>Floods</title><link>https://dala.example/n/3</link></item></related>",
        "<media:content url='https://dala.example/a.jpg'><media:title>A photo</media:title></media:content>",
        "<source url='https://wire.example/'><title>Wire</title><link>https://wire.example/9</link></source>",
        "<image><title>Picture</title><link>https://dala.example/pic</link><pubDate>Mon, 1 Jan 2001</pubDate></image>",
        "<media:group><media:title>Clip</media:title><link>https://dala.example/v</link></media:group>",
        "<dc:title>Other</dc:title><itunes:title>Other</itunes:title><media:title>Other</media:title>",
    ],
)
def test_what_is_nested_or_foreign_does_not_overwrite_the_items_own(nested: str) -> None:
    for content in (rss(nested + item(DATE)), rss(item(DATE) + nested), rss(nested + item(DATE), bound=False)):
        article = only(content)
        assert (article.title, article.url) == ("Canal", "https://dala.example/n/1")
        assert article.published == datetime(2025, 11, 21, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("items", "count"),
    [
        ([item(f"<guid isPermaLink='false'>ep-{n}</guid>", title=f"Part {n}") for n in range(3)], 3),
        ([item(title=f"Part {n}", link=f"https://dala.example/day#p{n}") for n in range(3)], 3),
        ([item(f"<guid>g{n}</guid>", title=f"Part {n}", link="https://dala.example/") for n in range(3)], 3),
        ([item("<guid>https://dala.example/</guid>", title=f"Part {n}", link="/") for n in range(3)], 3),
        ([item(title=f"Part {n}") for n in range(3)], 3),
        ([item(title="Canal", link=f"https://dala.example/n/1{end}") for end in ("", "/", "?utm_source=rss", "#c")], 1),
    ],
)  # fmt: skip
def test_how_many_articles_there_are(items: list[str], count: int) -> None:
    articles = read(rss(*items)).articles
    assert len({article.id for article in articles}) == len(articles) == count


def test_an_empty_link_is_no_link_to_the_feed() -> None:
    entry = "<title>Tea {0}</title><id>https://dala.example/?p={0}</id><link rel='alternate' href=''/>"
    articles = read(atom(*(entry.format(n) for n in range(3))), url="https://dala.example/feed").articles
    assert [article.url for article in articles] == ["", "", ""]
    assert len({article.id for article in articles}) == 3


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ("<link></link><guid>https://dala.example/g</guid>", "https://dala.example/g"),
        ("<guid isPermaLink='true'>https://dala.example/g</guid>", "https://dala.example/g"),
        ("<guid isPermaLink='false'>https://dala.example/g</guid>", ""),
        ("<link>/2025/y</link>", "https://dala.example/2025/y"),
        ("<enclosure url='https://dala.example/3.mp3' type='audio/mpeg'/>", "https://dala.example/3.mp3"),
        ("<atom:link rel='self' href='https://dala.example/s'/><link>https://dala.example/l</link>",
         "https://dala.example/l"),
        ("<atom:link href='https://dala.example/l'/>", "https://dala.example/l"),
        ("<link>https://burner.example/1</link><fb:origLink>https://dala.example/o</fb:origLink>",
         "https://dala.example/o"),
        ("<link>\n  https://dala.example/l\n</link>", "https://dala.example/l"),
        ("<link/>https://dala.example/l", "https://dala.example/l"),
        ("<title>Canal<link>https://dala.example/l</link>", "https://dala.example/l"),
    ],
)  # fmt: skip
def test_the_link_of_an_item(links: str, url: str) -> None:
    assert only(rss(f"<title>Canal</title>{links}"), url="https://feeds.example/dala").url == url


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ("<link href='/2025/r'/>", "https://dala.example/2025/r"),
        (("<link href='https://dala.example/1'/>"
         "<link type='text/html' href='https://dala.example/amp/1'/>"),
         "https://dala.example/1"),
        (("<link rel='enclosure'>https://dala.example/1.jpg</link>"
         "<link href='https://dala.example/1'/>"),
         "https://dala.example/1"),
        (("<link rel='replies' href='https://dala.example/c'/>"
         "<link rel='alternate' href='https://dala.example/1'/>"),
         "https://dala.example/1"),
        (("<link rel='alternate' type='application/json' href='https://dala.example/j'/>"
         "<link rel='alternate' type='text/html' href='https://dala.example/1'/>"),
         "https://dala.example/1"),
        ("<link rel='alternate'>https://dala.example/1</link>", "https://dala.example/1"),
        ("<link rel='enclosure' href='https://dala.example/1.mp3'/>", "https://dala.example/1.mp3"),
        ("<link xml:base='https://dala.example/deep/' href='x'/>", "https://dala.example/deep/x"),
    ],
)  # fmt: skip
def test_the_link_of_an_entry(links: str, url: str) -> None:
    heads = ('<link rel="self" href="https://dala.example/feed.atom"/>', '<link href="https://dala.example/"/>')
    for head in heads:
        assert only(atom(f"<title>Canal</title><id>tag:1</id>{links}", head=head)).url == url


@pytest.mark.parametrize(
    "name",
    ["content:encoded", "yandex:full-text", "y:full-text", "mailru:full-text", "rambler:fulltext", "full-text",
     "fulltext",
     "full_text", "text", "turbo:content", "body", "news:body", "dala:article", "content"],
)  # fmt: skip
@pytest.mark.parametrize("bound", [True, False])
def test_the_whole_text_under_any_name(name: str, bound: bool) -> None:
    whole = f"<{name}><![CDATA[<p>{BODY}</p><h2>Costs</h2>]]></{name}>"
    for more in (f"<description>The pumping station</description>{whole}", whole):
        article = only(rss(item(more), bound=bound))
        assert texts(article) == [BODY.strip(), "Costs"]
        assert article.complete


@pytest.mark.parametrize(
    ("description", "content", "blocks"),
    [
        ("Only the lead names the governor.", f"<p>{BODY}</p>", ["Only the lead names the governor.", BODY.strip()]),
        (BODY, "<p>The body names the contractor.</p>", [BODY.strip(), "The body names the contractor."]),
        (BODY[:60] + "…", f"<p>{BODY}</p>", [BODY.strip()]),
        ("&lt;p&gt;" + BODY[:103] + "&lt;/p&gt;",
         f"<p><b>{BODY[:103]}</b></p><p>More.</p>", [BODY[:103].strip(), "More."]),
        (BODY + " It closes.", f"<p>{BODY}</p>", [BODY + "It closes."]),
        ("", f"<p>{BODY}</p>", [BODY.strip()]),
        ("Canal", f"<p>{BODY}</p>", [BODY.strip()]),
        ("Read more", f"<p>{BODY}</p>", [BODY.strip()]),
    ],
)  # fmt: skip
def test_a_lead_and_a_text_that_differ_are_both_the_article(description: str, content: str, blocks: list[str]) -> None:
    more = f"<description>{description}</description><content:encoded><![CDATA[{content}]]></content:encoded>"
    assert texts(only(rss(item(more)))) == blocks


def test_an_excerpt_is_no_text_and_a_caption_no_article() -> None:
    excerpt = "<excerpt:encoded><![CDATA[Short.]]></excerpt:encoded>"
    assert texts(only(rss(item(f"<content:encoded>{BODY}</content:encoded>{excerpt}")))) == ["Short.", BODY.strip()]
    said = "<media:description>Who stands where, and who took it.</media:description>"
    caption = f"<media:content url='a.jpg'>{said}</media:content>"
    for more in (f"{caption}<description>Short.</description>", f"<description>Short.</description>{caption}"):
        article = only(rss(item(more)))
        assert (texts(article), article.summary) == (["Short."], "Short.")
    (block,) = only(rss(item(caption))).blocks
    assert block.kind is BlockKind.CAPTION
    video = "<media:group><media:description>What the film shows.</media:description></media:group>"
    assert texts(only(atom(f"<title>Film</title><id>1</id>{video}".replace("media:", "m:")))) == [
        "What the film shows."
    ]


@pytest.mark.parametrize(
    ("people", "author"),
    [
        ("<author>editor@dala.media (Aida Usenova)</author>", "Aida Usenova"),
        ("<author>a.u@dala.company (Aida Usenova)</author>", "Aida Usenova"),
        ("<author>Aida Usenova &lt;aida@dala.kz&gt;</author>", "Aida Usenova"),
        ("<dc:creator>Aida Usenova (mailto:aida@dala.kz)</dc:creator>", "Aida Usenova"),
        ("<dc:creator>Aida Usenova</dc:creator><dc:creator>Nurlan Abishev</dc:creator>",
         "Aida Usenova, Nurlan Abishev"),
        ("<dc:creator>Aida Usenova</dc:creator><dc:creator>AIDA USENOVA</dc:creator>", "Aida Usenova"),
        (("<atom:author><atom:name>Aida</atom:name></atom:author><atom:author><atom:name>Photo: N."
         "</atom:name></atom:author>"),
         "Aida, Photo: N."),
        ("<itunes:author>Desk</itunes:author><dc:creator>Aida Usenova</dc:creator>", "Aida Usenova"),
        ("<author><name>Айда Үсенова</name><email>a@dala.kz</email></author>", "Айда Үсенова"),
        ("<author>By Aida Usenova</author>", "Aida Usenova"),
        ("<author>Автор: Айда Үсенова</author>", "Айда Үсенова"),
        ("<author>Byron Vink</author>", "Byron Vink"),
        ("<author>aida@dala.kz</author>", ""),
        ("<author>" + "a" * 50_000 + "@dala.kz</author>", "a" * 120),
        ("<dc:creator><![CDATA[Aida &amp; Nurlan]]></dc:creator>", "Aida & Nurlan"),
    ],
)  # fmt: skip
def test_who_wrote_it(people: str, author: str) -> None:
    assert only(rss(item(people))).author == author


def test_the_author_of_a_feed_is_that_of_its_entries() -> None:
    head = "<author><name>Dala Desk</name></author>"
    assert only(atom("<title>Canal</title><id>1</id>", head=head)).author == "Dala Desk"
    own = "<title>Canal</title><id>1</id><author><name>Aida</name></author>"
    assert only(atom(own, head=head)).author == "Aida"


def test_a_date_without_a_zone_is_in_the_outlets() -> None:
    undated = rss(item("<pubDate>21.11.2025 10:00</pubDate>"))
    for country, language, hour in (("kz", "ru", 5), ("kg", "en", 4), ("", "uz", 5), ("", "ky", 4), ("", "ru", 10)):
        outlet = Outlet("o", "O", "", language, (country,) if country else ())
        assert only(undated, outlet=outlet).published == datetime(2025, 11, 21, hour, tzinfo=UTC)
    unknown = Outlet("o", "O", "", "", ())
    for home, language, hour in (
        ("dala.kz", "", 5),
        ("dala.kg", "ru", 4),
        ("dala.example", "ky-KG", 4),
        ("x.com", "", 10),
    ):
        head = f"<link>https://{home}/</link><language>{language}</language>"
        article = only(undated.replace("<link>https://dala.example/</link>", head, 1), outlet=unknown)
        assert article.published == datetime(2025, 11, 21, hour, tzinfo=UTC)
    for name in ("pubDate", "dc:date", "published", "atom:updated", "a10:updated", "dcterms:created"):
        article = only(rss(item(f"<{name}>2025-11-21T10:00:00+05:00</{name}>")))
        assert article.published == datetime(2025, 11, 21, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("&lt;Kairat&gt; wins the cup", "<Kairat> wins the cup"),
        ("Why &lt;blink&gt; came back", "Why <blink> came back"),
        ("CO&lt;sub&gt;2&lt;/sub&gt; over Almaty, 50 km&lt;sup&gt;2&lt;/sup&gt;", "CO2 over Almaty, 50 km2"),
        ("&lt;b&gt;Water&lt;/b&gt; rises", "Water rises"),
        ("<b>Water</b> rises", "Water rises"),
        ("Water &amp;lt;b&amp;gt;rises&amp;lt;/b&amp;gt;", "Water rises"),
        ("Water&lt;br/&gt;rises", "Water rises"),
    ],
)
def test_titles_with_angle_brackets(title: str, shown: str) -> None:
    assert only(rss(item(title=title))).title == shown


def test_a_title_that_is_stated_to_be_plain_holds_no_markup() -> None:
    entry = "<title type='text'>Use &lt;b&gt; or &lt;i&gt;x&lt;/i&gt; &amp;amp; be bold</title><id>1</id>"
    assert only(atom(entry)).title == "Use <b> or <i>x</i> & be bold"


def test_pictures_alone_are_told_by_their_descriptions() -> None:
    picture = "&lt;p&gt;&lt;img src='x.jpg' alt='A lorry on the ice'/&gt;&lt;/p&gt;"
    untitled = only(rss(item(f"<description>{picture}</description>", title="")))
    assert (untitled.title, texts(untitled)) == ("A lorry on the ice", ["A lorry on the ice"])
    assert only(rss(item(f"<description>{picture}text</description>"))).summary == "text"


@pytest.mark.parametrize(
    ("description", "blocks"),
    [
        ("Chapters:\n00:00 Felt\n03:10 Lattice\n- a\n- b", ["Chapters:", "00:00 Felt", "03:10 Lattice", "a", "b"]),
        ("&lt;![CDATA[&lt;p&gt;Some words&lt;/p&gt;]]&gt;", ["Some words"]),
        ("<![CDATA[<p>One a[b[0]]> 1</p><p>Two</p>]]>", ["One a[b[0]]> 1", "Two"]),
        ("<![CDATA[<p>One</p>]]> and <![CDATA[<p>two</p>]]>", ["One", "and", "two"]),
        (("&lt;p&gt;One."
         "&lt;/p&gt;&amp;lt;div class=\"md\"&amp;gt;&amp;lt;p&amp;gt;Two.&amp;lt;/p&amp;gt;&amp"
         ";lt;/div&amp;gt;"),
         ["One.", "Two."]),
        ("<p>Not <br/>escaped</p> at <b>all", ["Not", "escaped", "at all"]),
        ("5 < 6 & 7 > 3", ["5 < 6 & 7 > 3"]),
        ("<b:>One</b:> <x:p>two</x:p><:y>three</:y>", ["One", "two", "three"]),
        ("&lt;p&gt;Сообщение о взрыве появилось сначала на сайте МВД.&lt;/p&gt;",
         ["Сообщение о взрыве появилось сначала на сайте МВД."]),
        ("One.\n\nThe post Canal appeared first on Dala.", ["One."]),
        ("One.\n\nСообщение Canal появились сначала на Dala News.", ["One."]),
    ],
)  # fmt: skip
def test_texts_as_they_come(description: str, blocks: list[str]) -> None:
    assert texts(only(rss(item(f"<description>{description}</description>")))) == blocks


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(rss(item()).encode(), mtime=0),
        rss(item()).encode("utf-16-le"),
        rss(item()).encode("utf-32-be"),
        ("<!-- " + "licence " * 9000 + "-->" + rss(item())).encode(),
        ("<!DOCTYPE html><!-- <html> -->" + rss(item())).encode(),
        (rss(item()) + "<!-- generated -->" * 40 + "<script>x</script>").encode(),
        (rss(item()).replace("</channel></rss>", "<!---->" * 60 + "</channel></rss>" + "<!---->" * 60 + "x")).encode(),
        rss(item()).upper().replace("HTTPS://DALA.EXAMPLE/N/1", "https://dala.example/n/1").encode(),
        rss(item("<x a=1 a=2 b><y></x><category>")).encode(),
        rss(item()).replace("</item>", "").encode(),
        ("<html><body>" + rss(item()) + "</body></html>").encode(),
    ],
)
def test_documents_as_they_come(content: bytes) -> None:
    assert looks_like_feed(content)
    assert only(content).url == "https://dala.example/n/1"


def test_a_section_that_is_never_closed_takes_no_other_entry() -> None:
    open_ = item("<description><![CDATA[<p>One.</p></description>")
    closed = item("<description><![CDATA[<p>Two.</p>]]></description>", title="Road", link="https://dala.example/n/2")
    for items in (
        (open_, closed),
        (closed, open_),
        (open_, open_.replace("n/1", "n/3").replace("Canal", "Dam"), closed),
    ):
        articles = read(rss(*items)).articles
        assert [texts(article) for article in articles] == [["One."] if "One" in one else ["Two."] for one in items]


def test_a_tag_within_an_attribute_is_none() -> None:
    content = rss("<title note='x <z'>Canal</title><link a=\"b <c & d\">https://dala.example/n/1</link>")
    assert (only(content).title, only(content).url) == ("Canal", "https://dala.example/n/1")


def test_two_documents_in_one_file_are_both_read() -> None:
    two = rss(item()) + "\n" + rss(item(title="Road", link="https://dala.example/n/2"))
    assert [article.title for article in read(two).articles] == ["Canal", "Road"]


def test_what_is_left_out_is_said() -> None:
    whole = rss(item(), item(title="Road", link="https://dala.example/n/2"))
    assert read(whole[:-40]).notes == ("cut off; only its whole entries are kept",)
    many = rss(*(item(title=f"N{n}", link=f"/{n}") for n in range(5001)))
    assert read(many).notes == ("only the first and last 2500 of 5001 entries read", "only the newest 500 of 5000 kept")


def json_feed(*items: Mapping[str, object], **more: object) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "D", **more, "items": items})


ITEM = '"id":"1","url":"https://dala.example/1","content_html":"<p>One</p><p>Two</p>"'


@pytest.mark.parametrize(
    "broken",
    [
        '{"version":"https://jsonfeed.org/version/1.1","items":[{ITEM}]}'.replace("ITEM", ITEM.replace("><", ">\n\t<")),
        '\ufeff{"items":[{ITEM,},],}',
        '{"items":[/* first */{"x":NaN, // one\nITEM}]}',
        '{"items":[{ITEM}]}'.replace("ITEM", ITEM.replace("/", "\\/")),
        '{"items":[{"x":"a\\qb\\x",ITEM}]}',
        '{"items":[{ITEM},{"id":"2","url":"https://da',
        '{"items":[{ITEM,"_x":{"a":[1]}},{"title":"T","_y":[1,2',
        '{"items":[{"_n":' + "1" * 5000 + ",ITEM}]}",
    ],
)
def test_json_that_is_nearly_json(broken: str) -> None:
    article = only(broken.replace("ITEM", ITEM))
    assert (article.url, texts(article)) == ("https://dala.example/1", ["One", "Two"])


def test_what_json_feed_says_of_an_item() -> None:
    said = {
        "id": "https://dala.example/9",
        "title": "R&D <b>",
        "content_text": "First line\nSecond line\n\n<p> is a tag",
        "summary": "Short <i>word</i>",
        "date_published": "2025-11-21t05:00:00z",
        "authors": [{"name": "Aida"}, {"name": "Nurlan"}],
        "language": "kk",
    }
    article = only(json_feed(said, home_page_url="https://dala.example/"))
    assert (article.url, article.title, article.author) == ("https://dala.example/9", "R&D <b>", "Aida, Nurlan")
    assert texts(article) == ["Short <i>word</i>", "First line", "Second line", "<p> is a tag"]
    assert (article.published, article.language) == (datetime(2025, 11, 21, 5, tzinfo=UTC), "kk")
    item = {"id": 7, "url": "/7", "title": "T", "date_modified": "2025-11-21 10:00", "author": {"name": "Old"}}
    article = only(json_feed(item, home_page_url="https://dala.example/", authors=[{"name": "Desk"}], language="ru"))
    assert (article.url, article.guid, article.author) == ("https://dala.example/7", "7", "Old")
    assert (article.published, article.language) == (datetime(2025, 11, 21, 5, tzinfo=UTC), "ru")
    assert only(json_feed({"id": "a", "title": "T"}, authors=[{"name": "Desk"}])).author == "Desk"
    attached = {"id": "a", "title": "T", "attachments": [{"url": "https://dala.example/a.mp3"}]}
    assert only(json_feed(attached)).url == "https://dala.example/a.mp3"
