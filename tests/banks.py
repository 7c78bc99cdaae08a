"""The national banks and the other sources of rates as they answer, in their own formats, for the newsstand.

banks = Banks(WEEK, today=date(2026, 4, 3))
banks.open_on(stand)
endpoints = banks.endpoints(stand)     # for [rates.endpoints]
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from tests.newsstand import Newsstand, Page, Request

Figures = Mapping[date, Mapping[str, str]]
"""Units of each currency for one US dollar on each day of publication."""

JSON_TYPE = "application/json; charset=utf-8"
KEYS = ("frankfurter", "nbk", "nbkr", "nbt", "cbu", "cbt", "cbr", "exchange_api")

_OWN = {"NBK": {"KZT"}, "NBKR": {"KGS"}, "NBT": {"TJS"}, "CBU": {"UZS"}, "CBR": {"RUB"}}
_OWN["ECB"] = {"EUR", "CNY", "GBP", "TRY"}
_CBR_NOMINAL = {"KGS": 100, "KZT": 100, "TJS": 10, "UZS": 10000, "USD": 1}


class Banks:
    """All sources, telling the same figures.

    A key in `wrong_nominal` tells a tenth of the value, as if it came for ten dollars; one in `wrong_date` answers
    with its oldest day whatever is asked. One in `carrying` repeats the value in force under the date of every day
    that has come, one in `dating_back` answers for a day without a publication with the last one under its own date.
    `figures` of days after `today` are not published yet.
    """

    def __init__(self, figures: Figures, *, today: date) -> None:
        self.figures = dict(sorted(figures.items()))
        self.today = today
        self.wrong_nominal: set[str] = set()
        self.wrong_date: set[str] = set()
        self.carrying: set[str] = set()
        self.dating_back: set[str] = set()

    def open_on(self, stand: Newsstand) -> dict[str, str]:
        """Serve every source on a newsstand and give the address of each by its key."""
        answers: dict[str, Callable[[Request], Page | None]] = {key: getattr(self, key) for key in KEYS}
        return {key: stand.put(f"/{key}/", answer).rstrip("/") for key, answer in answers.items()}

    def _day(self, key: str, asked: date) -> date | None:
        """Return the day of publication whose figures a source tells for a day; None where it has nothing for it."""
        if key in self.wrong_date:
            return min(self.figures)
        if (asked in self.figures or key in self.carrying | self.dating_back) and min(self.figures) <= asked:
            return self._newest(asked) if asked <= self.today else None
        return None

    def _dated(self, key: str, day: date, asked: date) -> date:
        """Return the date that a source writes over the figures of a day of publication."""
        return asked if key in self.carrying else day

    def _newest(self, asked: date) -> date:
        return max(day for day in self.figures if day <= min(asked, self.today))

    def _value(self, key: str, day: date, currency: str) -> Decimal:
        value = Decimal(self.figures[day].get(currency, "0"))
        return value / 10 if key in self.wrong_nominal else value

    def _difference(self, day: date, currency: str) -> Decimal:
        """Give the change in money since the day before, as NBK and CBU state it."""
        before = max((d for d in self.figures if d < day), default=day)
        return Decimal(self.figures[day][currency]) - Decimal(self.figures[before][currency])

    def _nominal(self, key: str) -> int:
        return 10 if key in self.wrong_nominal else 1

    def frankfurter(self, request: Request) -> Page | None:
        if request.path != "/frankfurter/v2/rates":
            return None
        currency, start = request.query["quotes"], date.fromisoformat(request.query["from"])
        known = request.query.get("base") == "USD" and currency in _OWN.get(request.query["providers"], ())
        days = [d for d in self.figures if start <= d <= self.today and currency in self.figures[d]] if known else []
        if "frankfurter" in self.wrong_date:
            days = [min(self.figures)]
        elif "frankfurter" in self.carrying and days:
            days = [days[0] + timedelta(days=n) for n in range((self.today - days[0]).days + 1)]
        values = ((day, self._value("frankfurter", self._newest(day), currency)) for day in days)
        rows = ",".join(f'{{"date":"{day}","base":"USD","quote":"{currency}","rate":{value}}}' for day, value in values)
        return Page(f"[{rows}]".encode(), JSON_TYPE)

    def nbk(self, request: Request) -> Page | None:
        if request.path != "/nbk/rss/get_rates.cfm":
            return None
        asked = datetime.strptime(request.query["fdate"], "%d.%m.%Y").date()  # noqa: DTZ007  (a day, not a moment)
        day = self._day("nbk", asked)
        rows = {"RUB": ("РОССИЙСКИЙ РУБЛЬ", "5.87"), "USD": ("ДОЛЛАР США", self.figures[day]["KZT"])} if day else {}
        change = self._difference(day, "KZT") if day else 0
        items = "".join(
            f"<item><fullname>{name}</fullname><title>{code}</title><description>{value}</description>"
            f"<quant>{self._nominal('nbk')}</quant><index>UP</index><change>{change:+}</change></item>"
            for code, (name, value) in rows.items()
        )
        shown = self._dated("nbk", day, asked) if day else asked
        head = f"<title>Official exchange rates</title><date>{shown:%d.%m.%Y}</date>"
        return _xml(f'<?xml version="1.0" encoding="utf-8"?>\n<rates>{head}{items}</rates>')

    def nbkr(self, request: Request) -> Page | None:
        if request.path == "/nbkr/index1.jsp":
            return self._nbkr_history(request)
        if request.path != "/nbkr/XML/daily.xml":
            return None
        day = min(self.figures) if "nbkr" in self.wrong_date else self._newest(self.today)
        value = self.figures[day]["KGS"].replace(".", ",")
        shown = self._dated("nbkr", day, self.today)
        row = f'<Currency ISOCode="USD"><Nominal>{self._nominal("nbkr")}</Nominal><Value>{value}</Value></Currency>'
        root = f'<CurrencyRates Name="Daily Exchange Rates" Date="{shown:%d.%m.%Y}">{row}</CurrencyRates>'
        return _xml(f'<?xml version="1.0" encoding="windows-1251" ?>\n<!-- Доллар -->{root}', "windows-1251")

    def _nbkr_history(self, request: Request) -> Page:
        first, last = (
            date(*(int(request.query[f"{end}_{part}"]) for part in ("year", "month", "day"))) for end in ("beg", "end")
        )
        days = [day for day in self.figures if first <= day <= last]
        if "nbkr" in self.carrying and days:
            days = [days[0] + timedelta(days=n) for n in range((min(last, self.today) - days[0]).days + 1)]
        rows = "".join(
            f"<tr><td><!--date-->{day:%d.%m.%Y}<!--date--></td>"
            f"<td><!--value-->{self.figures[self._newest(day)]['KGS'].replace('.', ',')}<!--value--></td></tr>"
            for day in reversed(days)
        )
        return Page(f"<html><body><table>{rows}</table></body></html>".encode(), "text/html; charset=utf-8")

    def nbt(self, request: Request) -> Page | None:
        if request.path != "/nbt/en/kurs/export_xml.php":
            return None
        asked = date.fromisoformat(request.query["date"])
        if not min(self.figures) <= asked <= self.today:
            asked = self.today
        of = min(self.figures) if "nbt" in self.wrong_date else self._newest(asked)
        shown = of if "nbt" in self.wrong_date | self.dating_back else asked
        row = (
            f'<Valute ID="840"><CharCode>USD</CharCode><Nominal>{self._nominal("nbt")}</Nominal><Name>US Dollar</Name>'
            f"<Value>{self.figures[of]['TJS']}</Value></Valute>"
        )
        root = f'<ValCurs Date="{shown}" name="Foreign Currency Market">{row}</ValCurs>'
        return _xml(f'<?xml version="1.0" encoding="utf-8" ?>\n{root}')

    def cbu(self, request: Request) -> Page | None:
        place, _, name = request.path.strip("/").rpartition("/")
        if place != "cbu/en/arkhiv-kursov-valyut/json/all":
            return None
        asked = date.fromisoformat(name)
        day = self._day("cbu", asked)
        if day is None:
            return Page(b"[]", JSON_TYPE)
        rows = [
            {
                "Ccy": code,
                "Nominal": str(self._nominal("cbu")),
                "Rate": rate,
                "Diff": str(self._difference(day, "UZS")),
                "Date": f"{self._dated('cbu', day, asked):%d.%m.%Y}",
            }
            for code, rate in (("TMT", "4023.12"), ("USD", self.figures[day]["UZS"]))
        ]
        return Page(json.dumps(rows).encode(), JSON_TYPE)

    def cbt(self, request: Request) -> Page | None:
        name = request.path.rpartition("/")[2]
        asked = datetime.strptime(name, "%d%m%Y.xml").date()  # noqa: DTZ007  (a day, not a moment)
        day = self._day("cbt", asked)
        if day is None or request.path != f"/cbt/kurs/{asked:%Y}/{name}":
            return None
        manat = self.figures[day].get("TMT", "3.5")
        row = f'<rate code="USD"><multiplier>{self._nominal("cbt")}</multiplier><rate_tmt>{manat}</rate_tmt></rate>'
        root = f'<cbt_currency_rate name="CBT Currency XML"><date>{day:%d.%m.%Y}</date>{row}</cbt_currency_rate>'
        return _xml(f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{root}')

    def cbr(self, request: Request) -> Page | None:
        if request.path != "/cbr/scripts/XML_daily.asp":
            return None
        asked = datetime.strptime(request.query["date_req"], "%d/%m/%Y").date()  # noqa: DTZ007  (a day)
        day = min(self.figures) if "cbr" in self.wrong_date else self._newest(asked)
        roubles = Decimal(self.figures[day]["RUB"])
        rows = []
        for code, nominal in _CBR_NOMINAL.items():
            per_dollar = Decimal(1) if code == "USD" else Decimal(self.figures[day][code])
            unit = roubles / per_dollar / (10 if code != "USD" and "cbr" in self.wrong_nominal else 1)
            value, one = f"{unit * nominal:.4f}".replace(".", ","), f"{unit:.12f}".rstrip("0").replace(".", ",")
            rows.append(
                f"<Valute><CharCode>{code}</CharCode><Nominal>{nominal}</Nominal><Name>Валюта {code}</Name>"
                f"<Value>{value}</Value><VunitRate>{one}</VunitRate></Valute>"
            )
        root = f'<ValCurs Date="{day:%d.%m.%Y}" name="Foreign Currency Market">{"".join(rows)}</ValCurs>'
        return _xml(f'<?xml version="1.0" encoding="windows-1251"?>{root}', "windows-1251")

    def exchange_api(self, request: Request) -> Page | None:
        place, _, rest = request.path.partition("currency-api@")
        tag, _, name = rest.partition("/")
        if place != "/exchange_api/npm/@fawazahmed0/" or name != "v1/currencies/usd.min.json":
            return None
        asked = self._newest(self.today) if tag == "latest" else date.fromisoformat(tag)
        day = self._day("exchange_api", asked)
        if day is None:
            return None
        rows = ",".join(f'"{c.lower()}":{self._value("exchange_api", day, c)}' for c in self.figures[day])
        return Page(f'{{"date":"{day}","usd":{{{rows},"tmt":3.49982316}}}}'.encode(), JSON_TYPE)


def recent_weekdays(today: date, count: int) -> list[date]:
    """Give the last weekdays up to today, oldest first."""
    days = [today - timedelta(days=back) for back in range(count * 2 + 2)]
    return [day for day in days if day.weekday() < 5][:count][::-1]


def recent_figures(today: date, count: int = 10) -> dict[date, dict[str, str]]:
    """Give figures near the real ones for the last weekdays, each day a little different."""
    start = {"KGS": "87.4500", "KZT": "472.31", "TJS": "9.3288", "UZS": "12149.84", "RUB": "84.5084"}
    start |= {"EUR": "0.8612", "CNY": "6.7078", "GBP": "0.7554", "TRY": "48.9952", "AFN": "63.9811"}
    return {
        day: {code: f"{Decimal(value) * (1000 + step % 4 - step % 3) / 1000:.4f}" for code, value in start.items()}
        for step, day in enumerate(recent_weekdays(today, count))
    }


def _xml(text: str, encoding: str = "utf-8") -> Page:
    return Page(text.encode(encoding), "text/xml")
