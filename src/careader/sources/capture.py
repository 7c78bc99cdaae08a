"""Captured listing pages of a news site: text to articles, exchange rates and the date of the page.

`sources.listing` tells the lines apart, `sources.furniture` leaves out what belongs to no article, `sources.headlines`
finds where the articles begin and `sources.flattened` gives texts of one paragraph their paragraphs back; here they
become articles.

The date of a page is the day on which it was saved. It is given to its articles as the date of publication unless one
carries a date of its own: the true date is not in the capture, it cannot be later, and a list needs an order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import PurePath

from careader.model import Article, Block, BlockKind, Code, Failure, Origin, Outlet, Quote, TextOrigin
from careader.sources.flattened import FLATTENED, blocks_of
from careader.sources.furniture import profiled_author, without_furniture
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
_LEAST_TEXT = 120
_HEAD = (LineKind.TICKER, LineKind.DATE, LineKind.RANGE, LineKind.NAVIGATION)
_DATED = (LineKind.DATE, LineKind.BYLINE)
_BLOCK_KINDS = {
    LineKind.TEXT: BlockKind.PARAGRAPH,
    LineKind.TITLE: BlockKind.HEADING,
    LineKind.BULLET: BlockKind.BULLET,
    LineKind.CAPTION: BlockKind.CAPTION,
}


_Found = tuple[Line, list[Line], float]
"""A headline, the lines of its article, and how sure the headline is."""
LARGEST = 2**19
"""Letters of a capture that are read; more would not fit into two seconds, and no page has a tenth of it."""


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
    author: str = ""


def parse_capture(text: str, *, name: str, now: datetime) -> Capture | Failure:
    """Read the text of a captured listing page, or of several in one file.

    `name` is the file's name, said in the Failure and used as the outlet where the text does not tell its site. The
    same article twice is kept once, the fuller; an article has the same id in every capture that shows its beginning.
    """
    if len(text) > LARGEST:
        return Failure(name, Code.FILE_TOO_LARGE, {"megabytes": f"{LARGEST / 2**20:g}"})
    if code := _unreadable(text):
        return Failure(name, code)
    lines = lines_of(text)
    pages = [_page(part) for part in _split_pages(lines)]
    outlet = _outlet(text, name, pages)
    articles: list[Article] = []
    for page in pages:
        if sum(line.kind is LineKind.TITLE for line in page.lines) > _MAX_TITLES:
            return Failure(name, Code.NOT_A_CAPTURE)
        found = _without_links(split_articles(page.lines, page.announced))
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
    dates = [found for line in lines[:head] if (found := date_of(line.text))]
    body = without_furniture(lines[head:], has_date=bool(dates))
    if body and body[0].kind is LineKind.TEXT and head and len(body) > 1 and _is_short(body[0]):
        # The line after the head is a headline in whatever form.
        body[0] = replace(body[0], kind=LineKind.TITLE)
    return _Page(
        tuple(body),
        dates[0] if dates else None,
        next((size for line in lines if (size := range_size(line.text))), 0),
        any(line.kind is LineKind.TICKER for line in lines),
        profiled_author(lines[head:]),
    )


def _is_short(line: Line) -> bool:
    return len(line.text.split()) <= 25 and not line.text.endswith((".", ":", ",", ";"))


def _without_links(found: list[_Found]) -> list[_Found]:
    """Leave out what stands before the first item of a page whose items have a mark of their own: links in a row."""
    first = next((n for n, (_, body, _) in enumerate(found) if _is_marked(body)), 0)
    if 2 * sum(_is_marked(body) for _, body, _ in found[first:]) < len(found) or len(found) - first < 2:
        return found
    while first and sum(len(line.text) for line in found[first - 1][1]) >= _LEAST_TEXT:
        first -= 1
    return found[first:]


def _is_listing(page: _Page, found: Sequence[_Found], *, is_site: bool) -> bool:
    """Say whether what was found is a news listing: its head says so, or enough of it reads like one."""
    if page.has_ticker or page.announced:
        return True
    # Items that end or begin in a way of their own make a listing, whatever they are about.
    marked = sum(_is_marked(body) for _, body, _ in found)
    if marked >= 2 and 2 * marked >= len(found):
        return True
    sure = sum(is_regional_headline(title.text, score) for title, _, score in found)
    if page.date or is_site:
        return sure > 0
    return sure >= 2 and 2 * sure >= len(found)


def _is_marked(body: Sequence[Line]) -> bool:
    first = next((line for line in body if line.kind in (LineKind.TEXT, LineKind.BYLINE)), None)
    if first is None:
        return False
    has_mark = first.kind is LineKind.BYLINE or dateline_end(first.text) > 0 or body[0].kind is LineKind.DATE
    return has_mark or body[-1].kind in (LineKind.MORE, LineKind.DATE, LineKind.SIGNATURE) or first.opened


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
    blocks = _unflattened(
        tuple(Block(_BLOCK_KINDS[line.kind], line.text) for line in lines if line.kind in _BLOCK_KINDS)
    )
    dated = [line for line in (*lines[:3], *lines[-2:]) if line.kind in _DATED]
    own_date = next((found for line in dated if (found := date_of(line.text))), None)
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
        author=_author(lines, outlet) or page.author,
        blocks=blocks,
        complete=complete,
        origin=Origin.FILE,
        text_origin=TextOrigin.FILE if complete else TextOrigin.TEASER,
    )


def _unflattened(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Give an article that was saved as one paragraph its paragraphs back."""
    paragraphs = [block for block in blocks if block.kind is BlockKind.PARAGRAPH]
    if len(paragraphs) != 1 or len(paragraphs[0].text) < FLATTENED:
        return blocks
    place = blocks.index(paragraphs[0])
    return (*blocks[:place], *blocks_of(paragraphs[0].text), *blocks[place + 1 :])


def _author(lines: Sequence[Line], outlet: Outlet) -> str:
    """Return who wrote an article: the byline, else the name at its end, which is mostly that of the site."""
    named = (author_of(line.text) for line in lines if line.kind in (LineKind.BYLINE, LineKind.MORE))
    signed = (line.text for line in lines if line.kind is LineKind.SIGNATURE)
    name = next(filter(None, (*named, *signed)), "")
    return "" if folded(name) in folded(outlet.name) else name


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
