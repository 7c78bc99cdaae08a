"""Further ways to spell a text of a language with several alphabets, for names that are listed in one of them only."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from careader.desk.gazetteer.words import BACK
from careader.text.alphabets import kazakh_from_arabic, pairs
from careader.text.scripts import Script, respelling

_ARABIC = re.compile("[\u0620-\u06ff]")
_NO_NAMES = ("газ",)
"""What would be a name with a capital, and mostly is none."""
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_TURKMEN = pairs("""
    a:а ä:я b:б ç:ч d:д e:е f:ф g:г h:х i:и j:дж ž:ж k:к l:л m:м n:н ň:н o:о ö:о p:п r:р s:с ş:ш t:т u:у ü:ю w:в y:ы
    ý:й z:з
""")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text spelt anew: each word of it that was changed begins and ends at `places` and did so at `origins`."""

    text: str
    places: list[int]
    origins: list[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the text as it was a part of this one stands."""
        return self._origin(start), self._origin(end)

    def _origin(self, at: int) -> int:
        index = bisect_right(self.places, at) - 1
        origin = self.origins[index] + at - self.places[index]
        return min(origin, self.origins[index + 1]) if index + 1 < len(self.origins) else origin


def readings(text: str, language: str) -> Iterator[Reading]:
    """Yield the text in the other alphabets in which names of its language may be listed; nothing for most texts.

    Persian is read as Tajik is: the names are the same.
    """
    if language == "fa":
        language = "tg"
    if language not in ("uz", "kk", "tg", "tk"):
        return
    if language == "tk":
        yield _read(text, _LATIN, _turkmen)
        return
    for target in (Script.LATIN, Script.CYRILLIC) if language == "uz" else (Script.CYRILLIC,):
        if (how := respelling(text, language, target)) is None:
            continue
        words, convert = how
        if convert is kazakh_from_arabic:  # which vowels a word has is not always written
            yield _read(text, words, _with_back_vowels)
        else:
            yield _read(text, words, convert)


def _with_back_vowels(word: str) -> str:
    return kazakh_from_arabic(word).translate(BACK)


def _turkmen(word: str) -> str:
    """Write a Turkmen word as Russian does, for the names of places abroad."""
    low = "".join(_TURKMEN.get(letter, letter) for letter in word.lower())
    return low[:1].upper() + low[1:] if word[0].isupper() else low


def _read(text: str, words: re.Pattern[str], convert: Callable[[str], str]) -> Reading:
    """Respell the words of a text. A script without capitals gets one for every word that may be a name."""
    parts: list[str] = []
    places, origins = [0], [0]
    written = done = 0
    for match in words.finditer(text):
        start, end = match.span()
        word = convert(match[0])
        if _ARABIC.match(match[0]) and len(word) > 2 and not word.startswith(_NO_NAMES):
            word = word[:1].upper() + word[1:]
        parts += (text[done:start], word)
        written += start - done
        places += (written, written + len(word))
        origins += (start, end)
        written += len(word)
        done = end
    parts.append(text[done:])
    return Reading("".join(parts), places, origins)
