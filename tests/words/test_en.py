from __future__ import annotations

import string
from datetime import UTC, datetime

import pytest

from careader import words
from careader.model import Code, Failure
from careader.words import en

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize("code", Code)
def test_every_code_has_words_that_stand_without_their_figures(code: Code) -> None:
    said = words.reason(Failure("The Desk", code))
    assert said
    assert "{" not in said
    assert not said.endswith(".")


def test_no_words_are_kept_for_a_code_that_is_gone() -> None:
    assert set(en.REASONS) == set(Code)


def test_a_failure_is_one_line_of_what_why_and_when() -> None:
    failure = Failure("kun.example", Code.HTTP, {"status": 503}, NOON)
    assert words.say(failure) == f"kun.example: HTTP 503, next try {NOON.astimezone():%H:%M}"
    assert words.say(Failure("", Code.DNS)) == "the name cannot be resolved"


def test_days_are_written_as_english_does() -> None:
    assert words.reason(Failure("NBK", Code.RATE_TOO_OLD, {"day": "2026-11-02"})) == "its newest rate is of 02 Nov 2026"
    assert words.reason(Failure("NBK", Code.RATE_TOO_OLD, {"day": "of old"})) == "its newest rate is of of old"


@pytest.mark.parametrize("value", ["{status}", "{0}", "%s", "{", "}"])
def test_what_comes_from_outside_is_no_template(value: str) -> None:
    assert words.reason(Failure("x", Code.UNREADABLE, {"error": value})) == f"cannot be read ({value})"


def test_two_failures_with_the_same_code_and_figures_are_equal_and_can_be_put_into_a_set() -> None:
    one, other = (Failure("x", Code.HTTP, {"status": 503}) for _ in range(2))
    assert {one} == {other}
    assert one != Failure("x", Code.HTTP, {"status": 504})


def test_templates_name_their_figures() -> None:
    fields = {
        name for text in en.REASONS.values() for _, name, _, _ in string.Formatter().parse(text) if name is not None
    }
    assert all(name.isidentifier() for name in fields)
