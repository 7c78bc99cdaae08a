"""`settings.toml` and where things live.

The file is read once at start. What it does not say has the default given in the field; what it says wrongly is named
in `Settings.problems` with its line and what is allowed, and the default is used.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from platformdirs import PlatformDirs

from careader.model import COUNTRIES, CURRENCIES, MORE_CURRENCIES, Ownership, Way
from careader.settings import schema, toml
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
    key,
    rows,
    setting,
    table_setting,
)
from careader.settings.wording import written
from careader.words.language import LANGUAGES as SPOKEN

__all__ = [
    "FULL", "LANGUAGES", "RATE_SOURCES", "THEMES", "CommandEntry", "MuteEntry", "OutletEntry", "Paths", "Settings",
    "SettingsError", "ViewEntry",
    "language_of", "load_settings", "parse_settings", "read_settings",
]  # fmt: skip

LANGUAGES = ("en", "ru", "kk", "ky", "tg", "tk", "uz")
"""The languages that careader tells apart, by ISO 639-1 code."""

_MORE_LANGUAGES = (
    "ab", "ar", "az", "be", "bg", "bn", "ce", "cs", "da", "de", "el", "es", "et", "fa", "fi", "fr", "he", "hi", "hu",
    "hy", "id", "it", "ja", "ka", "ko", "lt", "lv", "mn", "nl", "no", "pl", "ps", "pt", "ro", "sk", "sr", "sv", "th",
    "tr", "tt", "ug", "uk", "ur", "vi", "zh",
)  # fmt: skip
"""What an outlet may be written in besides; not every code, so that `kg` is not taken for Kongo."""

THEMES = (
    "careader-dark", "careader-light", "textual-dark", "textual-light", "nord", "gruvbox", "catppuccin-mocha",
    "dracula", "tokyo-night", "monokai", "flexoki", "catppuccin-latte", "catppuccin-frappe", "catppuccin-macchiato",
    "solarized-light", "solarized-dark", "rose-pine", "rose-pine-moon", "rose-pine-dawn", "atom-one-dark",
    "atom-one-light", "ansi-dark", "ansi-light",
)  # fmt: skip
"""The names of the themes that the screen has; a test compares them with its own."""

RATE_SOURCES = ("frankfurter", "nbk", "nbkr", "nbt", "cbu", "cbt", "cbr", "exchange_api")
"""The keys of the sources of rates; a test compares them with `rates.endpoints`."""

FULL = ("open", "all", "never")
"""Of which articles the whole text is fetched from their pages: of what is opened and starred, of all, of none."""

_LANGUAGE = OneOf(LANGUAGES, others=_MORE_LANGUAGES)
_OWNERSHIP = OneOf(tuple(kind.value for kind in Ownership), Ownership)
_COUNTRIES = ListOf(OneOf(tuple(COUNTRIES)))
_YEAR = 366 * 24 * 60
_FOR_EVER = 36_500
LARGEST = 2**20
"""How many bytes a settings file may have."""

_MOST_SAID = 40


class SettingsError(Exception):
    """The settings cannot be used or written; the message is one sentence for the reader."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Where careader keeps its files: `settings`, `data` (articles, marks), `cache`, `state` (the log)."""

    settings: Path
    data: Path
    cache: Path
    state: Path | None = None

    @property
    def log(self) -> Path:
        """The log, in the state folder; in the cache folder where none is given."""
        return (self.state or self.cache) / "careader.log"

    @classmethod
    def default(cls, settings: Path | None = None) -> Paths:
        """Find the folders of this user; XDG variables are respected on every system that has them set."""
        dirs = PlatformDirs("careader", appauthor=False)

        def place(variable: str, otherwise: str) -> Path:
            base = os.environ.get(variable, "")
            return Path(base) / "careader" if Path(base).is_absolute() else Path(otherwise)

        config = place("XDG_CONFIG_HOME", dirs.user_config_dir)
        return cls(
            settings=settings or config / "settings.toml",
            data=place("XDG_DATA_HOME", dirs.user_data_dir),
            cache=place("XDG_CACHE_HOME", dirs.user_cache_dir),
            state=place("XDG_STATE_HOME", dirs.user_state_dir),
        )


@dataclass(frozen=True, slots=True)
class WayEntry:
    """One `[[outlet.way]]` of an outlet."""

    kind: str = key(Name(), needs='a kind such as kind = "feed"')
    url: str = key(Address(), needs='an address such as url = "https://example.org/rss"')


def _way(entry: WayEntry) -> Way:
    return Way(entry.kind, entry.url)


@dataclass(frozen=True, slots=True)
class OutletEntry:
    """One `[[outlet]]` of the settings: a new outlet, or what is different about a built-in one (None is unchanged)."""

    id: str = key(Name(), needs='an id, a short name of its own such as id = "gazette"')
    name: str | None = key(Text(120), None)
    url: str | None = key(Address(), None)
    language: str | None = key(_LANGUAGE, None)
    countries: tuple[str, ...] | None = key(_COUNTRIES, None)
    ownership: Ownership | None = key(_OWNERSHIP, None)
    enabled: bool | None = key(Flag(), None)
    selector: str | None = key(Text(), None)
    insecure: bool | None = key(Flag(), None)
    way: tuple[Way, ...] | None = key(Rows(WayEntry, _way), None)
    place: str = field(default="", compare=False)
    """Where it stands, for a sentence about it: the file and the line."""


@dataclass(frozen=True, slots=True)
class ViewEntry:
    """One `[[view]]`: a search under a name, and the key that asks it."""

    name: str = key(Name(), needs='a name such as name = "Water"')
    query: str = key(Text(), needs='a query such as query = "water lang:ru since:7d"')
    key: str = key(Text(20), "")


@dataclass(frozen=True, slots=True)
class MuteEntry:
    """One `[[mute]]`: a search whose stories are hidden, until a day (`2026-12-31`) if there is one."""

    query: str = key(Text(), needs='a query such as query = "football"')
    until: date | None = key(Day(), None)


@dataclass(frozen=True, slots=True)
class CommandEntry:
    """One `[[command]]`: what is run with the article on its standard input, and the key for it."""

    run: str = key(Text(), needs='a command such as run = "wc -w"')
    key: str = key(Text(20), needs='a key such as key = "x"')


@dataclass(frozen=True, slots=True)
class Settings:
    """What the reader has chosen: a setting is a line here and one in `docs/settings.md`."""

    outlets: tuple[OutletEntry, ...] = rows("outlet", OutletEntry)
    default_outlets: bool = setting("outlets", "defaults", Flag(), True)
    rates_enabled: bool = setting("rates", "enabled", Flag(), True)
    rate_currencies: tuple[str, ...] = setting(
        "rates",
        "currencies",
        ListOf(OneOf((*CURRENCIES, *MORE_CURRENCIES)), "; enabled = false asks for no rates at all"),
        tuple(CURRENCIES),
    )
    rate_pairs: tuple[str, ...] = setting("rates", "pairs", ListOf(PairOf(("USD", *CURRENCIES, *MORE_CURRENCIES))), ())
    rates_inverted: bool = setting("rates", "inverted", Flag(), False)
    rate_minutes: int = setting("rates", "minutes", Whole(1, _YEAR), 60)
    rate_endpoints: Mapping[str, str] = table_setting("rates", "endpoints", TableOf(RATE_SOURCES, Address()))
    refresh_minutes: int = setting("refresh", "minutes", Whole(1, _YEAR), 15)
    proxy: str = setting("network", "proxy", Proxy(), "")
    keep_days: int = setting("articles", "keep_days", Whole(1, _FOR_EVER, endless=True), 60)
    languages: tuple[str, ...] = setting("articles", "languages", ListOf(_LANGUAGE), ("en", "ru"))
    full: str = setting("articles", "full", OneOf(FULL), "open")
    script: str = setting("articles", "script", OneOf(("latin", "cyrillic"), others=("",)), "")
    language: str = setting("language", "", OneOf(SPOKEN, others=("",)), "")
    theme: str = setting("screen", "theme", OneOf(THEMES, others=("",)), "")
    one_line: bool = setting("screen", "one_line", Flag(), False)
    ascii: bool | None = setting("screen", "ascii", Flag(), None)
    width: int = setting("screen", "width", Whole(60, 100), 72)
    keyboard: str = setting("screen", "keyboard", OneOf(("kazakh", "kyrgyz", "tajik", "uzbek"), others=("",)), "")
    keys: Mapping[str, str] = table_setting("keys", "", NamesTo(Text()))
    views: tuple[ViewEntry, ...] = rows("view", ViewEntry)
    mutes: tuple[MuteEntry, ...] = rows("mute", MuteEntry)
    commands: tuple[CommandEntry, ...] = rows("command", CommandEntry)
    state_folder: str = setting("state", "folder", Folder(), "")
    problems: tuple[str, ...] = field(default=(), compare=False)
    """What is wrong in the file, a sentence each, with the place and what is allowed."""

    @property
    def rate_names(self) -> tuple[str, ...]:
        """What the currency bar shows: currencies, then pairs."""
        return (*self.rate_currencies, *self.rate_pairs)


def load_settings(path: Path, *, must_exist: bool = False) -> Settings:
    """Read the settings file; a missing one is all defaults. What is wrong is in `problems`, the rest is used.

    Raises SettingsError where it `must_exist` and cannot be read.
    """
    try:
        if not path.is_file() and path.exists():
            raise OSError(errno.EISDIR, "It is no file")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise OSError(errno.EFBIG, "It is larger than 1 MB")
        return read_settings(content, str(path))
    except FileNotFoundError:
        if not must_exist:
            return Settings()
        raise SettingsError(f"{path}: there is no such settings file; create it or leave --config out") from None
    except OSError as error:
        said = f"{path}: cannot be read ({error.strerror}); check what it is and its permissions"
        if must_exist:
            raise SettingsError(said) from None
        return Settings(problems=(f"{said}; the defaults are used",))


def read_settings(content: bytes, name: str = "settings.toml") -> Settings:
    """Read what a settings file holds; `name` is the file's in what is said of it."""
    parsed = toml.parse(content)
    spoilt = [f"{_place(name, line)}: {reason}" for line, reason in parsed.spoilt]
    settings = parse_settings(parsed.table, name, parsed.text)
    problems = (*spoilt, *settings.problems)
    if (more := len(problems) - _MOST_SAID) > 0:
        problems = (*problems[:_MOST_SAID], f"{name}: {more} more things are wrong in it")
    return replace(settings, problems=problems)


def parse_settings(table: Mapping[str, Any], name: str = "", text: str = "") -> Settings:
    """Turn the parsed TOML into settings; `text` is what it was parsed from, for the lines."""
    said: list[tuple[schema.Where, str]] = []
    settings = schema.read_tables(Settings, table, lambda path, what: said.append((path, what)))
    lines = toml.lines_of(text)
    ids = _ids(table.get("outlet"))
    problems = []
    for path, what in said:
        names = ids if path[0] == "outlet" else {}
        problems.append(f"{_place(name, toml.line_of(path, lines))}: {written(path, names)} {what}")
    places = {id_: _place(name, toml.line_of(("outlet", n), lines)) for n, id_ in reversed(ids.items())}
    outlets = tuple(replace(entry, place=places.get(entry.id, name)) for entry in settings.outlets)
    return replace(settings, outlets=outlets, problems=tuple(problem.removeprefix(": ") for problem in problems))


def language_of(tag: str) -> str | None:
    """Return the language of a tag such as `ru-RU` where it is one that careader has a word for."""
    code = tag.strip().replace("_", "-").partition("-")[0].lower()
    return code if code in LANGUAGES or code in _MORE_LANGUAGES else None


def _place(name: str, line: int) -> str:
    """Write where something stands: `settings.toml, line 4`."""
    return f"{name}, line {line}" if line and name else f"line {line}" if line else name


def _ids(rows: Any) -> dict[int, str]:
    """Return what the rows call themselves, where that can be shown."""
    found = enumerate(rows if isinstance(rows, list) else [rows])
    ids = ((number, row.get("id")) for number, row in found if isinstance(row, Mapping))
    return {number: id_[:80] for number, id_ in ids if isinstance(id_, str) and id_.isprintable()}
