"""Sentences that are made in English where something is read or kept, in the language that is spoken.

What stands in a settings file, in the files of the library and on a command line is described by who reads it. A
language has its own sentence by the English one with `{}` for what it names, and `{...}` for a sentence of these again.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

from careader.words.language import in_signs, spoken

_NAMED = re.compile(r"\{(?:\.\.\.)?\}")
_LONGEST = 2000
_DEEPEST = 6


def told(english: str) -> str:
    """Return a sentence in the language that is spoken; one that it has no words for stays English."""
    return in_signs(english if spoken() == "en" else _told(english, spoken(), _DEEPEST))


def help_of(english: str) -> str:
    """Return what the help says of a command or an option in the language that is spoken."""
    if spoken() == "en":
        return in_signs(english)
    said: dict[str, str] = import_module(f"careader.words.help_{spoken()}").HELP
    return in_signs(said.get(" ".join(english.split()), english))


def _told(english: str, language: str, deepest: int) -> str:
    if not english or len(english) > _LONGEST or not deepest:
        return english
    for pattern, within, sentence in _sentences(language):
        if match := pattern.fullmatch(english):
            named = zip(match.groups(), within, strict=True)
            return sentence.format(*(_told(name, language, deepest - 1) if again else name for name, again in named))
    return english


@cache
def _sentences(language: str) -> tuple[tuple[re.Pattern[str], tuple[bool, ...], str], ...]:
    """Return what each sentence looks like, the most particular first, and what it is in a language.

    Between the two: of each thing that is named, whether it may be such a sentence. What is wrong with a setting is
    said by itself and behind the name of the setting.
    """
    module = import_module(f"careader.words.sentences_{language}")
    sentences = dict(module.SENTENCES)
    for english, sentence in module.OF_SETTINGS.items():
        sentences |= {english: sentence, f"{{...}} {english}": f"{{}} {sentence}"}
    ordered = sorted(sentences, key=lambda english: -len(_NAMED.sub("", english)))
    return tuple(
        (
            re.compile("(.*?)".join(map(re.escape, _NAMED.split(english))), re.DOTALL),
            tuple(named == "{...}" for named in _NAMED.findall(english)),
            sentences[english],
        )
        for english in ordered
    )
