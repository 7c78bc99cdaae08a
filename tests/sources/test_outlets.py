from __future__ import annotations

import pytest

from careader.model import COUNTRIES, Outlet, Ownership
from careader.settings import OutletEntry, Settings, SettingsError
from careader.sources.outlets import default_outlets, outlets
from careader.text.urls import canonical_url, web_url


def test_the_outlets_that_come_with_careader() -> None:
    known = default_outlets()
    assert len(known) >= 42
    assert len({outlet.id for outlet in known}) == len({canonical_url(outlet.url) for outlet in known}) == len(known)
    enabled = [outlet for outlet in known if outlet.enabled]
    assert sum(outlet.language == "en" for outlet in enabled) == 12
    assert sum(outlet.language != "en" for outlet in enabled) == 12
    assert {country for outlet in enabled for country in outlet.countries} == set(COUNTRIES)
    assert {outlet.ownership for outlet in enabled} == set(Ownership)
    for outlet in known:
        assert web_url(outlet.url) == outlet.url
        assert set(outlet.countries) <= set(COUNTRIES)
        assert len(outlet.language) == 2


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
    with pytest.raises(SettingsError, match="gazette"):
        outlets(Settings(outlets=(entry,)))
