"""Each source alone while all others fail, in every way in which they fail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from careader import words
from careader.model import Failure, Quote, Rate
from careader.net import Client, Response
from careader.rates import chain
from careader.rates.change import rate
from careader.rates.weighing import Answer
from tests.banks import KEYS, Banks, recent_figures
from tests.newsstand import Fault, Newsstand, by_path, closed_address
from tests.rates.desk import noted

TODAY = date(2026, 11, 20)  # a Friday
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
FOUR = ("KGS", "KZT", "TJS", "UZS")
BANK_OF = {"KGS": "nbkr", "KZT": "nbk", "TJS": "nbt", "UZS": "cbu", "TMT": "cbt"}
FAULTS: dict[str, Fault | None] = {
    "refused": None,
    "403": Fault.FORBIDDEN,
    "429": Fault.TOO_MANY,
    "503": Fault.UNAVAILABLE,
    "slow to answer": Fault.SLOW_HEADERS,
    "slow to finish": Fault.SLOW_BODY,
    "truncated": Fault.TRUNCATED,
    "wrong charset": Fault.WRONG_CHARSET,
    "html": Fault.HTML,
    "wrong date": None,
    "wrong nominal": None,
}
REASONS = {
    "refused": "refused the connection",
    "403": "HTTP 403",
    "429": "HTTP 429",
    "503": "HTTP 503",
    "slow to answer": "did not answer within 0.1 s",
    "slow to finish": "did not answer within 0.1 s",
    "truncated": "broke off in the middle",
    "html": "sent a web page instead of rates",
    "wrong date": "its newest rate is of 09 Nov 2026",
}


class Town:
    """The newsstand with all sources open, and a way to ask them."""

    def __init__(self, stand: Newsstand) -> None:
        self.stand = stand
        self.banks = Banks(recent_figures(TODAY), today=TODAY)
        self.endpoints = self.banks.open_on(stand)
        self.figures = self.banks.figures

    def spoil(self, key: str, fault: str) -> None:
        if fault == "refused":
            self.endpoints[key] = closed_address()
        elif fault == "wrong date":
            self.banks.wrong_date.add(key)
        elif fault == "wrong nominal":
            self.banks.wrong_nominal.add(key)
        elif behaviour := FAULTS[fault]:
            self.stand.spoil(f"/{key}/", behaviour)

    async def ask(
        self, *currencies: str, patient_with: str = "", known: Mapping[str, Quote] | None = None, now: datetime = NOW
    ) -> dict[str, Answer]:
        async with Client(now=lambda: now, per_host=8, key_of=by_path) as client:

            async def get(url: str, *, deadline: float, **options: Any) -> Response | Failure:
                patient = not patient_with or url.startswith(self.stand.at(f"/{patient_with}/"))
                return await client.get(url, deadline=30 if patient else 0.1, **options)

            asking = chain.ask(get, endpoints=self.endpoints, now=now, currencies=currencies or FOUR, known=known or {})
            return {answer.currency: answer async for answer in asking}

    def expected_change(self, currency: str) -> Decimal:
        *_, before, this = (Decimal(values[currency]) for values in self.figures.values())
        return round((before / this - 1) * 100, 2) + 0


@pytest.fixture
def town(newsstand: Newsstand) -> Town:
    return Town(newsstand)


def shown(answer: Answer) -> Rate:
    found = rate(answer.quotes, base=answer.currency, now=NOW, note=noted(answer))
    assert found
    return found


def served_by(key: str) -> tuple[str, ...]:
    return FOUR if key in ("frankfurter", "cbr", "exchange_api") else tuple(c for c in BANK_OF if BANK_OF[c] == key)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("alone", KEYS)
async def test_one_source_alone_is_enough(town: Town, alone: str, fault: str) -> None:
    for key in KEYS:
        if key != alone:
            town.spoil(key, fault)
    answers = await town.ask(*FOUR, "TMT", patient_with=alone if fault.startswith("slow") else "")
    manat = shown(answers.pop("TMT"))
    since = TODAY if alone == "cbt" or fault == "wrong charset" else date(2015, 1, 1)  # the bank itself, or the decree
    if fault in REASONS and fault != "wrong date":
        assert (manat.rate, manat.fixed, manat.as_of, manat.change_pct) == (Decimal("0.28571429"), True, since, None)
    for currency in served_by(alone):
        if currency == "TMT":
            continue
        answer = answers.pop(currency)
        if fault != "wrong charset":  # which is survived
            assert answer.provider == alone
        found = shown(answer)
        per_dollar = Decimal(town.figures[TODAY][currency])
        assert found.as_of == TODAY
        assert abs(found.rate * per_dollar - 1) < Decimal("1e-7")
        assert found.change_pct == town.expected_change(currency)
        assert not found.stale
        if fault in REASONS:
            assert {words.reason(failure) for failure in answer.failures} <= {REASONS[fault]}
            assert found.note == ""
    for answer in answers.values():  # those whom the one source does not serve
        if fault in REASONS and fault != "wrong date":
            assert answer.quotes == ()
            assert len(answer.failures) == 4
        else:
            assert answer.quotes


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault not in ("wrong charset", "wrong nominal")])
@pytest.mark.parametrize("currency", FOUR)
async def test_when_one_source_fails_the_next_answers_and_the_reason_is_kept(
    town: Town, currency: str, fault: str
) -> None:
    town.spoil("frankfurter", fault)
    answer = (await town.ask(currency, patient_with=BANK_OF[currency] if fault.startswith("slow") else ""))[currency]
    assert answer.provider == BANK_OF[currency]
    assert [(failure.what, words.reason(failure)) for failure in answer.failures] == [("Frankfurter", REASONS[fault])]


async def test_a_slow_bank_holds_up_nobody_else(town: Town) -> None:
    town.spoil("frankfurter", "refused")
    town.spoil("nbk", "slow to answer")
    order = []
    async with Client(now=lambda: NOW, per_host=8, key_of=by_path) as client:
        async for answer in chain.ask(client.get, endpoints=town.endpoints, now=NOW, currencies=FOUR, seconds=1):
            order.append(answer.currency)  # noqa: PERF401  (the order of arrival is what is tested)
    assert order[-1] == "KZT"
    assert sorted(order) == sorted(FOUR)


async def test_what_several_currencies_need_is_fetched_once(town: Town) -> None:
    for key in ("frankfurter", "nbk", "nbkr", "nbt", "cbu"):
        town.spoil(key, "refused")
    await town.ask()
    assert len(town.stand.asked("/cbr/")) == 2
    for key in ("cbr",):
        town.spoil(key, "refused")
    await town.ask()
    assert len(town.stand.asked("/exchange_api/")) == 3


async def test_frankfurter_is_asked_once_for_a_currency_and_for_its_own_bank(town: Town) -> None:
    await town.ask()
    asked = {request.query["quotes"]: request.query["providers"] for request in town.stand.requests}
    assert asked == {"KGS": "NBKR", "KZT": "NBK", "TJS": "NBT", "UZS": "CBU"}
    assert len(town.stand.requests) == 4


def quote(currency: str, value: str, day: date = TODAY, provider: str = "NBK") -> Quote:
    return Quote("USD", currency, Decimal(value), day, provider)


async def test_a_bad_nominal_in_the_first_source_is_noticed_and_the_second_is_shown(town: Town) -> None:
    town.spoil("frankfurter", "wrong nominal")
    for known in ({}, {"KZT": quote("KZT", "471")}):
        answer = (await town.ask("KZT", known=known))["KZT"]
        assert answer.provider == "nbk"
        assert noted(answer).startswith("Frankfurter: ")
        assert answer.failures


async def test_a_large_move_that_the_next_source_confirms_is_shown_without_doubt(town: Town) -> None:
    answer = (await town.ask("KZT", known={"KZT": quote("KZT", "400", date(2026, 11, 19))}))["KZT"]
    assert (answer.provider, noted(answer)) == ("frankfurter", "")


async def test_a_large_move_that_the_next_source_does_not_know_is_shown_as_doubtful(town: Town) -> None:
    calm = {day: {**values, "KZT": "400"} for day, values in town.figures.items()}
    town.banks.figures = {**calm, TODAY: town.figures[TODAY]}
    for key in ("nbk", "cbr"):
        town.spoil(key, "refused")
    with Newsstand() as elsewhere:
        town.endpoints["exchange_api"] = Banks(calm, today=TODAY).open_on(elsewhere)["exchange_api"]
        answer = (await town.ask("KZT"))["KZT"]
    assert answer.provider == "frankfurter"
    assert noted(answer) == "a move of -15% in a day; exchange-api says 400 to the dollar"

    answer = (await town.ask("KZT"))["KZT"]  # now exchange-api is gone too
    assert noted(answer) == "a move of -15% in a day; no other source could settle it"


async def test_where_only_yesterday_was_wrong_the_second_source_gives_value_and_change(town: Town) -> None:
    yesterday = date(2026, 11, 19)
    slipped = {day: dict(values) for day, values in town.figures.items()}
    slipped[yesterday]["KZT"] = "4713.65"
    with Newsstand() as elsewhere:
        town.endpoints["frankfurter"] = Banks(slipped, today=TODAY).open_on(elsewhere)["frankfurter"]
        answer = (await town.ask("KZT"))["KZT"]
    assert (answer.provider, noted(answer)) == ("nbk", "")
    assert shown(answer).change_pct == town.expected_change("KZT")
    assert [words.reason(failure) for failure in answer.failures] == ["a move of +897% in a day"]


async def test_the_wildest_figures_are_only_doubtful(town: Town) -> None:
    town.banks.figures = {
        day: dict.fromkeys(values, "0.00001" if day < TODAY else "999999999") for day, values in town.figures.items()
    }
    for answer in (await town.ask()).values():
        assert "a move of -100% in a day" in noted(answer) or not noted(answer)
        assert shown(answer).change_pct == -100


async def test_a_scale_that_all_sources_share_is_believed(town: Town) -> None:
    town.banks.figures = {
        day: {code: value if code == "RUB" else str(Decimal(value) / 1000) for code, value in values.items()}
        for day, values in town.figures.items()
    }
    answer = (await town.ask("KZT"))["KZT"]
    assert (answer.provider, noted(answer)) == ("frankfurter", "")


async def test_an_old_answer_is_better_than_none(town: Town) -> None:
    for key in KEYS:
        town.spoil(key, "wrong date" if key == "nbk" else "503")
    answer = (await town.ask("KZT"))["KZT"]
    assert answer.provider == "nbk"
    assert shown(answer).as_of == min(town.figures)
    assert shown(answer).stale
    assert len(answer.failures) == 4
    newer = {"KZT": quote("KZT", "471", date(2026, 11, 10))}
    assert (await town.ask("KZT", known=newer))["KZT"].quotes == ()


async def test_the_manat_is_fixed_whoever_can_be_reached(town: Town) -> None:
    town.spoil("cbt", "wrong nominal")
    answer = (await town.ask("TMT"))["TMT"]
    assert shown(answer).rate == Decimal("0.28571429")
    assert noted(answer) == (
        "Central Bank of Turkmenistan: 0.35 TMT to the dollar is out of the usual; shown is what the decree says"
    )
    assert not [request for request in town.stand.requests if request.path.startswith(("/cbu/", "/exchange_api/"))]


@pytest.mark.parametrize(("currency", "provider"), [("RUB", "frankfurter"), ("EUR", "frankfurter")])
async def test_other_currencies_can_be_asked_for(town: Town, currency: str, provider: str) -> None:
    answer = (await town.ask(currency))[currency]
    assert answer.provider == provider
    assert shown(answer).as_of == TODAY


async def test_on_a_weekend_fridays_rate_is_not_stale(town: Town) -> None:
    sunday = datetime(2026, 11, 22, 12, tzinfo=UTC)
    town.banks.today = sunday.date()
    for key in ("frankfurter", "cbr", "exchange_api"):
        town.spoil(key, "refused")
    for currency, answer in (await town.ask(now=sunday)).items():
        found = rate(answer.quotes, base=currency, now=sunday)
        assert found
        assert (found.as_of, found.stale) == (TODAY, False)
        assert found.change_pct == town.expected_change(currency)


@pytest.mark.parametrize("currency", FOUR)
async def test_history_reaches_back_as_far_as_asked(town: Town, currency: str) -> None:
    async with Client(now=lambda: NOW, key_of=by_path) as client:
        quotes = await chain.history(client.get, endpoints=town.endpoints, now=NOW, currency=currency)
        assert not isinstance(quotes, Failure)
        assert [q.published for q in quotes] == list(town.figures)


async def test_history_of_the_som_is_in_the_banks_own_table_too(town: Town) -> None:
    town.spoil("frankfurter", "503")
    async with Client(now=lambda: NOW, key_of=by_path) as client:
        quotes = await chain.history(client.get, endpoints=town.endpoints, now=NOW, currency="KGS")
        nobody = await chain.history(client.get, endpoints=town.endpoints, now=NOW, currency="KZT")
    assert not isinstance(quotes, Failure)
    assert len(quotes) == len(town.figures)
    assert isinstance(nobody, Failure)
    assert words.reason(nobody) == "HTTP 503"
