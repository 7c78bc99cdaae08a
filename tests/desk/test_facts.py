from __future__ import annotations

import pytest

from careader.desk.facts import Facts, facts
from careader.desk.terms import read


def stated(text: str) -> Facts:
    return facts(text, read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Rates for 20 November",
        "Rates for November 20, 2026",
        "Курс на 20 ноября 2026 года",
        "20 қарашаға арналған бағам",
        "2026-yil 20-noyabr uchun kurs",
        "20-noýabr",
        "Қурби асъор барои 20 ноябр",
        "Отчет за 20.11.2026",
        "Report of 2026-11-20",
    ],
)
def test_a_day_in_seven_languages_and_in_figures(text: str) -> None:
    assert stated(text).days == {(11, 20)}
    assert stated(text).months == {11}


def test_two_days_of_one_month() -> None:
    assert stated("Визит 20 и 21 ноября").days == {(11, 20), (11, 21)}
    assert stated("From 28 to 30 November, 5 flights").days == {(11, 28), (11, 30)}


def test_words_that_are_months_only_beside_a_number() -> None:
    assert stated("Protesters march in Bishkek").months == frozenset()
    assert stated("Prices may rise").months == frozenset()
    assert stated("On 5 May").months == {5}


@pytest.mark.parametrize(
    ("text", "day"),
    [("on Monday", 1), ("в среду", 3), ("бейсенбіде", 4), ("жума күнү", 5), ("shanba kuni", 6), ("якшанбе", 7)],
)
def test_weekdays(text: str, day: int) -> None:
    assert stated(text).weekdays == {day}


@pytest.mark.parametrize("text", ["up 9.2%", "рост на 9,2%", "9,2 процента", "9,2 пайыз", "9.2 foiz", "9.2 percent"])
def test_percentages(text: str) -> None:
    assert stated(text).amounts == {("percent", 9.2)}


@pytest.mark.parametrize("text", ["$2.5 billion", "2,5 млрд долларов", "2.5 bn dollars"])
def test_money(text: str) -> None:
    assert stated(text).amounts == {("usd", 2.5e9)}


def test_numbers_are_kept_with_what_they_count() -> None:
    assert stated("12 автобусов и 3 школы").counts == {("=bus", 12), ("=school", 3)}
    assert stated("Twelve buses, three schools").counts == {("=bus", 12), ("=school", 3)}
    assert stated("в 2027 году").years == {2027}
    assert stated("third round").ordinals == {3}


def test_acts_that_exclude_each_other() -> None:
    assert stated("Rector detained").acts == {("case", "=detain")}
    assert stated("Ректора приговорили").acts == {("case", "=sentence")}
