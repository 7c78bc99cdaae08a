"""The one door for untrusted text: what passes here can be shown, stored and handed to another program.

Terminals act on control characters (ESC starts a command, C1 does in eight bits) and on bidirectional overrides, which
make a line read differently from what it says. A feed may hold any of them, written out or as character references.
Everything here takes time in proportion to the text.
"""

from __future__ import annotations

import html
import re
import unicodedata

from careader.text.wordset import words

# Zero-width joiner and non-joiner, which shape letters and emoji.
_KEPT_FORMATS = frozenset("\u200c\u200d")

_MOST_MARKS = 30
"""Combining marks that one letter keeps, as in Unicode's stream-safe text: sorting more of them is quadratic."""
# Where that many could stand: no script that is written with less than one letter in thirty without a mark.
_PERHAPS_MARKS = re.compile(r"[^\x00-\u02ff\u0370-\u0482\u048a-\u0590\s]{31,}")

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Numbers of no character, some with more digits than Python reads.
_NO_CHARACTER = re.compile(r"&#(?:\d{8,}|[xX][0-9a-fA-F]{8,});?")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[\s/][^<>]*)?)>")
_INLINE = words(
    "a abbr acronym b bdi bdo big blink cite code del dfn em font i ins kbd mark nobr q s samp small span "
    "strike strong sub sup tt u var"
)
_BREAKING = words(
    "article aside blockquote br center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr img "
    "li ol p pre section table tbody td th tr ul wbr script style applet button embed form frame frameset head "
    "html body iframe input link meta object"
)
_VOID = frozenset(["br", "hr", "img", "wbr"])


def _is_unsafe(character: str) -> bool:
    """Say whether a character may not leave this module: controls, formats, surrogates, private use, unassigned."""
    return unicodedata.category(character)[0] == "C" and character not in _KEPT_FORMATS


def _drop_unsafe(text: str) -> str:
    # Of the printable no character is of a category C.
    return text if text.isprintable() else "".join(character for character in text if not _is_unsafe(character))


def printable(text: str) -> str:
    """Drop what a terminal acts on from lines that are to be printed; spaces, tabs and line breaks stay as they are."""
    return "".join(c for c in text if c in "\n\t" or not _is_unsafe(c)) if not text.isprintable() else text


def _composed(text: str) -> str:
    """Give the text in NFC, without the marks on a letter that are more than `_MOST_MARKS`."""
    return text if text.isascii() else unicodedata.normalize("NFC", _PERHAPS_MARKS.sub(_fewer_marks, text))


def _fewer_marks(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def clean(text: str, *, limit: int = 0) -> str:
    """Make untrusted plain text into one safe line.

    Runs of white space become one space, controls and invisible formats go, the rest is NFC. `limit` cuts after so many
    characters (0 is no limit). The result is a fixed point: cleaning it again changes nothing.
    """
    line = " ".join(text.split())
    if not line.isprintable():
        line = " ".join(_drop_unsafe(line).split())
    line = _composed(line)
    return line[:limit].rstrip() if limit and len(line) > limit else line


def clean_lines(text: str) -> str:
    """Make untrusted preformatted text safe and keep its line breaks and indentation; a tab is four spaces."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).split("\n")
    kept = [
        _composed(_drop_unsafe("".join(" " if c.isspace() else c for c in line) if not line.isprintable() else line))
        for line in lines
    ]
    return "\n".join(line.rstrip() for line in kept).strip("\n")


def clean_markup(text: str, *, limit: int = 0) -> str:
    """Make a title or name that may hold tags and character references, once or twice escaped, into one safe line.

    Only what is markup goes: a pair of tags, one with attributes, a line break. Other words in angle brackets
    ("<Kairat> wins", "use <b> for bold") are the writer's.
    """
    if limit:
        text = text[: 50 * limit]
    for _ in range(2):
        if not _REFERENCE.search(text):
            break
        text = unescape(text)
    return clean(without_tags(text), limit=limit)


def unescape(text: str) -> str:
    """Resolve HTML's character references once; a number that is no character's becomes U+FFFD."""
    return html.unescape(_NO_CHARACTER.sub("\ufffd", text)) if "&" in text else text


def without_tags(text: str) -> str:
    """Take the tags and comments out of text that may hold some; a tag that breaks the line leaves a space."""
    if "<" not in text:
        return text
    text = without_comments(text)
    if "<![CDATA[" in text:
        text = text.replace("<![CDATA[", "").replace("]]>", "")
    closed = {found[2].lower() for found in _TAG.finditer(text) if found[1]}

    def drop(tag: re.Match[str]) -> str:
        name = tag[2].lower()
        if name not in _INLINE and name not in _BREAKING:
            return tag[0]
        if not (tag[1] or name in closed or name in _VOID or "=" in tag[3]):
            return tag[0]
        return "" if name in _INLINE else " "

    return _TAG.sub(drop, text)


def without_comments(text: str) -> str:
    """Take out HTML comments; one that is never closed goes to the end."""
    if "<!--" not in text:
        return text
    kept: list[str] = []
    place = 0
    while (start := text.find("<!--", place)) >= 0:
        kept.append(text[place:start])
        end = text.find("-->", start + 4)
        if end < 0:
            return " ".join(kept)
        place = end + 3
    return " ".join((*kept, text[place:]))
