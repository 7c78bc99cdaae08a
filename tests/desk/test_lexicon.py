from __future__ import annotations

import pytest

from careader.desk.lexicon import Lexicon, lexicon, meaning

HEAD = '[acts]\nrise = "rise*"\n[stages]\nround = "round"\n[exclusive]\nway = ["rise"]\n'


def test_each_word_has_one_meaning_and_each_act_is_known() -> None:
    words = lexicon()
    known = words.telling | words.acts | set(words.exact.values()) | set(words.prefixes.values())
    assert words.exclusive.keys() <= known
    for word in (*words.exact, *words.prefixes):
        assert word == word.casefold().replace("ё", "е"), word
        assert len(word) > 1 or word in words.exact


def test_a_word_with_two_meanings_is_refused() -> None:
    with pytest.raises(ValueError, match="fire means both say and burn"):
        Lexicon.parse('[telling]\nsay = "fire"\n[things]\nburn = "fire"\n' + HEAD)


@pytest.mark.parametrize(
    "words",
    [
        ("earthquake", "землетрясение", "zilzila", "заминларза", "титирөө"),
        ("schools", "школу", "мектептер", "maktabda", "мактаб", "mekdep"),
        ("opened", "открыли", "ашылды", "ачылды", "ochildi", "очилди"),
        ("killed", "погибли", "қаза", "каза", "halok", "ҳалок", "heläk"),
    ],
)
def test_one_meaning_in_many_languages(words: tuple[str, ...]) -> None:
    assert len({meaning(word) for word in words}) == 1
    assert meaning(words[0])


def test_the_whole_word_comes_before_its_beginning() -> None:
    assert meaning("газ") == "gas"
    assert meaning("газета") != "gas"
    assert meaning("граждан") == "people"
    assert meaning("гражданство") == "citizenship"
    assert meaning("zzz") == ""
