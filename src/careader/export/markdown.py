"""Articles, stars and lists of stories as Markdown (CommonMark)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from careader.export.digest import by_country
from careader.export.wording import byline, web_address
from careader.model import Article, Block, BlockKind, Mark, Story
from careader.words import figures, screen

_SIGNS = re.compile(r"([\\`*_\[\]<>#~|&])")
_LINE_START = re.compile(r"^(\s*)(?:([-+=]+)|(\d{1,9})([.)]))(?=\s|$|-)")
_IN_ADDRESS = {"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", " ": "%20", "\\": "%5C", '"': "%22", "`": "%60"}
_TICKS = re.compile("`+")


def article(whole: Article, others: Iterable[Article] = ()) -> str:
    """Return an article as Markdown, with the links of its text and who else tells it."""
    parts = [f"# {link(whole.title, whole.url)}", f"*{escape(byline(whole))}*"]
    parts += [_block(block) for block in whole.blocks] or [escape(whole.summary)]
    if told := [f"- {link(other.title, other.url)} ({escape(other.outlet)})" for other in others]:
        parts.append(f"{screen.also_told_by('').rstrip()}\n\n" + "\n".join(told))
    return "\n\n".join(part for part in parts if part)


def stories(listed: Iterable[Story], *, title: str, now: datetime | None = None) -> Iterator[str]:
    """Return a list of stories, grouped by country, as lines."""
    yield f"# {escape(title)}"
    if now is not None:
        yield f"\n{figures.moment(now)}"
    for heading, members in by_country(listed):
        yield f"\n## {escape(heading)}\n"
        for story in members:
            yield _story(story)


def star(mark: Mark) -> str:
    """Return a starred article as one line of a list; the mark alone is enough."""
    date = f", {mark.published:%Y-%m-%d}" if mark.published else ""
    return f"- {link(mark.title or mark.article, mark.url)} ({escape(mark.outlet)}{date})"


def link(title: str, url: str) -> str:
    """Return a link, or the bare title where there is no address of the web."""
    address = "".join(_IN_ADDRESS.get(sign, sign) for sign in web_address(url))
    return f"[{escape(title)}]({address})" if address else escape(title)


def escape(text: str) -> str:
    """Make text from outside mean itself."""
    one_line = " ".join(text.split())
    return _LINE_START.sub(_guarded, _SIGNS.sub(r"\\\1", one_line))


def _no_picture(before: str) -> str:
    """Keep the text before a link from making a picture of it, which whoever shows the page would load."""
    return f"{before[:-1]}\\!" if before.endswith("!") else before


def _guarded(start: re.Match[str]) -> str:
    space, sign, number, stop = start.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{stop}"


def _story(story: Story) -> str:
    lead = story.lead
    codes = " ".join(country.upper() for country in story.countries)
    about = f", {codes}" if codes else ""
    told = escape(", ".join(story.outlets))
    return f"- {link(lead.title, lead.url)} ({told}, {story.date.astimezone():%Y-%m-%d}{about})"


def _block(block: Block) -> str:
    match block.kind:
        case BlockKind.HEADING:
            return f"## {_linked(block)}"
        case BlockKind.BULLET:
            return f"- {_linked(block)}"
        case BlockKind.QUOTATION:
            return f"> {_linked(block)}"
        case BlockKind.CAPTION:
            return f"*{_linked(block)}*"
        case BlockKind.PREFORMATTED:
            fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(block.text)), default=0))
            return f"{fence}\n{block.text}\n{fence}"
        case BlockKind.PARAGRAPH:
            return _linked(block)


def _linked(block: Block) -> str:
    """Write a block's text with its links in their places."""
    parts: list[str] = []
    done = 0
    for found in block.links:
        words = block.text[found.start : found.end]
        if found.start < done or not words.strip():
            continue
        parts += [_no_picture(_SIGNS.sub(r"\\\1", block.text[done : found.start])), link(words, found.url)]
        done = found.end
    if not parts:
        return escape(block.text)
    return _LINE_START.sub(_guarded, "".join(parts) + _SIGNS.sub(r"\\\1", block.text[done:]))
