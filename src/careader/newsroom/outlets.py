"""The reader's own list of outlets: what is added, removed, switched on and off is written into `settings.toml`.

The file is edited, not rewritten: comments, order and everything that careader does not know stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from careader.model import Outlet
from careader.settings import OutletEntry, SettingsError, load_settings
from careader.store.atomic import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    import tomlkit

    from careader.newsroom import Newsroom


def add_entries(newsroom: Newsroom, entries: Iterable[OutletEntry]) -> int:
    """Add outlets that are not in the list yet (by address); give how many were added. Raises SettingsError."""
    known = {outlet.url for outlet in newsroom.outlets()}
    taken = {outlet.id for outlet in newsroom.outlets()}
    fresh: list[OutletEntry] = []
    for entry in entries:
        if entry.url and entry.url not in known:
            known.add(entry.url)
            id_ = _free(entry.id or suggest_id(entry.url), taken)
            taken.add(id_)
            fresh.append(OutletEntry(**{f.name: getattr(entry, f.name) for f in fields(entry)} | {"id": id_}))

    def change(document: tomlkit.TOMLDocument) -> None:
        for entry in fresh:
            _append(document, entry)

    if fresh:
        _edit(newsroom, change)
    return len(fresh)


def switch(newsroom: Newsroom, outlet: Outlet, *, enabled: bool) -> None:
    """Switch an outlet on or off. Raises SettingsError."""

    def change(document: tomlkit.TOMLDocument) -> None:
        for table in document.get("outlet", []):
            if table.get("id") == outlet.id:
                table["enabled"] = enabled
                return
        _append(document, OutletEntry(id=outlet.id, enabled=enabled))

    _edit(newsroom, change)


def remove(newsroom: Newsroom, outlet: Outlet) -> bool:
    """Take an outlet out of the settings; a built-in one is switched off instead, and False says so."""
    from careader.sources.outlets import default_outlets

    if newsroom.settings.default_outlets and any(outlet.id == built_in.id for built_in in default_outlets()):
        switch(newsroom, outlet, enabled=False)
        return False

    def change(document: tomlkit.TOMLDocument) -> None:
        tables = document["outlet"]
        del tables[next(n for n, table in enumerate(tables) if table.get("id") == outlet.id)]

    _edit(newsroom, change)
    return True


def suggest_id(url: str) -> str:
    """Make a short id out of an address: the host without www., and what tells two feeds of one host apart."""
    parts = urlsplit(url)
    host = (parts.hostname or "outlet").removeprefix("www.")
    path = "-".join(re.findall(r"[a-z0-9]+", re.sub(r"\.(xml|rss|json|atom|rdf)$", "", parts.path.lower())))
    path = re.sub(r"(^|-)(rss|feed|feeds|index|news|atom)(?=-|$)", "", path).strip("-")
    return re.sub(r"[^a-z0-9]+", "-", f"{host} {path}".strip()).strip("-")


def _free(id_: str, taken: Iterable[str]) -> str:
    number, free = 2, id_
    while free in taken:
        free, number = f"{id_}-{number}", number + 1
    return free


def _append(document: tomlkit.TOMLDocument, entry: OutletEntry) -> None:
    import tomlkit

    table = tomlkit.table()
    for key, value in _values(entry).items():
        table[key] = value
    if entry.way:
        table["way"] = tomlkit.aot()
        for way in entry.way:
            table["way"].append(tomlkit.item({"kind": way.kind, "url": way.url}))
    if "outlet" not in document:
        document["outlet"] = tomlkit.aot()
    document["outlet"].append(table)


def _values(entry: OutletEntry) -> dict[str, Any]:
    values = {f.name: getattr(entry, f.name) for f in fields(entry) if f.name != "way"}
    return {
        key: list(value) if isinstance(value, tuple) else str(value) if key == "ownership" else value
        for key, value in values.items()
        if value is not None
    }


def _edit(newsroom: Newsroom, change: Callable[[tomlkit.TOMLDocument], None]) -> None:
    import tomlkit

    path: Path = newsroom.paths.settings
    document = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
    change(document)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, tomlkit.dumps(document))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written ({error.strerror}); check its permissions") from None
    newsroom.settings = load_settings(path)
