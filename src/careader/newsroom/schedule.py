"""What is due: the only place that knows minutes, back-off, pauses of hosts, how long an answer is fresh, what is gone.

Pure: the time is handed in, and what is remembered (`careader.store.fetches`) goes in and comes out as values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from careader.model import CONVERTIBLE, Code, Failure, Outlet
from careader.net import host_key
from careader.rates.calendar import is_working
from careader.rates.change import PEGS
from careader.settings import Settings
from careader.store.fetches import AHEAD, Asked, Fetch, FetchState, Moved

TICK = timedelta(seconds=30)
"""How often the engine looks. What is due before the next look is due: a clock that ticks as often as something is due
must not find it due a tick later each time."""

MOVED_AFTER = 2
"""So many refreshes in a row must agree before the new address of an outlet is asked in place of the old."""

_LONGEST_BACKOFF = timedelta(hours=24)
_LONGEST_FRESH = timedelta(hours=6)
_OFFLINE_AGAIN = timedelta(minutes=2)
_RATES_FAILED_AGAIN = timedelta(minutes=10)
_RATES_ON_A_DAY_OFF = timedelta(hours=6)
_HISTORY_AGAIN = timedelta(days=1)
_TIDY_AGAIN = timedelta(days=1)

_LONGEST_MINUTES = 60 * 24 * 366  # more is for ever, and more than a calendar holds

_SERIES = {"KGS": "NBKR", "KZT": "NBK", "TJS": "NBT", "UZS": "CBU", "TMT": "CBT", "RUB": "CBR"}
"""Who sets the rate of a currency; that of the others is the European Central Bank's."""

_OWN_NETWORK = frozenset(
    {Code.DNS, Code.UNREACHABLE, Code.PROXY_SETTING, Code.PROXY_UNREACHABLE, Code.CERTIFICATE_STORE}
)
_HERE = frozenset(
    {Code.UNEXPECTED, Code.NOT_KEPT, Code.LOCKED, Code.DISK_FULL, Code.DATABASE_DAMAGED, Code.NOT_WRITABLE}
)
"""Failures of this machine: no outlet is blamed for them."""


@dataclass(frozen=True, slots=True, order=True)
class Job:
    """Something to be done in the background: its kind ("outlet", "rate", "history", "page", "tidy") and about what."""

    kind: str
    key: str = ""


def due(
    state: FetchState,
    outlets: Iterable[Outlet],
    settings: Settings,
    now: datetime,
    *,
    key_of: Callable[[str], str] = host_key,
) -> list[Job]:
    """Return the jobs whose time has come: outlets in their order, rates, history, and the daily tidying."""
    jobs = [
        Job("outlet", outlet.id)
        for outlet, at in outlet_times(state, outlets, settings, now, key_of=key_of)
        if at is not None and at <= now + TICK / 2
    ]
    if settings.rates_enabled:
        for currency in wanted(settings):
            asked = state.currencies.get(currency, Asked())
            if _rate_time(currency, asked, settings, now) <= now + TICK / 2:
                jobs.append(Job("rate", currency))
            elif _lacks_history(currency, asked, now):
                jobs.append(Job("history", currency))
    if _is_past(state.tidied_at, _TIDY_AGAIN, now):
        jobs.append(Job("tidy"))
    return jobs


def next_refresh(
    state: FetchState,
    outlets: Iterable[Outlet],
    settings: Settings,
    now: datetime,
    *,
    key_of: Callable[[str], str] = host_key,
) -> datetime | None:
    """Return when the next outlet is due, not before `now`; None where none ever is."""
    times = [at for _, at in outlet_times(state, outlets, settings, now, key_of=key_of) if at is not None]
    return max(min(times), now) if times else None


def outlet_times(
    state: FetchState,
    outlets: Iterable[Outlet],
    settings: Settings,
    now: datetime,
    *,
    key_of: Callable[[str], str] = host_key,
) -> list[tuple[Outlet, datetime | None]]:
    """Return for each enabled outlet when it is due: `now` where it was never asked, None where it is gone for good."""
    enabled = [outlet for outlet in outlets if outlet.enabled]
    fetches = {outlet.id: fetch_of(state, outlet) for outlet in enabled}
    offline = is_offline(fetches.values())

    def time_of(outlet: Outlet) -> datetime | None:
        at = _outlet_time(fetches[outlet.id], settings, now, offline=offline)
        pause = state.hosts.get(key_of(address_of(state, outlet.url)))
        return max(at, pause.until) if at and pause and pause.holds(now) else at

    return [(outlet, time_of(outlet)) for outlet in enabled]


def fetch_of(state: FetchState, outlet: Outlet) -> Fetch:
    """Return what is remembered of an outlet, nothing where its address is another one by now."""
    fetch = state.outlets.get(outlet.id)
    return fetch if fetch and fetch.url == outlet.url else Fetch(outlet.url)


def reached_at(state: FetchState, outlet_id: str) -> datetime | None:
    """Return when an outlet was last reached, None where it never was."""
    fetch = state.outlets.get(outlet_id)
    return fetch.reached_at if fetch else None


def is_gone(fetch: Fetch) -> bool:
    """Say whether an outlet has said that it is gone for good: only force asks it again."""
    return fetch.failure is not None and fetch.failure.code is Code.GONE


def is_fresh(fetch: Fetch, now: datetime) -> bool:
    """Say whether what an outlet answered last is still what it would answer, as it said itself."""
    fresh = fetch.fresh_until
    return fetch.failure is None and fresh is not None and now < fresh <= now + _LONGEST_FRESH


def is_offline(fetches: Iterable[Fetch]) -> bool:
    """Say whether this machine has no network: of all outlets that were asked, none was found."""
    asked = [fetch for fetch in fetches if fetch.asked_at]
    return bool(asked) and all(fetch.failure and fetch.failure.code in _OWN_NETWORK for fetch in asked)


def wanted(settings: Settings) -> tuple[str, ...]:
    """Return the currencies that are asked for: those of the bar, then those that amounts are converted into."""
    paired = [code for pair in settings.rate_pairs for code in pair.split("/") if code != "USD"]
    return tuple(dict.fromkeys((*settings.rate_currencies, *paired, *CONVERTIBLE)))


def answered(fetch: Fetch, now: datetime, *, fresh_for: timedelta = timedelta()) -> Fetch:
    """Return what is remembered of an outlet that answered, or said that nothing is new."""
    fresh_until = now + min(fresh_for, _LONGEST_FRESH) if fresh_for else None
    return replace(fetch, asked_at=now, reached_at=now, failure=None, failures=0, fresh_until=fresh_until)


def failed(fetch: Fetch, failure: Failure, now: datetime) -> Fetch:
    """Return what is remembered of an outlet that failed; one that was left alone for an earlier failure is not asked.

    What failed on this machine counts against no outlet.
    """
    if failure.retry_at and fetch.failure and replace(fetch.failure, what=failure.what) == failure:
        return fetch
    ours = failure.code in _OWN_NETWORK or failure.code in _HERE
    return replace(fetch, asked_at=now, failure=failure, failures=fetch.failures + (not ours or not fetch.failures))


def moved(before: Moved | None, address: str, to: str) -> Moved | None:
    """Return what is remembered of an address that has just led to `to` for good ("" for nowhere else)."""
    if not to or to == address:
        return None
    return Moved(to, min(before.times + 1, MOVED_AFTER)) if before and before.to == to else Moved(to)


def address_of(state: FetchState, address: str) -> str:
    """Return where an address is asked: at the one it has moved to, where that is sure."""
    found = state.moved.get(address)
    return found.to if found and found.times >= MOVED_AFTER else address


def _outlet_time(fetch: Fetch, settings: Settings, now: datetime, *, offline: bool) -> datetime | None:
    if is_gone(fetch):
        return None
    if fetch.asked_at is None or fetch.asked_at > now + AHEAD:
        return now
    interval = _minutes(settings.refresh_minutes)
    if fetch.failure is None:
        at = fetch.asked_at + interval
        fresh = fetch.fresh_until
        return max(at, fresh) if fresh and fresh <= fetch.asked_at + _LONGEST_FRESH else at
    if fetch.failure.code in _HERE:
        return fetch.asked_at + interval
    if offline:
        return fetch.asked_at + min(interval, _OFFLINE_AGAIN)
    backoff = interval * (1 << min(max(fetch.failures - 1, 0), 10))
    return fetch.asked_at + max(min(backoff, _LONGEST_BACKOFF), interval)


def _rate_time(currency: str, asked: Asked, settings: Settings, now: datetime) -> datetime:
    if asked.asked_at is None or asked.asked_at > now + AHEAD:
        return now
    interval = _minutes(settings.rate_minutes)
    if not asked.provider:
        return asked.asked_at + min(interval, _RATES_FAILED_AGAIN)
    return asked.asked_at + (max(interval, _RATES_ON_A_DAY_OFF) if _is_day_off(currency, now) else interval)


def _is_day_off(currency: str, now: datetime) -> bool:
    """Say whether a bank has published nothing since it was asked last: it works neither on this day nor the last."""
    series = _SERIES.get(currency, "ECB")
    return not is_working(now.date(), series) and not is_working(now.date() - timedelta(days=1), series)


def _minutes(minutes: int) -> timedelta:
    return timedelta(minutes=min(minutes, _LONGEST_MINUTES))


def _lacks_history(currency: str, asked: Asked, now: datetime) -> bool:
    wanting = bool(asked.provider) and asked.missing_since is not None and currency not in PEGS
    return wanting and _is_past(asked.history_at, _HISTORY_AGAIN, now)


def _is_past(moment: datetime | None, after: timedelta, now: datetime) -> bool:
    return moment is None or moment > now + AHEAD or moment + after <= now + TICK / 2
