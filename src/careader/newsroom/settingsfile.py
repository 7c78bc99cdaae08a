"""Changing `settings.toml`: edited and not rewritten, checked before it is written, in one step and under a lock.

Comments, order and everything that careader does not know stay as they are, and so do line ends and a byte order mark.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careader.settings import LARGEST, Settings, SettingsError, read_settings
from careader.store.atomic import read_regular, writable_path, write_atomically
from careader.store.lock import locked

if TYPE_CHECKING:
    import tomlkit

_PATIENCE = 5.0
_BOM = b"\xef\xbb\xbf"
_PLACE = re.compile(r"^.*?line \d+: |^.*?: (?=\[)")


def edit_settings(path: Path, ids: Collection[str], change: Callable[[tomlkit.TOMLDocument], None]) -> Settings:
    """Change the rows of outlets with these ids; return the settings as they are then.

    Raises SettingsError where the file cannot be read, changed or written, or where `change` would make a part of it
    unusable or would touch anything else; then it is as it was.
    """
    try:
        target = writable_path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        with locked(target, _PATIENCE):
            return _edit(path, ids, change)
    except TimeoutError:
        raise SettingsError(f"{path}: another program is changing it; try again") from None
    except OSError as error:
        raise SettingsError(
            f"{path}: cannot be written ({error.strerror}); check what it is and its permissions"
        ) from None


def _edit(path: Path, ids: Collection[str], change: Callable[[tomlkit.TOMLDocument], None]) -> Settings:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        before, _ = read_regular(path, largest=LARGEST)
    except FileNotFoundError:
        before = b""
    text = _decoded(path, before)
    newline = "\r\n" if "\r\n" in text else "\n"
    try:
        document = tomlkit.parse(text.replace("\r\n", "\n"))
        change(document)
        after = tomlkit.dumps(document)
    except (TOMLKitError, ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        raise SettingsError(f"{path}: is not changed, since it cannot be edited as it stands ({error})") from None
    content = (_BOM if before.startswith(_BOM) else b"") + after.replace("\n", newline).encode()
    if len(content) > LARGEST:
        raise SettingsError(f"{path}: is not changed, since it would be larger than {LARGEST // 2**20} MB")
    _check(path, before, content, ids)
    write_atomically(path, content)
    return read_settings(content, str(path))


def _decoded(path: Path, content: bytes) -> str:
    old = read_settings(content, str(path))
    try:
        text = content.removeprefix(_BOM).decode()
        tomllib.loads(text.replace("\r\n", "\n"))
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8; save it as UTF-8 before it is changed") from None
    except (ValueError, RecursionError):
        said = next(iter(old.problems), f"{path}: is not valid TOML")
        raise SettingsError(f"{said}; correct that before it is changed") from None
    return text


def _check(path: Path, before: bytes, after: bytes, ids: Collection[str]) -> None:
    """Raise SettingsError where the new content says something wrong that the old did not, or changes anything else."""
    from careader.sources.outlets import unusable

    old, new = (read_settings(content, str(path)) for content in (before, after))
    known = {_PLACE.sub("", said) for said in (*old.problems, *unusable(old))}
    for said in (*new.problems, *unusable(new)):
        if _PLACE.sub("", said) not in known:
            raise SettingsError(f"{path}: is not changed, since {_PLACE.sub('', said)}")
    if _others(before, ids) != _others(after, ids):
        raise SettingsError(f"{path}: is not changed, since it cannot be edited without changing what else it says")


def _others(content: bytes, ids: Collection[str]) -> Mapping[str, Any]:
    """Return what a file says, but for the rows of these outlets."""
    table = tomllib.loads(content.removeprefix(_BOM).decode().replace("\r\n", "\n"))
    rows = table.pop("outlet", [])
    rest = [row for row in rows if not isinstance(row, dict) or row.get("id") not in ids]
    return {**table, "outlet": rest}
