"""Headless Chromium, driven over its DevTools protocol; skipped where there is none."""

from __future__ import annotations

import asyncio
import base64
import itertools
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from tests.e2e.terminal import PATIENCE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --disable-default-apps --window-size=1280,800"
)


class Page:
    """One page; `asked` are the addresses that it has asked for."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self.asked: list[str] = []

    async def do(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": params})
        async with asyncio.timeout(PATIENCE):
            while True:
                answer = await self._socket.receive_json()
                if answer.get("method") == "Network.requestWillBeSent":
                    self.asked.append(answer["params"]["request"]["url"])
                if answer.get("id") == number:
                    result: dict[str, Any] = answer.get("result", answer)
                    return result

    async def value(self, expression: str) -> Any:
        answer = await self.do("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        return answer.get("result", {}).get("value")  # nothing while the page is being left

    async def until(self, condition: str) -> None:
        async with asyncio.timeout(PATIENCE):
            while not await self.value(condition):
                await self.value("new Promise(done => setTimeout(done, 50))")

    async def picture(self) -> bytes:
        return base64.b64decode((await self.do("Page.captureScreenshot"))["data"])


@asynccontextmanager
async def opened(address: str, profile: Path) -> AsyncIterator[Page]:
    """Open a page in a browser of its own."""
    assert CHROMIUM is not None
    browser = await asyncio.create_subprocess_exec(
        CHROMIUM,
        *_QUIET.split(),
        f"--user-data-dir={profile}",
        "--remote-debugging-port=0",
        "--remote-allow-origins=*",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    assert browser.stderr is not None
    try:
        found = None
        while found is None:
            line = await asyncio.wait_for(browser.stderr.readline(), PATIENCE)
            assert line, "Chromium ended"
            found = re.search(r"ws://(127\.0\.0\.1:\d+)/", line.decode())
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://{found[1]}/json/list") as answer:
                target = next(page for page in await answer.json() if page["type"] == "page")
            async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                page = Page(socket)
                await page.do("Network.enable")
                await page.do("Page.enable")
                await page.do("Page.navigate", url=address)
                yield page
    finally:
        browser.kill()
        await browser.wait()
