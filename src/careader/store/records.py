"""One mark: what becomes of two of the same article, and how it is written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from careader.model import Mark
from careader.store.instants import read_time, write_time
from careader.text.clean import clean

_NEVER = datetime.min.replace(tzinfo=UTC)


def merge(a: Mark, b: Mark) -> Mark:
    """Return one mark of two of the same article: of `read` and of `starred`, each by itself, the later one holds.

    What a star keeps of its article goes with the star. Marks of the same instant are decided by their content (read
    beats unread, starred beats not starred), so the order and the grouping of merges never matter.
    """
    reading = max(a, b, key=lambda mark: (*_instant(mark.read_at), mark.read))
    star = max(a, b, key=_star_order)
    return replace(star, read=reading.read, read_at=reading.read_at)


def remains(mark: Mark, forgotten: datetime) -> Mark | None:
    """Return what of a mark was made after its article was forgotten, None where nothing was."""
    reading = mark.read_at is not None and mark.read_at > forgotten
    star = mark.starred_at is not None and mark.starred_at > forgotten
    if not reading and not star:
        return None
    left = mark if star else Mark(mark.article, read=mark.read, read_at=mark.read_at)
    return left if reading else replace(left, read=False, read_at=None)


def latest(mark: Mark) -> datetime | None:
    """Return when a mark was last changed."""
    return max((time for time in (mark.read_at, mark.starred_at) if time), default=None)


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
            record[name] = write_time(time)
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
    except (TypeError, ValueError) as error:
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
    return None if value is None else read_time(value)
