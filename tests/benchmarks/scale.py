"""A library of any size: `scale [ENTRIES]` (100,000 unless another number is given), ratios in one run on one machine.

CPU seconds for importing entries of a made stream end to end (HTML read, labelled, stored, grouped), and a tenth as
many; for 50 new ones among all and among 1,000; and for what keys ask of the list at this size and at 100 stories.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from careader.newsroom import Newsroom, Query
from careader.newsroom.ingest import ingest
from careader.settings import Settings
from careader.sources.entry import Read
from tests.benchmarks._made import Stream
from tests.library import NOW, paths_in

_BATCH = 50


def main(arguments: list[str]) -> int:
    """Print a line for each measure."""
    size = int(arguments[0]) if arguments else 100_000
    words = int(arguments[1]) if len(arguments) > 1 else 500
    with tempfile.TemporaryDirectory() as folder:
        libraries = {
            count: Newsroom(paths_in(Path(folder) / str(count)), Settings(default_outlets=False), now=lambda: NOW)
            for count in (100, 1_000, size // 10, size)
        }
        took = {count: _fill(library, count, words) for count, library in libraries.items()}
        for count in (size // 10, size):
            print(f"import of {count:7,}: {took[count]:7.1f} s of CPU, {count / took[count]:6.0f} entries a second")
        print(f"  {size:,} against {size // 10:,}: {took[size] / took[size // 10]:.1f} times, aim <= 12")
        few, many = (_some_more(libraries[count], words) for count in (1_000, size))
        print(
            f"50 new: {few * 1000:.0f} ms among 1,000, {many * 1000:.0f} ms among all: {many / few:.1f} times, aim <= 2"
        )
        for name, question in _QUESTIONS.items():
            at_100, at_all = (_cost(libraries[count], question) for count in (100, size))
            print(f"{name:44} {at_100 * 1000:7.2f} ms at 100, {at_all * 1000:7.2f} ms at {size:,}")
        database = Path(folder) / str(size) / "data" / "articles.sqlite3"
        print(f"{database.stat().st_size / size / 1000:.1f} KB an article on the disk")
        for library in libraries.values():
            library.close()
    return 0


def _fill(library: Newsroom, count: int, words: int) -> float:
    """Take in entries as refreshes bring them: 50 of each outlet at a time, grouped after every 2,000."""
    stream = Stream(seed=count, words=words)
    spent, waiting = 0.0, 0
    for start in range(0, count, 20_000):
        part = min(20_000, count - start)
        made = stream.of_outlets(part, until=NOW - timedelta(days=1) * (count - start - part) / 1350)
        begun = time.process_time()
        for outlet, entries in made.values():
            for first in range(0, len(entries), _BATCH):
                done = ingest(library, outlet, Read(tuple(entries[first : first + _BATCH])), NOW)
                waiting += len(done.new)
                if waiting >= 2_000:
                    library.regroup()
                    waiting = 0
        library.regroup()
        spent += time.process_time() - begun
        print(f"  {start + part:,} of {count:,}: {(start + part) / spent:.0f} a second", file=sys.stderr)
    return spent


def _some_more(library: Newsroom, words: int) -> float:
    stream = Stream(seed=99, words=words)
    times = []
    for turn in range(5):
        made = stream.of_outlets(50, until=NOW + timedelta(minutes=turn + 1))
        begun = time.process_time()
        for outlet, entries in made.values():
            ingest(library, outlet, Read(tuple(entries)), NOW)
        library.regroup()
        times.append(time.process_time() - begun)
    return statistics.median(times)


def _cost(library: Newsroom, question: Callable[[Newsroom], object]) -> float:
    question(library)
    times = []
    for _ in range(5):
        begun = time.thread_time()
        question(library)
        times.append(time.thread_time() - begun)
    return statistics.median(times)


def _view(query: Query) -> Callable[[Newsroom], object]:
    """Ask all that the screen asks when the list changes."""

    def ask(library: Newsroom) -> object:
        reads = library.reads
        reads.position(query, "", NOW - timedelta(hours=3))
        return reads.total(query), reads.rows(query, limit=130), reads.counts(query), reads.days(query)

    return ask


def _letter(text: str) -> Callable[[Newsroom], object]:
    """Ask for a search that was not the one before."""

    def ask(library: Newsroom) -> object:
        library.reads.rows(Query(search="zzzz"), limit=1)
        return _view(Query(search=text))(library)

    return ask


def _mark(library: Newsroom) -> object:
    """Mark a story and show the list with it."""
    row = library.reads.rows(Query(), offset=7, limit=1)[0]
    library.marks.set_read([row.lead], not row.read)
    return library.reads.rows(Query(), limit=130), library.reads.counts(Query())


def _deep(library: Newsroom) -> object:
    total = library.reads.total(Query())
    return library.reads.rows(Query(), offset=total * 9 // 10, limit=64)


_ALL = Query()
_QUESTIONS: dict[str, Callable[[Newsroom], object]] = {
    "the first 200 rows": lambda library: library.reads.rows(_ALL),
    "64 rows far down": _deep,
    "the whole view": _view(_ALL),
    "a filter: unread": _view(replace(_ALL, unread=True)),
    "a filter: two places": _view(replace(_ALL, places=frozenset({"kz", "tj"}))),
    "a filter: starred": _view(replace(_ALL, starred=True)),
    "a filter: an outlet": _view(replace(_ALL, search="outlet:outlet7")),
    "a filter: a language": _view(replace(_ALL, search="lang:ru")),
    "the next unread": lambda library: library.reads.next_news(_ALL, 3),
    "a mark": _mark,
    "a letter of a search: т": _letter("т"),
    "a letter of a search: та": _letter("та"),
    "a letter of a search: ташк": _letter("ташк"),
    "a letter of a search: two words": _letter("ташкент б"),
}
