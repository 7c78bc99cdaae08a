"""Who wrote an article, from all the ways in which feeds name people."""

from __future__ import annotations

import re
from collections.abc import Iterable

from careader.text.clean import clean_markup

_LONGEST = 400
_MOST_PEOPLE = 8
_LIMIT = 120
_ADDRESS = re.compile(r"(?:mailto:\s*)?[^\s@<>()\[\],;:\"]{1,64}@[^\s@<>()\[\],;:\"]{1,190}", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s<>()]{1,300}", re.IGNORECASE)
_MAILTO = re.compile(r"\bmailto:", re.IGNORECASE)
_EMPTY_BRACKETS = re.compile(r"[(<\[]\s*[)>\]]")
_BYLINE = re.compile(
    r"(?:(?:written )?by\s+(?=[^\W\d_])|(?:by|author|автор\w{0,3}|текст|муаллиф|muallif|awtor)\s*:\s*)", re.IGNORECASE
)
_WHOLLY_IN_BRACKETS = re.compile(r"\(([^()]*)\)")


def names(stated: Iterable[str]) -> str:
    """Return the people that are named, each once, as one line; addresses of mail and pages are no names.

    `editor@desk.kz (Aida Usenova)`, `Aida Usenova <aida@desk.kz>`, `Aida Usenova (mailto:aida@desk.kz)` are one person.
    """
    people: dict[str, str] = {}
    for text in stated:
        if name := _name(text):
            people.setdefault(name.casefold(), name)
        if len(people) == _MOST_PEOPLE:
            break
    line = ", ".join(people.values())
    return line if len(line) <= _LIMIT else line[:_LIMIT].rsplit(",", 1)[0].rstrip()


def _name(text: str) -> str:
    text = text[:_LONGEST]
    if "@" in text or "&" in text or "//" in text or "mailto" in text.lower():
        text = clean_markup(_WEB.sub("", _MAILTO.sub("", _ADDRESS.sub("", _unescaped(text)))))
        text = _EMPTY_BRACKETS.sub("", text).strip(" ,;:-–—|")
        if found := _WHOLLY_IN_BRACKETS.fullmatch(text.strip()):
            text = found[1]
    return _without_byline(clean_markup(text, limit=_LIMIT)).strip(" ,;|")


def _without_byline(name: str) -> str:
    found = _BYLINE.match(name)
    return name[found.end() :] if found else name


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&#64;", "@").replace("&quot;", '"')
