"""More of what sources of rates can do: moved holidays, corrections, silences, jumps, crosses, units swapped."""

from __future__ import annotations

from tests.newsstand import Page, redirect
from tests.rates.steps import FRIDAY, GONE, WEEK, At, Says, Sends, Situation, by_day, days, nbk

SETTLED = "no other source could settle it"

OTHERS: dict[str, Situation] = {
    **{
        f"Qurban Hayit of three days, {habit or 'own dates'}": (
            "UZS",
            "of the day before all the while",
            [
                Says("cbu", days("2026-05", d25="12000.00", d26="12010.00") | {"2026-06-01": "12050.00"}, habit),
                At("2026-05-28T12:00", "12010.00 0.08 2026-05-26 CBU"),
                At("2026-05-30T12:00", "12010.00 0.08 2026-05-26 CBU"),
                At("2026-06-01T12:00", "12050.00 0.33 2026-06-01 CBU"),
            ],
        )
        for habit in ("", "carrying", "dating_back")
    },
    "Christmas after two working days of January": (
        "KZT",
        "each working day against the one before",
        [
            Says(
                "nbk",
                {"2026-12-30": "470.00", "2026-12-31": "471.00"}
                | days("2027-01", d05="473.00", d06="474.00", d08="475.00"),
            ),
            At("2027-01-04T12:00", "471.00 0.21 2026-12-31 NBK"),
            At("2027-01-05T12:00", "473.00 0.42 2027-01-05 NBK"),
            At("2027-01-07T12:00", "474.00 0.21 2027-01-06 NBK"),
            At("2027-01-08T12:00", "475.00 0.21 2027-01-08 NBK"),
        ],
    ),
    "a leap day": (
        "KZT",
        "a day like any other",
        [
            Says("nbk", {"2028-02-28": "471.00", "2028-02-29": "472.00", "2028-03-01": "473.00"}),
            At("2028-02-29T12:00", "472.00 0.21 2028-02-29 NBK"),
            At("2028-03-01T12:00", "473.00 0.21 2028-03-01 NBK"),
        ],
    ),
    "a Saturday that is worked": (
        "KZT",
        "a publication, and Monday's change is against it",
        [
            Says("frankfurter", FRIDAY | days("2026-11", d21="521.00", d23="522.00")),
            At("2026-11-22T12:00", "521.00 0.21 2026-11-21 NBK"),
            At("2026-11-23T12:00", "522.00 0.19 2026-11-23 NBK"),
        ],
    ),
    "a working day without a publication": (
        "KZT",
        "against the day before it, which its bank says",
        [
            Says("nbk", days("2026-11", d18="522.00", d20="519.90")),
            At("2026-11-20T12:00", "519.90 -0.40 2026-11-20 NBK"),
        ],
    ),
    "a second publication on one day, and a correction of the day before": (
        "KZT",
        "the newest word on each day",
        [
            Says("nbk", FRIDAY),
            At("2026-11-20T12:00", "519.90 -0.38 2026-11-20 NBK"),
            Says("nbk", WEEK | {"2026-11-20": "518.00"}),
            At("2026-11-20T14:00", "518.00 -0.75 2026-11-20 NBK"),
            Says("nbk", WEEK | {"2026-11-19": "517.00", "2026-11-20": "518.00"}),
            At("2026-11-20T15:00", "518.00 0.19 2026-11-20 NBK"),
        ],
    ),
    "Monday's rate is known on Friday evening": (
        "KZT",
        "shown with its date, and not late on Monday",
        [
            Says("frankfurter", FRIDAY | {"2026-11-23": "521.00"}, ahead=3),
            At("2026-11-20T17:00", "521.00 0.21 2026-11-23 NBK"),
            At("2026-11-23T17:00", "521.00 0.21 2026-11-23 NBK"),
        ],
    ),
    "a bank that is silent for 3, 10 and 40 days": (
        "KZT",
        "its last value, late, and the change when it is back",
        [
            Says("nbk", FRIDAY | {"2026-12-31": "530.00"}),
            At("2026-11-23T12:00", "519.90 -0.38 2026-11-20 NBK late"),
            At("2026-11-30T12:00", "519.90 -0.38 2026-11-20 NBK late"),
            At("2026-12-30T12:00", "519.90 -0.38 2026-11-20 NBK late"),
            At("2026-12-31T12:00", "530.00 - 2026-12-31 NBK"),
        ],
    ),
    "a bank that is silent while the market is not": (
        "KZT",
        "the market's after six missed publications, and the bank's when it is back",
        [
            Says("nbk", FRIDAY),
            Says("exchange_api", FRIDAY | days("2026-12", d01="523.00", d02="524.00", d03="525.00")),
            At("2026-11-20T12:00", "519.90 -0.38 2026-11-20 NBK"),
            At("2026-11-24T12:00", "519.90 -0.38 2026-11-20 NBK late"),
            At("2026-12-03T12:00", "525.00 0.19 2026-12-03 exchange-api"),
            Says("nbk", days("2026-12", d02="526.00", d03="527.00")),
            At("2026-12-03T13:00", "527.00 0.19 2026-12-03 NBK"),
        ],
    ),
    "units swapped by the carrier at the first start": (
        "KZT",
        "doubted until the bank answers, and not believed because it was shown",
        [
            Says("frankfurter", days("2026-11", d19="0.002117", d20="0.002118")),
            At(
                "2026-11-20T12:00",
                f"0.002118 0.05 2026-11-20 NBK ? 0.002118 KZT to the dollar is out of the usual; {SETTLED}",
            ),
            Says("nbk", FRIDAY),
            At(
                "2026-11-20T13:00",
                "519.90 -0.38 2026-11-20 NBK ? Frankfurter: 0.002118 KZT to the dollar is out of the usual; "
                "shown is what National Bank of Kazakhstan says",
            ),
        ],
    ),
    "the market swaps units": (
        "KZT",
        "the last value stays",
        [
            Says("nbk", WEEK),
            At("2026-11-19T12:00", "521.90 -0.02 2026-11-19 NBK"),
            Sends("nbk", GONE),
            Says("exchange_api", days("2026-11", d19="0.001916", d20="0.001917")),
            At(
                "2026-11-20T12:00",
                "521.90 -0.02 2026-11-19 NBK late ? exchange-api says 0.001917 to the dollar; "
                "a move of +27224730% in a day; shown is the rate of before",
            ),
        ],
    ),
    "a doubt outlives an hour in which nobody answers": (
        "KZT",
        "the doubt stays with the value",
        [
            Says("nbk", WEEK | {"2026-11-20": "614.00"}),
            At("2026-11-20T12:00", f"614.00 17.65 2026-11-20 NBK ? a move of -15% in a day; {SETTLED}"),
            Sends("nbk", GONE),
            At("2026-11-20T13:00", f"614.00 17.65 2026-11-20 NBK ? a move of -15% in a day; {SETTLED}"),
            Says("cbr", WEEK | {"2026-11-20": "613.00"}),
            Says("nbk", WEEK | {"2026-11-20": "614.00"}),
            At("2026-11-20T14:00", "614.00 17.65 2026-11-20 NBK"),
        ],
    ),
    "a jump of 11% is one in both directions": (
        "KZT",
        "checked though the tenge lost 9.9%",
        [
            Says("nbk", WEEK | {"2026-11-20": "579.40"}),
            At("2026-11-20T12:00", f"579.40 11.02 2026-11-20 NBK ? a move of -10% in a day; {SETTLED}"),
        ],
    ),
    "a wrong move of the carrier, and its bank is out of reach": (
        "KZT",
        "shown with the doubt where it is possible",
        [
            Says("frankfurter", WEEK | {"2026-11-20": "700.00"}),
            At("2026-11-20T12:00", f"700.00 34.13 2026-11-20 NBK ? a move of -25% in a day; {SETTLED}"),
        ],
    ),
    "the carrier lags behind a redenomination that bank and market tell": (
        "KZT",
        "believed, without a change",
        [
            Says("nbk", WEEK),
            At("2026-11-19T12:00", "521.90 -0.02 2026-11-19 NBK"),
            Says("frankfurter", WEEK),
            Says("nbk", WEEK | {"2026-11-20": "0.5219"}),
            Says("exchange_api", WEEK | {"2026-11-20": "0.5220"}),
            At("2026-11-20T12:00", "0.5219 - 2026-11-20 NBK"),
        ],
    ),
    "the Bank of Russia against who passes its rouble on": (
        "RUB",
        "the bank's own figure, of a carrier that is behind or wrong",
        [
            Says("frankfurter", days("2026-11", d10="83.00", d11="84.00")),
            Says("cbr", days("2026-11", d18="84.10", d19="84.20", d20="84.30")),
            At("2026-11-20T12:00", "84.3 0.12 2026-11-20 CBR"),
            Says("frankfurter", days("2026-11", d19="84.20", d20="100.00")),
            At(
                "2026-11-20T13:00",
                "84.3 0.12 2026-11-20 CBR ? Frankfurter: a move of -16% in a day; shown is what Bank of Russia says",
            ),
        ],
    ),
    "rows of the carrier in reverse, twice, and of another currency": (
        "KZT",
        "the days in their order, each once",
        [
            Sends(
                "frankfurter",
                Page(
                    b'[{"date":"2026-11-20","base":"USD","quote":"KZT","rate":519.90},'
                    b'{"date":"2026-11-20","base":"USD","quote":"KGS","rate":87.45},'
                    b'{"date":"2026-11-19","base":"USD","quote":"KZT","rate":521.90},'
                    b'{"date":"2026-11-19","base":"USD","quote":"KZT","rate":521.90}]',
                    "application/json",
                ),
            ),
            At("2026-11-20T12:00", "519.90 -0.38 2026-11-20 NBK"),
        ],
    ),
    "a bank whose page leads to a login": (
        "KZT",
        "the next source",
        [
            Sends(
                "nbk",
                lambda r: (
                    Page(b"<html><form>Sign in</form></html>", "text/html")
                    if "login" in r.path
                    else redirect("/nbk/login", status=302)
                ),
            ),
            Says("exchange_api", FRIDAY),
            At("2026-11-20T12:00", "519.90 -0.38 2026-11-20 exchange-api"),
        ],
    ),
    "a weekend through the market, which publishes on it": (
        "KZT",
        "Saturday's with its change, and Sunday repeats it",
        [
            Says("exchange_api", FRIDAY | days("2026-11", d21="520.10", d22="520.10")),
            At("2026-11-21T12:00", "520.10 0.04 2026-11-21 exchange-api"),
            At("2026-11-22T12:00", "520.10 0.04 2026-11-21 exchange-api"),
        ],
    ),
    "the day's value is not there yet, and the day before is corrupt": (
        "KZT",
        "the last one that can be read, without a change that is not known",
        [
            Sends(
                "nbk",
                by_day(d18=nbk("2026-11-18", "522.00"), d19=nbk("2026-11-19", "-"), d20=nbk("2026-11-20", "519.90")),
            ),
            At("2026-11-20T12:00", "519.90 - 2026-11-20 NBK"),
        ],
    ),
}
