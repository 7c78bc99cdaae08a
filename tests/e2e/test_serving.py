"""The reader in a browser."""

from __future__ import annotations

import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.error import URLError

from tests.e2e.terminal import PATIENCE, environment
from tests.newsstand import closed_address


def test_serve_answers_on_its_port_and_ends_on_a_signal(tmp_path: Path) -> None:
    address = closed_address()
    command = [sys.executable, "-m", "careader", "serve", "--port", address.rpartition(":")[2]]
    with subprocess.Popen(command, env=environment(tmp_path), stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        assert server.stderr.readline() == f"careader is at {address}/ until Ctrl+C\n"
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        page = ""
        while not page and server.poll() is None:
            try:
                page = opener.open(address, timeout=PATIENCE).read().decode()
            except URLError:
                continue  # it does not listen yet
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=PATIENCE)
    assert "careader" in page
