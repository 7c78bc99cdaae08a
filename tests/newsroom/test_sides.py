"""Who tells a story, who does not, and who was first."""

from __future__ import annotations

from dataclasses import replace

from careader.model import Origin, Outlet, Ownership, Story
from careader.newsroom.sides import first, followed, sides
from tests.telling import EXILE, INDEPENDENT, STATE

TOLD = Story("s1", (INDEPENDENT, EXILE, STATE))


def outlet(id_: str, ownership: Ownership, *, enabled: bool = True) -> Outlet:
    return Outlet(id_, id_.title(), f"https://{id_}.example", "en", ownership=ownership, enabled=enabled)


def test_each_side_gives_its_articles_in_the_order_of_time() -> None:
    earlier = replace(INDEPENDENT, id="earlier", published=STATE.date)
    found = sides(Story("s1", (INDEPENDENT, STATE, earlier)), {Ownership.STATE: 1})
    assert [(side.ownership, side.articles) for side in found] == [
        (Ownership.STATE, (STATE,)),
        (Ownership.INDEPENDENT, (earlier, INDEPENDENT)),
    ]


def test_a_side_is_silent_only_where_the_reader_follows_it() -> None:
    outlets = [
        outlet("wire", Ownership.INTERNATIONAL),
        outlet("post", Ownership.INTERNATIONAL),
        outlet("off", Ownership.EXILE, enabled=False),
    ]
    found = sides(Story("s1", (STATE,)), followed(outlets))
    silent = [(side.ownership, side.followed) for side in found if not side.articles]
    assert silent == [(Ownership.INTERNATIONAL, 2)]


def test_without_outlets_every_side_is_named() -> None:
    assert [side.ownership for side in sides(TOLD, {})] == list(Ownership)


def test_outlets_that_nobody_knows_are_a_side_of_their_own() -> None:
    unknown = replace(EXILE, ownership=None)
    assert [side.articles for side in sides(Story("s1", (unknown,)), {}) if side.ownership is None] == [(unknown,)]


def test_the_earliest_was_first() -> None:
    assert first(TOLD) == STATE


def test_nobody_was_first_alone() -> None:
    assert first(Story("s1", (STATE, replace(STATE, id="again")))) is None


def test_the_day_of_a_captured_page_does_not_make_an_article_first() -> None:
    captured = replace(STATE, url="", origin=Origin.FILE)
    assert first(Story("s1", (captured, EXILE, INDEPENDENT))) == INDEPENDENT
    assert first(Story("s1", (replace(STATE, published=None), EXILE))) == EXILE
