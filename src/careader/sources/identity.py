"""The id of an article: the same on every machine and on every fetch.

It comes from the canonical URL. Where links say nothing about which article it is (there is none, it is the front page
or the feed itself, or many entries share one), what else sets an entry apart stands in: the fragment of its link, its
guid, or at last its title and the beginning of its text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from careader.text.urls import canonical_url, web_url

if TYPE_CHECKING:
    from careader.model import Article, Outlet
    from careader.sources.entry import Entry

MAX_ENTRIES = 500
"""The newest entries of a source that are kept."""

_NO_LETTER = re.compile(r"[\W_]+")
_MARKUP = re.compile(r"<[^<>]*>")
_OPENING = 60


def article_id(*identity: str) -> str:
    """Give 12 hexadecimal digits for what makes an article itself: its canonical URL, or what stands in for it."""
    return blake2b("\x1f".join(identity).encode("utf-8", "replace"), digest_size=6).hexdigest()


def folded(text: str) -> str:
    """Leave only the letters and digits of a text, without case: what survives another layout of the same text."""
    return _NO_LETTER.sub("", text.casefold())


def identified(entries: Iterable[Entry], outlet: Outlet, *, nowhere: Iterable[str] = ()) -> tuple[Entry, ...]:
    """Give the entries with their ids, each article once and the fuller of two, in the order in which they came.

    `nowhere` are addresses that are no article's: the feed's own, the site's. An entry without link, title and text is
    left out. Links become absolute.
    """
    empty = {"", *map(canonical_url, nowhere)}
    places: defaultdict[str, list[Entry]] = defaultdict(list)
    order: list[tuple[str, int]] = []
    for entry in entries:
        url = web_url(entry.link, entry.base or outlet.url) if entry.link.strip() else ""
        if not (url or entry.says_anything):
            continue
        page = canonical_url(url)
        if page in empty or not _is_page(page):
            page = ""
        order.append((page, len(places[page])))
        places[page].append(replace(entry, link=url))
    ids = {page: _ids(page, found, outlet) for page, found in places.items()}
    once: dict[str, Entry] = {}
    for page, place in order:
        entry, id_ = places[page][place], ids[page][place]
        other = once.get(id_)
        if other is None or _size(entry) > _size(other):
            once[id_] = replace(entry, id=id_)
    return tuple(once.values())


def newest(entries: Sequence[Entry], limit: int = MAX_ENTRIES) -> tuple[Entry, ...]:
    """Keep the `limit` newest entries, in the order in which they came; one without a date is among the newest."""
    if len(entries) <= limit:
        return tuple(entries)

    def age(place: int) -> float:
        published = entries[place].published
        return -published.timestamp() if published else float("-inf")

    kept = set(sorted(range(len(entries)), key=age)[:limit])
    return tuple(entry for place, entry in enumerate(entries) if place in kept)


def newest_once(articles: Iterable[Article], limit: int = MAX_ENTRIES) -> tuple[Article, ...]:
    """Keep the fuller of articles with one id, and of all the `limit` newest, in the order in which they came."""
    fullest: dict[str, Article] = {}
    for article in articles:
        other = fullest.get(article.id)
        if other is None or _length(article) > _length(other):
            fullest[article.id] = article
    if len(fullest) <= limit:
        return tuple(fullest.values())
    kept = {article.id for article in sorted(fullest.values(), key=lambda article: article.date, reverse=True)[:limit]}
    return tuple(article for article in fullest.values() if article.id in kept)


def _length(article: Article) -> int:
    return sum(len(block.text) for block in article.blocks)


def _is_page(canonical: str) -> bool:
    parts = urlsplit(f"//{canonical}")
    return bool(parts.path or parts.query)


def _size(entry: Entry) -> int:
    return len(entry.content) + len(entry.description)


def _ids(page: str, entries: Sequence[Entry], outlet: Outlet) -> list[str]:
    """Give the ids of entries that link to one page ("" for none)."""
    titles = [folded(entry.title) or _text(entry) for entry in entries]
    if page and len(set(titles)) == 1 and not _are_issues(entries):
        return [article_id(page)] * len(entries)
    fragments = [urlsplit(entry.link).fragment for entry in entries]
    if page and all(fragments) and _tell_apart(fragments, titles):
        return [article_id(page, "#", fragment) for fragment in fragments]
    guids = [entry.guid.strip() for entry in entries]
    shared = not _tell_apart(guids, titles) or (len(set(titles)) == 1 and len(set(guids)) < len(entries))
    where = (outlet.id, page) if page else (outlet.id,)
    return [
        article_id(outlet.id, guid) if guid and not shared else article_id(*where, title, _text(entry))
        for guid, title, entry in zip(guids, titles, entries, strict=True)
    ]


def _are_issues(entries: Sequence[Entry]) -> bool:
    """Say whether entries with one title and one link are issues of something: each of another day, with another text.

    The same article is often there twice, once with more of its text.
    """
    if len(entries) == 1:
        return False
    days = [entry.published.date() for entry in entries if entry.published]
    texts = [_text(entry) for entry in entries]
    return len(set(days)) == len(entries) == len(set(texts)) and all(texts)


def _tell_apart(names: Sequence[str], titles: Sequence[str]) -> bool:
    """Say whether no name stands for two titles."""
    of: dict[str, str] = {}
    return all(not name or of.setdefault(name, title) == title for name, title in zip(names, titles, strict=True))


def _text(entry: Entry) -> str:
    return folded(_MARKUP.sub(" ", (entry.content or entry.description)[:2000]))[:_OPENING]
