"""The time zone of an outlet, for dates that name none."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from careader.model import Outlet

# Hours ahead of UTC all year round; Kazakhstan has had one zone since 1 March 2024.
_HOURS = {"kz": 5, "kg": 6, "tj": 5, "tm": 5, "uz": 5}
_SPOKEN_IN = {"kk": "kz", "ky": "kg", "tg": "tj", "tk": "tm", "uz": "uz"}


def zone_of(outlet: Outlet, home: str = "", language: str = "") -> tzinfo:
    """Return the zone of the country that an outlet looks from, UTC where nothing says which that is.

    That is its one country, or that of its site's domain, or that where its language is spoken; `home` and `language`
    are what its feed says of itself.
    """
    country = outlet.countries[0] if len(outlet.countries) == 1 else ""
    if not outlet.countries:
        country = next((domain for url in (home, outlet.url) if (domain := _domain(url)) in _HOURS), "")
    if not country:
        spoken = outlet.language or language.lower()[:2]
        country = _SPOKEN_IN.get(spoken, "")
    hours = _HOURS.get(country)
    return UTC if hours is None else timezone(timedelta(hours=hours))


def _domain(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rpartition(".")[2]
    except ValueError:
        return ""
