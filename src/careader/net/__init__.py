"""The polite HTTP client: what it asks for, how long it waits, how much it takes, and when it leaves a host alone.

httpx2 is imported when a client is opened, so that this package costs nothing before the first paint.
"""

from __future__ import annotations

from careader.net.addresses import host_key, without_password
from careader.net.client import ACCEPT_FEED, USER_AGENT, Client, Response
from careader.net.pauses import Pause

__all__ = ["ACCEPT_FEED", "USER_AGENT", "Client", "Pause", "Response", "host_key", "without_password"]
