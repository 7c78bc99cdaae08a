"""The server: textual-serve's way between a terminal program and a page, behind our door and with our page."""

from __future__ import annotations

import asyncio
import contextlib
import html
import json
import logging
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import textual_serve
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from textual_serve.app_service import AppService
from textual_serve.server import Server

from careader.cli.web.door import HEADERS, Door, policy

MOST_READERS = 8
"""How many pages may be open at once; each has a program of its own."""

_LARGEST_MESSAGE = 64 * 1024
_SECONDS_TO_LEAVE = 2.0
_MOST_CELLS = 1000
"""How many columns or lines a page has at most: a frame of more takes memory without end."""
_STATICS = Path(textual_serve.__file__).parent / "static"


class Reader(AppService):
    """One reader in a page: a program of its own that ends with the page."""

    def __init__(self, arguments: Sequence[str], websocket: web.WebSocketResponse, server: WebServer) -> None:
        super().__init__(
            "",
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=self._close,
            download_manager=server.download_manager,
        )
        self._arguments = arguments
        self._websocket = websocket

    async def _close(self) -> None:
        await self._websocket.close()

    async def _open_app_process(self, width: int = 80, height: int = 24) -> asyncio.subprocess.Process:
        self._process = process = await asyncio.create_subprocess_exec(
            *self._arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self._build_environment(width=width, height=height),
            start_new_session=True,
        )
        self._stdin = process.stdin
        return process

    async def on_meta(self, data: bytes) -> None:
        """Pass on what the program asks the page for; addresses only of the web."""
        asked = json.loads(data)
        if asked.get("type") == "open_url" and not str(asked.get("url", "")).startswith(("http://", "https://")):
            return
        await super().on_meta(data)

    async def set_terminal_size(self, width: int, height: int) -> None:
        """Tell the program how large the page is, within what a page can be."""
        await super().set_terminal_size(_bounded(int(width)), _bounded(int(height)))

    async def leave(self) -> None:
        """End the program in order; one that does not end within two seconds is killed."""
        with contextlib.suppress(asyncio.TimeoutError, ConnectionError):
            await asyncio.wait_for(self.stop(), _SECONDS_TO_LEAVE)
        process = self._process
        if process is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


class WebServer(Server):
    """Serves the program that `arguments` start to the pages that come through the door."""

    def __init__(self, arguments: Sequence[str], door: Door) -> None:
        super().__init__("careader", host=door.host, port=door.port, title="careader")
        self.arguments = tuple(arguments)
        self.door = door
        self.readers: set[Reader] = set()

    def initialize_logging(self) -> None:
        """Keep the terminal quiet: what the server has to say is one line at its start."""
        logging.getLogger("aiohttp").setLevel(logging.CRITICAL)
        logging.getLogger("textual-serve").setLevel(logging.CRITICAL)
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)

    def serve(self, debug: bool = False) -> None:
        """Serve until a signal comes."""
        self.initialize_logging()
        web.run_app(self._make_app(), host=self.door.host, port=self.door.port, print=None, shutdown_timeout=1.0)

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the command has printed the address."""

    async def on_shutdown(self, app: web.Application) -> None:
        """End every reader, each with its marks on the disk."""
        await asyncio.gather(*(reader.leave() for reader in tuple(self.readers)))

    async def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[self._guard()], client_max_size=_LARGEST_MESSAGE)
        app.add_routes(
            [
                web.get("/", self.handle_page),
                web.get(f"/ws/{self.door.token}", self.handle_websocket),
                web.get("/page.js", self.handle_script),
                web.get("/page.css", self.handle_style),
                web.get("/download/{key}", self.handle_download),
                web.static("/static", _STATICS),
            ]
        )
        app.on_startup.append(self.on_startup)
        app.on_shutdown.append(self.on_shutdown)
        return app

    def _guard(self) -> Middleware:
        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            refusal = self._refusal(request)
            if refusal:
                return web.Response(status=403, text=refusal, headers=HEADERS)
            try:
                response = await handler(request)
            except web.HTTPException as error:
                error.headers.update(HEADERS)
                raise
            if not response.prepared:
                response.headers.update(HEADERS)
            return response

        return guard

    def _refusal(self, request: web.Request) -> str:
        if not self.door.answers_to(request.host):
            return "This address is not careader's. Open the one that careader serve printed."
        if not all(self.door.trusts(origin, request.host) for origin in request.headers.getall("Origin", ())):
            return "Another page asked for this. Open the address that careader serve printed."
        return ""

    async def handle_page(self, request: web.Request) -> web.Response:
        """Give the page to who has the token, and to others a word on where it is."""
        if not self.door.knows(request.query.get("token", "")):
            text = "Open the whole address that careader serve printed, with its token."
            return web.Response(status=403, text=text)
        scheme = "wss" if request.secure else "ws"
        page = _resource("page.html").replace(
            "{websocket}", html.escape(f"{scheme}://{request.host}/ws/{self.door.token}", quote=True)
        )
        headers = {"Content-Security-Policy": policy(request.host)}
        return web.Response(text=page, content_type="text/html", headers=headers)

    async def handle_script(self, request: web.Request) -> web.Response:
        """Give the script of the page."""
        return web.Response(text=_resource("page.js"), content_type="text/javascript")

    async def handle_style(self, request: web.Request) -> web.Response:
        """Give the style of the page."""
        return web.Response(text=_resource("page.css"), content_type="text/css")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run a reader for as long as its page is open."""
        websocket = web.WebSocketResponse(heartbeat=15, max_msg_size=_LARGEST_MESSAGE)
        if len(self.readers) >= MOST_READERS:
            raise web.HTTPServiceUnavailable(text=f"{MOST_READERS} pages are open already; close one first.")
        reader = Reader(self.arguments, websocket, self)
        self.readers.add(reader)
        try:
            await websocket.prepare(request)
            await reader.start(_size(request, "width", 80), _size(request, "height", 24))
            with contextlib.suppress(ValueError, LookupError, TypeError, AssertionError, AttributeError, OverflowError):
                await self._process_messages(websocket, reader)  # what is no message of our page ends the session
        finally:
            await reader.leave()
            self.readers.discard(reader)
        return websocket


def _size(request: web.Request, name: str, usual: int) -> int:
    text = request.query.get(name, "")
    return _bounded(int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else usual


def _bounded(cells: int) -> int:
    return min(max(cells, 1), _MOST_CELLS)


def _resource(name: str) -> str:
    return resources.files("careader.cli.web").joinpath(name).read_text(encoding="utf-8")
