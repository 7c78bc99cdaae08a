"""Links in an article: numbers behind their words, `f` to follow one, here or in the browser."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.model import Block, BlockKind, Link
from careader.newsroom import Newsroom
from careader.sources.identity import article_id
from careader.text.urls import canonical_url
from careader.tui.format import wrap
from careader.tui.links import Span, has_links, in_lines, numbered, terminal_address
from careader.tui.widgets.reading_pane import ReadingPane
from tests.library import article, open_library
from tests.tui.reading import NARROW, WIDE, lines, reader

HERE = "https://alatoo.example/news/canal"
AWAY = "https://elsewhere.example/report"
TEXT = "The canal was measured in spring, as a report says."
SOURCE, TARGET = "Water rises in the southern canals", "Osh has its oldest bridge drawn anew"


def linked(text: str, *words: tuple[str, str]) -> Block:
    """Return a paragraph in which words are links."""
    links = tuple(Link(text.index(word), text.index(word) + len(word), url) for word, url in words)
    return Block(BlockKind.PARAGRAPH, text, links=links)


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A library in which one article links another that is there, and a page that is not."""
    target = replace(article(TARGET, minutes=90, url=HERE), id=article_id(canonical_url(HERE)))
    source = replace(
        article(SOURCE, outlet="The Steppe Observer"),
        blocks=(
            linked(TEXT, ("canal", HERE), ("a report", AWAY)),
            Block(BlockKind.BULLET, "Again the canal.", links=(Link(10, 15, HERE),)),
        ),
    )
    return open_library(tmp_path, [source, target])


def test_a_number_stands_behind_the_words_of_a_link() -> None:
    numbers: dict[str, int] = {}
    text, spans = numbered(linked(TEXT, ("canal", HERE), ("a report", AWAY)), numbers)
    assert text == "The canal[1] was measured in spring, as a report[2] says."
    assert [text[span.start : span.end] for span in spans] == ["canal", "[1]", "a report", "[2]"]
    assert numbered(linked("See the canal.", ("canal", HERE)), numbers)[0] == "See the canal[1]."
    assert numbers == {HERE: 1, AWAY: 2}


@given(st.text("ab яқ ", min_size=1, max_size=80), st.data(), st.integers(1, 30))
def test_the_spans_of_lines_hold_the_letters_of_the_link(text: str, data: st.DataObject, width: int) -> None:
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    links = tuple(Link(start, end, f"https://x.example/{start}") for start, end in pairwise(places) if start < end)[::2]
    whole, spans = numbered(Block(BlockKind.PARAGRAPH, text, links=links), {})
    broken = wrap(whole, width)
    found: dict[tuple[str, bool], str] = {}
    for line, its in zip(broken, in_lines(whole, spans, broken, 2), strict=True):
        for span in its:
            key = span.url, span.is_number
            found[key] = found.get(key, "") + line[span.start - 2 : span.end - 2].replace(" ", "")
    wanted = {(span.url, span.is_number): whole[span.start : span.end].replace(" ", "") for span in spans}
    assert found == {key: letters for key, letters in wanted.items() if letters}


async def test_f_asks_for_a_number_and_opens_an_article_that_is_here(room: Newsroom) -> None:
    app = reader(room)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("g", "enter")
        shown = "\n".join(lines(app))
        assert "The canal[1] was measured" in shown
        assert "a report[2] says" in shown
        await pilot.press("f")
        await pilot.pause()
        assert any("Follow link 1 to 2" in line for line in lines(app))
        await pilot.press("1", "enter")
        await pilot.pause()
        assert app.main.pane.article is not None
        assert app.main.pane.article.title == TARGET
        assert app.main.reading
        assert app.main.pane.article.id in room.marks.read_ids()
        await pilot.press("escape")
        assert app.main.pane.article.title == SOURCE
        assert app.main.reading
        await pilot.press("escape")
        assert not app.main.reading


@pytest.mark.parametrize("typed", ["0", "3", "x", "9999999999999"])
async def test_a_number_that_no_link_has_is_said(room: Newsroom, typed: str) -> None:
    app = reader(room)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("g", "enter", "f")
        await pilot.pause()
        await pilot.press(*typed, "enter")
        await pilot.pause()
        assert "The links have the numbers 1 to 2." in lines(app)[-1]


async def test_an_article_without_links_says_so(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("enter", "f")
        assert "This article has no links in its text." in lines(app)[-1]


async def test_a_page_that_is_not_here_goes_to_the_browser(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >{seen}\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    monkeypatch.setenv("DISPLAY", ":0")
    app = reader(room)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("g", "enter", "f")
        await pilot.pause()
        await pilot.press("2", "enter")
        await pilot.pause()
        await app.workers.wait_for_complete()
        assert seen.read_text().strip() == AWAY


async def test_the_story_view_follows_links_too(room: Newsroom) -> None:
    app = reader(room)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("g", "t", "enter", "f")
        await pilot.pause()
        await pilot.press("1", "enter")
        await pilot.pause()
        assert app.screen is app.main
        assert app.main.pane.article is not None
        assert app.main.pane.article.url == HERE


async def test_a_click_follows_a_link(room: Newsroom) -> None:
    app = reader(room)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("g", "enter")
        pane = app.main.pane
        row = next(number for number, line in enumerate(pane.text.split("\n")) if "canal[1]" in line)
        column = pane.text.split("\n")[row].index("canal[1]") + max((pane.size.width - pane.measure) // 2, 2)
        await pilot.click(ReadingPane, offset=(column + 1, row))
        await pilot.pause()
        assert pane.article is not None
        assert pane.article.url == HERE


@pytest.mark.parametrize(("terminal", "told"), [("xterm-256color", True), ("linux", False)])
async def test_the_terminal_is_told_where_links_lead_if_it_takes_that(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, terminal: str, told: bool
) -> None:
    monkeypatch.setenv("TERM", terminal)
    assert has_links({"TERM": terminal}) is told
    app = reader(room)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("g", "enter")
        links = {
            segment.style.link
            for strip in app.screen._compositor.render_strips(app.size)
            for segment in strip
            if segment.style and segment.style.link
        }
        assert links == ({HERE, AWAY} if told else set())


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "ftp://x.example/", ""])
def test_no_terminal_is_told_another_kind_of_address(url: str) -> None:
    assert terminal_address(url) == ""


def test_an_address_for_the_terminal_is_plain_ascii() -> None:
    told = terminal_address("https://x.example/новости\x1b]8;;\x07 b\u202e?q=1;2#f")
    assert told.isascii()
    assert told.isprintable()
    assert " " not in told
    assert told.endswith("?q=1;2#f")


def test_links_that_lie_over_each_other_or_outside_the_text_get_no_number() -> None:
    links = (Link(0, 5, HERE), Link(3, 7, AWAY), Link(6, 99, AWAY), Link(6, 6, AWAY))
    block = Block(BlockKind.PARAGRAPH, "abc def", links=links)
    assert numbered(block, {}) == ("abc d[1]ef", [Span(0, 5, HERE), Span(5, 8, HERE, is_number=True)])


def test_a_link_over_two_lines_is_a_link_on_both() -> None:
    text, spans = numbered(linked("one two three", ("two three", HERE)), {})
    assert list(in_lines(text, spans, ["one two", "three[1]"])) == [
        (Span(4, 7, HERE),),
        (Span(0, 5, HERE), Span(5, 8, HERE, is_number=True)),
    ]
