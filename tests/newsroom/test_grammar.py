"""What is typed as a search, taken apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.newsroom import Query
from careader.newsroom.grammar import KEYS, LONGEST, Field, Term, completions, moment, parse
from tests.library import NOW, article, open_library
from tests.newsroom.matching import matches


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("dam", (Term(Field.WORD, ("dam",)),)),
        ('"spring water" dam', (Term(Field.PHRASE, ("spring water",)), Term(Field.WORD, ("dam",)))),
        ('"unfinished', (Term(Field.PHRASE, ("unfinished",)),)),
        ("-football", (Term(Field.WORD, ("football",), True),)),
        ('-"world cup"', (Term(Field.PHRASE, ("world cup",), True),)),
        ("outlet:kun", (Term(Field.OUTLET, ("kun",)),)),
        ('outlet:"The Times"', (Term(Field.OUTLET, ("The Times",)),)),
        ("owner:Exile,state", (Term(Field.OWNER, ("exile", "state")),)),
        ("owner:unknown", (Term(Field.OWNER, ("",)),)),
        ("lang:kk,Russian", (Term(Field.LANGUAGE, ("kk", "ru")),)),
        ("-lang:de", (Term(Field.LANGUAGE, ("de",), True),)),
        ("country:Tajikistan,region", (Term(Field.COUNTRY, ("tj", "region")),)),
        ("since:2d before:today", (Term(Field.SINCE, ("2d",)), Term(Field.BEFORE, ("today",)))),
        ("starred: unread:no", (Term(Field.STARRED, ()), Term(Field.UNREAD, (), True))),
        ("-unread:no", (Term(Field.UNREAD, ()),)),
        ("outlet:", ()),
        ("covid: 12:30 http://x.kz", tuple(Term(Field.WORD, (word,)) for word in ("covid:", "12:30", "http://x.kz"))),
        ("- -- :", (Term(Field.WORD, (":",)),)),
    ],
)
def test_what_is_typed_is_taken_apart(text: str, terms: tuple[Term, ...]) -> None:
    assert parse(text).terms == terms
    assert parse(text).troubles == ()


@pytest.mark.parametrize(
    ("text", "field", "value", "known"),
    [
        ("owner:rebel dam", Field.OWNER, "rebel", "exile"),
        ("lang:klingon dam", Field.LANGUAGE, "klingon", "kk"),
        ("country:narnia dam", Field.COUNTRY, "narnia", "uz"),
        ("since:soon dam", Field.SINCE, "soon", "2d"),
        ("starred:perhaps dam", Field.STARRED, "perhaps", "yes"),
        ("outelt:kun dam", None, "outelt:", "outlet:"),
    ],
)
def test_a_term_that_cannot_be_is_named_and_the_others_hold(
    text: str, field: Field | None, value: str, known: str
) -> None:
    asked = parse(text)
    [trouble] = asked.troubles
    assert (trouble.field, trouble.value) == (field, value)
    assert known in trouble.known
    assert asked.words == ("dam",)


@given(st.text(alphabet='ab:"-, \u0451', max_size=40) | st.text(max_size=40))
def test_anything_can_be_typed(text: str) -> None:
    asked = parse(text)
    assert all(
        term.values or term.field in (Field.STARRED, Field.UNREAD, Field.READ, Field.UPDATED) for term in asked.terms
    )
    completions(text, outlets=["kun"])


def test_only_the_beginning_of_a_very_long_text_is_read() -> None:
    assert len(parse("a " * 100_000).terms) == LONGEST // 2


def test_moments() -> None:
    assert moment("2d", NOW) == NOW - timedelta(days=2)
    assert moment("90M", NOW) == NOW - timedelta(minutes=90)
    assert moment("2026-11-20T06:00Z", NOW) == datetime(2026, 11, 20, 6, tzinfo=UTC)
    local = NOW.astimezone()
    for text, day in (("today", local), ("yesterday", local - timedelta(days=1))):
        time = moment(text, NOW)
        assert time is not None
        assert (time.astimezone().date(), time.astimezone().hour) == (day.date(), 0)
    assert moment("9999w", NOW) is None or isinstance(moment("9999w", NOW), datetime)
    assert moment("soon", NOW) is None


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ou", ["outlet:"]),
        ("dam -ou", ["dam -outlet:"]),
        ("owner:e", ["owner:exile"]),
        ("country:kz,t", ["country:kz,tj", "country:kz,tm"]),
        ("outlet:k", ["outlet:kun", "outlet:kloop"]),
        ("dam", []),
        ("dam ", []),
        ("o", []),
    ],
)
def test_terms_are_completed(typed: str, offered: list[str]) -> None:
    assert completions(typed, outlets=["kun", "kloop", "tdh"]) == offered


def test_every_key_is_completed() -> None:
    assert {completions(key[:3])[0] for key in KEYS} == {f"{key}:" for key in KEYS}


REPORTS = (
    article("Dam fills with spring water", minutes=10, countries=["tj"], outlet="Kun Daily", language="uz"),
    article("Water of the spring football season", minutes=60 * 30, countries=["kz"], outlet="Exile Post"),
    article("Som holds steady", minutes=60 * 60, countries=["kg"], language="ky"),
)


@pytest.mark.parametrize(
    ("search", "shown"),
    [
        ("water", {0, 1}),
        ('"spring water"', {0}),
        ("water -football", {0}),
        ("-football", {0, 2}),
        ("-outlet:exile", {0, 2}),
        ("outlet:kun,exile", {0, 1}),
        ("lang:uz,ky", {0, 2}),
        ("country:kz", {1}),
        ("since:2d", {0, 1}),
        ("before:2d", {2}),
        ("unread:", {0, 1, 2}),
        ("read:", set()),
        ("owner:independent -lang:en", {0, 2}),
        ("owner:narnia", {0, 1, 2}),
    ],
)
def test_a_search_shows_the_stories_that_pass_every_term(tmp_path: Path, search: str, shown: set[int]) -> None:
    with open_library(tmp_path, REPORTS) as room:
        query, found = Query(search=search, now=NOW), room.find(search)
        titles = {story.lead.title for story in room.stories() if matches(query, story, found)}
    assert titles == {REPORTS[number].title for number in shown}
