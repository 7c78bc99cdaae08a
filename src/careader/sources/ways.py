"""The ways to an outlet's articles: its feed, WordPress's JSON, a sitemap, a listing page, a Telegram channel."""

from __future__ import annotations

from careader.model import Outlet, Way
from careader.settings import WAY_KINDS

KINDS = WAY_KINDS
"""What `kind` of an `[[outlet.way]]` may be."""


def ways_of(outlet: Outlet) -> tuple[Way, ...]:
    """Return the ways of an outlet in the order in which they are tried; without any, its address is a feed."""
    return outlet.ways or (Way("feed", outlet.url),)
