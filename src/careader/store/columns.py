"""An article as a row of the database, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from careader.model import Article, Block, BlockKind, Link, Origin, Ownership, TextOrigin
from careader.text.clean import printable

HEADLINE = (
    "id, title, url, outlet, seen, published, outlet_id, ownership, language, summary, author,"
    " complete, guid, countries, region, origin, first_seen, text_origin, outdated"
)
"""The columns of `article` that `article_of` reads, in its order; there is no body among them."""


def time_text(time: datetime) -> str:
    """Write a time in UTC to the second; texts of times sort as the times do."""
    return time.astimezone(UTC).isoformat(timespec="seconds")


def row_of(article: Article) -> dict[str, object]:
    """Return the columns of `article` that are the article's own, by name."""
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "outlet": article.outlet,
        "outlet_id": article.outlet_id,
        "ownership": article.ownership or "",
        "language": article.language,
        "summary": article.summary,
        "author": article.author,
        "complete": article.complete,
        "guid": article.guid,
        "countries": " ".join(article.countries),
        "region": article.region,
        "origin": article.origin.value,
        "published": time_text(article.published) if article.published else None,
        "seen": time_text(article.seen),
        "first_seen": time_text(article.first_seen or article.seen),
        "date": time_text(article.date),
        "text_origin": int(article.text_origin),
        "outdated": article.outdated,
    }


def article_of(row: Sequence[Any], blocks: str = "[]") -> Article:
    """Return the article of a row of the columns `HEADLINE`, with the text of its body where that was read too.

    What somebody has written into the library past the door is text all the same when it is shown.
    """
    (
        id_, title, url, outlet, seen, published, outlet_id, ownership, language, summary, author,
        complete, guid, countries, region, origin, first_seen, text_origin, outdated,
    ) = row  # fmt: skip
    return Article(
        id=id_,
        title=printable(title),
        url=printable(url),
        outlet=printable(outlet),
        seen=datetime.fromisoformat(seen),
        published=datetime.fromisoformat(published) if published else None,
        outlet_id=outlet_id,
        ownership=Ownership(ownership) if ownership else None,
        language=language,
        summary=printable(summary),
        author=printable(author),
        blocks=blocks_of(blocks) if blocks != "[]" else (),
        complete=bool(complete),
        guid=guid,
        countries=tuple(countries.split()),
        region=bool(region),
        origin=Origin(origin),
        first_seen=datetime.fromisoformat(first_seen),
        text_origin=TextOrigin(text_origin),
        outdated=bool(outdated),
    )


def blocks_text(blocks: Iterable[Block]) -> str:
    """Write a body as JSON: kind and text of each block, and its links as start, end and address where it has any."""
    rows = [
        [block.kind, block.text, *([[[link.start, link.end, link.url] for link in block.links]] if block.links else [])]
        for block in blocks
    ]
    return json.dumps(rows, ensure_ascii=False)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Read a body back."""
    return tuple(_block(kind, content, more) for kind, content, *more in json.loads(text))


def _block(kind: str, content: str, more: list[list[tuple[int, int, str]]]) -> Block:
    shown = printable(content)
    if shown != content:  # its links stand at other places
        return Block(BlockKind(kind), shown)
    return Block(BlockKind(kind), content, tuple(Link(*link) for links in more for link in links))
