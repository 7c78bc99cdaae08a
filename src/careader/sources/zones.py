"""The time zone of an outlet, for dates that name none."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from careader.model import Outlet

# Hours ahead of UTC all year round; Kazakhstan has had one zone since 1 March 2024.
_HOURS = {"kz": 5, "kg": 6, "tj": 5, "tm": 5, "uz": 5}
_SPOKEN_IN = {"kk": "kz", "ky": "kg", "tg": "tj", "tk": "tm", "uz": "uz"}


def zone_of(outlet: Outlet) -> tzinfo:
    """Return the zone of the one country that an outlet looks from, or of its language's; UTC where neither says."""
    country = outlet.countries[0] if len(outlet.countries) == 1 else _SPOKEN_IN.get(outlet.language, "")
    hours = _HOURS.get(country)
    return UTC if hours is None else timezone(timedelta(hours=hours))
