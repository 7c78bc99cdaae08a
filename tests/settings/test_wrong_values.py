"""Every key of the settings with every kind of value that it must not have: named, and the rest is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from careader.settings import Settings, read_settings
from careader.settings.pairs import PairOf
from careader.settings.schema import (
    Address,
    Day,
    Flag,
    Folder,
    ListOf,
    Name,
    NamesTo,
    OneOf,
    Proxy,
    Rows,
    TableOf,
    Text,
    Whole,
    keys_of,
    tables_of,
)

VALUES = {
    "whole": ("5", "-1", "0x1F", "1_000", str(10**12), "9" * 400),
    "float": ("1.5", "1e999", "nan", "inf", "-inf"),
    "flag": ("true", "false"),
    "text": ('"words"', "''", '"""\nin lines"""', '"5"'),
    "date": ("2026-12-31",),
    "time": ("12:30:00",),
    "moment": ("2026-12-31T12:00:00Z", "2026-12-31 12:00:00"),
    "list": ("[]", "[1, 2]", "[[]]", '["words", 5]'),
    "table": ("{}", "{a = 1}", "{a = {b = [1]}}"),
    "rows": ("[{}]", "[{a = 1}, {}]"),
}
"""Values as a file writes them, by what they are in TOML."""

RIGHT: dict[type, tuple[str, ...]] = {
    Flag: ("flag",), Whole: ("whole",), Text: ("text",), Name: ("text",), Address: ("text",), Folder: ("text",),
    OneOf: ("text",), PairOf: ("text",), Day: ("text", "date", "moment"), ListOf: ("list", "rows"),
    TableOf: ("table",), NamesTo: ("table",), Rows: ("rows", "table", "list"), Proxy: ("text",),
}  # fmt: skip
"""What each kind of setting is in TOML; Rows say themselves what is wrong with a table or a list."""

NOT_THESE: dict[type, tuple[str, ...]] = {
    Whole: ("-1", "0", "-9223372036854775808"),
    Name: ("''", "' a'", '"a\\u001b[2J"', "'" + "x" * 81 + "'"),
    Address: ("''", "'nowhere'", "'http://'", "'http://[::1/f'", "'javascript:alert(1)'", "'http://a b/'",
              "'https://a.example:99999/'", "'file:///etc/passwd'", '"http://a\\u0000b.example/"'),
    Folder: ("'sync'", "'../sync'", "'./'", '"/a\\u0000b"', "'~nobody-of-that-name/x'"),
    OneOf: ("'zzz'", "'Ünknown'", "'en ru'"),
    PairOf: ("''", "'EUR'", "'EUR/EUR'", "'EUR/XXX'", "'EUR/KZT/UZS'"),
    Day: ("'31.12.2026'", "'soon'", "''"),
    Proxy: ("'nowhere'", "'ftp://a.example'", "'http://'", "'http://a:99999'", "5"),
    ListOf: ("['zzz']", "[true]", "[{}]"),
}  # fmt: skip
"""Values of the right type that mean nothing."""

OTHERS = (
    ("refresh", "minutes = 7", "refresh_minutes", 7),
    ("articles", "keep_days = 9", "keep_days", 9),
    ("screen", "one_line = true", "one_line", True),
    ("rates", "inverted = true", "rates_inverted", True),
)
"""What else a file says: its table, the line, the field and its value."""

ROWS = {"outlet": 'id = "24kg"', "view": 'name = "W"\nquery = "q"', "mute": 'query = "q"',
        "command": 'run = "wc"\nkey = "x"', "way": 'kind = "feed"\nurl = "https://a.example/"'}  # fmt: skip
"""A row of each kind that is right."""


class Place(NamedTuple):
    """Where a key stands: its name in a sentence, what goes before it in the file, the field that it is."""

    said: str
    before: str
    key: str
    kind: Any
    field: str = ""


def places() -> Iterator[Place]:
    """Return every key at every level."""
    for table, keys in tables_of(Settings).items():
        for name, declared in keys.items():
            kind = declared.metadata["kind"]
            if isinstance(kind, Rows):
                yield from row_places(table, kind)
            elif name:
                yield Place(f"[{table}] {name}", f"[{table}]\n", name, kind, declared.name)
                if isinstance(kind, TableOf):
                    for member in kind.names:
                        yield Place(f"[{table}.{name}] {member}", f"[{table}.{name}]\n", member, kind.kind)
            elif isinstance(kind, NamesTo):
                yield Place(f"[{table}] quit", f"[{table}]\n", "quit", kind.kind)


def row_places(table: str, kind: Rows) -> Iterator[Place]:
    for key, declared in keys_of(kind.row).items():
        good = "".join(line + "\n" for line in ROWS[table].split("\n") if not line.startswith(f"{key} ="))
        said = rf"\[\[{table}\]\] [^:]+: {key}"
        inner = declared.metadata["kind"]
        yield Place(said, f"[[{table}]]\n{good}", key, inner)
        if isinstance(inner, Rows):
            for way in keys_of(inner.row):
                rest = "".join(line + "\n" for line in ROWS[key].split("\n") if not line.startswith(f"{way} ="))
                before = f"[[{table}]]\n{good}[[{table}.{key}]]\n{rest}"
                yield Place(rf"\[\[{table}\]\] [^:]+: {way}|\[\[{table}\]\] .*", before, way,
                            keys_of(inner.row)[way].metadata["kind"])  # fmt: skip


PLACES = list(places())


def wrong_for(kind: Any) -> list[str]:
    right = RIGHT[type(kind)]
    return [
        *(value for name, values in VALUES.items() if name not in right for value in values),
        *NOT_THESE.get(type(kind), ()),
        *(("527041", str(10**12), "9" * 400) if isinstance(kind, Whole) and not kind.endless else ()),
    ]


def test_there_are_places_of_every_kind() -> None:
    assert {type(place.kind) for place in PLACES} | {Rows, NamesTo, PairOf} >= set(RIGHT)
    assert len(PLACES) > 45


def file_with(place: Place, line: str) -> tuple[str, dict[str, Any]]:
    """Return a file that says a line in its place and something else before and after it, and what that means."""
    others = [other for other in OTHERS if f"[{other[0]}]" != place.before.strip()]
    parts = [f"[{table}]\n{said}\n\n" for table, said, _, _ in others]
    parts.insert(1, f"{place.before}{line}\n\n")
    return "".join(parts), {field: value for _, _, field, value in others}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.before.split()[0]} {place.key}")
def test_every_wrong_value_is_named(place: Place) -> None:
    said = place.said if place.said.startswith("\\[") else re.escape(place.said)
    default = getattr(Settings(), place.field) if place.field else None
    for value in wrong_for(place.kind):
        text, others = file_with(place, f"{place.key} = {value}")
        line = text[: text.index(f"{place.before}{place.key} = ") + len(place.before)].count("\n") + 1
        settings = read_settings(text.encode(), "s.toml")
        here = [problem for problem in settings.problems if problem.startswith(f"s.toml, line {line}: ")]
        assert here, (text, settings.problems)
        allowed = "must |is written as|needs "
        sentence = re.compile(rf"s\.toml, line {line}: (?:{said}) .*?(?:{allowed})|.*: \[\[.*\]\] .* needs ")
        no_toml = "more digits than can be read" in here[0]
        assert no_toml or any(map(sentence.match, here)), (value, here)
        assert all(problem.isprintable() and len(problem) < 900 for problem in settings.problems)
        if place.field and not isinstance(place.kind, ListOf | Proxy | TableOf):
            assert getattr(settings, place.field) == default, value
        assert {field: getattr(settings, field) for field in others} == others, (value, settings)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.before.split()[0]} {place.key}")
def test_every_unknown_key_is_named(place: Place) -> None:
    if isinstance(place.kind, Text) and place.before == "[keys]\n":
        return  # which commands there are, the screen knows
    near = place.key[:-1] + "_x" if len(place.key) > 3 else place.key + "x"
    for key, value in ((near, "1"), ("zzz", "true"), ('"\\u001b[2J"', "[]"), ("'a b'", "{a = 1}"), ("deep.er", "1")):
        text, others = file_with(place, f"{key} = {value}")
        settings = read_settings(text.encode(), "s.toml")
        line = text[: text.index(f"{place.before}{key} = ") + len(place.before)].count("\n") + 1
        (problem,) = (said for said in settings.problems if said.startswith(f"s.toml, line {line}: "))
        assert "is not a setting" in problem
        assert "known here are " in problem
        assert place.key in problem.partition("known here are ")[2]
        assert ("did you mean" in problem) or key != near or len(place.key) < 6
        assert {field: getattr(settings, field) for field in others} == others


@pytest.mark.parametrize("table", sorted(tables_of(Settings)))
def test_a_table_written_as_rows_and_rows_as_a_table(table: str) -> None:
    keys = tables_of(Settings)[table]
    kind = keys[""].metadata["kind"] if "" in keys else None
    one_value = kind is not None and not isinstance(kind, Rows | NamesTo)
    place = Place(table, "", table, kind)
    wrong = ["5", "'words'", "true", "[5]", "2026-12-31", "nan"]
    if one_value:
        wrong.remove("'words'")
    for line in (
        *(f"{table} = {value}" for value in wrong),
        *([f"[[{table}]]\nzzz = 1"] if not isinstance(kind, Rows) else [f"[{table}]\nzzz = 1"]),
        *([f"[{table}]\nzzz = 1"] if one_value else []),
        *([f"{table} = {{zzz = 1}}"] if not one_value else []),
    ):
        text, others = file_with(place, "\n[x-a]\n")
        text = f"{line}\n{text}".replace(f"[{table}]\n", "[x-b]\n") if not line.startswith("[") else text.replace(
            f"[{table}]\n", "[x-b]\n") + line + "\n"  # fmt: skip
        others = {field: value for field, value in others.items() if f"[{table}]" not in home_of(field)}
        at = text.split("\n").index(line.partition("\n")[0]) + 1
        settings = read_settings(text.encode(), "s.toml")
        here = [said for said in settings.problems if re.match(rf"s\.toml, line (?:{at}|{at + 1}): \[\[?{table}", said)]
        assert here, (text, settings.problems)
        assert re.search(r"must|is written as|is not a setting|needs|allowed", here[0]), here
        assert {field: getattr(settings, field) for field in others} == others, text


def home_of(field: str) -> str:
    return next(f"[{table}]" for table, _, name, _ in OTHERS if name == field)


TWICE = {
    "key": ("[refresh]\nminutes = 5\nminutes = 6\n", 3),
    "table": ("[refresh]\nminutes = 5\n[refresh]\nminutes = 6\n", 3),
    "table and dotted": ("refresh.minutes = 5\n[refresh]\nminutes = 6\n", 2),
    "inline table and table": ("refresh = {minutes = 5}\n[refresh]\nminutes = 6\n", 2),
    "inline table and dotted": ("refresh = {minutes = 5}\nrefresh.minutes = 6\n", 2),
    "in an inline table": ("refresh = {minutes = 5, minutes = 6}\n", 1),
    "rows and table": ('[[mute]]\nquery = "a"\n[mute]\nquery = "b"\n', 3),
    "table and rows": ('[mute]\nquery = "a"\n[[mute]]\nquery = "b"\n', 3),
    "list and rows": ('mute = [{query = "a"}]\n[[mute]]\nquery = "b"\n', 2),
    "key of a row": ('[[mute]]\nquery = "a"\nquery = "b"\n', 3),
}


@pytest.mark.parametrize("what", TWICE)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_stands_twice_is_named_and_the_rest_is_used(what: str, ends: str, mark: str) -> None:
    text, line = TWICE[what]
    content = (mark + (text + "[screen]\none_line = true\n").replace("\n", ends)).encode()
    settings = read_settings(content, "s.toml")
    assert any(problem.startswith(f"s.toml, line {line}: ") for problem in settings.problems), settings.problems
    assert settings.one_line
    assert settings.refresh_minutes in (5, 15)


FILE = '# настройки\n[screen]\ntheme = "nord"\n[[view]]\nname = "Вода"\nquery = "вода"\n[refresh]\nminutes = 7\n'


@pytest.mark.parametrize(
    ("encoding", "all_of_it"),
    [("utf-8", True), ("utf-8-sig", True), ("utf-16", True), ("utf-16-le", True), ("utf-16-be", True),
     ("utf-32", False), ("cp1251", False), ("koi8-r", False), ("cp866", False)],
)  # fmt: skip
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_file_in_another_encoding_is_read_or_named(encoding: str, all_of_it: bool, ends: str) -> None:
    settings = read_settings(FILE.replace("\n", ends).encode(encoding), "s.toml")
    assert all(problem.isprintable() and problem.startswith("s.toml") for problem in settings.problems)
    if all_of_it:
        assert (settings.problems, settings.theme, settings.refresh_minutes) == ((), "nord", 7)
        assert [view.name for view in settings.views] == ["Вода"]
    elif encoding.startswith(("cp", "koi")):
        assert settings.problems
        assert (settings.theme, settings.refresh_minutes) == ("nord", 7) or ends == "\r"
    else:
        assert settings.problems
