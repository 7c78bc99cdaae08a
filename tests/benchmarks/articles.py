"""Whole articles from their pages: word recall, precision and F1 against the known text.

python -m tests.benchmarks articles            the pages of the tests, each served at an outlet of its own
python -m tests.benchmarks articles FOLDER     a set as scrapinghub/article-extraction-benchmark has it: html/*.html.gz
                                               and ground-truth.json; trafilatura's own figure beside
"""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import statistics
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from careader import words
from careader.model import Failure
from careader.newsroom import Newsroom
from careader.newsroom.article_pages import fetch_pages
from careader.settings import OutletEntry, Paths, Settings
from careader.sources.page import read_page
from careader.text.blocks import text_of
from tests.newsstand import Newsstand
from tests.pages import Shape, open_on

_WORD = re.compile(r"\w+")


class Score(NamedTuple):
    """Shares of words, 0 to 1."""

    recall: float
    precision: float
    f1: float


def score(known: str, found: str) -> Score:
    """Compare two texts as bags of words."""
    wanted, got = Counter(_WORD.findall(known.casefold())), Counter(_WORD.findall(found.casefold()))
    shared = (wanted & got).total()
    recall, precision = shared / max(1, wanted.total()), shared / max(1, got.total())
    return Score(recall, precision, 2 * recall * precision / (recall + precision) if shared else 0.0)


def opened(folder: Path) -> list[tuple[Shape, str, Failure | None]]:
    """Serve each page at an outlet of its own whose feed has the teaser, and open it; return the texts that came."""
    with Newsstand() as stand:
        served = open_on(stand)
        entries = [OutletEntry(id_, url=feed) for _, id_, feed in served]
        paths = Paths(folder / "settings.toml", folder / "data", folder / "cache")
        settings = Settings(default_outlets=False, rates_enabled=False, outlets=tuple(entries))
        with Newsroom(paths, settings, now=lambda: datetime.now(UTC)) as newsroom:
            asyncio.run(newsroom.refresh(lambda _: None, rates=False))
            by_outlet = {one.outlet_id: one for one in newsroom.articles.whole(newsroom.articles.ids())}
            articles = [by_outlet[id_] for _, id_, _ in served]
            outcomes = asyncio.run(fetch_pages(newsroom, [article.id for article in articles]))
            whole = newsroom.articles.whole([article.id for article in articles])
    return [
        (shape, text_of(article.blocks), outcome.failure)
        for (shape, _, _), article, outcome in zip(served, whole, outcomes, strict=True)
    ]


def main(arguments: list[str]) -> int:
    """Print the figures; the exit code is 1 where the median F1 of the tests' pages is below 0.95."""
    if arguments:
        return _public_set(Path(arguments[0]))
    scores = []
    with tempfile.TemporaryDirectory() as folder:
        results = opened(Path(folder))
    print(f"{'page':<20} {'recall':>8} {'precision':>10} {'F1':>6}")
    for shape, text, failure in results:
        if not shape.text:
            kept = "the teaser is kept" if text == shape.teaser else "THE TEASER IS LOST"
            print(f"{shape.name:<20} {words.reason(failure) if failure else 'NOT NOTICED'}; {kept}")
            continue
        figures = score(" ".join(shape.text), text)
        scores.append(figures.f1)
        print(f"{shape.name:<20} {figures.recall:>8.3f} {figures.precision:>10.3f} {figures.f1:>6.3f}")
    median = statistics.median(scores)
    print(f"{'median':<20} {'':>8} {'':>10} {median:>6.3f}")
    return 0 if median >= 0.95 else 1


def _public_set(folder: Path) -> int:
    import trafilatura

    def ours(content: bytes, url: str) -> str:
        page = read_page(content, url, what=url)
        return "" if isinstance(page, Failure) else page.text

    def theirs(content: bytes, url: str) -> str:
        return trafilatura.extract(content, url=url, include_comments=False) or ""

    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    pages = {key: gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()) for key in truth}
    print(f"{len(pages)} pages      {'recall':>8} {'precision':>10} {'mean F1':>8} {'median':>7}")
    refused = {key for key in pages if not ours(pages[key], truth[key]["url"])}
    print(
        f"{len(refused)} of them careader refuses: they are for subscribers, or have no text for it; the"
        f" first line is without them"
    )
    readers: tuple[tuple[str, Callable[[bytes, str], str], set[str]], ...] = (
        ("careader", ours, refused),
        ("careader, all", ours, set()),
        ("trafilatura", theirs, set()),
    )
    for name, read, without in readers:
        scores = [
            score(truth[key]["articleBody"], read(pages[key], truth[key]["url"])) for key in pages.keys() - without
        ]
        recall, precision, f1 = (statistics.mean(column) for column in zip(*scores, strict=True))
        print(
            f"{name:<14} {recall:>8.3f} {precision:>10.3f} {f1:>8.3f} {statistics.median(s.f1 for s in scores):>7.3f}"
        )
    return 0
