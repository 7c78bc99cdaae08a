"""Write the banks' holidays anew: `pip install holidays && python -m tests.make_holidays`.

The days come from the `holidays` package (MIT), which follows the laws and decrees of each country; days of the Islamic
calendar are estimates until they are proclaimed. Only days from Monday to Friday are kept: weekends need no list.
"""

from __future__ import annotations

from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/careader/rates/holidays.toml"
COUNTRIES = ("kz", "kg", "tj", "tm", "uz", "ru")
YEARS = range(2024, 2036)
HEAD = """\
# The weekdays on which the banks that set rates are closed, as month and day, by country ("eu" is the ECB) and year.
# Made by `python -m tests.make_holidays` from holidays {version} (MIT): laws and decrees; days of the Islamic calendar
# of years to come are estimates.
"""


def main() -> None:
    import holidays

    parts = [HEAD.format(version=version("holidays"))]
    calendars = {code: holidays.country_holidays(code.upper(), years=YEARS) for code in COUNTRIES}
    calendars["eu"] = holidays.financial_holidays("XECB", years=YEARS)
    for code, calendar in calendars.items():
        years: dict[int, list[str]] = defaultdict(list)
        for day in sorted(calendar):
            if day.weekday() < 5:
                years[day.year].append(f"{day:%m-%d}")
        rows = "\n".join(f'{year} = "{" ".join(days)}"' for year, days in sorted(years.items()) if year in YEARS)
        parts.append(f"\n[{code}]\n{rows}\n")
    TARGET.write_text("".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
