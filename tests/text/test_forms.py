"""A search finds a word in its other forms, marks them, and does not find what is merely alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from careader.text.forms import forms_of
from careader.text.hits import hits
from careader.text.search import fold
from tests.library import article, open_library

FOUND = [
    ("Токаева", "Токаев подписал указ"),
    ("Токаева", "Tokayev signs a decree"),
    ("Tokayev", "Тоқаевтың жарлығы"),
    ("землетрясения", "Землетрясение в горах"),
    ("землетрясение", "после землетрясений"),
    ("банков", "Банк открыл отделение"),
    ("банк", "три банка"),
    ("воды", "вода в каналах"),
    ("вязами", "посадили вязы"),
    ("Алматыда", "Алматы қаласы"),
    ("мектептерде", "жаңа мектеп ашылды"),
    ("Ташкентда", "Ташкент"),
    ("maktablarda", "yangi maktab"),
    ("prices", "the price of flour"),
    ("signed", "she signs it"),
    ("новую", "новый завод"),
]
APART = [
    ("вода", "водитель автобуса"),
    ("банки", "банкет в честь гостей"),
    ("Токаев", "токарь на заводе"),
    ("trams", "a trampoline"),
]


@pytest.mark.parametrize(("asked", "text"), FOUND)
def test_a_word_is_found_in_its_other_forms(asked: str, text: str) -> None:
    assert hits(text, [asked])


@pytest.mark.parametrize(("asked", "text"), APART)
def test_what_is_merely_alike_is_not_found(asked: str, text: str) -> None:
    assert hits(text, [asked]) == []


def test_what_is_marked_is_what_the_library_finds(tmp_path: Path) -> None:
    texts = sorted({text for _, text in FOUND + APART})
    articles = [article(text, minutes=number, paragraphs=0) for number, text in enumerate(texts)]
    with open_library(tmp_path, articles) as room:
        for asked in sorted({asked for asked, _ in FOUND + APART}):
            found = {one.title for one in articles if one.id in room.articles.search(asked)}
            assert found == {text for text in texts if hits(text, [asked])}, asked


def test_exact_words_have_no_other_forms(tmp_path: Path) -> None:
    with open_library(tmp_path, [article("Вода в каналах", minutes=1, paragraphs=0)]) as room:
        assert room.articles.search("воды")
        assert not room.articles.search("воды", exact=True)


def test_the_forms_of_a_word_are_few_however_long_it_is() -> None:
    assert forms_of("a" * 100_000 + "lardan") != ()
    for word in ("na", "2026", "s4f", "землетрясения", "x" * 5000 + "ami"):
        assert len(forms_of(fold(word))) <= 120
