"""The reader's own list of outlets: what is added, removed, switched on and off is written into `settings.toml`.

The file is edited, not rewritten: comments, order and everything that careader does not know stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from careader.model import Outlet
from careader.newsroom.settingsfile import edit_settings
from careader.settings import OutletEntry
from careader.settings.schema import keys_of

if TYPE_CHECKING:
    import tomlkit

    from careader.newsroom import Newsroom


def add_entries(newsroom: Newsroom, entries: Iterable[OutletEntry]) -> int:
    """Add outlets that are not in the list yet (by address); give how many were added. Raises SettingsError."""
    from careader.sources.opml import free_id

    known = addresses(newsroom.outlets())
    taken = {outlet.id: 1 for outlet in newsroom.outlets()}
    fresh: list[OutletEntry] = []
    for entry in entries:
        ways = [way.url for way in entry.way or ()]
        own = {url for url in (entry.url, *ways) if url}
        if own and known.isdisjoint(own):
            known |= own
            name = suggest_id(entry.url or ways[0])[:40].strip("-")
            fresh.append(replace(entry, id=free_id(entry.id or name, taken)))

    def change(document: tomlkit.TOMLDocument) -> None:
        for entry in fresh:
            _append(document, entry)

    if fresh:
        newsroom.settings = edit_settings(newsroom.paths.settings, {entry.id for entry in fresh}, change)
    return len(fresh)


def addresses(outlets: Iterable[Outlet]) -> set[str]:
    """Return every address that these outlets are asked by."""
    return {url for outlet in outlets for url in (outlet.url, *(way.url for way in outlet.ways))}


def switch(newsroom: Newsroom, outlet: Outlet, *, enabled: bool) -> None:
    """Switch an outlet on or off. Raises SettingsError."""

    def change(document: tomlkit.TOMLDocument) -> None:
        rows = [row for row in document.get("outlet", []) if row.get("id") == outlet.id]
        if rows:  # of several, the last one that says it decides
            next((row for row in reversed(rows) if "enabled" in row), rows[-1])["enabled"] = enabled
        else:
            _append(document, OutletEntry(id=outlet.id, enabled=enabled))

    newsroom.settings = edit_settings(newsroom.paths.settings, {outlet.id}, change)


def remove(newsroom: Newsroom, outlet: Outlet) -> bool:
    """Take an outlet out of the settings; a built-in one is switched off instead, and False says so."""
    from careader.sources.outlets import default_outlets

    if newsroom.settings.default_outlets and any(outlet.id == built_in.id for built_in in default_outlets()):
        switch(newsroom, outlet, enabled=False)
        return False

    def change(document: tomlkit.TOMLDocument) -> None:
        rows = document["outlet"]
        for number in reversed([number for number, row in enumerate(rows) if row.get("id") == outlet.id]):
            del rows[number]

    newsroom.settings = edit_settings(newsroom.paths.settings, {outlet.id}, change)
    return True


def suggest_id(url: str) -> str:
    """Make a short id out of an address: the host without www., and what tells two feeds of one host apart."""
    parts = urlsplit(url)
    if parts.hostname in ("t.me", "telegram.me"):
        return re.sub(r"[^a-z0-9]+", "-", f"telegram {parts.path.rpartition('/')[2].lower()}").strip("-")
    host = (parts.hostname or "outlet").removeprefix("www.")
    path = "-".join(re.findall(r"[a-z0-9]+", re.sub(r"\.(xml|rss|json|atom|rdf)$", "", parts.path.lower())))
    path = re.sub(r"(^|-)(rss|feed|feeds|index|news|atom)(?=-|$)", "", path).strip("-")
    return re.sub(r"[^a-z0-9]+", "-", f"{host} {path}".strip()).strip("-")


def _append(document: tomlkit.TOMLDocument, entry: OutletEntry) -> None:
    """Add a row: `[[outlet]]`, or another member where the file has them as a list of inline tables."""
    import tomlkit
    from tomlkit.items import Array

    rows = document.get("outlet")
    inline = isinstance(rows, Array)
    row = tomlkit.inline_table() if inline else tomlkit.table()
    for key, value in _values(entry).items():
        row[key] = value
    if entry.way:
        row["way"] = tomlkit.array() if inline else tomlkit.aot()
        for way in entry.way:
            row["way"].append(tomlkit.item({"kind": way.kind, "url": way.url}))
    if rows is None:
        document["outlet"] = tomlkit.aot()
    document["outlet"].append(row)


def _values(entry: OutletEntry) -> dict[str, Any]:
    values = {name: getattr(entry, name) for name in keys_of(OutletEntry) if name != "way"}
    return {
        key: list(value) if isinstance(value, tuple) else str(value) if key == "ownership" else value
        for key, value in values.items()
        if value is not None
    }
