"""Sets that lie, titles that only the text has, links that many share, lists of other articles: one table each."""

from __future__ import annotations

import codecs

import pytest

from tests.sources.test_feed_kinds import BODY, atom, item, only, read, rss, texts

TITLE = "Канал откроют весной"


@pytest.mark.parametrize(
    ("written", "declared", "mark"),
    [
        ("koi8-r", "windows-1251", b""),
        ("cp1251", "koi8-r", b""),
        ("mac-cyrillic", "x-mac-cyrillic", b""),
        ("cp1251", "windows-1251", codecs.BOM_UTF8),
        ("utf-8", "utf-8", codecs.BOM_UTF16_LE),
        ("utf-8", "utf-16", codecs.BOM_UTF8),
        ("cp1251", "x-cp1251", b""),
    ],
)
def test_a_set_that_is_not_what_is_said(written: str, declared: str, mark: bytes) -> None:
    feed = rss(item(f"<description>{TITLE}, сказал министр.</description>", title=TITLE))
    feed = feed.replace('version="1.0"?>', f'version="1.0" encoding="{declared}"?>', 1)
    article = only(mark + feed.encode(written))
    assert (article.title, texts(article)) == (TITLE, [f"{TITLE}, сказал министр."])


def test_capitals_are_not_taken_for_another_set() -> None:
    feed = rss(item(title=TITLE.upper())).replace("?>", ' encoding="windows-1251"?>', 1)
    assert only(feed.encode("cp1251")).title == TITLE.upper()


@pytest.mark.parametrize("title", ["&lt;![CDATA[Canal opens]]&gt;", "<![CDATA[<![CDATA[Canal opens]]>", "Canal opens"])
def test_a_title_in_sections(title: str) -> None:
    assert only(rss(item(title=title))).title == "Canal opens"


def test_a_heading_that_the_text_begins_with_is_the_title_of_an_item_without_one() -> None:
    text = f"<turbo:content><![CDATA[<header><h1>Canal</h1></header><p>{BODY}</p>]]></turbo:content>"
    article = only(rss(f"<link>https://dala.example/n/1</link>{text}"))
    assert (article.title, texts(article)) == ("Canal", [BODY.strip()])


@pytest.mark.parametrize(
    ("days", "said", "count"),
    [
        ((20, 21, 22), ("Rate of the {}th: up.", "Rate for {}: down.", "On the {}: flat."), 3),
        ((20, 20, 20), ("Rate of the {}th: up.", "Rate for {}: down.", "On the {}: flat."), 1),
        ((20, 21, 22), ("The rate.", "The rate.", "The rate."), 1),
        ((20, 21, 22), ("", "", ""), 1),
    ],
)
def test_issues_under_one_title_and_link(days: tuple[int, ...], said: tuple[str, ...], count: int) -> None:
    items = [
        item(f"<pubDate>{day} Nov 2025 10:00:00 +0500</pubDate><description>{text.format(day)}</description>")
        for day, text in zip(days, said, strict=True)
    ]
    assert len(read(rss(*items)).articles) == count


def test_permanent_guids_are_the_links_of_items_that_all_link_to_the_front_page() -> None:
    guid = "<guid>https://dala.example/n/{}</guid>"
    items = [item(guid.format(n), title=f"T{n}", link="https://dala.example") for n in range(3)]
    assert [article.url for article in read(rss(*items)).articles] == [f"https://dala.example/n/{n}" for n in range(3)]
    (article,) = read(rss(item("<guid isPermaLink='false'>n/1</guid>", link="https://dala.example/"))).articles
    assert article.url == "https://dala.example/"


def test_which_visit_it_is_makes_no_other_article() -> None:
    links = [f"https://dala.example/n.php?id=1&amp;PHPSESSID={visit}" for visit in "ab"]
    assert len(read(rss(*(item(link=link) for link in links))).articles) == 1


@pytest.mark.parametrize("kind", ["text", "plain", "escaped", "html", "text/html", "text/plain", ""])
def test_markup_in_a_text_that_is_said_to_be_plain(kind: str) -> None:
    stated = f'<content type="{kind}">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</content>'
    assert texts(only(atom(f"<title>Canal</title>{stated}"))) == ["One.", "Two."]


def test_a_tag_that_a_plain_text_speaks_of_is_a_word() -> None:
    stated = '<content type="text">Use &lt;p&gt; here.</content>'
    assert texts(only(atom(f"<title>Canal</title>{stated}"))) == ["Use <p> here."]


@pytest.mark.parametrize(
    ("above", "stays"),
    [("Читайте также", False), ("Read also:", False), ("Related articles", False), ("The three laws", True)],
)
def test_a_list_of_other_articles_at_the_end_is_no_text(above: str, stays: bool) -> None:
    links = "<ul><li><a href='/n/2'>Floods in the south</a></li><li><a href='/n/3'>Wheat is dearer</a></li></ul>"
    article = only(rss(item(f"<description><![CDATA[<p>{BODY}</p><h3>{above}</h3>{links}]]></description>")))
    assert ("Floods in the south" in texts(article)) is stays
    assert (above in texts(article)) is stays
    assert texts(article)[0] == BODY.strip()
