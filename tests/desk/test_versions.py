"""What only one of two texts says, sentence by sentence."""

from __future__ import annotations

import pytest

from careader.desk.versions import marked, sentences

GAZETTE = (
    "The Rogun dam filled its reservoir to 1,100 metres on Friday. Nine villages are being moved.",
    "Lenders meet in Dushanbe next week.",
)
WIRE = ("Rogun's reservoir was filled to 1,100 metres on Friday, the ministry said. A third unit follows in spring.",)


def alone(paragraphs: tuple[str, ...], other: tuple[str, ...], *, foreign: bool = False) -> list[str]:
    return [
        sentence.text
        for paragraph in marked(paragraphs, other, foreign=foreign)
        for sentence in paragraph
        if sentence.alone
    ]


@pytest.mark.parametrize(
    ("paragraph", "parts"),
    [
        ("", []),
        ("One sentence without an end", ["One sentence without an end"]),
        ("It rains. It pours! Does it? Yes.", ["It rains.", "It pours!", "Does it?", "Yes."]),
        ("Prices rose 2.5 percent. They fell in May.", ["Prices rose 2.5 percent.", "They fell in May."]),
        ("Mr. Smith met Dr. Jones. They spoke.", ["Mr. Smith met Dr. Jones.", "They spoke."]),
        ("К. Токаев прибыл в г. Ош. Там дождь.", ["К. Токаев прибыл в г. Ош.", "Там дождь."]),
        ("Выделено 3 млн. Сумма мала.", ["Выделено 3 млн. Сумма мала."]),
        ("“It is done.” He left.", ["“It is done.”", "He left."]),
        ("«Готово.» — «Хорошо!» Он ушёл.", ["«Готово.»", "— «Хорошо!»", "Он ушёл."]),
    ],
)
def test_sentences(paragraph: str, parts: list[str]) -> None:
    assert sentences(paragraph) == parts


def test_what_only_one_says_is_marked_on_its_side() -> None:
    assert alone(GAZETTE, WIRE) == ["Nine villages are being moved.", "Lenders meet in Dushanbe next week."]
    assert alone(WIRE, GAZETTE) == ["A third unit follows in spring."]


def test_paragraphs_keep_their_sentences_in_order() -> None:
    found = marked(GAZETTE, WIRE)
    assert [" ".join(sentence.text for sentence in paragraph) for paragraph in found] == list(GAZETTE)


def test_the_same_text_has_nothing_alone() -> None:
    assert alone(GAZETTE, GAZETTE) == []


def test_another_figure_makes_a_sentence_another_one() -> None:
    assert alone(("The reservoir of the Rogun dam stands at 1,115 metres now.",), GAZETTE)


def test_another_case_and_order_of_words_is_the_same_sentence() -> None:
    assert alone(("Водохранилище Рогунской плотины заполнили до отметки 1100 метров.",), (
        "До отметки 1100 метров заполнено водохранилище Рогунской плотины.",
    )) == []  # fmt: skip


def test_between_languages_names_and_figures_are_compared() -> None:
    russian = ("Уровень воды на Рогуне в Таджикистане 20 ноября достиг 1100 метров.",)
    english = ("Water at Rogun in Tajikistan reached 1,100 metres on 20 November.",)
    assert alone(russian, english, foreign=True) == []
    assert alone(("В Бишкеке 21 ноября посадили 700 деревьев, в Оше 300.",), english, foreign=True)


def test_what_cannot_be_compared_is_not_marked() -> None:
    assert alone(("Это очень хорошо.",), GAZETTE, foreign=True) == []
    assert alone(("…", ""), GAZETTE) == []
