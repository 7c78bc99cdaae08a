"""Through which proxy an address is asked for: the one of the settings, else those of the environment.

The environment's are `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`, in small or capital letters. One that
cannot be used is not gone round: nothing is asked for until it is put right.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

SCHEMES = ("http", "https", "socks5", "socks5h")
"""What the address of a proxy may begin with. With either of SOCKS the proxy resolves the names of hosts."""

NONE = "none"
"""What the settings say where no proxy is to be used, whatever the environment has."""

_VARIABLES = ("http_proxy", "https_proxy", "all_proxy")


def is_proxy(address: str) -> bool:
    """Say whether an address can be one of a proxy: a scheme that is known, a host, and a port where it has one."""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").encode("idna"), parts.port
    except ValueError:
        return False
    return parts.scheme in SCHEMES and bool(host) and port != 0 and address.isprintable() and " " not in address


@dataclass(frozen=True, slots=True)
class Proxies:
    """The proxies in use: `setting` is the address of one, "none", or "" for those of the environment."""

    setting: str = ""

    @property
    def unusable(self) -> str:
        """What cannot be used: "settings", the name of a variable of the environment, or "" where nothing is wrong."""
        if self.setting:
            return "" if self.setting == NONE or is_proxy(self.setting) else "settings"
        for variable in (spelt for name in _VARIABLES for spelt in (name, name.upper())):
            value = os.environ.get(variable, "")
            if value and not is_proxy(_whole(value)):
                return variable
        return ""

    def of(self, url: str) -> str:
        """Return the address of the proxy that is asked for this one, "" where its host is asked itself."""
        if self.setting:
            return "" if self.setting == NONE else self.setting
        from urllib.request import getproxies, proxy_bypass  # which brings HTTP and mail along

        parts, known = urlsplit(url), getproxies()
        proxy = known.get(parts.scheme) or known.get("all") or ""
        return "" if not proxy or proxy_bypass(parts.netloc.rpartition("@")[2]) else _whole(proxy)


def _whole(proxy: str) -> str:
    """Return the address of a proxy with the scheme that is meant where it has none."""
    return proxy if "://" in proxy else f"http://{proxy}"
