from __future__ import annotations

import pytest

from careader.desk.comparison import compare
from careader.desk.features import features
from careader.desk.wording import is_ahead, is_verb, language_in, sexes, without_recalled
from tests.desk.reports import report


def kinds(one: str, other: str, *, hours: float = 3) -> set[str]:
    a, b = features(report(one, outlet="a")), features(report(other, outlet="b", hour=hours))
    return {reason.kind for reason in compare(a, b).conflicts} - {"headline"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry bans import of used tyres", "Ministry lifts ban on import of used tyres"),
        ("Минсельхоз ввел запрет на ввоз саженцев", "Минсельхоз снял запрет на ввоз саженцев"),
        ("Village raises price of bread", "Village cuts price of bread"),
        ("Перевал Тоо-Ашуу открыли", "Перевал Тоо-Ашуу закрыли"),
        ("В Оше задержали подозреваемую в краже часов", "В Оше задержали подозреваемого в краже часов"),
        ("Man found in well near Naryn", "Woman found in well near Naryn"),
    ],
)
def test_what_is_turned_round_is_another_event(one: str, other: str) -> None:
    assert "act" in kinds(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Former judge detained over bribe in Khujand", "Former prosecutor detained over bribe in Khujand"),
        ("В Таразе награжден школьный врач", "В Таразе награжден школьный тренер"),
        ("Обыски прошли на рынке Дордой", "Обыски прошли на рынке Мадина"),
        ("Алматыда мұғалім апаттан қаза тапты", "Алматыда дәрігер апаттан қаза тапты"),
    ],
)
def test_an_equal_sentence_about_somebody_or_something_else_is_another_event(one: str, other: str) -> None:
    assert "object" in kinds(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("President Tokayev signs the law on bees", "Tokayev signs the law on bees"),
        ("Mayor of Osh opens a bridge over the Ak-Buura", "Bridge over the Ak-Buura opened in Osh"),
        ("Забастовка на руднике прекращена", "На руднике прекратили забастовку"),
    ],
)
def test_what_only_one_says_of_somebody_is_detail(one: str, other: str) -> None:
    assert kinds(one, other) == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deputies pass bill on beekeeping", "Bill on pastures is passed by deputies"),
        ("Сенат одобрил поправки о пчеловодстве", "Поправки об аренде одобрены сенатом"),
        ("Мәжіліс ара туралы заң қабылдады", "Мәжіліс жайылым туралы заң қабылдады"),
        ("Senat asalarichilik to'g'risidagi qonunni ma'qulladi", "Yaylovlar haqidagi qonun senatda ma'qullandi"),
    ],
)
def test_laws_on_two_things_are_two(one: str, other: str) -> None:
    assert "topic" in kinds(one, other)


def test_a_law_that_is_named_otherwise_is_the_same() -> None:
    assert kinds("Senate passes law on bees", "Bees law passed by Senate") == set()
    assert kinds("Сенат принял закон о защите пчел", "Закон о пчелах принят сенатом") == set()


def test_a_preview_and_the_event_of_the_next_day_are_two() -> None:
    one, other = "Завтра в Хиве откроется ярмарка дынь", "В Хиве открылась ярмарка дынь"
    assert kinds(one, other, hours=26) == {"stage"}
    assert kinds(one, other, hours=3) == set()


@pytest.mark.parametrize(
    "title",
    [
        "Talks will be held in Osh", "В Оше пройдет ярмарка", "Ошто жарманке өтөт", "Ошта жәрмеңке өтеді",
        "O'shda yarmarka o'tkaziladi", "Дар Ӯш фардо ярмарка", "Oşda sergi geçiriler",
    ],
)  # fmt: skip
def test_what_is_still_to_come(title: str) -> None:
    assert is_ahead(title)


def test_what_has_been_is_not_ahead() -> None:
    assert not any(map(is_ahead, ("Talks held in Osh", "В Оше прошла ярмарка", "Air links restored to Osh")))


@pytest.mark.parametrize(
    ("word", "language", "verb"),
    [
        ("подписал", "ru", True), ("подписана", "ru", True), ("металла", "kk", False), ("signed", "en", True),
        ("ашылды", "kk", True), ("ачылды", "ky", True), ("ochildi", "uz", True), ("очилди", "uz", True),
        ("мешавад", "tg", True), ("gönükdirildi", "tk", True), ("музей", "ru", False), ("пчеловодство", "ru", False),
    ],
)  # fmt: skip
def test_verbs_end_by_their_language(word: str, language: str, verb: bool) -> None:
    assert is_verb(word, language) is verb


def test_a_language_is_read_from_letters_where_it_is_not_stated() -> None:
    titles = ("Мектеп ашылады, әкім айтты", "Жаңы мектеп өлкөдө", "Ўқув йили", "Мактаби нави деҳаи Ҷирғатол", "Школа")
    assert [language_in(title, "") for title in titles] == ["kk", "ky", "uz", "tg", "ru"]
    assert language_in("Мектеп", "ky") == "ky"


def test_sexes_are_told_by_participles() -> None:
    assert sexes("задержали подозреваемую") == {"woman"}
    assert sexes("пропавшего нашли") == {"men"}
    assert sexes("нашли пропавших") == set()


@pytest.mark.parametrize(
    "recalled",
    [
        "Earlier this week the mayor resigned.", "As previously reported, it had burned twice.",
        "Напомним, мост закрыли в мае.", "Ранее суд продлил арест.", "Как сообщалось, дорогу размыло.",
        "Еске салайық, мамырда көпір жабылған.", "Эске салсак, көпүрө жабылган.",
        "Eslatib o'tamiz, ko'prik yopilgan edi.", "Эслатиб ўтамиз, кўприк ёпилган эди.",
        "Ёдовар мешавем, ки пул баста буд.", "Ýatlatsak, köpri ýapyldy.",
    ],
)  # fmt: skip
def test_what_a_report_recalls_is_no_part_of_its_news(recalled: str) -> None:
    news = "Osh opened a bridge. A hundred people came."
    assert without_recalled(f"{news} {recalled} It took a year.") == news
    assert without_recalled(news) == news
    assert without_recalled(recalled) == recalled, "the first sentence is what is told"
