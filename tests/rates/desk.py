"""A newsroom whose sources of rates say what a test says: asked over HTTP, kept, and shown as the bar shows it.

desk = Desk(folder, newsstand)
desk.says("nbk", {"2026-03-19": "475.09", "2026-03-20": "472.31"}, "carrying")
rate = await desk.asked("2026-03-23T12:00")
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Self

from careader import words
from careader.model import Rate
from careader.newsroom import Newsroom
from careader.newsroom.engine import Engine
from careader.newsroom.quoting import RateDetail
from careader.newsroom.schedule import Job
from careader.rates.weighing import Answer
from careader.settings import Settings
from tests.banks import KEYS, Banks
from tests.library import paths_in
from tests.newsstand import Answer as Sent
from tests.newsstand import Newsstand, by_path

_USUAL = {"KGS": "87.45", "KZT": "472.31", "TJS": "9.3288", "UZS": "12149.84", "RUB": "84.5084"}


def noted(answer: Answer) -> str:
    """Return what is said of a doubtful answer, "" where nothing is."""
    return "; ".join(map(words.say, answer.doubts))


class Desk:
    """Sources that say nothing until they are told to: `says` and `sends`. Use it in a `with`."""

    def __init__(self, folder: Path, stand: Newsstand, currency: str = "KZT", pairs: tuple[str, ...] = ()) -> None:
        self.stand = stand
        self.currency = currency
        self.now = datetime(2026, 11, 20, 12, tzinfo=UTC)
        self._banks: dict[str, Banks] = {}
        self._ahead: dict[str, timedelta] = {}
        settings = Settings(
            default_outlets=False,
            rate_currencies=(currency,),
            rate_pairs=pairs,
            rate_endpoints={key: stand.at(f"/{key}") for key in KEYS},
        )
        self.room = Newsroom(paths_in(folder), settings, now=lambda: self.now, key_of=by_path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.room.close()

    def says(self, key: str, figures: Mapping[str, str], habit: str = "", *, ahead: int = 0) -> None:
        """Let a source tell these units for one dollar by day; `habit` is a field of `Banks`, `ahead` in days."""
        days = {date.fromisoformat(day): {**_USUAL, self.currency: value} for day, value in figures.items()}
        banks = Banks(days, today=self.now.date())
        if habit:
            getattr(banks, habit).add(key)
        self._banks[key], self._ahead[key] = banks, timedelta(days=ahead)
        self.stand.put(f"/{key}/", getattr(banks, key))

    def sends(self, key: str, answer: Sent) -> None:
        """Let a source answer everything with a page."""
        self._banks.pop(key, None)
        self.stand.put(f"/{key}/", answer)

    def at(self, moment: str) -> None:
        """Set the clock: `2026-03-23T12:00`, UTC."""
        self.now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        for key, banks in self._banks.items():
            banks.today = self.now.date() + self._ahead[key]

    async def asked(self, moment: str, *currencies: str, history: bool = False) -> Rate:
        """Ask for the currency at a moment; return what the bar shows after it."""
        self.at(moment)
        async with Engine(self.room, lambda _: None) as engine:
            engine.ask(*(Job("rate", currency) for currency in currencies or (self.currency,)))
            await engine.done()
            if history:
                engine.ask(*(Job("history", currency) for currency in currencies or (self.currency,)))
                await engine.done()
        return self.shown()

    def shown(self, *, inverted: bool = True) -> Rate:
        """Return what the bar shows: units of the currency for one dollar, or the other way round."""
        return self.room.rates(inverted=inverted)[0]

    def detail(self, *, inverted: bool = True) -> RateDetail:
        """Return what the screen of rates shows."""
        return self.room.rate_detail(self.currency, inverted=inverted)
