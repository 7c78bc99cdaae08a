"""What the main screen hears of the engine, and what its keys ask of it: news, rates, the time."""

from __future__ import annotations

from textual import on, work

from careader.tui.format import direction
from careader.tui.messages import News
from careader.tui.screen import CareaderScreen, guarded
from careader.tui.status_line import fetching_words
from careader.tui.values import View
from careader.tui.widgets.rate_bar import RateBar
from careader.tui.widgets.story_list import StoryList
from careader.words import figures


class Hearing(CareaderScreen, inherit_bindings=False):
    """The part of the main screen that follows what goes on behind it. `fetching` says how far a refresh is."""

    fetching: str
    view: View

    @property
    def story_list(self) -> StoryList:
        """The list of stories."""
        return self.query_one(StoryList)

    async def reload(self, *, hold: bool = True) -> None:
        """Show the list as it is now."""
        raise NotImplementedError

    async def show_rates(self) -> None:
        """Write the currency bar."""
        from careader.sample import PROVIDER as SAMPLE

        inverted = self.state.inverted
        rates = await self.services.reads.rates(inverted=inverted)
        bar = self.query_one(RateBar)
        bar.display = bool(rates) or self.services.asks_banks
        bar.show(
            rates,
            today=self.services.clock().astimezone().date(),
            label=figures.SAMPLE_MARK if any(rate.provider == SAMPLE for rate in rates) else "",
            currencies=self.services.currencies,
            inverted=inverted,
        )

    def show_status(self) -> None:
        """Write the status line."""
        raise NotImplementedError

    @on(RateBar.Clicked)
    async def action_rates(self) -> None:
        """Show the exchange rates."""
        await self.services.ways.rates()

    async def action_outlets(self) -> None:
        """Show the outlets."""
        await self.services.ways.outlets()

    def action_refresh(self) -> None:
        """Fetch the news."""
        self.services.engine.fetch_news()

    async def action_invert_rates(self) -> None:
        """Show prices of the dollar instead of prices in dollars, or the other way round."""
        self.state.inverted = not self.state.inverted
        self.state.remembered.inverted = self.state.inverted
        await self.show_rates()
        self.say(direction(self.state.inverted))

    @on(News)
    @guarded
    async def _hear(self, message: News) -> None:
        from careader.newsroom.events import ChangedElsewhere, OutletDone, RateDone, RefreshDone, StoriesChanged

        event = message.event
        match event:
            case OutletDone():
                self.show_fetching(fetching_words(event, self.services.glyphs))
            case RateDone():
                await self.show_rates()
            case StoriesChanged() | ChangedElsewhere():
                self.look_again()
            case RefreshDone():
                self.state.new = event.new
                self.show_fetching("")

    @work(group="reload", exclusive=True, exit_on_error=False)
    async def look_again(self) -> None:
        """Show what has come, without moving the reader's place."""
        await self.reload()

    def show_fetching(self, said: str) -> None:
        """Say how far a refresh is; "" when it is over."""
        before, self.fetching = self.fetching, said
        self.show_status()
        if (not before or not said) and not self.view.total:
            self.look_again()

    async def tick(self) -> None:
        """Write anew what hangs on the time."""
        now = self.services.clock()
        if self.story_list.now != now:
            self.story_list.now = now
            self.story_list.refresh()
        await self.show_rates()
        self.show_status()
