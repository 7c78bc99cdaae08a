"""Tajik written in Persian letters, read as the Cyrillic that it is for a reader in Tajikistan.

Persian letters leave short vowels out, so a word is looked up by what both alphabets write: its consonants and long a.
Of several words that have the same, the one is meant whose other vowels fit best. What is not in the list of common
words is read letter by letter, with the vowels that are written.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from careader.text.alphabets import pairs

_LETTERS = pairs("""
    ا:о آ:о أ:о ب:б پ:п ت:т ث:с ج:ҷ چ:ч ح:ҳ خ:х د:д ذ:з ر:р ز:з ژ:ж س:с ش:ш ص:с ض:з ط:т ظ:з غ:ғ ف:ф ق:қ ک:к ك:к گ:г
    ل:л م:м ن:н ه:ҳ ة:ҳ و:в ؤ:в ی:й ي:й ى:й ئ:й ع: ء:
""")
_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")
_ALIKE = str.maketrans("يىكة", "ییکه")
_OBJECT = re.compile(r"(?<=\w) را\b")
_SPLIT = re.compile("[\u200c\u200d]")
_ENDINGS = pairs("""
    هایی:ҳои های:ҳои هاست:ҳост ها:ҳо گان:гон یان:иён ان:он ای:аи را:ро ترین:тарин تر:тар اند:анд ند:анд ی:и ه:а م:ам
""")
_VOWELS = re.compile("[аеёиоуыэюяӣӯ]")


_CYRILLIC_VOWELS = "аеёиуыэюяӣӯъьйв"


def _of_cyrillic(word: str) -> str:
    """Return what Persian letters would keep of a Cyrillic word."""
    kept: list[str] = []
    last = len(word) - 1
    for place, letter in enumerate(word):
        if place and letter == word[place - 1] and letter not in _CYRILLIC_VOWELS:
            continue
        if letter == "о" or (letter == "ё" and place):
            kept.append("о")
        elif letter in "яюё" and place == 0:
            kept.append("й" if letter != "ё" else "йо")
        elif letter in "вй" and place == 0:
            kept.append(letter)
        elif letter == "ҳ" and place == last:
            continue
        elif letter not in "аеёиуэюяӣӯйвъь":
            kept.append(letter)
        elif letter == "я" and place == last:
            kept.append("о" if word.endswith("ия") else "")
    return "".join(kept)


def _of_persian(word: str) -> str:
    """Return the same of a word in Persian letters."""
    kept = []
    last = len(word) - 1
    for place, letter in enumerate(word):
        made = _LETTERS.get(letter, letter)
        if (letter in "اأ" and place == 0) or (made in ("в", "й") and place) or (made == "ҳ" and place == last):
            continue
        kept.append(made)
    return "".join(kept)


_BETWEEN_CYRILLIC = re.compile(f"[^{_CYRILLIC_VOWELS}]")
_DOUBLED = re.compile(r"(\w)\1")
_BETWEEN_PERSIAN = re.compile(r"[^ویىئؤ]")
_LONG = {"у": "в", "ӯ": "в", "ю": "в", "в": "в", **dict.fromkeys("иӣеэяйё", "й")}
"""By which letter a vowel may be written."""
_ALWAYS = frozenset("ӯӣ")
"""What Persian letters do not leave out."""


def _unlike(persian: str, word: str) -> tuple[int, int]:
    """Count the vowels of a Persian word that a Cyrillic one of its consonants has not, and those it may leave out.

    A vowel at its beginning stands on ا, and а at its end is ه.
    """
    left_out = 0
    found = int((word[0] in _CYRILLIC_VOWELS and word[0] not in "йвяю") != (persian[0] in "اأ"))
    found += int((word[-1] in "аҳ") != (persian[-1] == "ه"))
    ours = [{_LETTERS[letter] for letter in part} for part in _BETWEEN_PERSIAN.split(persian.lstrip("اأ"))]
    theirs = _BETWEEN_CYRILLIC.split(_DOUBLED.sub(r"\1", word.removesuffix("ҳ")))
    for written, vowels in zip(ours, theirs, strict=False):
        may_be = {_LONG[letter] for letter in vowels if letter in _LONG}
        found += len(written - may_be) + len({_LONG[letter] for letter in vowels if letter in _ALWAYS} - written)
        left_out += len(may_be - written)
    return found, left_out


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """Return the words by what both alphabets write of them, the commoner first."""
    text = (resources.files("careader.text") / "tajik.txt").read_text(encoding="utf-8")
    words = [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]
    known: dict[str, tuple[str, ...]] = {}
    for word in words:
        if "=" not in word:
            key = _of_cyrillic(word)
            known[key] = (*known.get(key, ()), word)
    return known


@cache
def _written_otherwise() -> dict[str, str]:
    """Return the words whose Persian spelling does not tell their Tajik sound."""
    text = (resources.files("careader.text") / "tajik.txt").read_text(encoding="utf-8")
    entries = [entry.partition("=") for line in text.splitlines() if line[:1] != "#" for entry in line.split()]
    return {persian: word for persian, _, word in entries if word}


def _found(word: str) -> str:
    """Return the common word that a word of Persian letters is, "" where it is none."""
    if otherwise := _written_otherwise().get(word.translate(_ALIKE)):
        return otherwise
    words = _known().get(_of_persian(word), ())
    return min(words, key=lambda known: _unlike(word, known)) if words else ""


def _guess(word: str) -> str:
    """Read a word letter by letter: و and ی between consonants are vowels, and two consonants have а between them."""
    made = [_LETTERS.get(letter, letter) for letter in word]
    last = len(made) - 1
    out: list[str] = []
    for place, letter in enumerate(made):
        after = made[place + 1] if place < last else ""
        if place and letter == "в" and not (after == "о" or (out and out[-1] == "о")):
            letter = "у"
        elif place and letter == "й" and after != "о":
            letter = "и"
        elif place == 0 and word[0] == "ا":
            letter = "" if after in ("в", "й") else "а"
        elif letter == "ҳ" and place == last and last > 1 and not _VOWELS.match(out[-1] or "ҳ"):
            letter = "а"
        out.append(letter)
    return "".join(out)


def _part(word: str) -> str:
    if len(word) > 1 and (found := _found(word)):
        return found
    for ending, cyrillic in _ENDINGS.items():
        stem = word.removesuffix(ending)
        if len(stem) > 2 and stem != word and (found := _found(stem)):
            return found + cyrillic
    return _guess(word)


def with_objects_joined(text: str) -> str:
    """Write the sign of an object, which stands by itself in Persian, with its word, as Tajik does (-ро)."""
    return _OBJECT.sub("\u200cرا", text)


def is_common(word: str) -> bool:
    """Say whether a word of Persian letters is one of the common words, without an ending."""
    return bool(_found(_MARKS.sub("", word)))


def tajik_from_persian(word: str) -> str:
    """Write one word of Persian letters in Tajik Cyrillic, as well as that can be told without its short vowels."""
    return "".join(_part(part) for part in _SPLIT.split(_MARKS.sub("", word)) if part)
