"""One article at two places: the post of a channel that links it, and the site. Which was first is news by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

from careader.model import Appearance, Article, Outlet, Way
from careader.newsroom.ingest import NOTHING, Ingested, ingest
from careader.sources.entry import Entry, Read
from careader.text.urls import canonical_url

if TYPE_CHECKING:
    from careader.newsroom import Newsroom
    from careader.newsroom.preparing import Prepared

TELEGRAM, SITE = "telegram", "site"


def take_in(
    library: Newsroom,
    outlet: Outlet,
    way: Way | None,
    read: Read,
    now: datetime,
    ready: Mapping[bytes, Prepared | None] = NOTHING,
) -> Ingested:
    """Keep what an outlet carried by a way, and note where its articles appeared. Raises sqlite3.Error.

    `ready` are entries that have been prepared already.

    The time at which the site published is noted before the post's, which may be earlier, becomes the article's.
    """
    posts = [entry for entry in read.entries if way and way.kind == TELEGRAM and _is_article(entry)]
    kept = _kept(library, outlet, posts)
    before = {article.id: article for article in library.articles.whole(kept.values())}
    of_site = {id_: one for id_, name in kept.items() if (one := before.get(name)) and not _is_post(one)}
    entries = tuple(_as_told(entry, of_site.get(entry.id)) for entry in read.entries) if posts else read.entries
    ingested = ingest(library, outlet, replace(read, entries=entries), now, ready=ready)
    if posts:
        library.appearances.note(_of_posts(posts, _kept(library, outlet, posts), before, now))
    else:
        _note_site(library, outlet, read.entries)
    return ingested


def _is_post(article: Article) -> bool:
    """Say whether an article is known from a channel alone."""
    return article.guid.startswith("https://t.me/")


def _as_told(entry: Entry, known: Article | None) -> Entry:
    """Let a post of an article that the site told keep the site's words; it has an earlier time, perhaps."""
    if known is None:
        return entry
    return replace(
        entry,
        title=known.title,
        guid=known.guid,
        content="",
        description=escape(known.summary, quote=False),
        author=known.author,
        language=known.language,
    )


def _is_article(entry: Entry) -> bool:
    """Say whether a post is the article that it links, and not an article by itself."""
    return canonical_url(entry.link) != canonical_url(entry.guid) and entry.published is not None


def _kept(library: Newsroom, outlet: Outlet, entries: Iterable[Entry]) -> dict[str, str]:
    """Return the ids under which entries are kept, or would be."""
    ids = [entry.id for entry in entries]
    known = library.entries.known(outlet.id, ids)
    return {id_: known[id_].article if id_ in known else id_ for id_ in ids}


def _of_posts(
    posts: Iterable[Entry], kept: dict[str, str], before: dict[str, Article], now: datetime
) -> dict[str, list[Appearance]]:
    found: defaultdict[str, list[Appearance]] = defaultdict(list)
    for post in posts:
        article = kept[post.id]
        if post.published:
            found[article].append(Appearance(TELEGRAM, post.guid, min(post.published, now)))
        known = before.get(article)
        if known and known.published and not _is_post(known):
            found[article].append(Appearance(SITE, known.url, known.published))
    return found


def _note_site(library: Newsroom, outlet: Outlet, entries: Iterable[Entry]) -> None:
    """Note when the site published what had appeared in a channel before."""
    dated = [entry for entry in entries if entry.published]
    kept = _kept(library, outlet, dated)
    seen = library.appearances.of(kept.values())
    found = {
        kept[entry.id]: [Appearance(SITE, entry.link, entry.published)]
        for entry in dated
        if kept[entry.id] in seen and entry.published
    }
    library.appearances.note(found)
