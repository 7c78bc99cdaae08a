"""What language a text is in, by its letters and its commonest words: ru, kk, ky, uz, tg, tk and en.

Feeds state one language for all that they publish and are often wrong: a Kyrgyz outlet's feed mixes Kyrgyz and Russian.
Letters that only some of the languages have weigh most, then words of grammar and endings, which hardly any sentence
does without. Nothing is learnt and nothing downloaded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from careader.text.scripts import Script, script_of

_SCRIPTS: Mapping[str, frozenset[Script]] = {
    "ru": frozenset((Script.CYRILLIC,)),
    "ky": frozenset((Script.CYRILLIC,)),
    "en": frozenset((Script.LATIN,)),
    "tk": frozenset((Script.LATIN,)),
}
"""The scripts of those languages that have one; the others are written in several."""
_FEW = 3
_SAMPLE = 600
"""How many characters are looked at."""
_SURE = 0.5
"""The confidence from which a text's own words count for more than what its feed says."""


_LONG = 4
"""An ending of so many letters tells twice as much."""
_SHORT = 3
"""A word of so many letters has no ending that tells."""


class _Telling(NamedTuple):
    """What tells a language: whole words, endings, and those of them that tell twice as much."""

    words: frozenset[str]
    endings: tuple[str, ...]
    long_endings: tuple[str, ...]


class Guess(NamedTuple):
    """A language (ISO 639-1, "" where nothing tells) and how sure it is, 0 to 1."""

    language: str
    confidence: float


_LETTERS: Mapping[str, tuple[tuple[str, float], ...]] = {
    "ru": (("щ", 2), ("ъ", 0.3), ("э", 0.3), ("ы", 0.2), ("ц", 0.2), ("ь", 0.2)),
    "kk": (("ұі", 4), ("ә", 3), ("һ", 1), ("ғқ", 1.5), ("ңөү", 1)),
    "ky": (("ңөү", 2.5), ("ы", 0.3)),
    "uz": (("ў", 4), ("ғқҳ", 1.5), ("ё", 0.6)),
    "tg": (("ҷӣӯ", 4), ("ҳқғ", 1.5)),
}
_AGAINST: Mapping[str, re.Pattern[str]] = {
    "ru": re.compile("[әғқңөұүһіўҳҷӣӯїєґј]"),
    "kk": re.compile("[ўҳҷӣӯїєґј]"),
    "ky": re.compile(r"[әғқұіўҳҷӣӯһїєґј]|о[бвгджзйклмнпрстфхцчшң]{1,2}[дт]ы\b"),
    "uz": re.compile("[әұіңөүҷӣӯыщїєґј]"),
    "tg": re.compile("[әұіңөүўыщцьїєґј]"),
}
_LATIN_MARKS: Mapping[str, tuple[tuple[str, float], ...]] = {
    "uz-latn": (("o'|g'", 4.0), ("õ|ḡ", 4.0), ("q", 0.7), ("x", 0.5), ("sh|ch|ş|ç", 0.2), ("ö|ğ", 0.8)),
    "tk": (("ý|ň|ž", 4.0), ("ä", 1.0), ("w", 0.5), ("ş|ç|ö|ü", 0.5), ("y", 0.2)),
    "kk-latn": (
        ("ǵ|ń|á|ó|ú|ıa|ı", 3.0),
        ("ñ|ä|ū", 2.0),
        ("ý", 1.5),
        ("j", 0.3),
        ("q", 0.7),
        ("ö|ü|ş|ğ", 0.5),
        ("y", 0.2),
    ),
    "tg-latn": (("ū|ī", 3.0), ("kh|gh|sh", 0.2)),
    "en": (("th|wh|ck|w", 0.3), ("c(?!h)|ee|oo|ea|ou|ow|ai|ll|ss|tt|ff|y\\b", 0.4)),
}
_LATIN_AGAINST: Mapping[str, re.Pattern[str]] = {
    "uz-latn": re.compile("[ýňžäüwıǵńñáßøåâ]"),
    "tk": re.compile("q|x|[ğıǵńñáßøåâõḡâ]|o'|g'"),
    "kk-latn": re.compile("x|[ňžßøåâõḡ]|o'|g'"),
    "tg-latn": re.compile("[ýňžäüwıǵńñáßøåşğ]"),
    "en": re.compile("[ýňžäüöıǵńñáßøåşğçõḡū]|o'|g'"),
}
_CLUSTER = re.compile(r"\b[бвгдзклмнпрстфхцчшщ]{2}|стр|ств|вл|сн|зд|жд|чн|нн|ие\b|ия\b")
"""What Russian words begin and end with, and Turkic and Tajik ones hardly do."""
_KAZAKH = re.compile("[әғқңұіһөү]")
_WITHOUT_KAZAKH = 15
"""A Kazakh text of so many letters hardly does without one of the letters that Russian lacks."""
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʻʼ`´′ʹ＇‛ˈ", "'"))
_KAZAKH_ARABIC = re.compile("[\u06d5\u06c7\u06c6\u06cb\u06ad\u0674\u0649]")
_UYGHUR = re.compile("[\u06d0\u06c8\u06be\u0626]")
_PERSIAN = re.compile("[\u06cc\u06a9\u067e\u06af\u0622\u0647\u0629]")


@lru_cache(maxsize=1 << 10)
def guess(text: str) -> Guess:
    """Guess the language of a text from its first 600 characters; a headline of four words is mostly enough."""
    sample = text[:_SAMPLE].lower().replace("i̇", "i").translate(_APOSTROPHES)
    script = script_of(sample)
    if script is None:
        return Guess("", 0.0)
    if script is Script.ARABIC:
        return _of_arabic(sample)
    found = _WORD.findall(sample)
    if script is Script.CYRILLIC:
        of_words = _of_words(_LETTERS, found)
        scores = {
            language: sum(weight * _count(sample, letters) for letters, weight in _LETTERS[language])
            + of_words[language]
            - 4 * len(_AGAINST[language].findall(sample))
            for language in _LETTERS
        }
        scores["ru"] += 0.4 * len(_CLUSTER.findall(sample))
        if len(sample) >= _WITHOUT_KAZAKH and not _KAZAKH.search(sample):
            scores["kk"] -= 1.5
        other = 2.0 * len(re.findall("[їєґјљњђћўі]", sample)) if not re.search("[қғң]", sample) else 0.0
        return _best(scores, len(found), other if "ы" in sample or "є" in sample or "ї" in sample else 0.0)
    of_words = _of_words(_LATIN_MARKS, found)
    scores = {
        language: sum(weight * len(re.findall(marks, sample)) for marks, weight in _LATIN_MARKS[language])
        + of_words[language]
        - 4 * len(_LATIN_AGAINST[language].findall(sample))
        for language in _LATIN_MARKS
    }
    others = 1.6 * sum(word in _known()["other-latn"].words for word in found) + 3 * len(
        re.findall("[ßøåâəãœ]", sample)
    )
    best, confidence = _best(scores, len(found), others)
    return Guess(best.removesuffix("-latn"), confidence)


def _count(sample: str, letters: str) -> int:
    return sum(sample.count(letter) for letter in letters)


@cache
def _known() -> dict[str, _Telling]:
    """Return for each language the words and endings that tell it."""
    table = tomllib.loads((resources.files("careader.text") / "languages.toml").read_text(encoding="utf-8"))
    known = {}
    for language, words in table["words"].items():
        endings = tuple(table["endings"].get(language, "").split())
        long = tuple(ending for ending in endings if len(ending) >= _LONG)
        known[language] = _Telling(frozenset(words.split()), endings, long)
    return known


def _of_words(languages: Iterable[str], words: Iterable[str]) -> dict[str, float]:
    """Return what the words of a text say for each language."""
    scores = dict.fromkeys(languages, 0.0)
    for word in words:
        for language, score in _of_word(word):
            if language in scores:
                scores[language] += score
    return scores


@lru_cache(maxsize=1 << 14)
def _of_word(word: str) -> tuple[tuple[str, float], ...]:
    """Return for which languages a word speaks, and how clearly; few do for any."""
    found = []
    for language, telling in _known().items():
        if word in telling.words:
            found.append((language, 2.0))
        elif len(word) > _SHORT and word.endswith(telling.endings):
            found.append((language, 1.2 if word.endswith(telling.long_endings) else 0.6))
    return tuple(found)


def _best(scores: Mapping[str, float], words: int, other: float) -> Guess:
    first, second = sorted(scores, key=lambda language: -scores[language])[:2]
    top, next_ = scores[first], max(scores[second], other, 0.0)
    if top <= 0 or top <= next_:
        return Guess("", 0.0)
    evidence = min(1.0, top / (0.4 * words + 1))
    return Guess(first, round((top - next_) / top * evidence, 3))


def _of_arabic(sample: str) -> Guess:
    """Tell the Kazakh of China from Persian letters; what is Persian is given as "fa", whoever writes it."""
    kazakh, persian = len(_KAZAKH_ARABIC.findall(sample)), len(_PERSIAN.findall(sample))
    uyghur = 4 * len(_UYGHUR.findall(sample))
    if kazakh > persian and kazakh > uyghur:
        return Guess("kk", round((kazakh - max(persian, uyghur)) / kazakh, 3))
    if persian > kazakh:
        return Guess("fa", round((persian - kazakh) / persian, 3))
    return Guess("", 0.0)


def language_of(text: str, claimed: str = "") -> str:
    """Return the language of a text: the claimed one (ISO 639-1, a region may follow), unless its words say another.

    They have to say it clearly, but where the claimed language is not written in the text's script. Persian letters
    under the claim of Tajik stay Tajik.
    """
    claimed = claimed.lower()[:2]
    sample = text[:_SAMPLE]
    found, confidence = guess(sample)
    if not found or found == claimed or (found == "fa" and claimed == "tg"):
        return claimed or found
    if confidence >= _SURE or (confidence >= _SURE / 2 and not _can_be(claimed, sample)):
        return found
    return claimed


def _can_be(claimed: str, sample: str) -> bool:
    """Say whether a language may be written in a text's script: in a few words names are written in any."""
    script = script_of(sample)
    return len(sample.split()) < _FEW or (
        bool(claimed) and (claimed not in _SCRIPTS or script is None or script in _SCRIPTS[claimed])
    )
