"""What a person's name says about their country, where no name that is listed says anything.

The five have ways of their own to form surnames and patronymics: Tajik names end in -зода, Kyrgyz fathers are followed
by уулу and кызы, Uzbek ones by ўғли and қизи, Kazakh ones carry -ұлы and -қызы, and Turkmen surnames are made from
-гелди, -дурды, -гулы and -мырат. It is a guess and counts only where an article names nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from careader.desk.gazetteer.book import Entry

_NAME = r"\b[^\W\d_a-zа-я]\w{2,24}"
_FORMS = {
    "tj": rf"{_NAME}(?:зода(?:и|ро|ҳо)?|zoda(?:i|ro|ho)?)\b(?<!\bШахзода)(?<!\bШаҳзода)(?<!\bShahzoda)",
    "tm": rf"{_NAME}(?:гельд[иы]ев|мырадов|дурдыев|гулыев)(?:а|у|ым|ой|е)?\b"
    rf"|{_NAME}(?:geld[iy][yý]?e[vw]|m[yi]rado[vw]|durd[yi][yý]?e[vw]|gul[yi][yý]e[vw])a?\b",
    "kg": rf"{_NAME} (?:уулу|кызы|uulu|kyzy)\b",
    "uz": rf"{_NAME} (?:ўғли|қизи|угли|кизи|o[ʻ'’‘`]?g[ʻ'’‘`]?li|qizi|ugli|kizi)\b",
    "kz": rf"{_NAME} {_NAME}(?:ұлы|қызы|улы|кызы|uly|ūly|qyzy)\b",
}
_ANY = re.compile("|".join(f"(?P<{country}>{form})" for country, form in _FORMS.items()))
_ENTRIES = {
    country: Entry(f"person:family-{country}", "person", (country,), (country,), (), "Forms of names in each language")
    for country in _FORMS
}


def families(text: str) -> Iterator[tuple[Entry, int, int]]:
    """Yield the names in a text whose form belongs to one of the five: what each stands for, its start and its end."""
    for match in _ANY.finditer(text):
        if match.lastgroup:
            yield _ENTRIES[match.lastgroup], *match.span()
