"""What the screen says of what is done, in Russian: the same names as in `careader.words.actions`."""

from __future__ import annotations

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
EXPORT_TITLE = "Сюжеты"
NOTHING_TO_EXPORT = "В списке ничего нет, записать нечего."


def exported(number: int, path: str) -> str:
    return f"{stories(number)} в файле {path}"


def not_exported(path: str, why: str) -> str:
    return f"{path} уже есть и остаётся как был; назовите другой" if not why else f"{path}: {why}"


def forgot(number: int) -> str:
    return f"забыто: {number} {plural(number, 'статья', 'статьи', 'статей')}"


NOT_SAVED = "Сохранено не всё"


def leave_once_more(why: str, lost: str) -> str:
    return f"{why}. Попытки продолжаются. Выйдите ещё раз, чтобы отказаться от {lost}."


def ended_with(name: str, code: int) -> str:
    return f"{name}: код {code}"
