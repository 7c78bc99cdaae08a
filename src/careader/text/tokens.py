"""Text into comparable words, in the seven languages of the region's news: en, ru, kk, ky, tg, tk, uz.

A word's stem is its first five letters without a last vowel, so that "шахта", "шахте" and "шахтой" are one, and
"opens", "opened" and "opening" too. It is crude, needs no dictionary, costs nothing and works the same in every
language. Stop words of all seven languages are dropped together: what little collides does not matter.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from careader.text.marks import compatible


class Token(NamedTuple):
    """A word or a number of a text: `word` is casefolded, `text[start:end]` is what was written.

    `value` is set for numbers only; a number written as a word ("three", "трое") has one too. `ordinal` says that it
    counts a place in an order ("2nd", "вторая") and not a quantity.
    """

    word: str
    start: int
    end: int
    value: float | None = None
    ordinal: bool = False


_ODD_APOSTROPHES = "’‘ʻʼ`´′ʹ＇"
_ODD_APOSTROPHE = re.compile(f"[{_ODD_APOSTROPHES}]")
_APOSTROPHES = str.maketrans(dict.fromkeys(_ODD_APOSTROPHES, "'"))
_PIECE = re.compile(
    r"(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<number>\d+(?:[ \u00a0\u202f]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
    r"(?P<ordinal>(?:st|nd|rd|th|-?[йяе]|-?го)\b)?"
    r"|(?P<sign>[%$€£₽₸№])"
)
_PREFIX = re.compile(r"\b(semi|quarter|check|non|anti|co|pre)-(?=[a-z])", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s$|s'$")

STOP_WORDS = frozenset(
    """
    a about across after again against all along also am amid among an around and any are as at be because been
    before being between both but by can could did do does during each for from further had has have he her here him
    his how i if in into is it its itself just like likely might more most much must my near new no nor not now of
    off on once only or other our out over own per s same says said say she should since so some still such than
    thanks that the their them then there these they this those through to too toward towards under until up upon us
    very via was we well were what when where which while who whom why will with within without would you your
    а без более больше был была были было быть в вам вас весь во вот все всего всех вы где да для до его ее ей ему
    если есть еще же за здесь и из или им их к как какой когда которая которого которой которые который кто ли либо
    между меня мне много может можно мы на над надо нас не него нее нет ни них но ну о об однако он она они оно от
    перед по под после при про раз с сам своей своего свои свой себя сегодня со так также такой там те тем то того
    тоже только том тот тут ты у уже хотя чего через чем что чтобы эта эти это этого этой этом этот я
    және мен пен бен үшін туралы бойынша бар жоқ бұл сол осы ол олар біз сіз деп дейді еді екен емес ғана да де та
    те ма ме кейін дейін бірақ немесе сондай арқылы тағы енді өз болды болып болған болады жатыр қарай арасында
    жана менен үчүн боюнча бул ошол алар биз сиз деп дейт эмес гана кийин чейин бирок же аркылуу дагы эми өз болду
    болуп болгон болот жатат карай ортосунда тууралуу жөнүндө
    ва бо барои аз дар ба ки ин он онҳо мо шумо аст буд шуд шуда мешавад кард карда мекунад то ё ҳам низ бояд байни
    оид рӯи дигар худ
    va bilan uchun haqida bo'yicha bu shu u ular biz siz deb dedi edi ekan emas faqat ham keyin qadar lekin yoki
    orqali yana endi o'z bo'ldi bo'lib bo'lgan bo'ladi esa etildi qilindi qildi etdi ning dan ga
    ва билан учун ҳақида бўйича бу шу у улар эди экан эмас фақат ҳам кейин қадар лекин ёки орқали яна энди ўз бўлди
    бўлиб бўлган бўлади эса этилди қилинди қилди этди
    we bilen üçin barada boýunça bu şol ol olar biz siz diýip diýdi eken däl diňe hem soň çenli ýöne ýa-da arkaly
    ýene indi öz boldy bolup bolan bolar etdi edildi
    """.translate(_APOSTROPHES)
    .replace("ё", "е")
    .split()
)
"""Words that say nothing of what a text is about, casefolded, with ё as е and straight apostrophes."""

_CARDINALS: dict[int, str] = {
    1: "one один одна одно одного одной бір бир bir як yek",
    2: "two два две двух двое двоих оба обе екі эки икки ikki iki ду",
    3: "three три трех трое троих үш үч уч uch üç се",
    4: "four четыре четырех четверо четверых төрт торт тўрт to'rt tört чор чаҳор",
    5: "five пять пяти пятеро пятерых бес беш besh bäş панҷ",
    6: "six шесть шести шестеро алты олти olti шаш",
    7: "seven семь семи семеро жеті жети етти yetti ýedi ҳафт",
    8: "eight восемь восьми восьмеро сегіз сегиз саккиз sakkiz sekiz ҳашт",
    9: "nine девять девяти тоғыз тогуз тўққиз to'qqiz dokuz нӯҳ",
    10: "ten десять десяти десятеро он ўн o'n даҳ",
    11: "eleven одиннадцать одиннадцати",
    12: "twelve двенадцать двенадцати dozen",
    15: "fifteen пятнадцать пятнадцати",
    20: "twenty двадцать двадцати жиырма жыйырма йигирма yigirma ýigrimi бист",
    30: "thirty тридцать тридцати отыз отуз ўттиз o'ttiz otuz",
    40: "forty сорок сорока қырық кырк қирқ qirq kyrk чил",
    50: "fifty пятьдесят пятидесяти елу элүү эллик ellik elli панҷоҳ",
    60: "sixty шестьдесят шестидесяти",
    70: "seventy семьдесят семидесяти",
    80: "eighty восемьдесят восьмидесяти",
    90: "ninety девяносто",
    100: "hundred сто ста сотня жүз жуз юз yuz ýüz сад",
}
_ORDINALS: dict[int, str] = {
    1: (
        "first 1st первый первая первое первого первой первом первую первые первых бірінші биринчи birinchi "
        "birinji якум"
    ),
    2: "second 2nd второй вторая второе второго втором вторую вторых екінші экинчи иккинчи ikkinchi ikinji дуюм дувум",
    3: "third 3rd третий третья третье третьего третьей третьем третью үшінші үчүнчү учинчи uchinchi üçünji сеюм севум",
    4: (
        "fourth четвертый четвертая четвертое четвертого четвертой четвертом четвертую төртінші төртүнчү "
        "to'rtinchi чорум"
    ),
    5: "fifth пятый пятая пятое пятого пятой пятом пятую бесінші бешинчи beshinchi bäşinji панҷум",
    6: "sixth шестой шестая шестое шестого шестом шестую алтыншы алтынчы oltinchi",
    7: "seventh седьмой седьмая седьмое седьмого седьмом седьмую",
    8: "eighth восьмой восьмая восьмое восьмого восьмом восьмую",
    9: "ninth девятый девятая девятое девятого девятой девятом девятую",
    10: "tenth десятый десятая десятое десятого десятой десятом десятую",
}
# "он" is Kazakh and Kyrgyz for ten and Russian for he: a stop word. "se" and "do" are not read as numbers for the like.
_NUMBER_WORDS: dict[str, tuple[float, bool]] = {
    word: (float(value), ordinal)
    for table, ordinal in ((_CARDINALS, False), (_ORDINALS, True))
    for value, words in table.items()
    for word in words.split()
    if word not in STOP_WORDS
}
_SCALES: dict[str, float] = {
    word: scale
    for scale, words in (
        (1e3, "thousand thousands тыс тысяч тысячи тысяча тысячу мың миң ming минг ҳазор müň"),
        (1e6, "million millions mln m млн миллион миллиона миллионов миллионға million миллионӣ"),
        (1e9, "billion billions bn bln млрд миллиард миллиарда миллиардов milliard mlrd miliard"),
        (1e12, "trillion trillions trn tn трлн триллион триллиона триллионов trln"),
    )
    for word in words.split()
}
_SIGNS = {"%": "percent", "$": "usd", "€": "eur", "£": "gbp", "₽": "rub", "₸": "kzt", "№": "number"}


def normalise(text: str) -> str:
    """Bring a text to the form that `tokens` reads: NFKC, one kind of apostrophe. Case is kept.

    Prefixes that English writes now with a hyphen and now without are joined to their word (semi-final, check-up).
    """
    text = compatible(text)
    if _ODD_APOSTROPHE.search(text):
        text = text.translate(_APOSTROPHES)
    return _PREFIX.sub(r"\1", text)


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Fold a word for comparison: casefolded, ё as е, without the English possessive."""
    folded = word.casefold().replace("ё", "е")
    return _POSSESSIVE.sub("", folded) if "'" in folded else folded


def number(text: str) -> float:
    """Read a number as it is written in news: "1,5" and "1.5" are 1.5; "1,500" and "1 500" are 1500.

    A group of exactly three digits after a comma is thousands, as English writes them; after a point it is a decimal,
    except where there are two groups ("1.200.000").
    """
    digits = re.sub(r"\s", "", text)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", digits):
        digits = digits.replace(".", "")
    else:
        digits = digits.replace(",", ".")
        if digits.count(".") > 1:
            digits = digits.replace(".", "")
    return float(digits[:15])


def tokens(text: str) -> list[Token]:
    """Split a normalised text into words and numbers, in order, without stop words. Signs such as % are words."""
    found: list[Token] = []
    for match in _PIECE.finditer(text):
        kind = match.lastgroup
        start, end = match.span()
        if kind == "word":
            word = fold(match[0])
            if word in STOP_WORDS:
                continue
            if word in _SCALES and found and (last := found[-1]).value is not None and start - last.end <= 1:
                found[-1] = last._replace(end=end, value=last.value * _SCALES[word])
            elif word in _NUMBER_WORDS:
                found.append(Token(word, start, end, *_NUMBER_WORDS[word]))
            else:
                found.append(Token(word, start, end))
        elif kind == "sign":
            found.append(Token(_SIGNS[match[0]], start, end))
        else:
            digits = match["number"]
            found.append(Token(digits, start, end, number(digits), kind == "ordinal"))
    return found


_LAST_VOWELS = "aeiouyäöüýаеиоуыэюяйьіөүұәӣӯў"


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Give the stem of a folded word: a plural's s and apostrophes go, five letters stay, last vowels go."""
    if "'" in word:
        word = word.replace("'", "")
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    if len(word) <= 3:
        return word
    cut = word[:5]
    stripped = cut.rstrip(_LAST_VOWELS)
    return stripped if len(stripped) >= 3 else cut[:3]


_LATIN = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфхцчшщыэюя", "abvgdeziiklmnoprstufhsčššieua", strict=True)),
        **dict(zip("жқғңөүұәіһҳҷӣӯўьъ", "jkgnouuaihhjiuo''", strict=True)),
        **dict(zip("äöüçşňžýı", "aoučšnjii", strict=True)),
    }
)
_SOUNDS = (
    ("shch", "š"), ("sch", "š"), ("sh", "š"), ("tch", "č"), ("dzh", "j"), ("ch", "č"), ("zh", "j"), ("dj", "j"),
    ("kh", "h"), ("gh", "g"), ("ph", "f"), ("ck", "k"), ("tz", "s"), ("ts", "s"), ("x", "ks"), ("ce", "se"),
    ("ci", "si"), ("c", "k"), ("q", "k"), ("w", "v"), ("z", "s"), ("y", "i"), ("'", ""),
)  # fmt: skip


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """Give what a name or an international word keeps in every script: its first four consonants, as they sound.

    "Соболенко" and "Sabalenka" are both "sbln", "контейнеров" and "containers" both "kntn". "" where a word has fewer
    than three consonants, which would say too little.
    """
    latin = word.translate(_LATIN)
    if word.isascii() and word.endswith("s"):
        latin = latin[:-1]
    for letters, sound in _SOUNDS:
        if letters in latin:
            latin = latin.replace(letters, sound)
    consonants = [letter for letter in latin if letter not in "aeiou"]
    single = [letter for place, letter in enumerate(consonants) if consonants[place - 1 : place] != [letter]]
    return "".join(single[:4]) if len(single) >= 3 else ""
