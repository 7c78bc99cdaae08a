"""One entry of a feed, in whatever format it came, made into an article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from careader.model import Article, Block, Outlet, TextOrigin
from careader.sources.identity import article_id, folded
from careader.text.blocks import READ_MORE, blocks_from_html, summary_of, text_of
from careader.text.clean import clean, clean_markup
from careader.text.urls import canonical_url, web_url

MAX_ENTRIES = 500
"""The newest entries of a feed that are kept."""

_TITLE_LIMIT = 400
_WHOLE_TEXT = 500
_WHOLE_DESCRIPTION = 1500
_OPEN_END = re.compile(r"(?:…|\.\.\.|\[\s*…?\s*\])\s*\]?$")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LATIN = re.compile(r"[A-Za-z]")
# Country codes that sites write where a language code belongs.
_LANGUAGES = {"kz": "kk", "kg": "ky", "tj": "tg", "tm": "tk", "ua": "uk"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one article, not yet cleaned: `content` is meant as the text, `description` may be less."""

    title: str = ""
    link: str = ""
    guid: str = ""
    published: datetime | None = None
    content: str = ""
    description: str = ""
    author: str = ""
    language: str = ""


def to_article(entry: Entry, outlet: Outlet, *, now: datetime, base: str = "") -> Article | None:
    """Clean an entry into an article of `outlet`; None where it has neither link nor title nor text.

    `base` resolves relative links. A date later than `now` becomes `now`.
    """
    url = web_url(entry.link, base or outlet.url) if entry.link.strip() else ""
    content, description = (blocks_from_html(markup, url) for markup in (entry.content, entry.description))
    from_content = len(text_of(content)) >= len(text_of(description))
    blocks = content if from_content else description
    summary = summary_of(description or content) or summary_of(blocks)
    title = clean_markup(entry.title, limit=_TITLE_LIMIT) or _opening(summary) or url
    if not title:
        return None
    guid = clean(entry.guid, limit=500)
    markup = entry.content if from_content else entry.description
    complete = _is_whole(blocks, markup, from_content=from_content)
    return Article(
        id=_identity(url, guid, title, blocks, outlet),
        title=title,
        url=url,
        outlet=outlet.name,
        seen=now,
        published=min(entry.published, now) if entry.published else None,
        outlet_id=outlet.id,
        ownership=outlet.ownership,
        language=_language(entry.language, outlet, title),
        summary=summary,
        author=clean_markup(entry.author, limit=120),
        blocks=blocks,
        complete=complete,
        guid=guid,
        text_origin=TextOrigin.FEED
        if complete or (from_content and not _is_cut(blocks, markup))
        else TextOrigin.TEASER,
    )


def newest_once(articles: Iterable[Article], limit: int = MAX_ENTRIES) -> tuple[Article, ...]:
    """Keep the fuller of articles with one id, and of all the `limit` newest, in the order in which they came."""
    fullest: dict[str, Article] = {}
    for article in articles:
        other = fullest.get(article.id)
        if other is None or len(text_of(article.blocks)) > len(text_of(other.blocks)):
            fullest[article.id] = article
    if len(fullest) <= limit:
        return tuple(fullest.values())
    kept = {article.id for article in sorted(fullest.values(), key=lambda article: article.date, reverse=True)[:limit]}
    return tuple(article for article in fullest.values() if article.id in kept)


def _identity(url: str, guid: str, title: str, blocks: Iterable[Block], outlet: Outlet) -> str:
    """Derive the id; a link to the front page says nothing about which article it is."""
    canonical = canonical_url(url)
    if canonical and (parts := urlsplit(f"//{canonical}")) and (parts.path or parts.query):
        return article_id(canonical)
    if guid:
        return article_id(outlet.id, guid)
    return article_id(outlet.id, folded(title), folded(text_of(blocks))[:60])


def _opening(summary: str, words: int = 12) -> str:
    """Make a title of the first words of a text."""
    said = summary.split()
    return " ".join(said) if len(said) <= words else " ".join(said[:words]).rstrip(".,;:–—-") + "…"


def _language(stated: str, outlet: Outlet, title: str) -> str:
    """Give the stated language as two letters, unless it is unusable or the title's alphabet contradicts it."""
    code = re.split(r"[-_]", stated.strip().lower())[0]
    code = _LANGUAGES.get(code, code)
    if not re.fullmatch(r"[a-z]{2,3}", code):
        return outlet.language
    cyrillic, latin = len(_CYRILLIC.findall(title)), len(_LATIN.findall(title))
    contradicted = (code == "en" and cyrillic > latin) or (code == "ru" and cyrillic == 0 and latin > 10)
    return outlet.language if contradicted else code


def _is_whole(blocks: tuple[Block, ...], markup: str, *, from_content: bool) -> bool:
    """Say whether blocks are clearly the whole text: long, not left open, and not followed by "read more"."""
    long_enough = len(text_of(blocks)) >= (_WHOLE_TEXT if from_content else _WHOLE_DESCRIPTION)
    return long_enough and not _is_cut(blocks, markup)


def _is_cut(blocks: tuple[Block, ...], markup: str) -> bool:
    """Say whether a text is left open, or followed by "read more"."""
    if _OPEN_END.search(text_of(blocks)):
        return True
    tail = clean_markup(markup[-600:])
    return any(READ_MORE.fullmatch(tail[start:]) for start in range(max(0, len(tail) - 40), len(tail)))
