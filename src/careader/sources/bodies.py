"""The text of an article from what a source gives as text and what it gives as description.

They may be the same, one the beginning of the other, or both part of the article: a lead that stands only in the
description is printed above the text on the outlet's page. HTML is parsed once where one of them says it all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from careader.model import Block, BlockKind
from careader.sources.identity import folded
from careader.text.blocks import READ_MORE, blocks_from_html, summary_of, text_of
from careader.text.clean import clean, unescape, without_tags
from careader.text.clutter import ALSO, ends_sentence, is_footer
from careader.text.htmltext import HAS_MARKUP, prepared

_WHOLE_TEXT = 500
_WHOLE_DESCRIPTION = 1500
_OPEN_END = re.compile(r"(?:…|\.\.\.|\[\s*+(?:…\s*+)?\])\s*+\]?$")
_MORE_AT_END = re.compile(rf"(?:{READ_MORE.pattern})$", re.IGNORECASE)
_NOT_ONLY_TEXT = re.compile(r"<(?:fig|ul\b|ol\b|table\b|pre\b|blockquote\b)|caption|<(?:style|script)", re.IGNORECASE)
_RUN = 4
"""Words in a row that are compared."""
_MOSTLY = 0.7
_LONGEST_LEAD = 20_000
_COMPARED = 20_000


@dataclass(frozen=True, slots=True)
class Body:
    """The text of an article, its beginning in one line, whether it is clearly whole, whether more than a teaser."""

    blocks: tuple[Block, ...]
    summary: str
    complete: bool
    is_text: bool


def body_of(content: str, description: str, url: str, title: str) -> Body:
    """Make the text of what is meant as the text and of what may be less; `url` is the article's own address."""
    is_content = bool(content.strip())
    if not is_content or content.strip() == description.strip():
        content, description = description, ""
    blocks = blocks_from_html(content, url)
    if not description.strip():
        blocks = _without_frame(blocks, title)
        return _body(blocks, summary_of(blocks), content, from_content=is_content)
    lead = _described(description, url)
    lead = _without_frame(lead, title)
    said, markup = _OPEN_END.sub("", text_of(lead)).rstrip(), content
    if said and said not in text_of(blocks):
        first, second = folded(text_of(lead)), folded(text_of(blocks))
        is_part = first in second or _is_beginning(lead, second)
        of_lead, of_text = (1.0, 0.0) if is_part else _shares(lead, blocks)
        if not is_part and (second in first or of_text >= _MOSTLY):
            blocks, markup = blocks_from_html(description, url), description
        elif of_lead < _MOSTLY:
            blocks = (*_apart(blocks_from_html(description, url), second), *blocks)
    blocks = _without_frame(blocks, title)
    return _body(blocks, summary_of(lead) or summary_of(blocks), markup, from_content=markup is content)


def _body(blocks: tuple[Block, ...], summary: str, markup: str, *, from_content: bool) -> Body:
    """Judge how much of the article the blocks are; a text is whole where it is long and not left open."""
    is_open = _is_left_open(blocks, markup)
    enough = _WHOLE_TEXT if from_content else _WHOLE_DESCRIPTION
    complete = not is_open and sum(len(block.text) for block in blocks) >= enough
    return Body(blocks, summary, complete, is_text=complete or (from_content and not is_open and bool(blocks)))


def _described(description: str, url: str) -> tuple[Block, ...]:
    """Return a description as blocks, without parsing where it is only text."""
    if not HAS_MARKUP.search(description) or _NOT_ONLY_TEXT.search(description) or len(description) > _LONGEST_LEAD:
        return blocks_from_html(description, url)
    text = without_more(clean(unescape(without_tags(prepared(description)[0]))))
    return (Block(BlockKind.PARAGRAPH, text),) if text else ()


def without_more(text: str) -> str:
    """Take "read more" off the end of a line that had ended before."""
    found = _MORE_AT_END.search(text, max(0, len(text) - 60))
    if not found or not ends_sentence(before := text[: found.start()].rstrip()):
        return text
    return before


def _is_beginning(lead: Sequence[Block], text: str) -> bool:
    """Say whether a lead that ends in an ellipsis is, up to there, in the text."""
    said = text_of(lead)
    opened = _OPEN_END.sub("", said)
    return opened != said and folded(opened) in text


def _shares(some: Sequence[Block], others: Sequence[Block]) -> tuple[float, float]:
    """Return how much of some blocks is in others, by runs of words, and the other way round, from 0 to 1."""
    runs, known = _runs(some), _runs(others)
    common = len(runs & known)
    return common / len(runs) if runs else 1.0, common / len(known) if known else 1.0


def _runs(blocks: Sequence[Block]) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", text_of(blocks)[:_COMPARED].casefold())
    size = min(_RUN, len(words))
    return {tuple(words[place : place + size]) for place in range(len(words) - size + 1)} if size else set()


def _apart(lead: Sequence[Block], text: str) -> list[Block]:
    """Return the blocks of a lead that are not in the text."""
    return [block for block in lead if folded(block.text) not in text]


def _without_frame(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """Take off a first heading that repeats the title, and the footer of blog software at the end."""
    while len(blocks) > 1 and is_footer(blocks[-1].text, title):
        blocks = blocks[:-1]
    blocks = _without_other_articles(blocks)
    said = folded(title)
    is_repeated = len(blocks) > 1 and blocks[0].kind is BlockKind.HEADING and said == folded(blocks[0].text)
    return blocks[1:] if is_repeated and any(block.kind is not BlockKind.CAPTION for block in blocks[1:]) else blocks


def _without_other_articles(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take off a list of links to other articles at the end, with what stands above it."""
    end = len(blocks)
    while end and sum(link.end - link.start for link in blocks[end - 1].links) + 2 >= len(blocks[end - 1].text):
        end -= 1
    return blocks[: end - 1] if 1 < end < len(blocks) and ALSO.fullmatch(blocks[end - 1].text) else blocks


def _is_left_open(blocks: Sequence[Block], markup: str) -> bool:
    """Say whether a text ends in an ellipsis or in "read more"."""
    if blocks and _OPEN_END.search(blocks[-1].text):
        return True
    tail = clean(without_tags(unescape(markup[-600:])))
    return bool(_MORE_AT_END.search(tail, max(0, len(tail) - 40)))
