from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.model import Block, BlockKind
from careader.text.blocks import blocks_from_html, summary_of, text_of

SHORT = {
    "p": BlockKind.PARAGRAPH,
    "h": BlockKind.HEADING,
    "b": BlockKind.BULLET,
    "q": BlockKind.QUOTATION,
    "c": BlockKind.CAPTION,
    "pre": BlockKind.PREFORMATTED,
}


def read(html: str, base_url: str = "") -> list[str]:
    names = {kind: name for name, kind in SHORT.items()}
    return [f"{names[block.kind]}:{block.text}" for block in blocks_from_html(html, base_url)]


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>The som <b>rose</b> by m<sup>2</sup>.</p>", ["p:The som rose by m2."]),
        ("Loose text<p>and a paragraph</p>after", ["p:Loose text", "p:and a paragraph", "p:after"]),
        ("<p>First line<br>second<br/><br/>third</p>", ["p:First line", "p:second", "p:third"]),
        ("<h2>Two<br>lines</h2><p>text</p>", ["h:Two lines", "p:text"]),
        ("<p><strong>Roads and rails</strong></p>", ["h:Roads and rails"]),
        ("<p><strong>A bold opening sentence.</strong></p>", ["p:A bold opening sentence."]),
        ("<p><strong>Question:</strong> how far?</p>", ["p:Question: how far?"]),
        ("<ul><li>tea<ul><li>green</li><li>black</li></ul></li><li>salt</li></ul>",
         ["b:tea", "b:– green", "b:– black", "b:salt"]),
        ('<ol start="3"><li>c</li><li>d</li></ol>', ["b:3. c", "b:4. d"]),
        ("<ul><li><p>one</p><p>more of one</p></li></ul>", ["b:one", "p:more of one"]),
        ("<blockquote><p>Said she</p><p>twice</p></blockquote>", ["q:Said she", "q:twice"]),
        ("<pre>a\n  b<br>c</pre>", ["pre:a\n  b\nc"]),
        ("<figure><img alt='x'><figcaption>A road; image: Aida</figcaption></figure>", ["c:A road; image: Aida"]),
        ("<figure><img alt='A road'></figure>", ["c:A road"]),
        ("<figure><img alt='px' width=1 height=1></figure>text", ["p:text"]),
        ("<img alt='A road' src='r.jpg'>text", ["p:text"]),
        ("<div class='wp-caption'><img><p class='wp-caption-text'>A pass</p></div>", ["c:A pass"]),
        ("<table><tr><th>City<th>People</tr><tr><td>Osh<td><p>322</p><p>thousand</p></table>",
         ["p:City | People", "p:Osh | 322 thousand"]),
        ("<table><tr><td><p>Laid out</p><p>by table</p></td></tr></table>", ["p:Laid out", "p:by table"]),
        ("<script>x()</script><style>p{}</style><iframe>i</iframe><noscript>n</noscript><p>kept</p>", ["p:kept"]),
        ("<p>Kept</p><div class='sharedaddy sd-block'>Tweet</div><p hidden>no</p><p style='display: none'>no</p>",
         ["p:Kept"]),
        ("<p>Prices rose… <a href='/x'>Continue reading <span>→</span></a></p>", ["p:Prices rose…"]),
        ("<p>Цены выросли.</p><p>Читать далее…</p>", ["p:Цены выросли."]),
        ("<p>Body.</p><p>The post <a>Gas</a> appeared first on <a>Desk</a>.</p>", ["p:Body."]),
        ("<p>Body.</p><p>Read also: <a href='/b'>Another matter</a></p>", ["p:Body."]),
        ("<p>Read also: the report of the bank.</p>", ["p:Read also: the report of the bank."]),
        ("&lt;p&gt;Oil &amp;amp; gas&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;", ["p:Oil & gas", "p:Two"]),
        ("Plain &amp; simple\nstill one\n\nsecond", ["p:Plain & simple still one", "p:second"]),
        ("3 < 5 and no markup", ["p:3 < 5 and no markup"]),
        ("<p>unclosed <i>all over<p>next", ["p:unclosed all over", "p:next"]),
        ("<ol start='3\x1e'><li>a</ol><ol start='٣'><li>b</ol>", ["b:3. a", "b:1. b"]),
        ("<p>О тарифах <a href='/z'>подробнее</a> рассказал Нурлан.</p>", ["p:О тарифах подробнее рассказал Нурлан."]),
        ("<p>You can <a href='/z'>read more</a></p>", ["p:You can read more"]),
        ("<h2><a href='#a'>Damage in the villages</a></h2><p>x</p>", ["h:Damage in the villages", "p:x"]),
        *((f"<p>x</p><div class='{name}'><p>The river rose by two metres overnight near Uralsk.</p></div>",
           ["p:x", "p:The river rose by two metres overnight near Uralsk."])
          for name in ("social", "related", "newsletter", "subscription-content", "share-price", "promo-text")),
        *((f"<p>x</p><div class='{name}'><a href='/1'>One. Two.</a> <a href='/2'>Three.</a></div>", ["p:x"])
          for name in ("social-links", "related", "share", "jp-relatedposts")),
        ("<div class='related'><a href='/1'>All there is</a></div>", ["p:All there is"]),
        ("<table><tr><td><img></td><td><p>One.</p><p>Two.</p><h2>H</h2><ul><li>a</ul></td></tr></table>",
         ["p:One.", "p:Two.", "h:H", "b:a"]),
        ("<table><tr><th>Team<th>Won<th>Lost<tr><td>Kairat<td><td>3</table>",
         ["p:Team | Won | Lost", "p:Kairat | - | 3"]),
        ("<ol reversed start=3><li>c<li>b</ol><ol><li value=7>g<li>h</ol><ol reversed><li>y<li>z</ol>",
         ["b:3. c", "b:2. b", "b:7. g", "b:8. h", "b:2. y", "b:1. z"]),
        ("<ul>" + "<li>a<ul>" * 9, ["b:" + "– " * min(depth, 6) + "a" for depth in range(9)]),
        ("<blockquote><span style='display:block'>One.</span><span style='display: block'>Two</span></blockquote>",
         ["q:One.", "q:Two"]),
        ("<p>He said <q>no</q>.</p>", ["p:He said “no”."]),
        ("<p><img src=x alt='A lorry on the ice'></p><img alt='IMG_1.jpg'>", ["c:A lorry on the ice"]),
        ("Hi <img class='emoji' alt='😀'>", ["p:Hi 😀"]),
        ("First line\nsecond <a href='/x'>link</a>\n- item\n\nLast", ["p:First line second link", "b:item", "p:Last"]),
        ("<Kairat> wins <b>again</b>", ["p:<Kairat> wins again"]),
        ("<p>&nbsp;</p><p> </p>", []),
        ("", []),
    ],
)  # fmt: skip
def test_blocks(html: str, blocks: list[str]) -> None:
    assert read(html) == blocks


def test_a_link_back_to_the_article_itself_is_dropped_in_any_language() -> None:
    html = '<p>Qisqacha.</p><p><a href="https://www.gazeta.uz/oz/1/?utm_source=rss">Davomini oʻqing</a></p>'
    assert read(html, "https://gazeta.uz/oz/1") == ["p:Qisqacha."]
    assert read('<p><a href="/oz/2">Boshqa xabar</a></p>', "https://gazeta.uz/oz/1") == ["p:Boshqa xabar"]


def linked(html: str, base_url: str = "https://24.kg/x") -> list[tuple[str, str]]:
    blocks = blocks_from_html(html, base_url)
    return [(block.text[link.start : link.end], link.url) for block in blocks for link in block.links]


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ("<p>The <a href='/d'>decree</a>, <a href='https://b.kz/m?a=1&amp;b=2'><b>a  map</b></a>.</p>",
         [("decree", "https://24.kg/d"), ("a map", "https://b.kz/m?a=1&b=2")]),
        ("<ol><li>one <a href='/1'> first </a>two</ol>", [("first", "https://24.kg/1")]),
        ("<table><tr><th>A<th>B<tr><td>x<td>the <a href='/1'>link</a></table>", [("link", "https://24.kg/1")]),
        ("<a href='javascript:x()'>no</a> <a href='#n1'>1</a> <a href='/x#n2'>2</a> <a href='http://[x'>3</a> <a>4</a>",
         []),
        ("<p><a href='/1'><img src=x></a> text</p>", []),
        ("<p>See https://b.kz/a?b=1, (https://b.kz/c) and <a href='/d'>https://b.kz/d</a>.</p>",
         [("https://b.kz/a?b=1", "https://b.kz/a?b=1"), ("https://b.kz/c", "https://b.kz/c"),
          ("https://b.kz/d", "https://24.kg/d")]),
        ("Plain https://b.kz/a.", [("https://b.kz/a", "https://b.kz/a")]),
        ("<p>и\u0306 <a href='/1'>й</a></p>", [("й", "https://24.kg/1")]),
        ("<p>\u202e<a href='/1'>evil\u202c link</a></p>", [("evil link", "https://24.kg/1")]),
    ],
)  # fmt: skip
def test_blocks_know_their_links(html: str, links: list[tuple[str, str]]) -> None:
    assert linked(html) == links


def test_hostile_text_comes_out_clean() -> None:
    assert read("<p>a\x1b[2J&#27;]0;x&#7; \x9b31m &#x202e;[/foo]</p>") == ["p:a[2J]0;x 31m [/foo]"]


def test_markup_nested_very_deep_is_read() -> None:
    assert read("<div>" * 30_000 + "deep") == ["p:deep"]


def test_plain_text_of_blocks() -> None:
    blocks = blocks_from_html("<h2>Head</h2><p>One two.</p><figure><figcaption>cap</figcaption></figure><p>Three.</p>")
    assert text_of(blocks) == "Head\nOne two.\ncap\nThree."
    assert summary_of(blocks) == "One two. Three."
    assert summary_of(blocks, limit=12) == "One two…"


MARKUP = re.compile(r"\S+").findall(
    "<p> </p> <li> <ul> </ul> <ol> <table> <tr> <td> </td> </tr> <pre> </pre> <br> <b> </b> <a/href=x> </a> <figure>"
    " <img/alt=x> <blockquote> </blockquote> <!-- --> <![CDATA[ <h2> &#27; &lt;p&gt; <svg> <math> <template> <body>"
)


@given(st.lists(st.one_of(st.text(max_size=8), st.sampled_from(MARKUP))))
def test_anything_is_survived_and_comes_out_clean(parts: list[str]) -> None:
    for block in blocks_from_html("".join(parts), "https://24.kg/x"):
        assert isinstance(block, Block)
        assert block.text.strip()
        safe = "\u200c\u200d\n" if block.kind is BlockKind.PREFORMATTED else "\u200c\u200d"
        assert all(unicodedata.category(c)[0] != "C" or c in safe for c in block.text)
