"""Whatever is written in a text, reading twice as much of it is at most about twice the work.

What is counted is every line and call of careader's own code. Patterns are counted by what they are tried on: each is
used by one call for a piece of text that is bounded, or goes through the text once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from careader.desk.countries import label
from careader.desk.gazetteer import scan
from careader.desk.homes import home_of
from careader.text.language import guess, language_of
from careader.text.scripts import Script, canonical, key, respelling, to_cyrillic, to_latin
from careader.text.search import fold, words
from careader.text.tokens import normalise, skeleton, stem, tokens

PIECES = [
    *(
        "a",
        "1",
        "1 ",
        "1,",
        "1 111 ",
        "'",
        "a'",
        "ʻ",
        "semi-",
        "\u0301",
        "a\u0323\u0301",
        "ا",
        "ءا ",
        "\u200c",
        "ö ",
        "Қ",
    ),
    *(
        "the region ",
        "Kazakhstan and ",
        "Kazakhstan, ",
        "BISHKEK (T) — ",
        "улица ",
        "Issyk-",
        "в ",
        "как и в ",
        "ethnic ",
    ),
    *(
        "kz.",
        "//",
        "İ",
        "ß",
        "Oʻzbekiston ",
        "Қазақстан мен ",
        "Türkmenistanyň ",
        "lar",
        "дарынын",
        "%",
        "№ ",
        "(",
        "\n",
    ),
]
READERS: dict[str, Callable[[str], Any]] = {
    "tokens": lambda text: tokens(normalise(text)),
    "stem": stem,
    "skeleton": skeleton,
    "index": fold,
    "query": words,
    "key": key,
    "Uzbek": lambda text: canonical(text, "uz"),
    "Kazakh": lambda text: canonical(text, "kk") + to_latin(text, "kk"),
    "Tajik": lambda text: canonical(text, "tg") + to_latin(text, "tg"),
    "Uzbek in Cyrillic": lambda text: to_cyrillic(text, "uz"),
    "respelling": lambda text: respelling(text, "kk", Script.LATIN),
    "language": lambda text: (guess.__wrapped__(text), language_of(text, "ky")),
    "names": scan,
    "names in Uzbek": lambda text: scan(text, "uz"),
    "names in Kazakh": lambda text: scan(text, "kk"),
    "names in Turkmen": lambda text: scan(text, "tk"),
    "countries": lambda text: label(text, text, text, language="ky", outlet_countries=("kg",)),
    "home": lambda text: home_of(text, text),
}


def steps(work: Callable[[str], Any], text: str) -> int:
    counted = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal counted
        counted += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work(text)
    finally:
        sys.settrace(before)
    return counted


@pytest.mark.parametrize("reader", READERS)
def test_work_grows_with_the_text_and_no_faster(reader: str) -> None:
    work = READERS[reader]
    for piece in PIECES:
        work(piece * 10)
        small, large = (steps(work, piece * (size // len(piece))) for size in (500, 2_000))
        assert large <= 4.5 * small + 300, piece


@pytest.mark.parametrize("piece", ["1 111 ", "a'", "\u0323\u0301", "Kazakhstan, ", "как и в ", "ءا", "(", "улица "])
def test_a_long_text_is_read_by_all(piece: str) -> None:
    for work in READERS.values():
        work(piece * (50_000 // len(piece)))
