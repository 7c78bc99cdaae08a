from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from careader.model import Code, Failure, Outlet, Way
from careader.net import Response
from careader.sources.entry import Read
from careader.sources.ways import page

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
OUTLET = Outlet("steppe", "Steppe News", "https://steppe.example/", "en")
WAY = Way("page", "https://steppe.example/news/")
AROUND = """
<header><a href="/">Steppe News</a><nav><ul><li><a href="/politics/all-about-politics-of-the-five">Politics</a></li>
<li><a href="/tag/water-and-dams-in-the-whole-region">Water and dams in the whole region</a></li></ul></nav></header>
"""
FOOT = """
<footer><a href="/about/who-we-are-and-how-we-work">Who we are and how we work for you</a>
<a href="https://other.example/steppe-2026-11">A partner's report on five cities</a></footer>
"""
HEADLINES = [
    "Harbour opens a third pier for grain",
    "Almaty tries night buses on four routes",
    "A tram returns to Samarkand",
]


def read(body: str, encoding: str = "utf-8", outlet: Outlet = OUTLET) -> Read:
    html = (
        f"<!doctype html><html><head><title>News</title><meta charset='{encoding}'></head>"
        f"<body>{AROUND}{body}{FOOT}</body></html>"
    )
    answer = Response(WAY.url, 200, {"content-type": "text/html"}, html.encode(encoding))
    outcome = page.read(outlet, WAY, [answer], now=NOW)
    assert isinstance(outcome, Read), outcome
    return outcome


def titles(body: str) -> list[str]:
    return [entry.title for entry in read(body).entries]


def test_headings_with_links_teasers_and_dates() -> None:
    items = "".join(
        f"""<div class="item"><a href="/news/2026/{n}-a-slug-here"><img src="/i.jpg" alt=""></a>
        <h3 class="title"><a href="/news/2026/{n}-a-slug-here">{title}</a></h3>
        <time datetime="2026-11-2{n}T10:00:00+05:00">2{n} Nov</time>
        <span class="section"><a href="/politics">Politics</a></span>
        <p>The teaser of number {n} says what has happened and where, in short.</p>
        <a href="/news/2026/{n}-a-slug-here">Read more</a></div>"""
        for n, title in enumerate(HEADLINES, 1)
    )
    found = read(f"<main>{items}</main>").entries
    assert [entry.title for entry in found] == HEADLINES
    assert found[1].link == "https://steppe.example/news/2026/2-a-slug-here"
    assert found[1].published == datetime(2026, 11, 22, 5, tzinfo=UTC)
    assert found[1].description == "<p>The teaser of number 2 says what has happened and where, in short.</p>"


@pytest.mark.parametrize(
    ("shown", "hour"),
    [
        ('<span class="news-date">21 ноября 2026, 10:00</span>', 5),
        ('<div class="Item__Date">21.11.2026 10:00</div>', 5),
        ("<time>2026-11-21 10:00</time>", 5),
        ('<meta itemprop="datePublished" content="2026-11-21T10:00:00+06:00">', 4),
        ('<span class="date">today</span>', None),
        ("<span>21.11.2026 10:00</span>", None),
    ],
)
def test_a_date_that_is_only_shown_is_in_the_outlets_own_time(shown: str, hour: int | None) -> None:
    items = "".join(
        f'<div class="item">{shown}<h3><a href="/news/{n}-a-slug-here">{title}</a></h3></div>'
        for n, title in enumerate(HEADLINES, 1)
    )
    found = read(f"<main>{items}</main>", outlet=replace(OUTLET, countries=("kz",))).entries
    expected = None if hour is None else datetime(2026, 11, 21, hour, tzinfo=UTC)
    assert [entry.published for entry in found] == [expected] * 3


def test_a_card_that_is_one_link_as_a_whole() -> None:
    items = "".join(
        f'<a class="card" href="/n/{n}0001/"><span class="date">12:0{n}</span><div class="card__title">{title}</div>'
        f"<div>The teaser of number {n} says what has happened and where.</div></a>"
        for n, title in enumerate(HEADLINES, 1)
    )
    assert titles(items) == HEADLINES


def test_a_plain_list_of_links_without_any_names() -> None:
    items = "".join(
        f'<tr><td>12:0{n}</td><td><a href="/?id=40{n}1">{title}</a></td></tr>' for n, title in enumerate(HEADLINES)
    )
    assert titles(f"<table>{items}</table>") == HEADLINES


def test_a_headline_cut_off_is_completed_by_its_title() -> None:
    items = "".join(
        f'<li><a href="/news/{n}123" title="{title}">{title[:22]}...</a></li>' for n, title in enumerate(HEADLINES)
    )
    assert titles(f"<ul>{items}</ul>") == HEADLINES


def test_a_page_in_windows_1251() -> None:
    body = "".join(
        f'<h2><a href="/news/{n}00{n}.html">В Оше открыли музей шёлка, вход свободный, номер {n}</a></h2>'
        for n in (1, 2)
    )
    found = read(body, "windows-1251").entries
    assert found[0].title == "В Оше открыли музей шёлка, вход свободный, номер 1"


def test_a_page_without_headlines_says_so() -> None:
    html = f"<html><body>{AROUND}<p>Under construction.</p>{FOOT}</body></html>"
    outcome = page.read(OUTLET, WAY, [Response(WAY.url, 200, {}, html.encode())], now=NOW)
    assert isinstance(outcome, Failure)
    assert outcome.code is Code.NO_HEADLINES
