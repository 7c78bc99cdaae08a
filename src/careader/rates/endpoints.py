"""Who is asked for rates: where, when they publish, and on what terms they may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One source of rates.

    `key` is its name under `[rates.endpoints]`, `url` the scheme and host that such an entry replaces. `series` is
    what `Quote.provider` says. New rates appear on weekdays between the hours `opens` and `closes`, UTC. `page` is
    where a reader finds the rates, `terms` what the publisher asks of those who show them.
    """

    key: str
    series: str
    name: str
    url: str
    opens: int
    closes: int
    page: str
    terms: str


SOURCES: dict[str, Source] = {
    source.key: source
    for source in (
        Source(
            "frankfurter",
            "",
            "Frankfurter",
            "https://api.frankfurter.dev",
            0,
            24,
            "https://frankfurter.dev",
            "Free to use; the software is under the MIT licence, the figures are the central banks'.",
        ),
        Source(
            "nbk",
            "NBK",
            "National Bank of Kazakhstan",
            "https://nationalbank.kz",
            9,
            11,
            "https://nationalbank.kz/en/exchangerates/ezhednevnye-oficialnye-rynochnye-kursy-valyut",
            "Official rates, public.",
        ),
        Source(
            "nbkr",
            "NBKR",
            "National Bank of the Kyrgyz Republic",
            "https://www.nbkr.kg",
            8,
            10,
            "https://www.nbkr.kg/index1.jsp?item=1562&lang=ENG",
            "Official rates, public.",
        ),
        Source(
            "nbt",
            "NBT",
            "National Bank of Tajikistan",
            "https://www.nbt.tj",
            4,
            6,
            "https://www.nbt.tj/en/kurs/",
            "Official rates, public; asks to be named as the source: www.nbt.tj.",
        ),
        Source(
            "cbu",
            "CBU",
            "Central Bank of Uzbekistan",
            "https://cbu.uz",
            8,
            10,
            "https://cbu.uz/en/arkhiv-kursov-valyut/",
            "Official rates, public.",
        ),
        Source(
            "cbt",
            "CBT",
            "Central Bank of Turkmenistan",
            "https://cbt.tm",
            0,
            24,
            "https://cbt.tm",
            "Official rates, public.",
        ),
        Source(
            "cbr",
            "CBR",
            "Bank of Russia",
            "https://www.cbr.ru",
            9,
            11,
            "https://www.cbr.ru/eng/currency_base/daily/",
            "Free to use when the Bank of Russia is named; crossed here through the rouble.",
        ),
        Source(
            "exchange_api",
            "exchange-api",
            "exchange-api",
            "https://cdn.jsdelivr.net",
            0,
            24,
            "https://github.com/fawazahmed0/exchange-api",
            "CC0 1.0: public domain; market rates, not official ones.",
        ),
    )
}

DECREE = Source(
    "decree",
    "decree",
    "the decree",
    "",
    0,
    24,
    "https://cbt.tm",
    "The manat is fixed at 3.5 to the dollar since 1 January 2015. The bank itself has not been heard.",
)
"""What stands for the Central Bank of Turkmenistan until it has been heard once; nobody is asked for it."""

ECB = Source(
    "ecb",
    "ECB",
    "European Central Bank",
    "",
    14,
    16,
    "https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/",
    "Reference rates; free to use when the bank is named.",
)
"""Who sets the rates of euro, yuan, pound and lira, which Frankfurter passes on; the bank itself is not asked."""

_BY_SERIES = {source.series: source for source in (*SOURCES.values(), DECREE, ECB) if source.series}


def source_of(series: str) -> Source | None:
    """Find who publishes a series, the `provider` of a quote; None for one that no source here publishes."""
    return _BY_SERIES.get(series)


def address(key: str, path: str, endpoints: Mapping[str, str]) -> str:
    """Put together the address of a request; an entry of `[rates.endpoints]` replaces scheme and host."""
    return (endpoints.get(key) or SOURCES[key].url).rstrip("/") + path
