"""Handing a list on: the stories that a query leaves, in a file of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from careader.model import Story

if TYPE_CHECKING:
    from careader.newsroom import Newsroom
    from careader.newsroom.query import Query

PAGES = frozenset({".html", ".htm"})
"""The endings of a name that make an HTML page of the list; every other one makes Markdown."""


def write_stories(newsroom: Newsroom, query: Query, path: Path, *, title: str) -> int:
    """Write the stories of a list, grouped by country, into a new file; return how many there were.

    What has that name already is left alone. Raises FileExistsError then, OSError where the file cannot be written; in
    either case no part of it stays behind.
    """
    from careader.export import html, markdown
    from careader.text.clean import printable

    written = 0

    def counted() -> Iterator[Story]:
        nonlocal written
        for story in newsroom.reads.select(query):
            written += 1
            yield story

    form = html if path.suffix.lower() in PAGES else markdown
    with path.open("x", encoding="utf-8", errors="replace") as file:
        try:
            file.writelines(f"{printable(line)}\n" for line in form.stories(counted(), title=title, now=newsroom.now()))
            file.flush()
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return written
