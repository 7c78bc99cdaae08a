"""One pass over parsed HTML that makes reading blocks: what is open, the text since the last block, its links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from careader.model import Block, BlockKind, Link
from careader.text.clean import clean, clean_lines, clean_markup
from careader.text.clutter import (
    is_hidden,
    is_way_at_end,
    is_way_on,
    leads_away,
    perhaps_clutter,
    surely_clutter,
)
from careader.text.links import with_written_out
from careader.text.survey import judged
from careader.text.urls import canonical_url, web_url
from careader.text.wordset import words

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_DROPPED = words(
    "applet area audio button canvas dialog embed frame frameset head iframe input label link map menu meta nav"
    " noframes noscript object option script select style svg template textarea video"
)
_BLOCKS = words(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol p pre section summary table tbody td tfoot th thead tr"
    " ul"
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
_CAPTION = re.compile(
    r"(?:wp-caption-text|(?:image|photo|picture|gallery|media|foto|img)[-_]?caption)(?:[-_]text)?", re.IGNORECASE
)
_EMOJI = re.compile(r"\b(?:emoji|wp-smiley|smiley)\b", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"[^\s]*\.(?:jpe?g|png|gif|webp|svg)|(?:img|dsc|image|photo|picture|screenshot)[\W_]*\d*", re.IGNORECASE
)
_BLOCK_STYLE = re.compile(r"display:\s*(?:block|list-item|flex|table)", re.IGNORECASE)
_SENTENCE_END = (".", ":", ";", ",", "!", "…")
_HEADING_LIMIT = 120
_MOST_NODES = 60_000
_MOST_CAPTIONS = 20
_DEEPEST_BULLET = 6
_EMPTY_CELL = "-"


class _Piece(NamedTuple):
    text: str
    link: int
    bold: bool


class _Left(NamedTuple):
    """What is to be done when an element ends."""

    tag: str
    is_block: bool = False
    has_kind: bool = False
    mark: str = ""


class Walk:
    """A walk through the body of an article at `base_url`; `keep_all` keeps parts that only may be clutter."""

    def __init__(self, body: LexborNode, base_url: str, *, doubtful: bool, keep_all: bool = False) -> None:
        self._body = body
        self._base = base_url
        self._own = canonical_url(base_url) if base_url else ""
        self._own_host = self._own.partition("/")[0]
        # What every address of the article holds, however it is written: "\n" is in none.
        self._own_end = self._own.partition("?")[0].rpartition("/")[2].removesuffix(".amp") if self._own else "\n"
        self._keep_all = keep_all
        self._verdicts: Mapping[int, bool] = judged(body, _DROPPED) if doubtful else {}
        self._out: list[tuple[Block, bool]] = []
        self._pieces: list[_Piece] = []
        self._links: list[tuple[str, bool]] = [("", False)]
        self._link = 0
        self._bold = 0
        self._kinds: list[tuple[str, BlockKind]] = []
        self._lists: list[tuple[int | None, int]] = []
        self._bullet: str | None = None
        self._tables: list[bool] = []
        self._row: list[list[_Piece]] | None = None
        self._figures: list[list[str]] = []
        self._alts: list[str] = []

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks in reading order."""
        stack: list[LexborNode | _Left] = [self._body]
        nodes = 0
        while stack:
            item = stack.pop()
            if isinstance(item, _Left):
                self._leave(item)
                continue
            nodes += 1
            if nodes > _MOST_NODES:
                continue
            if item.is_text_node:
                self._pieces.append(_Piece(item.text_content or "", self._link, self._bold > 0))
                continue
            tag = item.tag or ""
            if tag == "br":
                self._break()
            elif tag == "img":
                self._see(item.attributes)
            elif item.is_element_node and tag not in _DROPPED:
                attributes = item.attributes
                if item is not self._body and attributes and self._is_left_out(item, attributes):
                    continue
                stack.append(self._enter(item, tag, attributes))
                child = item.last_child
                while child is not None:
                    stack.append(child)
                    child = child.prev
        self._flush()
        while len(self._out) > 1 and self._out[-1][1]:
            self._out.pop()
        if not self._out:
            texts = list(dict.fromkeys(self._alts))[:_MOST_CAPTIONS]
            return tuple(Block(BlockKind.CAPTION, text) for text in texts)
        return tuple(block for block, _ in self._out)

    def _is_left_out(self, node: LexborNode, attributes: Mapping[str, str | None]) -> bool:
        """Say whether an element and all below it is not part of the article."""
        if "hidden" in attributes or is_hidden(attributes.get("style") or ""):
            return True
        classes = attributes.get("class")
        if not classes:
            return False
        if surely_clutter(classes):
            return True
        return not self._keep_all and perhaps_clutter(classes) and not self._verdicts.get(node.mem_id, True)

    def _enter(self, node: LexborNode, tag: str, attributes: Mapping[str, str | None]) -> _Left:
        """Open an element; return what is to be done at its end."""
        is_block = tag in _BLOCKS or bool("style" in attributes and _BLOCK_STYLE.search(attributes["style"] or ""))
        if not is_block:
            return _Left(tag, mark=self._mark(tag, attributes))
        if self._row is not None:
            self._say(" ")
            return _Left(tag, is_block=True)
        self._flush()
        if tag in ("ul", "ol"):
            self._lists.append(_numbering(node, tag, attributes))
        elif tag == "li":
            self._begin_bullet(attributes)
        elif tag == "table":
            self._tables.append(self._verdicts.get(node.mem_id, False))
        elif tag == "tr" and self._tables and self._tables[-1]:
            self._row = []
        elif tag == "figure":
            self._figures.append([])
        kind = _KINDS.get(tag)
        if attributes and any(map(_CAPTION.fullmatch, (attributes.get("class") or "").split())):
            kind = BlockKind.CAPTION
        if kind:
            self._kinds.append((tag, kind))
        return _Left(tag, is_block=True, has_kind=kind is not None)

    def _mark(self, tag: str, attributes: Mapping[str, str | None]) -> str:
        """Begin what an inline element says about its text: bold, a link, a quotation."""
        if tag in ("b", "strong"):
            self._bold += 1
            return "bold"
        if tag == "q":
            self._say("“")
            return "q"
        if tag == "a":
            self._link = self._linked((attributes.get("href") or "").strip())
            return "link"
        return ""

    def _linked(self, href: str) -> int:
        """Return the number of a link, 0 for one within the article."""
        if href.startswith("#"):
            return 0
        url = web_url(href, self._base) if href else ""
        is_own = self._is_own(url)
        if is_own and "#" in href:
            return 0
        self._links.append((url, is_own))
        return len(self._links) - 1

    def _leave(self, left: _Left) -> None:
        if left.mark == "bold":
            self._bold -= 1
        elif left.mark == "q":
            self._say("”")
        elif left.mark == "link":
            self._link = 0
        if not left.is_block:
            return
        if self._row is not None:
            self._leave_in_row(left.tag, self._row)
            return
        self._flush()
        if left.has_kind:
            self._kinds.pop()
        if left.tag in ("ul", "ol"):
            self._lists.pop()
        elif left.tag == "table":
            self._tables.pop()
        elif left.tag == "figure" and (said := self._figures.pop()) and said[0]:
            self._put(BlockKind.CAPTION, said[0], ())

    def _leave_in_row(self, tag: str, row: list[list[_Piece]]) -> None:
        """Gather the cells of one row; what divides blocks elsewhere is a space here."""
        if tag in ("td", "th"):
            row.append(self._pieces)
            self._pieces = []
            return
        if tag != "tr":
            self._say(" ")
            return
        self._row = None
        self._pieces = []
        cells = [self._composed(cell) for cell in row]
        if not any(text for text, _ in cells):
            return
        line, links = "", []
        for place, (text, inside) in enumerate(cells):
            line += " | " if place else ""
            links += [Link(link.start + len(line), link.end + len(line), link.url) for link in inside]
            line += text or _EMPTY_CELL
        self._put(BlockKind.PARAGRAPH, line, tuple(links))

    def _say(self, text: str) -> None:
        self._pieces.append(_Piece(text, self._link, self._bold > 0))

    def _see(self, attributes: Mapping[str, str | None]) -> None:
        """Keep the description of a picture; that of an emoji is the emoji."""
        alt = attributes.get("alt") or ""
        if not alt:
            return
        if _EMOJI.search(attributes.get("class") or ""):
            self._say(alt)
            return
        text = clean_markup(alt, limit=1000)
        tiny = attributes.get("width") in ("0", "1") or attributes.get("height") in ("0", "1")
        if tiny or not any(map(str.isalpha, text)) or _FILE_NAME.fullmatch(text):
            return
        self._alts.append(text)
        if self._figures and not self._figures[-1]:
            self._figures[-1].append(text)

    def _begin_bullet(self, attributes: Mapping[str, str | None]) -> None:
        self._bullet = "– " * min(len(self._lists) - 1, _DEEPEST_BULLET)
        number, step = self._lists[-1] if self._lists else (None, 1)
        if number is not None:
            stated = _integer(attributes.get("value"))
            number = number if stated is None else stated
            self._bullet += f"{number}. "
            self._lists[-1] = number + step, step

    def _break(self) -> None:
        tag, kind = self._kinds[-1] if self._kinds else ("", BlockKind.PARAGRAPH)
        if self._row is not None or tag in _ONE_LINE:
            self._say(" ")
        elif kind is BlockKind.PREFORMATTED:
            self._say("\n")
        else:
            self._flush()

    def _flush(self) -> None:
        """End the block that is being read."""
        pieces, self._pieces = self._pieces, []
        if not pieces:
            return
        kind = self._kinds[-1][1] if self._kinds else BlockKind.PARAGRAPH
        if kind is BlockKind.PREFORMATTED:
            if lines := clean_lines("".join(piece.text for piece in pieces)):
                self._put(kind, lines, ())
            return
        text, links = self._composed(pieces)
        if not text:
            return
        linked = sum(_letters(piece.text) for piece in pieces if piece.link)
        free = clean("".join(piece.text for piece in pieces if not piece.link)) if linked else text
        if leads_away(text, linked, free):
            return
        is_own = linked > 0 and not free.strip(" .,;:|–—-") and all(self._links[p.link][1] for p in pieces if p.link)
        if kind is BlockKind.BULLET:
            if self._bullet is None:
                kind = BlockKind.PARAGRAPH
            else:
                links = tuple(
                    Link(a + len(self._bullet), b + len(self._bullet), url) for a, b, url in map(_parts, links)
                )
                text, self._bullet = self._bullet + text, None
        elif kind is BlockKind.PARAGRAPH and _is_heading(text, pieces):
            kind = BlockKind.HEADING
        is_way = is_own and kind in (BlockKind.PARAGRAPH, BlockKind.BULLET) and is_way_on(text)
        self._put(kind, text, links, is_way=is_way)

    def _put(self, kind: BlockKind, text: str, links: tuple[Link, ...], *, is_way: bool = False) -> None:
        if self._figures:
            self._figures[-1] = [""]  # something is said about it
        self._out.append((Block(kind, text, links), is_way))

    def _composed(self, pieces: Iterable[_Piece]) -> tuple[str, tuple[Link, ...]]:
        """Return the clean text of pieces and their links; a link at the end that only says "read more" goes."""
        runs: list[tuple[int, list[str]]] = []
        for piece in pieces:
            if not runs or runs[-1][0] != piece.link:
                runs.append((piece.link, []))
            runs[-1][1].append(piece.text)
        if len(runs) == 1 and not runs[0][0]:
            text = clean("".join(runs[0][1]))
            return text, with_written_out(text)
        parts: list[str] = []
        links: list[Link] = []
        size, last, space, leads_back = 0, 0, False, False
        for number, texts in runs:
            raw = "".join(texts)
            text = clean(raw)
            if not text:
                space = space or bool(raw)
                continue
            if parts and (space or raw[0].isspace()):
                parts.append(" ")
                size += 1
            parts.append(text)
            last, leads_back = size if number else -1, self._links[number][1]
            if self._links[number][0]:
                links.append(Link(size, size + len(text), self._links[number][0]))
            size += len(text)
            space = raw[-1].isspace()
        whole = "".join(parts)
        if last > 0 and is_way_at_end(whole[:last].rstrip(), whole[last:], leads_back=leads_back):
            whole = whole[:last].rstrip()
            links = [link for link in links if link.end <= len(whole)]
        if clean(whole) != whole:
            return clean(whole), ()
        return whole, with_written_out(whole, [link for link in links if not self._is_own(link.url)])

    def _is_own(self, url: str) -> bool:
        return bool(url) and self._own_end in url and self._own_host in url and canonical_url(url) == self._own


def _parts(link: Link) -> tuple[int, int, str]:
    return link.start, link.end, link.url


def _letters(text: str) -> int:
    return sum(map(len, text.split()))


def _is_heading(text: str, pieces: Iterable[_Piece]) -> bool:
    """Say whether a paragraph is a heading: short, all bold, no sentence."""
    if len(text) > _HEADING_LIMIT or text.endswith(_SENTENCE_END) or not any(map(str.isalpha, text)):
        return False
    return all(piece.bold for piece in pieces if piece.text.strip())


def _numbering(node: LexborNode, tag: str, attributes: Mapping[str, str | None]) -> tuple[int | None, int]:
    """Return the first number of a list and the step to the next; no number for one of bullets."""
    if tag == "ul":
        return None, 1
    start = _integer(attributes.get("start"))
    if "reversed" not in attributes:
        return 1 if start is None else start, 1
    if start is None:
        start, child = 0, node.child
        while child is not None:
            start += child.tag == "li"
            child = child.next
    return start, -1


def _integer(stated: str | None) -> int | None:
    """Return a number of at most five digits."""
    digits = (stated or "").strip()
    return int(digits) if re.fullmatch(r"-?[0-9]{1,5}", digits) else None
