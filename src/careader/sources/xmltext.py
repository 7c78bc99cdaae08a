"""XML as feeds really send it, made into XML that a parser accepts.

Repaired as text, before parsing: a bare `&`, HTML's named characters, characters that XML forbids, junk before the
first tag and a document cut off in the middle. All before the root element goes, and with a document type every entity
that it declares, so that none can be expanded or fetched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5

_ROOT = re.compile(r"<((?:\w+:)?(?:rss|feed|rdf|opml|html))\b", re.IGNORECASE)
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|$))", re.DOTALL)
_REFERENCE = re.compile(r"&(?:#(\d{1,8}|x[0-9a-fA-F]{1,7});|([A-Za-z]\w{1,31});)?")
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTRY_START = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_ENTRY_END = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))


@dataclass(frozen=True, slots=True)
class Document:
    """Repaired XML: its root's name in lower case without prefix ("" if none is known) and whether it was cut off."""

    text: str
    root: str
    cut_off: bool = False


def repair(text: str) -> Document:
    """Make XML well formed where it commonly is not. A document cut off ends after its last whole entry."""
    found = _ROOT.search(text[:20_000])
    if not found:
        return Document(text, "")
    root = found[1].split(":")[-1].lower()
    body = text[found.start() :]
    if root == "html":
        return Document(body, root)
    prefix = found[1]
    cut_off = not re.search(rf"</{re.escape(prefix)}\s*>\s*(?:<!--.*?-->\s*)*$", body[-2000:], re.DOTALL)
    if cut_off:
        body = _close(body, prefix)
    parts = _CDATA.split(body)
    # The odd parts are CDATA, where an ampersand is itself.
    parts[::2] = [_REFERENCE.sub(_resolve, part) for part in parts[::2]]
    return Document(_FORBIDDEN.sub("", "".join(parts)), root, cut_off)


def _close(body: str, root: str) -> str:
    """Cut after the last whole entry and close what is open there."""
    end = max((found.end() for found in _ENTRY_END.finditer(body)), default=0)
    if not end:
        begun = _ENTRY_START.search(body)
        end = begun.start() if begun else len(body)
    channel = "</channel>" if root.lower() == "rss" else ""
    return f"{body[:end]}{channel}</{root}>"


def _resolve(reference: re.Match[str]) -> str:
    """Keep what XML knows, write out what only HTML knows, and escape the ampersand of the rest."""
    number, name = reference[1], reference[2]
    if number:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        allowed = code <= 0x10FFFF and not _FORBIDDEN.match(chr(code))
        return reference[0] if allowed else ""
    if name in _OWN:
        return reference[0]
    if name and (character := html5.get(f"{name};")):
        return character.replace("&", "&amp;").replace("<", "&lt;")
    return "&amp;" + reference[0][1:]
