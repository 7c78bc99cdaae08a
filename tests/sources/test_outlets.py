from __future__ import annotations

import re
import tomllib

import pytest

from careader.model import COUNTRIES, Outlet, Ownership, Way
from careader.newsroom.sides import followed
from careader.settings import OutletEntry, Settings, parse_settings
from careader.sources.outlets import default_outlets, outlets, unusable
from careader.sources.ways import KINDS, ways_of
from careader.text.urls import canonical_url, web_url


def test_the_outlets_that_come_with_careader() -> None:
    known = default_outlets()
    assert len(known) >= 70
    assert len({outlet.id for outlet in known}) == len({canonical_url(outlet.url) for outlet in known}) == len(known)
    enabled = [outlet for outlet in known if outlet.enabled]
    assert {outlet.language for outlet in enabled} == {"en", "ru", "kk", "ky", "tg", "tk", "uz"}
    for country in COUNTRIES:
        own = [outlet for outlet in enabled if outlet.countries == (country,)]
        assert len(own) >= 3
        assert {outlet.ownership is Ownership.STATE for outlet in own} == {True, False}
    assert {outlet.ownership for outlet in enabled} == set(Ownership)
    for outlet in known:
        assert web_url(outlet.url) == outlet.url
        assert set(outlet.countries) <= set(COUNTRIES)
        assert len(outlet.language) == 2
        assert outlet.ways
        assert re.search(r"\b20\d\d\b", outlet.source), outlet.id
        for way in outlet.ways:
            assert way.kind in KINDS
            assert web_url(way.url) == way.url


def test_the_outlets_by_name() -> None:
    names = " ".join(outlet.name for outlet in default_outlets())
    for name in (
        "Azattyq", "Azattyk", "Ozodi", "Ozodlik", "Azatlyk", "Zakon", "Kazinform", "Vlast", "Orda", "Kaktus", "Kloop",
        "Asia-Plus", "Your.tj", "Gazeta", "Kun.uz", "Daryo", "Spot", "Turkmenportal", "Orient",
        "Chronicles of Turkmenistan", "Novastan",
    ):  # fmt: skip
        assert name in names


def test_settings_change_built_in_outlets_in_their_place_and_add_new_ones_after_them() -> None:
    chosen = outlets(
        Settings(
            outlets=(
                OutletEntry("gazette", url="https://gazette.example/feed"),
                OutletEntry("kloop", name="Kloop.kg", enabled=False),
                OutletEntry("gazette", countries=("kg",)),
            )
        )
    )
    ids = [outlet.id for outlet in default_outlets()]
    assert [outlet.id for outlet in chosen] == [*ids, "gazette"]
    kloop = chosen[ids.index("kloop")]
    assert (kloop.name, kloop.enabled, kloop.language) == ("Kloop.kg", False, "ru")
    assert chosen[-1] == Outlet("gazette", "gazette.example", "https://gazette.example/feed", "", ("kg",))


def test_without_the_built_in_outlets_only_the_named_ones_are_listed() -> None:
    chosen = outlets(Settings(default_outlets=False, outlets=(OutletEntry("24kg"),)))
    assert [outlet.name for outlet in chosen] == ["24.kg"]
    assert outlets(Settings(default_outlets=False)) == ()


@pytest.mark.parametrize("entry", [OutletEntry("gazette"), OutletEntry("gazette", url="https:///feed")])
def test_a_new_outlet_needs_a_usable_address(entry: OutletEntry) -> None:
    settings = Settings(outlets=(entry,))
    assert outlets(settings) == default_outlets()
    (problem,) = unusable(settings)
    assert problem.startswith("[[outlet]] 'gazette' is left out: it ")


def test_an_outlet_nobody_described_has_no_ownership() -> None:
    chosen = outlets(Settings(default_outlets=False, outlets=(OutletEntry("gazette", url="https://gazette.example/"),)))
    assert chosen[0].ownership is None
    assert followed(chosen) == {}


WAYS = """
[outlets]
defaults = false
[[outlet]]
id = "gazette"
selector = "div.text"
[[outlet.way]]
kind = "feed"
url = "https://gazette.example/feed"
[[outlet.way]]
kind = "telegram"
url = "https://t.me/s/gazette"
[[outlet]]
id = "herald"
url = "https://herald.example/feed"
"""


def test_ways_belong_to_the_outlet_above_them_and_stand_in_for_its_address() -> None:
    gazette, herald = outlets(parse_settings(tomllib.loads(WAYS)))
    assert ways_of(gazette) == (Way("feed", "https://gazette.example/feed"), Way("telegram", "https://t.me/s/gazette"))
    assert (gazette.url, gazette.name, gazette.selector) == (
        "https://gazette.example/feed",
        "gazette.example",
        "div.text",
    )
    assert ways_of(herald) == (Way("feed", "https://herald.example/feed"),)


def test_another_address_takes_the_place_of_all_known_ways() -> None:
    ways = (Way("sitemap", "https://kloop.kg/sitemap.xml"),)
    kloop = outlets(Settings(outlets=(OutletEntry("kloop", way=ways),), default_outlets=False))[0]
    assert (kloop.ways, kloop.language) == (ways, "ru")
    kloop = outlets(Settings(outlets=(OutletEntry("kloop", url="https://kloop.kg/rss"),), default_outlets=False))[0]
    assert ways_of(kloop) == (Way("feed", "https://kloop.kg/rss"),)


@pytest.mark.parametrize(
    ("way", "complaint"),
    [
        ('[[outlet.way]]\nkind = "carrier-pigeon"\nurl = "https://x.example/"', "gazette.*pigeon.*telegram"),
        ('[[outlet.way]]\nkind = "feed"', "gazette.*number 1 needs an address"),
        ('[[outlet.way]]\nkind = "feed"\nurl = "x.example"', "gazette.*number 1: url must be"),
        ('[[outlet.way]]\nkind = "feed"\nurl = "http://[x"', "gazette.*url must be"),
        (
            '[[outlet.way]]\nkind = "feed"\nurl = "https://x.example/"\nuser = "me"',
            "number 1: user is not a setting.*kind, url",
        ),
        ('way = "feed"', "two brackets"),
        ("way = []", "gazette.*has no address"),
    ],
)
def test_a_way_that_cannot_be_used_is_said(way: str, complaint: str) -> None:
    settings = parse_settings(tomllib.loads(f'[[outlet]]\nid = "gazette"\n{way}\n'))
    assert outlets(settings)[: len(default_outlets())] == default_outlets()
    assert any(re.search(complaint, problem) for problem in (*settings.problems, *unusable(settings)))
