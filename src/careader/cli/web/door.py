"""Who may come in: only who has the token of the printed address, from a page of this very server.

Any page that is open in a browser can send requests to this machine. It does not know the token; a name that it has
pointed here is refused by the `Host` header, and a socket that it opens by `Origin` (RFC 6454).
"""

from __future__ import annotations

import ipaddress
import secrets
import socket
from dataclasses import dataclass, field
from urllib.parse import urlsplit

HEADERS: dict[str, str] = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
"""What every answer says: nothing may frame it, read it or learn its address."""


@dataclass(frozen=True, slots=True)
class Door:
    """The address that is listened on, and the token that opens it."""

    host: str
    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def address(self) -> str:
        """Where a reader goes: an address that can be opened, with the token."""
        host = self.host
        if _is_unspecified(host):
            host = socket.gethostname()
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/?token={self.token}"

    def knows(self, token: str) -> bool:
        """Return whether a token is the one that was printed."""
        return secrets.compare_digest(token.encode(), self.token.encode())

    def answers_to(self, host: str) -> bool:
        """Return whether a `Host` header names this server and not a name that somebody pointed here."""
        name, port = _split(host)
        if not name or port not in (self.port, None if self.port == 80 else self.port):
            return False
        if name == "localhost" or name == self.host.casefold():
            return True
        if _is_loopback(self.host):
            return _is_loopback(name)
        return _is_address(name) or name in (socket.gethostname().casefold(), socket.getfqdn().casefold())

    def trusts(self, origin: str, host: str) -> bool:
        """Return whether a page of this origin is one of this server; what comes from no page has no origin."""
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and parts.netloc.casefold() == host.casefold()


def policy(host: str) -> str:
    """Return the Content-Security-Policy of the page: nothing is loaded from elsewhere."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        f"font-src 'self'; connect-src 'self' ws://{host} wss://{host}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _split(host: str) -> tuple[str, int | None]:
    try:
        parts = urlsplit(f"//{host}")
        return (parts.hostname or "").casefold(), parts.port
    except ValueError:
        return "", None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(name: str) -> bool:
    return name == "localhost" or (_is_address(name) and ipaddress.ip_address(name).is_loopback)


def _is_unspecified(name: str) -> bool:
    return _is_address(name) and ipaddress.ip_address(name).is_unspecified
