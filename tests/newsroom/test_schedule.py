"""What is due, as a table: what is remembered, how much later it is, and what is asked then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from careader.model import Code, Failure, Outlet
from careader.net import Pause, host_key
from careader.newsroom import schedule
from careader.newsroom.schedule import TICK, Job, answered, failed, is_offline, moved, next_refresh
from careader.settings import Settings
from careader.store.fetches import Asked, Fetch, FetchState, Moved

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)  # a Wednesday
A = Outlet("a", "The Aral Times", "https://a.example/feed", "en")
B = Outlet("b", "Bishkek Daily", "https://b.example/feed", "en")
NEWS = Settings(default_outlets=False, rates_enabled=False, refresh_minutes=15)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def http(status: int, **more: str) -> Failure:
    return Failure("The Aral Times", Code.HTTP, {"status": status, **more})


DNS, GONE = Failure("a.example", Code.DNS), Failure("The Aral Times", Code.GONE)
FINE = Fetch(A.url, asked_at=NOON, reached_at=NOON)
ALIVE = Fetch(B.url, asked_at=NOON, reached_at=NOON)


def after_failures(failure: Failure, times: int) -> Fetch:
    fetch = FINE
    for _ in range(times):
        fetch = failed(fetch, failure, NOON)
    return fetch


def fresh(wait: timedelta) -> Fetch:
    return answered(FINE, NOON, fresh_for=wait)


def paused(wait: timedelta) -> dict[str, Pause]:
    return {"a.example": Pause(NOON + wait, http(503), 1)}


OUTLETS: list[tuple[str, Fetch | None, dict[str, Pause], timedelta, bool]] = [
    ("first start", None, {}, minutes(0), True),
    ("just asked", FINE, {}, minutes(1), False),
    ("nearly time", FINE, {}, minutes(14), False),
    ("due before the next look", FINE, {}, minutes(15) - TICK / 2, True),
    ("time", FINE, {}, minutes(15), True),
    ("long past", FINE, {}, minutes(600), True),
    ("nothing new (304) is an answer", answered(FINE, NOON), {}, minutes(14), False),
    ("nothing new (304), time", answered(FINE, NOON), {}, minutes(15), True),
    ("another address by now", replace(FINE, url="https://a.example/old"), {}, minutes(1), True),
    ("max-age holds", fresh(minutes(60)), {}, minutes(30), False),
    ("max-age is over", fresh(minutes(60)), {}, minutes(60), True),
    ("a max-age below the interval", fresh(minutes(1)), {}, minutes(14), False),
    ("a max-age of a year ends after six hours", fresh(timedelta(days=365)), {}, minutes(6 * 60), True),
    ("... and not before", fresh(timedelta(days=365)), {}, minutes(5 * 60), False),
    ("a max-age from a wrong clock", replace(FINE, fresh_until=NOON + timedelta(days=9)), {}, minutes(15), True),
    ("429 with Retry-After of an hour", after_failures(http(429), 1), paused(minutes(60)), minutes(59), False),
    ("429, the hour is over", after_failures(http(429), 1), paused(minutes(60)), minutes(60), True),
    ("a Retry-After below the interval", after_failures(http(429), 1), paused(minutes(2)), minutes(14), False),
    ("the pause of another host", FINE, {"b.example": Pause(NOON + minutes(90), http(503), 1)}, minutes(15), True),
    ("a pause from a wrong clock", FINE, paused(timedelta(days=40)), minutes(15), True),
    ("503 once", after_failures(http(503), 1), {}, minutes(15), True),
    ("503 twice waits twice as long", after_failures(http(503), 2), {}, minutes(29), False),
    ("503 twice, time", after_failures(http(503), 2), {}, minutes(30), True),
    ("503 three times", after_failures(http(503), 3), {}, minutes(59), False),
    ("503 three times, time", after_failures(http(503), 3), {}, minutes(60), True),
    ("404 for weeks is asked once a day", after_failures(http(404), 900), {}, minutes(24 * 60), True),
    ("... and not more often", after_failures(http(404), 900), {}, minutes(23 * 60), False),
    ("it answers again", answered(after_failures(http(503), 5), NOON), {}, minutes(15), True),
    ("410 is asked no more", after_failures(GONE, 1), {}, timedelta(days=40), False),
    ("410 of an address that was changed", replace(after_failures(GONE, 1), url="old"), {}, minutes(0), True),
    (
        "the library was locked: not the outlet's fault",
        after_failures(Failure("a", Code.LOCKED), 9),
        {},
        minutes(15),
        True,
    ),
    ("the disk was full", after_failures(Failure("a", Code.DISK_FULL), 9), {}, minutes(14), False),
    ("a dead name while others answer", after_failures(DNS, 1), {}, minutes(5), False),
    ("a dead name, time", after_failures(DNS, 1), {}, minutes(15), True),
    ("clock set back by an hour", FINE, {}, minutes(-60), True),
    ("clock set back by a minute", FINE, {}, minutes(-1), False),
    ("clock set back by a year", FINE, {}, timedelta(days=-365), True),
    ("asked when the clock was a year ahead", replace(FINE, asked_at=NOON + timedelta(days=365)), {}, minutes(0), True),
    ("refused (403) is no reason to ask no more", after_failures(http(403), 1), {}, minutes(15), True),
    ("a host that is left alone, after a long sleep", FINE, paused(minutes(60)), minutes(9 * 60), True),
    ("asleep over night", FINE, {}, minutes(9 * 60), True),
]


@pytest.mark.parametrize(("what", "fetch", "hosts", "later", "expected"), OUTLETS, ids=[row[0] for row in OUTLETS])
def test_when_an_outlet_is_due(
    what: str, fetch: Fetch | None, hosts: dict[str, Pause], later: timedelta, expected: bool
) -> None:
    state = FetchState(outlets={"b": replace(ALIVE, asked_at=NOON + later)}, hosts=hosts, tidied_at=NOON + later)
    if fetch:
        state.outlets["a"] = fetch
    jobs = schedule.due(state, [A, B], NEWS, NOON + later)
    assert jobs == ([Job("outlet", "a")] if expected else []), what


def due(state: FetchState, now: datetime, outlets: Iterable[Outlet] = (A, B), settings: Settings = NEWS) -> list[Job]:
    return [job for job in schedule.due(state, outlets, settings, now) if job.kind != "tidy"]


def test_an_outlet_that_is_off_is_not_asked() -> None:
    assert due(FetchState(), NOON, [replace(A, enabled=False), B]) == [Job("outlet", "b")]


def test_offline_everything_is_tried_again_soon_and_back_online_at_once() -> None:
    state = FetchState(outlets={"a": failed(Fetch(A.url), DNS, NOON), "b": failed(Fetch(B.url), DNS, NOON)})
    assert is_offline(state.outlets.values())
    assert due(state, NOON + minutes(1)) == []
    assert len(due(state, NOON + minutes(2))) == 2
    for minute in range(2, 600, 2):
        for outlet in (A, B):
            state.outlets[outlet.id] = failed(state.outlets[outlet.id], DNS, NOON + minutes(minute))
    assert len(due(state, NOON + minutes(600))) == 2  # a night without network costs no outlet its turn
    state.outlets["a"] = answered(state.outlets["a"], NOON + minutes(600))
    assert due(state, NOON + minutes(612)) == []
    assert due(state, NOON + minutes(615)) == [Job("outlet", "a"), Job("outlet", "b")]


def test_an_outlet_that_was_left_alone_was_not_asked() -> None:
    once = failed(FINE, replace(http(503), retry_at=NOON + minutes(60)), NOON)
    again = failed(once, replace(http(503), retry_at=NOON + minutes(60)), NOON + minutes(20))
    assert again == once
    assert failed(once, replace(http(503), retry_at=NOON + minutes(90)), NOON + minutes(60)).failures == 2


def test_two_refreshes_that_agree_make_another_address() -> None:
    new = "https://new.example/feed"
    state = FetchState()
    once = moved(None, A.url, new)
    assert once == Moved(new, 1)
    state.moved[A.url] = once
    assert schedule.address_of(state, A.url) == A.url
    assert moved(once, A.url, "https://other.example/feed") == Moved("https://other.example/feed", 1)
    assert moved(once, A.url, "") is None
    assert moved(once, A.url, A.url) is None
    twice = moved(once, A.url, new)
    assert twice == Moved(new, 2)
    state.moved[A.url] = twice
    assert schedule.address_of(state, A.url) == new
    assert moved(twice, A.url, new) == twice


def test_the_pause_of_the_new_host_counts_for_one_that_has_moved() -> None:
    state = FetchState(outlets={"a": FINE, "b": ALIVE}, moved={A.url: Moved("https://new.example/feed", 2)})
    state.hosts["new.example"] = Pause(NOON + minutes(60), http(503), 1)
    assert due(state, NOON + minutes(15)) == [Job("outlet", "b")]


def test_the_next_refresh_is_that_of_the_first_outlet_that_comes_due() -> None:
    state = FetchState(outlets={"a": FINE, "b": fresh(minutes(60))})
    state.outlets["b"] = replace(state.outlets["b"], url=B.url)
    assert next_refresh(state, [A, B], NEWS, NOON + minutes(3)) == NOON + minutes(15)
    assert next_refresh(state, [A, B], NEWS, NOON + minutes(40)) == NOON + minutes(40)
    assert next_refresh(FetchState(outlets={"a": after_failures(GONE, 1)}), [A], NEWS, NOON) is None


YEAR = timedelta(days=365)
THEN = NOON + YEAR


def state_of(now: datetime) -> FetchState:
    """Return what is remembered where everything was asked at a time, failed and wants to be left alone."""
    state = FetchState(refreshed_at=now, tidied_at=now)
    for outlet in (A, B):
        state.outlets[outlet.id] = replace(fresh_of(outlet, now), failures=9, failure=http(503))
        state.hosts[host_key(outlet.url)] = Pause(now + minutes(600), http(503), 9)
    for code in schedule.wanted(RATES):
        state.currencies[code] = Asked("nbk", asked_at=now, history_at=now, missing_since=now)
    return state


def fresh_of(outlet: Outlet, now: datetime) -> Fetch:
    return Fetch(outlet.url, asked_at=now, reached_at=now, fresh_until=now + minutes(300))


@pytest.mark.parametrize("wrong", [YEAR, 20 * YEAR, timedelta(days=2), -YEAR, -56 * YEAR])
def test_a_clock_that_was_wrong_once_leaves_no_pause(wrong: timedelta) -> None:
    settings = replace(RATES, refresh_minutes=15)
    jobs = schedule.due(state_of(NOON + wrong), [A, B], settings, NOON)
    assert {job.kind for job in jobs} == {"outlet", "rate", "tidy"}
    assert len(jobs) == 2 + len(schedule.wanted(RATES)) + 1


def test_what_another_program_wrote_by_a_wrong_clock_counts_for_nothing() -> None:
    mine = state_of(NOON)
    mine.take_in(state_of(THEN), now=NOON)
    assert mine == state_of(NOON)
    wrong = state_of(THEN)
    wrong.take_in(state_of(NOON), now=NOON)
    assert wrong == state_of(NOON)
    old = state_of(NOON - minutes(30))
    old.take_in(state_of(NOON), now=NOON)
    assert old == state_of(NOON)


@pytest.mark.parametrize("number", [1, 15, 10**6, 10**18])
def test_any_number_of_minutes_is_survived(number: int) -> None:
    settings = Settings(default_outlets=False, refresh_minutes=number, rate_minutes=number)
    state = FetchState(outlets={"a": after_failures(http(503), 50)}, currencies={"KZT": Asked("nbk", asked_at=NOON)})
    schedule.due(state, [A], settings, NOON + minutes(1))
    next_refresh(state, [A], settings, NOON)


def simulate(days: float, *, rates: int, refresh: int, start: datetime, tick: timedelta = TICK) -> dict[str, int]:
    """Tick for some days with everybody answering; return how often each job was done."""
    settings = Settings(default_outlets=False, rate_minutes=rates, refresh_minutes=refresh)
    state, now, counts = FetchState(), start, dict[str, int]()
    while now < start + timedelta(days=days):
        for job in schedule.due(state, [A], settings, now):
            counts[job.key or job.kind] = counts.get(job.key or job.kind, 0) + 1
            if job.kind == "outlet":
                state.outlets["a"] = answered(schedule.fetch_of(state, A), now)
            elif job.kind == "rate":
                state.currencies[job.key] = Asked("bank", asked_at=now)
            else:
                state.tidied_at = now
        now += tick
    return counts


@pytest.mark.parametrize("refresh", [1, 7, 15, 59, 60, 61, 600])
@pytest.mark.parametrize("tick", [timedelta(seconds=30), timedelta(seconds=37)])
def test_each_bank_is_asked_as_often_as_set_whatever_the_other_interval_is(refresh: int, tick: timedelta) -> None:
    counts = simulate(1, rates=60, refresh=refresh, start=NOON, tick=tick)
    assert {counts[currency] for currency in ("KGS", "KZT", "TJS", "UZS", "TMT", "EUR", "RUB", "CNY")} <= {23, 24, 25}
    assert abs(counts["a"] - 24 * 60 / refresh) <= max(1, 24 * 60 / refresh * 0.6)
    assert counts["tidy"] in (1, 2)


def test_on_days_off_the_banks_are_asked_less_often() -> None:
    sunday = datetime(2026, 11, 29, tzinfo=UTC)
    assert simulate(1, rates=60, refresh=15, start=sunday)["KZT"] == 4
    assert simulate(1, rates=600, refresh=15, start=sunday)["KZT"] == 3


RATES = Settings(default_outlets=False, rate_currencies=("KZT",))
ASKED = Asked("nbk", asked_at=NOON)
BANKS: list[tuple[str, Asked | None, timedelta, list[str]]] = [
    ("never asked", None, minutes(0), ["rate"]),
    ("just asked", ASKED, minutes(20), []),
    ("time", ASKED, minutes(60), ["rate"]),
    ("nobody answered", replace(ASKED, provider=""), minutes(9), []),
    ("nobody answered, soon again", replace(ASKED, provider=""), minutes(10), ["rate"]),
    ("clock set back", ASKED, minutes(-60), ["rate"]),
    ("days are lacking", replace(ASKED, missing_since=NOON), minutes(1), ["history"]),
    ("... and nobody has answered yet", replace(ASKED, provider="", missing_since=NOON), minutes(1), []),
    ("history asked today", replace(ASKED, missing_since=NOON, history_at=NOON), minutes(20), []),
    (
        "history asked yesterday",
        replace(ASKED, missing_since=NOON, history_at=NOON - timedelta(days=1)),
        minutes(1),
        ["history"],
    ),
]


@pytest.mark.parametrize(("what", "asked", "later", "expected"), BANKS, ids=[row[0] for row in BANKS])
def test_when_a_bank_is_due(what: str, asked: Asked | None, later: timedelta, expected: list[str]) -> None:
    others = {code: Asked("bank", asked_at=NOON + later) for code in schedule.wanted(RATES)}
    state = FetchState(currencies=others, tidied_at=NOON + later)
    if asked:
        state.currencies["KZT"] = asked
    else:
        del state.currencies["KZT"]
    jobs = schedule.due(state, [], RATES, NOON + later)
    assert jobs == [Job(kind, "KZT") for kind in expected], what


def test_without_rates_no_bank_is_asked() -> None:
    assert schedule.due(FetchState(tidied_at=NOON), [], NEWS, NOON) == []
