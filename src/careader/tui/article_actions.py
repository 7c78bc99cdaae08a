"""What can be done with an article wherever one is shown: open, copy, pipe, and why it is where it is."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import work
from textual.app import SuspendNotSupported

from careader.export.wording import web_address
from careader.model import Article, Story
from careader.tui.format import written
from careader.tui.screen import CareaderScreen
from careader.words import actions
from careader.words import screen as words

if TYPE_CHECKING:  # what opens browsers and what explains is loaded when it is asked for
    from careader.tui.browser import Browser

_RELATED = 3
"""How many related stories are explained beside the articles of the story."""


class ArticleActions(CareaderScreen, inherit_bindings=False):
    """A screen with an article that keys are about."""

    @property
    def article(self) -> Article | None:
        """The article that keys are about."""
        raise NotImplementedError

    @property
    def about(self) -> Story | None:
        """The story of that article."""
        raise NotImplementedError

    async def subject(self) -> tuple[Story, Article] | None:
        """Return the story and the article that keys are about, read if need be; say so where there is none."""
        if (story := self.about) and (article := self.article):
            return story, article
        self.say(words.NO_STORY)
        return None

    async def action_open_browser(self) -> None:
        """Open the article's page in a browser."""
        if (subject := await self.subject()) and (url := self._link(subject[1])):
            await self.open_page(url, actions.Y_COPIES_X_FETCHES)

    async def open_page(self, url: str, otherwise: str = "") -> None:
        """Open a page; a browser that draws into the terminal gets it for so long.

        `otherwise` says what can be done where it does not open; without it the address is said.
        """
        otherwise = otherwise or actions.page_is(url)
        from careader.tui.browser import Opened, browser, open_in_browser

        if self.app.is_web:
            self.app.open_url(url)
            self.say(actions.opened(Opened.DONE, ""))
            return
        found = browser()
        if found.in_terminal:
            with self._away():
                outcome = open_in_browser(url, found)
            self.say(actions.opened(*outcome, otherwise))
        else:
            self._open_beside(url, found, otherwise)

    @work(group="browser", exit_on_error=False)
    async def _open_beside(self, url: str, found: Browser, otherwise: str) -> None:
        from careader.tui.browser import open_in_browser

        self.say(actions.opened(*await asyncio.to_thread(open_in_browser, url, found), otherwise))

    @contextlib.contextmanager
    def _away(self) -> Iterator[None]:
        """Give the terminal to another program, and draw the screen anew after it. Nothing else goes on meanwhile."""
        try:
            with self.app.suspend():
                yield
        except SuspendNotSupported:
            yield
        self.app.refresh(layout=True)

    async def action_copy_link(self) -> None:
        """Copy the article's address to the clipboard, through the terminal."""
        if (subject := await self.subject()) and (url := self._link(subject[1])):
            self.app.copy_to_clipboard(url)
            self.say(words.copied(url))

    async def action_copy_all(self) -> None:
        """Copy headline, outlet, date and link."""
        if subject := await self.subject():
            article = subject[1]
            where = f"{article.outlet}, {written(article.date, self.services.clock())}"
            lines = [article.title, where, web_address(article.url)]
            self.app.copy_to_clipboard("\n".join(line for line in lines if line))
            self.say(words.copied(actions.HEADLINE_AND_LINK))

    def action_copy_selection(self) -> None:
        """Copy what was marked with the mouse."""
        text = self.get_selected_text()
        if text:
            self.app.copy_to_clipboard(text)
        self.say(words.COPIED if text else words.NOTHING_MARKED)

    async def action_pipe(self) -> None:
        """Ask for a command and hand it the article."""
        if subject := await self.subject():
            article = subject[1]

            async def run(command: str) -> None:
                if command.strip():
                    self.state.remembered.pipe = command
                    await self.run_command(command, article, waits=True)

            await self.services.ways.ask(actions.PIPE_TO, run, self.state.remembered.pipe)

    async def run_command(self, command: str, article: Article, *, waits: bool = False) -> None:
        """Run a command in the terminal with the article on its standard input, and come back.

        With `waits` what it has written stays in sight until Enter is pressed.
        """
        text = f"{article.title}\n{article.outlet}, {written(article.date)}\n{article.url}\n\n"
        text += "\n\n".join(block.text for block in article.blocks) or article.summary
        env = os.environ | {
            "CAREADER_TITLE": article.title,
            "CAREADER_URL": article.url,
            "CAREADER_OUTLET": article.outlet,
        }

        shell = os.environ.get("SHELL") or "/bin/sh"
        try:
            with self._away():
                code = _run([shell, "-c", command], text.encode(), env)
                if waits and sys.stdin is not None and sys.stdin.isatty():
                    _wait_for_enter(actions.PRESS_ENTER)
        except OSError as error:
            self.say(words.went_wrong(command, error.strerror or str(error)))
            return
        self.say(actions.command_ended(command, code))

    @work(group="evidence", exclusive=True, exit_on_error=False)
    async def action_evidence(self) -> None:
        """Show which words put the article under its countries."""
        from careader.tui.explain import evidence_words
        from careader.tui.widgets.panel import Panel

        if subject := await self.subject():
            story, article = subject
            evidence = await self.services.reads.evidence(article)
            await self.app.push_screen(Panel(words.WHY_COUNTRIES, evidence_words(story, article, evidence)))

    @work(group="why", exclusive=True, exit_on_error=False)
    async def action_why(self) -> None:
        """Say why the articles of the story are together, and why the related ones are not."""
        if subject := await self.subject():
            await self.explain(*subject)

    async def explain(self, story: Story, article: Article) -> None:
        """Say why an article is in its story."""
        from careader.tui.explain import why_words
        from careader.tui.widgets.panel import Panel

        reads, signs = self.services.reads, self.services.glyphs
        together = await reads.verdicts(article, story.articles)
        related = await reads.related(story)
        nearest = [(await reads.verdicts(article, kin.story.articles)) for kin in related[:_RELATED]]
        await self.app.push_screen(Panel(words.WHY_TOGETHER, why_words(together, nearest, signs)))

    def _link(self, article: Article) -> str:
        """Return the address of an article, "" and say so where it has none."""
        if article.url.startswith(("http://", "https://")):
            return article.url
        self.say(words.NO_LINK)
        return ""


def _wait_for_enter(said: str) -> None:
    """Say something in the terminal and wait for a line, or for its end."""
    with contextlib.suppress(OSError, KeyboardInterrupt):
        os.write(sys.stdin.fileno(), f"\n{said} ".encode())
        sys.stdin.readline()


def _run(command: list[str], text: bytes, env: dict[str, str]) -> int:
    return subprocess.run(command, input=text, env=env, check=False).returncode  # noqa: S603
