"""From what a source carries to what is kept of it: only what is new or has changed costs anything.

Every entry is known by its id and a fingerprint of all that its source says of it. One look-up tells the fresh and
the changed ones from those that were seen before; only for the former is HTML parsed, and only what is then new or
another text is labelled. An entry whose address has changed is the article that it was: known by its guid, or by the
time of its publication together with its path (an outlet that moved) or with headline and beginning (another slug).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from careader.model import Article, Outlet
from careader.newsroom.keeping import keep, opening_of
from careader.sources.entry import Entry, Read, to_article
from careader.sources.identity import folded
from careader.store.entries import FORGOTTEN, day_of

if TYPE_CHECKING:
    from careader.newsroom import Newsroom
    from careader.newsroom.preparing import Prepared

NOTHING: Mapping[bytes, Prepared | None] = MappingProxyType({})
_MOST_APART = 5_000
"""How many articles that were taken apart are remembered until they are grouped."""
_UNMISTAKABLE = 16
"""So long is a guid that no two articles of an outlet share by chance."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What came of a source: ids of articles that are new, and of those that were edited; how many were known.

    `dates` are those around which stories may change.
    """

    new: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    seen: int = 0
    dates: tuple[datetime, ...] = ()


def news_of(library: Newsroom, outlet: Outlet, read: Read) -> list[Entry]:
    """Return the entries of a source that are new or say something else than before."""
    known = library.entries.known(outlet.id, (entry.id for entry in read.entries))
    return [
        entry for entry in read.entries if entry.id not in known or known[entry.id].fingerprint != entry.fingerprint
    ]


def ingest(
    library: Newsroom, outlet: Outlet, read: Read, now: datetime, *, ready: Mapping[bytes, Prepared | None] = NOTHING
) -> Ingested:
    """Keep what a source of an outlet carried at `now`. Raises sqlite3.Error, and then has kept nothing.

    `ready` are entries that have been prepared already, by their fingerprints.
    """
    from careader.newsroom.editing import labelled

    prints = {entry.id: entry.fingerprint for entry in read.entries}
    known = library.entries.known(outlet.id, prints)
    fresh = [
        entry for entry in read.entries if entry.id not in known or known[entry.id].fingerprint != prints[entry.id]
    ]
    unchanged = [id_ for id_ in prints if id_ in known and known[id_].fingerprint == prints[id_]]
    stale = [id_ for id_ in unchanged if known[id_].seen != day_of(now)]
    if not fresh:
        library.entries.note(outlet.id, read={}, seen=stale, now=now)
        return Ingested(seen=len(unchanged))
    names = {entry.id: known[entry.id].article for entry in fresh if entry.id in known}
    wanted = [entry for entry in fresh if names.get(entry.id) != FORGOTTEN]
    made = {entry.id: ready.get(prints[entry.id]) for entry in wanted}
    cleaned = (one.cleaned if (one := made[entry.id]) else to_article(entry, outlet, now) for entry in wanted)
    articles = [article for article in cleaned if article]
    names |= _moved(library, outlet, [article for article in articles if article.id not in names], read.entries)
    by_entry = {article.id: _named(article, names.get(article.id, article.id)) for article in articles}
    by_id = {article.id: one for id_, article in by_entry.items() if (one := made[id_])}

    def finish(article: Article) -> Article:
        one = by_id.get(article.id)
        return (one and one.finished(article)) or labelled(article, outlet.countries)

    with library.transaction():
        kept = keep(library, list(by_entry.values()), finish=finish)
        became = dict(zip(by_entry, (article.id for article in kept.articles), strict=True))
        read_now = {
            entry.id: (became.get(entry.id, names.get(entry.id, entry.id)), prints[entry.id]) for entry in fresh
        }
        library.entries.note(outlet.id, read=read_now, seen=stale, now=now)
    stored = kept.stored
    if len(library.apart) < _MOST_APART:
        library.apart.update((id_, one.features) for id_, one in by_id.items() if id_ in stored.new)
    return Ingested(
        tuple(sorted(stored.new)), tuple(sorted(stored.updated)), len(prints) - len(fresh), tuple(sorted(stored.dates))
    )


def _named(article: Article, id_: str) -> Article:
    return article if article.id == id_ else replace(article, id=id_)


def _moved(library: Newsroom, outlet: Outlet, articles: Sequence[Article], entries: Iterable[Entry]) -> dict[str, str]:
    """Find which of these articles are kept already under another id; return that by their own.

    What the source carries itself beside them is another article.
    """
    if not articles:
        return {}
    here = {entry.id for entry in entries}
    guids = Counter(entry.guid.strip() for entry in entries)
    asked = [article.guid for article in articles if guids[article.guid] == 1 and article.guid]
    kept = library.articles.alike(outlet.id, asked, [article.published for article in articles if article.published])
    by_guid, by_date = defaultdict[str, list[Article]](list), defaultdict[datetime, list[Article]](list)
    for other in kept:
        if other.url and other.id not in here:
            by_guid[other.guid].append(other)
            by_date[other.date].append(other)
    found: dict[str, str] = {}
    present = {other.id for other in kept}
    for article in articles:
        if article.id in present:
            continue
        others = by_guid[article.guid] if guids[article.guid] == 1 and article.guid else []
        same = next((other for other in others if _has_guid_of(article, other)), None)
        if same is None and article.published:
            same = next((other for other in by_date[article.published] if _is_moved(article, other)), None)
        if same is not None and same.id not in found.values():
            found[article.id] = same.id
    return found


def _has_guid_of(article: Article, other: Article) -> bool:
    """Say whether one guid means one article; some feeds number their places and not their articles."""
    if article.guid.startswith(("http://", "https://")):
        parts = urlsplit(article.guid)
        unmistakable = bool(parts.path.strip("/") or parts.query)
    else:
        unmistakable = len(article.guid) >= _UNMISTAKABLE
    return unmistakable or article.published == other.published or folded(article.title) == folded(other.title)


def _is_moved(article: Article, other: Article) -> bool:
    """Say whether two articles of one instant are one: at one path of two hosts, or of one headline and beginning."""
    one, another = urlsplit(article.url), urlsplit(other.url)
    if one.path.strip("/") and (one.path, one.query) == (another.path, another.query):
        return True
    return folded(article.title) == folded(other.title) and opening_of(article)[:60] == opening_of(other)[:60]
