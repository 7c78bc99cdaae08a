"""An article that comes in again: corrections, withdrawals, better texts, dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from careader.model import Article, Block, BlockKind, Origin, TextOrigin
from careader.store.articles import ArticleStore
from careader.store.database import Database
from careader.store.merging import merge
from tests.library import NOW, article

TEASER, FEED, PAGE, FILE = TextOrigin
REPORT = replace(article("A minister is accused of theft", paragraphs=6), text_origin=FEED)


def text(*paragraphs: str) -> tuple[Block, ...]:
    return tuple(Block(BlockKind.PARAGRAPH, paragraph) for paragraph in paragraphs)


WITHDRAWAL = replace(
    REPORT,
    title="Correction: no minister was accused",
    summary="We withdraw this report; it was wrong.",
    blocks=text("We withdraw this report; it was wrong."),
    complete=False,
    seen=NOW + timedelta(hours=1),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ArticleStore]:
    database = Database(tmp_path / "articles.sqlite3", now=NOW)
    yield ArticleStore(database)
    database.close()


@pytest.mark.parametrize("known", TextOrigin)
@pytest.mark.parametrize("fresh", TextOrigin)
def test_a_text_of_the_same_or_a_better_origin_wins_even_if_it_is_shorter(known: TextOrigin, fresh: TextOrigin) -> None:
    merged = merge(replace(REPORT, text_origin=known), replace(WITHDRAWAL, text_origin=fresh))
    assert merged.title == WITHDRAWAL.title
    assert merged.summary == WITHDRAWAL.summary
    wins = fresh >= known
    assert merged.blocks == (WITHDRAWAL.blocks if wins else REPORT.blocks)
    assert merged.complete is (not wins)
    assert merged.text_origin is max(known, fresh)
    assert merged.outdated is (not wins)


def test_a_text_that_is_kept_under_the_same_words_is_not_outdated() -> None:
    page = replace(REPORT, text_origin=PAGE)
    again = replace(REPORT, title="A MINISTER is accused of theft", blocks=REPORT.blocks[:1], complete=False)
    assert not merge(page, again).outdated
    assert merge(page, replace(again, summary="The minister was not accused.")).outdated


def test_an_outdated_text_is_so_until_a_better_one_comes() -> None:
    outdated = merge(replace(REPORT, text_origin=PAGE), WITHDRAWAL)
    assert merge(outdated, WITHDRAWAL).outdated
    assert not merge(outdated, replace(WITHDRAWAL, text_origin=PAGE)).outdated


def test_an_entry_without_a_text_takes_none_away() -> None:
    bare = replace(REPORT, blocks=(), summary="", complete=False, text_origin=FEED)
    merged = merge(REPORT, bare)
    assert (merged.blocks, merged.summary, merged.complete) == (REPORT.blocks, REPORT.summary, True)


def test_another_outlets_feed_brings_no_words_of_its_own() -> None:
    other = replace(WITHDRAWAL, outlet="Aggregator", outlet_id="aggregator", title="Minister, theft - Aggregator")
    merged = merge(REPORT, other)
    assert (merged.title, merged.outlet, merged.outlet_id) == (REPORT.title, REPORT.outlet, REPORT.outlet_id)
    assert merged.blocks == REPORT.blocks
    teaser = replace(REPORT, blocks=text("A minister is accused."), text_origin=TEASER, complete=False)
    assert merge(teaser, replace(other, text_origin=FEED)).blocks == WITHDRAWAL.blocks


def test_dates_are_the_first_ones() -> None:
    later = replace(REPORT, published=REPORT.date + timedelta(hours=3), seen=NOW + timedelta(hours=4))
    merged = merge(REPORT, later)
    assert (merged.published, merged.first_seen, merged.seen) == (REPORT.published, NOW, NOW + timedelta(hours=4))


def test_what_was_imported_stays_so() -> None:
    assert merge(replace(REPORT, origin=Origin.FILE), REPORT).origin is Origin.FILE


def test_an_undated_article_is_new_once(store: ArticleStore) -> None:
    undated = replace(REPORT, published=None)
    store.put([undated])
    for hours in (1, 24, 72):
        store.put([replace(undated, seen=NOW + timedelta(hours=hours), title=f"Headline {hours}")])
        [(_, listed)] = store.headlines()
        assert listed.date == NOW
        assert store.headlines(until=NOW) == [(f"s{undated.id}", listed)]


def test_what_a_correction_replaces_is_kept_and_found_no_more(store: ArticleStore) -> None:
    store.put([REPORT])
    stored = store.put([WITHDRAWAL])
    assert (sorted(stored.new), sorted(stored.updated)) == ([], [REPORT.id])
    [now] = store.whole([REPORT.id])
    assert (now.title, now.blocks, now.formerly) == (WITHDRAWAL.title, WITHDRAWAL.blocks, (REPORT.title,))
    [before] = store.versions(REPORT.id)
    assert (before.title, before.summary, before.blocks) == (REPORT.title, REPORT.summary, REPORT.blocks)
    assert (before.until, before.text_origin) == (WITHDRAWAL.seen, FEED)
    assert store.search("theft") == frozenset()
    assert store.search("withdraw") == {REPORT.id}


def test_a_live_page_keeps_its_first_and_its_newest_texts(store: ArticleStore) -> None:
    for minute in range(40):
        store.put([replace(REPORT, blocks=text(f"Minute {minute}."), seen=NOW + timedelta(minutes=minute))])
    told = [version.blocks[0].text for version in store.versions(REPORT.id)]
    assert told == ["Minute 0.", *(f"Minute {minute}." for minute in range(20, 39))]


def test_nothing_is_written_for_what_is_known(store: ArticleStore) -> None:
    store.put([REPORT, WITHDRAWAL])
    stored = store.put([replace(WITHDRAWAL, seen=NOW + timedelta(days=1))])
    assert not any(stored)
    assert store.versions(REPORT.id) == []


def test_the_last_touch_is_for_what_is_new_or_has_changed(store: ArticleStore) -> None:
    asked: list[Article] = []

    def finish(one: Article) -> Article:
        asked.append(one)
        return replace(one, countries=("kz",))

    store.put([REPORT], finish=finish)
    store.put([REPORT], finish=finish)
    assert [one.title for one in asked] == [REPORT.title]
    store.put([WITHDRAWAL], finish=finish)
    assert [one.title for one in asked] == [REPORT.title, WITHDRAWAL.title]
    assert asked[1].blocks == WITHDRAWAL.blocks
    assert [one.countries for one in store.whole([REPORT.id])] == [("kz",)]
