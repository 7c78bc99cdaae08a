"""Which of the five countries a newsroom looks from that nobody has described: by its domain, or by its name."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from careader.desk.gazetteer import mentions
from careader.model import COUNTRIES

_LONGEST = 253
"""As long as a host name may be; what is longer is no address and no name."""


def home_of(address: str, name: str = "") -> tuple[str, ...]:
    """Return the one country that an outlet looks from, by the address of an article or a site and the outlet's name.

    A domain of a country says it (24.kg, kaktus.media does not); else the newsrooms that the gazetteer knows. () where
    neither tells, or where they tell of several.
    """
    return _home_of_host(_host(address), name)


@lru_cache(maxsize=1 << 12)
def _home_of_host(host: str, name: str) -> tuple[str, ...]:
    ends = {part for part in host.split(".") if part in COUNTRIES}
    if len(ends) == 1:
        return tuple(ends)
    spellings = (name[:_LONGEST], host.title(), re.sub(r"[._/-]+", " ", host.removeprefix("www.")).title())
    of_outlets = {
        code
        for spelling in spellings
        for mention in mentions(spelling)
        if mention.kind == "outlet"
        for code in mention.countries
    }
    return tuple(of_outlets) if len(of_outlets) == 1 else ()


def _host(address: str) -> str:
    if len(address) > 2_000:
        return ""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.lower() if len(host) <= _LONGEST else ""
