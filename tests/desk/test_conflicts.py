from __future__ import annotations

from dataclasses import replace

import pytest

from careader.desk.comparison import compare
from careader.desk.conflicts import conflicts
from careader.desk.features import features
from tests.desk.reports import report


def kinds(one: str, other: str, *, outlet: str = "") -> set[str]:
    a, b = report(one, outlet=outlet), report(other, outlet=outlet)
    found = {reason.kind for reason in compare(features(a), features(b)).conflicts}
    assert found == {reason.kind for reason in compare(features(b), features(a)).conflicts}, (
        "a conflict has no direction"
    )
    return found - {"headline"}


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("date", "Water cut off in Osh on 4 December", "Water cut off in Osh on 5 December"),
        ("date", "В Оше 4 декабря отключат воду", "В Оше 5 декабря отключат воду"),
        ("date", "4 желтоқсанда су өшеді", "5 желтоқсанда су өшеді"),
        ("date", "4-dekabrda suv o'chiriladi", "5-dekabrda suv o'chiriladi"),
        ("month", "Exports grew in January-September", "Exports grew in January-October"),
        ("month", "Экспорт вырос в сентябре", "Экспорт вырос в октябре"),
        ("weekday", "Bridge to close on Monday", "Bridge to close on Friday"),
        ("weekday", "Мост закроют в понедельник", "Мост закроют в пятницу"),
        ("year", "Budget for 2026 adopted", "Budget for 2027 adopted"),
        ("place", "Fire at a mill in Navoiy region", "Fire at a mill in Sughd region"),
        ("place", "Пожар на складе в Таразе", "Пожар на складе в Актау"),
        ("place", "Тараз қаласында өрт", "Ақтау қаласында өрт"),
        ("place", "Exports of Kazakhstan fall", "Exports of Tajikistan fall"),
        ("place", "Talks with China end", "Talks with Turkey end"),
        ("people", "Tokayev addresses students", "Japarov addresses students"),
        ("figure", "Prices up 9.2%", "Prices up 7.8%"),
        ("figure", "Цены выросли на 9,2%", "Цены выросли на 7,8%"),
        ("figure", "Tremor of magnitude 4.1", "Tremor of magnitude 4.6"),
        ("figure", "Loan of $100 million", "Loan of $250 million"),
        ("order", "Bill passes first reading", "Bill passes second reading"),
        ("order", "Законопроект прошел первое чтение", "Законопроект прошел второе чтение"),
        ("count", "City to buy 40 buses", "City to buy 120 buses"),
        ("act", "Ministry raises quota for cotton", "Ministry scraps quota for cotton"),
        ("act", "Суд начал рассматривать жалобу рыбаков", "Жалобу рыбаков суд отклонил"),
        ("act", "Former rector detained", "Former rector sentenced"),
        ("act", "Тенге укрепился", "Тенге ослаб"),
        ("act", "Pass closed after snow", "Pass opened after snow"),
        ("act", "Kairat in cup semi-final", "Kairat in cup final"),
        ("topic", "Senate backs law on seeds", "Senate backs law on museums"),
        ("topic", "Сенат одобрил закон о семенах", "Сенат одобрил закон о музеях"),
        ("series", "Weather for Osh", "Storm in Osh"),
        ("place", "Trees felled in Fuchik park in Bishkek", "Trees felled in Ata-Turk park in Bishkek"),
        ("place", "City to renovate Republic Square", "City to renovate Astana Square"),
        ("place", "На улице Абая меняют трубы", "На улице Сатпаева меняют трубы"),
        ("act", "Kairat beat Tobol in cup semi-final", "Kairat beat Tobol to reach cup semi-finals"),
        ("act", "Dordoi loses to Abdysh-Ata", "Dordoi beats Abdysh-Ata"),
        ("stage", "MPs propose to ban plastic bags", "Country bans plastic bags"),
        ("stage", "Фракция обсуждает исключение депутата", "Фракция исключила депутата"),
        ("stage", "Парламент рассмотрит запрет на вывоз угля", "Парламент запретил вывоз угля"),
    ],
)
def test_what_keeps_two_apart(kind: str, one: str, other: str) -> None:
    assert kind in kinds(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tremor of magnitude 5,6 felt in Almaty", "Almaty feels tremor of magnitude 5.6"),
        ("Fire in Almaty market", "Fire in Kazakhstan market"),
        ("Mine fire kills 21 people", "Mine fire kills 32 people"),
        ("Tokayev signs law on seeds", "President of Kazakhstan Kassym-Jomart Tokayev signs law on seeds"),
        ("Bridge closed on Monday", "Bridge closed"),
        ("Exports up 9.2%", "Exports rise"),
        ("Air base opens in Kant", "Air base launched in Kant"),
    ],
)
def test_what_only_one_says_is_detail(one: str, other: str) -> None:
    assert kinds(one, other) == set()


def test_a_lead_that_mentions_the_other_supports_it() -> None:
    a = report("Loan of $100 million approved", lead="With the earlier loan it makes $250 million.")
    b = report("Loan of $250 million approved")
    assert not [reason for reason in conflicts(features(a), features(b)) if reason.kind == "figure"]


def test_one_outlet_with_one_template_is_a_series() -> None:
    assert "series" in kinds("Brent costs 71 dollars", "Brent costs 73 dollars", outlet="Kapital")
    assert "series" not in kinds("Brent costs 71 dollars", "Brent costs 73 dollars")


@pytest.mark.parametrize(
    ("title", "hour", "apart"),
    [
        ("Parliament adopts budget for culture", 6, False),
        ("Parliament adopts budget for culture", 20, True),
        ("Breaking news", 1, True),
    ],
)
def test_an_identical_headline_is_one_story_for_a_while(title: str, hour: int, apart: bool) -> None:
    a, b = report(title, outlet="one"), report(title, outlet="two", hour=hour)
    assert bool(list(conflicts(features(a), features(b)))) is apart


def test_bulletins_of_two_days() -> None:
    a = report("За сутки в Бишкеке произошло 20 ДТП", hour=0)
    b = report("За сутки в Бишкеке произошло 20 аварий", hour=24)
    assert "series" in {reason.kind for reason in conflicts(features(a), features(b))}


def test_a_reason_says_what_differs() -> None:
    a, b = report("Пожар на складе в Таразе"), report("Пожар на складе в Актау")
    assert [reason.text for reason in conflicts(features(a), features(b))] == ["Different places: таразе and актау."]


def test_parliaments_of_two_countries_are_not_one() -> None:
    a, b = (
        report("Parliament adopts law on seeds", outlet="one"),
        report("Parliament adopts law on seeds", outlet="two"),
    )
    a, b = replace(a, countries=("kz",)), replace(b, countries=("kg",))
    assert [reason.text for reason in conflicts(features(a), features(b))] == [
        "One is about Kazakhstan, the other about Kyrgyzstan."
    ]
    assert list(conflicts(features(a), features(replace(b, countries=("kg", "kz"))))) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kairat beat Tobol in cup quarter-final", "Kairat beat Tobol to reach cup semi-finals"),
        ("Сборная обыграла Иран и вышла в полуфинал", "Сборная победила Иран в четвертьфинале"),
        ("Kazakhstan loses to Norway", "Norway beats Kazakhstan"),
        ("МВД планирует набрать сто инспекторов", "Сто инспекторов планирует набрать МВД"),
        ("Ministry plans to repair two bridges", "Two bridges will be repaired, ministry says"),
    ],
)
def test_one_event_seen_from_two_sides_is_no_conflict(one: str, other: str) -> None:
    assert kinds(one, other) == set()


def test_two_outlets_with_one_short_headline_that_names_two_tell_one_event() -> None:
    a, b = report("Tokayev in Tashkent", outlet="One"), report("Tokayev in Tashkent", outlet="Two", hour=2)
    assert compare(features(a), features(b)).same
    assert not compare(features(a), features(replace(b, outlet="One"))).same
    c, d = report("Prices rise", outlet="One"), report("Prices rise", outlet="Two", hour=2)
    assert not compare(features(c), features(d)).same
