"""Sets that lie, titles that only the text has, and links that many issues share: one table each."""

from __future__ import annotations

import codecs

import pytest

from tests.sources.test_feed_kinds import BODY, item, only, read, rss, texts

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
