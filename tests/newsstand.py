"""A newsstand on this machine: an HTTP/1.1 server that behaves as well and as badly as real outlets and banks do.

    with Newsstand() as stand:
        stand.put("/gazette/feed", Page(RSS), fault=Fault.SLOW_BODY)
        ... fetch stand.at("/gazette/feed") ...
        assert stand.asked("/gazette/feed")

As a program, `python -m tests.newsstand`, it serves a few sample outlets and banks to try careader with.
"""

from __future__ import annotations

import gzip
import socket
import ssl
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum, auto
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self, TypeVar
from urllib.parse import parse_qsl, urlsplit

from careader.net import host_key

CERTIFICATE = Path(__file__).with_name("newsstand.pem")
"""The key and certificate of a secure newsstand: for 127.0.0.1 and localhost, until 2099; made by openssl for tests."""

RSS_TYPE = "application/rss+xml; charset=utf-8"
HTML_PAGE = (
    b"<!doctype html><html><head><title>Just a moment</title></head><body><p>Checking your browser.</p></body></html>"
)

REFUSAL = b"<!doctype html><html><head><title>Sorry</title></head><body><h1>That cannot be had here.</h1></body></html>"


class Fault(Enum):
    """How a page misbehaves."""

    FORBIDDEN = auto()  # 403 for everybody
    BOT_CHECK = auto()  # 403 and a page that checks the browser
    READERS_ONLY = auto()  # 403 unless User-Agent and Accept are those of a feed reader
    TOO_MANY = auto()  # 429 with Retry-After: 120
    UNAVAILABLE = auto()  # 503
    NOT_FOUND = auto()  # 404
    SLOW_HEADERS = auto()  # says nothing until the newsstand closes
    SLOW_BODY = auto()  # says half, then nothing until the newsstand closes
    TRUNCATED = auto()  # promises more than it sends
    HANGS_UP = auto()  # closes the connection without a word
    GZIP = auto()  # compressed, as most are
    BROKEN_GZIP = auto()  # compressed, with a hole in the middle
    PLAIN_GZIP = auto()  # says it is compressed and is not
    BOMB = auto()  # 64 MB of nothing in 64 KB
    WRONG_CHARSET = auto()  # sent as UTF-16 and said to be windows-1251
    WRONG_TYPE = auto()  # said to be a picture
    HTML = auto()  # 200 and a page that checks the browser
    LOOP = auto()  # redirects to itself
    TO_A_FILE = auto()  # redirects to file:///etc/hostname


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked: `path` without the query, `query` decoded, `headers` with lower-case keys."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """What is answered. With an `etag` or `last_modified` a request that names it gets 304."""

    body: bytes = b""
    content_type: str = RSS_TYPE
    status: int = 200
    etag: str = ""
    last_modified: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    reason: str | None = None


def redirect(to: str, *, status: int = 301) -> Page:
    """Make a page that sends the client elsewhere."""
    return Page(status=status, headers={"Location": to})


T = TypeVar("T")
Answer = Page | Callable[[Request], Page | None]


class Newsstand:
    """The server: running inside `with`, on a free port of 127.0.0.1. `requests` keeps what was asked, in order.

    A `secure` one speaks TLS with a certificate that nobody else has signed: see `CERTIFICATE`.
    """

    def __init__(self, port: int = 0, *, secure: bool = False) -> None:
        self.requests: list[Request] = []
        self.busiest = 0
        self.closing = threading.Event()
        self._answers: dict[str, Answer] = {}
        self._faults: dict[str, Fault] = {}
        self._lock = threading.Lock()
        self._busy = 0
        self._server = _Server(self, port)
        if secure:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.url = f"{'https' if secure else 'http'}://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.hang_up()
        self._server.server_close()
        self._thread.join()

    def at(self, path: str) -> str:
        """Give the address of a path."""
        return self.url + path

    def put(self, path: str, answer: Answer, *, fault: Fault | None = None) -> str:
        """Serve something under a path, or under all paths below where it ends in a slash; give its address."""
        self._answers[path] = answer
        if fault:
            self._faults[path] = fault
        return self.at(path)

    def spoil(self, path: str, fault: Fault) -> None:
        """Make a path misbehave from now on, and all paths below where it ends in a slash."""
        self._faults[path] = fault

    def mend(self, path: str) -> None:
        """Make a path behave again."""
        self._faults.pop(path, None)

    def asked(self, path: str) -> list[Request]:
        """Give the requests for a path, or for all paths below where it ends in a slash."""
        return [r for r in self.requests if r.path == path or (path.endswith("/") and r.path.startswith(path))]

    def find(self, request: Request) -> tuple[Page, Fault | None]:
        """Find what to answer and how badly."""
        answer = _longest(self._answers, request.path)
        page = answer(request) if callable(answer) else answer
        fault = _longest(self._faults, request.path)
        return page or Page(b"There is no such page.", "text/plain", 404), fault

    def started(self, request: Request) -> None:
        """Note a request that is being answered from now on."""
        with self._lock:
            self.requests.append(request)
            self._busy += 1
            self.busiest = max(self.busiest, self._busy)

    def ended(self) -> None:
        """Note that a request has been answered."""
        with self._lock:
            self._busy -= 1


def _longest(table: Mapping[str, T], path: str) -> T | None:
    fitting = [key for key in table if key == path or (key.endswith("/") and path.startswith(key))]
    return table[max(fitting, key=len)] if fitting else None


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 64

    def __init__(self, stand: Newsstand, port: int) -> None:
        self.stand = stand
        self.open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), _Handler)

    def hang_up(self) -> None:
        """Close every connection, so that no thread waits for a client that keeps it open."""
        for connection in list(self.open):
            with suppress(OSError):  # it may be closed already
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that went away; everything else is a fault of the newsstand."""
        if not isinstance(sys.exception(), ConnectionError | ssl.SSLError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.server.open.add(self.connection)

    def finish(self) -> None:
        self.server.open.discard(self.connection)
        super().finish()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name is http.server's)
        pass

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(parts.path, dict(parse_qsl(parts.query)), headers)
        stand = self.server.stand
        stand.started(request)
        try:
            page, fault = stand.find(request)
            self._answer(request, page, fault)
        finally:
            stand.ended()

    def _answer(self, request: Request, page: Page, fault: Fault | None) -> None:
        match fault:
            case Fault.FORBIDDEN:
                page = Page(REFUSAL, "text/html", 403)
            case Fault.BOT_CHECK:
                page = Page(HTML_PAGE, "text/html", 403)
            case Fault.READERS_ONLY if not _is_reader(request):
                page = Page(REFUSAL, "text/html", 403)
            case Fault.TOO_MANY:
                page = Page(b"Slow down.", "text/plain", 429, headers={"Retry-After": "120"})
            case Fault.UNAVAILABLE:
                page = Page(REFUSAL, "text/html", 503)
            case Fault.NOT_FOUND:
                page = Page(REFUSAL, "text/html", 404)
            case Fault.HTML:
                page = Page(HTML_PAGE, "text/html; charset=utf-8")
            case Fault.WRONG_CHARSET:
                kind = page.content_type.split(";")[0] + "; charset=windows-1251"
                page = Page(page.body.decode("utf-8", "replace").encode("utf-16"), kind)
            case Fault.WRONG_TYPE:
                page = Page(page.body, "image/png")
            case Fault.LOOP:
                page = redirect(self.path, status=302)
            case Fault.TO_A_FILE:
                page = redirect("file:///etc/hostname")
            case Fault.GZIP:
                page = Page(gzip.compress(page.body), page.content_type, headers={"Content-Encoding": "gzip"})
            case Fault.BROKEN_GZIP:
                packed = gzip.compress(page.body)
                holed = packed[:10] + b"\xff\xff\xff\xff" + packed[14:]
                page = Page(holed, page.content_type, headers={"Content-Encoding": "gzip"})
            case Fault.PLAIN_GZIP:
                page = Page(page.body, page.content_type, headers={"Content-Encoding": "gzip"})
            case Fault.BOMB:
                page = Page(bomb(), page.content_type, headers={"Content-Encoding": "gzip"})
            case Fault.SLOW_HEADERS:
                self.server.stand.closing.wait()
            case Fault.HANGS_UP:
                self.close_connection = True
                return
        if _is_known(request, page):
            page = Page(status=304, etag=page.etag, last_modified=page.last_modified)
        self._send(page, half=fault in (Fault.SLOW_BODY, Fault.TRUNCATED), waits=fault is Fault.SLOW_BODY)

    def _send(self, page: Page, *, half: bool, waits: bool) -> None:
        headers = {"Content-Type": page.content_type, "ETag": page.etag, "Last-Modified": page.last_modified}
        headers |= page.headers
        if page.status != 304:
            headers["Content-Length"] = str(len(page.body))
        self.send_response(page.status, page.reason)
        for name, value in headers.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(page.body[: len(page.body) // 2] if half else page.body)
        if waits:
            self.server.stand.closing.wait()
        self.close_connection = self.close_connection or half


@cache
def bomb() -> bytes:
    """Give 64 MB of nothing, compressed to 64 KB."""
    return gzip.compress(bytes(64 * 2**20))


def _is_reader(request: Request) -> bool:
    words = request.headers.get("user-agent", "").lower()
    return ("rss" in words or "feed" in words) and "application/rss+xml" in request.headers.get("accept", "")


def _is_known(request: Request, page: Page) -> bool:
    if page.status != 200:
        return False
    if page.etag and "if-none-match" in request.headers:
        return request.headers["if-none-match"] == page.etag
    return bool(page.last_modified) and request.headers.get("if-modified-since") == page.last_modified


def by_path(url: str) -> str:
    """Tell hosts apart by the path too, for a client: one newsstand stands in for many hosts."""
    return host_key(url) + urlsplit(url).path


def closed_address() -> str:
    """Give an address on this machine where nobody listens: a connection is refused."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


def main() -> None:
    """Serve the sample outlets and banks until Ctrl+C, and print the settings that make careader read them."""
    from tests import banks, outlets, pages

    now = datetime.now(UTC)
    with Newsstand() as stand, Newsstand() as backyard:
        entries = outlets.open_on(stand, now, bad_ones_on=backyard)
        for shape, id_, feed in pages.open_on(stand):
            entries += f'\n[[outlet]]\nid = "{id_}"\nname = "Page: {shape.name}"\nurl = "{feed}"\n'
        endpoints = banks.Banks(banks.recent_figures(now.date(), count=70), today=now.date()).open_on(stand)
        lines = [
            "# Save this as newsstand.toml, leave this program running and start: careader --config newsstand.toml",
            "[outlets]\ndefaults = false\n\n[rates.endpoints]",
            *(f'{key} = "{url}"' for key, url in endpoints.items()),
            f"\n{entries}\n",
        ]
        sys.stdout.write("\n".join(lines))
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    from tests import newsstand  # the module that the pages are made of, not this copy called __main__

    newsstand.main()
