"""Which article stands for a story."""

from __future__ import annotations

from dataclasses import replace

from careader.model import Story
from careader.newsroom.listing import in_order, led_by
from tests.telling import EXILE, INDEPENDENT, STATE


def test_a_preferred_language_stands_before_the_whole_text_and_that_before_the_earliest() -> None:
    russian = replace(EXILE, language="ru")
    teaser = replace(STATE, complete=False)
    assert in_order((INDEPENDENT, russian, STATE), ("en", "ru"))[0] == STATE
    assert in_order((INDEPENDENT, russian, STATE), ("ru", "en"))[0] == russian
    assert in_order((INDEPENDENT, russian, teaser), ("en", "ru"))[0] == INDEPENDENT
    assert in_order((russian, teaser), ("en", "ru"))[0] == teaser
    assert in_order((replace(russian, language="kk"), russian), ("en", "ru"))[0] == russian


def test_the_others_follow_with_the_newest_first() -> None:
    assert in_order((STATE, INDEPENDENT, EXILE), ("en",)) == (STATE, EXILE, INDEPENDENT)


def test_another_article_can_stand_for_a_story() -> None:
    story = Story("s1", (STATE, EXILE, INDEPENDENT), read=True)
    assert led_by(story, INDEPENDENT.id) == Story("s1", (INDEPENDENT, STATE, EXILE), read=True)
    assert led_by(story, STATE.id) == led_by(story, "nobody") == story
