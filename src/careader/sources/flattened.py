"""Giving a text its paragraphs back that was saved as one: sentences are grouped, headings that ran into it are told.

A heading is a run of capitalised words between two sentences: "… by May. Growing Demand for Water The region has …". It
is taken for one only where the sentence after it begins with a word that no heading ends with. No word is changed,
added or left out: the blocks joined by spaces are the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from careader.model import Block, BlockKind
from careader.text.wordset import words as word_set

FLATTENED = 900
"""A paragraph of so many letters that is a whole article by itself is taken for several."""

_PARAGRAPH = 320
_LONGEST_PARAGRAPH = 1500
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*(?=\s+[\"“«(\[]?[^\W_a-zа-яё])")
_NO_END = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sen|Rep|St|No|Nos|vs|cf|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov"
    r"|Dec|им|ул|г|т|тыс|руб|см|стр)\.|\b(?:[A-Z]\.){2,})$"
)
_SMALL = frozenset(
    {
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "over",
        "the",
        "to",
        "vs",
        "with",
    }
)
_STARTER_WORDS = """
A According Addressing After All Although Amid Among An And Another Any As Asked At Before Beyond Both But By
Commenting Compounding Critics Currently Despite Dozens Due During Each Earlier Even Every Experts Few First
Following For From Funded Given He Her Hundreds His However If In Initially Instead It Its Last Later Many
Meanwhile Millions More Moreover Most Much Nearly No None Not Now Officials Of On Once One Only Other Our Over
Recent Several She Similar Similarly Simultaneously Since So Some Speaking Such That The Their Then There These
They This Those Though Thousands Three Through To Today Two Under Unlike Until We What When Where Whether Which
While Who With Within Without Yet
"""
_STARTERS = frozenset(_STARTER_WORDS.split())
_BEGIN_HEADINGS_TOO = frozenset({"Beyond", "Amid", "No", "More", "Who", "What", "Where", "Why", "How"})
_MOST_HEADING_WORDS = 10
# A heading that one of these follows without a word between has ended, except after what names a part or a firm of it.
_COUNTRIES = word_set(
    "Kazakhstan Kyrgyzstan Tajikistan Turkmenistan Uzbekistan Afghanistan Azerbaijan Russia China Turkey Iran "
    "Astana Bishkek Dushanbe Ashgabat Tashkent"
)
_OF_A_COUNTRY = word_set(
    "North South East West Northern Southern Eastern Western Central Inner Greater New Air Airlines Bank Capital "
    "Group Holding Invest Telecom Energy University Minister Ministry Parliament President Ambassador Mayor Senator "
    "Embassy FC SK Team Radio Hotel Media Post Today International House Watch Foundation"
)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return a flattened text as paragraphs of some sentences and the headings between them."""
    blocks: list[Block] = []
    open_paragraph: list[str] = []

    def close() -> None:
        if open_paragraph:
            blocks.append(Block(BlockKind.PARAGRAPH, " ".join(open_paragraph)))
            open_paragraph.clear()

    for number, sentence in enumerate(_sentences(text)):
        heading, rest = _split_heading(sentence) if number else ("", sentence)
        if heading:
            close()
            blocks.append(Block(BlockKind.HEADING, heading))
        if not rest:
            continue
        if open_paragraph and _is_complete(open_paragraph, rest):
            close()
        open_paragraph.append(rest)
    close()
    if len(blocks) > 1 and blocks[-1].kind is BlockKind.HEADING:  # the end of a text that was cut off
        blocks[-1] = Block(BlockKind.PARAGRAPH, blocks[-1].text)
    return tuple(blocks)


def flattened_again(blocks: Sequence[Block]) -> tuple[Block, ...] | None:
    """Return the blocks of an article as they were saved, in one paragraph; None where they were not saved so.

    `blocks_of` decides alone what becomes of a paragraph, so that what it makes of the joined text tells.
    """
    kinds = (BlockKind.PARAGRAPH, BlockKind.HEADING)
    run = [n for n, block in enumerate(blocks) if block.kind in kinds]
    if len(run) < 2 or run[-1] - run[0] >= len(run):
        return None
    parted = blocks[run[0] : run[-1] + 1]
    text = " ".join(block.text for block in parted)
    said = [(block.kind, block.text) for block in parted]
    if len(text) < FLATTENED or [(block.kind, block.text) for block in blocks_of(text)] != said:
        return None
    return (*blocks[: run[0]], Block(BlockKind.PARAGRAPH, text), *blocks[run[-1] + 1 :])


def _sentences(text: str) -> list[str]:
    sentences: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if _NO_END.search(text[max(start, end.start() - 12) : end.start() + 1]):
            continue
        sentences.append(text[start : end.end()].strip())
        start = end.end()
    sentences.append(text[start:].strip())
    return [sentence for sentence in sentences if sentence]


def _is_complete(paragraph: list[str], sentence: str) -> bool:
    """Return whether a paragraph is long enough to end before a sentence, and no quotation is open."""
    text = " ".join(paragraph)
    if len(text) > _LONGEST_PARAGRAPH:
        return True
    return len(text) + len(sentence) > _PARAGRAPH and text.count("“") <= text.count("”")


def _split_heading(sentence: str) -> tuple[str, str]:
    """Return the heading that a sentence begins with, "" where it has none for sure, and the sentence."""
    words = sentence.split()
    if sentence.endswith("?") and _is_heading(words):
        return sentence, ""
    run = 0
    while (
        run < len(words)
        and run <= _MOST_HEADING_WORDS
        and (words[run][0].isupper() or words[run] in _SMALL or not words[run][0].isalpha())
    ):
        run += 1
    for start in range(min(run, len(words) - 1), 1, -1):
        begins = words[start].rstrip(",") in _STARTERS or _is_country_after(words, start)
        goes_on = words[start].endswith(",") or _goes_on(words[start + 1 :])
        if begins and goes_on and _is_heading(words[:start]):
            return " ".join(words[:start]), " ".join(words[start:])
    return "", sentence


def _is_country_after(words: list[str], place: int) -> bool:
    """Return whether a country begins a sentence at a place: what stands before is no name of something in it."""
    is_country = re.split("[’',]", words[place], maxsplit=1)[0] in _COUNTRIES
    follows_heading = words[place - 1] not in _OF_A_COUNTRY | _STARTERS
    return is_country and follows_heading and any(word[0].islower() for word in words[place + 1 : place + 2])


def _is_heading(words: list[str]) -> bool:
    longer = [word for word in words if word.lower() not in _SMALL]
    return (
        2 <= len(words) <= _MOST_HEADING_WORDS
        and len(longer) >= 2
        and all(word[0].isupper() or not word[0].isalpha() for word in longer)
        and words[-1].lower() not in _SMALL
        and words[0] not in _STARTERS - _BEGIN_HEADINGS_TOO
        and not any(word.endswith((",", ".", ";", "!")) for word in words)
        and not any(word.endswith(":") for word in words[1:])
    )


def _goes_on(words: list[str]) -> bool:
    """Return whether what follows is a sentence and no longer title: small letters soon."""
    return any(word[0].islower() and word not in _SMALL for word in words[:4])
