"""Words of seven languages: how they are folded, cut and inflected.

A gazetteer lists a name once, as it stands in a dictionary. What a language may hang on it (Russian cases and
adjectives, Turkic chains of suffixes, Tajik enclitics, the English possessive) is described here as suffix classes.
The classes are generous: a stem is a name, so what matters is that its ending can be an ending at all.
"""

from __future__ import annotations

import re
import unicodedata

APOSTROPHES = "'’‘ʻʼ`´′ʹ＇‛ˈ"


def _folds() -> dict[int, str]:
    table = dict.fromkeys(map(ord, APOSTROPHES), "'")
    for code in (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            table[code] = base
    table |= {ord("ı"): "i", ord("ё"): "е", ord("Ё"): "Е", ord("Ə"): "A", ord("ə"): "a"}
    return table


_FOLDS = _folds()
_LETTER = rf"[^\W{APOSTROPHES}]"  # some of the apostrophes count as letters in Unicode
_WORD = rf"{_LETTER}+(?:[{APOSTROPHES}]{_LETTER}+)*"
WORD = re.compile(f"({_WORD})")
"""A word; an apostrophe inside belongs to it (Oʻzbekiston, Farg'ona, Kazakhstan's). Splitting by it keeps the words."""

SEPARATORS = (
    *(" ", "\u00a0", "-", "\u2010", "\u2011", "–", " – ", " — ", ". ", "."),
    *(" «", "» ", ' "', '" ', " “", "” "),
)
"""What may stand between the words of one name: Issyk Kul, Issyk-Kul, аэропорт «Манас»."""
NEXT_WORD = re.compile(f"(?:{'|'.join(sorted(map(re.escape, SEPARATORS), key=len, reverse=True))})({_WORD})")
"""The next word of a name, with what stands before it."""


def fold(word: str) -> str:
    """Make the spellings of one word alike.

    Every apostrophe becomes a straight one, Latin letters lose their marks (Türkmenistanyň, Özbekiston), ё becomes е.
    """
    return word if word.isascii() and "`" not in word else word.translate(_FOLDS)


def _alternatives(words: str) -> str:
    return "(?:" + "|".join(sorted(words.split(), key=len, reverse=True)) + ")"


def _joined(lines: str) -> str:
    return "".join(lines.split())


_ADJECTIVE = "(?:ин|ов|ев|ен|ан|й|ь)?(?:ск|цк)" + _alternatives("ий ого ому им ом ая ой ую ою ое ие их ими и ость ости")
_RUSSIAN_CASES = _alternatives("а у ом ем ым е ы и ов ев ам ами ах я ю ем ью ям ями ях ой ою ей ею ь й о")
# A Turkic name takes, in this order and each at will: plural, "of that place" or "in that language", plural,
# possessive, case, "who is there" with its own endings, and a particle.
_CYRILLIC_CHAIN = _joined("""
    (?:[лдт][аеоө]р)?
    (?:[лдт][ыиіуү][кқгғ]|л[ыиуү]|[чш][аеоө]|лиг)?
    (?:[лдт][аеоө]р)?
    (?:с?[ыиіуү]н?|с?[ыиіуү]?м[ыиіуү]з)?
    (?:[ндт][ыиіуү](?:[ңн]г?)?|нинг|[ндт][ыиіуү]|[гғкқ][аеоө](?:ча|чейин)?|[ндт]?[аеө]|[нд]?[дт][аеоө]н?|н[аеө]н|[мбп]ен(?:ен)?|н)?
    (?:[гғкқ][ыиіуү])?(?:лар[ыи]?|лер[иі]?|н[ыи][нң]г?|ни|ны)?
    (?:д[ыи]р|миз|чи|ми)?
""")
_TAJIK = _alternatives(
    "и ӣ у ю ро ҳо ҳои ҳоро ҳост ию иро ист аст ам он они онро ону ён ёни ёнро ву ӣ ии ия иён иёни иёнро иҳо иҳои ӣҳо "
    "ҷон ҷонро анд моро"
)
_LATIN_CHAIN = _joined("""
    (?:l[ae]r)?
    (?:li[kg]|l[yiu]k?|d[yi]k|t[yi]k|ch[ae]|c[ae]|sh[ae])?
    (?:l[ae]r)?
    (?:s?[iyu]n?|im|imiz|y[mn])?
    (?:n[iyu]ng?|[dt][iyu]ng?|[iyu]n|ning|n[iyu]|[dt][iyu]|[gkq'][ae](?:cha)?|[yn]?[ae]|[nd]?[dt][ae]n?|n[ae]n|m?en)?
    (?:g[iy]|k[iy])?(?:l[ae]r[iy]?|ning?|ni)?
    (?:d[iy]r|mi|chi)?
""")

EXACT = re.compile("")
"""The class of a word that takes no ending."""
ANYTHING = re.compile(".*")
"""The class of a bare stem."""
ADJECTIVE = re.compile(_ADJECTIVE)
"""Russian relative adjectives, which are written small although the name is not."""
INHABITANT = re.compile(
    "(?:ин|ов|ев|ан|ен|й|ь)?(?:ец|ц(?:а|у|ем|ом|е|ы|ев|ам|ами|ах))"
    "|(?:ч|ж)?[ая]н(?:ин(?:а|у|ом|е)?|к(?:а|и|е|у|ой|ам|ами|ах)|ок|е|ам|ами|ах)?"
    "|[лдт][иіыуү][кқгғ]\\w{0,12}"
)
"""Inhabitants of a place, who are written small: ташкентцы, бишкекчане, фарғоналиклар, бишкектиктер, алматылықтар."""
LATIN_INHABITANT = re.compile("l[iyuı][kgqğ][a-z']{0,12}")
"""The same in Latin: farg'onaliklar, almatylyqtar."""
INHABITED = 5
"""How many letters a place's name needs at least for its inhabitants' name to be made from it."""
CYRILLIC = re.compile(f"(?:{_RUSSIAN_CASES}|{_TAJIK}|{_CYRILLIC_CHAIN})")
CYRILLIC_CUT = re.compile(f"(?:{_RUSSIAN_CASES})")
DECLINED_ADJECTIVE = re.compile(
    _alternatives("ий ый ой ей ого его ому ему им ым ом ем ая яя ую юю ою ое ее ие ые их ых ими ыми и о")
)
LATIN = re.compile(f"(?:'?s|s'|{_LATIN_CHAIN})|'(?:{_LATIN_CHAIN})")

BACK = str.maketrans("әіөүӘІӨҮ", "аыоұАЫОҰ")
"""Front vowels as back ones: Kazakh in Arabic letters often leaves open which they are."""
_RUSSIAN_ADJECTIVE_END = re.compile(r"(?<=..[скнтв])(?:ий|ый|ой|ая|ое|ые|ие|яя|ее)$")
_CYRILLIC_LETTER = re.compile("[\u0400-\u04ff]")


def stems(word: str) -> list[tuple[str, re.Pattern[str]]]:
    """Give the stems of a word as listed, in lower case, each with the class of endings that may follow.

    `word!` takes no ending and `word*` takes any.
    """
    folded = fold(word).lower()
    if folded.endswith("!"):
        return [(folded[:-1], EXACT)]
    if folded.endswith("*"):
        return [(folded[:-1], ANYTHING)]
    if not _CYRILLIC_LETTER.search(folded):
        return [(form, LATIN) for form in _latin_forms(folded)]
    if (cut := _RUSSIAN_ADJECTIVE_END.sub("", folded)) != folded and not word[0].isupper():
        return [(cut, DECLINED_ADJECTIVE)]
    found = [(folded, CYRILLIC)]
    if cut != folded:
        found.append((cut, DECLINED_ADJECTIVE))
    elif folded[-1] in "аяьйое" and len(folded) > 2:
        found.append((folded[:-1], CYRILLIC_CUT))
    if folded.endswith(("бат", "бек")):  # a final t or k is voiced before a vowel: Ашгабады, өзбегі
        found.append((folded[:-1] + ("д" if folded[-1] == "т" else "г"), CYRILLIC))
    return found


def adjective_stems(word: str) -> list[str]:
    """Return the stems from which Russian makes adjectives and inhabitants: Ош, Нарын, Караганд(а), Актюбин(ск)."""
    folded = fold(word).lower()
    if folded[-1] in "!*" or not _CYRILLIC_LETTER.search(folded):
        return []
    if folded.endswith("ск"):
        return [folded, folded[:-2]]
    return [folded, folded[:-1]] if folded[-1] in "аяьйыиое" and len(folded) > 4 else [folded]


def _latin_forms(folded: str) -> list[str]:
    """Add what one Latin spelling implies: no apostrophes, ş and ç of the newer alphabets, voiced ends, ai for ay."""
    forms = {folded}
    if len(folded) >= 6:
        forms.add(folded.replace("'", ""))
        forms |= {form.replace("sh", "s").replace("ch", "c") for form in forms}
    forms |= {form[:-1] + "d" for form in forms if form.endswith("bat")}
    if len(folded) >= 4:
        forms |= {form[:-1] + ("i" if form[-1] == "y" else "y") for form in forms if form.endswith(("ai", "ay"))}
    return sorted(forms)
