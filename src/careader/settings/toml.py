"""The text of a settings file: decoded, parsed as far as it goes, and where in it each key stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from careader.settings.schema import Where

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_HEADER = re.compile(r"^[ \t]*\[(\[?)([^\[\]#]*)\]")
_KEY = re.compile(r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_ENDLESS = re.compile(r"[0-9_]{4000}")
"""More digits than Python reads."""
_LONGEST_LINE = 5000
"""Longer lines are no settings, and dotted names of that length take `tomllib` long."""
_MOST_TRIES = 200
_SIXTEEN_BITS = {
    "utf-16": (b"\xff\xfe", b"\xfe\xff"),
    "utf-16-le": tuple(bytes((sign, 0)) for sign in b"[#\n\r\t "),
    "utf-16-be": tuple(bytes((0, sign)) for sign in b"[#\n\r\t "),
}
"""How files in UTF-16 begin: with their mark, or with what settings begin with."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file says, and what of it could not be read: the line (0 is the whole file) and why."""

    table: Mapping[str, Any]
    text: str
    spoilt: tuple[tuple[int, str], ...] = ()


def parse(content: bytes) -> Parsed:
    """Read TOML in UTF-8 or UTF-16, with any line ends; statements that cannot be read are left out and said."""
    text, spoilt = _decoded(content)
    try:
        return Parsed(tomllib.loads(text), text, tuple(spoilt))
    except (ValueError, RecursionError):
        table, more = _what_can_be_read(text)
        return Parsed(table, text, tuple(sorted([*spoilt, *more])))


def lines_of(text: str) -> dict[Where, int]:
    """Return the line on which each table and key begins: `("rates", "minutes")`, `("outlet", 0, "url")`."""
    found: dict[Where, int] = {}
    counts: dict[Where, int] = {}
    table: Where = ()
    quotes = ""
    for number, line in enumerate(text.split("\n"), 1):
        if quotes:  # within a text of several lines
            quotes = "" if quotes in line else quotes
            continue
        if header := _HEADER.match(line):
            table = _parts(header[2])
            if len(table) > 1 and table[:1] in counts:  # within the last of some rows
                table = (table[0], counts[table[:1]], *table[1:])
            if header[1]:
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            found.setdefault(table, number)
            found.setdefault(table[:1], number)
        elif key := _KEY.match(line):
            parts = _parts(key[1])
            for length in range(len(parts), 0, -1):
                found.setdefault((*table, *parts[:length]), number)
            value = line[key.end() :]
            for mark in ('"""', "'''"):
                if value.count(mark) % 2:
                    quotes = mark
    return found


def line_of(where: Where, lines: Mapping[Where, int]) -> int:
    """Return the line of a place, or of what it stands in; 0 where that is not known."""
    for length in range(len(where), 0, -1):
        if where[:length] in lines:
            return lines[where[:length]]
    return 0


def _parts(dotted: str) -> Where:
    return tuple(_name(part) for part in _PART.findall(dotted))


def _name(part: str) -> str:
    if part.startswith('"') and "\\" in part:
        with suppress(ValueError):
            return str(tomllib.loads(f"name = {part}")["name"])
    return part.strip("\"'")


def _decoded(content: bytes) -> tuple[str, list[tuple[int, str]]]:
    for encoding, signs in _SIXTEEN_BITS.items():
        if content.startswith(signs):
            content = content.decode(encoding, errors="replace").encode("utf-8", errors="replace")
            break
    if b"\n" not in content:
        content = content.replace(b"\r", b"\n")  # line ends of old Macs
    lines, spoilt = [], []
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if len(line) > _LONGEST_LINE:
            lines.append("")
            spoilt.append((number, f"is longer than {_LONGEST_LINE} letters and is left out"))
            continue
        try:
            lines.append(line.removesuffix(b"\r").decode())
        except UnicodeDecodeError:
            lines.append("")
            spoilt.append((number, "is not UTF-8 and is left out; save the file as UTF-8"))
    return "\n".join(lines), spoilt


def _what_can_be_read(text: str) -> tuple[dict[str, Any], list[tuple[int, str]]]:
    """Read each table by itself and leave the statements out that are none, then all of them together."""
    lines = text.split("\n")
    spoilt: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        if _ENDLESS.search(line):
            lines[number] = ""
            spoilt.append((number + 1, "has a number of more digits than can be read; it is left out"))
    starts = [0, *(number for number, line in enumerate(lines) if number and line.lstrip().startswith("["))]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        _mend(lines, start, end, spoilt)
    return _mend(lines, 0, len(lines), spoilt), spoilt


def _mend(lines: list[str], start: int, end: int, spoilt: list[tuple[int, str]]) -> dict[str, Any]:
    """Empty the lines of a part of the file that keep it from being read; return what it says then."""
    for _ in range(_MOST_TRIES):
        try:
            return tomllib.loads("\n".join(lines[start:end]))
        except ValueError as error:
            at = _AT_LINE.search(str(error))
            wrong = start + int(at[1]) - 1 if at else end - 1
            while wrong > start and not lines[wrong].strip():
                wrong -= 1
            reason = _AT_LINE.sub("", str(error)).replace("(at end of document)", "").strip()
        except RecursionError:
            wrong, reason = start, "nested too deeply"
        through = wrong + 1
        if lines[wrong].lstrip().startswith("["):  # without its head, what follows would belong to another table
            while through < end and not lines[through].lstrip().startswith("["):
                through += 1
        lines[wrong:through] = [""] * (through - wrong)
        left_out = "its table is" if through > wrong + 1 else "it is"
        spoilt.append((wrong + 1, f"is not valid TOML ({reason}); {left_out} left out"))
    lines[start:end] = [""] * (end - start)
    spoilt.append((start + 1, "begins what is not valid TOML; it is left out"))
    return {}
