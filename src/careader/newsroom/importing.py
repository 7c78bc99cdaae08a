"""Files that a reader has: text captures, feeds that were saved, lists of outlets."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from careader.model import Article, Code, Failure, Origin, Outlet, Quote
from careader.newsroom.editing import labelled
from careader.newsroom.keeping import keep
from careader.newsroom.outlets import add_entries
from careader.newsroom.second import Second
from careader.sources.capture import parse_capture
from careader.sources.feed import looks_like_feed, parse_feed
from careader.sources.opml import parse_opml
from careader.text.charset import decode
from careader.text.clean import clean

if TYPE_CHECKING:
    from careader.newsroom import Newsroom

_SUFFIXES = frozenset({".txt", ".text", ".xml", ".rss", ".atom", ".rdf", ".json", ".opml", ".gz"})
_LARGEST = 8 * 2**20
_MUCH = 2 * 2**20
"""So many bytes are read before a second process is worth its start."""
_AHEAD = 8
"""How many files are in memory at most beside the one whose articles are being kept."""
_AT_ONCE = 500
"""How many articles are kept in one transaction, and are in memory at most beside those of one file."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """What one file held, its articles by id, and what was left out of it, a line each, or why it could not be read."""

    name: str
    articles: tuple[str, ...] = ()
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
        return len({article for file in self.files for article in file.articles})


@dataclass(slots=True)
class _Import:
    """An import under way: what it has kept so far, all of which can be taken back by `number`."""

    newsroom: Newsroom
    number: int = 0
    names: list[str] = field(default_factory=list)
    new: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    waiting: list[Article] = field(default_factory=list)

    def take(self, file: FileRead, articles: Sequence[Article]) -> None:
        """Take what a file held, and keep it with that of others once it is enough."""
        if articles or file.quotes:
            self.names.append(file.name)
        self.waiting += articles
        if len(self.waiting) >= _AT_ONCE:
            self.keep()

    def keep(self, quotes: Sequence[Quote] = ()) -> None:
        """Keep what waits, and what of it was new as part of the import. Raises sqlite3.Error: then nothing of it."""
        newsroom = self.newsroom
        with newsroom.transaction():
            kept = keep(newsroom, self.waiting)
            self.number = newsroom.removal.note_import(
                self.names, kept.stored.new, quotes, now=newsroom.now(), number=self.number
            )
        self.new |= kept.stored.new
        self.kept.update(article.id for article in kept.articles)
        self.waiting = []


def import_paths(newsroom: Newsroom, paths: Iterable[str], stdin: bytes) -> Imported:
    """Read files, folders (every file in them of a known kind) and "-" (standard input), and keep what they hold.

    What was kept before an error of the database stays, and can be taken back.
    """
    files: list[FileRead] = []
    under_way = _Import(newsroom)
    with Second() as second:
        for file, articles in _reads(newsroom, _contents(paths, stdin), second):
            files.append(file)
            under_way.take(file, articles)
        for file in files:
            newsroom.quotes.put(file.quotes, now=newsroom.now())
        under_way.keep([quote for file in files for quote in file.quotes])
        newsroom.regroup(second)
    return Imported(
        files=tuple(files),
        number=under_way.number,
        stories=newsroom.articles.stories_of(under_way.kept),
        new=len(under_way.new & newsroom.articles.ids()),  # a feed's entry may have taken the place of its capture
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


_Read = tuple[FileRead, tuple[Article, ...]]


def _reads(newsroom: Newsroom, files: Iterable[tuple[str, bytes | Failure]], second: Second) -> Iterator[_Read]:
    """Yield what each file holds, in order. Of much, a second process reads some while what came before is kept."""
    begun: deque[Callable[[], _Read]] = deque()
    size = 0
    for name, content in files:
        shown = clean(name)
        if isinstance(content, Failure) or _is_list_of_outlets(content):
            while begun:
                yield begun.popleft()()
            yield _outlets_read(newsroom, shown, content), ()
            continue
        work = partial(_read, shown, content, _outlet_of(newsroom, shown), newsroom.now())
        size += len(content)
        begun.append(second.asked(work) if size > _MUCH else work)
        if len(begun) > _AHEAD:
            yield begun.popleft()()
    while begun:
        yield begun.popleft()()


def _is_list_of_outlets(content: bytes) -> bool:
    return b"<opml" in content[:4096].lower()


def _outlets_read(newsroom: Newsroom, shown: str, content: bytes | Failure) -> FileRead:
    entries = content if isinstance(content, Failure) else parse_opml(content)
    if isinstance(entries, Failure):
        return FileRead(shown, failure=replace(entries, what=shown))
    return FileRead(shown, outlets=add_entries(newsroom, entries))


def _read(shown: str, content: bytes, outlet: Outlet, now: datetime) -> _Read:
    """Read a feed or a capture, and label its articles. It is all that the file costs without the library."""
    if looks_like_feed(content):
        feed = parse_feed(content, outlet, now=now)
        if isinstance(feed, Failure):
            return FileRead(shown, failure=replace(feed, what=shown)), ()
        articles = _labelled(feed.articles, feed.title)
        return FileRead(shown, articles=_ids(articles), notes=feed.notes), articles
    capture = parse_capture(decode(content), name=shown, now=now)
    if isinstance(capture, Failure):
        return FileRead(shown, failure=capture), ()
    articles = _labelled(capture.articles, "")
    return FileRead(shown, articles=_ids(articles), quotes=capture.quotes), articles


def _ids(articles: Iterable[Article]) -> tuple[str, ...]:
    return tuple(article.id for article in articles)


def _outlet_of(newsroom: Newsroom, name: str) -> Outlet:
    stem = Path(name).stem
    known = {outlet.id: outlet for outlet in newsroom.outlets()}
    return known.get(stem) or Outlet(id=stem, name=stem, url="", language="")


def _labelled(articles: Iterable[Article], outlet: str) -> tuple[Article, ...]:
    return tuple(
        replace(labelled(article), origin=Origin.FILE, outlet=outlet or article.outlet) for article in articles
    )
