"""The banks are asked by a refresh, alone, when due; and for the months gone by once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from careader.newsroom import Newsroom
from careader.newsroom.engine import Engine
from careader.newsroom.events import Event, HistoryDone, RateDone
from careader.settings import Settings
from tests.banks import Banks, recent_figures
from tests.library import paths_in
from tests.newsstand import Fault, Newsstand, by_path

FRIDAY = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@dataclass
class Clock:
    now: datetime = FRIDAY

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def room(tmp_path: Path, newsstand: Newsstand, clock: Clock) -> Iterator[Newsroom]:
    endpoints = Banks(recent_figures(FRIDAY.date(), count=70), today=FRIDAY.date()).open_on(newsstand)
    settings = Settings(default_outlets=False, rate_endpoints=endpoints)
    with Newsroom(paths_in(tmp_path), settings, now=clock, key_of=by_path) as newsroom:
        yield newsroom


def since(room: Newsroom, currency: str) -> timedelta:
    return FRIDAY.date() - min(series.quotes[0].published for series in room.quotes.series(currency))


async def test_a_refresh_fills_the_history_once(room: Newsroom, newsstand: Newsstand) -> None:
    events: list[Event] = []
    assert (await room.refresh(events.append)).reached
    filled = [event.currency for event in events if isinstance(event, HistoryDone)]
    assert filled == ["KGS", "KZT", "TJS", "UZS", "EUR", "RUB", "CNY"]
    first = next(number for number, event in enumerate(events) if isinstance(event, HistoryDone))
    assert sum(isinstance(event, RateDone) for event in events[:first]) == 8  # the newest rates come before
    assert all(timedelta(80) < since(room, currency) <= timedelta(90) for currency in filled)
    assert {code for code, asked in room.log.currencies.items() if asked.missing_since} == set()
    euro = room.rate_detail("EUR")
    assert euro.publisher is not None
    assert (euro.publisher.name, euro.rate and euro.rate.stale) == ("European Central Bank", False)

    asked = len(newsstand.asked("/frankfurter/"))
    await room.refresh(events.append)
    assert len(newsstand.asked("/frankfurter/")) == asked + 7  # the newest of each but the manat, and no history
    assert len(room.rates()) == 5


async def test_a_history_that_nobody_gave_is_asked_for_again_the_next_day(
    room: Newsroom, newsstand: Newsstand, clock: Clock
) -> None:
    newsstand.spoil("/frankfurter/", Fault.NOT_FOUND)
    newsstand.spoil("/nbkr/index1.jsp", Fault.NOT_FOUND)
    await room.refresh(lambda _: None)
    assert since(room, "KZT") < timedelta(20)
    newsstand.mend("/frankfurter/")
    clock.now += timedelta(hours=3)
    await room.refresh(lambda _: None)
    assert since(room, "KZT") < timedelta(20)
    clock.now += timedelta(hours=22)
    await room.refresh(lambda _: None)
    assert since(room, "KZT") > timedelta(80)


async def test_history_does_not_take_the_place_of_who_answered(room: Newsroom, newsstand: Newsstand) -> None:
    newsstand.spoil("/nbk/", Fault.UNAVAILABLE)
    newsstand.spoil("/cbr/", Fault.UNAVAILABLE)
    newsstand.spoil("/frankfurter/", Fault.NOT_FOUND)
    await room.refresh(lambda _: None)
    assert {rate.pair: rate.provider for rate in room.rates()}["KZT/USD"] == "exchange-api"
    series = [quote for found in room.quotes.series("KZT") for quote in found.quotes]
    room.quotes.fill([type(quote)("USD", "KZT", Decimal(1), quote.published, "NBK") for quote in series])
    detail = room.rate_detail("KZT")
    assert detail.rate is not None
    assert detail.rate.provider == "exchange-api"
    assert detail.publisher is not None
    assert detail.publisher.name == "exchange-api"
    assert [failure.what for failure in detail.failures] == [
        "Frankfurter",
        "National Bank of Kazakhstan",
        "Bank of Russia",
    ]


async def ask_what_is_due(room: Newsroom, report: Callable[[Event], None]) -> None:
    async with Engine(room, report) as engine:
        engine.tick()
        await engine.done()


async def test_the_banks_alone_are_asked_when_due(room: Newsroom, newsstand: Newsstand, clock: Clock) -> None:
    done: list[Event] = []
    await ask_what_is_due(room, done.append)
    assert {event.currency for event in done if isinstance(event, RateDone)} == {
        *("KGS", "KZT", "TJS", "UZS", "TMT", "EUR", "RUB", "CNY")
    }
    await ask_what_is_due(room, done.append)  # the history
    asked = len(newsstand.requests)
    clock.now += timedelta(minutes=59)
    await ask_what_is_due(room, done.append)
    assert len(newsstand.requests) == asked
    clock.now += timedelta(minutes=1)
    await ask_what_is_due(room, done.append)
    assert len(newsstand.requests) > asked
    assert room.log.refreshed_at is None  # the news was not fetched
    assert room.fetches.load().currencies == room.log.currencies


async def test_a_currency_nobody_answered_for_is_due_soon(room: Newsroom, newsstand: Newsstand, clock: Clock) -> None:
    for bank in ("frankfurter", "nbk", "cbr", "exchange_api"):
        newsstand.spoil(f"/{bank}/", Fault.NOT_FOUND)
    await room.refresh(lambda _: None)
    assert "KZT/USD" not in {rate.pair for rate in room.rates()}
    for bank in ("frankfurter", "nbk", "cbr", "exchange_api"):
        newsstand.mend(f"/{bank}/")
    clock.now += timedelta(minutes=10)
    done: list[Event] = []
    await ask_what_is_due(room, done.append)
    assert "KZT" in {event.currency for event in done if isinstance(event, RateDone)}
    assert "KZT/USD" in {rate.pair for rate in room.rates()}


async def test_a_refresh_without_rates_leaves_the_banks_alone(room: Newsroom, newsstand: Newsstand) -> None:
    await room.refresh(lambda _: None, rates=False)
    assert newsstand.requests == []


async def test_rates_turn_with_value_and_sign_and_convert(room: Newsroom) -> None:
    await room.refresh(lambda _: None)
    for there, back in zip(room.rates(), room.rates(inverted=True), strict=True):
        assert back.pair == "/".join(reversed(there.pair.split("/")))
        assert abs(there.rate * back.rate - 1) < Decimal("0.00001")
        if there.change_pct:
            assert back.change_pct is not None
            assert (there.change_pct > 0) != (back.change_pct > 0)
    converter = room.converter()
    assert converter.currencies == ("USD", "KGS", "KZT", "TJS", "UZS", "TMT", "EUR", "RUB", "CNY")
    assert converter.convert(Decimal(7), "TMT", "USD") == 2
