"""HTML to reading blocks: paragraphs, headings, bullets, quotations, captions and preformatted text, in order.

What is not the article goes: scripts, styles, forms, players, share buttons, pictures (their captions stay), links that
only lead to the rest of the text, and the footers that blog software adds to feeds. The walk keeps its own stack, so
that markup nested a hundred thousand deep is read like any other.
"""

from __future__ import annotations

import html as references
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from careader.model import Block, BlockKind
from careader.text.clean import clean, clean_lines, clean_markup
from careader.text.urls import canonical_url, web_url

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_DROPPED = re.compile(
    "applet|area|audio|button|canvas|dialog|embed|frame|frameset|head|iframe|img|input|label|link|map|menu|meta|nav"
    "|noframes|noscript|object|option|script|select|style|svg|template|textarea|video"
)
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form"
    "|h[1-6]|header|hgroup|hr|html|legend|li|main|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# One line, whatever breaks it holds.
_ONE_LINE = _HEADINGS | {"li", "figcaption", "caption", "dt"}
_KINDS = {
    **dict.fromkeys(_HEADINGS, BlockKind.HEADING),
    "li": BlockKind.BULLET,
    "blockquote": BlockKind.QUOTATION,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "pre": BlockKind.PREFORMATTED,
}
_CLUTTER = re.compile(
    r"(?:share|sharing|sharedaddy|social|addtoany|a2a|jp-relatedposts|yarpp|related|newsletter|subscribe|subscription"
    r"|feedflare|mailmunch|advert|adsbygoogle|sd-sharing|screen-reader-text)(?:[-_]\w[\w-]*)?",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"(?:display:none|visibility:hidden)")

_MARKUP = re.compile(r"<(?:[a-zA-Z!/?])")
_ESCAPED_MARKUP = re.compile(
    r"&(?:amp;)*lt;/?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h\d|img|figure|blockquote|table)\b"
)
_MORE = (
    r"(?:(?:continue|keep) reading|read (?:the )?(?:more|full (?:story|article|text)|rest(?: of (?:this|the) \w+)?)"
    r"|learn more|читать (?:далее|дальше|полностью|ещё)|подробнее(?: на \w+)?|далее|толығырақ|батафсил|batafsil"
    r"|толугу менен|идома)"
)
READ_MORE = re.compile(rf"\W*{_MORE}(?:[\s.…→»›>\])]|&\w+;)*", re.IGNORECASE)
"""Matches, as a whole, a line that only leads to the rest of the text."""
_READ_ALSO = re.compile(
    r"\W*(?:read (?:also|more|next)|also read|see also|related|читайте также|также читайте|читать также|по теме)"
    r"\s*[:\-–—]",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"The post .+ (?:appeared first|first appeared) on .+"
    r"|(?:Сообщение|Запись) .+ (?:появил\w+ сначала на|впервые появил\w+) .+",
    re.IGNORECASE,
)
_SENTENCE_END = (".", ":", ";", ",", "!", "…")
_HEADING_LIMIT = 120


def blocks_from_html(html: str, base_url: str = "") -> tuple[Block, ...]:
    """Read HTML, escaped HTML or plain text into clean blocks, in reading order. Anything is survived.

    A line break starts a new block (a space within a heading or bullet); a bullet of an inner list starts with "– " and
    one of a numbered list with its number; a table gives one paragraph a row, its cells divided by " | "; a paragraph
    that is all bold and short is a heading. `base_url` is the article's own address: a link that leads back to it
    under the text ("continue reading", in any language) is dropped.
    """
    for _ in range(2):
        if _MARKUP.search(html) or not _ESCAPED_MARKUP.search(html):
            break
        html = references.unescape(html)
    if not _MARKUP.search(html):
        paragraphs = (clean(references.unescape(part)) for part in re.split(r"\n\s*\n", html.replace("\r\n", "\n")))
        return tuple(Block(BlockKind.PARAGRAPH, text) for text in paragraphs if text and not READ_MORE.fullmatch(text))
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        body = LexborHTMLParser(html).body
    except SelectolaxError:
        return ()
    return tuple(_Walk(canonical_url(base_url), base_url).blocks(body)) if body else ()


def text_of(blocks: Iterable[Block]) -> str:
    """Give the plain text of blocks, one a line, for search and comparison."""
    return "\n".join(block.text for block in blocks)


def summary_of(blocks: Iterable[Block], limit: int = 400) -> str:
    """Give the opening paragraphs as one line of at most `limit` characters, cut after a word with an ellipsis."""
    kinds = (BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.BULLET)
    text = clean(" ".join(block.text for block in blocks if block.kind in kinds))
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" .,;:–—-") + "…"


def _is_dropped(node: LexborNode) -> bool:
    """Say whether an element and all below it is not part of the article."""
    if _DROPPED.fullmatch(node.tag or ""):
        return True
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    if "hidden" in attributes or _HIDDEN.search(style):
        return True
    if node.tag == "a" and READ_MORE.fullmatch(clean(node.text())):
        return True
    return any(_CLUTTER.fullmatch(name) for name in (attributes.get("class") or "").split())


def _events(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Give every text and kept element below `root` in document order: True on entering, False on leaving it."""
    stack = [(root, True)]
    while stack:
        node, entering = stack.pop()
        yield node, entering
        if entering and node.is_element_node:
            stack.append((node, False))
            children = []
            child = node.child
            while child is not None:
                if child.is_text_node or (child.is_element_node and not _is_dropped(child)):
                    children.append((child, True))
                child = child.next
            stack.extend(reversed(children))


@dataclass(slots=True)
class _Walk:
    """One pass over the tree: the text since the last block, and what is open around it."""

    own: str
    base_url: str
    text: list[str] = field(default_factory=list)
    open_kinds: list[tuple[str, BlockKind]] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)
    marks: Counter[str] = field(default_factory=Counter)
    letters: Counter[str] = field(default_factory=Counter)
    bullet: str | None = None
    row: list[str] | None = None

    def blocks(self, body: LexborNode) -> Iterator[Block]:
        """Give the blocks below `body` in reading order."""
        for node, entering in _events(body):
            tag = node.tag or ""
            if node.is_text_node:
                self._read(node.text_content or "")
            elif tag == "br" and entering:
                yield from self._break()
            elif self.row is not None:
                yield from self._in_row(tag, entering, self.row)
            elif _BLOCKS.fullmatch(tag):
                yield from self._flush()
                (self._open if entering else self._close)(node, tag)
                if tag == "figure" and not entering:
                    yield from _caption_of(node)
            elif mark := self._mark(node, tag):
                self.marks[mark] += 1 if entering else -1
        yield from self._flush()

    def _read(self, text: str) -> None:
        self.text.append(text)
        for mark, depth in self.marks.items():
            if depth:
                self.letters[mark] += len("".join(text.split()))

    def _mark(self, node: LexborNode, tag: str) -> str:
        """Name what an inline element says about its text: bold, a link, or a link to the article itself."""
        if tag in ("b", "strong"):
            return "bold"
        if tag != "a":
            return ""
        href = node.attributes.get("href") or ""
        return "own" if self.own and canonical_url(web_url(href, self.base_url)) == self.own else "link"

    def _open(self, node: LexborNode, tag: str) -> None:
        if tag in ("ul", "ol"):
            start = node.attributes.get("start") or "1"
            self.lists.append(int(start) if tag == "ol" and start.isdecimal() and len(start) < 6 else None)
        elif tag == "li":
            self.bullet = "– " * (len(self.lists) - 1)
            if self.lists and (number := self.lists[-1]) is not None:
                self.bullet += f"{number}. "
                self.lists[-1] = number + 1
        elif tag == "tr" and node.css_first("table") is None and len(node.css("td, th")) > 1:
            self.row = []
        kind = BlockKind.CAPTION if _is_caption(node) else _KINDS.get(tag)
        if kind:
            self.open_kinds.append((tag, kind))

    def _close(self, node: LexborNode, tag: str) -> None:
        if tag in ("ul", "ol"):
            self.lists.pop()
        if self.open_kinds and self.open_kinds[-1][0] == tag and (tag in _KINDS or _is_caption(node)):
            self.open_kinds.pop()

    def _break(self) -> Iterator[Block]:
        tag, kind = self.open_kinds[-1] if self.open_kinds else ("", BlockKind.PARAGRAPH)
        if kind is BlockKind.PREFORMATTED:
            self.text.append("\n")
        elif tag in _ONE_LINE or self.row is not None:
            self.text.append(" ")
        else:
            yield from self._flush()

    def _in_row(self, tag: str, entering: bool, row: list[str]) -> Iterator[Block]:
        """Gather the cells of one row; what divides blocks elsewhere is a space here."""
        if _BLOCKS.fullmatch(tag):
            self.text.append(" ")
        if tag in ("td", "th") and not entering:
            row.append(clean("".join(self.text)))
            self.text.clear()
        elif tag == "tr" and not entering:
            self.row = None
            self.letters.clear()
            if text := " | ".join(cell for cell in row if cell):
                yield Block(BlockKind.PARAGRAPH, text)

    def _flush(self) -> Iterator[Block]:
        """End the block that is being read."""
        raw, letters = "".join(self.text), Counter(self.letters)
        self.text.clear()
        self.letters.clear()
        kind = self.open_kinds[-1][1] if self.open_kinds else BlockKind.PARAGRAPH
        if kind is BlockKind.PREFORMATTED:
            if lines := clean_lines(raw):
                yield Block(kind, lines)
            return
        text = clean(raw)
        size = len(text.replace(" ", ""))
        if not text or _leads_away(text, size, letters):
            return
        if kind is BlockKind.BULLET:
            kind = kind if self.bullet is not None else BlockKind.PARAGRAPH
            text, self.bullet = (self.bullet or "") + text, None
        elif kind is BlockKind.PARAGRAPH and letters["bold"] == size and _could_be_heading(text):
            kind = BlockKind.HEADING
        yield Block(kind, text)


def _leads_away(text: str, size: int, letters: Counter[str]) -> bool:
    """Say whether a block is no text of the article but a way to other text."""
    if READ_MORE.fullmatch(text) or _FOOTER.fullmatch(text):
        return True
    if letters["own"] >= size:
        return True
    also = _READ_ALSO.match(text)
    return bool(also and letters["link"] >= len(text[also.end() :].replace(" ", "")) > 0)


def _could_be_heading(text: str) -> bool:
    return len(text) <= _HEADING_LIMIT and not text.endswith(_SENTENCE_END) and any(map(str.isalpha, text))


def _is_caption(node: LexborNode) -> bool:
    return "wp-caption-text" in (node.attributes.get("class") or "")


def _caption_of(figure: LexborNode) -> Iterator[Block]:
    """Give the description of a figure's picture where nothing else says what it shows."""
    picture = figure.css_first("img[alt]")
    if picture is None or clean(figure.text()) or picture.attributes.get("width") in ("0", "1"):
        return
    if text := clean_markup(picture.attributes.get("alt") or ""):
        yield Block(BlockKind.CAPTION, text)
