"""The HTTP client as the settings want it, and which outlets' certificates are not checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from careader.net import Pause, host_key
from careader.net.proxies import Proxies

if TYPE_CHECKING:
    from careader.model import Outlet
    from careader.net import Client
    from careader.newsroom import Newsroom
    from careader.settings import Settings


def client_of(library: Newsroom, backoff: Mapping[str, Pause] | None = None) -> Client:
    """Return a client that is not open yet; `backoff` has the hosts that are left alone."""
    from careader.net import Client  # which a list does without

    return Client(now=library.now, backoff=backoff, key_of=library.key_of, proxy=library.settings.proxy)


def is_excepted(outlet: Outlet | None, url: str) -> bool:
    """Say whether the certificate of an address is not checked: it is at a host of an outlet that is excepted."""
    return outlet is not None and outlet.insecure and _host(url) in _hosts(outlet)


def unusable_proxy(settings: Settings) -> str:
    """Say in a sentence that a proxy of the environment cannot be used, "" where all can be."""
    variable = Proxies(settings.proxy).unusable
    if variable in ("", "settings"):
        return ""
    return (
        f"the environment variable {variable} is no address of a proxy such as http://127.0.0.1:8080 or"
        " socks5://127.0.0.1:1080; nothing is fetched until it is put right"
    )


def _hosts(outlet: Outlet) -> set[str]:
    return {_host(url) for url in (outlet.url, *(way.url for way in outlet.ways))} - {""}


def _host(url: str) -> str:
    """Return the host of an address, one with and without "www." being the same."""
    return host_key(url).removeprefix("www.")
