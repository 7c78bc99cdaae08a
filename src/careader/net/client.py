"""The client: requests in turn, within limits, and redirects that lead nowhere they should not."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, cast

from careader import __version__
from careader.model import Code, Failure
from careader.net import addresses
from careader.net.addresses import Resolve, host_key, host_of, leads_inside, without_password
from careader.net.decoding import CutOffError, EncodingError, TooLongError, UnknownEncodingError, decompress
from careader.net.pauses import Pause, fresh_for, pause_after
from careader.net.problems import UnusableError, problem_of
from careader.net.proxies import Proxies
from careader.net.threads import share_memory, use_free_threads
from careader.walls import LOOKED_AT, bot_check

if TYPE_CHECKING:
    import httpx2

USER_AGENT = f"careader/{__version__} (RSS and Atom feed reader; +https://pypi.org/project/careader/)"
ACCEPT_FEED = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
)
MAX_REDIRECTS = 5

_LONGEST_VALIDATOR = 1024
_PERMANENT = (301, 308)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Response:
    """An answer with status 200 (or 203), or 304 where a condition was sent.

    `url` is the address after redirects, without user and password; `moved_to` is where permanent redirects alone
    lead, "" where there was none. The keys of `headers` are lower-case, `content` is decompressed. `fresh_for` is how
    long it says that it stays as it is. `etag` and `last_modified` are what may be sent back, "" where they may not.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes
    moved_to: str = ""
    fresh_for: timedelta = field(default=timedelta())

    @property
    def etag(self) -> str:
        """The ETag to send with the next request."""
        return _validator(self.headers.get("etag", ""))

    @property
    def last_modified(self) -> str:
        """The Last-Modified to send with the next request."""
        return _validator(self.headers.get("last-modified", ""))


class Client:
    """Fetches pages politely: `async with Client(now=...) as client`, one for the life of the program.

    At most `at_once` requests run at a time and `per_host` to one host; the others wait for their turn. A request has
    `connect_seconds` to connect, may be silent for `read_seconds` and ends after `total_seconds`, redirects included.
    An answer of more than `max_bytes` after decompression is not read on. A host that fails is left alone, twice as
    long each time, or as long as it asks for; `backoff` says until when, by what `key_of` makes of an address. A
    redirect is followed to the web alone, never from https to http, and never from a public host to an address inside
    this machine or its network, whatever that calls itself. `proxy` is the address of one, "none", or "" for those of
    the environment. Certificates are checked against those of the system; no cookie is kept, no referrer is sent.
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
        key_of: Callable[[str], str] = host_key,
        resolve: Resolve = addresses.resolve,
        proxy: str = "",
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
        self._key_of = key_of
        self._resolve = resolve
        self._proxies = Proxies(proxy)
        self._trusted: ssl.SSLContext | None = None
        self._sessions: dict[tuple[str, bool], httpx2.AsyncClient] = {}
        self._unusable: UnusableError | None = None

    async def __aenter__(self) -> Self:
        share_memory()
        use_free_threads()  # a name that cannot be resolved keeps nothing waiting
        await asyncio.to_thread(self._open)  # importing httpx2 and reading certificates takes a while
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        sessions, self._sessions, self._trusted = self._sessions, {}, None
        for session in sessions.values():
            with suppress(OSError, RuntimeError):  # a connection that cannot be closed is closed
                await session.aclose()

    def _open(self) -> None:
        import httpx2

        try:
            self._trusted = httpx2.create_ssl_context()
        except (OSError, ssl.SSLError) as error:  # the file of certificates that the environment names
            self._unusable = UnusableError(Code.CERTIFICATE_STORE, error=getattr(error, "strerror", "") or str(error))
        if self._proxies.unusable:
            self._unusable = UnusableError(Code.PROXY_SETTING)

    def _session(self, proxy: str, *, insecure: bool) -> httpx2.AsyncClient:
        """Return what asks through a proxy, or none; with `insecure` whatever certificate a host shows."""
        if (known := self._sessions.get((proxy, insecure))) is not None:
            return known
        from http.cookiejar import DefaultCookiePolicy

        import httpx2

        if self._trusted is None:
            raise self._unusable or RuntimeError("the client is closed")
        session = httpx2.AsyncClient(
            http2=True,
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"},
            timeout=httpx2.Timeout(self._read_seconds, connect=self._connect_seconds, pool=None),
            limits=httpx2.Limits(max_connections=self._at_once),
            verify=httpx2.create_ssl_context(verify=False) if insecure else self._trusted,
            trust_env=False,  # `proxies` reads the environment
            proxy=proxy or None,
        )
        session.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._sessions[proxy, insecure] = session
        return session

    async def get(
        self,
        url: str,
        *,
        accept: str = ACCEPT_FEED,
        etag: str = "",
        last_modified: str = "",
        deadline: float | None = None,
        force: bool = False,
        insecure: bool = False,
        named_by: str | None = None,
    ) -> Response | Failure:
        """Fetch a page. Whatever goes wrong is a failure that names the host; nothing is raised.

        With `etag` or `last_modified` of an earlier answer the result may have status 304 and no content. `deadline`
        is a shorter limit than `total_seconds`; both count from when it is this request's turn. A user and password
        in the address are sent to its host and nowhere else. With `force` a host is asked that is left alone. With
        `insecure` the certificate of this host is not checked; of those that it redirects to it is.

        `named_by` is the address of what named this one, "" for a file: what is inside this machine or its network is
        then asked for only where that is inside too. None says that the reader named it.
        """
        host, key = host_of(url), self._key_of(url)
        if not host:
            return Failure(without_password(url), Code.NOT_AN_ADDRESS)
        if self._trusted is None or self._unusable:
            return (self._unusable or UnusableError(Code.UNREACHABLE)).failure(host)
        conditions = {"If-None-Match": _validator(etag), "If-Modified-Since": _validator(last_modified)}
        headers = {"Accept": accept} | {name: value for name, value in conditions.items() if value}
        limit = self._total_seconds if deadline is None else min(deadline, self._total_seconds)
        async with self._host_turns[host_key(url)], self._turns:
            if not force and (pause := self._pause(key)):
                return replace(pause.failure, what=host, retry_at=pause.until)
            try:
                async with asyncio.timeout(limit):
                    response = await self._ask(url, headers, insecure=insecure, named_by=named_by)
            except Exception as error:  # noqa: BLE001  # the one boundary of what sockets, TLS and parsers raise
                return self._failed(error, url, limit)
        if force or not self._pause(key):  # what was under way when the host asked for rest does not end it
            self.backoff.pop(key, None)
        return response

    def _failed(self, error: Exception, url: str, limit: float) -> Failure:
        problem = problem_of(
            error,
            proxied=bool(self._proxies.of(url)),
            total=limit,
            connect=self._connect_seconds,
            read=self._read_seconds,
        )
        if problem.code is Code.UNEXPECTED:
            _log.error("%s", without_password(url), exc_info=error)
        failure, key = problem.failure(host_of(url)), self._key_of(url)
        if not problem.pauses:
            return failure
        pause = self._pause(key)  # what ran at the same time counts once
        if pause is None:
            pause = pause_after(failure, self.backoff.get(key), problem.retry_after, self._now())
            self.backoff[key] = pause
        return replace(failure, retry_at=pause.until)

    async def _ask(self, url: str, headers: Mapping[str, str], *, insecure: bool, named_by: str | None) -> Response:
        moved_to, permanent = "", True
        session = self._session(self._proxies.of(url), insecure=insecure)
        request = session.build_request("GET", url, headers=headers)
        host, from_outside = request.url.host, False
        if named_by is not None:
            from_outside = not (named_by and await self._is_inside(named_by))
            if from_outside and await self._is_inside(url):
                raise UnusableError(Code.LEADS_INSIDE)
        # Redirects are followed here because httpx2 would read the body of each, of whatever size.
        for hop in range(MAX_REDIRECTS + 1):
            inside = Code.REDIRECTS_INSIDE if hop else Code.LEADS_INSIDE
            proxy = self._proxies.of(str(request.url))
            session = self._session(proxy, insecure=insecure and _is_same(request.url.host, host))
            if from_outside and not proxy:
                request.extensions["trace"] = partial(_refuse_peers_inside, inside)
            response = await session.send(request, stream=True, follow_redirects=False)
            try:
                target = response.next_request
                peer = "" if proxy else _peer(response.extensions.get("network_stream"))
                if from_outside and addresses.is_inside(peer):  # a connection that was kept
                    raise UnusableError(inside)
                if target is None:
                    return replace(await self._read(response, conditional=len(headers) > 1), moved_to=moved_to)
                if not host_of(str(target.url)):
                    raise UnusableError(Code.LEAVES_THE_WEB)
                if request.url.scheme == "https" and target.url.scheme == "http":
                    raise UnusableError(Code.LEAVES_HTTPS)
                if target.url.host != request.url.host:
                    here = addresses.is_inside(peer) if peer else await self._is_inside(str(request.url))
                    from_outside = from_outside or not here
                    if from_outside and await self._is_inside(str(target.url)):
                        raise UnusableError(Code.REDIRECTS_INSIDE)
                permanent = permanent and response.status_code in _PERMANENT
                moved_to = without_password(str(target.url)) if permanent else moved_to
                request = target
            finally:
                await response.aclose()
        raise UnusableError(Code.REDIRECTS_IN_A_CIRCLE)

    async def _is_inside(self, url: str) -> bool:
        return await leads_inside(host_of(url), self._resolve, proxied=bool(self._proxies.of(url)))

    async def _read(self, response: httpx2.Response, *, conditional: bool) -> Response:
        import httpx2

        status, headers = response.status_code, dict(response.headers)
        fresh = fresh_for(headers.get("cache-control", ""), headers.get("age", ""))
        answer = Response(without_password(str(response.url)), status, headers, b"", fresh_for=fresh)
        if status == 304 and conditional:
            return answer
        if status == 410:
            raise UnusableError(Code.GONE)
        if status not in (200, 203):
            pauses, retry_after = status == 429 or status >= 500, headers.get("retry-after", "")
            if (service := await self._bot_check(response)) is not None:
                raise UnusableError(
                    Code.BOT_CHECK, pauses=pauses, retry_after=retry_after, service=service, status=status
                )
            raise UnusableError(Code.HTTP, pauses=pauses, retry_after=retry_after, status=status)
        content = bytearray()
        try:
            async for chunk in response.aiter_raw():
                content += chunk
                if len(content) > self._max_bytes:
                    raise self._too_large()
            encoding = headers.get("content-encoding", "")
            body = await asyncio.to_thread(decompress, bytes(content), encoding, limit=self._max_bytes)
        except (httpx2.RemoteProtocolError, httpx2.ReadError, CutOffError):
            raise UnusableError(Code.BROKEN_OFF) from None
        except UnknownEncodingError as error:
            raise UnusableError(Code.COMPRESSION, encoding=str(error)) from None
        except TooLongError:
            raise self._too_large() from None
        except EncodingError:
            raise UnusableError(Code.DAMAGED) from None
        return replace(answer, content=body)

    async def _bot_check(self, response: httpx2.Response) -> str | None:
        """Return whose check for robots stands behind a refusal; the beginning of the page is enough to tell."""
        headers, content = dict(response.headers), bytearray()
        if "html" in headers.get("content-type", ""):
            try:
                async for chunk in response.aiter_raw():
                    content += chunk
                    if len(content) > LOOKED_AT:
                        break
                content = bytearray(decompress(bytes(content), headers.get("content-encoding", ""), limit=LOOKED_AT))
            except Exception:  # noqa: BLE001  # a page that cannot be read is no check; the refusal stands
                content.clear()
        return bot_check(headers, bytes(content))

    def _too_large(self) -> UnusableError:
        return UnusableError(Code.TOO_LARGE, megabytes=f"{self._max_bytes / 2**20:.3g}")

    def _pause(self, key: str) -> Pause | None:
        pause = self.backoff.get(key)
        return pause if pause and pause.holds(self._now()) else None


def _validator(value: str) -> str:
    """Return a validator that can be sent back: printable ASCII of less than 1 kB, else ""."""
    value = value.strip()
    return value if value.isascii() and value.isprintable() and len(value) < _LONGEST_VALIDATOR else ""


def _is_same(host: str, other: str) -> bool:
    """Say whether two hosts are one, with or without "www."."""
    return host.removeprefix("www.") == other.removeprefix("www.")


async def _refuse_peers_inside(code: Code, event: str, info: Mapping[str, Any]) -> None:
    """Close a connection that leads inside before anything is sent, whatever the name resolved to a moment before."""
    if event == "connection.connect_tcp.complete" and addresses.is_inside(_peer(stream := info.get("return_value"))):
        await cast("httpx2.AsyncByteStream", stream).aclose()
        raise UnusableError(code)


def _peer(stream: Any) -> str:
    """Return the IP address at the other end of a connection, "" where it is not known."""
    peer = stream.get_extra_info("server_addr") if stream else None
    return str(peer[0]) if isinstance(peer, tuple) else ""
