"""`settings.toml` and where things live.

The file is read once at start. What it does not say has the default given in the field; what it says wrongly is a
`SettingsError` of one sentence that names the file, the place and what to do.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from platformdirs import PlatformDirs

from careader.model import COUNTRIES, CURRENCIES, MORE_CURRENCIES, Ownership, Way


class SettingsError(Exception):
    """The settings cannot be used; the message is one sentence for the reader."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Where careader keeps its files: `config` (settings), `data` (articles, marks), `cache` (can be fetched again)."""

    settings: Path
    data: Path
    cache: Path

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
        )


@dataclass(frozen=True, slots=True)
class OutletEntry:
    """One `[[outlet]]` of the settings: a new outlet, or what is different about a built-in one (None is unchanged)."""

    id: str
    name: str | None = None
    url: str | None = None
    language: str | None = None
    countries: tuple[str, ...] | None = None
    ownership: Ownership | None = None
    enabled: bool | None = None
    selector: str | None = None
    way: tuple[Way, ...] | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What the reader has chosen."""

    outlets: tuple[OutletEntry, ...] = ()
    default_outlets: bool = True
    rates_enabled: bool = True
    rate_endpoints: Mapping[str, str] = field(default_factory=dict)
    rate_currencies: tuple[str, ...] = tuple(CURRENCIES)
    rates_inverted: bool = False
    rate_minutes: int = 60
    refresh_minutes: int = 15
    keep_days: int = 60
    languages: tuple[str, ...] = ("en", "ru")
    full: str = "open"
    theme: str = ""
    one_line: bool = False
    ascii: bool | None = None


_TABLES: dict[str, dict[str, tuple[str, type]]] = {
    "outlets": {"defaults": ("default_outlets", bool)},
    "rates": {
        "enabled": ("rates_enabled", bool),
        "currencies": ("rate_currencies", list),
        "inverted": ("rates_inverted", bool),
        "minutes": ("rate_minutes", int),
        "endpoints": ("rate_endpoints", dict),
    },
    "refresh": {"minutes": ("refresh_minutes", int)},
    "articles": {"keep_days": ("keep_days", int), "languages": ("languages", list), "full": ("full", str)},
    "screen": {"theme": ("theme", str), "one_line": ("one_line", bool), "ascii": ("ascii", bool)},
}
FULL = ("open", "all", "never")
"""Of which articles the whole text is fetched from their pages: of what is opened and starred, of all, of none."""

_OUTLET_KEYS: dict[str, type] = {
    "id": str,
    "name": str,
    "url": str,
    "language": str,
    "enabled": bool,
    "selector": str,
}
_WAY_KEYS = ("kind", "url")
_KINDS = {bool: "true or false", int: "a whole number", str: "a text in quotes", dict: "a table", list: "a list"}


def load_settings(path: Path, *, must_exist: bool = False) -> Settings:
    """Read the settings file; a missing one is all defaults unless `must_exist`. Raises SettingsError."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if must_exist:
            raise SettingsError(f"{path}: there is no such settings file; create it or leave --config out") from None
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read ({error}); check its permissions and that it is UTF-8") from None
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: is not valid TOML ({error}); correct that line") from None
    try:
        return parse_settings(table)
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from None


def parse_settings(table: Mapping[str, Any]) -> Settings:
    """Turn the parsed TOML into settings. Raises SettingsError that names the key."""
    values: dict[str, Any] = {}
    for name, content in table.items():
        if name == "outlet":
            values["outlets"] = _outlets(content)
            continue
        known = _TABLES.get(name)
        if known is None:
            raise SettingsError(
                f"[{name}] is not a setting; known are [[outlet]], {', '.join(f'[{t}]' for t in _TABLES)}"
            )
        for key, value in _expect(content, dict, f"[{name}]").items():
            if key not in known:
                raise SettingsError(f"[{name}] {key} is not a setting; known here are {', '.join(known)}")
            target, kind = known[key]
            values[target] = _expect(value, kind, f"[{name}] {key}")
    for endpoint, url in values.get("rate_endpoints", {}).items():
        _http_url(_expect(url, str, f"[rates.endpoints] {endpoint}"), f"[rates.endpoints] {endpoint}")
    if values.get("full", "open") not in FULL:
        raise SettingsError(f"[articles] full must be one of {', '.join(FULL)}, not {values['full']!r}")
    if "languages" in values:
        values["languages"] = tuple(_expect(code, str, "[articles] languages") for code in values["languages"])
    if "rate_currencies" in values:
        values["rate_currencies"] = _currencies(values["rate_currencies"])
    for target, least in (("refresh_minutes", 1), ("rate_minutes", 1), ("keep_days", 1)):
        if values.get(target, least) < least:
            raise SettingsError(f"{target.replace('_', ' ')} must be at least {least}")
    return Settings(**values)


def _expect(value: Any, kind: type, where: str) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise SettingsError(f"{where} must be {_KINDS[kind]}, not {value!r}")
    return value


def _currencies(codes: list[Any]) -> tuple[str, ...]:
    known = (*CURRENCIES, *MORE_CURRENCIES)
    wanted = tuple(dict.fromkeys(str(code).upper() for code in codes))
    if unknown := [code for code in wanted if code not in known]:
        raise SettingsError(f"[rates] currencies has {unknown[0]!r}; known are {', '.join(known)}")
    if not wanted:
        raise SettingsError("[rates] currencies must name one at least; enabled = false asks for no rates at all")
    return wanted


def _http_url(url: str, where: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise SettingsError(f"{where} must be an address that starts with http:// or https://, not {url!r}")
    return url


def _outlets(content: Any) -> tuple[OutletEntry, ...]:
    if not isinstance(content, list) or not all(isinstance(entry, dict) for entry in content):
        raise SettingsError("outlets are written as [[outlet]], with two brackets on each side")
    return tuple(_outlet(entry, number) for number, entry in enumerate(content, 1))


def _outlet(entry: Mapping[str, Any], number: int) -> OutletEntry:
    where = f"[[outlet]] {entry.get('id', f'number {number}')}"
    known = [f.name for f in fields(OutletEntry)]
    for key in entry:
        if key not in known:
            raise SettingsError(f"{where}: {key} is not a setting; known here are {', '.join(known)}")
    if not isinstance(entry.get("id"), str) or not entry["id"]:
        raise SettingsError(f'{where} needs an id, a short name of its own such as id = "gazette"')
    values: dict[str, Any] = {}
    for key, kind in _OUTLET_KEYS.items():
        if key in entry:
            values[key] = _expect(entry[key], kind, f"{where}: {key}")
    if "url" in values:
        _http_url(values["url"], f"{where}: url")
    if "countries" in entry:
        countries = [str(code).lower() for code in _expect(entry["countries"], list, f"{where}: countries")]
        if unknown := [code for code in countries if code not in COUNTRIES]:
            raise SettingsError(f"{where}: countries has {unknown[0]!r}; known are {', '.join(COUNTRIES)}")
        values["countries"] = tuple(countries)
    if "ownership" in entry:
        try:
            values["ownership"] = Ownership(entry["ownership"])
        except ValueError:
            raise SettingsError(f"{where}: ownership must be one of {', '.join(Ownership)}") from None
    if "way" in entry:
        values["way"] = _ways(entry["way"], where)
    return OutletEntry(**values)


def _ways(content: Any, where: str) -> tuple[Way, ...]:
    """Read the `[[outlet.way]]` tables of an outlet, in their order."""
    if not isinstance(content, list) or not content or not all(isinstance(way, dict) for way in content):
        raise SettingsError(f"{where}: ways are written as [[outlet.way]], with two brackets on each side")
    return tuple(_way(way, f"{where}: [[outlet.way]] number {number}") for number, way in enumerate(content, 1))


def _way(content: Mapping[str, Any], where: str) -> Way:
    for key in content:
        if key not in _WAY_KEYS:
            raise SettingsError(f"{where}: {key} is not a setting; known here are {', '.join(_WAY_KEYS)}")
    for key in _WAY_KEYS:
        if not isinstance(content.get(key), str) or not content[key].strip():
            raise SettingsError(
                f'{where} needs kind and url, such as kind = "feed" and url = "https://example.org/rss"'
            )
    return Way(content["kind"].strip(), _http_url(content["url"], f"{where}: url"))
