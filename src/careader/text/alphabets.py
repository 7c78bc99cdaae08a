"""Uzbek, Kazakh and Tajik words from one of their alphabets into another, word by word.

Sources: the Uzbek Latin alphabet of 1995 and the draft that writes Öö Ğğ Şş Çç (also Õõ Ḡḡ) for oʻ gʻ sh ch; the Kazakh
Latin drafts of 2018 (á ǵ ń ó ú ý sh ch) and of 2021 (ä ğ ñ ö ü ū ş); the Arabic alphabet of the Kazakhs of China
(Töte jazu); Tajik in Cyrillic and as it is romanised in the press. Every function takes one word without blanks, is
linear in its length, and keeps what it does not know.
"""

from __future__ import annotations

import re

STRAIGHT = str.maketrans(dict.fromkeys("’‘ʻʼ`´′ʹ＇‛ˈ", "'"))
_VOWELS = frozenset("аеёиоуыэюяўәөүұіӣӯaeiouöõäüūáóú'ъь")


def _cased(word: str, converted: str) -> str:
    """Return a converted word of small letters in the case of what was written: HELLO, Hello or hello."""
    letters = [letter for letter in word if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return converted.upper()
    if letters and letters[0].isupper():
        return converted[:1].upper() + converted[1:]
    return converted


def pairs(lines: str) -> dict[str, str]:
    """Read a table written as `letters:letters` with blanks between; nothing may stand after the colon."""
    return dict(pair.split(":") for pair in lines.split())


def _longest_first(table: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))


# Uzbek.

_UZBEK_LATIN = pairs("""
    а:a б:b в:v г:g д:d ё:yo ж:j з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:x ч:ch ш:sh щ:sh ъ:ʼ ь: ы:i
    э:e ю:yu я:ya ў:oʻ ӯ:oʻ қ:q ғ:gʻ ҳ:h
""")
_UZBEK_REFORMED = pairs("ö:oʻ õ:oʻ ó:oʻ ğ:gʻ ḡ:gʻ ǵ:gʻ ş:sh ç:ch")
_UZBEK_CYRILLIC = pairs("""
    a:а b:б d:д e:е f:ф g:г h:ҳ i:и j:ж k:к l:л m:м n:н o:о p:п q:қ r:р s:с t:т u:у v:в x:х y:й z:з w:в o':ў g':ғ
    sh:ш ch:ч yo':йў yo:ё yu:ю ya:я ye:е ':ъ s'h:сҳ tsiya:ция tsion:цион
""")
_UZBEK_SYLLABLE = _longest_first(_UZBEK_CYRILLIC)


def uzbek_latin(word: str) -> str:
    """Write an Uzbek word of any alphabet in the Latin of 1995, with ʻ in oʻ and gʻ and ʼ for the hard sign."""
    low = word.lower()
    out: list[str] = []
    before = " "
    for letter in low:
        if letter == "е":
            out.append("ye" if before == " " or before in _VOWELS else "e")
        elif letter == "ц":
            out.append("ts" if before in _VOWELS else "s")
        else:
            out.append(_UZBEK_LATIN.get(letter) or _UZBEK_REFORMED.get(letter) or ("" if letter == "ь" else letter))
        before = letter
    converted = re.sub(r"(?<=[og])['’‘`´′ʹ＇]", "ʻ", "".join(out).translate(_TURNED))
    return _cased(word, converted)


_TURNED = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "′": "'", "ʹ": "'", "＇": "'"})


def uzbek_cyrillic(word: str) -> str:
    """Write an Uzbek word of any alphabet in Cyrillic."""
    low = uzbek_latin(word).lower().translate(STRAIGHT)
    converted = _UZBEK_SYLLABLE.sub(lambda match: _UZBEK_CYRILLIC[match[0]], low)
    if low.startswith("e"):
        converted = f"э{converted[1:]}"
    return _cased(word, converted)


# Kazakh.

_KAZAKH_LATIN = pairs("""
    а:a ә:ä б:b в:v г:g ғ:ğ д:d е:e ё:io ж:j з:z и:i й:i к:k қ:q л:l м:m н:n ң:ñ о:o ө:ö п:p р:r с:s т:t у:u ұ:ū ү:ü
    ф:f х:h һ:h ц:ts ч:tş ш:ş щ:ş ъ: ы:y і:ı ь: э:e ю:iu я:ia
""")
_KAZAKH_COMMON = pairs("""
    a:а b:б c:с d:д e:е f:ф g:г h:х j:ж k:к l:л m:м n:н o:о p:п q:қ r:р s:с t:т v:в w:у x:х y:ы z:з ä:ә á:ә ğ:ғ ǵ:ғ ñ:ң
    ń:ң ŋ:ң ö:ө ó:ө ü:ү ú:ү ū:ұ ş:ш sh:ш ch:ч tş:ч ç:ч ts:ц zh:ж kh:х gh:ғ
""")
_KAZAKH_2018 = _KAZAKH_COMMON | {"ı": "и", "i": "і", "ý": "у", "u": "ұ"}
_KAZAKH_2021 = _KAZAKH_COMMON | {"ı": "і", "i": "и", "u": "у", "ý": "й"}
_KAZAKH_SYLLABLE = _longest_first(_KAZAKH_2018)
_OF_2018 = re.compile("[áǵńóúý]", re.IGNORECASE)
_KAZAKH_AFTER = (
    (re.compile("(?<=[аәеиоөуүұыіэ])и(?=[^уа]|$)"), "й"),
    (re.compile("ии?[уұ](?=$|[^аәеоөүыі])"), "ию"),
    (re.compile("ииа"), "ия"),
    (re.compile("иа"), "я"),
)


def is_kazakh_of_2018(text: str) -> bool:
    """Say whether a Kazakh text is in the Latin draft of 2018, in which ı is и and u is ұ."""
    return _OF_2018.search(text) is not None


def kazakh_latin(word: str) -> str:
    """Write a Kazakh word of Cyrillic in the Latin draft of 2021."""
    converted = "".join(_KAZAKH_LATIN.get(letter, letter) for letter in word.lower())
    return _cased(word, converted)


def kazakh_cyrillic(word: str, *, of_2018: bool = False) -> str:
    """Write a Latin Kazakh word of either draft in Cyrillic."""
    low = word.lower().replace("i̇", "i")
    table = _KAZAKH_2018 if of_2018 else _KAZAKH_2021
    converted = _KAZAKH_SYLLABLE.sub(lambda match: table[match[0]], low)
    for pattern, letters in _KAZAKH_AFTER:
        converted = pattern.sub(letters, converted)
    return _cased(word, converted)


_KAZAKH_ARABIC = pairs("""
    ا:а ب:б پ:п ت:т ج:ж چ:ч ح:х د:д ر:р ز:з س:с ش:ш ع:ғ ف:ф ق:қ ك:к گ:г ڭ:ң ل:л م:м ن:н ھ:һ ۆ:в ۋ:у خ:х ه:е ە:е ک:к
    غ:ғ ى:ы ي:и ی:ы و:о ۇ:ұ ۈ:ү ۅ:ө ژ:ж
""")
_FRONT = {"ы": "і", "о": "ө", "ұ": "ү"}
_HAMZA = re.compile("[\u0621\u0654\u0655\u0674]")
_DIACRITICS = re.compile("[\u0640\u064b-\u0653\u0656-\u065f\u0670\u200c\u200d]")
_SIGNAL = re.compile("[ەگكکاقعغ]")
_KAZAKH_JOINED = (
    (re.compile("(?<=[аәеоөуүұыі])и(?=е)"), ""),
    (re.compile("(?<=[аәеоөуүұыі])иа"), "я"),
    (re.compile("иа"), "ия"),
    (re.compile("иу"), "ию"),
    (re.compile("(?<=[аәеоөуүұыі])и"), "й"),
    (re.compile("тс(?=[аеиыя])"), "ц"),
)


def kazakh_from_arabic(word: str) -> str:
    """Write a Kazakh word of Arabic letters in Cyrillic.

    A hamza says that the vowels are front ones; without it the nearest letter before, or else after, that goes only
    with front (ە گ ك) or back ones (ا ق ع) tells.
    """
    hamza = _HAMZA.search(word) is not None
    low = _DIACRITICS.sub("", _HAMZA.sub("", word))
    signals = [(match.start(), match[0] in "ەگكک") for match in _SIGNAL.finditer(low)]
    front = hamza or bool(signals and signals[0][1])
    told = iter(signals)
    coming = next(told, None)
    out: list[str] = []
    for place, letter in enumerate(low):
        if coming is not None and coming[0] <= place:
            front = hamza or coming[1]
            coming = next(told, None)
        made = _KAZAKH_ARABIC.get(letter, letter)
        if front:
            made = "ә" if made == "а" and hamza else _FRONT.get(made, made)
        out.append(made)
    converted = "".join(out)
    for pattern, letters in _KAZAKH_JOINED:
        converted = pattern.sub(letters, converted)
    return converted


# Tajik.

_TAJIK_LATIN = pairs("""
    а:a б:b в:v г:g ғ:gh д:d ё:yo е:e ж:zh з:z и:i ӣ:ī й:y к:k қ:q л:l м:m н:n о:o п:p р:r с:s т:t у:u ӯ:ū ф:f х:kh
    ҳ:h ц:ts ч:ch ҷ:j ш:sh щ:sh ъ:ʼ ь: ы:i э:e ю:yu я:ya
""")
_TAJIK_CYRILLIC = pairs("""
    a:а b:б c:к d:д e:е f:ф g:г h:ҳ i:и j:ҷ k:к l:л m:м n:н o:о p:п q:қ r:р s:с t:т u:у v:в w:в x:х y:й z:з sh:ш ch:ч
    zh:ж kh:х gh:ғ ǧ:ғ ğ:ғ ƣ:ғ g':ғ ş:ш ç:ҷ ž:ж yo:ё yu:ю ya:я ye:е ī:ӣ í:ӣ ū:ӯ ú:ӯ ö:ӯ o':ӯ ':ъ ö':ӯ â:о
""")
_TAJIK_SYLLABLE = _longest_first(_TAJIK_CYRILLIC)


def tajik_latin(word: str) -> str:
    """Write a Tajik word of Cyrillic in Latin as the press does: kh, gh, sh, ch, zh, j, with ī and ū."""
    return _cased(word, "".join(_TAJIK_LATIN.get(letter, letter) for letter in word.lower()))


def tajik_cyrillic(word: str) -> str:
    """Write a romanised Tajik word in Cyrillic."""
    low = word.lower().translate(STRAIGHT)
    converted = _TAJIK_SYLLABLE.sub(lambda match: _TAJIK_CYRILLIC[match[0]], low)
    if low.startswith("e"):
        converted = f"э{converted[1:]}"
    return _cased(word, converted)
