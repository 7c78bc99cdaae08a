"""The letters of the key of search, and how most texts get theirs: one byte a letter, all replacements on bytes.

`careader.text.scripts.key` says what the key of a text is. A text of common letters and signs alone, as nearly all are,
is folded here in a quarter of the time.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from careader.text.alphabets import pairs

KEYS: dict[int, str] = {
    ord(letter): latin
    for letter, latin in pairs("""
        а:a б:b в:v г:g д:d е:e ё:yo ж:j з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:ts ч:ch ш:sh щ:sh
        ъ: ы:y ь: э:e ю:yu я:ya ә:a ғ:g қ:k ң:n ө:o ұ:u ү:u һ:h і:i ҳ:h ӣ:i ў:o ҷ:j ӯ:u є:e ї:i ı:i ə:a ş:sh š:sh
        ç:ch č:ch ž:j ŋ:n ß:ss ø:o ł:l ': ’: ‘: ʻ: ʼ: `: ´: ′: ʹ: ＇: ‛: ˈ:
    """).items()
}
for _code in (*range(0x00E0, 0x0250), *range(0x1E00, 0x1F00)):
    _base = unicodedata.normalize("NFD", chr(_code))[0]
    if _base.isascii() and _base.isalpha():
        KEYS.setdefault(_code, _base.lower())
KEYS |= dict.fromkeys(range(0x0300, 0x0370), "")
CONSONANTS = pairs("shch:sh kh:h x:h gh:g dzh:j zh:j dj:j q:k w:v")
GLIDES = pairs("aye:ae eye:ee iye:ie oye:oe uye:ue y:i ii:i")

_SIGNS = "«»—–„“”‚•·−×°§€₽₸£©®→"
_YE = re.compile(rb"ye(?<![b-df-hj-np-tv-z0-9_A-Z]ye)")
# At the beginning of a word and behind a vowel, which is all of GLIDES but two.
_PLENTY = 0x80


def _common() -> list[str]:
    """Return the characters beside ASCII that have a byte: what is written in Cyrillic, common in Latin, and signs."""
    cyrillic = [chr(code) for code in KEYS if 0x400 <= code < 0x500]
    latin = "äöüçşğıñňýžəßáéíóúâêîôûàèãõåøāēīōūšč"
    return list(dict.fromkeys((*cyrillic, *latin, *"’‘ʻʼ", *_SIGNS)))[:_PLENTY]


_COMMON = _common()
_TABLE = "".join((*map(chr, range(_PLENTY)), *_COMMON)).ljust(2 * _PLENTY, "\ufffe")
_ENCODING = codecs.charmap_build(_TABLE)
_BYTES = {character: code for code, character in enumerate(_TABLE[: _PLENTY + len(_COMMON)])}
_SEVERAL: dict[str, int] = {}
"""For letters that become several, by these, the byte of one such letter."""
for _letter in _COMMON:
    if len(KEYS.get(ord(_letter), "")) > 1:
        _SEVERAL.setdefault(KEYS[ord(_letter)], _BYTES[_letter])
_DROPPED = bytes(code for character, code in _BYTES.items() if KEYS.get(ord(character)) == "")
_BECOMES = bytes(
    _SEVERAL.get(latin) or (ord(latin) if len(latin) == 1 and latin.isascii() else code)
    for code in range(2 * _PLENTY)
    for latin in (KEYS.get(ord(_TABLE[code]), _TABLE[code]),)
)
_FIRST = [(bytes((code,)), latin.encode()) for latin, code in _SEVERAL.items()]
_FIRST += [(letters.encode(), sound.encode()) for letters, sound in CONSONANTS.items()]
_LAST = [(letters.encode(), sound.encode()) for letters, sound in GLIDES.items() if "ye" not in letters]


def encoded(text: str) -> bytes | None:
    """Return a casefolded text with a byte for each character, for `key_of`; None where one of them is not common.

    Common characters are what NFKC leaves alone, and no mark is among them.
    """
    try:
        return bytes(codecs.charmap_encode(text, "strict", _ENCODING)[0])
    except UnicodeEncodeError:
        return None


def key_of(data: bytes) -> str:
    """Return the key of a text that has been `encoded`."""
    data = data.translate(_BECOMES, _DROPPED)
    for letters, latin in _FIRST:
        data = data.replace(letters, latin)
    data = _YE.sub(b"e", data)
    for letters, latin in _LAST:
        data = data.replace(letters, latin)
    return data.decode("ascii") if data.isascii() else codecs.charmap_decode(data, "strict", _TABLE)[0]
