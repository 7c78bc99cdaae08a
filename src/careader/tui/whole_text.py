"""The whole text of the article that is read: fetched from its page behind the screen, swapped in where it is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from careader.model import Article, TextOrigin
from careader.tui.alphabets import in_script, other_script
from careader.tui.following import Following
from careader.tui.messages import News
from careader.tui.screen import guarded
from careader.words import reason
from careader.words import screen as words

if TYPE_CHECKING:  # events come from the engine, which is loaded after the first paint
    from careader.newsroom.events import PageDone


class WholeText(Following, inherit_bindings=False):
    """A screen with a pane in which an article is read."""

    async def show_again(self) -> None:
        """Show the article in the pane as it is now, where it is read."""
        raise NotImplementedError

    def want_whole(self, article: Article, *, force: bool = False) -> None:
        """Have the whole text of an article fetched that is a teaser; `force` asks again. Called before it is shown."""
        teaser = not article.complete and bool(article.url)
        if (teaser or force) and self.services.engine.fetch_page(article, force=force) and teaser:
            self.pane.notes[article.id] = words.FETCHING_WHOLE

    @on(News)
    @guarded
    async def _hear_page(self, message: News) -> None:
        from careader.newsroom.events import PageDone

        if isinstance(message.event, PageDone):
            await self.show_page(message.event)

    async def show_page(self, event: PageDone) -> None:
        """Show the text that has come in place of the teaser, or say why there is no more."""
        notes, shown = self.pane.notes, self.pane.article
        notes.pop(event.asked, None)
        if event.failure:
            notes[event.asked] = words.no_whole(reason(event.failure))
        if shown is None or shown.id not in (event.asked, event.article):
            return
        if event.failure:
            self._show_in_place(shown)
            return
        if event.article != shown.id:  # it has become one with another
            self.pane.article = replace(shown, id=event.article)
        await self.show_again()

    def _show_in_place(self, article: Article) -> None:
        """Show an article again where it is read."""
        pane, now = self.pane, self.services.clock()
        pane.show(pane.story, article, now=now, starred=pane.starred, words=pane.words)

    async def action_full_text(self) -> None:
        """Ask for the whole text again."""
        if subject := await self.subject():
            article = subject[1]
            if article.url and self.services.engine.fetch_page(article, force=True):
                self.say(words.FETCHING_WHOLE)
            else:
                self.say(words.NO_PAGE_HERE)

    async def action_script(self) -> None:
        """Convert the article to the other alphabet of its language, or show it as it is written."""
        if await self.subject() is None or (shown := self.pane.article) is None:
            return
        if (other := other_script(shown)) is None:
            self.say(words.ONE_ALPHABET)
            return
        self.state.script = "" if in_script(shown, self.state.script) is not shown else other
        self.pane.convert(self.state.script)

    async def action_feed_text(self) -> None:
        """Show what the feed or the file gave, or the text again that is made of it or has taken its place."""
        if await self.subject() is None or (shown := self.pane.article) is None:
            return
        given = await self.services.reads.as_given(shown)
        if given is not shown:
            is_feed = shown.text_origin is TextOrigin.PAGE
            self.pane.notes[shown.id] = words.AS_IN_FEED if is_feed else words.AS_SAVED
            self._show_in_place(given)
            return
        if self.pane.notes.get(shown.id) in (words.AS_IN_FEED, words.AS_SAVED):
            del self.pane.notes[shown.id]
        await self.show_again()
        if self.pane.article and self.pane.article.blocks == shown.blocks:
            self.say(words.IS_AS_IN_FEED)
