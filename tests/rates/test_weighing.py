"""Whose word is shown: the bank's own, then what is known of it, and never a slip that nobody confirms."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from careader.model import Code, Failure, Quote
from careader.net import Response
from careader.rates import chain
from careader.rates.change import rate
from careader.rates.endpoints import DECREE
from careader.rates.weighing import Answer, Weighing
from tests.rates.desk import noted

TODAY = date(2026, 11, 20)  # a Friday
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
KNOWN = Quote("USD", "KZT", Decimal("521.90"), date(2026, 11, 19), "NBK")


def kzt(value: str, day: str = "2026-11-20", provider: str = "NBK") -> Quote:
    return Quote("USD", "KZT", Decimal(value), date.fromisoformat(day), provider)


def weigh(
    *heard: tuple[str, list[Quote]], known: Quote | None = KNOWN, now: datetime = NOW, currency: str = "KZT"
) -> tuple[Answer, list[str]]:
    """Return what is shown after these sources, and who was heard."""
    own = {"KZT": "nbk", "TMT": "cbt"}[currency]
    weighing = Weighing(currency, known, now, own, ("frankfurter", own))
    asked = []
    for key, quotes in heard:
        if weighing.is_enough(key):
            continue
        asked.append(key)
        if answer := weighing.hear(key, quotes):
            return answer, asked
    return weighing.conclude(), asked


FRANKFURTER = ("frankfurter", [kzt("521.90", "2026-11-19"), kzt("522.10")])
BANK = ("nbk", [kzt("521.90", "2026-11-19"), kzt("519.90")])
MARKET = ("exchange_api", [kzt("520.00", provider="exchange-api")])


def test_a_row_of_a_day_that_has_not_come_is_left_out() -> None:
    rows = [*FRANKFURTER[1], kzt("530.00", "2027-11-20")]
    answer, _ = weigh(("frankfurter", rows))
    assert answer.quotes == tuple(FRANKFURTER[1])
    answer, _ = weigh(("frankfurter", [kzt("530.00", "2027-11-20")]))
    assert [failure.code for failure in answer.failures] == [Code.DATE_AHEAD]


@pytest.mark.parametrize("day", ["2026-11-11", "2026-11-17", "2026-11-19"])
def test_a_carrier_that_is_behind_is_not_the_last_word(day: str) -> None:
    behind = ("frankfurter", [kzt("521.90", day)])
    answer, asked = weigh(behind, BANK, MARKET)
    assert (answer.provider, answer.quotes[-1].value) == ("nbk", Decimal("519.90"))
    assert asked == ["frankfurter", "nbk"]
    answer, asked = weigh(behind, MARKET)  # the bank itself cannot be reached
    if day != "2026-11-11":  # nine days and six publications late is late enough for another source
        assert (answer.provider, asked) == ("frankfurter", ["frankfurter"])


def test_before_the_hour_of_publication_nobody_is_behind() -> None:
    answer, asked = weigh(("frankfurter", [kzt("521.90", "2026-11-19")]), BANK, now=NOW.replace(hour=10))
    assert (answer.provider, asked) == ("frankfurter", ["frankfurter"])


def test_the_banks_own_word_wins_over_who_passes_it_on() -> None:
    answer, _ = weigh(("frankfurter", [kzt("521.90", "2026-11-19"), kzt("600.00")]), BANK, MARKET)
    assert (answer.provider, answer.quotes[-1].value) == ("nbk", Decimal("519.90"))
    assert noted(answer) == ("Frankfurter: a move of -13% in a day; shown is what National Bank of Kazakhstan says")
    fallen = ("nbk", [kzt("521.90", "2026-11-19"), kzt("610.00")])
    answer, _ = weigh(("frankfurter", [kzt("521.90", "2026-11-19"), kzt("470.00"), kzt("700.00")]), fallen)
    assert answer.provider == "nbk"
    assert "Frankfurter says 700.00 to the dollar" in noted(answer)


def test_a_lesser_source_alone_does_not_turn_what_is_known_over() -> None:
    answer, _ = weigh(("exchange_api", [kzt("52.1", provider="exchange-api")]))
    assert answer.quotes == ()
    assert noted(answer) == (
        "exchange-api says 52.1 to the dollar; a move of +902% in a day; shown is the rate of before"
    )
    answer, _ = weigh(("cbr", [kzt("400", provider="CBR")]), ("exchange_api", [kzt("401", provider="exchange-api")]))
    assert (answer.provider, noted(answer)) == ("cbr", "")  # two agree: it has moved
    answer, _ = weigh(MARKET)
    assert (answer.provider, noted(answer)) == ("exchange_api", "")


def test_one_to_the_dollar_holds_the_place_of_a_rate() -> None:
    rows = [*FRANKFURTER[1], kzt("1.0", "2026-11-21"), kzt("1.0", "2026-11-22")]
    for known in (KNOWN, None):
        answer, _ = weigh(("frankfurter", rows), known=known, now=datetime(2026, 11, 22, 12, tzinfo=UTC))
        assert answer.quotes == tuple(FRANKFURTER[1])
        answer, _ = weigh(("frankfurter", [kzt("1")]), known=known)
        assert (answer.quotes, [failure.code for failure in answer.failures]) == ((), [Code.PLACEHOLDER])


def test_a_move_over_months_without_the_reader_is_not_a_move_in_a_day() -> None:
    known = kzt("521.90", "2026-09-20")
    answer, _ = weigh(("nbk", [kzt("589.00", "2026-11-19"), kzt("590.00")]), known=known)
    assert noted(answer) == "a move of -12% since 20 Sep 2026; no other source could settle it"


def tmt(value: str, day: str = "2026-11-20", provider: str = "CBT") -> Quote:
    return Quote("USD", "TMT", Decimal(value), date.fromisoformat(day), provider)


async def silent(url: str, **_: object) -> Response | Failure:
    return Failure("cbt.tm", Code.TIMEOUT, {"seconds": "8"})


@pytest.mark.parametrize("value", ["3.5", "3.8", "4.2"])
async def test_the_manat_keeps_what_its_bank_said_last(value: str) -> None:
    known = tmt(value, "2026-11-19")
    asking = chain.ask(silent, endpoints={}, now=NOW, currencies=["TMT"], known={"TMT": known})
    (answer,) = [answer async for answer in asking]
    assert answer.quotes == ()  # what is known stays
    shown = rate([known], base="TMT", now=NOW)
    assert shown
    assert shown.fixed is (value == "3.5")


async def test_where_its_bank_was_never_heard_the_decree_speaks() -> None:
    asking = chain.ask(silent, endpoints={}, now=NOW, currencies=["TMT"])
    (answer,) = [answer async for answer in asking]
    shown = rate(answer.quotes, base="TMT", now=NOW)
    assert shown
    assert (shown.provider, shown.as_of, shown.fixed, shown.stale) == (DECREE.series, date(2015, 1, 1), True, False)
