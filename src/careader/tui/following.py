"""From an article to where its links lead: to an article that is here, or into the browser."""

from __future__ import annotations

from textual import on

from careader.model import Article
from careader.tui.article_actions import ArticleActions
from careader.tui.screen import guarded
from careader.tui.values import Telling
from careader.tui.widgets.reading_pane import ReadingPane
from careader.words import figures


class Following(ArticleActions, inherit_bindings=False):
    """A screen with a pane in which links are numbered."""

    @property
    def pane(self) -> ReadingPane:
        """Where an article is read."""
        raise NotImplementedError

    def prepare_pane(self) -> None:
        """Hand the pane what the reader prefers and what the terminal can do."""
        self.pane.measure, self.pane.script = self.state.remembered.measure, self.state.script
        self.pane.tells_addresses = self.services.tells_addresses

    async def show_told(self, telling: Telling, article: Article) -> None:
        """Read an article of a story to which a link led."""
        await self.services.ways.read(telling, article)

    async def action_links(self) -> None:
        """Ask for the number of a link, and follow it; an only one is followed at once."""
        links = self.pane.links
        if not links:
            self.say(figures.NO_LINKS)
            return
        if len(links) == 1:
            await self.follow_link(links[0])
            return

        async def follow(typed: str) -> None:
            number = int(typed) if typed.strip().isdecimal() and len(typed) < 9 else 0
            if 0 < number <= len(links):
                await self.follow_link(links[number - 1])
            else:
                self.say(figures.no_such_link(len(links)))

        await self.services.ways.ask(figures.which_link(len(links)), follow)

    @on(ReadingPane.LinkClicked)
    @guarded
    async def _link_clicked(self, message: ReadingPane.LinkClicked) -> None:
        await self.follow_link(message.url)

    async def follow_link(self, url: str) -> None:
        """Read the article of an address where the library has it, else open the page in a browser."""
        if found := await self.services.reads.at_address(url):
            await self.show_told(*found)
        else:
            await self.open_page(url)
