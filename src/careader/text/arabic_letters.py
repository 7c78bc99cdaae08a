"""Which language a text in Arabic letters is in: Kazakh as in China, Tajik, Persian, or another that uses them.

Kazakh and Uyghur write their vowels, Urdu and Pashto have letters of their own, Arabic lacks four that Persian has.
Tajik in Persian letters is told from Persian by words that only one of the two uses, and only where they are there:
what is Persian for all that can be seen is "fa", whoever writes it.
"""

from __future__ import annotations

import re

_KAZAKH = re.compile("[\u06d5\u06c7\u06c6\u06cb\u06ad\u0674\u0649]")
_UYGHUR = re.compile("[\u06d0\u06c8\u06be\u0626]")
_UYGHUR_OR_PERSIAN = re.compile(r"[\u06d0\u06c8\u06be]|\b\u0626")
_PERSIAN_ONLY = re.compile("[\u06cc\u06a9]")
_PERSIAN = re.compile("[\u06cc\u06a9\u067e\u06af\u0622\u0647\u0629]")
_URDU = re.compile("[\u0679\u0688\u0691\u06d2\u06ba]")
_PASHTO = re.compile("[\u069a\u06ab\u067c\u0689\u0693\u06cd\u0681\u0685\u0696\u06bc]")
_ARABIC = re.compile("\\bال|[\u0629\u0625\u0623\u0624]|ى\\b")
_NOT_ARABIC = re.compile("[\u067e\u0686\u0698\u06af\u06cc\u06a9\u06d5\u06c7\u06cb]")
_TAJIK_WORDS = re.compile(
    r"\b(?:سامانی|سروزیر|پریزیدنت|سوختار|زمین\u200c?جنبی|بیمارخانه|نفقه|ناحیه|جماعت|مکتب|طبیب|خواجگی|کلان|پگاه|عاید|"
    r"ناوابسته|کشود|شهرک|میلیسه|تلویزیان)(?:\u200c?(?:ها|های|ان|ی|ند))?\b"
)
_TAJIK_NAMES = re.compile("تاجیک|امامعلی|خجند|کولاب|ختلان|سغد|خاروغ|راغون|نارک|پنجکنت|استروشن|اسفره|وحدت")
_PERSIAN_WORDS = re.compile(
    r"\b(?:مدرسه|پزشک|بیمارستان|هواپیما|تومان|ریال|تهران|ایران|مجلس شورای|آتش|بازنشستگی|استاندار|فرماندار|استان|"
    r"شهرستان|یارانه|خودرو|کابل|طالبان|افغان|هرات|قندهار|کرمان|تبریز|مشهد|اصفهان|شیراز|نخست)"
)


def language_in_arabic_letters(sample: str) -> tuple[str, float]:
    """Return the language (ISO 639-1, "" where nothing tells) and how sure that is, 0 to 1."""
    counts = {
        "kk": float(len(_KAZAKH.findall(sample))),
        "fa": float(len(_PERSIAN.findall(sample))),
        "ug": 4.0 * len((_UYGHUR_OR_PERSIAN if _PERSIAN_ONLY.search(sample) else _UYGHUR).findall(sample)),
        "ur": 6.0 * len(_URDU.findall(sample)),
        "ps": 8.0 * len(_PASHTO.findall(sample)),
        "ar": 0.0 if _NOT_ARABIC.search(sample) else 2.0 * len(_ARABIC.findall(sample)),
    }
    if counts["ur"]:  # its ھ is no Uyghur
        counts["ug"] = 0.0
    if counts["ps"]:
        counts["ug"] = 0.0
    first, second = sorted(counts, key=lambda language: -counts[language])[:2]
    if counts[first] <= counts[second]:
        return "", 0.0
    sure = round((counts[first] - counts[second]) / counts[first], 3)
    return ("tg" if first == "fa" and _is_tajik(sample) else first), sure


def _is_tajik(sample: str) -> bool:
    words = len(_TAJIK_WORDS.findall(sample))
    return words > 0 and words + 0.5 * len(_TAJIK_NAMES.findall(sample)) > 2 * len(_PERSIAN_WORDS.findall(sample))
