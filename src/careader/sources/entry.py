"""What any source says of one article, and how that becomes an article.

Reading is two steps, so that what is known costs nothing. Every reader (feed, JSON, page, channel) gives a `Read` of
entries: decoded, with their ids, but with nothing cleaned and no HTML parsed. `to_article` does the dear work, for the
entries whose `fingerprint` says that they are new or changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from careader.model import Article, BlockKind, Outlet, TextOrigin
from careader.sources.bodies import body_of
from careader.text.clean import clean, clean_markup, unescape
from careader.text.urls import web_url

RULES = b"3"
"""Part of every fingerprint: raised when entries are read otherwise, so that known ones are read once more."""

_TITLE_LIMIT = 400
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LATIN = re.compile(r"[A-Za-z]")
# Country codes that sites write where a language code belongs.
_LANGUAGES = {"kz": "kk", "kg": "ky", "tj": "tg", "tm": "tk", "ua": "uk"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a source says of one article, as it came: `content` is meant as the text, `description` may be less.

    `id` is the id of the article; `sources.identity.identified` sets it, for all entries of a source together. `link`
    and the links of the text are absolute or relative to `base`. Texts may be HTML, escaped HTML or plain; in a title
    that is stated to be plain nothing is markup.
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
    is_plain_title: bool = False

    @property
    def says_anything(self) -> bool:
        """Whether there is a title or a text."""
        return any(text.strip() for text in (self.title, self.content, self.description))

    @property
    def fingerprint(self) -> bytes:
        """8 bytes that change when anything that the source says of the article does."""
        published = self.published.isoformat() if self.published else ""
        said = (self.title, self.link, self.guid, published, self.content, self.description, self.author)
        raw = "\x1f".join((*said, self.language, self.base, self.id, str(self.is_plain_title)))
        return blake2b(raw.encode("utf-8", "replace"), digest_size=8, person=RULES).digest()


@dataclass(frozen=True, slots=True)
class Read:
    """What a source held: its own title, its entries in its order, what was survived or left out, a line each.

    `home` is the address of the site that it names.
    """

    entries: tuple[Entry, ...]
    title: str = ""
    notes: tuple[str, ...] = ()
    home: str = ""


def to_article(entry: Entry, outlet: Outlet, now: datetime) -> Article | None:
    """Clean an entry into an article of `outlet`; None where it has neither link nor title nor text.

    A date later than `now` becomes `now`.
    """
    url = web_url(entry.link, entry.base or outlet.url) if entry.link.strip() else ""
    if entry.is_plain_title:
        title = clean(unescape(entry.title[: 10 * _TITLE_LIMIT]), limit=_TITLE_LIMIT)
    else:
        title = clean_markup(entry.title, limit=_TITLE_LIMIT)
    body = body_of(entry.content, entry.description, url or entry.base, title)
    if not title and len(body.blocks) > 1 and body.blocks[0].kind is BlockKind.HEADING:
        title = body.blocks[0].text[:_TITLE_LIMIT]
        body = replace(body, blocks=body.blocks[1:])
    said = body.summary or next((block.text for block in body.blocks), "")
    title = title or _opening(said) or url
    if not title:
        return None
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
        summary=body.summary,
        author=clean_markup(entry.author, limit=120),
        blocks=body.blocks,
        complete=body.complete,
        guid=clean(entry.guid, limit=500),
        text_origin=TextOrigin.FEED if body.is_text else TextOrigin.TEASER,
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
