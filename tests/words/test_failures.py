from __future__ import annotations

import re
import string
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from careader import words
from careader.model import Code, Failure
from careader.words import en, ru

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def russian() -> Iterator[None]:
    words.use("ru")
    yield
    words.use("en")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_code_has_a_sentence_in_every_language_with_the_same_figures() -> None:
    assert set(en.REASONS) == set(ru.REASONS) == set(Code)
    for code in Code:
        assert fields(en.REASONS[code]) == fields(ru.REASONS[code]), code


def test_a_sentence_is_of_its_language() -> None:
    for code, text in ru.REASONS.items():
        assert re.search("[а-я]", text) or code is Code.HTTP
    assert not any(re.search("[а-я]", text) for text in en.REASONS.values())


def test_a_failure_in_russian(russian: None) -> None:
    failure = Failure("kun.example", Code.HTTP, {"status": 503}, NOON)
    assert words.say(failure) == f"kun.example: HTTP 503, следующая попытка в {NOON.astimezone():%H:%M}"
    assert words.reason(Failure("NBK", Code.RATE_TOO_OLD, {"day": "2026-11-02"})) == "последний курс от 02.11.2026"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_MESSAGES": "ru"}, "ru"),
        ({"LANG": "kk_KZ.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "ru_KZ"}, "ru"),
        ({"LANG": "C.UTF-8"}, "en"),
    ],
)
def test_the_language_of_a_locale(environment: dict[str, str], language: str) -> None:
    assert words.of_locale(environment) == language


def test_a_language_without_words_is_english() -> None:
    words.use("xx")
    assert words.spoken() == "en"
