"""careader in a real pseudo-terminal: keys go in, what a terminal would show comes out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Self

import pexpect
import pyte

PATIENCE = 30.0
"""Seconds until something that should have appeared counts as missing."""


def environment(folder: Path) -> dict[str, str]:
    """Give an environment in which careader keeps its files in a folder and no proxy stands in the way."""
    dropped = {"COLUMNS", "LINES", "NO_COLOR"}
    kept = {n: value for n, value in os.environ.items() if not n.lower().endswith("_proxy") and n not in dropped}
    return kept | {
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
    }


class Terminal:
    """A running careader and the screen of its terminal. `raw` is every byte that came out."""

    def __init__(
        self,
        *arguments: str,
        env: Mapping[str, str],
        size: tuple[int, int] = (120, 40),
        program: Sequence[str] = ("-m", "careader"),
    ) -> None:
        width, height = size
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.child = pexpect.spawn(
            sys.executable, [*program, *arguments], env=dict(env), dimensions=(height, width), timeout=PATIENCE
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.child.close(force=True)

    @property
    def lines(self) -> list[str]:
        """What the screen shows."""
        return [line.rstrip() for line in self.screen.display]

    def press(self, keys: str) -> None:
        """Type."""
        self.child.send(keys)

    def wait_for(self, text: str) -> str:
        """Wait until some line shows a text and give that line."""
        self.wait_until(lambda: any(text in line for line in self.lines), text)
        return next(line for line in self.lines if text in line)

    def wait_until(self, holds: Callable[[], bool], what: str) -> None:
        """Read what comes out until something holds."""
        deadline = monotonic() + PATIENCE
        while not holds():
            if monotonic() > deadline:
                raise AssertionError(f"never saw {what!r}; the screen was:\n" + "\n".join(self.lines))
            try:
                chunk = self.child.read_nonblocking(65536, timeout=0.1)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                deadline = 0
                continue
            self.raw += chunk
            self._stream.feed(chunk)

    def read(self, seconds: float) -> bool:
        """Read what comes out within so many seconds; return whether anything did."""
        try:
            chunk = self.child.read_nonblocking(65536, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.raw += chunk
        self._stream.feed(chunk)
        return True

    def wait_for_end(self) -> int | None:
        """Read to the end and give the exit code, None where a signal ended it."""
        self.raw += self.child.read()
        self.child.close()
        code: int | None = self.child.exitstatus
        return code
