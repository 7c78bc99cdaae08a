"""The polite HTTP client: what it asks for, how long it waits, how much it takes, and when it leaves a host alone.

httpx2 is imported when a client is opened, so that this package costs nothing before the first paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.net.addresses import host_key, without_password
from careader.net.pauses import Pause

if TYPE_CHECKING:
    from careader.net.client import ACCEPT_FEED, USER_AGENT, Client, Response

__all__ = ["ACCEPT_FEED", "USER_AGENT", "Client", "Pause", "Response", "host_key", "without_password"]

_OF_THE_CLIENT = frozenset({"ACCEPT_FEED", "USER_AGENT", "Client", "Response"})


def __getattr__(name: str) -> object:
    """Load the client's module with the first use of what is in it."""
    if name in _OF_THE_CLIENT:
        from careader.net import client

        return getattr(client, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
