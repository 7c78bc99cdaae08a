"""Serial items: what an outlet prints again and again under one heading, and what is therefore no story.

Two rate tables of two days differ by a date, two weather forecasts by a town; that they are alike says nothing. So an
item of a series is never joined with another on likeness alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SERIES: dict[str, tuple[str, ...]] = {
    "exchange rates": (
        r"(?:exchange|currency|official exchange) rates?\b",
        r"(?:dollar|euro|closing|opening) rates? (?:on|for|today|of)\b",
        r"rates? of (?:the )?(?:dollar|currenc)",
        r"курс\w* валют|курс\w* (?:доллар|евро|рубл|тенге|сом)\w* (?:на|к|в) |официальн\w+ курс|курс на \d",
        r"(?:открыти|закрыти)е kase|итоги торгов",
        r"валюта\w* (?:бағам|курс)|валют\w* курс|доллар\w* (?:бағам|курс)",
        r"valyuta kurs|dollar kursi|валюта курс|қурби асъор|walýuta\w* (?:kurs|hümmet)",
        r"^(?:brent|gold|oil|bitcoin)[\w ]* prices? (?:on|for|today)",
        r"(?:closes?|opens?) at [\d.,]+ (?:per|to the|against)",
    ),
    "weather": (
        r"\bweather\b|прогноз\w* погод|погод\w+ (?:в|на|по|во)\b|^погода\b|синоптик|какой будет погода",
        r"ауа рай|аба ырай|ob-havo|об-ҳаво|обу ҳаво|боду ҳаво|howa maglumat",
    ),
    "digest": (
        r"\b(?:news|daily|morning|evening|weekly|press|media) (?:\w+ )?(?:digest|briefing|brief|roundup|round-up)\b",
        r"\b(?:news|daily|morning|evening|weekly|press|media) (?:\w+ )?(?:review|wrap)\b",
        r"\bdigest\b|\b(?:top|main) (?:news|stories|headlines)\b|\bbusiness highlights\b|\bnews in brief\b",
        r"\bweek in review\b|^(?:главн\w+|важн\w+|основн\w+) (?:новост|событи)|\bдайджест",
        r"обзор (?:сми|прессы|новостей|событий)|(?:новости|события|итоги) (?:дня|недели|за|к (?:утру|вечеру|этому))",
        r"что (?:произошло|случилось) (?:за|в мире)",
        r"(?:күн|апта|түн)\w* (?:басты )?(?:жаңалықтар|жаңылыктар)|басты жаңалықтар|күндүн кабарлар",
        r"(?:kun|hafta)\w* (?:asosiy )?(?:yangiliklar|xabarlar)|кун\w* (?:асосий )?янгилик",
        r"хабарҳои рӯз|günüň (?:esasy )?habarlar",
    ),
    "live page": (
        r"^(?:live|livestream|live updates?|live blog|watch live)\b|\blive(?: updates?| blog)?$",
        r"(?:прямая|онлайн)[- ](?:трансляци|эфир|хроник)|прям\w+ эфир|^онлайн\b|где смотреть|расписание трансляц",
        r"тікелей эфир|түз эфир|jonli efir|жонли эфир|пахши мустақим|göni ýaýlym",
    ),
    "horoscope": (
        r"\bhoroscope|гороскоп|лунный календар|жұлдыз жорамал|жылдыз төлгө|burçlar",
        r"munajjimlar bashorat|мунажжимлар башорат",
    ),
    "opinion": (
        r"^(?:opinion|op-ed|editorial|column|comment|analysis|interview|podcast|letters?)\b\s*[:|]",
        r"^(?:мнение|колонка|блог|подкаст|комментарий)\s*[:|.«-]|^(?:пікір|пикир|fikr|фикр|андеша|pikir)\s*[:|]",
    ),
    "picture or quiz": (
        r"\b(?:photo|picture|image|quote|word|video|cartoon|number)s? of the (?:day|week|month)\b",
        r"\b(?:quiz|crossword|sudoku)\b|\bon this day\b|(?:фото|цитата|видео|цифра|картинка) (?:дня|недели)",
        r"фоторепортаж|календарь событий|этот день в истории|день в истории|голосуйте за|күннің суреті|kun surati",
    ),
    "prayer times": (r"\bprayer times?\b|время намаза|намаз уақыт|намаз убакт|namoz vaqt|намоз вақт|вақти намоз",),
}
_PATTERNS = {kind: re.compile("|".join(patterns)) for kind, patterns in _SERIES.items()}
_ANY = re.compile("|".join(pattern.pattern for pattern in _PATTERNS.values()))


@lru_cache(maxsize=1 << 13)
def serial(title: str) -> str:
    """Say of which kind of series a title is ("weather", "digest"), "" where it is of none."""
    folded = title.casefold().replace("ё", "е")
    if not _ANY.search(folded):
        return ""
    return next(kind for kind, pattern in _PATTERNS.items() if pattern.search(folded))
