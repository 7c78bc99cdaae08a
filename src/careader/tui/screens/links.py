"""What every screen that shows an article does with its link and with text marked in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.model import Article
from careader.tui.browser import open_in_browser
from careader.tui.widgets.status import StatusLine

if TYPE_CHECKING:
    from careader.tui.app import CareaderApp


def open_link(app: CareaderApp, article: Article, status: StatusLine) -> None:
    """Open the article's page in a browser, and say what came of it."""

    async def open_and_tell(url: str) -> None:
        status.say(await open_in_browser(url))

    if url := _link(article, status):
        app.run_worker(open_and_tell(url), group="browser")


def copy_link(app: CareaderApp, article: Article, status: StatusLine) -> None:
    """Copy the article's address to the clipboard, through the terminal."""
    if url := _link(article, status):
        app.copy_to_clipboard(url)
        status.say(f"Copied {url}")


def copy_selection(app: CareaderApp, status: StatusLine) -> None:
    """Copy what was marked with the mouse."""
    text = app.screen.get_selected_text()
    if text:
        app.copy_to_clipboard(text)
    status.say("Copied." if text else "Nothing is marked.")


def _link(article: Article, status: StatusLine) -> str:
    """Give the address of an article, "" and say so where it has none."""
    if article.url.startswith(("http://", "https://")):
        return article.url
    status.say("This article has no link.")
    return ""
