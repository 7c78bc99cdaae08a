"""The polite HTTP client: what it asks for, how long it waits, how much it takes, and when it leaves a host alone.

httpx is imported when a client is opened, so that this module costs nothing before the first paint.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from careader import __version__
from careader.model import Code, Failure

if TYPE_CHECKING:
    import httpx

USER_AGENT = f"careader/{__version__} (RSS and Atom feed reader; +https://pypi.org/project/careader/)"
ACCEPT_FEED = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
)
MAX_REDIRECTS = 5

_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(hours=6)
_LONGEST_RETRY_AFTER = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Response:
    """An answer with status 200, or 304 where a condition was sent.

    `url` is the address after redirects, the keys of `headers` are lower-case, `content` is decompressed.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes


@dataclass(frozen=True, slots=True)
class Pause:
    """Until when a host is left alone, after which failure, and how many in a row."""

    until: datetime
    failure: Failure
    failures: int


class _UnusableError(Exception):
    """An answer that cannot be used: why, and with `pauses` that the host wants to be left alone."""

    def __init__(self, code: Code, *, pauses: bool = False, retry_after: str = "", **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
        self.pauses = pauses
        self.retry_after = retry_after


class Client:
    """Fetches pages politely: `async with Client(now=...) as client`, one for each refresh.

    At most `at_once` requests run at a time and `per_host` to one host; the others wait for their turn. A request has
    `connect_seconds` to connect, may be silent for `read_seconds` and ends after `total_seconds`. An answer of more
    than `max_bytes` after decompression is not read on. A host that fails is left alone, twice as long each time, or
    as long as it asks for; `backoff` says until when and is handed to the client of the next refresh. Proxies are
    taken from the environment.
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        connect_seconds: float = 5,
        read_seconds: float = 10,
        total_seconds: float = 30,
        max_bytes: int = 8 * 2**20,
        at_once: int = 8,
        per_host: int = 2,
        backoff: Mapping[str, Pause] | None = None,
    ) -> None:
        self.backoff: dict[str, Pause] = dict(backoff or {})
        self._now = now
        self._connect_seconds = connect_seconds
        self._read_seconds = read_seconds
        self._total_seconds = total_seconds
        self._max_bytes = max_bytes
        self._at_once = at_once
        self._turns = asyncio.Semaphore(at_once)
        self._host_turns: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))
        self._http: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        self._http = await asyncio.to_thread(self._open)  # importing httpx and reading certificates takes a while
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._http is not None:
            await self._http.aclose()
            self._http = None

    def _open(self) -> httpx.AsyncClient | None:
        import httpx

        try:
            return httpx.AsyncClient(
                http2=True,
                headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"},
                timeout=httpx.Timeout(self._read_seconds, connect=self._connect_seconds, pool=None),
                limits=httpx.Limits(max_connections=self._at_once),
            )
        except (ValueError, httpx.InvalidURL):  # a proxy variable that httpx does not understand
            return None

    async def get(
        self,
        url: str,
        *,
        accept: str = ACCEPT_FEED,
        etag: str = "",
        last_modified: str = "",
        deadline: float | None = None,
    ) -> Response | Failure:
        """Fetch a page. A failure names the host and says why in plain words; nothing is raised.

        With `etag` or `last_modified` of an earlier answer the result may have status 304 and no content. `deadline`
        is a shorter limit than `total_seconds`; both count from when it is this request's turn.
        """
        host, key = _host_and_key(url)
        if not host:
            return Failure(url, Code.NOT_AN_ADDRESS)
        if self._http is None:
            return Failure(host, Code.PROXY_SETTING)
        headers = {"Accept": accept}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        limit = self._total_seconds if deadline is None else min(deadline, self._total_seconds)
        async with self._host_turns[urlsplit(url).netloc], self._turns:
            if pause := self._pause(key):
                return replace(pause.failure, what=host, retry_at=pause.until)
            try:
                response = await self._ask(self._http, url, headers, limit)
            except _UnusableError as error:
                failure = Failure(host, error.code, error.params)
                return replace(failure, retry_at=self._leave_alone(key, failure, error)) if error.pauses else failure
        self.backoff.pop(key, None)
        return response

    async def _ask(self, http: httpx.AsyncClient, url: str, headers: Mapping[str, str], limit: float) -> Response:
        import httpx

        try:
            async with asyncio.timeout(limit):
                request = http.build_request("GET", url, headers=headers)
                # Redirects are followed here because httpx would read the body of each, of whatever size.
                for _ in range(MAX_REDIRECTS + 1):
                    response = await http.send(request, stream=True)
                    try:
                        if response.next_request is None:
                            return await self._read(response, conditional=len(headers) > 1)
                        request = response.next_request
                    finally:
                        await response.aclose()
                    if request.url.scheme not in ("http", "https"):
                        raise _UnusableError(Code.LEAVES_THE_WEB)
                raise _UnusableError(Code.REDIRECTS_IN_A_CIRCLE)
        except TimeoutError:
            raise _UnusableError(Code.TIMEOUT, pauses=True, seconds=f"{limit:g}") from None
        except httpx.ConnectTimeout:
            raise _UnusableError(Code.TIMEOUT, pauses=True, seconds=f"{self._connect_seconds:g}") from None
        except httpx.TimeoutException:
            raise _UnusableError(Code.TIMEOUT, pauses=True, seconds=f"{self._read_seconds:g}") from None
        except httpx.ProxyError:
            raise _UnusableError(Code.PROXY_REFUSED) from None
        except httpx.ConnectError as error:
            if _is_proxied(url):
                raise _UnusableError(Code.PROXY_UNREACHABLE) from None
            raise _why_not_connected(error) from None
        except httpx.TransportError:
            raise _UnusableError(Code.NO_PROPER_ANSWER, pauses=True) from None
        except (httpx.InvalidURL, httpx.RequestError):
            raise _UnusableError(Code.NOT_AN_ADDRESS) from None

    async def _read(self, response: httpx.Response, *, conditional: bool) -> Response:
        import httpx

        status = response.status_code
        if status == 304 and conditional:
            return Response(str(response.url), status, dict(response.headers), b"")
        if status != 200:
            pauses = status == 429 or status >= 500
            retry_after = response.headers.get("retry-after", "")
            raise _UnusableError(Code.HTTP, pauses=pauses, retry_after=retry_after, status=status)
        encoding = response.headers.get("content-encoding", "").strip().lower()
        if encoding not in ("", "identity", "gzip", "x-gzip"):
            raise _UnusableError(Code.COMPRESSION, encoding=encoding[:20])
        inflate = zlib.decompressobj(zlib.MAX_WBITS | 16) if encoding.endswith("gzip") else None
        content = bytearray()
        try:
            async for chunk in response.aiter_raw():
                # Never more than one byte over the limit is decompressed, however small the chunk was.
                room = self._max_bytes + 1 - len(content)
                content += inflate.decompress(chunk, room) if inflate else chunk
                if len(content) > self._max_bytes:
                    raise _UnusableError(Code.TOO_LARGE, megabytes=f"{self._max_bytes / 2**20:.3g}")
                if inflate and inflate.eof:
                    break
        except (httpx.RemoteProtocolError, httpx.ReadError):
            raise _UnusableError(Code.BROKEN_OFF) from None
        except zlib.error:
            raise _UnusableError(Code.DAMAGED) from None
        if inflate and not inflate.eof:
            raise _UnusableError(Code.BROKEN_OFF)
        return Response(str(response.url), status, dict(response.headers), bytes(content))

    def _pause(self, key: str) -> Pause | None:
        pause = self.backoff.get(key)
        return pause if pause and self._now() < pause.until else None

    def _leave_alone(self, key: str, failure: Failure, problem: _UnusableError) -> datetime:
        """Note the failure of a host and say when it may be asked again; what ran at the same time counts once."""
        if pause := self._pause(key):
            return pause.until
        now = self._now()
        failures = self.backoff[key].failures + 1 if key in self.backoff else 1
        wait = _retry_after(problem.retry_after, now)
        if wait is None:
            wait = min(_FIRST_PAUSE * 2 ** min(failures - 1, 20), _LONGEST_PAUSE)
        self.backoff[key] = Pause(now + wait, failure, failures)
        return now + wait


def _host_and_key(url: str) -> tuple[str, str]:
    """Give the host of an address and the key under which its failures are kept; two empty texts where it is none.

    A server on this machine stands in for many hosts, each under a path of its own (a mirror, a tunnel): there the
    path is part of the key, so that one of them failing does not silence the others.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        key = f"{host}:{parts.port}" if parts.port else host
    except ValueError:
        return "", ""
    if parts.scheme not in ("http", "https") or not host:
        return "", ""
    return host, key + parts.path if _is_this_machine(host) else key


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _is_proxied(url: str) -> bool:
    from urllib.request import getproxies, proxy_bypass

    parts, proxies = urlsplit(url), getproxies()
    return (parts.scheme in proxies or "all" in proxies) and not proxy_bypass(parts.netloc)


def _retry_after(value: str, now: datetime) -> timedelta | None:
    """Read a Retry-After header, seconds or a date (RFC 9110, 10.2.3); None where it says neither."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(timedelta(seconds=int(value[:9])), _LONGEST_RETRY_AFTER)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return min(max(when - now, timedelta()), _LONGEST_RETRY_AFTER)


def _why_not_connected(error: BaseException) -> _UnusableError:
    """Put into words why there is no connection. The network of this machine may be down: no host is blamed for it."""
    causes = list(_causes(error))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return _UnusableError(Code.DNS)
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return _UnusableError(Code.CERTIFICATE)
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return _UnusableError(Code.TLS)
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return _UnusableError(Code.REFUSED, pauses=True)
    return _UnusableError(Code.UNREACHABLE)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Give the error, what it came from, and the members of groups among them."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for member in error.exceptions:
                yield from _causes(member)
        error = error.__cause__ or error.__context__
