"""The shape of the screen: who knows whom, and one table of commands."""

from __future__ import annotations

import ast
from pathlib import Path

import careader.tui
from careader.tui.commands import COMMANDS, Where
from careader.tui.keymap import CONTEXTS, DEFAULT, Clash, keymap

ROOT = Path(careader.tui.__file__).parent
MODULES = {
    f"careader.tui.{'.'.join(path.relative_to(ROOT).with_suffix('').parts)}".removesuffix(".__init__"): path
    for path in ROOT.rglob("*.py")
}


def imports(path: Path) -> set[str]:
    """Return what a file imports anywhere in it: within functions and for type checking too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{name.name}" for name in node.names}
    return found


GRAPH = {name: imports(path) & MODULES.keys() for name, path in MODULES.items()}


def test_no_module_of_the_screen_leads_back_to_itself() -> None:
    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        ahead = set(GRAPH[start])
        while ahead:
            name = ahead.pop()
            seen.add(name)
            ahead |= GRAPH[name] - seen
        return seen

    assert [name for name in MODULES if name in reached(name)] == []


def test_screens_know_neither_the_app_nor_each_other() -> None:
    screens = {name for name in MODULES if name.startswith("careader.tui.screens.")}
    assert len(screens) >= 6
    for name in screens:
        assert not GRAPH[name] & ((screens - {name}) | {"careader.tui.app", "careader.tui.ways"}), name


def test_state_and_services_do_without_textual() -> None:
    for name in ("services", "state", "window", "commands", "keyboards", "keymap"):
        assert not [one for one in imports(MODULES[f"careader.tui.{name}"]) if one.startswith("textual")]


def test_every_worker_has_a_group_and_ends_no_screen() -> None:
    for path in MODULES.values():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for decorator in getattr(node, "decorator_list", ()):
                name = decorator.func if isinstance(decorator, ast.Call) else decorator
                if getattr(name, "id", "") == "work":
                    given = {keyword.arg for keyword in getattr(decorator, "keywords", ())}
                    assert {"group", "exit_on_error"} <= given, path


def test_no_key_starts_two_commands() -> None:
    for context in CONTEXTS:
        keys = [key for command in DEFAULT.of(*context) for key in DEFAULT.keys_of(command)]
        assert len(keys) == len(set(keys)), context


def test_names_are_one_to_a_part() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


def test_the_settings_change_keys_and_clashes_are_found() -> None:
    changed = keymap({"star": "x ^K", "nonsense": "y"})
    assert changed.unknown == ["nonsense"]
    star = next(command for command in changed.of(Where.MAIN) if command.name == "star")
    assert changed.keys_of(star)[:2] == ["x", "ctrl+k"]
    assert star.shown == "x  ^K"
    assert star.hint == "x star"
    assert Clash("x", ("full_text", "star")) in changed.clashes
    assert keymap({"star": "s"}).changed() == {}


def test_shapes_fit_where_titles_are_shown() -> None:
    assert max(len(command.title) for command in COMMANDS) <= 40
