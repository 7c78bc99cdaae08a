"""The scripts of Uzbek, Kazakh and Tajik: which one a text is in, and the same text in another.

Each of the three is one language in several alphabets. `canonical` brings a text to the one in which texts of its
language are compared; `to_latin` and `to_cyrillic` write it for reading; `key` folds words of any language and alphabet
to Latin letters for search.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache

from careader.text.alphabets import (
    STRAIGHT,
    is_kazakh_of_2018,
    kazakh_cyrillic,
    kazakh_from_arabic,
    kazakh_latin,
    tajik_cyrillic,
    tajik_latin,
    uzbek_cyrillic,
    uzbek_latin,
)
from careader.text.keys import CONSONANTS, GLIDES, KEYS, encoded, key_of
from careader.text.persian import is_common, tajik_from_persian, with_objects_joined


class Script(StrEnum):
    """The script of most letters of a text."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    ARABIC = "arabic"


_RUNS = {
    Script.LATIN: re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    Script.CYRILLIC: re.compile("[\u0400-\u04ff]"),
    Script.ARABIC: re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff]"),
}
_LETTERS = {script: re.compile(f"{run.pattern}+") for script, run in _RUNS.items()}
_CYRILLIC_BLOCK = b"\x04"
_SAMPLE = 2_000
"""How many characters of a text say what script it is in."""
_CYRILLIC_WORD = re.compile("[\u0400-\u04ff]+(?:['’‘ʻʼ`´-][\u0400-\u04ff]+)*")
_LATIN_WORD = re.compile(
    "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\u0307]+"
    "(?:['’‘ʻʼ`´′ʹ＇‛]+[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]+)*(?:(?<=[oOgG])['’‘ʻʼ`´′ʹ＇‛])?"
)
_ARABIC_WORD = re.compile("[\u0620-\u065f\u066e-\u06d3\u06d5\u06fa-\u06ff\u200c\u200d]+")
_ARABIC_SIGNS = str.maketrans("،؛؟٪٫٬۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", ",;?%.,01234567890123456789")

Convert = Callable[[str], str]


def script_of(text: str) -> Script | None:
    """Return the script of most letters of a text, None where it has none of the three."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        return Script.LATIN if _RUNS[Script.LATIN].search(sample) else None
    if _blocks(sample).count(_CYRILLIC_BLOCK) * 2 > len(sample):
        return Script.CYRILLIC
    counts = {script: sum(map(len, run.findall(sample))) for script, run in _LETTERS.items()}
    best = max(counts, key=lambda script: counts[script])
    return best if counts[best] else None


def _blocks(text: str) -> bytes:
    """Return for each character the higher byte of its number."""
    return text.encode("utf-16-le", "surrogatepass")[1::2]


def respelling(text: str, language: str, target: Script) -> tuple[re.Pattern[str], Convert] | None:
    """Return which words of a text have to be respelled to be in the script `target`, and how one of them is.

    None where nothing has to be, or the language (ISO 639-1) is in one script only. Uzbek Latin with other letters than
    those of 1995 is respelled too.
    """
    script = script_of(text)
    if language == "uz" and script is not Script.ARABIC:
        if target is Script.CYRILLIC:
            return (_LATIN_WORD, uzbek_cyrillic) if script is Script.LATIN else None
        return (_CYRILLIC_WORD if script is Script.CYRILLIC else _LATIN_WORD), uzbek_latin
    if language == "kk":
        if script is Script.ARABIC:
            return _ARABIC_WORD, kazakh_from_arabic if target is Script.CYRILLIC else _through(kazakh_latin)
        if script is Script.CYRILLIC and target is Script.LATIN:
            return _CYRILLIC_WORD, kazakh_latin
        if script is Script.LATIN and target is Script.CYRILLIC:
            of_2018 = is_kazakh_of_2018(text)
            return _LATIN_WORD, lambda word: kazakh_cyrillic(word, of_2018=of_2018)
    if language == "tg":
        if script is Script.ARABIC:
            return _ARABIC_WORD, (
                tajik_from_persian if target is Script.CYRILLIC else lambda word: tajik_latin(tajik_from_persian(word))
            )
        if script is Script.CYRILLIC and target is Script.LATIN:
            return _CYRILLIC_WORD, tajik_latin
        if script is Script.LATIN and target is Script.CYRILLIC:
            return _LATIN_WORD, tajik_cyrillic
    return None


def _through(convert: Convert) -> Convert:
    return lambda word: convert(kazakh_from_arabic(word))


def _respelled(text: str, language: str, target: Script) -> str:
    how = respelling(text, language, target)
    if how is None:
        return text
    words, convert = how
    if words is _ARABIC_WORD and language == "tg":
        text = with_objects_joined(text)
    written = words.sub(lambda match: convert(match[0]), text)
    return written.translate(_ARABIC_SIGNS) if words is _ARABIC_WORD else written


def to_latin(text: str, language: str) -> str:
    """Write an Uzbek (1995), Kazakh (2021) or Tajik text in Latin; a text of another language comes back as it is."""
    return _respelled(text, language, Script.LATIN)


def to_cyrillic(text: str, language: str) -> str:
    """Write an Uzbek, Kazakh or Tajik text in Cyrillic; a text of another language comes back as it is."""
    return _respelled(text, language, Script.CYRILLIC)


def canonical(text: str, language: str) -> str:
    """Return a text in the one script in which its language is compared, with straight apostrophes.

    That is the Latin of 1995 for Uzbek and Cyrillic for Kazakh and Tajik; every other language is left as it is.
    Arabic letters do not tell a name by a capital, so there every longer word has one.
    """
    if language == "uz":
        return to_latin(text, language).translate(STRAIGHT)
    if language not in ("kk", "tg"):
        return text
    written = to_cyrillic(text, language)
    if written != text and script_of(text) is Script.ARABIC:
        return _LONGER_WORD.sub(lambda match: match[0].capitalize(), written)
    return written


# The key of search: one Latin spelling for all alphabets.

_LONGER_WORD = re.compile(r"[\u0400-\u04ff]{4,}")
_YE = re.compile(r"ye(?<!\wye)")
_PERSIAN_LETTER = re.compile("[\u06cc\u06a9\u06c0\u0647\u0622\u062b\u0630\u0635\u0636\u0637\u0638]")
_KAZAKH_LETTER = re.compile("[\u06d5\u0649\u064a\u06c7\u06c6\u06cb\u06ad\u0643\u0674]")


@lru_cache(maxsize=1 << 12)
def arabic_readings(word: str) -> tuple[str, ...]:
    """Return how a word of Arabic letters may be read in Cyrillic: as Kazakh, as Tajik, or as either."""
    if _PERSIAN_LETTER.search(word):
        return (tajik_from_persian(word),)
    if _KAZAKH_LETTER.search(word):
        return (kazakh_from_arabic(word),)
    both = (tajik_from_persian(word), kazakh_from_arabic(word))
    return tuple(dict.fromkeys(both if is_common(word) else reversed(both)))


def key(text: str) -> str:
    """Fold a casefolded text to one Latin spelling, the same for every alphabet in which its words are written.

    Toshkent, Toşkent and Тошкент are "toshkent"; Khorog and Хорог "horog"; Назарбаев and Nazarbayev "nazarbaev".
    """
    if (data := encoded(text)) is not None:
        return key_of(data)
    if _RUNS[Script.ARABIC].search(text):
        text = _ARABIC_WORD.sub(lambda match: arabic_readings(match[0])[0], text)
    text = text.translate(KEYS)
    for letters, sound in CONSONANTS.items():
        text = text.replace(letters, sound)
    text = _YE.sub("e", text)
    for letters, sound in GLIDES.items():
        text = text.replace(letters, sound)
    return text
