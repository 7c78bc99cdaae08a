"""A whole article from its page.

The text is looked for where the outlet's `selector` says, then by trafilatura (precision first), in JSON-LD, and in
the element that the page marks as the article; then it goes through the blocks and the one door for text. What is no
article (a check for robots, a demand for consent, a page for subscribers, nothing, less than the teaser) is a Failure
that says so.

The libraries are imported when a page is read, in a worker thread: reading one takes tens of milliseconds.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from careader.model import Block, BlockKind, Code, Failure
from careader.sources.identity import folded
from careader.sources.page_gaps import completed
from careader.sources.page_head import MAX_PAGE, Head, parsed, read_head
from careader.text.blocks import blocks_from_html, text_of
from careader.walls import asks_for_consent, bot_check

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_MAX_BLOCKS = 5_000
_MAX_TAGS = 40_000
_MARKED = ('[itemprop="articleBody"]', "article", '[role="article"]', "main", '[role="main"]')
_SUBSCRIBERS = re.compile(
    r"(?:subscribe|sign in|log in|register) to (?:continue|read|keep|unlock)|(?:for|to) subscribers only"
    r"|subscriber-only"
    r"|to (?:continue|keep) reading,? (?:subscribe|sign|log|register)|this (?:article|story|content) is (?:for"
    r"|available to) subscribers"
    r"|доступ\w{0,4} (?:только )?(?:для |по )?подпис(?:чик|к)|только для подписчиков|оформите подписку"
    r"|чтобы (?:про)?читать .{0,40}подпи"
    r"|материал доступен по подписке|жазылушыларға ғана|обуначилар учун|obunachilar uchun|жазылуучулар үчүн",
    re.IGNORECASE,
)
# A page for subscribers that shows so much to everybody shows all: its readers are counted, not shut out.
_SUBSCRIBED_TEXT = 1500
_CONTAINED = 0.9
_WORD = re.compile(r"\w+")
# What stands before and after the text in the same box: its date, a way back, whose page it is.
_AROUND = re.compile(
    r"[\d\s.,:;/|()–—-]{5,40}|(?:published|posted|updated|опубликовано|обновлено"
    r"|дата)?\W{0,3}\d{1,2}[\s./-]+\w{2,9}[\s./-]+\d{4}.{0,20}"
    r"|(?:категория|рубрика|раздел|category|section|айдар|бөлім)\s{0,3}:.{0,160}"
    r"|\W*(?:©|copyright\b|\(c\)|all rights reserved|все права защищены|барлық құқықтар қорғалған"
    r"|barcha huquqlar himoyalangan).{0,200}"
    r"|\W*(?:share(?: this)?|поделиться|бөлісу|бөлүшүү|ulashish|улашиш|возврат к списку"
    r"|back to (?:the )?list|print|распечатать|версия для печати"
    r"|просмотр\w*|views?|көрілім|көрүүлөр|ko.rishlar|источник|source|теги|tags)\b.{0,60}",
    re.IGNORECASE,
)
_AROUND_BLOCKS = 3
_CAPTIONED = 3


@dataclass(frozen=True, slots=True)
class Page:
    """An article as its page has it. `url` is the address after redirects, `head` what the page says of itself.

    `found_by` names what found the text: "selector", "trafilatura", "json-ld" or "element".
    """

    url: str
    head: Head
    blocks: tuple[Block, ...]
    found_by: str
    notes: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """The text, a block a line."""
        return text_of(self.blocks)


def read_page(
    content: bytes,
    url: str,
    *,
    what: str,
    headers: Mapping[str, str] | None = None,
    selector: str = "",
    title: str = "",
    teaser: str = "",
) -> Page | Failure:
    """Read the article of a page that came from `url` with these headers (lower-case keys).

    `what` names it in a Failure; `title` and `teaser` are what is known of it already: the text has to be longer than
    the teaser, and does not begin with the title again.
    """
    headers = headers or {}
    if (service := bot_check(headers, content)) is not None:
        return Failure(what, Code.BOT_CHECK, {"service": service})
    if not content.strip():
        return Failure(what, Code.EMPTY)
    if len(content) > MAX_PAGE:
        return Failure(what, Code.TOO_LARGE, {"megabytes": f"{MAX_PAGE / 2**20:g}"})
    tree, html = parsed(content, headers.get("content-type", ""))
    head = read_head(tree, url)
    blocks, found_by = _text(tree, html, url, head, selector, (title, head.title))
    blocks = _trimmed(_without_title(_trimmed(blocks), (title, head.title)))[:_MAX_BLOCKS]
    text = text_of(blocks)
    if asks_for_consent(url, text or (tree.body.text() if tree.body else "")) and not _is_about(text, title):
        return Failure(what, Code.CONSENT)
    if len(text) < max(_SUBSCRIBED_TEXT, 2 * len(teaser)) and (not head.free or _SUBSCRIBERS.search(_shown(tree))):
        return Failure(what, Code.PAYWALL)
    if not text:
        return Failure(what, Code.NO_TEXT)
    if len(folded(text)) <= len(folded(teaser)):
        return Failure(what, Code.NO_MORE)
    return Page(url, head, blocks, found_by)


def _text(
    tree: LexborHTMLParser, html: str, url: str, head: Head, selector: str, titles: tuple[str, str]
) -> tuple[tuple[Block, ...], str]:
    """Find the text and say how: the first way whose text the page itself does not contradict."""
    if selector and (chosen := _selected(tree, selector, url)):
        return chosen, "selector"
    found = _extracted(html, url)
    letters = Counter(_words(found))
    stated = _stated(head.body, url)
    if stated:
        words = Counter(_words(stated))
        shared, all_stated = sum((letters & words).values()), sum(words.values())
        # What the page itself calls its text is often only the beginning of it; but it is part of the text, so what
        # lacks much of it is not the text.
        if shared < _CONTAINED * all_stated and all_stated >= sum(letters.values()) / 2:
            return stated, "json-ld"
    marked = _marked(tree, url)
    if marked and _is_told_by_captions(marked, _size(found)):
        return marked, "element"
    if found:
        return completed(_without_title(_trimmed(found), titles), marked), "trafilatura"
    return (marked, "element") if marked else (_from_data(tree, url), "data")


def _extracted(html: str, url: str) -> tuple[Block, ...]:
    """Return what trafilatura takes for the text; a page that it cannot read, or would read for minutes, has none."""
    if html.count("<") > _MAX_TAGS:
        return ()
    from trafilatura import bare_extraction
    from trafilatura.htmlprocessing import build_html_output
    from trafilatura.settings import Document

    try:
        # In two steps, as `extract` does it, without its last one: composing marks is quadratic in what is piled up.
        document = bare_extraction(
            html,
            url=url,
            output_format="html",
            favor_precision=True,
            include_comments=False,
            include_formatting=True,
            include_links=True,
        )
        text = build_html_output(document) if isinstance(document, Document) else ""
    except Exception:  # noqa: BLE001  (whatever it meets in a page from outside, the page has other ways)
        return ()
    return blocks_from_html(text, url)


def _selected(tree: LexborHTMLParser, selector: str, url: str) -> tuple[Block, ...]:
    """Return the text of all elements that a selector names; one that is no selector names none."""
    try:
        nodes = tree.css(selector)
    except Exception:  # noqa: BLE001  (selectolax raises what its parser raises)
        return ()
    return blocks_from_html("".join(node.html or "" for node in nodes[:100]), url)


def _stated(body: str, url: str) -> tuple[Block, ...]:
    """Return the text of JSON-LD: HTML, or lines of plain text."""
    if len(body) < 200:
        return ()
    if re.search(r"<(?:p|br|div)\b", body[:20_000], re.IGNORECASE):
        return blocks_from_html(body, url)
    return blocks_from_html("\n\n".join(line for line in body.splitlines() if line.strip()), url)


def _marked(tree: LexborHTMLParser, url: str) -> tuple[Block, ...]:
    """Return the text of the element that is marked as the article, the largest of the first kind that is there.

    Where none is, pictures with captions mark one: the smallest element that holds most of them.
    """
    for selector in _MARKED:
        nodes = tree.css(selector)[:50]
        if nodes and (blocks := blocks_from_html(max(map(_html, nodes), key=len), url)):
            return blocks
    captions = tree.css("figure figcaption")[:200]
    if len(captions) < _CAPTIONED:
        return ()
    node = captions[0].parent
    while node is not None and node.parent is not None and len(node.css("figcaption")) < 0.8 * len(captions):
        node = node.parent
    return blocks_from_html(_html(node), url) if node is not None else ()


def _from_data(tree: LexborHTMLParser, url: str) -> tuple[Block, ...]:
    """Return the longest text in the data from which a page draws itself, as Next.js and Nuxt send it."""
    longest = ""
    for script in tree.css("script#__NEXT_DATA__, script#__NUXT_DATA__")[:2]:
        try:
            stack = [json.loads(script.text())]
        except (ValueError, RecursionError):
            continue
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                longest = max(longest, node, key=len)
            elif isinstance(node, dict):
                stack.extend(node.values())
            elif isinstance(node, list):
                stack.extend(node)
    return _stated(longest, url)


def _html(node: LexborNode) -> str:
    return node.html or ""


def _is_told_by_captions(blocks: Iterable[Block], found: int) -> bool:
    """Say whether a page tells with pictures: several captions that say more than all the text that was found."""
    captions = [block for block in blocks if block.kind is BlockKind.CAPTION]
    return len(captions) >= _CAPTIONED and 2 * _size(captions) > found


def _without_title(blocks: tuple[Block, ...], titles: Iterable[str]) -> tuple[Block, ...]:
    """Leave out the headline where the text begins with it once more."""
    known = {folded(title) for title in titles if title}
    start = 0
    while start < min(2, len(blocks)) and folded(blocks[start].text) in known:
        start += 1
    return blocks[start:]


def _trimmed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Leave out what stands in the text's box before and after it; a page that has nothing else keeps it."""
    start, end = 0, len(blocks)
    while start < min(_AROUND_BLOCKS, len(blocks)) and _AROUND.fullmatch(blocks[start].text):
        start += 1
    while end > max(start, len(blocks) - _AROUND_BLOCKS) and _AROUND.fullmatch(blocks[end - 1].text):
        end -= 1
    return blocks[start:end] or blocks


def _shown(tree: LexborHTMLParser) -> str:
    """Return what the page says in and around its article, without its navigation, for the words of a paywall."""
    nodes = [node for selector in (*_MARKED, "[class*=paywall]") for node in tree.css(selector)[:3]]
    return " ".join(node.text(separator=" ", strip=True)[:20_000] for node in nodes or tree.css("body"))


def _is_about(text: str, title: str) -> bool:
    """Say whether a text shares its longer words with a title: half of them, and two at least."""
    wanted = {word[:6] for word in _words_of(title) if len(word) > 3}
    return bool(wanted) and len(wanted & {word[:6] for word in _words_of(text)}) >= max(2, len(wanted) / 2)


def _words_of(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _words(blocks: Iterable[Block]) -> list[str]:
    return [word for block in blocks for word in _words_of(block.text)]


def _size(blocks: Iterable[Block]) -> int:
    return sum(len(block.text) for block in blocks)
