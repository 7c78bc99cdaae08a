"""Tajik written in Persian letters, read as the Cyrillic that it is for a reader in Tajikistan.

Persian letters leave short vowels out, so a word is looked up by what both alphabets write: its consonants and long a.
What is not in the list of common words is read letter by letter, with the vowels that are written.
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
_SPLIT = re.compile("[\u200c\u200d]")
_ENDINGS = pairs("""
    هایی:ҳои های:ҳои هاست:ҳост ها:ҳо گان:гон یان:иён ان:он ای:аи را:ро ترین:тарин تر:тар اند:анд ند:анд ی:и ه:а م:ам
""")
_VOWELS = re.compile("[аеёиоуыэюяӣӯ]")


def _of_cyrillic(word: str) -> str:
    """Return what Persian letters would keep of a Cyrillic word."""
    kept = []
    last = len(word) - 1
    for place, letter in enumerate(word):
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


@cache
def _known() -> dict[str, str]:
    text = (resources.files("careader.text") / "tajik.txt").read_text(encoding="utf-8")
    words = [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]
    known = {_of_persian(persian): word for persian, _, word in (entry.partition("=") for entry in words) if word}
    for word in words:
        if "=" not in word:
            known.setdefault(_of_cyrillic(word), word)
    return known


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
    known = _known()
    if len(word) > 1 and (found := known.get(_of_persian(word))):
        return found
    for ending, cyrillic in _ENDINGS.items():
        stem = word.removesuffix(ending)
        if len(stem) > 2 and stem != word and (found := known.get(_of_persian(stem))):
            return found + cyrillic
    return _guess(word)


def is_common(word: str) -> bool:
    """Say whether a word of Persian letters is one of the common words, without an ending."""
    return _of_persian(_MARKS.sub("", word)) in _known()


def tajik_from_persian(word: str) -> str:
    """Write one word of Persian letters in Tajik Cyrillic, as well as that can be told without its short vowels."""
    return "".join(_part(part) for part in _SPLIT.split(_MARKS.sub("", word)) if part)
