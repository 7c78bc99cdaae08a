"""The language that careader speaks: that of the settings, else that of the locale, else English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from careader.model import Code
from careader.words import en, ru

LANGUAGES: tuple[str, ...] = ("en", "ru")
"""The languages there are words in, by ISO 639-1 code."""


class Language(Protocol):
    """What a module of a language holds for failures."""

    REASONS: dict[Code, str]
    NEXT_TRY: str
    DAY: str
    CHECK_OF_ITS_OWN: str


_MODULES: dict[str, Language] = {"en": en, "ru": ru}
_spoken = "en"
_plain = False

_SIGNS = {"“": '"', "”": '"', "«": '"', "»": '"', "…": "...", "–": "-", "—": "-", "·": "-", "\u00a0": " "}
_IN_ASCII = str.maketrans(_SIGNS)


def use(language: str) -> None:
    """Speak a language from now on; one without words is English."""
    global _spoken  # a program speaks one language, to one reader
    _spoken = language if language in _MODULES else "en"


def use_plain_signs(plain: bool) -> None:
    """Say everything from now on with signs of ASCII alone, or not; letters stay what they are."""
    global _plain  # as with the language: one program, one terminal
    _plain = plain


def in_signs(said: str) -> str:
    """Return a text of our own with the signs that are wanted."""
    return said.translate(_IN_ASCII) if _plain else said


def are_plain() -> bool:
    """Return whether only signs of ASCII are wanted."""
    return _plain


def spoken() -> str:
    """Return the code of the language that is spoken."""
    return _spoken


def chosen() -> Language:
    """Return the module of the language that is spoken."""
    return _MODULES[_spoken]


def of_locale(environment: Mapping[str, str]) -> str:
    """Return the language of the locale that the environment names (POSIX: LC_ALL, LC_MESSAGES, LANG), else English."""
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "")
    code = named.partition("_")[0].partition(".")[0].lower()
    return code if code in LANGUAGES else "en"
