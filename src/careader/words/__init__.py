"""The words for what programs say with codes, and for the screen; one module a language.

`screen`, `figures` and `actions` give the words of the language that is spoken: those of the module itself in English,
of the one whose name ends in its code in another language; English where a word is missing there.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from careader.words import actions as _actions
from careader.words import figures as _figures
from careader.words import screen as _screen
from careader.words.failures import reason, say
from careader.words.language import LANGUAGES, are_plain, in_signs, of_locale, spoken, use, use_plain_signs
from careader.words.sentences import help_of, told

if TYPE_CHECKING:
    from careader.words import actions, figures, screen
else:

    class _Spoken:
        def __init__(self, english: ModuleType) -> None:
            self._english = english

        def __getattr__(self, name: str) -> object:
            english, language = self._english, spoken()
            other = english if language == "en" else import_module(f"{english.__name__}_{language}")
            said = getattr(other if hasattr(other, name) else english, name)
            return _in_signs(said) if are_plain() else said

    def _in_signs(said: object) -> object:
        """Return words, or what makes some, with signs of ASCII."""
        if isinstance(said, str):
            return in_signs(said)
        if not callable(said):
            return said

        def made(*arguments: object, **named: object) -> object:
            return _in_signs(said(*arguments, **named))

        return made

    actions, figures, screen = _Spoken(_actions), _Spoken(_figures), _Spoken(_screen)

__all__ = [
    "LANGUAGES",
    "actions",
    "figures",
    "help_of",
    "of_locale",
    "reason",
    "say",
    "screen",
    "spoken",
    "title",
    "told",
    "use",
    "use_plain_signs",
]


def title(english: str) -> str:
    """Return the title, hint or group of a command in the language that is spoken; a hint has its key before it."""
    if spoken() == "en" or not english:
        return english
    module = import_module(f"careader.words.commands_{spoken()}")
    if english in module.TITLES:
        return str(module.TITLES[english])
    parts = english.split(" ")
    for first in range(len(parts)):  # the longest hint first: a key may stand before it
        if (hint := " ".join(parts[first:])) in module.HINTS:
            return " ".join([*parts[:first], str(module.HINTS[hint])])
    return english
