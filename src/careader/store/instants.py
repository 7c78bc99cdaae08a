"""Times as they are written into JSON files: ISO 8601 in UTC."""

from __future__ import annotations

from datetime import MAXYEAR, UTC, datetime


def write_time(time: datetime) -> str:
    """Write a time: `2026-11-21T13:40:00Z`."""
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")


def read_time(value: object) -> datetime:
    """Read a time back. Raises ValueError where it is none, has no time zone or is of the last year there is.

    What is done later needs a later time, so that year cannot be used.
    """
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no time")
    time = datetime.fromisoformat(value)
    if time.tzinfo is None or time.year == MAXYEAR:
        raise ValueError(f"{value!r} is no usable time")
    try:
        return time.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"{value!r} is no usable time") from None
