from __future__ import annotations

import pytest

from careader.desk.serial import serial


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Official exchange rates for 3 December", "exchange rates"),
        ("Курс доллара на 3 декабря", "exchange rates"),
        ("3 желтоқсанға арналған валюта бағамы", "exchange rates"),
        ("3-декабрга карата валюта курсу", "exchange rates"),
        ("3-dekabr uchun valyuta kurslari", "exchange rates"),
        ("Қурби асъор барои 3 декабр", "exchange rates"),
        ("Walýuta kurslary, 3-nji dekabr", "exchange rates"),
        ("Weather in Osh for the weekend", "weather"),
        ("Погода в Караганде на завтра", "weather"),
        ("Ауа райы: Астанада аяз", "weather"),
        ("Аба ырайы: Нарында кар жаайт", "weather"),
        ("3-dekabr kuni ob-havo qanday bo'ladi", "weather"),
        ("Боду ҳавои 3 декабр", "weather"),
        ("Howa maglumaty", "weather"),
        ("Evening news digest", "digest"),
        ("Главные события недели", "digest"),
        ("Күннің басты жаңалықтары", "digest"),
        ("Kun yangiliklari", "digest"),
        ("Business Highlights", "digest"),
        ("Live: session of the Senate", "live page"),
        ("Прямая трансляция заседания", "live page"),
        ("Тікелей эфир: брифинг", "live page"),
        ("Гороскоп на 3 декабря", "horoscope"),
        ("Жұлдыз жорамал: 3 желтоқсан", "horoscope"),
        ("Opinion: Water will decide", "opinion"),
        ("Мнение: вода решит все", "opinion"),
        ("Фото дня", "picture or quiz"),
        ("Намаз уақыты: 3 желтоқсан", "prayer times"),
    ],
)
def test_serial_items_of_seven_languages(title: str, kind: str) -> None:
    assert serial(title) == kind


@pytest.mark.parametrize(
    "title",
    [
        "Storm leaves three villages without power",
        "Нацбанк объяснил ослабление тенге",
        "Президент прокомментировал курс реформ",
        "Kyrgyzstan to lead review of water treaty",
        "Жапаров дал интервью о выборах",
        "Inflation slows to 7.8% in October",
    ],
)
def test_news_is_not_serial(title: str) -> None:
    assert serial(title) == ""
