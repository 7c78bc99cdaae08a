"""Dates, ages, filters and the table of rates, in Russian: the same names as in `careader.words.figures`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from careader.words.screen_ru import plural

# Dates and numbers.

NOW, TODAY, AGES_YESTERDAY, TOMORROW, FIXED = "сейчас", "сегодня", "вчера", "завтра", "фикс."


def minutes(number: int) -> str:
    return f"{number} мин"


def hours(number: int) -> str:
    return f"{number} ч"


def days_short(number: int) -> str:
    return f"{number} дн"


def day_and_month(day: date) -> str:
    return f"{day:%d.%m}"


def day_of_year(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def moment(time: datetime) -> str:
    return f"{time.astimezone():%d.%m.%Y, %H:%M}"


def days(number: int) -> str:
    return f"{number} {plural(number, 'день', 'дня', 'дней')}"


def in_days(number: int) -> str:
    return f"через {number} {plural(number, 'день', 'дня', 'дней')}"


def direction(inverted: bool) -> str:
    return "USD/KZT вверх: доллар подорожал." if inverted else "KZT/USD вверх: тенге подорожал."


def owned(ownership: str | None) -> str:
    kinds = {
        "state": "государственное",
        "independent": "независимое",
        "exile": "в изгнании",
        "international": "международное",
    }
    return f" ({kinds.get(ownership, ownership)})" if ownership else ""


INSECURE = "сертификат не проверяется: insecure в settings.toml"


# Filters.

ELLIPSIS = "…"
ALL, REGION, REGION_SHORT, REGION_CODE = "Все", "Регион", "Рег", "регион"
THE_REGION, ELSEWHERE = "Регион", "Другие места"
PLACES = {
    "kz": "Казахстан",
    "kg": "Кыргызстан",
    "tj": "Таджикистан",
    "tm": "Туркменистан",
    "uz": "Узбекистан",
    "region": "регион в целом",
}
OR, AND = "или", "и"
UNREAD_MARK, STARRED_MARK, UPDATED_MARK = "непрочитанные", "со звёздочкой", "с новым"
SHOWS_ALL_COUNTRIES = "0 покажет все страны"
SHOWS_READ_TOO = "u покажет и прочитанное"
SHOWS_UNSTARRED_TOO = "* покажет и без звёздочки"
SHOWS_OLD_TOO = "U покажет и без новых сообщений"
ENDS_SEARCH = "Esc закончит поиск"


def only(marks: str) -> str:
    return f"только {marks}"


def with_words(search: str) -> str:
    return f"со словами «{search}»"


def nothing_listed(marks: Sequence[str], places: str, search: str) -> str:
    what = " ".join(["Нет сюжетов", ", ".join(marks)]).strip()
    about = f" ({places})" if places else ""
    return f"{what}{about}{f' {with_words(search)}' if search else ''}"


# Rates.

NO_LINKS = "В тексте этой статьи нет ссылок."


def which_link(number: int) -> str:
    return f"Перейти по ссылке, от 1 до {number}"


def no_such_link(number: int) -> str:
    return f"У ссылок номера от 1 до {number}."


NO_ADDRESS = "Это не адрес; нужен сайт, лента или @имя канала"
LISTED_ALREADY = "Это издание уже в списке."
NOBODY_SAID = "Кто за него отвечает, никто не сказал: ownership в settings.toml."
NOT_TRIED = "Проверить его не удалось, добавлено как лента."


def looking_at(address: str) -> str:
    return f"Ищу, что можно читать по адресу {address}"


def nothing_found(address: str) -> str:
    return f"По адресу {address} нечего читать; ничего не изменено."


def gives(articles: int, whole: int, newest: datetime | None) -> str:
    texts = f", целиком {whole}" if whole else ""
    last = f", последняя от {newest.astimezone():%d.%m.%Y, %H:%M}" if newest else ""
    return f"{articles} {plural(articles, 'статья', 'статьи', 'статей')}{texts}{last}"


def guessed(language: str, countries: Sequence[str], ownership: str | None) -> str:
    parts = [f"язык {language}"] if language else []
    parts += [f"страны {','.join(countries)}"] if countries else []
    parts += [f"владелец {ownership}"] if ownership else []
    return f"Догадка: {', '.join(parts)}" if parts else ""


def otherwise(guess: str) -> str:
    return f"{guess}; иначе будет, если так сказано в settings.toml."


def answers_by(way: str, since: str) -> str:
    return f"отвечает через {way} с {since}" if since else f"отвечает через {way}"


RATE_HEADINGS = ("Пара", "Курс", "1 день", "7 дней", "30 дней", "Источник", "Опубликован", "Возраст")
RATE_HEADINGS_SHORT = ("Пара", "Курс", "1 день", "7 дней", "30 дней", "Банк", "Дата", "Возраст")
LATE = "устарел"
SAMPLE_MARK = "ОБРАЗЕЦ"
R_ASKS = "r спросит банки."
A_SAMPLE = "ОБРАЗЕЦ: настоящие курсы двух прошлых дней, не сегодняшние."


def no_rate_yet(currency: str) -> str:
    return f"Курса {currency} пока нет."


def crossed(providers: str) -> str:
    return f"Вычислен из курсов к доллару ({providers}) за дни, которые есть у обоих."


def as_saved(provider: str) -> str:
    return f"Так было у «{provider}», когда страницу сохранили."


def passed_on(provider: str, carrier: str) -> str:
    return f"{provider}, передал {carrier}" if provider else f"Передал {carrier}"


def doubtful(why: str) -> str:
    return f"Сомнительно: {why}"


def in_vain(failures: str) -> str:
    return f"Не ответили: {failures}"


def chart_of(pair: str, days: int) -> str:
    return f"{pair} за {days} {plural(days, 'день', 'дня', 'дней')}"


def lowest_highest(low: str, high: str) -> str:
    return f"минимум {low}, максимум {high}"


def between(low: str, high: str) -> str:
    return f"от {low} до {high}"


def fixed_at(currency: str, units: str) -> str:
    return f"Курс {currency} закреплён указом: {units} за доллар с 1 января 2015 года."


def kept_since(day: date) -> str:
    return f"хранится с {day:%d.%m}"


def value_of(value: str, pair: str, day: str) -> str:
    return f"{value}, {pair} от {day}."


def amount_of(code: str, when: str) -> str:
    return f"{code} от {when}"


def upgrading(megabytes: int) -> str:
    return f"библиотека ({megabytes} МБ) один раз обновляется для этой версии; это может занять несколько минут"
