"""Repaired XML to a tree, by lxml, without entities and without the network.

Where tags do not match, the structure that was meant: lxml alone would put all that follows into the wrong element.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST = 200
_TAG = re.compile(
    r"""<(/?)([A-Za-z_:][^\s<>/="']*+)((?:[^<>"']|"[^"<]*"|"[^">\n]{0,300}"|'[^'<]*'|'[^'>\n]{0,300}'|["'])*+)>"""
)
_ATTRIBUTE = re.compile(r"""(?<![\w:.-])([A-Za-z_:][\w:.-]*+)\s*+=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_MOST_ATTRIBUTES = 50
_MOST_TAGS = 200_000
_EMPTY = frozenset(("br", "hr", "img", "wbr", "input"))
_WHOLES = ("item", "entry")
_WRAPPERS = frozenset(("related", "items", "entries", "source"))
# Fields that hold one line, and those that begin another where such a one is not closed.
_LINES = frozenset(("title", "link", "guid", "pubdate", "category", "comments", "id", "published", "updated"))
_FIELDS = _LINES | {"description", "encoded", "content", "summary", "author", "creator", "enclosure", "item", "entry"}
_ROOTS = ("rss", "feed", "rdf")
_FRAMES = frozenset(("rss", "feed", "rdf", "rdf:rdf", "channel", *_WHOLES))


def parse_tree(text: str) -> tuple[_Element, bool] | None:
    """Return the root element, and whether the text was well formed; None where nothing can be made of it."""
    root = _parse(text, recover=False)
    if root is not None:
        return root, True
    root = _parse(balanced(text), recover=True)
    return None if root is None else (root, False)


def local_name(element: _Element) -> str:
    """Return the name of an element in lower case, without namespace and prefix; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def namespace(element: _Element) -> str:
    """Return the namespace of an element, or the prefix where nobody declared it, or ""."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag[1:].partition("}")[0] if tag.startswith("{") else tag.rpartition(":")[0].lower()


def _parse(text: str, *, recover: bool) -> _Element | None:
    from lxml import etree

    parser = etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def balanced(text: str) -> str:
    """Make every tag a pair: one that is never closed ends with what holds it, one that was never opened goes.

    Attributes are written anew, the first of each name; tags nested deeper than 200 go, their text stays. Nothing comes
    after very many tags.
    """
    kept: list[str] = []
    stack: list[str] = []
    open_ = Counter[str]()
    place = 0

    def close(name: str) -> None:
        while True:
            last = stack.pop()
            open_[last] -= 1
            kept.append(f"</{last}>")
            if last == name:
                return

    for tag in _TAG.finditer(text):
        kept.append(text[place : tag.start()].replace("<", "&lt;"))
        place = tag.end()
        name, rest = tag[2].lower().strip(":"), tag[3].rstrip()
        if not name or name.count(":") > 1:
            continue
        if len(kept) > 2 * _MOST_TAGS:
            break
        whole = name.rpartition(":")[2]
        if whole in _ROOTS and stack:  # a second document, or the end of the first of two
            continue
        if tag[1]:
            if open_[name] and _may_close(name, stack):
                close(name)
            continue
        if whole in _FIELDS and len(stack) > 1 and stack[-1] in _LINES and stack[-2] in _FRAMES:
            close(stack[-1])
        if whole in _WHOLES and stack and stack[-1].rpartition(":")[2] not in _WRAPPERS:
            if open_[name]:
                close(name)
            while stack and stack[-1] not in _FRAMES:
                close(stack[-1])
        if len(stack) >= _DEEPEST:
            continue
        empty = rest.endswith("/") or whole in _EMPTY
        kept.append(f"<{name}{_attributes(rest)}{'/' if empty else ''}>")
        if not empty:
            stack.append(name)
            open_[name] += 1
    else:
        kept.append(text[place:].replace("<", "&lt;"))
    while stack:
        kept.append(f"</{stack.pop()}>")
    return "".join(kept)


def _may_close(name: str, stack: list[str]) -> bool:
    """Say whether an end tag may close its element: what is open inside may not be an entry or its frame."""
    if name.rpartition(":")[2] in _FRAMES:
        return True
    for last in reversed(stack):
        if last == name:
            return True
        if last.rpartition(":")[2] in _FRAMES:
            return False
    return False


def _attributes(text: str) -> str:
    found: dict[str, str] = {}
    for attribute in _ATTRIBUTE.finditer(text):
        if len(found) == _MOST_ATTRIBUTES:
            break
        value = attribute[2].strip("\"'")
        found.setdefault(attribute[1].lower(), value.replace('"', "&quot;").replace("<", "&lt;"))
    return "".join(f' {name}="{value}"' for name, value in found.items())
