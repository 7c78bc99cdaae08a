"""The whole text of an article from its page: asked for, kept, and judged anew.

What the page says of itself is taken too. Its canonical address unites two articles of one outlet that are one text;
the addresses of the same text in other languages tie these together into one story. A page that gives no more than is
known leaves the article as it was, and why is kept.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import urlsplit

from careader.model import Article, Code, Failure, Origin, Outlet, TextOrigin
from careader.net import Response
from careader.newsroom.asking import Gets
from careader.newsroom.clients import client_of, is_excepted
from careader.sources.flattened import flattened_again
from careader.sources.identity import article_id, folded
from careader.sources.ways import ACCEPT_PAGE
from careader.store.merging import merge
from careader.store.pages import PageState
from careader.store.trouble import failure_of
from careader.text.blocks import text_of
from careader.text.urls import canonical_url

if TYPE_CHECKING:
    from careader.newsroom import Newsroom
    from careader.sources.page import Page

T = TypeVar("T")

_log = logging.getLogger(__name__)

AGAIN = timedelta(hours=6)
"""A page that gave nothing is not asked for again before, unless the reader asks."""

_REFUSED, _MISSING = (401, 402, 403, 405, 406, 451), (404, 410)


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """What came of asking for a page: the article that has its text (another's, where two became one), or why not.

    `dates` are those around which stories may change.
    """

    article: str
    failure: Failure | None = None
    dates: tuple[datetime, ...] = ()


class Do(Protocol):
    """Runs something that takes a while apart from the event loop, and waits for it."""

    def __call__(self, work: Callable[[], T], /) -> Awaitable[T]:
        """Run it."""


async def fetch_page(
    client: Gets,
    library: Newsroom,
    id_: str,
    *,
    force: bool = False,
    parse: Do = asyncio.to_thread,
    write: Do = asyncio.to_thread,
    read: Do = asyncio.to_thread,
) -> PageOutcome:
    """Ask for the page of an article and keep its text; `force` asks although it is known, or was asked for lately.

    `parse` runs what takes the processor, `write` what writes, `read` what reads.
    """
    article, state = await read(lambda: (library.articles.get(id_), library.pages.state(id_)))
    if article is None or not article.url:
        return PageOutcome(id_, Failure(article.outlet if article else id_, Code.NO_PAGE))
    now = library.now()
    if not force:
        if is_whole(article):
            return PageOutcome(id_)
        if state and state.failure and abs(now - state.asked) < AGAIN:
            return PageOutcome(id_, state.failure)
    known = state or PageState(now)
    has_page = article.text_origin is TextOrigin.PAGE
    outlet = next((outlet for outlet in library.outlets() if outlet.id == article.outlet_id), None)
    answer = await client.get(
        article.url,
        accept=ACCEPT_PAGE,
        etag=known.etag if has_page else "",
        last_modified=known.last_modified if has_page else "",
        force=force,
        insecure=is_excepted(outlet, article.url),
        named_by=outlet.url if outlet else "",
    )
    if isinstance(answer, Response) and answer.status == 304:
        await write(lambda: library.pages.note(id_, replace(known, asked=now, failure=None)))
        return PageOutcome(id_)
    if isinstance(answer, Failure):
        return await _failed(library, article, _in_plain_words(answer, article), now, write)
    try:
        page = await parse(lambda: _read(answer, article, outlet))
    except Exception as error:  # noqa: BLE001  # the one boundary of what reading a page trips over
        _log.exception("the page of %s", id_)
        page = failure_of(error, what=article.outlet)
    if isinstance(page, Failure):
        return await _failed(library, article, page, now, write)
    return await write(lambda: _keep(library, article, outlet, answer, page, now))


async def fetch_pages(library: Newsroom, ids: Iterable[str], *, force: bool = False) -> list[PageOutcome]:
    """Ask for the pages of articles and group what has changed: all that a command needs."""
    async with client_of(library) as client:
        outcomes = list(await asyncio.gather(*(fetch_page(client, library, id_, force=force) for id_ in ids)))
    if any(outcome.dates for outcome in outcomes):
        await asyncio.to_thread(library.regroup)
    return outcomes


def is_whole(article: Article) -> bool:
    """Say whether the text of an article is all that its page can give."""
    return article.complete or article.text_origin >= TextOrigin.PAGE


def wanted_pages(library: Newsroom, *, limit: int = 8) -> list[str]:
    """Return the articles whose pages are to be asked for in the background, as the settings say: the newest first.

    With `full = "open"` these are the starred ones; the story that is open is asked for when it is opened.
    """
    full = library.settings.full
    if full == "never":
        return []
    among = sorted(library.marks.starred_ids()) if full == "open" else None
    if among == []:
        return []
    since = library.now() - timedelta(days=library.settings.keep_days if among else 3)
    return library.pages.wanted(among, since=since, limit=limit)


def as_given(library: Newsroom, article: Article) -> Article:
    """Return an article with the text that its feed or file gave; the same one where that is what it has.

    The text of a page takes the place of that of a feed, and paragraphs that of a text that was saved as one.
    """
    if article.origin is Origin.FILE and (blocks := flattened_again(article.blocks)):
        return replace(article, blocks=blocks, complete=False)
    if article.text_origin is not TextOrigin.PAGE:
        return article
    versions = [one for one in library.articles.versions(article.id) if one.text_origin < TextOrigin.PAGE]
    if not versions:
        return replace(article, blocks=(), complete=False, text_origin=TextOrigin.TEASER)
    return replace(article, blocks=versions[-1].blocks, complete=False, text_origin=versions[-1].text_origin)


def _read(answer: Response, article: Article, outlet: Outlet | None) -> Page | Failure:
    from careader.sources.page import read_page

    known = max(text_of(article.blocks), article.summary, key=len)
    return read_page(
        answer.content,
        answer.url,
        what=article.outlet,
        headers=answer.headers,
        selector=outlet.selector if outlet else "",
        title=article.title,
        teaser="" if article.text_origin is TextOrigin.PAGE else known,
    )


async def _failed(library: Newsroom, article: Article, failure: Failure, now: datetime, write: Do) -> PageOutcome:
    await write(lambda: library.pages.note(article.id, PageState(now, failure=failure)))
    return PageOutcome(article.id, failure)


def _in_plain_words(failure: Failure, article: Article) -> Failure:
    """Say of a status what it means for a page."""
    status = 410 if failure.code is Code.GONE else failure.params.get("status")
    if failure.code in (Code.HTTP, Code.GONE) and status in (*_REFUSED, *_MISSING):
        code = Code.PAGE_MISSING if status in _MISSING else Code.PAGE_REFUSED
        return Failure(article.outlet, code, {"status": int(status)})
    return replace(failure, what=article.outlet)


def _keep(
    library: Newsroom, article: Article, outlet: Outlet | None, answer: Response, page: Page, now: datetime
) -> PageOutcome:
    """Keep the text of a page, unite what is one, tie the languages together."""
    from careader.newsroom.editing import labelled

    head = page.head
    countries = outlet.countries if outlet else ()
    whole = replace(
        article,
        blocks=page.blocks,
        complete=True,
        text_origin=TextOrigin.PAGE,
        outdated=False,
        author=article.author or head.author,
        published=article.published or (min(head.published, now) if head.published else None),
        language=article.language or head.language[:2],
    )
    with library.transaction():
        stored = library.articles.put([whole], finish=lambda one: labelled(one, countries))
        library.pages.note(article.id, PageState(now, answer.etag, answer.last_modified))
        library.pages.set_editions(article.id, _editions(article, head.alternates.values()))
        dates = set(stored.dates)
        kept = _united(library, article.id, head.canonical or page.url, dates, countries, now)
    return PageOutcome(kept, dates=tuple(sorted(dates)))


def _editions(article: Article, addresses: Iterable[str]) -> list[str]:
    """Return the ids of the same text in other languages; a front page, and another site, is no edition of it."""
    site = _site(article.url)
    pages = {canonical_url(url) for url in addresses if _site(url) == site and len(urlsplit(url).path.strip("/")) > 4}
    return [article_id(page) for page in sorted(pages - {canonical_url(article.url)})]


def _united(
    library: Newsroom, id_: str, canonical: str, dates: set[datetime], countries: tuple[str, ...], now: datetime
) -> str:
    """Make one of an article and the one that its canonical address names; return the id that stays, the older one's.

    Where there is no other, the canonical address is a further name of this one, should it come in by another way.
    """
    article = library.articles.get(id_)
    page = canonical_url(canonical)
    if article is None or not page or page == canonical_url(article.url) or _site(canonical) != _site(article.url):
        return id_
    other = library.articles.get(article_id(page))
    if other is None:
        library.entries.note(article.outlet_id, read={article_id(page): (id_, b"")}, now=now)
        return id_
    if other.id == id_ or other.outlet_id != article.outlet_id or not _are_one(article, other):
        return id_
    from careader.newsroom.editing import labelled
    from careader.newsroom.keeping import hand_over

    older, newer = sorted((article, other), key=lambda one: (one.first_seen or one.seen, one.id))
    one = replace(merge(older, replace(newer, id=older.id)), url=canonical)
    dates |= library.articles.put([one], finish=lambda whole: labelled(whole, countries)).dates
    dates |= {older.date, newer.date}
    hand_over(library, newer, one)
    library.entries.rename(newer.id, older.id)
    library.articles.remove([newer.id])
    return older.id


def _site(url: str) -> str:
    host = canonical_url(url).split("/", 1)[0].split("?", 1)[0]
    return host if host.replace(".", "").replace(":", "").isdigit() else ".".join(host.split(".")[-2:])


def _are_one(one: Article, other: Article) -> bool:
    """Say whether two articles with one canonical address are one: by their headline, or half of their words.

    Some sites name the front page of a section as the canonical address of all that is in it.
    """
    if folded(one.title) == folded(other.title):
        return True
    words = [set(f"{a.title} {text_of(a.blocks) or a.summary}".casefold().split()) for a in (one, other)]
    return len(words[0] & words[1]) >= max(6, min(map(len, words)) * 0.6)
