"""The reader in a browser: who comes in, who does not, and that nothing of it stays behind."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import pytest
from multidict import CIMultiDict

from careader.cli.web.door import Door
from tests.e2e.chromium import CHROMIUM, opened
from tests.e2e.terminal import PATIENCE, environment
from tests.newsstand import Newsstand, closed_address
from tests.newsstand import Page as WebPage


@contextmanager
def launched(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run `careader serve`; the address that it prints, and its process."""
    port = closed_address().rpartition(":")[2]
    command = [sys.executable, "-m", "careader", "serve", "--port", port]
    with subprocess.Popen(command, env=environment(folder), stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        line = server.stderr.readline()
        assert line.startswith(f"careader is at http://127.0.0.1:{port}/?token=")
        yield line.split()[3], server


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Run `careader serve` until the end of the block; the address that it prints."""
    with launched(folder) as (address, server):
        try:
            yield address
        finally:
            server.send_signal(signal.SIGTERM)
            _, said = server.communicate(timeout=PATIENCE)
            assert "Traceback" not in said


def child_of(server: subprocess.Popen[str]) -> int:
    """Return the only child of a process."""
    return int(Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text())


async def until_it_listens(session: aiohttp.ClientSession, address: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                async with session.get(address):
                    return
            except aiohttp.ClientConnectorError:
                await asyncio.sleep(0.05)


async def test_only_who_has_the_address_comes_in_and_only_from_this_page(tmp_path: Path) -> None:
    with served(tmp_path) as address:
        base, token = address.split("/?token=")
        host = base.removeprefix("http://")
        socket = f"{base}/ws/{token}?width=80&height=24"
        async with aiohttp.ClientSession() as session:
            await until_it_listens(session, address)

            async def status(url: str, **headers: str) -> int:
                async with session.get(url, headers={name.title(): value for name, value in headers.items()}) as answer:
                    assert answer.headers["Referrer-Policy"] == "no-referrer"
                    return answer.status

            async with session.get(address) as page:
                text, policy = await page.text(), page.headers["Content-Security-Policy"]
            assert "<title>careader</title>" in text
            assert f"ws://{host}/ws/{token}" in text
            assert "https://" not in text
            assert "default-src 'none'" in policy

            assert await status(base) == 403
            assert await status(f"{base}/?token=wrong") == 403
            assert await status(f"{base}/?token={token[:-1]}") == 403
            assert await status(base, cookie=f"token={token}", referer=address, authorization=f"Bearer {token}") == 403
            assert await status(address, host="news.example") == 403  # a name that somebody pointed here
            assert await status(address, origin="https://news.example") == 403
            assert await status(f"{base}/static/js/textual.js", host="news.example:8000") == 403

            for headers, url in (
                ({"Origin": "https://news.example"}, socket),
                ({"Origin": "null"}, socket),
                (CIMultiDict([("Origin", base), ("Origin", "https://news.example")]), socket),
                ({"Origin": base, "Cookie": f"token={token}", "Referer": address}, f"{base}/ws/?width=80&height=24"),
                ({"Host": f"news.example:{host.rpartition(':')[2]}"}, socket),
                ({"Origin": base}, f"{base}/ws/wrong?width=80&height=24"),
                ({"Origin": base}, f"{base}/ws?width=80&height=24"),
            ):
                with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                    await session.ws_connect(url, headers=headers)
                assert refused.value.status in (403, 404)

            async with session.ws_connect(socket, headers={"Origin": base}) as reader:
                screen = b""
                while b"careader" not in screen and b"KGS" not in screen:
                    message = await reader.receive(timeout=PATIENCE)
                    assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT)
                    screen += message.data if isinstance(message.data, bytes) else b""
                await reader.send_str("this is no message of the page")
                async with asyncio.timeout(PATIENCE):
                    while not reader.closed:
                        await reader.receive()


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="Linux alone")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
async def test_a_server_that_ends_takes_its_readers_with_it(tmp_path: Path, number: signal.Signals) -> None:
    with launched(tmp_path) as (address, server):
        base, token = address.split("/?token=")
        async with aiohttp.ClientSession() as session:
            await until_it_listens(session, address)
            async with session.ws_connect(f"{base}/ws/{token}", headers={"Origin": base}) as reader:
                await reader.send_json(["resize", {"width": 10**9, "height": -1}])
                assert (await reader.receive(timeout=PATIENCE)).data
                child = os.pidfd_open(child_of(server))
                server.send_signal(number)
                assert select.select([child], [], [], PATIENCE)[0], "the reader has ended"
                os.close(child)


@pytest.mark.parametrize(
    ("listens", "host", "welcome"),
    [
        ("127.0.0.1", "127.0.0.1:8000", True),
        ("127.0.0.1", "localhost:8000", True),
        ("127.0.0.1", "[::1]:8000", True),
        ("127.0.0.1", "127.0.0.1:9000", False),
        ("127.0.0.1", "127.0.0.1", False),
        ("127.0.0.1", "192.168.1.9:8000", False),
        ("127.0.0.1", "localhost.news.example:8000", False),
        ("127.0.0.1", "", False),
        ("127.0.0.1", "[:8000", False),
        ("0.0.0.0", "192.168.1.9:8000", True),
        ("0.0.0.0", "news.example:8000", False),
        ("::1", "[::1]:8000", True),
        ("reader.lan", "reader.lan:8000", True),
    ],
)
def test_the_host_that_is_asked_for(listens: str, host: str, welcome: bool) -> None:
    assert Door(listens, 8000).answers_to(host) is welcome


def test_the_printed_address_can_be_opened_whatever_is_listened_on() -> None:
    assert Door("::1", 8000, "t").address == "http://[::1]:8000/?token=t"
    assert "0.0.0.0" not in Door("0.0.0.0", 8000, "t").address
    assert Door("127.0.0.1", 1).token != Door("127.0.0.1", 1).token


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
async def test_a_browser_shows_the_reader_takes_keys_at_once_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    with served(tmp_path) as address, Newsstand() as elsewhere:
        async with aiohttp.ClientSession() as session:
            await until_it_listens(session, address)
        async with opened(address, tmp_path / "profile") as page:
            await page.until("document.body.classList.contains('-first-byte')")
            assert await page.value("document.title") == "careader"
            await page.until("document.activeElement?.classList.contains('xterm-helper-textarea')")
            picture = await page.picture()
            for kind in ("keyDown", "keyUp"):
                await page.do("Input.dispatchKeyEvent", type=kind, text="?" if kind == "keyDown" else "", key="?")
            async with asyncio.timeout(PATIENCE):
                while await page.picture() == picture:
                    await page.value("new Promise(requestAnimationFrame)")
            (tmp_path / "reader.png").write_bytes(await page.picture())
            base = address.split("/?")[0]
            assert {url.split("/", 3)[2] for url in page.asked if "://" in url} == {base.removeprefix("http://")}

        # What another page would do: it does not know the token, and the browser says where it comes from.
        foreign = elsewhere.put("/page", WebPage(b"<!doctype html><title>elsewhere</title>", "text/html"))
        async with opened(foreign, tmp_path / "other") as page:
            await page.until("document.title === 'elsewhere'")
            token = address.partition("token=")[2]
            outcome = "new Promise(done => { const s = SOCKET; s.onopen = () => done(1); s.onerror = () => done(0) })"
            for path in ("/ws?width=80&height=24", f"/ws/{token}?width=80&height=24"):  # even if it knew it
                socket = f"new WebSocket('{base.replace('http', 'ws')}{path}')"
                assert await page.value(outcome.replace("SOCKET", socket)) == 0
            assert await page.value(f"fetch('{address}').then(r => r.text(), () => 'refused')") == "refused"
            frame = f"const f = document.createElement('iframe'); f.src = '{address}'; document.body.append(f)"
            framed = f"new Promise(done => {{ {frame}; f.onload = () => done(f.contentDocument) }})"
            assert await page.value(framed) is None
