"""Opening a page in the reader's browser, wherever that is."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from careader.words import actions

IN_TERMINAL = frozenset(
    {"w3m", "lynx", "links", "links2", "elinks", "browsh", "carbonyl", "chawan", "cha", "www-browser"}
)
"""Browsers that draw into the terminal."""

_PATIENCE = 3.0
"""Seconds after which a browser that has not come back counts as open."""


class Opened(Enum):
    """What came of opening a page."""

    DONE = auto()
    NO_PAGE = auto()
    NO_BROWSER = auto()
    NOT_FOUND = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Browser:
    """How a browser is called: a command, `%s` in it is the address, "" for none; whether it needs the terminal."""

    command: str = ""
    in_terminal: bool = False


def browser(environ: Mapping[str, str] = os.environ) -> Browser:
    """Find the browser: the first of `$BROWSER` that is there, else what the desktop has; none over SSH."""
    wanted = [entry for entry in environ.get("BROWSER", "").split(os.pathsep) if entry.strip()]
    for entry in wanted:
        name = _name(entry)
        if name and shutil.which(name, path=environ.get("PATH")):
            has_desktop = bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY") or sys.platform == "darwin")
            return Browser(entry, Path(name).name in IN_TERMINAL or (not has_desktop and _draws(name)))
    if wanted:
        return Browser(wanted[0])
    if sys.platform == "darwin" and not environ.get("SSH_CONNECTION"):
        return Browser("open %s")
    if environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"):
        for name in ("xdg-open", "gio", "firefox", "chromium", "google-chrome"):
            if shutil.which(name):
                return Browser("gio open %s" if name == "gio" else f"{name} %s")
    for name in ("w3m", "lynx", "elinks", "links"):
        if shutil.which(name, path=environ.get("PATH")):
            return Browser(name, in_terminal=True)
    return Browser()


def _draws(name: str) -> bool:
    """Return whether a command that is no browser known here may draw into the terminal: without a desktop it may."""
    found = shutil.which(name)
    return bool(found) and "vscode" not in str(found)


def _name(entry: str) -> str:
    try:
        return shlex.split(entry)[0]
    except (ValueError, IndexError):
        return ""


def open_in_browser(url: str, found: Browser) -> tuple[Opened, str]:
    """Open an http or https address; return what came of it, and of a failure the reason."""
    if not url.startswith(("http://", "https://")):
        return Opened.NO_PAGE, ""
    if not found.command:
        return Opened.NO_BROWSER, ""
    name = _name(found.command)
    if not name or not shutil.which(name):
        return Opened.NOT_FOUND, name or found.command
    words = shlex.split(found.command)
    command = [word.replace("%s", url) for word in words] if any("%s" in word for word in words) else [*words, url]
    try:
        if found.in_terminal:
            return _outcome(subprocess.run(command, check=False).returncode, name)  # noqa: S603
        nowhere = subprocess.DEVNULL
        running = subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)  # noqa: S603
        try:
            return _outcome(running.wait(_PATIENCE), name)
        except subprocess.TimeoutExpired:  # it goes on by itself
            return Opened.DONE, ""
    except OSError as error:
        return Opened.FAILED, f"{name}: {error.strerror}"


def _outcome(code: int, name: str) -> tuple[Opened, str]:
    return (Opened.DONE, "") if code == 0 else (Opened.FAILED, actions.ended_with(name, code))
