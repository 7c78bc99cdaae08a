"""What settings, files and commands say in English has a sentence in every language, and so has the help."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from careader import words
from careader.cli import careader
from careader.newsroom import Newsroom
from careader.rates.endpoints import DECREE, ECB, SOURCES
from careader.settings import Paths, read_settings
from careader.words import help_ru, sentences_ru
from careader.words.sentences import told

PACKAGE = Path(words.__file__).parent.parent

SPEAKERS = (
    "settings", "cli", "store/synced.py", "store/copies.py", "store/choices.py", "store/database.py",
    "store/tablefile.py", "newsroom/settingsfile.py", "newsroom/merging.py", "newsroom/clients.py",
    "newsroom/__init__.py", "sources/outlets.py", "sources/feed.py", "sources/jsonfeed.py",
)  # fmt: skip
"""What makes sentences for the reader in English."""

QUIET = frozenset({"option", "getLogger", "exception", "error", "warning", "info", "execute", "compile", "Choice"})
NOT_FOR_READERS = frozenset(
    {
        "(at end of document)",
        "# careader {}: what each way to an outlet answers here",
        "careader: {}",
        "standard output",
        "the library is being written",
    }
)
"""What goes to programs and developers."""

PARTS: dict[str, tuple[str, ...]] = {
    "; it is left out": ("[x] y has a value that must be a date such as 2026-12-31, not 1; it is left out",),
    "is written as [[{}]]": ("[view] is written as [[view]], with two brackets on each side",),
    "{}, with two brackets on each side": ("is written as [[view]], with two brackets on each side",),
    "at least {0}": ("must be at least 1, not 0",),
    "from {0} to {1}": ("must be from 1 to 9, not 0",),
    "must be {}, not {}": ("must be at least 1, not 0",),
    "it is": ("is not valid TOML (Invalid value); it is left out",),
    "its table is": ("is not valid TOML (Invalid value); its table is left out",),
    "is not valid TOML ({}); {} left out": ("is not valid TOML (Invalid value); it is left out",),
    "{} stories ({} articles{}, {} new)": (
        "3 stories (4 articles, 4 new)",
        "3 stories (5 articles, 1 of them repeated, 4 new)",
    ),
    " {} of them {} a star.": (" 1 of them has a star.", " 2 of them have a star."),
    "Switched off": ("Switched off The Steppe.",),
    "{} of {} {} are not what careader writes": ("1 of 2 marks are not what careader writes",),
}
"""Parts of sentences, each with all that it becomes a part of."""


@pytest.fixture
def russian() -> Iterator[None]:
    words.use("ru")
    yield
    words.use("en")


def written(node: ast.Constant | ast.JoinedStr) -> str:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)


def sentences(path: Path) -> Iterator[str]:
    """Return each text of a module that reads as words, with `{}` for what it names."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    quiet = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            quiet |= {id(part) for part in node.values}
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in QUIET:
            quiet |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in quiet or not isinstance(node, ast.Constant | ast.JoinedStr):
            continue
        text = written(node) if isinstance(node, ast.JoinedStr) or isinstance(node.value, str) else ""
        is_said = re.search(r"[A-Za-z]{2,}[,.;]? [a-z]{2,}|\} [a-z]{3,}|[a-z]{3,} \{", text)
        if is_said and not re.search(r"SELECT|INSERT|\\\(|^[^ ]+$", text):
            yield text


def named(template: str) -> str:
    """Return a sentence with something in the place of each thing that it names."""
    return template.replace("{}", "x")


def test_every_sentence_has_a_russian_one(russian: None) -> None:
    paths = [path for name in SPEAKERS for path in sorted((PACKAGE / name).rglob("*.py")) or [PACKAGE / name]]
    missing = [
        f"{path.name}: {said}"
        for path in paths
        if path.name not in ("doctor.py", "shapes.py", "door.py", "server.py", "bridge.py")
        for said in sentences(path)
        for whole in PARTS.get(said, (said,))
        if said not in NOT_FOR_READERS and told(named(whole)) == named(whole)
    ]
    assert missing == []


def test_both_sides_name_as_much() -> None:
    for english, russian in {**sentences_ru.SENTENCES, **sentences_ru.OF_SETTINGS}.items():
        assert english.count("{}") + english.count("{...}") == russian.count("{}"), english
        assert re.search(r"[А-яё]", russian) or not re.search(r"[a-z]{3}", russian.replace("careader", "")), english


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[refresh]\nminutes = 0", "строка 2: [refresh] minutes должно быть от 1 до 527040, а не 0"),
        ('[screen]\ntheme = "nrod"', "строка 2: [screen] theme равно 'nrod' (может быть, nord?), а должно быть одним"),
        ("[rates]\nsecret = 1", "строка 2: [rates] secret не настройка; здесь известны"),
        ('[[mute]]\nuntil = "soon"', "строка 2: [[mute]] номер 1: until должно быть датой"),
        ("language = ru", "строка 1: это не TOML"),
        ('[articles]\nlanguages = ["en", "qq"]', "содержит значение, которое равно 'qq', а должно быть одним из"),
    ],
)
def test_what_is_wrong_in_the_settings_is_said_in_russian(russian: None, line: str, said: str) -> None:
    told_ = " | ".join(map(told, read_settings(line.encode(), "settings.toml").problems))
    assert said in told_
    assert not re.search(r"\b(must|which|left out|known)\b", told_)


def test_a_name_is_not_taken_for_a_sentence(russian: None) -> None:
    assert told("there is no outlet fixed; careader outlets list shows them").startswith("издания fixed нет")
    assert told("Something that nobody has translated") == "Something that nobody has translated"


def test_a_long_text_is_looked_at_quickly(russian: None) -> None:
    assert told("is " * 100_000) == "is " * 100_000


def commands(command: click.Command) -> Iterator[click.Command]:
    yield command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from commands(found)


def test_the_help_has_every_paragraph_in_russian_and_no_other() -> None:
    said = {"Options", "Commands", "Show this message and exit."}
    for command in commands(careader):
        said |= {" ".join(part.split()) for part in inspect.cleandoc(command.help or "").split("\n\n")}
        said |= {" ".join(one.help.split()) for one in command.params if isinstance(one, click.Option) and one.help}
    assert said == set(help_ru.HELP)


@pytest.mark.parametrize("width", ["40", "80"])
def test_the_list_of_commands_says_whole_sentences(monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    for language in ("C", "ru_RU.UTF-8"):
        for arguments in (["--help"], ["outlets", "--help"], ["marks", "--help"]):
            env = {"LC_ALL": language, "COLUMNS": width}
            shown = CliRunner(env=env).invoke(careader, arguments, prog_name="careader").output
            assert "..." not in shown.replace("[ARGS]...", "")
            assert ("Ключи" in shown) is (language != "C")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "--country", "xx"], "Ошибка: --country: 'xx' здесь не страна"),
        (["list", "--nonsense"], "Ошибка: Нет ключа"),
        (["show"], "Ошибка: Не хватает аргумента"),
        (["lst"], "Ошибка: нет команды lst (может быть, list?)"),
        (["outlets", "enable", "nope"], "careader: издания nope нет"),
        (["show", "nope"], "careader: нет сюжета или статьи nope"),
        (["--config", "/no/such.toml", "list"], "такого файла настроек нет"),
        (["list"], "Сюжетов пока нет"),
    ],
)
def test_the_commands_speak_the_language_of_the_locale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    env = {"LC_ALL": "ru_RU.UTF-8"}
    assert said in CliRunner(env=env).invoke(careader, arguments, prog_name="careader").stderr


def test_the_settings_say_the_language_and_json_stays_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    settings = Paths.default().settings
    settings.parent.mkdir(parents=True)
    settings.write_text('language = "ru"\n[refresh]\nminutes = 0\n')
    env = {"LC_ALL": "C.UTF-8"}
    assert "должно быть от 1" in CliRunner(env=env).invoke(careader, ["list"], prog_name="careader").stderr
    assert "must be from 1" in CliRunner(env=env).invoke(careader, ["list", "--json"], prog_name="careader").stderr
    with Newsroom.open(Paths.default()) as room:
        words.use("ru")
        assert "должно быть от 1" in room.problems[0]
        words.use("en")


def test_the_banks_are_named_in_russian(russian: None) -> None:
    for source in (*SOURCES.values(), DECREE, ECB):
        for said in (source.name, source.terms):
            assert told(said) != said or not re.search(r"[a-z]{2,} [a-z]{2,}", said), said
