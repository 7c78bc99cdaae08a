"""The polite HTTP client: what it asks for, how long it waits, how much it takes, and when it leaves a host alone.

Its modules are loaded with the first use of what is in them, httpx2 when a client is opened: a list needs neither.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from careader.net.addresses import host_key, without_password
    from careader.net.client import ACCEPT_FEED, USER_AGENT, Client, Response
    from careader.net.pauses import Pause

__all__ = ["ACCEPT_FEED", "USER_AGENT", "Client", "Pause", "Response", "host_key", "without_password"]

_WHERE = {
    **dict.fromkeys(("ACCEPT_FEED", "USER_AGENT", "Client", "Response"), "client"),
    **dict.fromkeys(("host_key", "without_password"), "addresses"),
    "Pause": "pauses",
}


def __getattr__(name: str) -> object:
    """Load the module of a name with its first use."""
    if name in _WHERE:
        return getattr(import_module(f"careader.net.{_WHERE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
