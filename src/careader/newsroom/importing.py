"""Files that a reader has: text captures, feeds that were saved, lists of outlets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from careader.model import Article, Code, Failure, Origin, Outlet, Quote
from careader.newsroom.editing import labelled
from careader.newsroom.keeping import keep
from careader.newsroom.outlets import add_entries
from careader.sources.capture import parse_capture
from careader.sources.feed import looks_like_feed, parse_feed
from careader.sources.opml import parse_opml
from careader.text.charset import decode
from careader.text.clean import clean

if TYPE_CHECKING:
    from careader.newsroom import Newsroom

_SUFFIXES = frozenset({".txt", ".text", ".xml", ".rss", ".atom", ".rdf", ".json", ".opml", ".gz"})
_LARGEST = 32 * 2**20


@dataclass(frozen=True, slots=True)
class FileRead:
    """What one file held and what was left out of it, a line each, or why it could not be read."""

    name: str
    articles: tuple[Article, ...] = ()
    quotes: tuple[Quote, ...] = ()
    outlets: int = 0
    failure: Failure | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to. `quotes` are those of the newest page that has any.

    `number` is what takes it back (`careader forget --import`), 0 where it brought nothing.
    """

    files: tuple[FileRead, ...]
    stories: tuple[str, ...] = ()
    new: int = 0
    quotes: tuple[Quote, ...] = ()
    number: int = 0

    @property
    def articles(self) -> int:
        """How many articles the files held, those counted twice that were in two of them."""
        return sum(len(file.articles) for file in self.files)

    @property
    def distinct(self) -> int:
        """How many different articles the files held."""
        return len({article.id for file in self.files for article in file.articles})


def import_paths(newsroom: Newsroom, paths: Iterable[str], stdin: bytes) -> Imported:
    """Read files, folders (every file in them of a known kind) and "-" (standard input), and keep what they hold."""
    files = [_read(newsroom, name, content) for name, content in _contents(paths, stdin)]
    articles = [article for file in files for article in file.articles]
    kept = keep(newsroom, articles)
    newsroom.regroup()
    for file in files:
        newsroom.quotes.put(file.quotes, now=newsroom.now())
    names = [file.name for file in files if file.articles or file.quotes]
    quotes = [quote for file in files for quote in file.quotes]
    number = newsroom.removal.note_import(names, kept.stored.new, quotes, now=newsroom.now())
    return Imported(
        files=tuple(files),
        number=number,
        stories=newsroom.articles.stories_of({article.id for article in kept.articles}),
        new=len(kept.stored.new),
        quotes=max((file.quotes for file in reversed(files)), key=_newest, default=()),
    )


def _newest(quotes: tuple[Quote, ...]) -> date:
    return max((quote.published for quote in quotes), default=date.min)


def _contents(paths: Iterable[str], stdin: bytes) -> Iterator[tuple[str, bytes | Failure]]:
    for name in paths:
        if name == "-":
            yield "standard input", stdin
            continue
        path = Path(name)
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in _SUFFIXES and file.is_file())
            if not inside:
                yield name, Failure(name, Code.NO_FILE_OF_A_KIND, {"endings": ", ".join(sorted(_SUFFIXES))})
            for file in inside:
                yield str(file), _bytes(file)
        else:
            yield name, _bytes(path)


def _bytes(path: Path) -> bytes | Failure:
    try:
        if not path.exists():
            return Failure(str(path), Code.NO_SUCH_FILE)
        if path.stat().st_size > _LARGEST:
            return Failure(str(path), Code.FILE_TOO_LARGE, {"megabytes": _LARGEST // 2**20})
        return path.read_bytes()
    except OSError as error:
        return Failure(str(path), Code.UNREADABLE, {"error": error.strerror or str(error)})


def _read(newsroom: Newsroom, name: str, content: bytes | Failure) -> FileRead:
    shown = clean(name)
    if isinstance(content, Failure):
        return FileRead(shown, failure=replace(content, what=shown))
    now = newsroom.now()
    if b"<opml" in content[:4096].lower():
        entries = parse_opml(content)
        if isinstance(entries, Failure):
            return FileRead(shown, failure=replace(entries, what=shown))
        return FileRead(shown, outlets=add_entries(newsroom, entries))
    if looks_like_feed(content):
        feed = parse_feed(content, _outlet_of(newsroom, shown), now=now)
        if isinstance(feed, Failure):
            return FileRead(shown, failure=replace(feed, what=shown))
        return FileRead(shown, articles=_labelled(feed.articles, feed.title), notes=feed.notes)
    capture = parse_capture(decode(content), name=shown, now=now)
    if isinstance(capture, Failure):
        return FileRead(shown, failure=capture)
    return FileRead(shown, articles=_labelled(capture.articles, ""), quotes=capture.quotes)


def _outlet_of(newsroom: Newsroom, name: str) -> Outlet:
    stem = Path(name).stem
    known = {outlet.id: outlet for outlet in newsroom.outlets()}
    return known.get(stem) or Outlet(id=stem, name=stem, url="", language="")


def _labelled(articles: Iterable[Article], outlet: str) -> tuple[Article, ...]:
    return tuple(
        replace(labelled(article), origin=Origin.FILE, outlet=outlet or article.outlet) for article in articles
    )
