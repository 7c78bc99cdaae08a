"""One mark: what becomes of two of the same article, and how it is written down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import MAXYEAR, UTC, datetime
from typing import Any

from careader.model import Mark
from careader.text.clean import clean

_NEVER = datetime.min.replace(tzinfo=UTC)


def merge(a: Mark, b: Mark) -> Mark:
    """Make one mark of two of the same article: of `read` and of `starred`, each by itself, the later one holds.

    What a star keeps of its article goes with the star. Marks of the same instant are decided by their content (read
    beats unread, starred beats not starred), so the order and the grouping of merges never matter.
    """
    reading = max(a, b, key=lambda mark: (*_instant(mark.read_at), mark.read))
    star = max(a, b, key=_star_order)
    return Mark(
        article=a.article,
        read=reading.read,
        read_at=reading.read_at,
        starred=star.starred,
        starred_at=star.starred_at,
        title=star.title,
        url=star.url,
        outlet=star.outlet,
        published=star.published,
    )


def _star_order(mark: Mark) -> tuple[object, ...]:
    kept = (mark.title, mark.url, mark.outlet, *_instant(mark.published))
    return (*_instant(mark.starred_at), mark.starred, *kept)


def _instant(time: datetime | None) -> tuple[bool, datetime]:
    """Give a time that may be missing a place in order: before every time that is not."""
    return time is not None, time or _NEVER


def to_record(mark: Mark) -> dict[str, Any]:
    """Write a mark as a JSON object without its article, which is the key; what says nothing is left out."""
    record: dict[str, Any] = {}
    if mark.read or mark.read_at:
        record["read"] = mark.read
    if mark.starred or mark.starred_at:
        record["starred"] = mark.starred
    for name in ("title", "url", "outlet"):
        if text := getattr(mark, name):
            record[name] = text
    for name in ("read_at", "starred_at", "published"):
        if time := getattr(mark, name):
            record[name] = time.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return record


def from_record(article: str, record: Any) -> Mark:
    """Read a mark back; a field that is not known is passed over. Raises ValueError where one has the wrong type."""
    if not isinstance(record, Mapping):
        raise ValueError(f"the mark of {article} is no object")
    try:
        return Mark(
            article=article,
            read=_flag(record.get("read", False)),
            read_at=_time(record.get("read_at")),
            starred=_flag(record.get("starred", False)),
            starred_at=_time(record.get("starred_at")),
            title=_text(record.get("title", "")),
            url=_text(record.get("url", "")),
            outlet=_text(record.get("outlet", "")),
            published=_time(record.get("published")),
        )
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError(f"the mark of {article} holds something else than expected: {error}") from None


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is not true or false")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return clean(value) if value else ""


def _time(value: object) -> datetime | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no time")
    time = datetime.fromisoformat(value)
    if time.tzinfo is None or time.year == MAXYEAR:  # nothing could be marked after that year
        raise ValueError(f"{value!r} is no usable time")
    return time.astimezone(UTC)
