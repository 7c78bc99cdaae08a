from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from careader.model import BlockKind, Code, Failure
from careader.sources.page import Page, read_page
from careader.sources.page_head import is_hard
from tests import pages
from tests.benchmarks.articles import score
from tests.pages import SHAPES, Shape

URL = "https://steppe.example/news/harbour"
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in pages.HARBOUR)


def read(html: str | bytes, **said: object) -> Page | Failure:
    body = html.encode() if isinstance(html, str) else html
    return read_page(body, URL, what="Steppe", **said)  # type: ignore[arg-type]


def page(html: str | bytes, **said: object) -> Page:
    outcome = read(html, **said)
    assert isinstance(outcome, Page), outcome
    return outcome


def code(html: str | bytes, **said: object) -> Code:
    outcome = read(html, **said)
    assert isinstance(outcome, Failure)
    return outcome.code


def html(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize("shape", [make for make in SHAPES if make().text])
def test_the_text_of_each_shape_of_page(shape: Callable[[], Shape]) -> None:
    made = shape()
    found = page(made.body, headers={"content-type": made.content_type}, title=made.title, teaser=made.teaser)
    recall, precision, _ = score(" ".join(made.text), found.text)
    assert recall >= 0.99
    assert precision >= 0.95
    assert made.title not in found.text


@pytest.mark.parametrize(("shape", "expected"), [(pages.consent_wall, Code.CONSENT), (pages.bot_check, Code.BOT_CHECK)])
def test_a_wall_is_no_text(shape: Callable[[], Shape], expected: Code) -> None:
    made = shape()
    assert code(made.body, title=made.title, teaser=made.teaser) is expected


@pytest.mark.parametrize(
    ("signs", "service"),
    [
        (
            "<title>DDoS-Guard</title><script src='/.well-known/ddos-guard/js-challenge/index.js'></script>",
            "DDoS-Guard",
        ),
        ("<title>Attention Required! | Cloudflare</title>", "Cloudflare"),
        ("<title>Проверка браузера</title>", ""),
        ("<script src='/__qrator/qauth.js'></script>", "Qrator"),
        ("<script>window.gokuProps = {}</script>", "AWS WAF"),
        ("<title>One moment, please...</title>", "Imunify360"),
        ("<title>Vercel Security Checkpoint</title>", "Vercel"),
        ("<title>Captcha</title>", ""),
        ("<base href='/'><form action='/checkcaptcha?key=1'></form>", "Yandex SmartCaptcha"),
    ],
)
def test_a_check_for_robots_is_named(signs: str, service: str) -> None:
    outcome = read(html("<p>Please wait.</p>", signs))
    assert isinstance(outcome, Failure)
    assert (outcome.code, outcome.params["service"]) == (Code.BOT_CHECK, service)


@pytest.mark.parametrize(
    "said",
    [
        "We and our partners use cookies to deliver services. Choose what you like. Accept all. Reject all.",
        "Мы используем файлы cookie и данные наших партнёров. Принять все. Отклонить все.",
    ],
)
def test_a_demand_for_consent_is_no_text(said: str) -> None:
    assert code(html(f"<div><h1>Before you continue</h1><p>{said}</p></div>")) is Code.CONSENT


def test_a_headline_about_captchas_is_no_check() -> None:
    title = "Captchas stop half of all visitors of the tax office’s site"
    assert page(html(f"<article><h1>{title}</h1>{TEXT}</article>", f"<title>{title}</title>"), title=title).text


def test_an_article_about_robots_and_cookies_is_an_article() -> None:
    about = "".join(
        f"<p>Part {n}: the ministry wants consent before cookies are set, and a check for robots at its own door. "
        "Lawyers of the five states compare how personal data and privacy are kept in each of them.</p>" * 3
        for n in range(4)
    )
    title = "Ministry wants consent for cookies and privacy"
    assert "Part 3" in page(html(f"<article><h1>{title}</h1>{about}</article>"), title=title).text


def test_the_headline_the_date_and_whose_page_it_is_are_no_text() -> None:
    body = (
        f"<article><h1>A pier</h1><p>24.11.2026, 10:15</p>{TEXT}"
        f"<p>© 2026 Steppe News. All rights reserved.</p></article>"
    )
    assert page(html(body), title="A pier").blocks[0].text == pages.HARBOUR[0]
    assert page(html(body), title="A pier").blocks[-1].text == pages.HARBOUR[-1]


def test_the_selector_of_an_outlet_comes_first() -> None:
    body = (
        f"<div class='lead'>An introduction that is no part of it at all, but long.</div><div class='txt'>{TEXT}</div>"
    )
    found = page(html(body), selector="div.txt")
    assert found.found_by == "selector"
    assert found.blocks[0].text == pages.HARBOUR[0]
    assert page(html(body), selector="div.nothing").found_by != "selector"
    assert page(html(body), selector="]] not a selector").found_by != "selector"


def test_headings_and_quotations_are_kept() -> None:
    body = (
        f"<article>{TEXT}<h2>What is next</h2><blockquote>Nothing, said the captain, but a long quotation.</blockquote>"
        "<p>The decree is <a href='/decree/12'>here</a>, on eleven pages with a map of the bay.</p></article>"
    )
    blocks = page(html(body)).blocks
    kinds = {block.text: block.kind for block in blocks}
    assert kinds["What is next"] is BlockKind.HEADING
    assert kinds["Nothing, said the captain, but a long quotation."] is BlockKind.QUOTATION


def test_what_the_page_says_of_itself() -> None:
    data = {"@type": "NewsArticle", "headline": "A pier", "datePublished": "2026-11-24T08:30:00+0500",
            "author": {"name": "A. Reporter"}, "inLanguage": "en-US"}  # fmt: skip
    head = (
        f"<script type='application/ld+json'>{json.dumps(data)}</script><link rel='canonical' href='/news/harbour?a=1'>"
        "<link rel='alternate' hreflang='ru' href='https://steppe.example/ru/news/harbour'>"
        "<link rel='alternate' hreflang='x-default' href='https://steppe.example/'>"
    )
    found = page(html(f"<article>{TEXT}</article>", head)).head
    assert found.canonical == "https://steppe.example/news/harbour?a=1"
    assert found.alternates == {"ru": "https://steppe.example/ru/news/harbour"}
    assert (found.author, found.language) == ("A. Reporter", "en-us")
    assert found.published == datetime(2026, 11, 24, 3, 30, tzinfo=UTC)


def test_nothing_is_believed_that_cannot_be() -> None:
    head = (
        "<link rel='canonical' href='javascript:alert(1)'><meta name='author' content='" + "x" * 500 + "'>"
        "<meta property='article:published_time' content='0001-01-01T00:00:00Z'>"
        "<script type='application/ld+json'>{broken</script><script type='application/ld+json'>"
        + "[" * 5000
        + "</script>"
    )
    found = page(html(f"<article>{TEXT}</article>", head)).head
    assert (found.canonical, found.author, found.published) == ("", "", None)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<article><p>The first lines of it are free.</p><p>Subscribe to continue reading.</p></article>",
            Code.PAYWALL,
        ),
        (
            "<article><p>Первые строки.</p><div class='paywall'>Материал доступен только подписчикам</div></article>",
            Code.PAYWALL,
        ),
        ("<div id='root'></div>", Code.NO_TEXT),
        ("<article><p>A pier was built.</p></article>", Code.NO_MORE),
    ],
)
def test_why_there_is_no_whole_text(body: str, expected: Code) -> None:
    assert code(html(body), title="A pier", teaser="A teaser that says a little more than the page does.") is expected


def test_a_page_for_subscribers_says_so_in_its_data() -> None:
    for free in ("false", '"False"'):
        head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "isAccessibleForFree": {free}}}</script>'
        assert (
            code(html("<article><p>The first lines are here, and then no more of them.</p></article>", head))
            is Code.PAYWALL
        )


def test_what_is_no_page_is_survived() -> None:
    assert code(b"") is Code.EMPTY
    assert code(b"<p>" * 2_000_000) is Code.TOO_LARGE
    assert code("<div>" * 20_000 + "x") in (Code.NO_TEXT, Code.NO_MORE)


@pytest.mark.parametrize(
    "body",
    ["<div>" * 100_000 + "hello", "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">x", "<p>x " * 100_000],
)
def test_a_page_that_would_take_a_parser_for_ever_is_not_parsed(body: str) -> None:
    assert is_hard(body)
    assert code(body) is Code.NO_TEXT


def test_the_pages_of_news_are_not_hard() -> None:
    assert not any(is_hard(make().body.decode("utf-8", "replace")) for make in SHAPES)


def test_a_page_that_draws_itself_from_its_data() -> None:
    props = {"props": {"pageProps": {"article": {"title": "A pier", "body": TEXT}}}}
    body = f"<div id='__next'></div><script id='__NEXT_DATA__' type='application/json'>{json.dumps(props)}</script>"
    found = page(html(body))
    assert [block.text for block in found.blocks] == list(pages.HARBOUR)


def test_captions_of_pictures_that_no_element_marks_as_an_article() -> None:
    figures = "".join(
        f"<figure><img src='/{n}.jpg'><figcaption>{t}</figcaption></figure>" for n, t in enumerate(pages.GALLERY)
    )
    found = page(
        html(f"<div><nav><a href='/'>Home</a></nav><div class='w'><p>A walk along the canal.</p>{figures}</div></div>")
    )
    assert [block.text for block in found.blocks] == ["A walk along the canal.", *pages.GALLERY]
