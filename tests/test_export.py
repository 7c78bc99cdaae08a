"""What leaves careader is text and nothing else, whatever an outlet put into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from careader.export import html, markdown, text
from careader.model import Article, Block, BlockKind, Link, Mark, Story

NOW = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
PLAIN = Article(
    id="a1",
    title="A bridge opens in Osh",
    url="https://example.com/1",
    outlet="Example Wire",
    seen=NOW,
    published=NOW,
    countries=("kg",),
    summary="It is 64 metres long.",
)


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("<b>bold</b>", "\\<b\\>bold\\</b\\>"),
        ("[a](javascript:x)", "\\[a\\](javascript:x)"),
        ("~~~", "\\~\\~\\~"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("- item", "\\- item"),
        ("12. item", "12\\. item"),
        ("# heading", "\\# heading"),
        ("a | b", "a \\| b"),
        ("&lt;script&gt;", "\\&lt;script\\&gt;"),
        ("two\nlines", "two lines"),
        ("1995 was a year.", "1995 was a year."),
    ],
)
def test_a_text_means_itself_in_markdown(word: str, written: str) -> None:
    assert markdown.escape(word) == written


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.com/a_(b)", "[t](https://example.com/a_%28b%29)"),
        ("https://example.com/a)b", "[t](https://example.com/a%29b)"),
        ("https://example.com/<x>", "[t](https://example.com/%3Cx%3E)"),
        ("javascript:alert(1)", "t"),
        ("data:text/html,x", "t"),
        ("file:///etc/passwd", "t"),
        ("https://example.com/\x1b[31m", "t"),
        ("", "t"),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str, shown: str) -> None:
    assert markdown.link("t", url) == shown
    assert ('href="http' in html.link("t", url)) is shown.startswith("[")
    assert markdown.star(Mark("a1", title="t", url=url)).startswith(f"- {shown}")


def test_preformatted_text_stays_in_its_fence() -> None:
    code = "<script>x</script>\n```\n- no list"
    blocks = (Block(BlockKind.BULLET, "one"), Block(BlockKind.PREFORMATTED, code))
    assert markdown.article(replace(PLAIN, blocks=blocks)).endswith(f"- one\n\n````\n{code}\n````")


def test_links_stand_in_their_places() -> None:
    block = Block(
        BlockKind.PARAGRAPH,
        "- The [ministry] said so",
        links=(Link(6, 16, "https://example.com/(m)"), Link(17, 21, "ftp://x")),
    )
    written = markdown.article(replace(PLAIN, blocks=(block,)))
    assert "\\- The [\\[ministry\\]](https://example.com/%28m%29) said so" in written


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_page_holds_no_tag_but_its_own_and_every_word() -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=y>&lt;'
    article = replace(PLAIN, title=evil, outlet=evil, summary=evil, author=evil, url="javascript:x")
    page = "\n".join(html.stories([Story("sa1", (article, PLAIN))], title=evil, now=NOW))
    tags = Tags()
    tags.feed(page)
    own = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "time", "a"}
    assert {tag for tag, _ in tags.seen} <= own
    assert [attributes["href"] for tag, attributes in tags.seen if tag == "a"] == ["https://example.com/1"]
    assert tags.text.count(evil) >= 4


def test_stories_are_grouped_by_country() -> None:
    region = replace(PLAIN, id="a2", title="Five presidents meet", countries=(), region=True)
    other = replace(PLAIN, id="a3", title="Elsewhere it rains", countries=())
    listed = [Story(f"s{article.id}", (article,)) for article in (other, region, PLAIN)]
    lines = list(markdown.stories(listed, title="Stories"))
    assert [line.strip("\n# ") for line in lines if "##" in line] == ["Kyrgyzstan", "The region", "Elsewhere"]
    page = "\n".join(html.stories(listed, title="Stories", now=NOW))
    assert page.index("Kyrgyzstan") < page.index("The region") < page.index("Elsewhere it rains")


def test_plain_text_has_the_article_and_where_it_is_from() -> None:
    assert text.article(PLAIN, ()).splitlines()[0] == PLAIN.title
    assert "Example Wire" in text.article(PLAIN, ())
