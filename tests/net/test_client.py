from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from careader import words
from careader.model import Code, Failure
from careader.net import Client, Response
from tests.newsstand import Fault, Newsstand, Page, Request, bomb, by_path, closed_address, redirect

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
BODY = "<rss><channel><title>Бишкек</title></channel></rss>".encode()


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time


async def fetch(url: str, *, deadline: float | None = None, **limits: Any) -> Response | Failure:
    async with Client(now=Clock(), **limits) as client:
        return await client.get(url, deadline=deadline)


async def reason(url: str, *, deadline: float | None = None, **limits: Any) -> str:
    failure = await fetch(url, deadline=deadline, **limits)
    assert isinstance(failure, Failure)
    return words.reason(failure)


async def test_a_page_is_fetched_with_the_manners_of_a_feed_reader(newsstand: Newsstand) -> None:
    url = newsstand.put("/feed", Page(BODY, etag='"7"'), fault=Fault.READERS_ONLY)
    response = await fetch(url)
    assert isinstance(response, Response)
    assert response == Response(url, 200, response.headers, BODY)
    assert response.headers["etag"] == '"7"'
    [request] = newsstand.requests
    assert request.headers["user-agent"].startswith("careader/")
    assert request.headers["accept-encoding"] == "gzip, deflate"


async def test_what_has_not_changed_is_not_sent_again(newsstand: Newsstand) -> None:
    by_tag = newsstand.put("/tag", Page(BODY, etag='"7"'))
    by_date = newsstand.put("/date", Page(BODY, last_modified="Fri, 20 Nov 2026 06:00:00 GMT"))
    async with Client(now=Clock()) as client:
        answers = [
            await client.get(by_tag, etag='"7"'),
            await client.get(by_tag, etag='"6"'),
            await client.get(by_date, last_modified="Fri, 20 Nov 2026 06:00:00 GMT"),
        ]
    assert [(a.status, a.content) for a in answers if isinstance(a, Response)] == [(304, b""), (200, BODY), (304, b"")]


async def test_304_without_a_condition_is_a_failure(newsstand: Newsstand) -> None:
    assert await reason(newsstand.put("/feed", Page(status=304))) == "HTTP 304"


async def test_a_compressed_page_is_decompressed(newsstand: Newsstand) -> None:
    response = await fetch(newsstand.put("/feed", Page(BODY), fault=Fault.GZIP))
    assert isinstance(response, Response)
    assert response.content == BODY


async def test_a_bomb_is_not_expanded_in_memory(newsstand: Newsstand) -> None:
    url = newsstand.put("/feed", Page(BODY), fault=Fault.BOMB)
    bomb()
    async with Client(now=Clock(), max_bytes=2**20) as client:
        tracemalloc.start()
        failure = await client.get(url)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert isinstance(failure, Failure)
    assert words.say(failure) == "127.0.0.1: the answer is larger than 1 MB"
    assert peak < 4 * 2**20


async def test_a_page_of_exactly_the_limit_is_read(newsstand: Newsstand) -> None:
    url = newsstand.put("/feed", Page(BODY))
    assert isinstance(await fetch(url, max_bytes=len(BODY)), Response)
    assert "larger" in await reason(url, max_bytes=len(BODY) - 1)


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault.FORBIDDEN, "HTTP 403"),
        (Fault.NOT_FOUND, "HTTP 404"),
        (Fault.TOO_MANY, "HTTP 429"),
        (Fault.UNAVAILABLE, "HTTP 503"),
        (Fault.TRUNCATED, "broke off in the middle"),
        (Fault.HANGS_UP, "gave no proper answer"),
        (Fault.BROKEN_GZIP, "the answer is damaged and cannot be decompressed"),
        (Fault.LOOP, "redirects in a circle"),
        (Fault.TO_A_FILE, "redirects to an address that is not on the web"),
    ],
)
async def test_a_failure_is_a_reason_in_plain_words(newsstand: Newsstand, fault: Fault, expected: str) -> None:
    assert await reason(newsstand.put("/feed", Page(BODY), fault=fault)) == expected


@pytest.mark.parametrize("fault", [Fault.SLOW_HEADERS, Fault.SLOW_BODY])
async def test_waiting_ends(newsstand: Newsstand, fault: Fault) -> None:
    url = newsstand.put("/feed", Page(BODY), fault=fault)
    assert await reason(url, read_seconds=0.1) == "did not answer within 0.1 s"
    assert await reason(url, total_seconds=0.1) == "did not answer within 0.1 s"
    assert await reason(url, deadline=0.1) == "did not answer within 0.1 s"


async def test_who_refuses_the_connection_is_told_from_who_cannot_be_found() -> None:
    assert await reason(closed_address()) == "refused the connection"
    assert await reason("http://no-such-outlet.invalid/feed") == "the name cannot be resolved"


async def test_a_certificate_that_is_none_is_no_secure_connection(newsstand: Newsstand) -> None:
    assert await reason(newsstand.url.replace("http:", "https:")) == "no secure connection could be made"


@pytest.mark.parametrize(
    "url", ["", "feed", "ftp://a/b", "file:///etc/hostname", "http://", "http://[x/", "http://a:b/"]
)
async def test_what_is_no_address_is_a_failure(url: str) -> None:
    assert await reason(url) == "is not an address that can be fetched"


async def test_a_proxy_setting_that_makes_no_sense_is_a_failure(
    newsstand: Newsstand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("all_proxy", "socks://127.0.0.1:1")
    assert await reason(newsstand.at("/feed")) == "the proxy that is set cannot be used"


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_proxy_that_is_down_is_not_held_against_the_host(
    newsstand: Newsstand, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv("all_proxy", closed_address().replace("http", scheme))
    failure = await fetch(newsstand.put("/feed", Page(BODY)))
    assert failure == Failure("127.0.0.1", Code.PROXY_UNREACHABLE)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert isinstance(await fetch(newsstand.at("/feed")), Response)


async def test_redirects_are_followed_and_the_new_address_is_told(newsstand: Newsstand) -> None:
    new = newsstand.put("/new", Page(BODY))
    newsstand.put("/newer", redirect("/new", status=302))
    response = await fetch(newsstand.put("/old", redirect("/newer")))
    assert isinstance(response, Response)
    assert (response.url, response.content) == (new, BODY)


@pytest.mark.parametrize("to", ["http://[x", "//", "http:///", "javascript:alert(1)", "http://a:b/", "\x07"])
async def test_a_redirect_to_nowhere_is_a_failure(newsstand: Newsstand, to: str) -> None:
    assert await reason(newsstand.put("/feed", redirect(to)))


async def test_not_more_than_two_requests_run_at_one_host(newsstand: Newsstand) -> None:
    both_are_here = threading.Barrier(2)

    def answer(_: Request) -> Page:
        both_are_here.wait(5)
        return Page(BODY)

    newsstand.put("/", answer)
    async with Client(now=Clock()) as client:
        answers = await asyncio.gather(*(client.get(newsstand.at(f"/{n}")) for n in range(8)))
    assert all(isinstance(answer, Response) for answer in answers)
    assert newsstand.busiest == 2


async def test_not_more_requests_run_than_allowed_in_all(newsstand: Newsstand) -> None:
    newsstand.put("/", Page(BODY))
    async with Client(now=Clock(), at_once=3, per_host=9) as client:
        await asyncio.gather(*(client.get(newsstand.at(f"/{n}")) for n in range(12)))
    assert newsstand.busiest <= 3


async def test_a_host_that_asks_for_rest_gets_it_until_then(newsstand: Newsstand) -> None:
    clock = Clock()
    url = newsstand.put("/feed", Page(BODY), fault=Fault.TOO_MANY)
    async with Client(now=clock) as client:
        first = await client.get(url)
    newsstand.mend("/feed")
    assert first == Failure("127.0.0.1", Code.HTTP, {"status": 429}, NOON + timedelta(seconds=120))
    clock.time += timedelta(seconds=119)
    async with Client(now=clock, backoff=client.backoff) as client:
        assert await client.get(url) == first
        clock.time += timedelta(seconds=1)
        assert isinstance(await client.get(url), Response)
    assert not client.backoff
    assert len(newsstand.requests) == 2


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("60", 60),
        ("Fri, 20 Nov 2026 12:05:00 GMT", 300),
        ("Fri, 20 Nov 2026 11:00:00 GMT", 0),
        ("99999999999999999999", 24 * 3600),
        ("Sun, 20 Nov 2066 12:05:00 GMT", 24 * 3600),
        ("soon", 30),
        ("-5", 30),
        ("", 30),
    ],
)
async def test_retry_after_is_seconds_or_a_date(newsstand: Newsstand, header: str, seconds: int) -> None:
    failure = await fetch(newsstand.put("/feed", Page(status=503, headers={"Retry-After": header})))
    assert isinstance(failure, Failure)
    assert failure.retry_at == NOON + timedelta(seconds=seconds)


async def test_without_retry_after_the_rest_doubles_up_to_six_hours(newsstand: Newsstand) -> None:
    clock = Clock()
    url = newsstand.put("/feed", Page(BODY), fault=Fault.UNAVAILABLE)
    waits = []
    async with Client(now=clock) as client:
        for _ in range(12):
            failure = await client.get(url)
            assert isinstance(failure, Failure)
            assert failure.retry_at
            waits.append((failure.retry_at - clock.time).total_seconds())
            clock.time = failure.retry_at
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 15360, 21600, 21600]


async def test_what_counts_as_one_host_can_be_handed_in(newsstand: Newsstand) -> None:
    bad, good = newsstand.put("/a", Page(status=503)), newsstand.put("/b", Page(BODY))
    async with Client(now=Clock()) as client:
        assert isinstance(await client.get(bad), Failure)
        assert isinstance(await client.get(good), Failure)
        assert isinstance(await client.get(good, force=True), Response)
    async with Client(now=Clock(), key_of=by_path) as client:
        assert isinstance(await client.get(bad), Failure)
        assert isinstance(await client.get(good), Response)


def test_the_module_loads_no_http_library() -> None:
    program = "import sys, careader.net; sys.exit('httpx2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


async def test_an_answer_that_is_said_to_be_compressed_and_is_not_is_read(newsstand: Newsstand) -> None:
    response = await fetch(newsstand.put("/feed", Page(BODY), fault=Fault.PLAIN_GZIP))
    assert isinstance(response, Response)
    assert response.content == BODY


async def test_an_answer_that_a_proxy_has_changed_is_read(newsstand: Newsstand) -> None:
    assert isinstance(await fetch(newsstand.put("/feed", Page(BODY, status=203))), Response)


@pytest.mark.parametrize(
    ("header", "kept"),
    [
        ('"7"', '"7"'),
        ('  W/"7"  ', 'W/"7"'),
        ('"été"', ""),
        ('"' + "x" * 1021 + '"', '"' + "x" * 1021 + '"'),
        ('"' + "x" * 1022 + '"', ""),
        ('"a\tb"', ""),
    ],
)
async def test_only_validators_that_can_be_sent_back_are_sent_back(
    newsstand: Newsstand, header: str, kept: str
) -> None:
    url = newsstand.put("/feed", Page(BODY, headers={"ETag": header, "Last-Modified": header}))
    async with Client(now=Clock()) as client:
        first = await client.get(url)
        assert isinstance(first, Response)
        assert (first.etag, first.last_modified) == (kept, kept)
        assert isinstance(await client.get(url, etag=header, last_modified=header), Response)
    assert newsstand.requests[-1].headers.get("if-none-match", "") == kept


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1:65536/",
        "http://xn--a/",
        "http://a..b/",
        "http://\udcff/",
        "http://[::1%25eth0]:x/",
        "http://%zz/",
    ],
)
async def test_a_redirect_to_a_host_that_cannot_be_is_a_failure_of_one_outlet(newsstand: Newsstand, to: str) -> None:
    failure = await fetch(newsstand.put("/feed", redirect(to.encode("utf-8", "replace").decode())))
    assert isinstance(failure, Failure)
    assert failure.code is not Code.UNEXPECTED


@pytest.mark.parametrize(
    "url",
    [
        "http://xn--a/",
        "http://a..b/",
        "http://127.0.0.1:65536/",
        "http://" + "a" * 300 + "/",
        "http://a b/",
        "http://\ud800/",
    ],
)
async def test_an_address_that_cannot_be_is_a_failure(url: str) -> None:
    failure = await fetch(url)
    assert isinstance(failure, Failure)
    assert failure.code is not Code.UNEXPECTED


@pytest.fixture
def public(newsstand: Newsstand, monkeypatch: pytest.MonkeyPatch) -> str:
    """A public host: the newsstand as the proxy that finds it."""
    monkeypatch.setenv("http_proxy", newsstand.url)
    monkeypatch.setenv("no_proxy", "inside.example")
    return "http://public.example"


async def test_what_nobody_thought_of_is_a_failure_and_a_line_in_the_log(
    newsstand: Newsstand, public: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def resolve(host: str) -> list[str]:
        raise LookupError(host)

    newsstand.put("/feed", redirect("http://inside.example/"))
    async with Client(now=Clock(), resolve=resolve) as client:
        failure = await client.get(f"{public}/feed")
    assert failure == Failure("public.example", Code.UNEXPECTED, {"error": "LookupError"})
    assert len(caplog.records) == 1


@pytest.mark.parametrize(
    "to",
    [
        *(
            "http://127.0.0.1:1/x",
            "http://localhost/x",
            "http://[::1]/x",
            "http://10.0.0.1/x",
            "http://169.254.169.254/x",
        ),
        *("http://inside.example/x", "/hop"),
    ],
)
async def test_a_public_host_does_not_lead_inside(newsstand: Newsstand, public: str, to: str) -> None:
    async def resolve(host: str) -> list[str]:
        assert host == "inside.example"
        return ["8.8.8.8", "192.168.0.1"]

    newsstand.put("/feed", redirect(to, status=302))
    newsstand.put("/hop", redirect("http://127.0.0.1:1/x"))
    async with Client(now=Clock(), resolve=resolve) as client:
        failure = await client.get(f"{public}/feed")
    assert failure == Failure("public.example", Code.REDIRECTS_INSIDE)
    assert not newsstand.asked("/x")


async def test_a_public_host_may_lead_to_another(newsstand: Newsstand, public: str) -> None:
    newsstand.put("/new", Page(BODY))
    newsstand.put("/feed", redirect("http://other.example/new"))
    response = await fetch(f"{public}/feed")
    assert isinstance(response, Response)
    assert response.moved_to == "http://other.example/new"


async def test_one_inside_may_lead_to_another(newsstand: Newsstand) -> None:
    newsstand.put("/inside", Page(BODY))
    outside = newsstand.put("/feed", redirect(newsstand.at("/inside").replace("127.0.0.1", "localhost")))
    assert isinstance(await fetch(outside), Response)


@pytest.mark.parametrize(
    ("statuses", "remembered"),
    [((301,), True), ((308, 301), True), ((301, 302), False), ((302, 301), False), ((307,), False)],
)
async def test_only_permanent_redirects_from_the_first_on_are_remembered(
    newsstand: Newsstand, statuses: tuple[int, ...], remembered: bool
) -> None:
    end = newsstand.put(f"/{len(statuses)}", Page(BODY))
    for number, status in enumerate(statuses):
        newsstand.put(f"/{number}", redirect(f"/{number + 1}", status=status))
    response = await fetch(newsstand.at("/0"))
    assert isinstance(response, Response)
    assert response.url == end
    assert (response.moved_to == end) is remembered


async def test_a_page_that_is_gone_says_so(newsstand: Newsstand) -> None:
    assert await fetch(newsstand.put("/feed", Page(status=410))) == Failure("127.0.0.1", Code.GONE)


async def test_user_and_password_go_to_their_host_and_into_no_message(newsstand: Newsstand) -> None:
    def answer(request: Request) -> Page:
        return Page(BODY) if request.headers.get("authorization") == "Basic bWU6c2VjcmV0" else Page(status=401)

    newsstand.put("/feed", answer)
    newsstand.put("/elsewhere", redirect(newsstand.at("/feed").replace("127.0.0.1", "localhost")))
    address = newsstand.at("/feed").replace("//", "//me:secret@")
    response = await fetch(address)
    assert isinstance(response, Response)
    assert response.url == newsstand.at("/feed")
    refused = await fetch(newsstand.at("/elsewhere").replace("//", "//me:secret@"))
    assert refused == Failure("127.0.0.1", Code.HTTP, {"status": 401})
    assert "secret" not in str(await fetch("ftp://me:secret@a.example/"))


async def test_no_cookie_is_kept(newsstand: Newsstand) -> None:
    url = newsstand.put("/feed", Page(BODY, headers={"Set-Cookie": "who=you; Path=/"}))
    async with Client(now=Clock()) as client:
        await client.get(url)
        await client.get(url)
    assert "cookie" not in newsstand.requests[-1].headers


async def test_a_file_of_certificates_that_is_missing_is_said(
    newsstand: Newsstand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    failure = await fetch(newsstand.put("/feed", Page(BODY)))
    assert isinstance(failure, Failure)
    assert failure.code is Code.CERTIFICATE_STORE
    assert not newsstand.requests


async def test_an_answer_that_was_under_way_does_not_end_the_rest_that_a_host_asked_for(newsstand: Newsstand) -> None:
    begun, refused = threading.Event(), threading.Event()

    def answer(_: Request) -> Page:
        begun.set()
        refused.wait(5)
        return Page(BODY)

    url = newsstand.put("/slow", answer)
    newsstand.put("/busy", Page(BODY), fault=Fault.TOO_MANY)
    async with Client(now=Clock()) as client:
        slow = asyncio.create_task(client.get(url))
        assert await asyncio.to_thread(begun.wait, 5)
        assert isinstance(await client.get(newsstand.at("/busy")), Failure)
        refused.set()
        assert isinstance(await slow, Response)
        assert isinstance(await client.get(url), Failure)
        assert isinstance(await client.get(url, force=True), Response)
        assert isinstance(await client.get(url), Response)
