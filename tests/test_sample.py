from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from careader.desk.stories import Item, group
from careader.model import COUNTRIES, CURRENCIES, Article, BlockKind, Origin, Ownership
from careader.sample import articles, quotes
from careader.text.clean import clean, clean_lines

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
PIECES = articles(NOW)
RUSSIAN = articles(NOW, "ru")
EVERY_PIECE = pytest.mark.parametrize("piece", [*PIECES, *RUSSIAN], ids=lambda piece: f"{piece.id}-{piece.language}")


def words(piece: Article) -> int:
    return sum(len(block.text.split()) for block in piece.blocks)


def whole_text(piece: Article) -> str:
    return "\n".join([piece.title, *(block.text for block in piece.blocks)])


@EVERY_PIECE
def test_a_piece_is_short_and_built_like_an_article(piece: Article) -> None:
    assert 120 <= words(piece) <= 300
    assert piece.blocks[0].kind is BlockKind.PARAGRAPH
    assert any(block.kind is BlockKind.HEADING for block in piece.blocks)
    assert piece.summary.removesuffix(" …") in piece.blocks[0].text
    assert piece.complete


@EVERY_PIECE
def test_a_piece_is_labelled_as_a_sample_in_every_place(piece: Article) -> None:
    assert piece.id.startswith("sample-")
    assert piece.outlet.startswith(("Sample ", "Образец: "))
    assert piece.outlet_id.startswith("sample-")
    assert piece.origin is Origin.SAMPLE
    assert (piece.url, piece.countries) == ("", ())


@EVERY_PIECE
def test_text_is_as_clean_as_if_it_came_from_outside(piece: Article) -> None:
    for text in (piece.title, piece.summary, piece.outlet):
        assert text
        assert clean(text) == text
    for block in piece.blocks:
        door = clean_lines if block.kind is BlockKind.PREFORMATTED else clean
        assert block.text
        assert door(block.text) == block.text


def test_the_edition_as_a_whole() -> None:
    assert 20 <= len(PIECES) <= 25
    assert len({piece.id for piece in PIECES}) == len({piece.title for piece in PIECES}) == len(PIECES)
    assert {piece.ownership for piece in PIECES} == set(Ownership)
    assert {block.kind for piece in PIECES for block in piece.blocks} == set(BlockKind)


def test_the_pieces_are_dated_over_the_two_days_before_and_come_newest_first() -> None:
    dates = [piece.date for piece in PIECES]
    assert NOW - timedelta(days=2) < min(dates) < NOW - timedelta(hours=36)
    assert max(dates) < NOW
    assert all(earlier < later for later, earlier in pairwise(dates))


def test_the_same_pieces_come_again_at_another_time() -> None:
    later = articles(NOW + timedelta(days=3))
    assert [piece.id for piece in later] == [piece.id for piece in PIECES]
    assert later[0].date - PIECES[0].date == timedelta(days=3)


def test_some_pieces_are_in_russian() -> None:
    russian = [piece for piece in PIECES if piece.language == "ru"]
    assert len(russian) >= 4
    for piece in PIECES:
        letters = [c for c in whole_text(piece) if c.isalpha()]
        assert (sum("а" <= c.lower() <= "я" for c in letters) > len(letters) / 2) is (piece in russian)


KEYS = [
    *(
        "j",
        "k",
        "g",
        "G",
        "l",
        "n",
        "N",
        "m",
        "s",
        "o",
        "y",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "0",
        "u",
        "*",
        "/",
        "r",
        "z",
        "?",
    ),
    *("d", "q", "[", "]", "Enter", "Space", "Esc", "PageUp", "PageDown", "Ctrl+P"),
]


def test_the_edition_in_russian_has_the_same_pieces_in_the_same_shape() -> None:
    assert [piece.id for piece in RUSSIAN] == [piece.id for piece in PIECES]
    for piece, there in zip(PIECES, RUSSIAN, strict=True):
        assert (there.ownership, there.date, there.language) == (piece.ownership, piece.date, "ru")
        assert {block.kind for block in there.blocks} == {block.kind for block in piece.blocks}
        letters = [c for c in whole_text(there) if c.isalpha()]
        assert sum("а" <= c.lower() <= "я" or c in "ёЁ" for c in letters) > len(letters) * 0.6, there.id
    assert articles(NOW, "xx") == PIECES


@pytest.mark.parametrize("key", KEYS)
def test_each_key_is_told_of_in_the_guide(key: str) -> None:
    for pieces in ([piece for piece in PIECES if piece.language == "en"], RUSSIAN):
        told = "\n".join(map(whole_text, pieces))
        assert re.search(rf"(?<![\w/*]){re.escape(key)}(?![\w/*.])", told)


@pytest.mark.parametrize("country", COUNTRIES.values())
def test_each_country_is_what_some_headline_or_opening_is_about(country: str) -> None:
    assert any(country in piece.title or country in piece.summary for piece in PIECES if "guide" not in piece.outlet_id)


@pytest.mark.parametrize("pieces", [PIECES, RUSSIAN], ids=["en", "ru"])
def test_one_story_and_no_other_is_told_by_two_outlets(pieces: tuple[Article, ...]) -> None:
    items = [
        Item(piece.id, piece.title, piece.outlet_id, piece.date, lead=piece.summary, language=piece.language)
        for piece in pieces
    ]
    together = [set(found.members) for found in group(items) if len(found.members) > 1]
    assert together == [{"sample-som-wire", "sample-som-herald"}]


def test_each_currency_has_a_figure_for_two_days() -> None:
    rates = quotes(date(2026, 11, 20))
    assert {(quote.quote, quote.published.day) for quote in rates} == {(c, day) for c in CURRENCIES for day in (19, 20)}
    assert {(quote.base, quote.provider, quote.nominal) for quote in rates} == {("USD", "SAMPLE", 1)}
    values = {currency: {quote.value for quote in rates if quote.quote == currency} for currency in CURRENCIES}
    assert {currency for currency, figures in values.items() if len(figures) == 1} == {"TMT"}
