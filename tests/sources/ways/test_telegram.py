from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from careader.model import Article, BlockKind, Code, Failure, Outlet, Way
from careader.net import Response
from careader.sources.entry import Read, to_article
from careader.sources.identity import article_id
from careader.sources.ways import State, telegram
from tests.channels import NO_PREVIEW, channel, post

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
WAY = Way("telegram", "https://t.me/s/steppenews")
OUTLET = Outlet("steppe", "Steppe News", "https://steppe.example/", "en", ways=(WAY,))


def answer(*posts: str, site: str = "https://steppe.example") -> Response:
    return Response(WAY.url, 200, {"content-type": "text/html; charset=utf-8"}, channel(posts, site=site))


def read(*posts: str, site: str = "https://steppe.example", outlet: Outlet = OUTLET) -> Read:
    outcome = telegram.read(outlet, WAY, [answer(*posts, site=site)], now=NOW)
    assert isinstance(outcome, Read)
    return outcome


def article(html: str, **said: object) -> Article:
    (entry,) = read(post(7, html, when=NOW - timedelta(hours=1), **said)).entries  # type: ignore[arg-type]
    made = to_article(entry, OUTLET, NOW)
    assert made
    return made


def test_a_post_is_an_article_with_its_lines_links_and_quotations() -> None:
    made = article(
        "<b>Aktau loads two more ships<br>a day</b><br><br>The terminal says "
        '<a href="https://port.example/a?b=1&amp;c=2">so</a>.'
        "<br><blockquote>We are glad, the harbour master said.</blockquote>The next ship comes on Friday."
        '<br><a href="?q=%23aktau">#aktau</a>'
    )
    assert made.title == "Aktau loads two more ships"
    assert made.url == "https://t.me/steppenews/7"
    assert made.published == NOW - timedelta(hours=1)
    texts = [(block.kind, block.text) for block in made.blocks]
    assert (BlockKind.QUOTATION, "We are glad, the harbour master said.") in texts
    assert [text for _, text in texts][:2] == ["a day", "The terminal says so."]
    assert texts[-1] == (BlockKind.PARAGRAPH, "#aktau")


def test_a_link_keeps_its_address_and_a_hashtag_has_none() -> None:
    (entry,) = read(
        post(7, 'See <a href="https://x.example/?a=1&amp;b=2">it</a> <a href="?q=%23dam">#dam</a>', when=NOW)
    ).entries
    assert entry.content == '<p>See <a href="https://x.example/?a=1&amp;b=2">it</a> #dam</p>'


def test_signs_before_a_headline_are_not_part_of_it() -> None:
    made = article(
        '<i class="emoji" style="background-image:url(x)"><b>⚡️</b></i> <b>Dam gates opened</b><br>Water flows.'
    )
    assert made.title == "Dam gates opened"


def test_a_long_first_line_gives_its_first_sentence() -> None:
    sentence = (
        "The council of the five states met in the old town hall and spoke for three hours about the price of water"
    )
    assert article(f"{sentence}. {sentence}. {sentence}.").title == f"{sentence}."


def test_what_a_post_shows_besides_is_named() -> None:
    poll = (
        '<div class="tgme_widget_message_poll"><div class="tgme_widget_message_poll_question">Do you take'
        " the tram?</div>"
        '<div class="tgme_widget_message_poll_option"><div class="tgme_widget_message_poll_option_percent">62%</div>'
        '<div class="tgme_widget_message_poll_option_value">'
        '<div class="tgme_widget_message_poll_option_text">Yes</div></div></div></div>'
    )
    captions = [block.text for block in article("Night trams.", pictures=3, video="1:23").blocks[1:]]
    assert captions == ["Album: 3 pictures, 1 video"]
    assert article("Night trams.", video="0:41").blocks[-1].text == "Video, 0:41"
    forwarded = article("Night trams.", forwarded="Ala-Too Herald", edited=True)
    assert [block.text for block in forwarded.blocks[1:]] == ["Forwarded from Ala-Too Herald", "Edited"]
    asked = article("", more=poll)
    assert asked.title == "Do you take the tram?"
    assert [block.text for block in asked.blocks] == ["Poll: Do you take the tram?", "Yes 62%"]


def test_a_post_that_links_its_own_outlets_article_is_that_article() -> None:
    url = "https://www.steppe.example/news/terminal-opens?utm_source=telegram"
    for said in (f'Terminal opens. <a href="{url}">More</a>', "Terminal opens."):
        (entry,) = read(post(8, said, when=NOW, preview=url)).entries
        assert entry.id == article_id("steppe.example/news/terminal-opens")
    (entry,) = read(post(8, 'A book. <a href="https://shop.example/books/12">Here</a>', when=NOW)).entries
    assert entry.link == "https://t.me/steppenews/8"


def test_a_digest_and_a_link_to_the_front_page_are_no_article_of_the_site() -> None:
    links = "".join(f'<br><a href="https://steppe.example/news/{n}">News {n}</a>' for n in (1001, 1002))
    for said in (f"The day in short:{links}", 'Read us at <a href="https://steppe.example/">steppe.example</a>'):
        (entry,) = read(post(9, said, when=NOW)).entries
        assert entry.link == "https://t.me/steppenews/9"


def test_pictures_without_a_word_and_advertisements_are_told_apart() -> None:
    posts = [
        post(1, "A real report about the harbour.", when=NOW),
        post(2, when=NOW, pictures=1),
        post(3, "Buy carpets! #реклама", when=NOW),
        post(4, "Новый банк открылся.<br>Реклама. ООО «Банк» erid: 2VtzqwXYZ12", when=NOW),
        post(5, "Суд вынес решение по делу о рекламе сигарет.", when=NOW),
    ]
    outcome = read(*posts)
    assert [entry.guid[-1] for entry in outcome.entries] == ["1", "5"]
    assert outcome.notes == ("1 post that is only a picture left out", "2 advertisements left out")


def test_the_same_last_lines_under_every_post_are_no_text() -> None:
    footer = (
        '<br><br><a href="https://t.me/steppenews">Steppe News</a> | <a href="https://instagram.com/s">Instagram</a>'
    )
    outcome = read(*(post(n, f"Report number {n} about wheat.{footer}", when=NOW) for n in range(1, 5)))
    for entry in outcome.entries:
        made = to_article(entry, OUTLET, NOW)
        assert made
        assert [block.text for block in made.blocks] == [made.title + "."], footer


def test_a_service_message_and_an_answered_message_are_not_the_post() -> None:
    service = post(1, "Channel photo updated", when=NOW).replace("text_not_supported_wrap", "service_message")
    reply = (
        '<a class="tgme_widget_message_reply user-color-6" href="https://t.me/steppenews/1">'
        '<div class="tgme_widget_message_text js-message_reply_text">An old report</div></a>'
    )
    (entry,) = read(service, post(2, "The dam is open again.", when=NOW, more=reply)).entries
    assert "old report" not in entry.content


def test_a_text_within_a_text_is_there_once() -> None:
    inner = '<div class="tgme_widget_message_text js-message_text">The dam is open.<br>Water flows.</div>'
    (entry,) = read(post(2, inner, when=NOW)).entries
    assert entry.title == "The dam is open"
    assert entry.content.count("Water flows.") == 1


def test_a_post_that_only_gives_an_address_has_the_words_of_the_page() -> None:
    page = "https://steppe.example/news/harbour-1"
    described = '<div class="link_preview_description">Two ships a day.</div></a>'
    bare = post(2, f'<a href="{page}">{page}</a>', when=NOW, preview=page).replace(
        "A page</div></a>", f"A page</div>{described}"
    )
    (entry,) = read(bare).entries
    assert (entry.title, entry.link, entry.content) == ("A page", page, "<p>Two ships a day.</p>")
    (entry,) = read(post(3, "The dam is open.", when=NOW, preview=page)).entries
    assert entry.title == "The dam is open"


def test_it_pages_back_to_the_newest_post_that_is_known() -> None:
    newest = answer(*(post(n, f"Report {n}", when=NOW) for n in range(41, 61)))
    earlier = answer(*(post(n, f"Report {n}", when=NOW) for n in range(21, 41)))
    asked = telegram.requests(OUTLET, WAY, State(known="35"), [newest])
    assert [request.url for request in asked] == ["https://t.me/s/steppenews?before=41"]
    assert telegram.requests(OUTLET, WAY, State(known="35"), [newest, earlier]) == []
    assert telegram.requests(OUTLET, WAY, State(known="40"), [newest]) == []
    assert telegram.requests(OUTLET, WAY, State(), [newest]) == []
    assert telegram.known(OUTLET, WAY, [newest, earlier]) == "60"
    never_ends = telegram.requests(OUTLET, WAY, State(known="1"), [newest] * 8)
    assert never_ends == []


@pytest.mark.parametrize(
    ("content", "code"), [(NO_PREVIEW, Code.NO_PREVIEW), (channel([]), Code.NO_ENTRIES), (b"", Code.NO_PREVIEW)]
)
def test_a_channel_without_preview_says_so(content: bytes, code: Code) -> None:
    outcome = telegram.read(OUTLET, WAY, [Response(WAY.url, 200, {}, content)], now=NOW)
    assert isinstance(outcome, Failure)
    assert outcome.code is code


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("@steppe_news", "https://t.me/s/steppe_news"),
        ("https://t.me/steppenews", "https://t.me/s/steppenews"),
        ("t.me/steppenews/123?single", "https://t.me/s/steppenews"),
        ("https://telegram.me/s/steppenews", "https://t.me/s/steppenews"),
        ("@no", ""),
        ("@a b", ""),
        ("https://t.me/", ""),
        ("https://t.me/+AbCdEf123", ""),
        ("https://steppe.example/t.me", ""),
    ],
)
def test_the_address_of_a_channel(address: str, url: str) -> None:
    assert telegram.channel_url(address) == url
