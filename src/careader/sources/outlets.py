"""The outlets: those that come with careader (`outlets.toml`) and what the reader's settings make of them."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from careader.model import Outlet, Ownership, Way
from careader.settings import OutletEntry, Settings
from careader.settings.schema import Wrong, keys_of, near, shown
from careader.text.clean import clean
from careader.text.urls import web_url


@cache
def default_outlets() -> tuple[Outlet, ...]:
    """Give the outlets that come with careader, enabled or not, in the order of `outlets.toml`."""
    table = tomllib.loads((resources.files(__package__) / "outlets.toml").read_text(encoding="utf-8"))
    return tuple(_built_in(entry) for entry in table["outlet"])


def outlets(settings: Settings) -> tuple[Outlet, ...]:
    """Merge the built-in outlets with those of the settings: changed ones in their place, new ones after them.

    An entry with the id of a built-in outlet changes only what it says. Where the settings leave the built-in ones out,
    only the outlets that the settings name are listed. An entry that cannot be used is left out; `unusable` says which.
    """
    return _merged(settings)[0]


def unusable(settings: Settings) -> tuple[str, ...]:
    """Say of each outlet of the settings that cannot be used what is wrong with it, in a sentence."""
    return _merged(settings)[1]


def _merged(settings: Settings) -> tuple[tuple[Outlet, ...], tuple[str, ...]]:
    known = {outlet.id: outlet for outlet in default_outlets()}
    listed = dict(known) if settings.default_outlets else {}
    problems = []
    for entry in settings.outlets:
        before = listed.get(entry.id) or known.get(entry.id)
        try:
            listed[entry.id] = _changed(before or _new(entry, known), entry)
        except Wrong as wrong:
            where = f"{entry.place}: " if entry.place else ""
            problems.append(f"{where}[[outlet]] {shown(entry.id)} is left out: it {wrong}")
    return tuple(listed.values()), tuple(problems)


def _built_in(entry: Mapping[str, Any]) -> Outlet:
    """Make an outlet of its entry in `outlets.toml`; its first way stands for its address where it has no other."""
    ways = tuple(Way(**way) for way in entry.get("way", ()))
    said = {key: value for key, value in entry.items() if key != "way"}
    said |= {"countries": tuple(entry["countries"]), "ownership": Ownership(entry["ownership"]), "ways": ways}
    return Outlet(**({"url": ways[0].url} if ways else {}) | said)


def _new(entry: OutletEntry, known: Collection[str]) -> Outlet:
    url = entry.url or (entry.way[0].url if entry.way else None)
    if url is None:
        raise Wrong(
            f"is none of those that come with careader{near(entry.id, known)} and has no address, such as"
            ' url = "https://…", or an [[outlet.way]]'
        )
    url = _usable(url)
    return Outlet(id=entry.id, name=urlsplit(url).hostname or entry.id, url=url, language="")


def _changed(outlet: Outlet, entry: OutletEntry) -> Outlet:
    """Change what the entry says; another address or other ways take the place of all the ways that were known."""
    said = {name: getattr(entry, name) for name in keys_of(OutletEntry) if name != "way"}
    changed = replace(outlet, **{name: value for name, value in said.items() if value is not None})
    if entry.way:
        changed = replace(changed, ways=entry.way, url=entry.url or entry.way[0].url)
    elif entry.url is not None:
        changed = replace(changed, ways=())
    for way in entry.way or ():
        from careader.sources.ways import KINDS  # with what reads them, which a list of outlets does without

        if way.kind not in KINDS:
            raise Wrong(f"has the way {shown(way.kind)}{near(way.kind, KINDS)}; known are {', '.join(KINDS)}")
    ways = tuple(replace(way, url=_usable(way.url)) for way in changed.ways)
    return replace(changed, url=_usable(changed.url), name=clean(changed.name) or entry.id, ways=ways)


def _usable(address: str) -> str:
    url = web_url(address)
    if not url:
        raise Wrong(f"has {shown(address)} for a url, which is no complete http or https address")
    return url
