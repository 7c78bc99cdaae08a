"""The outlets: those that come with careader (`outlets.toml`) and what the reader's settings make of them."""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

from careader.model import Outlet, Ownership
from careader.settings import OutletEntry, Settings, SettingsError
from careader.text.clean import clean
from careader.text.urls import web_url


@cache
def default_outlets() -> tuple[Outlet, ...]:
    """Give the outlets that come with careader, enabled or not, in the order of `outlets.toml`."""
    table = tomllib.loads((resources.files(__package__) / "outlets.toml").read_text(encoding="utf-8"))
    return tuple(
        Outlet(**{**entry, "countries": tuple(entry["countries"]), "ownership": Ownership(entry["ownership"])})
        for entry in table["outlet"]
    )


def outlets(settings: Settings) -> tuple[Outlet, ...]:
    """Merge the built-in outlets with those of the settings: changed ones in their place, new ones after them.

    An entry with the id of a built-in outlet changes only what it says. Where the settings leave the built-in ones out,
    only the outlets that the settings name are listed. Raises SettingsError for a new outlet without a usable address.
    """
    known = {outlet.id: outlet for outlet in default_outlets()}
    listed = dict(known) if settings.default_outlets else {}
    for entry in settings.outlets:
        listed[entry.id] = _changed(listed.get(entry.id) or known.get(entry.id) or _new(entry), entry)
    return tuple(listed.values())


def _new(entry: OutletEntry) -> Outlet:
    if entry.url is None:
        raise SettingsError(
            f'[[outlet]] {entry.id} is new and needs the address of its feed, such as url = "https://…"'
        )
    return Outlet(id=entry.id, name=urlsplit(entry.url).hostname or entry.id, url=entry.url, language="")


def _changed(outlet: Outlet, entry: OutletEntry) -> Outlet:
    said = {field.name: getattr(entry, field.name) for field in fields(entry)}
    changed = replace(outlet, **{name: value for name, value in said.items() if value is not None})
    url = web_url(changed.url)
    if not url:
        raise SettingsError(f"[[outlet]] {entry.id}: url must be a complete http or https address, not {changed.url!r}")
    return replace(changed, url=url, name=clean(changed.name) or entry.id)
