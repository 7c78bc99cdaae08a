"""HTML of any bytes to blocks."""

from __future__ import annotations

from dataclasses import replace

from careader.text.blocks import blocks_from_html, html_of_text, text_of
from tests.fuzz.feed import check
from tests.library import article

BASE = "https://o.example/1"
CORPUS = [
    b"<p>A <a href='/d'>decree</a> and <b>map</b><br>two</p><h2>H</h2><ul><li>a<ol start=3><li>b</ol></ul>",
    b"<table><tr><th>A<th>B<tr><td>1<td><a href=x>2</a></table><figure><img alt='x y'><figcaption>c</figure>",
    b"<div class='share related'><a href=x>y</a></div><blockquote><q>q</q></blockquote><pre>a\n b</pre>",
    b"&lt;p&gt;x&lt;/p&gt; <![CDATA[ y ]]> line\n- item\n00:00 z <Kairat>",
    "<p>Читать далее <a href='https://o.example/1'>Davomi</a></p>".encode(),
]
PLAIN = article("Nothing")


def one(content: bytes) -> None:
    """Read what the bytes say in UTF-8 as HTML, and as plain text."""
    text = content.decode("utf-8", "replace")
    check(replace(PLAIN, url=BASE, blocks=blocks_from_html(text, BASE)))
    shown = text_of(blocks_from_html(html_of_text(text)))
    if "<" in text and shown and len(shown) > 3 * len(text) + 20:
        raise AssertionError("more text than there was")
