"""An article as plain text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from careader.export.wording import byline
from careader.model import Article, Block, BlockKind
from careader.words import screen

_MEASURE = 76


def article(whole: Article, others: Iterable[Article]) -> str:
    """Return an article as text for the terminal: headline, where from, body, who else tells it."""
    parts = [_wrapped(whole.title), _wrapped(byline(whole))]
    parts += [_plain_block(block) for block in whole.blocks] or [_wrapped(whole.summary)]
    told = [f"  {other.outlet}: {other.title}\n  {other.url}".rstrip() for other in others]
    if told:
        parts.append(f"{screen.also_told_by('').rstrip()}\n" + "\n".join(told))
    if whole.url:
        parts.append(whole.url)
    return "\n\n".join(part for part in parts if part)


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(text, _MEASURE, initial_indent=first, subsequent_indent=rest, break_long_words=False)


def _plain_block(block: Block) -> str:
    match block.kind:
        case BlockKind.HEADING:
            return f"{_wrapped(block.text)}\n{'-' * min(len(block.text), _MEASURE)}"
        case BlockKind.BULLET:
            return _wrapped(block.text, "  • ", "    ")
        case BlockKind.QUOTATION:
            return _wrapped(block.text, "  | ", "  | ")
        case BlockKind.CAPTION:
            return _wrapped(f"[{block.text}]")
        case BlockKind.PREFORMATTED:
            return textwrap.indent(block.text, "    ")
        case BlockKind.PARAGRAPH:
            return _wrapped(block.text)
