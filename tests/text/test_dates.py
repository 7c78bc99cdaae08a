from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.text.dates import read_moment

TASHKENT = timezone(timedelta(hours=5))
MOMENT = datetime(2025, 11, 21, 5, tzinfo=UTC)

SAME = """
Fri, 21 Nov 2025 10:00:00 +0500 | Fri,21 Nov 2025 10:00:00 +0500 | Fri, 21 November 2025 10:00:00 +0500
Fri, 21 Nov 2025 10:00:00 +05 | Fri, 21 Nov 2025 10:00:00 +05:00 | Fri, 21 Nov 2025 10:00:00 GMT+5
Fri, 21 Nov 2025 10:00:00 | Fri, 21 Nov 2025 11:00:00 +0600 | Fri, 21 Nov 2025 11:00:00 KGT | 21 Nov 25 10:00 +0500
Fri, 21 Nov 2025 08:00:00 MSK | 21 ноября 2025 в 08:00 мск | Fri, 21 Nov 2025 11:00:00 Asia/Bishkek
Fri, 21 Nov 2025 10:00:00 +0500 (UZT) | Fri, 21 Nov 2025 10:00:00 +500 | Friday, 21-Nov-25 05:00:00 GMT
Fri Nov 21 10:00:00 2025 | Fri Nov 21 10:00:00 +0500 2025 | Fri Nov 21 2025 10:00:00 GMT+0500 (Uzbekistan Time)
2025-11-21T10:00:00+05:00 | 2025-11-21t05:00:00z | 2025-11-21Т10:00:00+05:00 | 2025-11-21 10:00:00 +0500
2025-11-21 10:00 | 2025-11-21T10:00:00.123+05:00 | 2025/11/21 10:00 | 2025.11.21 10:00 | 20251121T050000Z
1763701200 | 1763701200000 | 20251121100000 | 21.11.2025 10:00 | 21/11/2025 10:00 | 21-11-2025 10:00 | 21.11.25 10:00
11/21/2025 10:00 AM | Nov 21, 2025 10:00 AM | November 21, 2025, 10:00 am | 10:00 / 21.11.2025
21.11.2025 г. 10.00 | 21.11.2025 10.00.00 | Fri, 21 Nov 2025 10.00.00 +0500
Пт, 21 ноя 2025 10:00:00 +0500 | 21 ноября 2025, 10:00 | Пятница, 21 ноября 2025 года в 10:00 | 21 нояб. 2025 г., 10:00
21 қараша 2025, 10:00 | 2025 жылғы 21 қараша, 10:00 | 21 Қараша, 2025 10:00 | 2025 ж. 21 қараша сағат 10:00
Жұма, 21 қар 2025 10:00:00 +0500 | сенбі, 21 қараша 2025 10:00 | 21-ноябрь, 2025-жыл, 10:00
2025-жылдын 21-ноябры, 10:00 | 21-noyabr 2025, 10:00 | 2025-yil 21-noyabr, 10:00 | Juma, 21-noyabr, 2025-yil, 10:00
2025 йил 21 ноябрь, соат 10:00 | 21 ноябр 2025, 10:00 | 21 ноябри соли 2025, соати 10:00 | Ҷумъа, 21 Ноябр 2025 10:00
21 noýabr 2025, 10:00 | 2025-nji ýylyň 21-nji noýabry, 10:00 | 21.11.2025ý. 10:00
21 ноября 2025 10 ч. 00 мин. | 2025-11-21T10:00:00+05:00[Asia/Almaty] | 21/Nov/2025:10:00:00 +0500
21st November 2025 10:00 | Опубликовано: 21.11.2025 10:00 | 2025-yilning 21-noyabri, 10:00 | 21 қарашада 2025 жылы 10:00
۲۱.۱۱.۲۰۲۵ ۱۰:۰۰ | ٢١/١١/٢٠٢٥ ١٠:٠٠
"""
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "kk-Latn": "qańtar aqpan naýryz sáýir mamyr maýsym shilde tamyz qyrkúıek qazan qarasha jeltoqsan",
    "ky": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "uz": "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
    "uz-Cyrl": "январ феврал март апрел май июн июл август сентябр октябр ноябр декабр",
    "tg": "январи феврали марти апрели майи июни июли августи сентябри октябри ноябри декабри",
    "tk": "ýanwar fewral mart aprel maý iýun iýul awgust sentýabr oktýabr noýabr dekabr",
}


@pytest.mark.parametrize("stated", [date.strip() for line in SAME.split("\n") for date in line.split(" | ") if date])
def test_one_moment_in_many_words(stated: str) -> None:
    assert read_moment(stated, TASHKENT) == MOMENT


@pytest.mark.parametrize("language", MONTHS)
def test_every_month_in_every_language(language: str) -> None:
    for number, name in enumerate(MONTHS[language].split(), 1):
        for stated in (f"5 {name} 2024, 09:30", f"2024, 5-{name.title()} 09:30"):
            assert read_moment(stated, TASHKENT) == datetime(2024, number, 5, 4, 30, tzinfo=UTC), stated


def test_days_alone_and_midnights() -> None:
    midnight = datetime(2025, 11, 20, 19, tzinfo=UTC)
    for stated in ("21.11.2025", "21 ноября 2025", "2025-11-21", "Nov 21, 2025", "20251121", "21.11.2025 00:00"):
        assert read_moment(stated, TASHKENT) == midnight
    assert read_moment("Fri, 21 Nov 2025 24:00:00 +0500") == midnight + timedelta(days=1)
    assert read_moment("Dec 1, 2025 12:05 AM") == datetime(2025, 12, 1, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "stated",
    ["", "yesterday", "2025", "hello", "32.13.2025", "0000-00-00 00:00:00", "Thu, 01 Jan 1970 00:00:00 GMT", "1.5",
     "2025-11-21T25:00:00Z", "99999999999999", "9" * 5000, "21 Nov", "Marsh 5 2025", "Sun, 30 Nov -001 00:00:00 +0000"],
)  # fmt: skip
def test_what_is_no_date(stated: str) -> None:
    assert read_moment(stated, TASHKENT) is None


@given(st.text() | st.from_regex(r"[0-9TZ:. +/-]{0,40}"))
def test_anything_is_survived(stated: str) -> None:
    moment = read_moment(stated, TASHKENT)
    assert moment is None or moment.tzinfo is UTC
