"""Web addresses: a safe one to show and open, and the identity of the article behind it.

One article has many addresses: with and without `www.`, for phones, as AMP, with the tags of whoever shared it. The
identity folds what is known not to matter and keeps everything else, because an unknown parameter (`?id=`, `?cid=`) can
be the article.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

MAX_LENGTH = 4096
"""Longer addresses are not addresses of articles."""

_LONGEST_STATED = 4 * MAX_LENGTH
# Addresses as most are: absolute, lower-case host of ASCII, nothing to encode.
_PLAIN = re.compile(
    r"https?://(?:(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}/[\w\-.~/!$&'()*+,;=:@]*"
    r"(?:\?[\w\-.~/?!$&'()*+,;=:@]+)?",
    re.ASCII,
)
_PORTS = {"http": 80, "https": 443}
_LINE_BREAKS = re.compile(r"[\t\r\n]+")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_LONGEST_HOST = 255
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_WRITTEN_OUT = re.compile(r"\bhttps?://[^\s<>\"«»“”]{3,2000}")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_AMPERSAND = re.compile(r"&(?:amp;)+")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

# The same page on another host of the site.
_HOST_PREFIXES = ("www.", "m.", "amp.", "mobile.")
# The same page for phones, as the first or last step of the path.
_AMP_STEP = re.compile(r"^/amp(?=/)|/amp/*$|\.amp$")
# Who sent the reader: campaign tags of analytics, mail and social services; which visit it is. Nothing that a site
# could use for itself.
_TRACKER = re.compile(
    r"utm_\w+|at_(?:medium|campaign|custom\d)|mtm_\w+|pk_(?:campaign|kwd|source|medium)|hsa_\w+|fb_(?:action_ids|ref|source)"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|yclid|ysclid|ymclid|msclkid|twclid|ttclid|igshid|igsh|mibextid"
    r"|mc_[ce]id|mkt_tok|vero_id|oly_(?:anon|enc)_id|_hsenc|_hsmi|_ga|_gl|_openstat|wt[._]mc(?:_id)?|cmpid|ncid"
    r"|soc_src|soc_trk|ref_src|ref_url|__twitter_impression|phpsessid|jsessionid|aspsessionid\w*",
    re.IGNORECASE,
)


def addresses_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Find the addresses that are written out in a text: where each begins and ends, and a safe form of it."""
    if "://" not in text:
        return
    for found in _WRITTEN_OUT.finditer(text):
        shown = found[0].rstrip(".,;:!?'\"»”’)]}…" if "(" not in found[0] else ".,;:!?'\"»”’]}…")
        if url := web_url(shown):
            yield found.start(), found.start() + len(shown), url


def web_url(url: str, base: str = "") -> str:
    """Make an address absolute and safe to show and open; "" if it is not a usable http or https address.

    The result is printable ASCII: host in IDNA, everything else percent-encoded, without user and password. It is a
    fixed point: `web_url(web_url(url)) == web_url(url)`.
    """
    if len(url) > _LONGEST_STATED:
        return ""
    if _PLAIN.fullmatch(url) and "&amp;" not in url and len(url) <= MAX_LENGTH:
        return url
    try:
        parts = urlsplit(urljoin(base, _LINE_BREAKS.sub("", _AMPERSAND.sub("&", url.strip()))))
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return ""
    if parts.scheme not in _PORTS or not host:
        return ""
    shown_port = "" if port in (None, _PORTS[parts.scheme]) else f":{port}"
    query = f"?{_encode(parts.query, '/?')}" if parts.query else ""
    fragment = f"#{_encode(parts.fragment, '/?')}" if parts.fragment else ""
    whole = f"{parts.scheme}://{host}{shown_port}{_encode(parts.path, '/') or '/'}{query}{fragment}"
    return whole if len(whole) <= MAX_LENGTH else ""


def canonical_url(url: str) -> str:
    """Give the identity of the page at `url`, such as `24.kg/ekonomika/300000`, or "" for what is not http or https.

    Scheme, `www.`, `m.`, AMP, doubled and closing slashes, fragment and known trackers are left out; every other
    parameter stays, sorted by name. `canonical_url("https://" + canonical_url(url))` is `canonical_url(url)`.
    """
    address = web_url(url)
    if not address:
        return ""
    parts = urlsplit(address)
    host = parts.netloc
    while (prefix := next((p for p in _HOST_PREFIXES if host.startswith(p)), "")) and "." in host[len(prefix) :]:
        host = host[len(prefix) :]
    path, before = re.sub(r"/{2,}", "/", parts.path), None
    while path != before:
        before, path = path, _AMP_STEP.sub("", path.rstrip("/"))
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
        if not _TRACKER.fullmatch(name) and not _asks_for_amp(name, value)
    ]
    query = urlencode(sorted(kept, key=lambda pair: pair[0]), errors="surrogateescape")
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def _asks_for_amp(name: str, value: str) -> bool:
    return (name == "amp" and value in ("", "1")) or (name.lower() == "outputtype" and value == "amp")


def _host(host: str) -> str:
    """Give the host in lower case ASCII, or "" where it cannot be one. May raise ValueError."""
    if ":" in host:
        return f"[{ipaddress.IPv6Address(host).compressed}]"
    if len(host) > _LONGEST_HOST:
        return ""
    ascii_host = host.encode("idna").decode("ascii").lower().rstrip(".")
    labels = ascii_host.split(".")
    for label in labels:
        if label.startswith("xn--"):
            label.encode().decode("idna")
    return ascii_host if all(map(_LABEL.fullmatch, labels)) else ""


def _encode(text: str, extra: str) -> str:
    """Percent-encode what is not printable ASCII of an address; an escape that says an ordinary letter is resolved."""

    def resolve(match: re.Match[str]) -> str:
        letter = chr(int(match[0][1:], 16))
        return letter if letter in _UNRESERVED else match[0].upper()

    valid = _ESCAPE.sub(resolve, _LONE_PERCENT.sub("%25", text))
    return quote(valid, safe=f"%!$&'()*+,;=:@~{extra}", errors="replace")
