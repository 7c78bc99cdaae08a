"""What a setting may be, as data: a field says its table, its key, its kind and its default, and nothing else has to.

A kind reads a value of the parsed TOML. What is wrong with a value is said and what is right about it is used.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import MISSING, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar
from urllib.parse import urlsplit

from careader.settings.wording import near, shown

__all__ = [
    "Address", "Day", "Flag", "Folder", "ListOf", "Name", "NamesTo", "OneOf", "Proxy", "Rows", "Say", "TableOf", "Text",
    "Where", "Whole", "Wrong", "key", "keys_of", "near", "read_row", "rows", "setting", "shown", "table_setting",
    "tables_of",
]  # fmt: skip

T = TypeVar("T")
Where = tuple[str | int, ...]
"""Where a value stands: `("rates", "minutes")`, `("outlet", 0, "url")` for the first of the rows."""

Say = Callable[[Where, str], None]
"""Takes what is wrong: where, and the rest of a sentence that begins with that place."""


LEFT_OUT = "; it is left out"


class Wrong(ValueError):  # noqa: N818 - it is said to the reader and ends nothing
    """A value that cannot be used at all; the message goes on after the name of its key."""


class Kind(Protocol):
    """What a value may be."""

    def read(self, value: Any, path: Where, say: Say) -> Any:
        """Return what a value of the TOML means. Raises Wrong where it means nothing; what it says else is used."""


class Flag:
    """`true` or `false`."""

    def read(self, value: Any, path: Where, say: Say) -> bool:
        """Return the flag. Raises Wrong."""
        if not isinstance(value, bool):
            raise Wrong(f"must be true or false, not {shown(value)}")
        return value


class Whole(NamedTuple):
    """A whole number from `least` to `most`; `endless` says that more than that is as good as `most`."""

    least: int
    most: int
    endless: bool = False

    def read(self, value: Any, path: Where, say: Say) -> int:
        """Return the number. Raises Wrong."""
        if not isinstance(value, int) or isinstance(value, bool):
            raise Wrong(f"must be a whole number, not {shown(value)}")
        if value < self.least or (value > self.most and not self.endless):
            upto = "at least {0}" if self.endless else "from {0} to {1}"
            raise Wrong(f"must be {upto.format(self.least, self.most)}, not {shown(value)}")
        return min(value, self.most)


class Text(NamedTuple):
    """A text, at most `longest` letters."""

    longest: int = 500

    def read(self, value: Any, path: Where, say: Say) -> str:
        """Return the text. Raises Wrong."""
        if not isinstance(value, str):
            raise Wrong(f"must be a text in quotes, not {shown(value)}")
        if len(value) > self.longest:
            raise Wrong(f"must be no longer than {self.longest} letters, not {shown(value)}")
        return value


class Name(NamedTuple):
    """A short text that names something: no control characters, not empty, no blanks around it."""

    longest: int = 80

    def read(self, value: Any, path: Where, say: Say) -> str:
        """Return the name. Raises Wrong."""
        text = Text(self.longest).read(value, path, say)
        if not text.strip() or text != text.strip() or any(unicodedata.category(c)[0] == "C" for c in text):
            raise Wrong(f"must be a name without control characters or blanks around it, not {shown(value)}")
        return text


class Day:
    """A date of TOML, or a text that is one: 2026-12-31."""

    def read(self, value: Any, path: Where, say: Say) -> date:
        """Return the day. Raises Wrong."""
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            raise Wrong(f"must be a date such as 2026-12-31, not {shown(value)}") from None


class Folder:
    """A folder by its whole path, in which `~` is the user's own; empty for none."""

    def read(self, value: Any, path: Where, say: Say) -> str:
        """Return the path. Raises Wrong."""
        text = Text(4096).read(value, path, say)
        try:
            folder = Path(text).expanduser()
        except RuntimeError:  # there is no such user
            folder = Path()
        if text and (not folder.is_absolute() or any(unicodedata.category(c)[0] == "C" for c in text)):
            raise Wrong(f"must be the whole path of a folder, such as ~/Sync/careader, not {shown(value)}")
        return str(folder) if text else ""


class Address:
    """A complete http or https address."""

    def read(self, value: Any, path: Where, say: Say) -> str:
        """Return the address. Raises Wrong."""
        text = Text(4096).read(value, path, say)
        try:
            parts = urlsplit(text)
            host, _ = (parts.hostname or "").encode("idna"), parts.port
        except ValueError:
            host = b""
        if not text.lower().startswith(("http://", "https://")):
            raise Wrong(f"must be an address that starts with http:// or https://, not {shown(value)}")
        if not host or any(c.isspace() or unicodedata.category(c)[0] == "C" for c in text):
            raise Wrong(f"must be a complete address such as https://example.org/feed, not {shown(value)}")
        return text


class Proxy:
    """The address of a proxy, "none" for none, or empty for those of the environment.

    One that cannot be used is said and not replaced: a reader who wants a proxy must not be led past it.
    """

    def read(self, value: Any, path: Where, say: Say) -> str:
        """Return the address, "unusable" for what is none."""
        if value in ("", "none"):
            return str(value)
        try:
            parts = urlsplit(value if isinstance(value, str) else "")
            host, port = (parts.hostname or "").encode("idna"), parts.port
        except ValueError:
            host, port = b"", None
        if host and port != 0 and parts.scheme in ("http", "https", "socks5", "socks5h") and value.isprintable():
            return str(value)
        say(
            path,
            'must be "none" or the address of a proxy, such as http://127.0.0.1:8080 or socks5://127.0.0.1:1080;'
            " nothing is fetched until it is put right",
        )
        return "unusable"


class OneOf(NamedTuple):
    """One of some names, whatever the case; `reads` makes of the name what the program uses."""

    names: Collection[str]
    reads: Callable[[str], Any] = str
    others: Collection[str] = ()
    """Names that go too and are not offered."""

    def read(self, value: Any, path: Where, say: Say) -> Any:
        """Return what the name means. Raises Wrong."""
        folded = {name.casefold(): name for name in (*self.others, *self.names)}
        name = folded.get(str(value).strip().casefold()) if isinstance(value, str) else None
        if name is None:
            meant = near(value, folded.values())
            raise Wrong(f"is {shown(value)}{meant}, but must be one of {', '.join(self.names)}")
        return self.reads(name)


class ListOf(NamedTuple):
    """A list, each value once; what is wrong in it is left out and said.

    `needed` says that it must not be empty: it ends the sentence about one that is.
    """

    kind: Kind
    needed: str = ""

    def read(self, value: Any, path: Where, say: Say) -> tuple[Any, ...]:
        """Return the values. Raises Wrong."""
        if not isinstance(value, list):
            raise Wrong(f"must be a list, not {shown(value)}")
        found: dict[Any, None] = {}
        for member in value:
            try:
                found[self.kind.read(member, path, say)] = None
            except Wrong as wrong:
                say(path, f"has a value that {wrong}{LEFT_OUT}")
        if self.needed and not found:
            raise Wrong(f"must name one at least{self.needed}")
        return tuple(found)


class TableOf(NamedTuple):
    """A table whose keys are some names, all with values of one kind."""

    names: Collection[str]
    kind: Kind

    def read(self, value: Any, path: Where, say: Say) -> dict[str, Any]:
        """Return the values by name. Raises Wrong."""
        if not isinstance(value, Mapping):
            raise Wrong(f"must be a table, not {shown(value)}")
        found = {}
        for name, member in value.items():
            if name not in self.names:
                say((*path, name), _no_setting(name, self.names))
                continue
            try:
                found[name] = self.kind.read(member, (*path, name), say)
            except Wrong as wrong:
                say((*path, name), str(wrong))
        return found


class NamesTo(NamedTuple):
    """A table with names of any kind, all with values of one kind; who uses it says which names are known."""

    kind: Kind

    def read(self, value: Any, path: Where, say: Say) -> dict[str, Any]:
        """Return the values by name. Raises Wrong."""
        if not isinstance(value, Mapping):
            raise Wrong(f"must be a table, not {shown(value)}")
        return TableOf(tuple(value), self.kind).read(value, path, say)


class Rows(NamedTuple):
    """A list of tables, `[[name]]`, each of them a dataclass with fields made by `key`."""

    row: type[Any]
    into: Callable[[Any], Any] | None = None
    """What makes of a row what the program uses."""

    def read(self, value: Any, path: Where, say: Say) -> tuple[Any, ...]:
        """Return the rows that can be used. Raises Wrong."""
        spelt = f"is written as [[{'.'.join(part for part in path if isinstance(part, str))}]]"
        if isinstance(value, Mapping):
            say(path, f"{spelt}, with two brackets on each side")
            value = [value]
        if not isinstance(value, list):
            raise Wrong(f"{spelt}, with two brackets on each side and a line for each key, not {shown(value)}")
        found = []
        for number, content in enumerate(value):
            try:
                row = read_row(self.row, content, (*path, number), say)
                found.append(self.into(row) if self.into else row)
            except Wrong as wrong:
                say((*path, number), str(wrong))
        return tuple(found)


def setting(table: str, name: str, kind: Kind, default: T) -> T:
    """Declare a field of the settings: the key `name` of `[table]`; an empty name is the whole table."""
    meta = {"table": table, "key": name, "kind": kind}
    made: T = field(default=default, metadata=meta)
    return made


def table_setting(table: str, name: str, kind: TableOf | NamesTo) -> Mapping[str, Any]:
    """Declare a field of the settings that is a table of its own, empty by default."""
    made: Mapping[str, Any] = field(default_factory=dict, metadata={"table": table, "key": name, "kind": kind})
    return made


def rows(name: str, row: type[T]) -> tuple[T, ...]:
    """Declare a field that is every `[[name]]` of the file."""
    made: tuple[T, ...] = field(default=(), metadata={"table": name, "key": "", "kind": Rows(row)})
    return made


def key(kind: Kind, default: Any = MISSING, *, needs: str = "") -> Any:
    """Declare a field of a row. One without a default must be there; `needs` says what is missing where it is not."""
    meta = {"kind": kind, "needs": needs}
    return field(metadata=meta) if default is MISSING else field(default=default, metadata=meta)


def tables_of(settings: type[Any]) -> dict[str, dict[str, dataclasses.Field[Any]]]:
    """Return the fields by table and key."""
    tables: dict[str, dict[str, dataclasses.Field[Any]]] = {}
    for declared in dataclasses.fields(settings):
        if "table" in declared.metadata:
            tables.setdefault(declared.metadata["table"], {})[declared.metadata["key"]] = declared
    return tables


def keys_of(row: type[Any]) -> dict[str, dataclasses.Field[Any]]:
    """Return the fields of a row that are keys of its table."""
    return {declared.name: declared for declared in dataclasses.fields(row) if "kind" in declared.metadata}


def read_row(row: type[Any], content: Any, path: Where, say: Say) -> Any:
    """Read one table of a list. Raises Wrong where it cannot be used at all."""
    if not isinstance(content, Mapping):
        raise Wrong(f"must be a table, not {shown(content)}")
    known, values = keys_of(row), {}
    for name, value in content.items():
        if name not in known:
            say((*path, name), _no_setting(name, known))
            continue
        try:
            values[name] = known[name].metadata["kind"].read(value, (*path, name), say)
        except Wrong as wrong:
            say((*path, name), str(wrong))
    for name, declared in known.items():
        if declared.default is MISSING and name not in values:
            raise Wrong(f"needs {declared.metadata['needs'] or name}; it is left out")
    return row(**values)


def read_tables(settings: type[T], content: Mapping[str, Any], say: Say) -> T:
    """Read a whole file. Whatever is wrong is said, and the default is used in its place."""
    tables, values = tables_of(settings), {}
    for name, table in content.items():
        if name not in tables:
            say((name,), _unknown(name, table, tables))
            continue
        for path, value, declared in _values(name, table, tables, say):
            try:
                values[declared.name] = declared.metadata["kind"].read(value, path, say)
            except Wrong as wrong:
                say(path, str(wrong))
    return settings(**values)


def _values(
    name: str, table: Any, tables: Mapping[str, Mapping[str, dataclasses.Field[Any]]], say: Say
) -> Iterator[tuple[Where, Any, dataclasses.Field[Any]]]:
    known = tables[name]
    if "" in known:
        yield (name,), table, known[""]
        return
    if not isinstance(table, Mapping):
        meant = near(name, set(tables) - {name})
        say((name,), f"must be a table with {', '.join(known)}{meant}, not {shown(table)}")
        return
    for inner, value in table.items():
        if inner in known:
            yield (name, inner), value, known[inner]
        else:
            say((name, inner), _no_setting(inner, known))


def _unknown(name: str, value: Any, tables: Mapping[str, Mapping[str, Any]]) -> str:
    if not isinstance(value, Mapping | list):
        homes = [table for table, keys in tables.items() if name in keys]
        if homes:
            return f"stands above all tables; it belongs under [{homes[0]}]"
    written = [_heading(table, keys) for table, keys in tables.items()]
    return f"is not a setting{near(name, tables)}; known are {', '.join(written)}"


def _heading(table: str, keys: Mapping[str, Any]) -> str:
    kind = keys[""].metadata["kind"] if "" in keys else None
    if isinstance(kind, Rows):
        return f"[[{table}]]"
    return f"[{table}]" if kind is None or isinstance(kind, TableOf | NamesTo) else f"{table} = …"


def _no_setting(name: str, names: Collection[str]) -> str:
    return f"is not a setting{near(name, names)}; known here are {', '.join(names)}"
