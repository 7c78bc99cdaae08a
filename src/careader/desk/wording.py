"""How a title says what it says: which of its words are verbs, what is to come, whose sex an ending tells."""

from __future__ import annotations

import re

from careader.text.language import language_of
from careader.text.tokens import normalise, stem

_CYRILLIC_ENDINGS = (
    "[аиеуы]л[аи]?|(?:л|ла|ло|ли)с[ья]|[еюияу]т(?:ся)?|[аиеоуы]ть(?:ся)?|(?:[ае]н|я[тн])[оаы]|[еа]тся|[уюая]тся"
)
_VERBS = {
    "ru": re.compile(rf"(?:{_CYRILLIC_ENDINGS})$"),
    "en": re.compile(r"[a-z]{3}ed$"),
    "kk": re.compile(r"(?:[аеиыіуү][дт][ыі]|[дт][ыі]|ып|іп|[аей]ды|[аей]ді|ған|ген|қан|кен|мақ|мек|уда|ылуда|ілуде)$"),
    "ky": re.compile(r"(?:[дт][ыиуү]|[аеоөй]т|ган|ген|гон|гөн|кан|кен|кон|көн|ууда|үүдө|[ыиуүаеоө]п|мак|мек)$"),
    "uz": re.compile(r"(?:[dt]i|di|moqda|yapti|gan|kan|qan|ib|adi|ydi|[дт]и|моқда|япти|ган|кан|қан|иб|ади|йди)$"),
    "tg": re.compile(r"(?:кард|карданд|шуд|шуданд|мешавад|мекунад|гашт|гардид|дод|доданд|намуд|ёфт|гирифт|рафт|омад)$"),
    "tk": re.compile(r"(?:[dt][yi]|ýar|ýär|an|en|yp|ip|up|üp)$"),
}
"""How verbs end in headlines: they say how something is told, not what it is about."""
_LONG_ENOUGH = 5


def language_in(text: str, stated: str) -> str:
    """Return the language that a title is read in, one of the seven: the one that is stated, or what its words tell."""
    if stated in _VERBS:
        return stated
    found = language_of(text, stated)
    return found if found in _VERBS else "en" if text.isascii() else "ru"


def is_verb(word: str, language: str) -> bool:
    """Say whether a folded word looks like a verb of its language."""
    return len(word) >= _LONG_ENOUGH and _VERBS[language].search(word) is not None


_AHEAD = re.compile(
    r"""
      \b(?:will | to\ be | set\ to | due\ to | tomorrow | next\ (?:week|month) | upcoming | ahead\ of)\b
    | \b(?:plans? | expects? | prepares?)\ to\b
    | \bto\ (?:visit | address | meet | attend | travel | arrive | play | face | vote | elect)\b
    | \b(?:пройд(?:ет|ут) | состо[ия]тся | (?:от|за)кро(?:ет|ют)(?:ся)? | буд(?:ет|ут) | планиру\w+ | намерен\w*
        | готов(?:ит|ят)ся | предстоит | завтра | послезавтра | на\ следующей\ неделе | посет(?:ит|ят) | прибуд(?:ет|ут)
        | начн(?:ет|ут)ся | подпиш(?:ет|ут) | обсуд(?:ит|ят) | встрет(?:ит|ят)ся | назнач(?:ит|ат) | выступ(?:ит|ят)
        | примет\ участие)\b
    | \b(?:ертең | өтеді | өткізіледі | болады | барады | ашылады | басталады | жоспарла\w+)\b
    | \b(?:эртең | өтөт | өткөрүлөт | болот | барат | ачылат | башталат | пландал\w+)\b
    | \b(?:ertaga | bo'ladi | o'tkaziladi | o'tadi | boradi | ochiladi | boshlanadi | kutilmoqda | rejalash\w+)\b
    | \b(?:эртага | бўлади | ўтказилади | боради | очилади | бошланади | кутилмоқда)\b
    | \b(?:фардо | (?:баргузор | кушода)\ (?:мешавад | мегардад) | хоҳад\w*)\b
    | \b(?:ertir | geçiriler | bolar | barar | açylar | başlanar)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_ahead(title: str) -> bool:
    """Say whether a title tells what is still to come."""
    return _AHEAD.search(normalise(title).casefold().replace("ё", "е")) is not None


_RECALLED = re.compile(
    r"""
    (?<=[.!?…»”")])\s+(?:
      напомн(?:им|ю) | напоминаем | напоминает(?:ся)? | ранее | добавим | до\ этого | накануне
        | как\ (?:ранее\ )?(?:уже\ )?(?:сообщал\w* | писал\w*)
      | previously | as\ (?:previously\ |earlier\ )?reported | as\ reported\ earlier | recall(?:\ that)?
        | earlier\ (?:this | last)\ (?:week | month | year) | it\ was\ (?:earlier | previously)\ reported
      | еске\ (?:салайық | сала\ кет\w+) | айта\ кет(?:ейік | у\ керек) | бұған\ дейін | бұдан\ бұрын
      | эске\ сал\w+ | буга\ чейин | буга\ чейинки | мурдараак
      | eslat(?:ib\ o\W?tamiz | amiz) | avvalroq | эслат(?:иб\ ўтамиз | амиз) | аввалроқ
      | ёдовар\ (?:мешавем | мешавад) | қаблан | пештар
      | ýatlats?(?:ak | ýarys)
    )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def without_recalled(text: str) -> str:
    """Return a text without what it recalls of earlier news at its end, as from "Earlier this week" on."""
    found = _RECALLED.search(text)
    return text[: found.start()] if found else text


_DELIBERATED = re.compile(
    r"""
      \b(?:discuss | debat | consider | mull | weigh | propos | seek | demand)(?:s | es | e | ed | ing)?\b
    | \b(?:call | ask)(?:s | ed | ing)?\ for\b
    | \b(?:обсуд\w+ | обсужда\w+ | рассм[ао]тр\w+ | предлага\w+ | предлож\w+ | потребова\w+ | треб(?:ует | уют)
        | прос(?:ит | ят) | попросил\w* | дума(?:ет | ют) | хо(?:чет | тят) | намерен\w* | планиру\w+)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DONE = re.compile(r"(?:[аиеуыя]л[аои]?(?:с[ья])?|[аеяё]н[аоы]|[a-z]{3}ed)$")


def deliberated(title: str) -> int | None:
    """Return the place after the first word by which a title says that something is thought of, None without one."""
    found = _DELIBERATED.search(title)
    return found.end() if found else None


def is_done(word: str) -> bool:
    """Say whether a folded word tells that something was done, in Russian or English."""
    return len(word) >= _LONG_ENOUGH and _DONE.search(word) is not None


_PERSON = re.compile(
    r"\b(?:подозреваем|обвиняем|задержанн|арестованн|осужденн|обвиненн|пострадавш|погибш|пропавш|потерпевш|умерш)"
    r"(?:(?P<woman>ая|ую|ей)|(?P<man>ый|ий|ого|его|ому|ему))\b"
)


def sexes(title: str) -> set[str]:
    """Return "woman" and "men" for whom a folded title names by a participle alone, as Russian does."""
    return {"woman" if match["woman"] else "men" for match in _PERSON.finditer(title)}


_SITE = re.compile(
    r"""
      \b(?P<en>[A-Z][\w-]+)\ (?P<en_kind>square | street | avenue | boulevard | park | bazaar | bridge | stadium)\b
    | \b(?P<ru_kind>площад | улиц | проспект | бульвар | парк)\w{0,3}\ (?:имени\ )?[«“"]?(?P<ru>[А-ЯЁ]\w+)
    """,
    re.VERBOSE,
)
_RUSSIAN_SITES = {
    "площад": "square",
    "улиц": "street",
    "проспект": "avenue",
    "бульвар": "boulevard",
    "парк": "park",
}
_SITES = re.compile(r"\b(?:Square|Street|Avenue|Boulevard|Park|Bazaar|Bridge|Stadium)\b")


def sites(title: str) -> dict[str, set[str]]:
    """Return the stems of the names of squares, streets, parks and the like in a title, by kind."""
    found: dict[str, set[str]] = {}
    for match in _SITE.finditer(_SITES.sub(lambda word: word[0].lower(), title)):
        kind, name = (match["en_kind"], match["en"]) if match["en"] else (_RUSSIAN_SITES[match["ru_kind"]], match["ru"])
        found.setdefault(kind, set()).add(stem(name.casefold()))
    return found


_IN_A_DAY = re.compile(
    r"за (?:(?:прошедши|последни|минувши)\w+ )?(?:сутки|день)|(?:past|last|in) (?:24 hours|(?:a|one) day)",
    re.IGNORECASE,
)


def is_of_one_day(title: str) -> bool:
    """Say whether a title sums up one day."""
    return _IN_A_DAY.search(title) is not None


_TOPIC = re.compile(
    r"""
      \b(?:laws? | bills? | acts? | amendments? | decrees? | agreements? | treat(?:y | ies))\ (?:on | about)
        \ (?P<en>\w+(?:\ \w+)?)
    | \b(?:закон\w* | поправк\w* | указ\w* | соглашени\w*)\ (?:о | об | обо)\ (?P<ru>\w+(?:\ \w+)?)
    | \b(?P<kk>\w+)\ туралы\ (?:заң | келісім)
    | \b(?P<ky>\w+)\ (?:жөнүндө | тууралуу)\ (?:мыйзам | келишим)
    | \b(?P<uz>\w+)\ (?:to'g'risida | haqida | тўғрисида | ҳақида)(?:gi | ги)?\ (?:qonun | bitim | қонун | битим)
    | \b(?:қонун | созишнома)\ дар\ бораи\ (?P<tg>\w+)
    """,
    re.IGNORECASE | re.VERBOSE,
)


def topics(title: str) -> str:
    """Return what the laws, bills and agreements that a title names are on, "" where it names none so."""
    return " ".join(match[match.lastgroup or 0] for match in _TOPIC.finditer(normalise(title)))
