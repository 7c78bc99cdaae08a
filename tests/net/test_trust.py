"""Who is believed: certificates and their one exception, proxies, and where others may lead the client to."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from careader.model import Code, Failure
from careader.net import Client, Response
from careader.net.proxies import Proxies, is_proxy
from tests.net.socks import socks_proxy
from tests.newsstand import CERTIFICATE, Newsstand, Page, closed_address, redirect

BODY = b"<rss><channel><title>O</title></channel></rss>"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def secure() -> Iterator[Newsstand]:
    with Newsstand(secure=True) as stand:
        yield stand


async def fetch(url: str, *, client: dict[str, Any] | None = None, **options: Any) -> Response | Failure:
    async with Client(now=lambda: NOON, **(client or {})) as one:
        return await one.get(url, **options)


async def code(url: str, *, client: dict[str, Any] | None = None, **options: Any) -> Code | int:
    answer = await fetch(url, client=client, **options)
    return answer.code if isinstance(answer, Failure) else answer.status


# Certificates.


async def test_a_certificate_that_nobody_signed_is_refused_before_anything_is_sent(secure: Newsstand) -> None:
    assert await code(secure.put("/feed", Page(BODY))) is Code.CERTIFICATE
    assert not secure.requests


async def test_one_of_the_authorities_of_the_system_is_good(secure: Newsstand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    assert await code(secure.put("/feed", Page(BODY))) == 200


async def test_one_for_another_host_is_refused(secure: Newsstand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    resolves(monkeypatch, {"other.example": "127.0.0.1"})
    assert await code(secure.put("/feed", Page(BODY)).replace("127.0.0.1", "other.example")) is Code.CERTIFICATE
    assert not secure.requests


async def test_an_exception_is_for_one_request_and_for_no_other(secure: Newsstand) -> None:
    url = secure.put("/feed", Page(BODY))
    async with Client(now=lambda: NOON) as client:
        for insecure in (True, False, True, False):
            answer = await client.get(url, insecure=insecure)
            assert isinstance(answer, Response) is insecure
    assert len(secure.requests) == 2


async def test_an_exception_goes_no_farther_than_its_host(secure: Newsstand) -> None:
    secure.put("/end", Page(BODY))
    to = secure.at("/end")
    secure.put("/here", redirect(to, status=302))
    secure.put("/elsewhere", redirect(to.replace("127.0.0.1", "localhost"), status=302))
    assert await code(secure.at("/here"), insecure=True) == 200
    assert await code(secure.at("/elsewhere"), insecure=True) is Code.CERTIFICATE
    assert len(secure.asked("/end")) == 1


# Proxies.


@pytest.mark.parametrize(
    "address",
    ["http://proxy.example:3128", "https://u:p@proxy.example", "socks5://127.0.0.1:9050", "socks5h://[::1]:1080"],
)
def test_what_can_be_a_proxy(address: str) -> None:
    assert is_proxy(address)


@pytest.mark.parametrize(
    "address",
    [
        *("", "proxy", "proxy:8080", "ftp://proxy.example", "socks4://127.0.0.1:1", "socks://127.0.0.1:1", "http://"),
        *("http://proxy:65536", "http://proxy:0", "http://pro xy:1", "http://[x", "http://a:b", "http://\x1b[0m:1"),
    ],
)
async def test_what_cannot_is_never_gone_round(newsstand: Newsstand, address: str) -> None:
    assert not is_proxy(address)
    if address:
        assert await code(newsstand.put("/feed", Page(BODY)), client={"proxy": address}) is Code.PROXY_SETTING
    assert not newsstand.requests


@pytest.mark.parametrize("variable", ["http_proxy", "HTTPS_PROXY", "all_proxy"])
def test_a_variable_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "socks4://127.0.0.1:1")
    assert Proxies().unusable == variable
    assert Proxies("none").unusable == Proxies("http://a:1").unusable == ""
    monkeypatch.setenv(variable, "127.0.0.1:8080")
    assert Proxies().unusable == ""


async def test_the_settings_go_before_the_environment(newsstand: Newsstand, monkeypatch: pytest.MonkeyPatch) -> None:
    newsstand.put("/feed", Page(BODY))
    monkeypatch.setenv("all_proxy", closed_address())
    assert await code("http://public.example/feed", client={"proxy": newsstand.url}) == 200
    assert await code(newsstand.at("/feed"), client={"proxy": "none"}) == 200
    assert await code(newsstand.at("/feed")) is Code.PROXY_UNREACHABLE


async def test_a_socks_proxy_finds_the_host_itself(newsstand: Newsstand) -> None:
    async def resolve(host: str) -> Sequence[str]:
        raise AssertionError(host)

    newsstand.put("/feed", redirect("/new"))
    newsstand.put("/new", Page(BODY))
    with socks_proxy(newsstand.url) as (proxy, asked):
        assert await code("http://public.example/feed", client={"proxy": proxy, "resolve": resolve}) == 200
    assert set(asked) == {"public.example:80"}


# Where others may lead.


def resolves(monkeypatch: pytest.MonkeyPatch, names: dict[str, str]) -> None:
    """Let this machine resolve names as it is told to, and all others as ever."""
    ask = socket.getaddrinfo

    def getaddrinfo(host: Any, *args: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        return ask(names.get(name, host), *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


async def as_public(host: str) -> Sequence[str]:
    """Resolve as a name does that has been pointed elsewhere a moment later."""
    return ["8.8.8.8"]


@pytest.mark.parametrize("name", ["rebound.example", "127.0.0.1", "localhost", "2130706433"])
async def test_a_redirect_inside_is_found_out_at_the_connection_before_anything_is_sent(
    newsstand: Newsstand, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with Newsstand() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv("no_proxy", name)
        resolves(monkeypatch, {"rebound.example": "127.0.0.1"})
        newsstand.put("/secret", Page(BODY))
        proxy.put("/feed", redirect(newsstand.at("/secret").replace("127.0.0.1", name)))
        assert await code("http://public.example/feed", client={"resolve": as_public}) is Code.REDIRECTS_INSIDE
    assert not newsstand.requests


@pytest.mark.parametrize("named_by", ["http://public.example/feed", ""])
@pytest.mark.parametrize("name", ["rebound.example", "127.0.0.1"])
async def test_a_link_of_somebody_outside_leads_nowhere_inside(
    newsstand: Newsstand, monkeypatch: pytest.MonkeyPatch, name: str, named_by: str
) -> None:
    resolves(monkeypatch, {"rebound.example": "127.0.0.1"})
    url = newsstand.put("/secret", Page(BODY)).replace("127.0.0.1", name)
    assert await code(url, named_by=named_by, client={"resolve": as_public}) is Code.LEADS_INSIDE
    assert not newsstand.requests
    assert await code(url, named_by="http://127.0.0.1:1/feed", client={"resolve": as_public}) == 200


async def test_a_connection_that_is_open_already_does_not_help(
    newsstand: Newsstand, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolves(monkeypatch, {"rebound.example": "127.0.0.1"})
    url = newsstand.put("/feed", Page(BODY)).replace("127.0.0.1", "rebound.example")
    async with Client(now=lambda: NOON, resolve=as_public) as client:
        assert isinstance(await client.get(url), Response)  # the reader's own address
        answer = await client.get(url, named_by="http://public.example/")
    assert isinstance(answer, Failure)
    assert answer.code is Code.LEADS_INSIDE


@pytest.mark.parametrize("to", ["ftp://127.0.0.1/x", "file:///etc/hostname", "gopher://a.example/", "ws://a/"])
@pytest.mark.parametrize("status", [302, 307])
async def test_a_redirect_leads_to_no_other_scheme(newsstand: Newsstand, to: str, status: int) -> None:
    assert await code(newsstand.put("/feed", redirect(to, status=status))) is Code.LEAVES_THE_WEB


async def test_https_is_not_left_for_http_and_http_may_be_for_https(
    newsstand: Newsstand, secure: Newsstand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    plain, tls = newsstand.put("/feed", Page(BODY)), secure.put("/feed", Page(BODY))
    assert await code(secure.put("/down", redirect(plain))) is Code.LEAVES_HTTPS
    assert not newsstand.requests
    assert await code(newsstand.put("/up", redirect(tls))) == 200


# What is sent, and how much is taken.


async def test_neither_cookie_nor_referrer_is_sent_along_redirects(newsstand: Newsstand) -> None:
    newsstand.put("/end", Page(BODY))
    newsstand.put("/feed", Page(status=302, headers={"Location": "/end", "Set-Cookie": "who=you; Path=/"}))
    assert await code(newsstand.at("/feed")) == 200
    assert await code(newsstand.at("/feed").replace("//", "//me:secret@")) == 200
    for request in newsstand.requests:
        assert not {"cookie", "referer", "origin", "from"} & set(request.headers)


async def test_headers_without_end_are_not_read_on(newsstand: Newsstand) -> None:
    many = Page(BODY, headers={f"X-{number}": "x" * 900 for number in range(400)})
    assert await code(newsstand.put("/many", many)) is Code.NO_PROPER_ANSWER
    assert await code(newsstand.put("/long", Page(BODY, headers={"X": "x" * 2**20}))) is Code.NO_PROPER_ANSWER


async def test_all_redirects_together_have_the_time_of_one_request(newsstand: Newsstand) -> None:
    def slow(_: object) -> Page:
        newsstand.closing.wait(0.15)
        return redirect("/feed", status=302)

    newsstand.put("/feed", slow)
    assert await code(newsstand.at("/feed"), client={"total_seconds": 0.4}) is Code.TIMEOUT
    assert len(newsstand.requests) < 5


async def test_a_redirect_with_a_body_without_end_is_followed_without_reading_it(newsstand: Newsstand) -> None:
    newsstand.put("/end", Page(BODY))
    newsstand.put("/feed", Page(b"x" * 2**24, status=302, headers={"Location": "/end"}))
    assert await code(newsstand.at("/feed"), client={"max_bytes": 1000}) == 200
