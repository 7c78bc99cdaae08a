"""HTML to reading blocks: paragraphs, headings, bullets, quotations, captions and preformatted text, in order.

What is not the article goes: scripts, styles, forms, players, share buttons, pictures (their captions stay), links that
only lead to the rest of the text, and the footers that blog software adds to feeds. Links stay with the text that they
are on. Everything is bounded in depth and number: a text of which only a part was read ends in "[…]".
"""

from __future__ import annotations

from collections.abc import Iterable

from careader.model import Block, BlockKind
from careader.text.clean import clean, unescape
from careader.text.clutter import READ_MORE
from careader.text.htmltext import HAS_BLOCKS, HAS_MARKUP, prepared
from careader.text.links import with_written_out
from careader.text.plaintext import html_of_lines, html_of_text, paragraphs
from careader.text.survey import is_doubtful
from careader.text.walk import Walk

__all__ = ["READ_MORE", "blocks_from_html", "html_of_text", "summary_of", "text_of"]

_MOST_BLOCKS = 5_000
_CUT = Block(BlockKind.PARAGRAPH, "[…]")


def blocks_from_html(html: str, base_url: str = "") -> tuple[Block, ...]:
    """Read HTML, escaped HTML or plain text into clean blocks with their links, in reading order. Anything is survived.

    A line break starts a new block (a space within a heading or bullet); a bullet of an inner list starts with "– " and
    one of a numbered list with its number; a table of data gives one paragraph a row, its cells divided by " | "; a
    paragraph that is all bold and short is a heading. Where there is no text, pictures give their descriptions as
    captions. `base_url` is the article's own address: a link that leads back to it under the text ("continue reading",
    in any language) is dropped, and relative links are resolved against it.
    """
    html, cut = prepared(html)
    if HAS_MARKUP.search(html):
        if "\n" in html and not HAS_BLOCKS.search(html):
            html = html_of_lines(html)
        blocks = _from_markup(html, base_url)
    else:
        kinds = ((BlockKind.BULLET if item else BlockKind.PARAGRAPH, line) for line, item in paragraphs(unescape(html)))
        texts = ((kind, clean(line)) for kind, line in kinds)
        said = ((kind, text) for kind, text in texts if text and not READ_MORE.fullmatch(text))
        blocks = tuple(Block(kind, text, with_written_out(text)) for kind, text in said)
    if len(blocks) > _MOST_BLOCKS:
        blocks, cut = blocks[:_MOST_BLOCKS], True
    return (*blocks, _CUT) if cut and blocks else blocks


def _from_markup(html: str, base_url: str) -> tuple[Block, ...]:
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        body = LexborHTMLParser(html).body
    except SelectolaxError:
        return ()
    if body is None:
        return ()
    doubtful = is_doubtful(html)
    blocks = Walk(body, base_url, doubtful=doubtful).blocks()
    return blocks if blocks or not doubtful else Walk(body, base_url, doubtful=True, keep_all=True).blocks()


def text_of(blocks: Iterable[Block]) -> str:
    """Return the plain text of blocks, one a line, for search and comparison."""
    return "\n".join(block.text for block in blocks)


def summary_of(blocks: Iterable[Block], limit: int = 400) -> str:
    """Return the opening paragraphs as one line of at most `limit` characters, cut after a word with an ellipsis."""
    kinds = (BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.BULLET)
    said: list[str] = []
    length = 0
    for block in blocks:
        if block.kind in kinds:
            said.append(block.text)
            length += len(block.text) + 1
            if length > limit + 100:
                break
    text = clean(" ".join(said))
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" .,;:–—-") + "…"
