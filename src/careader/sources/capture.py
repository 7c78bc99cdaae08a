"""Captured listing pages of a news site: text to articles, exchange rates and the date of the page.

`sources.listing` tells the lines apart and `sources.headlines` finds where the articles begin; here they become
articles. A page that gives each article as one flattened paragraph is kept that way: headings that run into the text
cannot be told from it with certainty.

The date of a page is the day on which it was saved. It is given to its articles as the date of publication unless one
carries a date of its own: the true date is not in the capture, it cannot be later, and a list needs an order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import PurePath

from careader.model import Article, Block, BlockKind, Code, Failure, Origin, Outlet, Quote, TextOrigin
from careader.sources.headlines import is_regional_headline, split_articles
from careader.sources.identity import article_id, folded, newest_once
from careader.sources.listing import (
    Line,
    LineKind,
    author_of,
    date_of,
    dateline_end,
    is_open,
    lines_of,
    pairs_in,
    range_size,
)
from careader.sources.outlets import default_outlets
from careader.text.blocks import summary_of
from careader.text.clean import clean

PROVIDER = "captured page"
"""The series under which the exchange rates of a page are quoted."""

_SITE = "timesca"
_SITE_NAMED = re.compile(r"\bThe Times of Central Asia\b|\(TCA\)|^TCA: |\btimesca\.com\b", re.MULTILINE)
_WEB_PAGE = re.compile(r"<(?:!doctype html|html|head|body|div|p|a|span)\b", re.IGNORECASE)
_MAX_TITLES = 300
_IDENTITY_LETTERS = 60
_WHOLE_TEXT = 600
_HEAD = (LineKind.TICKER, LineKind.DATE, LineKind.RANGE, LineKind.NAVIGATION)
_DATED = (LineKind.DATE, LineKind.BYLINE)
_BLOCK_KINDS = {
    LineKind.TEXT: BlockKind.PARAGRAPH,
    LineKind.TITLE: BlockKind.HEADING,
    LineKind.BULLET: BlockKind.BULLET,
    LineKind.CAPTION: BlockKind.CAPTION,
}


@dataclass(frozen=True, slots=True)
class Capture:
    """What a captured page held: its articles in order, its exchange rates, and its date if it shows one."""

    articles: tuple[Article, ...]
    quotes: tuple[Quote, ...]
    date: date | None


@dataclass(frozen=True, slots=True)
class _Page:
    """One page of a file: what its head says and the lines after it."""

    lines: tuple[Line, ...]
    date: date | None
    announced: int
    has_ticker: bool


def parse_capture(text: str, *, name: str, now: datetime) -> Capture | Failure:
    """Read the text of a captured listing page, or of several in one file.

    `name` is the file's name, said in the Failure and used as the outlet where the text does not tell its site. The
    same article twice is kept once, the fuller; an article has the same id in every capture that shows its beginning.
    """
    if code := _unreadable(text):
        return Failure(name, code)
    lines = lines_of(text)
    pages = [_page(part) for part in _split_pages(lines)]
    outlet = _outlet(text, name, pages)
    articles: list[Article] = []
    for page in pages:
        if sum(line.kind is LineKind.TITLE for line in page.lines) > _MAX_TITLES:
            return Failure(name, Code.NOT_A_CAPTURE)
        found = split_articles(page.lines, page.announced)
        if _is_listing(page, found, is_site=outlet.id == _SITE):
            articles += [_article(title, body, page, outlet, now) for title, body, _ in found]
    day = max((page.date for page in pages if page.date), default=None)
    quotes = _quotes(lines, day or now.date())
    if not articles and not quotes:
        return Failure(name, Code.NOT_A_CAPTURE)
    return Capture(newest_once(articles), quotes, day)


def _unreadable(text: str) -> Code | None:
    """Return why a text cannot be a capture before it is looked into, None if it may be one."""
    sample = text[:50_000]
    if not sample.strip("\ufeff \t\r\n"):
        return Code.EMPTY
    strange = sum(character in "\0\ufffd" or (character < " " and character not in "\t\n\r\f") for character in sample)
    if strange * 20 > len(sample):
        return Code.NOT_TEXT
    if len(_WEB_PAGE.findall(sample)) > 2:
        return Code.TEXT_OF_NO_PAGE
    return None


def _split_pages(lines: Sequence[Line]) -> list[list[Line]]:
    """Divide a file into pages: a ticker after other text begins the next one."""
    pages: list[list[Line]] = [[]]
    for line in lines:
        if line.kind is LineKind.TICKER and any(before.kind not in _HEAD for before in pages[-1]):
            pages.append([])
        pages[-1].append(line)
    return pages


def _page(lines: Sequence[Line]) -> _Page:
    """Read the head of a page and leave out of the rest what belongs to no article."""
    head = 0
    while head < len(lines) and lines[head].kind in _HEAD:
        head += 1
    body = [line for line in lines[head:] if line.kind not in (LineKind.TICKER, LineKind.RANGE, LineKind.NAVIGATION)]
    dates = [found for line in lines[:head] if (found := date_of(line.text))]
    announced = next((size for line in lines if (size := range_size(line.text))), 0)
    page = _Page(tuple(body), dates[0] if dates else None, announced, any(x.kind is LineKind.TICKER for x in lines))
    if body and body[0].kind is LineKind.TEXT and head and len(body) > 1 and _is_short(body[0]):
        # The line after the head is a headline in whatever form.
        first = Line(body[0].text, LineKind.TITLE, body[0].blank)
        return _Page((first, *body[1:]), page.date, page.announced, page.has_ticker)
    return page


def _is_short(line: Line) -> bool:
    return len(line.text.split()) <= 25 and not line.text.endswith((".", ":", ",", ";"))


def _is_listing(page: _Page, found: Sequence[tuple[Line, list[Line], float]], *, is_site: bool) -> bool:
    """Say whether what was found is a news listing: its head says so, or enough of it reads like one."""
    if page.has_ticker or page.announced:
        return True
    sure = sum(is_regional_headline(title.text, score) for title, _, score in found)
    if page.date or is_site:
        return sure > 0
    return sure >= 2 and 2 * sure >= len(found)


def _outlet(text: str, name: str, pages: Iterable[_Page]) -> Outlet:
    """Tell the site by its name in the text or by the head of its pages; else the file stands for the outlet."""
    if _SITE_NAMED.search(text) or any(page.has_ticker or page.announced for page in pages):
        return next(outlet for outlet in default_outlets() if outlet.id == _SITE)
    return Outlet(id="", name=clean(PurePath(name).stem) or "file", url="", language="")


def _quotes(lines: Iterable[Line], day: date) -> tuple[Quote, ...]:
    """Read the ticker; a pair that is said again says nothing new."""
    quotes: dict[tuple[str, str], Quote] = {}
    for line in lines:
        if line.kind is LineKind.TICKER:
            for base, quote, value, change in pairs_in(line.text):
                rate = Quote(base, quote, value, published=day, provider=PROVIDER, change_pct=change)
                quotes.setdefault((base, quote), rate)
    return tuple(quotes.values())


def _article(title: Line, lines: Sequence[Line], page: _Page, outlet: Outlet, now: datetime) -> Article:
    blocks = tuple(Block(_BLOCK_KINDS[line.kind], line.text) for line in lines if line.kind in _BLOCK_KINDS)
    own_date = next((found for line in lines[:3] if line.kind in _DATED and (found := date_of(line.text))), None)
    day = own_date or page.date
    complete = _is_whole(lines)
    return Article(
        id=article_id(folded(title.text), _opening(blocks)),
        title=title.text,
        url="",
        outlet=outlet.name,
        seen=now,
        published=min(datetime.combine(day, time(), UTC), now) if day else None,
        outlet_id=outlet.id,
        ownership=outlet.ownership if outlet.id else None,
        language=outlet.language,
        summary=summary_of(blocks),
        author=next((author_of(line.text) for line in lines if line.kind is LineKind.BYLINE), ""),
        blocks=blocks,
        complete=complete,
        origin=Origin.FILE,
        text_origin=TextOrigin.FILE if complete else TextOrigin.TEASER,
    )


def _is_whole(lines: Sequence[Line]) -> bool:
    """Say whether a body is more than a teaser and has its end."""
    texts = [line for line in lines if line.kind is LineKind.TEXT]
    if not texts or is_open(texts[-1]) or any(line.kind is LineKind.MORE for line in lines):
        return False
    return len(texts) > 1 or len(texts[0].text) >= _WHOLE_TEXT


def _opening(blocks: Iterable[Block]) -> str:
    """Give the first letters of the text proper: the same with headings and captions, flattened, or cut off."""
    first = next((block.text for block in blocks if block.kind is BlockKind.PARAGRAPH), "")
    return folded(first[dateline_end(first) :])[:_IDENTITY_LETTERS]
