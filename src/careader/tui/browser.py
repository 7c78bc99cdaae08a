"""Opening a page in the reader's browser."""

from __future__ import annotations

import asyncio
import os
import sys
import webbrowser


def has_browser() -> bool:
    """Say whether a browser can open beside the terminal; one that would run inside it would tear up the screen."""
    if os.environ.get("BROWSER"):
        return True
    if sys.platform in ("darwin", "win32"):
        return not os.environ.get("SSH_CONNECTION")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


async def open_in_browser(url: str) -> str:
    """Open an http or https address, and say in a sentence what came of it."""
    if not url.startswith(("http://", "https://")):
        return "Only web pages are opened."
    if not has_browser():
        return "There is no browser on this side. y copies the link."
    try:
        opened = await asyncio.to_thread(webbrowser.open, url)
    except (OSError, webbrowser.Error) as error:
        return f"The browser did not open ({error}). y copies the link."
    return "Opened in the browser." if opened else "The browser did not open. y copies the link."
