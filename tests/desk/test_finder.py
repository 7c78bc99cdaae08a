"""The automaton finds what looking at every single word finds, and its work grows with the text and no faster."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careader.desk.gazetteer import Hit, scan
from careader.desk.gazetteer.book import Book, Entry, Node, book
from careader.desk.gazetteer.finder import plain
from careader.desk.gazetteer.words import APOSTROPHES, SEPARATORS, WORD

TEXTS = [
    f"{item['title']}. {item['summary']}"
    for line in (Path(__file__).parent / "headlines.jsonl").read_text(encoding="utf-8").splitlines()
    for item in [json.loads(line)]
]
STREET = re.compile(
    r"улиц|ул\.|просп|пр\.|бульв|кино|гостин|отел|рестор|кӯчаи|хиёб|hotel|street|avenue|ave|cafe|café|st\."
)


def slowly(text: str) -> list[Hit]:
    """Look at every word of a text, one after the other; streets are not told from places."""
    names = book()
    parts = WORD.split(text)
    offsets = [0, *accumulate(map(len, parts))]
    parts += [""] * 2
    hits = []
    free = 0
    for index in range(1, len(parts) - 2, 2):
        if index < free:
            continue
        begun = [names.root.next[word] for word in names.words[parts[index]] if word in names.root.next]
        last, entries = longest(begun, names, parts, index)
        if entries:
            free = last + 1
            hits.append(Hit(entries, offsets[index], offsets[free]))
    return hits


def longest(steps: Iterable[Node], names: Book, parts: list[str], index: int) -> tuple[int, tuple[Entry, ...]]:
    entries: tuple[Entry, ...] = ()
    further: list[Node] = []
    for node in steps:
        entries += node.entries
        if node.next and parts[index + 1] in SEPARATORS:
            further += [node.next[word] for word in names.words[parts[index + 2]] if word in node.next]
    if further:
        last, longer = longest(further, names, parts, index + 2)
        if longer:
            return last, longer
    return index, tuple(dict.fromkeys(entries))


def places(hits: list[Hit]) -> list[tuple[int, int, list[str]]]:
    return [(hit.start, hit.end, sorted(entry.id for entry in hit.entries)) for hit in hits]


@pytest.mark.parametrize("case", [str, str.upper, str.lower, str.title])
def test_the_automaton_finds_what_every_word_by_itself_does(case: type[str]) -> None:
    for text in map(case, TEXTS):
        if not STREET.search(text.lower()):
            assert places(scan(text)) == places(slowly(text)), text


PIECES = st.sampled_from(
    [
        *(
            "Ош",
            "Kazakhstan's",
            "Fargʻona",
            "Brasília",
            "Córdoba",
            "İstanbul",
            "Central",
            "Asia",
            "РК",
            "КР",
            "«Манас»",
        ),
        *APOSTROPHES,
        *(" ", "  ", " - ", "-", ". ", "\n", "\u00a0", "_", "٣", "漢", "ß", "ﬁ", "K", "\u0301", "…", "a", "Ж"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join))
def test_any_text_is_read_alike(text: str) -> None:
    if not STREET.search(text.lower()):
        assert places(scan(text)) == places(slowly(text))


@given(st.text(max_size=60))
def test_a_byte_stands_for_each_character(text: str) -> None:
    assert len(plain(text)) == len(text) + 2


@pytest.mark.parametrize(
    "piece",
    [
        "Ош ",
        "Kazakhstan",
        "a'",
        "'",
        "the region ",
        "Central ",
        "Issyk-",
        "Народный банк ",
        "é",
        "ә",
        "\u0301",
        "ا",
        "Қ",
        "ын",
    ],
)
def test_work_grows_with_the_text_and_no_faster(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    names = book()
    asked = 0
    answer = type(names.words).__getitem__

    class Counting(dict[str, tuple[str, ...]]):
        def __getitem__(self, token: str) -> tuple[str, ...]:
            nonlocal asked
            asked += 1 + len(token) // 1000
            return answer(names_words, token)

    names_words = names.words
    monkeypatch.setattr(names, "words", Counting())
    counts = []
    for size in (1_000, 2_000, 4_000):
        asked = 0
        scan(piece * size)
        counts.append(asked)
    assert counts[2] <= 2 * counts[1] + 8 <= 4 * counts[0] + 24
