"""The table of `outlets check --all`: one line a way, with tabs between, for somebody with a network to send in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from careader import __version__, words
from careader.newsroom.checking import Checked, Tried

_COLUMNS = ("outlet", "on", "way", "answer", "articles", "whole", "newest", "url")


def table(checked: Iterable[Checked]) -> Iterator[str]:
    """Give the head and a line for each way: what it answered, its articles, how many whole, and its newest."""
    yield f"# careader {__version__}: what each way to an outlet answers here"
    yield "\t".join(_COLUMNS)
    for one in checked:
        for tried in one.tried:
            yield "\t".join((one.outlet.id, "on" if one.outlet.enabled else "off", *_cells(tried)))


def _cells(tried: Tried) -> Iterator[str]:
    yield tried.way.kind
    if tried.failure:
        yield from (words.reason(tried.failure), "", "", "")
    else:
        yield from ("ok", str(tried.articles), str(tried.whole))
        yield tried.newest.strftime("%Y-%m-%d %H:%M") if tried.newest else ""
    yield tried.way.url
