"""Where in a text a listed name may begin: one automaton over the whole text.

The text becomes bytes, one for each character, in which every spelling of a letter is the same byte (as `fold` and
`lower` make it) and whatever is no part of a word is a blank. The stems of all first words, with a blank before them,
are looked for together (Aho-Corasick), so that the cost hangs on the length of the text and not on the number of names.
Endings and capitals are looked at only where something is found.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from careader.desk.gazetteer.words import fold

_LETTERS = "_0123456789abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюяіўғқңүұҳҷәӣөӯ"
_OTHER_LETTER = "ҿ"
"""Stands for every letter that no listed name has; it is one of them."""
_FOLDED = "ёЁÄäÖöÜüÇçŞşĞğŇňÝýÑñıİÁáǴǵŃńÓóÚúÕõŽž’ʻ‘ʼ"
"""What is folded and common enough for a byte of its own; the rest is folded one by one."""
_SIGNS = "—–«»“”…№\u00a0"
_UNKNOWN = "\ufffe"


def _alphabet() -> str:
    """Return the 256 characters that have a byte: ASCII at its own places, then what else is common."""
    others = [form for letter in _LETTERS if letter > "\x7f" for form in (letter, letter.upper())]
    others += [*_FOLDED, *_SIGNS, _OTHER_LETTER]
    table = [chr(code) if 0x20 <= code < 0x7F or chr(code).isspace() else _UNKNOWN for code in range(0x80)]
    table[0] = "\0"  # where a table begins otherwise, Python encodes by a dictionary, five times slower
    table += [_UNKNOWN] * 0x80
    free = (code for code, character in enumerate(table) if character == _UNKNOWN)
    for character, code in zip(others, free, strict=False):
        table[code] = character
    return "".join(table)


_ALPHABET = _alphabet()
_BYTES = {character: code for code, character in enumerate(_ALPHABET) if character != _UNKNOWN}
_ENCODING = codecs.charmap_build(_ALPHABET)


def _plain(character: str) -> str:
    """Return the letter, apostrophe or blank that a character counts as."""
    folded = fold(character).lower()
    if folded in _LETTERS or folded == "'":
        return folded
    return _OTHER_LETTER if character.isalnum() else " "


_PLAIN = bytes(
    _BYTES[_plain(character)] if character not in (_UNKNOWN, _OTHER_LETTER) else _BYTES[_OTHER_LETTER]
    for character in _ALPHABET
)


def _fold_rare(error: UnicodeError) -> tuple[str, int]:
    """Fold a run of characters that have no byte of their own."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


_RARE = "careader.gazetteer"
codecs.register_error(_RARE, _fold_rare)
_LOOSE_APOSTROPHES = re.compile(b"(?<= )'+|'+(?= )|''+")


def plain(text: str) -> bytes:
    """Return a text as bytes for the automaton: byte `i + 1` is character `i`, a blank stands at both ends."""
    data = b" " + codecs.charmap_encode(text, _RARE, _ENCODING)[0].translate(_PLAIN) + b" "
    if b" '" in data or b"' " in data or b"''" in data:
        data = _LOOSE_APOSTROPHES.sub(lambda match: b" " * len(match[0]), data)
    return data


class Finder:
    """Finds the words of a text that begin as one of the `stems` (in lower case) does."""

    def __init__(self, stems: Iterable[str]) -> None:
        patterns = sorted({b" " + plain(stem).strip() for stem in stems})
        self._automaton = BytesAhoCorasick(patterns, MatchKind.LeftmostLongest, Implementation.ContiguousNFA)

    def words(self, text: str) -> list[tuple[int, int]]:
        """Return where each such word begins and ends, in order."""
        data = plain(text)
        end_of = data.find
        return [(start, end_of(b" ", start + 1) - 1) for _, start, _ in self._automaton.find_matches_as_indexes(data)]
