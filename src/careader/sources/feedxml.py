"""RSS 0.9 to 2.0, RDF and Atom 0.3 and 1.0, with the extensions that feeds of the region use, to entries.

Only what is an entry's own is read: a title or link within a related article, a picture or a source is theirs. What an
element is called decides, not its prefix, but the names of RSS and Atom themselves come before those of extensions.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from careader.sources.entry import Entry
from careader.sources.people import names
from careader.sources.xmltree import local_name, namespace
from careader.sources.zones import zone_of
from careader.text.blocks import html_of_text
from careader.text.dates import read_moment
from careader.text.htmltext import HTML_NAMES
from careader.text.urls import web_url
from careader.text.wordset import words

if TYPE_CHECKING:
    from lxml.etree import _Element

    from careader.model import Outlet

MOST_ITEMS = 5_000
"""The first and the last items of a longer feed that are read, half each: the newest stand at one end."""

_XML = "{http://www.w3.org/XML/1998/namespace}"
_ITEMS = frozenset(("item", "entry"))
_HEADS = frozenset(("channel", "items", "entries"))
_PUBLISHED = ("pubdate", "published", "issued", "date", "created", "available", "datepublished")
_CHANGED = ("updated", "modified", "lastbuilddate", "datemodified")
# Names under which a whole text stands, whatever their prefix: content:encoded, yandex:full-text, turbo:content ...
_TEXTS = words(
    "encoded content fullitem fulltext fullcontent fullstory text body articlebody articletext contentencoded longtext "
    "story html xhtml maintext newstext fullarticle"
)
_LEADS = (
    "description", "summary", "tagline", "abstract", "excerpt", "anons", "announce", "announcement", "lead", "lede",
    "preview", "teaser", "shortdescription", "subtitle", "intro",
)  # fmt: skip
# What holds words that are not the article.
_NO_TEXT = words(
    "title link guid id category categories tag tags keywords comments comment source author creator "
    "contributor rights copyright license generator enclosure thumbnail image related group credit point box "
    "where transcript links publisher identifier format type language coverage relation subject chapters "
    "location event player widget metrics analytics feedback signature"
)
_MEDIA = ("http://search.yahoo.com/mrss", "media", "http://www.itunes.com/dtds/podcast", "itunes", "googleplay")
_DECLARATION = re.compile(r' xmlns(?::[\w.-]+)?="[^"]*"')
_LONG_TEXT = 300
_MOST_CHILDREN = 500


@dataclass(slots=True)
class FeedRead:
    """What the XML of a feed holds; `nowhere` are the addresses that are no article's, `items` how many there were."""

    title: str = ""
    entries: list[Entry] = field(default_factory=list)
    nowhere: list[str] = field(default_factory=list)
    items: int = 0
    language: str = ""
    home: str = ""


def read_feed_xml(root: _Element, url: str, outlet: Outlet) -> FeedRead:
    """Read the tree of a feed that came from `url` ("" for a file); a time without a zone is in the outlet's."""
    items = _items(root)
    heads = [root, *(child for child in root if local_name(child) in _HEADS)]
    own = [child for head in heads for child in head if local_name(child) not in _ITEMS]
    read = FeedRead(items=len(items))
    read.title = next((_text(child) for child in _first(own, root, "title") if _text(child)), "")
    read.language = next((_text(child) for child in own if local_name(child) == "language" and _text(child)), "")
    read.language = read.language or root.get(f"{_XML}lang", "")
    home, own_url = _addresses(own, url)
    read.home = home
    read.nowhere = [address for address in (home, own_url, url) if address]
    base = _based(root, (url or own_url or home) if _is_atom(root) else (home or url or own_url))
    whose = names(_people([child for child in own if local_name(child) == "author"])) if _is_atom(root) else ""
    zone = zone_of(outlet, home, read.language)
    if len(items) > MOST_ITEMS:
        items = items[: MOST_ITEMS // 2] + items[-(MOST_ITEMS // 2) :]
    nowhere = frozenset(address.rstrip("/") for address in read.nowhere)
    read.entries = [_Item(item, base, zone, nowhere).entry(read.language, whose) for item in items]
    return read


def _items(root: _Element) -> list[_Element]:
    """Find the items: those of the feed itself, or where it has none those within anything but another item."""
    heads = [root, *(child for child in root if local_name(child) in _HEADS)]
    direct = [child for head in heads for child in head if local_name(child) in _ITEMS]
    if direct:
        spaces = {"", *map(namespace, heads)}
        return [item for item in direct if namespace(item) in spaces] or direct
    found: list[_Element] = []
    stack = [root]
    while stack:
        element = stack.pop()
        if element is not root and local_name(element) in _ITEMS:
            found.append(element)
        else:
            stack.extend(reversed(element))
    return found


def _is_atom(root: _Element) -> bool:
    return local_name(root) == "feed"


def _first(elements: Iterable[_Element], holder: _Element, name: str) -> list[_Element]:
    """Return the elements of a name, those without a name space or in the holder's own before the others."""
    found = [element for element in elements if local_name(element) == name]
    own = namespace(holder)
    return sorted(found, key=lambda element: namespace(element) not in ("", own))


def _text(element: _Element) -> str:
    return "".join(element.itertext()).strip()


def _addresses(elements: list[_Element], url: str) -> tuple[str, str]:
    """Return the address of the site and that of the feed, as far as the feed says; absolute ones."""
    home = own_url = ""
    for element in elements:
        if local_name(element) != "link":
            continue
        rel = element.get("rel", "alternate").lower()
        address = web_url((element.get("href") or _text(element)).strip(), url)
        if rel == "self":
            own_url = own_url or address
        elif rel == "alternate" and "json" not in element.get("type", ""):
            home = home or address
    return home, own_url


def _based(element: _Element, base: str) -> str:
    stated = element.get(f"{_XML}base", "").strip()
    return _joined(base, stated) if stated else base


def _joined(base: str, address: str) -> str:
    """Join two addresses; one that cannot be joined leaves the base."""
    try:
        return urljoin(base, address)
    except ValueError:
        return base


def _people(elements: Iterable[_Element]) -> Iterator[str]:
    """Return what elements for people say: the name within, or their text."""
    for element in elements:
        if not len(element):
            yield element.text or ""
            continue
        named = [_text(child) for child in element if local_name(child) == "name"]
        loose = (element.text or "").strip()
        yield from named or [loose or " ".join(_text(child) for child in element if local_name(child) == "email")]


class _Item:
    """One item and its own children by local name, those of RSS and Atom themselves first.

    `nowhere` are addresses without a closing slash that are no article's.
    """

    def __init__(self, element: _Element, base: str, zone: tzinfo, nowhere: frozenset[str] = frozenset()) -> None:
        self.nowhere = nowhere
        self.element = element
        self.base = _based(element, base)
        self.zone = zone
        self.children: dict[str, list[_Element]] = {}
        own = namespace(element)
        ranked = sorted(element[:_MOST_CHILDREN], key=lambda child: namespace(child) not in ("", own))
        for child in ranked:
            if name := local_name(child):
                self.children.setdefault(name.replace("-", "").replace("_", ""), []).append(child)

    def entry(self, language: str, whose: str) -> Entry:
        """Make an entry, with the language and the author of the feed where it says none."""
        content, description = self._content(), self._description()
        if not content and not description:
            content = self._of_media()
        title, is_plain = self._title()
        return Entry(
            title=title,
            link=self._link(),
            guid=self._said("guid") or self._said("id") or self._said("identifier"),
            published=self._date(),
            content=content,
            description=description,
            author=self._author() or whose,
            language=self._language() or language,
            base=self.base,
            is_plain_title=is_plain,
        )

    def _said(self, name: str) -> str:
        return next((text for child in self.children.get(name, ()) if (text := _text(child))), "")

    def _title(self) -> tuple[str, bool]:
        """Return the title and whether it is stated to be plain text."""
        for child in self.children.get("title", ()):
            if text := (_inner(child) if len(child) else child.text or "").strip():
                kind = child.get("type", "").lower()
                return _decoded(child, text), kind in ("text", "text/plain") and not len(child)
        of_media = (
            title for name in ("group", "content") for child in self.children.get(name, ()) for title in child.iter()
        )
        return next((_text(title) for title in of_media if local_name(title) == "title"), ""), False

    def _link(self) -> str:
        """Return the address of the article: its own link, else the permanent one, else what it carries."""
        if (origin := self._said("origlink")) and web_url(origin):
            return origin
        links = self.children.get("link", ())
        linked = [child for child in links if child.get("rel", "alternate").lower() == "alternate"]
        pages = [child for child in linked if "html" in (child.get("type") or "html")]
        stated = ""
        for child in pages or linked:
            after = (child.tail or "").strip()  # an HTML parser on the way has left it empty
            beside = after if after.startswith(("http://", "https://")) else ""
            if address := (child.get("href") or "").strip() or _text(child) or beside:
                stated = self._absolute(child, address)
                break
        if stated and stated.rstrip("/") not in self.nowhere:
            return stated
        guid = next(iter(self.children.get("guid", ())), None)
        is_permanent = guid is not None and guid.get("isPermaLink", guid.get("ispermalink", "")).lower() != "false"
        if is_permanent and web_url(address := self._said("guid")) and address.rstrip("/") not in self.nowhere:
            return address
        if stated:
            return stated
        if not links and web_url(address := self._said("id")):
            return address
        about = next((value for name, value in self.element.items() if str(name).endswith("}about")), "")
        if not links and web_url(about):
            return about
        carried = [child.get("url") or "" for child in self.children.get("enclosure", ())]
        carried += [child.get("href") or "" for child in links if child.get("rel", "").lower() == "enclosure"]
        return next((address for address in carried if address.strip()), "")

    def _absolute(self, element: _Element, address: str) -> str:
        base = _based(element, self.base)
        return _joined(base, address) if base != self.base else address

    def _date(self) -> datetime | None:
        """Return when the item was published, or else last changed."""
        for name in (*_PUBLISHED, *_CHANGED):
            for child in self.children.get(name, ()):
                if moment := read_moment(_text(child), self.zone):
                    return moment
        return None

    def _content(self) -> str:
        """Return the fullest of the texts under the names of a whole text, or a long one under any name."""
        found = [
            html
            for name in self.children.keys() & _TEXTS
            for child in self.children[name]
            if not namespace(child).lower().startswith(_MEDIA) and "excerpt" not in namespace(child).lower()
            if (html := _html(child))
        ]
        if found:
            return max(found, key=len)
        known = _TEXTS | _NO_TEXT | {*_LEADS, *_PUBLISHED, *_CHANGED}
        others = [
            html
            for name in self.children.keys() - known
            for child in self.children[name]
            if not namespace(child).lower().startswith(_MEDIA)
            if len(html := _html(child)) >= _LONG_TEXT and " " in html
        ]
        longest = max(others, key=len, default="")
        return longest if len(longest) > len(self._description()) else ""

    def _description(self) -> str:
        for name in _LEADS:
            for child in self.children.get(name, ()):
                if html := _html(child) if not namespace(child).lower().startswith(_MEDIA) else "":
                    return html
        excerpts = [c for c in self.children.get("encoded", ()) if "excerpt" in namespace(c).lower()]
        for child in (*excerpts, *self.children.get("summary", ()), *self.children.get("subtitle", ())):
            if html := _html(child):
                return html
        return ""

    def _of_media(self) -> str:
        """Return what a video says of itself, or the caption of a picture, where the item has no other text."""
        groups = self.children.get("group", ())
        within = [child for group in groups for child in group if local_name(child) == "content"]
        for holder in (self.element, *groups, *within):
            for child in holder:
                if local_name(child) == "description" and (text := _text(child)):
                    return html_of_text(text) if child.get("type") != "html" else text
        for picture in self.children.get("content", ()):
            for child in picture:
                if local_name(child) in ("description", "title") and (text := _text(child)):
                    return f"<figure><figcaption>{html_of_text(text)}</figcaption></figure>"
        return ""

    def _author(self) -> str:
        people = [child for name in ("author", "creator", "byline", "authors") for child in self.children.get(name, ())]
        for of_media in (False, True):
            named: dict[str, list[_Element]] = {}
            for child in people:
                if namespace(child).lower().startswith(_MEDIA) is of_media:
                    named.setdefault(local_name(child), []).append(child)
            if whose := next((whose for children in named.values() if (whose := names(_people(children)))), ""):
                return whose
        sources = self.children.get("source", ())
        return names(_people(child for source in sources for child in source if local_name(child) == "author"))

    def _language(self) -> str:
        texts = (child for name in ("content", "title", "encoded") for child in self.children.get(name, ()))
        stated = (element.get(f"{_XML}lang", "") for element in (self.element, *texts))
        return self._said("language") or next((language for language in stated if language), "")


def _html(element: _Element) -> str:
    """Return the HTML that an element holds, whether it is written as elements, escaped, or as plain text."""
    kind = element.get("type", "").lower()
    if len(element):
        return _inner(element)
    text = _decoded(element, (element.text or "").strip())
    if _is_base64(element):
        return text
    if kind in ("text", "text/plain") and "</" not in text and "<br" not in text and text.count("<p>") < 2:
        return html_of_text(text)
    is_text = not kind or kind in ("html", "xhtml", "text", "plain", "escaped")
    return text if is_text or kind.startswith(("text/", "application/xhtml")) else ""


def _is_base64(element: _Element) -> bool:
    kind = element.get("type", "").lower()
    return "base64" in (element.get("mode", ""), kind) or kind == "application/octet-stream"


def _decoded(element: _Element, text: str) -> str:
    """Return a text that may be written in base64."""
    if not _is_base64(element):
        return text
    try:
        return base64.b64decode("".join(text.split()), validate=True).decode()
    except (binascii.Error, ValueError):
        return ""


def _html_name(element: _Element) -> str:
    """Return the name of an element within a text; one that HTML could not have means nothing."""
    name = local_name(element)
    return name if name in HTML_NAMES else "span"


def _inner(element: _Element) -> str:
    """Write the elements within one as HTML, without name spaces."""
    from lxml import etree

    parts = [element.text or ""]
    for child in element:
        for inside in child.iter():
            if isinstance(inside.tag, str):
                inside.tag = _html_name(inside)
        parts.append(etree.tostring(child, encoding="unicode", method="html", with_tail=True))
    return _DECLARATION.sub("", "".join(parts)).strip()
