from __future__ import annotations

import pytest

from careader.desk.stories import Kinship, explain, group
from tests.desk.reports import report


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ru", "Землетрясение магнитудой 5,2 произошло в Нарыне"), ("en", "5.2-magnitude earthquake hits Naryn")),
        (("ru", "Инфляция в Таджикистане составила 3,4%"), ("en", "Tajikistan's inflation reaches 3.4%")),
        (("kk", "Ақтөбеде өрттен 14 адам жарақат алды"), ("ru", "При пожаре в Актобе пострадали 14 человек")),
        (("ky", "Ошто автобус кырсыкка учурап, 11 адам жабыркады"), ("en", "Bus crash in Osh injures 11 people")),
    ],
)
def test_one_event_in_two_languages(one: tuple[str, str], other: tuple[str, str]) -> None:
    a, b = (report(title, language=language) for language, title in (one, other))
    assert explain(a, b).kinship is Kinship.SAME
    assert len(group([a, b])) == 1


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("В Нарыне построят новую школу", "New hospital to be built in Naryn", "subject"),
        ("Токаев прибыл в Лондон", "Tokayev arrives in Rome", "place"),
        ("Жапаров подписал закон о пчеловодстве", "Japarov signs law on notaries", "language"),
    ],
)
def test_what_cannot_be_sure_is_kept_apart(one: str, other: str, kind: str) -> None:
    verdict = explain(report(one), report(other))
    assert verdict.kinship is not Kinship.SAME
    assert kind in {reason.kind for reason in verdict.reasons}


def test_languages_are_told_by_script_where_they_are_not_given() -> None:
    titles = ("Землетрясение магнитудой 5,2 произошло в Нарыне", "5.2-magnitude earthquake hits Naryn")
    given = explain(report(titles[0], language="ru"), report(titles[1], language="en"))
    assert explain(report(titles[0]), report(titles[1])) == given
