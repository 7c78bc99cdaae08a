"""What can be said of a part of an article's HTML only when its end is seen: is a table one, is a "related" box one.

One pass that keeps its own stack, so that depth does not matter, and adds what a part holds to the one around it once.
It is made only where there is something to decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careader.text.clutter import is_prose, perhaps_clutter

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# Without regard to case only where it costs nothing: this is sought in every text.
_DOUBTFUL_CLASS = re.compile(
    r"class\s*=[^>]{0,200}?(?:[sS]har|[sS]ocial|[rR]elated|[nN]ewsletter|[sS]ubscri|[aA]dvert|[pP]romo|[bB]anner)"
)
_CONTROLS = frozenset(("button", "input", "select", "textarea", "iframe"))
_STRUCTURE = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote", "figure"))
_SENTENCE = re.compile(r"[.!?…](?:\W|$)")
_DATA_CELL = 300
_MOST_NODES = 60_000


@dataclass(slots=True)
class _Part:
    """What a table or a doubtful part holds; letters count without white space."""

    node: LexborNode
    is_table: bool
    letters: int = 0
    linked: int = 0
    sentences: bool = False
    controls: bool = False
    full_rows: int = 0
    heads: int = 0
    structured: bool = False
    cell: int = 0
    paragraphs: int = 0
    filled: int = 0
    longest: int = 0

    def is_data(self) -> bool:
        """Say whether a table holds data: more than one cell in a row, and in the cells no structure of their own."""
        if self.structured or not self.full_rows:
            return False
        return self.heads > 0 or (self.full_rows > 1 and self.longest <= _DATA_CELL)

    def count(self, text: str, *, linked: bool) -> None:
        letters = sum(map(len, text.split()))
        self.letters += letters
        self.cell += letters
        if linked:
            self.linked += letters
        elif not self.sentences and _SENTENCE.search(text):
            self.sentences = True

    def enter(self, tag: str) -> None:
        if tag in _STRUCTURE:
            self.structured = True
        elif tag == "p":
            self.paragraphs += 1
        elif tag in ("td", "th"):
            self.cell = self.paragraphs = 0
            self.heads += tag == "th"
        elif tag == "tr":
            self.filled = 0

    def leave(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.filled += self.cell > 0
            self.longest = max(self.longest, self.cell)
            self.structured = self.structured or (self.paragraphs > 1 and self.cell > _DATA_CELL)
        elif tag == "tr":
            self.full_rows += self.filled > 1

    def add(self, inner: _Part) -> None:
        self.letters += inner.letters
        self.linked += inner.linked
        self.cell += inner.letters
        self.sentences = self.sentences or inner.sentences
        self.controls = self.controls or inner.controls


def is_doubtful(html: str) -> bool:
    """Say whether there is something to decide in HTML."""
    return "<table" in html or "<TABLE" in html or ("class" in html and bool(_DOUBTFUL_CLASS.search(html)))


def judged(body: LexborNode, dropped: frozenset[str]) -> dict[int, bool]:
    """Return, by the `mem_id` of their nodes, which tables hold data and which doubtful parts are text.

    `dropped` are the tags of elements that are left out anyway.
    """
    verdicts: dict[int, bool] = {}
    parts: list[_Part] = []
    stack: list[LexborNode | tuple[LexborNode, str]] = [body]
    links = nodes = 0
    while stack:
        item = stack.pop()
        if isinstance(item, tuple):
            node, tag = item
            links -= tag == "a"
            if parts and parts[-1].node.mem_id == node.mem_id:
                part = parts.pop()
                verdicts[node.mem_id] = part.is_data() if part.is_table else _is_text(part)
                if parts:
                    parts[-1].add(part)
            elif parts:
                parts[-1].leave(tag)
            continue
        nodes += 1
        if nodes > _MOST_NODES:
            continue
        if item.is_text_node:
            if parts:
                parts[-1].count(item.text_content or "", linked=links > 0)
            continue
        tag = item.tag or ""
        if parts and tag in _CONTROLS:
            parts[-1].controls = True
        if not item.is_element_node or tag in dropped:
            continue
        if parts:
            parts[-1].enter(tag)
        links += tag == "a"
        if tag == "table" or perhaps_clutter(item.attributes.get("class") or ""):
            parts.append(_Part(item, tag == "table"))
        stack.append((item, tag))
        child = item.last_child
        while child is not None:
            stack.append(child)
            child = child.prev
    return verdicts


def _is_text(part: _Part) -> bool:
    return is_prose(part.letters, part.linked, sentences=part.sentences, controls=part.controls)
