"""Uzbek, Kazakh and Tajik in every alphabet: one form to compare, one key to search, two to read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careader.text.alphabets import uzbek_cyrillic, uzbek_latin
from careader.text.scripts import Script, canonical, key, script_of, to_cyrillic, to_latin
from careader.text.tokens import fold


@pytest.mark.parametrize(
    ("language", "one", "others"),
    [
        ("uz", "Ўқитувчилар маоши ошади", ["Oʻqituvchilar maoshi oshadi", "O'qituvchilar maoshi oshadi"]),
        ("uz", "Ғалла йиғим-терими бошланди", ["Gʻalla yigʻim-terimi boshlandi", "Ğalla yiğim-terimi boşlandi"]),
        ("uz", "Шаҳарда янги кўча очилди", ["Şaharda yangi köça oçildi", "Shaharda yangi ko`cha ochildi"]),
        ("uz", "Бу йўл ёпиқ", ["Bu yõl yopiq", "Bu yo‘l yopiq"]),
        ("kk", "Қарағандыда қыс басталды", ["Qaraǵandyda qys bastaldy", "Qarağandyda qys bastaldy"]),
        ("kk", "Облыста жұмыс сауда", ["Oblysta jumys saýda", "وبلىستا جۇمىس ساۋدا"]),
        ("kk", "Алматыда қар жауды", ["الماتىدا قار جاۋدى"]),
        ("kk", "Ресей мен Қазақстан келісті", ["رەسەي مەن قازاقستان كەلىستى"]),
        ("tg", "Дар Хуҷанд роҳи нав сохта шуд", ["Dar Khujand rohi nav sokhta shud", "Dar Xujand rohi nav soxta shud"]),
        ("tg", "Нархи гандум дар бозор", ["Narkhi gandum dar bozor", "نرخ گندم در بازار"]),
        ("tg", "Раиси шаҳр аз вазифа озод шуд", ["رئیس شهر از وظیفه آزاد شد"]),
        ("tg", "Раҳмон сафар кард", ["رحمان سفر کرد"]),
        ("tg", "Содироти барқро қатъ кард", ["صادرات برق را قطع کرد"]),
        ("tg", "Бонки миллӣ меъёри", ["بانک ملی معیار"]),
    ],
)
def test_a_text_has_one_form_in_all_its_alphabets(language: str, one: str, others: list[str]) -> None:
    def form(text: str) -> list[str]:
        return [fold(word).rstrip("и") for word in canonical(text, language).split()]

    for other in others:
        assert form(other) == form(one), other


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Ўзбекистон", "Oʻzbekiston"),
        ("Мирзиёев", "Mirziyoyev"),
        ("маъно", "maʼno"),
        ("Европа", "Yevropa"),
        ("эълон", "eʼlon"),
        ("ТОШКЕНТ ШАҲРИ", "TOSHKENT SHAHRI"),
        ("Исҳоқ", "Is'hoq"),
        ("Чирчиқ", "Chirchiq"),
        ("конституция", "konstitutsiya"),
    ],
)
def test_uzbek_is_written_as_its_orthography_says(cyrillic: str, latin: str) -> None:
    assert to_cyrillic(latin, "uz") == cyrillic
    if "'" not in latin:
        assert to_latin(cyrillic, "uz") == latin


def test_only_words_of_the_other_alphabet_are_respelled() -> None:
    assert to_latin("Тошкентда 5G ва «Uzum» (№ 7)", "uz") == "Toshkentda 5G va «Uzum» (№ 7)"
    assert to_cyrillic("Toshkentda 12-iyul", "uz") == "Тошкентда 12-июл"
    assert to_cyrillic("الماتى، 12 قاڭتار", "kk") == "Алматы, 12 қаңтар".lower()


@pytest.mark.parametrize("language", ["ru", "en", "ky", "tk", "", "xx"])
def test_other_languages_are_left_alone(language: str) -> None:
    text = "Бишкек, Türkmenistan, Tashkent"
    assert to_latin(text, language) == to_cyrillic(text, language) == canonical(text, language) == text


@pytest.mark.parametrize(
    "spellings",
    [
        "Тошкент Toshkent Toşkent TOSHKENT",
        "Фарғона Fargʻona Farg'ona Farğona Farḡona Fargona",
        "ўзбек oʻzbek o`zbek özbek õzbek ozbek",
        "Чирчиқ Chirchiq Çirçiq",
        "Алматы Almaty الماتى Almatı",
        "Қазақстан Qazaqstan قازاقستان",
        "Тоҷикистон Tojikiston تاجیکستان",
        "Душанбе Dushanbe دوشنبه Duşanbe",
        "Хорог Khorog Xorog",
        "Назарбаев Nazarbayev Nazarbaev",
        "Жапаров Japarov Zhaparov",
        "Европа Yevropa",
        "Афганистан Afghanistan Afganistan",
    ],
)
def test_a_word_has_one_key_in_every_alphabet(spellings: str) -> None:
    keys = {key(word.casefold()) for word in spellings.split()}
    assert len(keys) == 1, keys


def test_the_script_is_that_of_most_letters() -> None:
    assert script_of("Бишкек шаары, IT park") is Script.CYRILLIC
    assert script_of("Uzum в Ташкенте") is Script.CYRILLIC
    assert script_of("Tashkent") is Script.LATIN
    assert script_of("دوشنبه") is Script.ARABIC
    assert script_of("12:30 — …") is None


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), st.sampled_from(["uz", "kk", "tg", "ru"]))
def test_any_text_is_converted(text: str, language: str) -> None:
    assert canonical(canonical(text, language), language) == canonical(text, language)
    to_latin(text, language)
    key(text.casefold())


@given(st.text("абвгджзиклмнопрстуфхчшўқғҳ", min_size=1, max_size=12))
def test_uzbek_goes_there_and_back(word: str) -> None:
    if not any(pair in word for pair in ("сҳ", "цҳ", "ғъ", "оъ")):
        assert uzbek_cyrillic(uzbek_latin(word)) == word
