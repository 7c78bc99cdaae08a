"""How long a host is left alone after a failure: as long as it asks for, or twice as long each time. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from careader.model import Failure

_FIRST = timedelta(seconds=30)
_LONGEST = timedelta(hours=6)
_LONGEST_ASKED_FOR = timedelta(hours=24)
_LONGEST_FRESH = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Pause:
    """Until when a host is left alone, after which failure, and how many in a row."""

    until: datetime
    failure: Failure
    failures: int

    def holds(self, now: datetime) -> bool:
        """Say whether it is on; one that lies farther ahead than any can is a clock's that was wrong."""
        return now < self.until <= now + _LONGEST_ASKED_FOR


def pause_after(failure: Failure, before: Pause | None, retry_after: str, now: datetime) -> Pause:
    """Return the pause that follows a failure, `before` being the one that followed the last."""
    failures = before.failures + 1 if before else 1
    wait = asked_for(retry_after, now)
    if wait is None:
        wait = min(_FIRST * 2 ** min(failures - 1, 20), _LONGEST)
    return Pause(now + wait, failure, failures)


def asked_for(value: str, now: datetime) -> timedelta | None:
    """Read a Retry-After header, seconds or a date (RFC 9110, 10.2.3), up to a day; None where it says neither."""
    from email.utils import parsedate_to_datetime  # which brings the rest of mail along

    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(timedelta(seconds=int(value[:9])), _LONGEST_ASKED_FOR)
    try:
        when = parsedate_to_datetime(value[:64])
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return min(max(when - now, timedelta()), _LONGEST_ASKED_FOR)
    except (ValueError, OverflowError, TypeError):
        return None


def fresh_for(cache_control: str, age: str) -> timedelta:
    """Return how long an answer says it is fresh (RFC 9111: max-age less Age), up to six hours."""
    seconds = 0
    for directive in cache_control[:1000].lower().split(","):
        name, _, value = directive.strip().partition("=")
        if name in ("no-cache", "no-store"):
            return timedelta()
        if name == "max-age":
            seconds = _seconds(value.strip('" '))
    return min(timedelta(seconds=max(seconds - _seconds(age.strip()), 0)), _LONGEST_FRESH)


def _seconds(value: str) -> int:
    return int(value[:9]) if value.isascii() and value.isdigit() else 0
