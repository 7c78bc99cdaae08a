"""What the screen says of what is done, in Russian: the same names as in `careader.words.actions`."""

from __future__ import annotations

from datetime import datetime

from careader.words.screen_ru import plural, stories

PIPE_TO = "Передать статью команде"
PRESS_ENTER = "Enter вернёт в careader."
HEADLINE_AND_LINK = "заголовок, издание, дата и ссылка"


def opened(outcome: object, reason: str, otherwise: str = "") -> str:
    otherwise = f" {otherwise}" if otherwise else ""
    return {
        "DONE": "Открыто в браузере.",
        "NO_PAGE": "Открываются только веб-страницы.",
        "NO_BROWSER": f"Здесь нет браузера.{otherwise}",
        "NOT_FOUND": f"В $BROWSER указано {reason}, такого здесь нет.{otherwise}",
        "FAILED": f"Браузер не открылся ({reason}).{otherwise}",
    }[getattr(outcome, "name", "FAILED")]


Y_COPIES, Y_COPIES_X_FETCHES = "y скопирует ссылку.", "y скопирует ссылку, x загрузит текст."


def page_is(address: str) -> str:
    return f"Страница: {address}"


def command_ended(command: str, code: int) -> str:
    return f"{command}: готово." if code == 0 else f"{command}: завершилась с кодом {code}."


THEME = "Тема"
ARROWS = {"↓": "вниз", "↑": "вверх", "←": "влево", "→": "вправо"}

EXPORT_TO = "Файл для списка; .md означает Markdown, .html одну страницу"
EXPORT_TITLE, STARS_TITLE = "Сюжеты", "Со звёздочкой"
NOTHING_TO_EXPORT = "В списке ничего нет, записать нечего."


def exported(number: int, path: str) -> str:
    return f"{stories(number)} в файле {path}"


def not_exported(path: str, why: str) -> str:
    return f"{path} уже есть и остаётся как был; назовите другой" if not why else f"{path}: {why}"


def forgot(number: int) -> str:
    return f"забыто: {number} {plural(number, 'статья', 'статьи', 'статей')}"


IMPORTS = "Забыть импорт"
NO_IMPORTS = "Здесь нет ничего, что пришло бы с импортом."
IMPORT_HINTS = "Enter спросит, забыть ли его   Esc закроет"
FORGET_HINTS = "Enter забудет   Esc оставит"
STAYS_AWAY = "Что лента ещё хранит из этого, обратно не придёт. Z отменит."


def told_by(outlet: str) -> str:
    return f"Всё, что пришло от {outlet}."


def brought(files: str) -> str:
    return f"Всё, что принёс импорт {files}."


def nothing_of(outlet: str) -> str:
    return f"Статей от {outlet} здесь нет."


def import_of(at: datetime, now: datetime, articles: int) -> str:
    local, year = at.astimezone(), f".{at.astimezone():%Y}" * (at.astimezone().year != now.astimezone().year)
    return f"{local:%d.%m}{year}, {local:%H:%M}   {articles:,} {plural(articles, 'статья', 'статьи', 'статей')}"


def forget_all(number: int, *, quotes: bool) -> str:
    noun = plural(number, "статью", "статьи", "статей")
    return f"Забыть {number:,} {noun}{' и курсы этого импорта' if quotes else ''}?"


def with_stars(number: int) -> str:
    return f"Со звёздочкой из них {number:,}."


def no_key(words: str) -> str:
    return f"Ни одна клавиша не связана с «{words}». ^P покажет все команды по названиям."


NOT_SAVED = "Сохранено не всё"


def leave_once_more(why: str, lost: str) -> str:
    return f"{why}. Попытки продолжаются. Выйдите ещё раз, чтобы отказаться от {lost}."


def ended_with(name: str, code: int) -> str:
    return f"{name}: код {code}"
