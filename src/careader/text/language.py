"""What language a text is in, by its letters and its commonest words: ru, kk, ky, uz, tg, tk and en.

Feeds state one language for all that they publish and are often wrong: a Kyrgyz outlet's feed mixes Kyrgyz and Russian.
Letters that only some of the languages have weigh most, then words of grammar and endings, which hardly any sentence
does without. Nothing is learnt and nothing downloaded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from careader.text.arabic_letters import language_in_arabic_letters
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


class Guess(NamedTuple):
    """A language (ISO 639-1, "" where nothing tells) and how sure it is, 0 to 1."""

    language: str
    confidence: float


class _Signs(NamedTuple):
    """What speaks for a language, each with a weight, what speaks against it, and what it never does without."""

    marks: tuple[tuple[re.Pattern[str], float], ...]
    against: re.Pattern[str]
    needed: re.Pattern[str] | None


def _signs(against: str, *marks: tuple[str, float], needed: str = "") -> _Signs:
    return _Signs(
        tuple((re.compile(mark), weight) for mark, weight in marks),
        re.compile(against),
        re.compile(needed) if needed else None,
    )


_CLUSTER = r"\b[бвгдзклмнпрстфхцчшщ]{2}|стр|ств|вл|сн|зд|жд|чн|нн|ие\b|ия\b"
"""What Russian words begin and end with, and Turkic and Tajik ones hardly do."""
_CYRILLIC = {
    "ru": _signs(
        "[ҙҫҡәғқңөұүһіўҳҷӣӯїєґј]|[бвгджзклмнпрстфхцчшщ]ъ[бвгджзклмнпрстфхцчшщ]",
        *(("щ", 2), ("ъ", 0.3), ("э", 0.3), ("ы", 0.2), ("ц", 0.2), ("ь", 0.2), (_CLUSTER, 0.4)),
    ),
    "kk": _signs("[ўҳҷӣӯїєґјҙҫҡ]", ("[ұі]", 4), ("ә", 3), ("һ", 1), ("[ғқ]", 1.5), ("[ңөү]", 1)),
    "ky": _signs(r"[ҙҫҡәғқұіўҳҷӣӯһїєґј]|о[бвгджзйклмнпрстфхцчшң]{1,2}[дт]ы\b", ("[ңөү]", 2.5), ("ы", 0.3)),
    "uz": _signs("[ҙҫҡәұіңөүҷӣӯыщїєґј]", ("ў", 4), ("[ғқҳ]", 1.5), ("ё", 0.6)),
    "tg": _signs("[ҙҫҡәұіңөүўыщцьїєґј]", ("[ҷӣӯ]", 4), ("[ҳқғ]", 1.5)),
    "uk": _signs("[ыэъёәғқңөұүһўҳҷӣӯ]", ("[їєґ]", 4), ("і", 1.5), ("[щьч]", 0.3), needed="[іїєґ]"),
    "be": _signs("[иъщәғқңөұүһҳҷӣӯ]", ("ў", 2), ("і", 1.5), ("дз|ць", 1), needed="[ўі]"),
    "bg": _signs("[ыэёәғқңөұүһіўҳҷӣӯ]", ("[бвгджзклмнпрстфхцчшщ]ъ[бвгджзклмнпрстфхцчшщ]", 3), (r"щ|ят\b|ът\b", 1)),
    "sr": _signs("[ыэёъьйщәғқңөұүһіўҳҷӣӯ]", ("[јљњђћџ]", 4), needed="[јљњђћџ]"),
    "mn": _signs("[ңқғәіұўҳҷӣӯһ]", (r"[аэоуөүи][нл][ийэаоөү]{2}|[гс]ч\b|[нлд]т\b|ээ|өө", 1.0)),
    "tt": _signs("[ўҳҷӣӯіїєґқғұҙҫҡ]", ("җ", 4), ("ә", 2.5), ("һ", 1), ("[ңөү]", 0.5), needed="[җә]"),
    "ba": _signs("[ўҳҷӣӯіїєґқұҗ]", ("[ҙҫҡ]", 5), ("ә", 2.5), ("һ", 1), ("ө[^ү]*ө|ғ", 0.5), needed="[ҙҫҡ]"),
    "kaa": _signs("[іұҷӣӯїєґй]ў|[іұҷӣӯ]", ("ў", 2), ("ҳ", 2), ("ә", 2), ("[ғқңөү]", 0.7), needed="[ўҳ]"),
}
"""The languages that are written in Cyrillic: those that news are read in, and those that they are taken for."""
_LATIN = {
    "uz": _signs(
        "[ýňžäüwıəǵńñáßøåâ]",
        *(("o'|g'", 4.0), ("õ|ḡ", 4.0), ("q", 0.7), ("x", 0.5), ("sh|ch|ş|ç", 0.2), ("ö|ğ", 0.8)),
    ),
    "tk": _signs(
        "q|x|[ğıəǵńñáßøåâõḡôęłéí]|o'|g'|v|c", ("ý|ň|ž", 4.0), ("ä", 1.0), ("w", 0.5), ("ş|ç|ö|ü", 0.5), ("y", 0.2)
    ),
    "kk": _signs(
        r"x|[ňžəßøåâõḡéíł]|o'|g'|c(?!h)|ç|w|o\b (?:de|en)\b",
        *(("ǵ|ń|á|ó|ú|ıa", 3.0), ("ñ|ä|ū", 2.0), ("ı", 1.0), ("ý", 1.5), ("j", 0.3), ("q", 0.7), ("ö|ü|ş|ğ", 0.5)),
        ("y", 0.2),
    ),
    "tg": _signs("[ýňžäüwıəǵńñáßøåşğçö]|th", ("ū|ī", 3.0), ("kh|gh|sh", 0.2)),
    "en": _signs(
        "[ýňžäüöıəǵńñáßøåşğçõḡūł]|o'|g'",
        ("th|wh|ck|w", 0.3),
        (r"c(?!h)|ee|oo|ea|ou|ow|ai|ll|ss|tt|ff|y\b", 0.4),
    ),
    "tr": _signs(
        "[ýňžäńǵñáóúəõḡßøåłqxw]|o'|g'",
        *(("ı", 1.0), ("ş|ç|ö|ü|ğ", 0.5), ("v|c(?!h)", 0.5), ("[ıiuü]yor", 2.0), ("'[dt][ae]|'[nyıi]", 0.5)),
        needed=r"[ığşçöü]|'[dt][ae]\b",
    ),
    "az": _signs("[ýňžäńǵñáóúõḡßøåłw]|o'|g'", ("ə", 4.0), ("ı|ş|ç|ö|ü|ğ", 0.5), ("x|q", 0.4), needed="ə"),
    "kaa": _signs(
        "[ýňžəşçğüöäßøåłñ]|o'|g'",
        *(("á|ǵ|ń|ó|ú", 3.0), (r"[bdfghjklmnpqrstzńǵ]ı(?:\b|[nlwp])", 2.5), (r"[ıi]w\b|x", 0.7), ("w|q", 0.4)),
        needed="[áǵńóúı]",
    ),
    "ug": _signs("[ýňžäńǵñáóúıəõḡßøåłwc](?!h)|o'|g'", ("é", 2.0), ("gh|zh|ch|q", 0.4), needed="é"),
}
"""The same in Latin letters."""
_OTHER_LATIN = re.compile(r"[ßøåâəãœêèłęąůěřñ¿]|sch|cht\b|[cs]z")
_KAZAKH = re.compile("[әғқңұһөү]")
_SMALL_WORD = re.compile(r"\b(?:у|і|в|ў|на|що|што|про|пра|з|та|за|до|від|для|не)\b")
"""Words of Ukrainian and Belarusian that Kazakh has not, which also writes і."""
_KAZAKH_ONLY = re.compile("[қғұі]")
"""What Kazakh has and Tatar has not."""
_WITHOUT_KAZAKH = 15
"""A Kazakh text of so many letters hardly does without one of its own."""
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʻʼ`´′ʹ＇‛ˈ", "'"))


@lru_cache(maxsize=1 << 10)
def guess(text: str) -> Guess:
    """Guess the language of a text from its first 600 characters; a headline of four words is mostly enough.

    What the seven are taken for is named too: tr, az, tt, ba, mn, uk, be, bg, sr, ug, fa, ar, ur and ps.
    """
    sample = text[:_SAMPLE].lower().replace("i̇", "i").translate(_APOSTROPHES)
    script = script_of(sample)
    if script is None:
        return Guess("", 0.0)
    if script is Script.ARABIC:
        return Guess(*language_in_arabic_letters(sample))
    found = _WORD.findall(sample)
    scores = _scores(sample, found, script)
    if script is Script.CYRILLIC:
        if not _KAZAKH.search(sample):
            scores["kk"] -= 1.5 if len(sample) >= _WITHOUT_KAZAKH else 0.0
            if _SMALL_WORD.search(sample):
                scores["kk"] -= 3 * sample.count("і")
        elif "tt" in scores and len(sample) >= 2 * _WITHOUT_KAZAKH and not _KAZAKH_ONLY.search(sample):
            scores["kk"] -= 6.0
        return _best(scores, len(found), 0.0)
    others = 1.6 * sum(word in _others() for word in found) + 3 * len(_OTHER_LATIN.findall(sample))
    return _best(scores, len(found), others)


def _scores(sample: str, words: list[str], script: Script) -> dict[str, float]:
    """Return how much speaks for each language that is written in a script."""
    latin = script is Script.LATIN
    scores = {}
    for language, signs in (_LATIN if latin else _CYRILLIC).items():
        if signs.needed and not signs.needed.search(sample):
            continue
        score = sum(weight * len(mark.findall(sample)) for mark, weight in signs.marks)
        scores[language] = score - 4 * len(signs.against.findall(sample))
    for word in words:
        for language, weight in _votes(word, latin):
            if language in scores:
                scores[language] += weight
    return scores


@lru_cache(maxsize=1 << 14)
def _votes(word: str, latin: bool) -> tuple[tuple[str, float], ...]:
    """Return which languages have a word, or end words as it does, with the weight of that."""
    votes = []
    for language, (common, endings) in _known(latin).items():
        weight = 2.0 if word in common else _of_ending(word, endings) if len(word) > 3 else 0.0
        if weight:
            votes.append((language, weight))
    return tuple(votes)


@cache
def _table() -> dict[str, dict[str, str]]:
    """Return the words and the endings of each language; "-latn" is what is usually in Cyrillic, in Latin."""
    return tomllib.loads((resources.files("careader.text") / "languages.toml").read_text(encoding="utf-8"))


@cache
def _known(latin: bool) -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """Return for each language of a script its words and its endings."""
    words, endings = _table()["words"], _table()["endings"]
    known = {}
    for language in _LATIN if latin else _CYRILLIC:
        name = f"{language}-latn" if latin and f"{language}-latn" in words else language
        known[language] = frozenset(words[name].split()), tuple(endings.get(name, "").split())
    return known


@cache
def _others() -> frozenset[str]:
    """Return common words of the languages of Western Europe."""
    return frozenset(_table()["words"]["other-latn"].split())


def _of_ending(word: str, endings: tuple[str, ...]) -> float:
    if not word.endswith(endings):
        return 0.0
    return 1.2 if word.endswith(tuple(ending for ending in endings if len(ending) >= _LONG)) else 0.6


def _best(scores: Mapping[str, float], words: int, other: float) -> Guess:
    """Choose the language that most speaks for; "" where that is none, or one without a code of two letters."""
    first, second = sorted(scores, key=lambda language: -scores[language])[:2]
    top, next_ = scores[first], max(scores[second], other, 0.0)
    if top <= 0 or top <= next_ or len(first) > 2:
        return Guess("", 0.0)
    confidence = round((top - next_) / top * min(1.0, top / (0.4 * words + 1)), 3)
    return Guess(first, confidence) if confidence else Guess("", 0.0)


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
