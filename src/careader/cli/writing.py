"""Articles as plain text and as Markdown."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

from careader.model import Article, Block, BlockKind, Mark

_MEASURE = 76
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#])")
_LINE_START = re.compile(r"^(\s*)([-+]|\d+[.)])(\s)")


def plain_text(article: Article, others: Iterable[Article]) -> str:
    """Give an article as text for the terminal: headline, where from, body, who else tells it."""
    parts = [_wrapped(article.title), _wrapped(_byline(article))]
    parts += [_plain_block(block) for block in article.blocks] or [_wrapped(article.summary)]
    told = [f"  {other.outlet}: {other.title}\n  {other.url}".rstrip() for other in others]
    if told:
        parts.append("Also told by:\n" + "\n".join(told))
    if article.url:
        parts.append(article.url)
    return "\n\n".join(part for part in parts if part)


def markdown(article: Article, others: Iterable[Article] = ()) -> str:
    """Give an article as Markdown."""
    title = escape(article.title)
    parts = [f"# [{title}]({article.url})" if article.url else f"# {title}", f"*{escape(_byline(article))}*"]
    body = [_markdown_block(block) for block in article.blocks] or [escape(article.summary)]
    parts += body
    told = [f"- {link(other.title, other.url)} ({escape(other.outlet)})" for other in others]
    if told:
        parts.append("Also told by:\n\n" + "\n".join(told))
    return "\n\n".join(part for part in parts if part)


def markdown_star(mark: Mark) -> str:
    """Give a starred article as one line of a Markdown list; the mark alone is enough."""
    date = f", {mark.published:%Y-%m-%d}" if mark.published else ""
    return f"- {link(mark.title or mark.article, mark.url)} ({escape(mark.outlet)}{date})"


def link(title: str, url: str) -> str:
    """Give a Markdown link, or the bare title where there is no address."""
    return f"[{escape(title)}]({url})" if url else escape(title)


def escape(text: str) -> str:
    """Make text from outside mean itself in Markdown."""
    return _LINE_START.sub(r"\1\\\2\3", _MARKDOWN.sub(r"\\\1", text))


def _byline(article: Article) -> str:
    date = article.published.astimezone().strftime("%-d %B %Y, %H:%M") if article.published else ""
    countries = " ".join(country.upper() for country in article.countries)
    return " · ".join(part for part in (article.outlet, article.author, date, countries) if part)


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


def _markdown_block(block: Block) -> str:
    match block.kind:
        case BlockKind.HEADING:
            return f"## {escape(block.text)}"
        case BlockKind.BULLET:
            return f"- {escape(block.text)}"
        case BlockKind.QUOTATION:
            return f"> {escape(block.text)}"
        case BlockKind.CAPTION:
            return f"*{escape(block.text)}*"
        case BlockKind.PREFORMATTED:
            return textwrap.indent(block.text, "    ")
        case BlockKind.PARAGRAPH:
            return escape(block.text)
