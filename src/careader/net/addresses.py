"""Addresses: which host one is at, and whether that host is inside this machine or its network."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import urlsplit

Resolve = Callable[[str], Awaitable[Sequence[str]]]
"""Returns the IP addresses of a host name; raises OSError where it has none."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def host_key(url: str) -> str:
    """Return the host of a web address, with its port where it states one; "" where it is no address of the web."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    return f"{host}:{port}" if port else host


def host_of(url: str) -> str:
    """Return the host alone; "" where it is no address of the web."""
    return (urlsplit(url).hostname or "") if host_key(url) else ""


def without_password(url: str) -> str:
    """Return an address without the user and password that it may hold, to be shown and stored."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url.rpartition("@")[2]
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if "@" in parts.netloc else url


def is_inside(address: str) -> bool:
    """Say whether an IP address belongs to this machine, its network or its link, in whichever form it is written."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        embedded = (
            ip.ipv4_mapped or ip.sixtofour or (ipaddress.ip_address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        )
        ip = embedded or ip
    return not ip.is_global or ip.is_multicast


async def leads_inside(host: str, resolve: Resolve, *, proxied: bool) -> bool:
    """Say whether a host is inside: by one of its addresses where this machine resolves it, else by its name alone."""
    if not host:
        return False
    if host == "localhost" or host.endswith(".localhost") or is_inside(host):
        return True
    if proxied:
        return False
    try:
        return any(is_inside(address) for address in await resolve(host))
    except (OSError, UnicodeError):  # a request to it will say so
        return False


async def resolve(host: str) -> Sequence[str]:
    """Return the IP addresses of a host name, as this machine resolves it."""
    found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]
