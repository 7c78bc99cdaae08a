"""What any source says of one article, and how that becomes an article.

Reading is two steps, so that what is known costs nothing. Every reader (feed, JSON, page, channel) gives a `Read` of
entries: decoded, with their ids, but with nothing cleaned and no HTML parsed. `to_article` does the dear work, for the
entries whose `fingerprint` says that they are new or changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from careader.model import Article, Block, Outlet, TextOrigin
from careader.text.blocks import READ_MORE, blocks_from_html, summary_of, text_of
from careader.text.clean import clean, clean_markup
from careader.text.urls import web_url

_RULES = b"1"
"""Part of every fingerprint: raised when entries are read otherwise, so that known ones are read once more."""

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
    """What a source says of one article, as it came: `content` is meant as the text, `description` may be less.

    `id` is the id of the article; `sources.identity.identified` sets it, for all entries of a source together. `link`
    and the links of the text are absolute or relative to `base`. Texts may be HTML, escaped HTML or plain.
    """

    title: str = ""
    link: str = ""
    guid: str = ""
    published: datetime | None = None
    content: str = ""
    description: str = ""
    author: str = ""
    language: str = ""
    base: str = ""
    id: str = ""

    @property
    def fingerprint(self) -> bytes:
        """8 bytes that change when anything that the source says of the article does."""
        published = self.published.isoformat() if self.published else ""
        said = (self.title, self.link, self.guid, published, self.content, self.description, self.author)
        raw = "\x1f".join((*said, self.language, self.base, self.id))
        return blake2b(raw.encode("utf-8", "replace"), digest_size=8, person=_RULES).digest()


@dataclass(frozen=True, slots=True)
class Read:
    """What a source held: its own title, its entries in its order, and what was survived or left out, a line each."""

    entries: tuple[Entry, ...]
    title: str = ""
    notes: tuple[str, ...] = ()


def to_article(entry: Entry, outlet: Outlet, now: datetime) -> Article | None:
    """Clean an entry into an article of `outlet`; None where it has neither link nor title nor text.

    A date later than `now` becomes `now`.
    """
    url = web_url(entry.link, entry.base or outlet.url) if entry.link.strip() else ""
    content, description = (blocks_from_html(markup, url) for markup in (entry.content, entry.description))
    from_content = len(text_of(content)) >= len(text_of(description))
    blocks = content if from_content else description
    summary = summary_of(description or content) or summary_of(blocks)
    title = clean_markup(entry.title, limit=_TITLE_LIMIT) or _opening(summary) or url
    if not title:
        return None
    markup = entry.content if from_content else entry.description
    complete = _is_whole(blocks, markup, from_content=from_content)
    from_feed = complete or (from_content and not _is_cut(blocks, markup))
    return Article(
        id=entry.id,
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
        guid=clean(entry.guid, limit=500),
        text_origin=TextOrigin.FEED if from_feed else TextOrigin.TEASER,
    )


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
