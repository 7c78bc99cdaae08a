"""XML as feeds really send it, made into XML that a parser accepts.

Repaired as text, before parsing: a bare `&` or `<`, HTML's named characters, characters that XML forbids, junk before
the first tag and after the last, prefixes that nobody declared, a document cut off in the middle. All before the root
element goes, and with a document type every entity that it declares, so that none can be expanded or fetched. Every
step goes through the text once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5

_ROOT_WITHIN = 1_000_000
_ROOT = re.compile(r"<(!--|(?:[\w.-]+:)?(?:rss|feed|rdf|opml|urlset|sitemapindex|html)(?=[\s/>]))", re.IGNORECASE)
_SECTION = re.compile(r"<!--|<!\[CDATA\[|<!|<\?")
# Where a CDATA section ends for good: before a tag. "a[b[0]]> 1" within one was not meant as an end.
_CDATA_END = re.compile(r"\]\]>(?=\s*(?:<|$))")
_MOST_SECTIONS = 200_000
_CDATA_WITHIN = 20_000
_HOLDER = re.compile(r"<([A-Za-z_][\w:.-]*)[^<>]*>\s*$")
_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]{0,30}):[A-Za-z_]")
_DECLARED = re.compile(r"xmlns:([\w.-]+)\s*=")
_MOST_PREFIXES = 100
_ENDS = {"<!--": "-->", "<?": "?>", "<!": ">"}
_NO_TAG = re.compile(r"<(?!/?[A-Za-z_:])")
_BARE_AMPERSAND = re.compile(r"&(?![A-Za-z#])")
# References that XML does not know, or that name a character that it forbids.
_WRONG_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(?:#(\d{1,8}|[xX][0-9a-fA-F]{1,7});|([A-Za-z]\w{1,31});)?")
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTRY_START = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_ENTRY_END = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """Repaired XML: its root's name in lower case without prefix ("" if none is known) and whether it was cut off."""

    text: str
    root: str
    cut_off: bool = False


def repair(text: str) -> Document:
    """Make XML well formed where it commonly is not. A document cut off ends after its last whole entry.

    What is no feed comes back as it is. Tags that do not match are left to `sources.xmltree`. A prefix that nobody
    declared is its own namespace.
    """
    found = _root(text)
    if not found:
        return Document(text, "")
    name, root = found[1], _local(found)
    if root == "html":
        return Document(text[found.start() :], root)
    body = _without_sections(text, found.start())
    body = _NO_TAG.sub("&lt;", body)
    body = _BARE_AMPERSAND.sub("&amp;", body)
    body = _WRONG_REFERENCE.sub(_resolve, body)
    body = _FORBIDDEN.sub("", body)
    end = _last_end(body, name)
    cut_off = end < 0
    body = _close(body, name) if cut_off else f"{body[:end]}</{name}>"
    missing = set(_PREFIX.findall(body)) - {"xml", "xmlns", *_DECLARED.findall(body)}
    declarations = "".join(f' xmlns:{prefix}="{prefix}"' for prefix in sorted(missing)[:_MOST_PREFIXES])
    return Document(f"<{name}{declarations}{body[len(name) + 1 :]}", root, cut_off)


def root_of(text: str) -> str:
    """Return the name of a document's root in lower case without its prefix, "" where none is known."""
    found = _root(text)
    return _local(found) if found else ""


def _local(root: re.Match[str]) -> str:
    return root[1].split(":")[-1].lower()


def _last_end(body: str, name: str) -> int:
    """Return where the last end tag of the root begins, -1 where there is none."""
    end_tag, end = re.compile(rf"</{re.escape(name)}\s*>"), len(body)
    while (end := body.rfind(f"</{name}", 0, end)) >= 0:
        if end_tag.match(body, end):
            return end
    ends = [found.start() for found in re.finditer(end_tag.pattern, body, re.IGNORECASE)]
    return ends[-1] if ends else -1


def _root(text: str) -> re.Match[str] | None:
    """Find the root of a feed outside comments; that of a web page where nothing in it is one with entries."""
    page: re.Match[str] | None = None
    place, commented = 0, True
    while found := _ROOT.search(text, place, _ROOT_WITHIN):
        place = found.end()
        if found[1] == "!--":
            end = text.find("-->", place) if commented else -1
            commented = end >= 0
            place = end + 3 if commented else place
        elif found[1].lower() == "html":
            page = page or found
        elif page is None:
            return found
        else:  # a feed within a page, if it has entries
            return found if _ENTRY_START.search(text, place) else page
    return page


def _without_sections(text: str, start: int) -> str:
    """Take out comments, declarations and instructions, and write CDATA as escaped text.

    Nothing comes after very many of them; the document is then one that was cut off.
    """
    kept: list[str] = []
    place = start
    next_end = -1
    never: set[str] = set()
    for _ in range(_MOST_SECTIONS):
        if not (found := _SECTION.search(text, place)):
            break
        kept.append(text[place : found.start()].replace("]]>", "]]&gt;"))
        place, opening = found.end(), found[0]
        if opening == "<![CDATA[":
            if next_end < place:
                next_end = text.find("]]>", place) % (len(text) + 1)
            end, after = _end_of_cdata(text, place, next_end)
            kept.append(text[place:end].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
            place = after
            continue
        end = -1 if opening in never else text.find(_ENDS[opening], place)
        if end >= 0:
            place = end + len(_ENDS[opening])
        else:
            never.add(opening)
    else:
        return "".join(kept)
    kept.append(text[place:].replace("]]>", "]]&gt;"))
    return "".join(kept)


def _end_of_cdata(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the text of a CDATA section ends and what follows begins; `end` is where the next end stands.

    An end that text follows was written by somebody who did not know that it is one ("a[b[0]]> 1"): the next end in the
    same element is the real one. A section in which another one begins, or the document ends, after its element was
    closed, has no end of its own.
    """
    holder = _HOLDER.search(text, max(0, start - 200), start - 9)
    if not holder:
        return end, end + 3
    section = text.find("<![CDATA[", start, end) if end < len(text) else end
    closed = text.find(f"</{holder[1]}>", start, section) if section >= 0 else -1
    if closed >= 0:
        return closed, closed
    after = text[end + 3 : end + 40].lstrip()
    if not after or after.startswith("<"):
        return end, end + 3
    section = text.find("<![CDATA[", end, end + _CDATA_WITHIN)
    later = _CDATA_END.search(text, end + 3, section if section >= 0 else end + _CDATA_WITHIN)
    real = later.start() if later and text.find(f"</{holder[1]}", end, later.start()) < 0 else end
    return real, real + 3


def _close(body: str, root: str) -> str:
    """Cut after the last whole entry and close what is open there."""
    end = max((found.end() for found in _ENTRY_END.finditer(body)), default=0)
    if not end:
        begun = _ENTRY_START.search(body)
        end = begun.start() if begun else len(body)
    channel = "</channel>" if root.lower() == "rss" else ""
    return f"{body[:end]}{channel}</{root}>"


def _resolve(reference: re.Match[str]) -> str:
    """Write out what only HTML knows, drop what is no character, and escape the ampersand of the rest."""
    number, name = reference[1], reference[2]
    if number:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        if code > 0x10FFFF or _FORBIDDEN.match(character := chr(code)):
            return ""
        if 0x80 <= code < 0xA0:  # what Windows calls them is meant
            character = bytes([code]).decode("cp1252", errors="replace")
        return character.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if name and (named := html5.get(f"{name};")):
        return named.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "&amp;" + reference[0][1:]
