"""Every word of the screen is there in every language, with the same name and the same arguments."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

from careader import words
from careader.tui import commands
from careader.tui.browser import Opened
from careader.tui.format import age, short_date
from careader.words import actions_ru, commands_ru, figures_ru, language, reasons_ru, screen_ru
from careader.words import figures as figures
from careader.words.reasons import because
from careader.words.screen_ru import plural
from tests.library import open_library
from tests.tui.reading import lines, reader
from tests.tui.test_format import NOON

SOURCE = Path(words.__file__).parent


@pytest.fixture
def russian() -> Iterator[None]:
    words.use("ru")
    yield
    words.use("en")


def english(name: str) -> ModuleType:
    module: ModuleType = words.__dict__[name]._english
    return module


def names(module: ModuleType) -> dict[str, object]:
    own = {node.name for node in ast.parse(inspect.getsource(module)).body if isinstance(node, ast.FunctionDef)}
    return {
        name: value
        for name, value in vars(module).items()
        if not name.startswith("_") and (name.isupper() or name in own)
    }


@pytest.mark.parametrize(
    ("name", "russian_words"), [("screen", screen_ru), ("figures", figures_ru), ("actions", actions_ru)]
)
def test_both_languages_have_the_same_words(name: str, russian_words: ModuleType) -> None:
    here, there = names(english(name)), names(russian_words)
    assert set(here) - set(there) - {"count", "COUNTRIES"} == set()
    for word, value in here.items():
        if word in ("count", "COUNTRIES"):
            continue
        assert type(there[word]) is type(value), word
        if isinstance(value, FunctionType):
            other = there[word]
            assert isinstance(other, FunctionType)
            assert list(inspect.signature(value).parameters) == list(inspect.signature(other).parameters), word
        if isinstance(value, tuple | dict):
            assert len(there[word]) == len(value), word  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["screen_ru", "figures_ru", "actions_ru"])
def test_russian_is_russian(name: str) -> None:
    tree = ast.parse((SOURCE / f"{name}.py").read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            foreign = re.sub(
                r"careader|browser|import|mark|Enter|Esc|Space|Tab|view|name|query|key|demo|BROWSER", "", node.value
            )
            assert not re.search(r"[A-Za-z]{4,} [a-z]{2,}", foreign), node.value


def test_every_command_has_a_title_a_group_and_a_hint_in_russian(russian: None) -> None:
    for command in commands.COMMANDS:
        assert words.title(command.title) != command.title or not re.search("[a-z]{3}", command.title), command.title
        assert words.title(command.group) != command.group, command.group
        if command.hint:
            assert re.search("[а-я]", words.title(command.hint)), command.hint
            assert words.title(command.hint).split()[0] == command.hint.split()[0]


def test_no_title_is_kept_for_a_command_that_is_gone() -> None:
    known = {command.title for command in commands.COMMANDS} | {command.group for command in commands.COMMANDS}
    assert set(commands_ru.TITLES) <= known


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "сюжет"), (2, "сюжета"), (5, "сюжетов"), (11, "сюжетов"), (12, "сюжетов"), (21, "сюжет"), (104, "сюжета")],
)
def test_russian_plurals(number: int, said: str) -> None:
    assert plural(number, "сюжет", "сюжета", "сюжетов") == said


def test_dates_are_written_as_the_language_does(russian: None) -> None:
    assert short_date(date(2026, 11, 24), date(2026, 11, 25)) == "24.11"
    assert short_date(date(2025, 1, 4), date(2026, 11, 25)) == "04.01.2025"
    assert age(NOON - timedelta(minutes=5), NOON) == "5 мин"
    assert language.spoken() == "ru"


def test_what_the_status_line_says_fits_eighty_columns() -> None:
    """What is said is a constant of the words, or made of what it names; the constants must be seen whole."""
    said = set()
    for path in sorted((SOURCE.parent / "tui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "say":
                said |= {inner.attr for inner in ast.walk(node) if isinstance(inner, ast.Attribute)}
    modules = [english("screen"), english("figures"), english("actions"), screen_ru, figures_ru, actions_ru]
    lines = [(name, text) for module in modules for name, text in names(module).items() if name in said]
    assert len(lines) > 60
    assert [(name, text) for name, text in lines if isinstance(text, str) and len(text) > 76] == []
    for module in (english("actions"), actions_ru):
        assert len(module.opened(Opened.NO_BROWSER, "", module.Y_COPIES_X_FETCHES)) <= 76


async def test_the_places_to_choose_from_are_named_in_russian(russian: None, tmp_path: Path) -> None:
    with open_library(tmp_path) as room:
        app = reader(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("c")
            await pilot.pause()
            said = "\n".join(lines(app))
            assert all(name in said for name in ("Казахстан", "Узбекистан", "Регион в целом"))
            assert "Kazakhstan" not in said


def templates(folder: Path, call: str) -> Iterator[str]:
    """Return each sentence that is handed to a call, with `{}` for what it names."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == call:
                for said in node.args[1:]:
                    if isinstance(said, ast.Constant | ast.JoinedStr):
                        yield written(said)


def written(said: ast.Constant | ast.JoinedStr) -> str:
    parts = said.values if isinstance(said, ast.JoinedStr) else [said]
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)


def test_every_reason_of_the_desk_is_there_in_russian_and_no_other(russian: None) -> None:
    said = set(templates(SOURCE.parent / "desk", "Reason")) | {"One is about “{}”, the other about “{}”."}
    assert set(reasons_ru.REASONS) == said
    for english, sentence in reasons_ru.REASONS.items():
        assert sentence.count("{}") == english.count("{}")
        named = english.replace("{}", "{x}")
        assert because(named) == sentence.replace("{}", "{x}")


OF_PROGRAMS = re.compile(r"gio open %s|[A-Z][a-z]+(Rows|Table|List)|(bold|\$quiet) \w+|.*[{].*[}]")
"""What is said to Textual and to other programs, and not to a reader."""


def test_no_sentence_of_the_screen_stands_outside_the_words() -> None:
    found = []
    for path in sorted((SOURCE.parent / "tui").rglob("*.py")):
        if path.name in ("commands.py", "__init__.py"):  # titles, which are looked up; and what is said before a screen
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        quiet = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in ("exception", "error", "warning", "info", "debug", "query_one", "query"):
                    quiet |= {id(inner) for inner in ast.walk(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in quiet:
                text = node.value
                is_sentence = re.search(r"[A-Za-z]{2,}[,.]? [a-z]{2,}", text) or re.match(r"\s?[A-Z][a-z]{2,}", text)
                if is_sentence and not OF_PROGRAMS.fullmatch(text):
                    found.append(f"{path.name}:{node.lineno} {text!r}")
    assert found == []
