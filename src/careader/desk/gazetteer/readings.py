"""Further ways to spell a text of a language with several alphabets, for names that are listed in one of them only."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from careader.text.alphabets import kazakh_from_arabic
from careader.text.scripts import Script, respelling

_ARABIC = re.compile("[\u0620-\u06ff]")
_FRONT = str.maketrans("аыоұ", "әіөү")
_BACK = str.maketrans("әіөү", "аыоұ")


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
    """Yield the text in the other alphabets in which names of its language may be listed; nothing for most texts."""
    if language not in ("uz", "kk", "tg") or text.isascii():
        return
    how = respelling(text, language, Script.LATIN if language == "uz" else Script.CYRILLIC)
    if how is None:
        return
    words, convert = how
    if convert is kazakh_from_arabic:  # which vowels a word has is not always written: both rows of them are tried
        yield _read(text, words, lambda word: convert(word).translate(_FRONT))
        yield _read(text, words, lambda word: convert(word).translate(_BACK))
    yield _read(text, words, convert)


def _read(text: str, words: re.Pattern[str], convert: Callable[[str], str]) -> Reading:
    """Respell the words of a text. A script without capitals gets one for every word."""
    parts: list[str] = []
    places, origins = [0], [0]
    written = done = 0
    for match in words.finditer(text):
        start, end = match.span()
        word = convert(match[0])
        if _ARABIC.match(match[0]):
            word = word[:1].upper() + word[1:]
        parts += (text[done:start], word)
        written += start - done
        places += (written, written + len(word))
        origins += (start, end)
        written += len(word)
        done = end
    parts.append(text[done:])
    return Reading("".join(parts), places, origins)
