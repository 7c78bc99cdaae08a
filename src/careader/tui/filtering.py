"""What is listed: filters, searches, views, and one step back out of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from careader.newsroom.query import Query
from careader.tui.article_actions import ArticleActions
from careader.tui.values import View
from careader.tui.widgets.country_filter import CountryFilter
from careader.tui.widgets.reading_pane import ReadingPane
from careader.words import screen as words

if TYPE_CHECKING:
    from careader.tui.widgets.search_line import SearchLine


class Filtering(ArticleActions, inherit_bindings=False):
    """The part of the main screen that chooses what is listed. `zoomed` and `reading` say what is seen of it."""

    reading: bool
    zoomed: bool
    view: View
    _before: Query = Query()
    _finding = False
    _outlet_ids: tuple[str, ...] = ()
    _search_line: SearchLine | None = None

    @property
    def search_line(self) -> SearchLine:
        """Where a search is typed; it is made when it is first asked for, and shown with the first search."""
        if self._search_line is None:
            from careader.tui.widgets.search_line import SearchLine

            self._search_line = SearchLine(
                typed=self.search_for, done=self.end_search, complete=self.completions, id="search"
            )
            self._search_line.display = False
        return self._search_line

    @property
    def is_typing(self) -> bool:
        """Whether a search is being typed."""
        return self._search_line is not None and self._search_line.display

    @property
    def pane(self) -> ReadingPane:
        """The reading pane."""
        return self.query_one(ReadingPane)

    # What the screen does.

    async def reload(self, *, hold: bool = True) -> None:
        """Show the list as it is now."""
        raise NotImplementedError

    def show_status(self) -> None:
        """Write the status line."""
        raise NotImplementedError

    def give_room(self) -> None:
        """Give each part its room."""
        raise NotImplementedError

    def focus_part(self) -> None:
        """Give the keys to the part that they are for."""
        raise NotImplementedError

    async def leave_article(self) -> None:
        """Go from the article back to the list."""
        raise NotImplementedError

    # The query.

    async def ask(self, query: Query, what: str = words.FILTERED) -> None:
        """Show another selection; an article that is read stays. It can be taken back."""
        undo = self.state.undo_query(what, self._ask_again)
        if self.state.ask(query):
            self.state.remember(undo)
            await self._show_query()

    async def _ask_again(self, query: Query) -> None:
        if self.state.ask(query):
            await self._show_query()

    async def _show_query(self) -> None:
        await self.reload(hold=False)
        self.status.hush()  # it may have told of what was listed before
        self.show_status()
        if self.reading:
            self.say(words.listed_now(self.view.total))

    @on(CountryFilter.Toggled)
    async def _place_clicked(self, message: CountryFilter.Toggled) -> None:
        await (self.action_toggle_place(message.place) if message.place else self.action_all_places())

    async def action_toggle_place(self, place: str) -> None:
        """Show stories about a place too, or no longer; several are a union, none is all."""
        await self.choose_places(self.state.query.places ^ {place})

    async def action_only_place(self, place: str) -> None:
        """Show stories about one place only."""
        await self.choose_places(frozenset({place}))

    async def action_all_places(self) -> None:
        """Show stories about every place."""
        await self.choose_places(frozenset())

    async def choose_places(self, places: frozenset[str]) -> Mapping[str, tuple[int, int]]:
        """Show stories about these places, none is all; return how many each has then."""
        await self.ask(replace(self.state.query, places=places))
        return self.view.counts

    async def action_pick_places(self) -> None:
        """Choose places from a list; the stories behind it follow."""
        await self.services.ways.places(self.state.query, self.view.counts, self.choose_places)

    async def action_toggle_unread(self) -> None:
        """Show unread stories only, or read ones too."""
        await self.ask(replace(self.state.query, unread=not self.state.query.unread))

    async def action_toggle_starred(self) -> None:
        """Show starred stories only, or all."""
        await self.ask(replace(self.state.query, starred=not self.state.query.starred))

    async def action_toggle_updated(self) -> None:
        """Show only read stories to which reports have come since, or all."""
        await self.ask(replace(self.state.query, updated=not self.state.query.updated))

    async def action_back(self) -> None:
        """Go back one step: out of the zoom, the words found in the article, the article, the search, one filter."""
        if self.zoomed:
            self.zoomed = False
            self.give_room()
        elif self.reading and self.pane.words != self.state.query.words:
            self.pane.find(self.state.query.words, jump=False)
        elif self.reading:
            await self.leave_article()
        elif (before := self.state.step_back()) is not None:
            await self.ask(before)
        else:
            self.say(words.PLACES_STAY if self.state.query.places else words.LEAVES)

    async def action_step_out(self) -> None:
        """Leave the article, or in the list careader."""
        if self.reading:
            await self.action_back()
        else:
            await self.app.run_action("quit")

    async def action_toggle_muted(self) -> None:
        """Show what is muted too, or no longer."""
        reads = self.services.reads
        reads.shows_muted = not reads.shows_muted
        await self.reload()
        self.show_status()
        self.say(words.muted_shown() if reads.shows_muted else words.hidden(self.view.hidden))

    async def action_views(self) -> None:
        """Choose one of the views that the settings name."""
        await self.services.ways.views(self.ask_view)

    async def action_show_outlet(self, outlet_id: str) -> None:
        """Show the stories of an outlet."""
        await self.ask(Query(search=f"outlet:{outlet_id}"), words.FILTERED)

    async def ask_view(self, query: str) -> None:
        """Show a view: its query in the place of the search."""
        await self.ask(replace(self.state.query, search=query), words.SEARCHED)

    # Searching.

    async def action_search(self) -> None:
        """Type a search; the list follows."""
        self._before, self._finding = self.state.query, False
        if self.reading:
            await self.leave_article()
        if not self._outlet_ids:
            self._outlet_ids = tuple(state.outlet.id for state in await self.services.reads.outlets())
        await self._open_line(self.state.query.search)
        self._say_found()

    async def action_find(self) -> None:
        """Type words to find in the article."""
        self._finding = True
        await self._open_line("")

    async def _open_line(self, text: str) -> None:
        if not self.search_line.is_attached:
            await self.mount(self.search_line, after=self.status)
        self.status.display = False
        self.search_line.begin("" if not self._finding else words.FIND, text)
        self.set_focus(self.search_line.line)  # at once: the next key is for it

    async def search_for(self, text: str) -> None:
        """Show the stories that a search finds and that pass the filters, or the words in the article."""
        if self._finding:
            found = self.pane.find(tuple(text.split()))
            self.search_line.say(words.hits_in_article(found) if text.strip() else "")
            return
        if self.state.ask(replace(self.state.query, search=text.strip())):
            await self.reload(hold=False)
            self._say_found()

    def _say_found(self) -> None:
        query = self.state.query
        troubles = query.terms.troubles
        if troubles:
            first = troubles[0]
            self.search_line.say(words.trouble(first.field or "", first.value, first.known))
        else:
            self.search_line.say(words.found(self.view.total) if query.search else words.SEARCH_HELP)

    async def end_search(self, keep: bool) -> None:
        """Put the line away and go on in the list, or in the article."""
        self.search_line.display = False
        self.status.display = True
        if self._finding:
            if not keep:
                self.pane.find(self.state.query.words, jump=False)
        else:
            after = self.state.query if keep else replace(self.state.query, search="")
            self.state.ask(self._before)
            await self.ask(after, words.SEARCHED)
            if after == self._before:
                await self.reload(hold=False)
        self.focus_part()
        self.show_status()

    def completions(self, text: str) -> list[str]:
        """Return what the last word of a search may become."""
        from careader.newsroom.grammar import completions

        return [] if self._finding else completions(text, outlets=self._outlet_ids)
