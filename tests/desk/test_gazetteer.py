"""The gazetteer: its data is consistent, and its names are found in every spelling and with every ending."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careader.desk.gazetteer import mentions, scan
from careader.desk.gazetteer.book import Book, Entry, book, data_files, read_entries
from careader.desk.gazetteer.words import APOSTROPHES, fold
from careader.model import COUNTRIES

KINDS = {
    "country", "demonym", "place", "landmark", "person", "institution", "currency", "region", "outlet", "outside",
    "trap", "cue", "tie", "authority", "meeting", "abroad",
    "world",
}  # fmt: skip


def all_entries() -> list[Entry]:
    return [entry for text in data_files().values() for entry in read_entries(tomllib.loads(text))]


def form(name: str) -> str:
    return re.sub(r"[^\w']+", " ", fold(name).lower()).strip()


def entities(text: str) -> list[str]:
    return [mention.entity for mention in mentions(text)]


def test_every_block_has_a_source_and_a_known_kind() -> None:
    for name, text in data_files().items():
        for block in tomllib.loads(text)["block"]:
            assert len(block["source"]) > 3, name
            assert block["kind"] in KINDS, name


def test_every_entity_is_listed_once_and_has_names() -> None:
    counted = Counter(entry.id for entry in all_entries())
    assert [entity for entity, times in counted.items() if times > 1] == []
    assert [entry.id for entry in all_entries() if not entry.names or not all(map(form, entry.names))] == []


def test_a_written_form_of_two_entities_is_marked_ambiguous() -> None:
    holders: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in all_entries():
        for name in entry.names:
            holders[form(name)][entry.id] = entry
    clashes = {
        name: sorted(found)
        for name, found in holders.items()
        if sum(not entry.ambiguous for entry in found.values()) > 1
    }
    assert clashes == {}, "mark all but one of each as ambiguous = true"


def test_only_names_of_the_five_point_to_one_of_them() -> None:
    for entry in all_entries():
        assert all(re.fullmatch("[a-z]{2}", place) for place in entry.places), entry.id
        if entry.kind in ("outside", "abroad", "world", "cue", "tie", "authority", "meeting"):
            assert not entry.countries, entry.id
        elif entry.kind not in ("trap", "region", "currency", "outlet"):
            assert entry.countries, entry.id


def test_every_name_is_found_as_it_is_listed() -> None:
    lost = []
    for entry in all_entries():
        for name in entry.names:
            written = name.rstrip("!*")
            hits = book_entities(written)
            if not any(entry.id in found for found in hits):
                lost.append((entry.id, name, hits))
    assert lost == []


def test_no_written_name_surely_means_two_countries() -> None:
    # With its endings too: "Дарваза" is a crater, and of Дарваз.
    torn = []
    for entry in all_entries():
        for name in entry.names:
            for hit in scan(name.rstrip("!*")):
                sure = {one.places for one in hit.entries if not one.ambiguous and one.places}
                if len(sure) > 1 and any(one.countries for one in hit.entries):
                    torn.append((name, [one.id for one in hit.entries]))
    assert torn == [], "mark all but one of each as ambiguous = true"


def book_entities(text: str) -> list[set[str]]:
    return [{entry.id for entry in hit.entries} for hit in scan(text)]


@pytest.mark.parametrize(
    ("entity", "spellings"),
    [
        (
            "country:kz",
            "Kazakhstan Kazakhstan's Казахстан Казахстана казахстанский казахстанско Қазақстанның Қазақстанға",
        ),
        ("country:kz", "Qazaqstannyń Qozogʻistonda Қозоғистонда Казакстандын Газагыстан Gazagystana Қазоқистон"),
        ("country:kg", "Kyrgyzstan Кыргызстан Кыргызстандын Кыргызстандагы Киргизии Қырғызстанмен Qirgʻizistonga"),
        ("country:kg", "Қирғизистон Gyrgyzystanyň Қирғизистонро Кыргызстанынын"),
        ("country:tj", "Tajikistan Таджикистаном Тоҷикистонро Тоҷикистони Tojikistonning Тожикистондан Täjigistanyň"),
        ("country:tj", "Тәжікстанның Тажикстанга"),
        (
            "country:tm",
            "Turkmenistan Туркменистане Türkmenistanyň Türkmenistanda Туркманистонро Түркменстан Turkmanistonning",
        ),
        ("country:tm", "Turkmenistandan Түркмөнстандын"),
        ("country:uz", "Uzbekistan Узбекистану Oʻzbekistonning Ўзбекистонда Özbegistandan Өзбекстанның Ӯзбекистонро"),
        ("demonym:kz", "Kazakh Kazakhs казахский казахами қазақтар qozoqlar gazaklar"),
        ("demonym:kg", "Kyrgyz кыргыздар киргизская қырғыздар qirgʻizlar"),
        ("demonym:tj", "Tajiks таджикского тоҷикон тоҷикони tojiklar täjikler тажиктер"),
        ("demonym:tm", "Turkmens туркменских türkmenler түрікмендер туркманҳо"),
        ("demonym:uz", "Uzbeks узбекских oʻzbeklar ўзбекларнинг ӯзбекҳо өзбектер özbekler"),
        ("place:almaty", "Almaty Алматыда Алматыдан Алма-Ате алматинской Алматинская Алматының"),
        ("place:bishkek", "Bishkek Бишкеке Бишкекте Бишкектин Бишкекка бишкекский"),
        ("place:dushanbe", "Dushanbe Душанберо душанбинских Душанбеда Duşanbede"),
        ("place:ashgabat", "Ashgabat Ашхабаде ашхабадский Aşgabatda Aşgabadyň Ашгабатда Ashxobodda"),
        ("place:tashkent", "Tashkent Toshkentda Тошкентга Ташкентте Ташкенте ташкентского Toşkentda Дошканд"),
        ("place:samarkand", "Samarkand Самарқандда Самарканде Samarqandda самаркандская"),
        ("place:fergana", "Fargʻonada Фарғонада Ферганы ферганской Ferghana"),
        ("place:osh", "Osh Оше Ошто Оштогу Ошский ошской Ўшда"),
        ("place:issyk-kul", "Issyk-Kul Иссык-Куле Ысык-Көлдө иссык-кульской Issiqkoʻlda"),
        ("place:karaganda", "Karaganda Караганде Қарағандыда карагандинские"),
        ("person:mirziyoyev", "Mirziyoyev Мирзиёева Мирзиеевым Mirziyoyevning Мирзиёевнинг"),
        ("person:tokayev", "Tokayev Токаевым Тоқаевтың Toqayev Тоқаев"),
        ("person:japarov", "Japarov Жапаровдун Жапарова Zhaparov"),
        ("currency:KZT", "tenge тенге теңгеге тенгени"),
        ("currency:TJS", "somoni сомонӣ"),
    ],
)
def test_a_name_is_found_with_its_endings(entity: str, spellings: str) -> None:
    for spelling in spellings.split():
        assert entities(spelling) == [entity], spelling


@pytest.mark.parametrize("apostrophe", list(APOSTROPHES))
def test_every_apostrophe_of_uzbek_is_the_same(apostrophe: str) -> None:
    assert entities(f"O{apostrophe}zbekistonning Farg{apostrophe}ona viloyati")[:2] == ["country:uz", "place:fergana"]


@pytest.mark.parametrize("text", ["Oʻzbekiston", "Öʻzbekiston", "Özbekiston", "Õzbekiston", "Ozbekiston"])
def test_every_reform_of_uzbek_is_the_same(text: str) -> None:
    assert entities(text) == ["country:uz"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ош палов", ["trap:osh-dish"]),
        ("Мать ждёт ошибку", []),
        ("тараз весов", []),
        ("some summary of a sum", []),
        ("Kant wrote a critique", []),
        ("Kant, near Bishkek", ["place:kant", "place:bishkek"]),
        ("Mary went home", []),
        ("Mary, Turkmenistan", ["place:mary", "country:tm"]),
        ("Jalalabad, Afghanistan", ["trap:jalalabad-af", "outside:af"]),
        ("манат Азербайджана", ["currency:manat-az", "outside:az"]),
        ("манат Туркменистана", ["currency:manat-tm", "country:tm"]),
        ("азербайджанский манат", ["currency:AZN"]),
        ("курс сома в Бишкеке", ["currency:KGS", "place:bishkek"]),
        ("аэропорт «Манас»", ["landmark:manas-airport"]),
        ("the epic of Manas", ["landmark:manas-epic"]),
        ("East Turkestan", ["trap:turkestan-east"]),
        ("Turkistan", ["place:turkistan"]),
        ("Rasht-Astara", ["trap:rasht-iran"]),
        ("Казаков ушёл", ["trap:kazakov"]),
    ],
)
def test_what_a_name_means_here(text: str, expected: list[str]) -> None:
    assert entities(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Truck overturns on Tashkent Street", "кафе на улице Ташкентской", "кинотеатр «Алматы»", "the Samarkand Hotel"],
)
def test_a_street_bears_the_name_of_a_place_without_being_there(text: str) -> None:
    assert entities(text) == []


def test_the_longest_name_wins_and_names_do_not_overlap() -> None:
    text = "Nursultan Nazarbayev International Airport in Astana, not Nazarbayev University"
    found = mentions(text)
    assert [text[mention.start : mention.end] for mention in found] == [
        "Nursultan Nazarbayev International Airport",
        "Astana",
        "Nazarbayev University",
    ]


def test_a_new_entry_is_all_that_a_new_name_needs() -> None:
    table = tomllib.loads(
        '[[block]]\nkind="place"\nsource="me"\ncountries=["kz"]\n[block.names]\nx=["Ойыл", "ойылский"]'
    )
    small = Book(read_entries(table))
    assert small.words["Ойылда"]
    assert small.words["ойылского"]
    assert not small.words["ойылда"]
    assert small.entries["place:x"].places == ("kz",)


@settings(max_examples=150, deadline=None)
@given(
    st.text()
    | st.lists(st.sampled_from(["Ош", "Osh", "Кант", " ", "-", "Манас", "'", "ʻ", "Oʻzbek", "Ж", "."])).map("".join)
)
def test_mentions_point_at_the_text_in_order(text: str) -> None:
    end = 0
    for mention in mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        assert set(mention.countries) <= COUNTRIES.keys()
        assert mention.entity in book().entries
        end = mention.end
