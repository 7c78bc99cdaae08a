"""The outlets: how each does, what failed in plain words, on and off, and a way to its stories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from textual import events, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from careader.newsroom.events import OutletDone, RefreshDone
from careader.newsroom.standing import Standing
from careader.settings import SettingsError
from careader.tui.bindings import bindings
from careader.tui.commands import OUTLETS, Where
from careader.tui.explain import found_words
from careader.tui.forgetting import Forgetting
from careader.tui.format import Signs, age, cut, fit, pad, written
from careader.tui.keymap import hints
from careader.tui.messages import News
from careader.tui.screen import guarded
from careader.tui.services import Services
from careader.tui.state import ReaderState
from careader.tui.values import Undo
from careader.tui.widgets.panel import Panel
from careader.tui.widgets.rows import Line, TextRows
from careader.words import actions, figures, reason, told
from careader.words import screen as words

_NAME, _ANSWER, _NEXT, _WAY, _NUMBER = 26, 10, 7, 9, 8
_MARK = 5  # what stands before a name
_ROOMY, _NARROW = 110, 70


class OutletRows(TextRows):
    """A row an outlet, and a second one with the reason where it failed."""

    BINDINGS = bindings(Where.OUTLETS)

    class Chosen(Message):
        """The row under the cursor was clicked."""

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the click was; on it already, choose the outlet."""
        row, _ = self.locate(event.y + round(self.scroll_offset.y))
        if row == self.cursor:
            self.post_message(self.Chosen())
        self.go_to(row)


class OutletsScreen(Forgetting, inherit_bindings=False):
    """Lists every outlet, those that failed first, then those that are on, then the others."""

    AUTO_FOCUS = "OutletRows"
    CSS_PATH = "outlets.tcss"
    parts = OUTLETS
    help_title = words.KEYS_OF_OUTLETS

    def __init__(self, services: Services, state: ReaderState) -> None:
        super().__init__(services, state)
        self.outlets: Sequence[Standing] = ()
        self._wanted = ""
        self._tested = ""

    def compose(self) -> ComposeResult:
        """Put the parts under each other."""
        yield Static("", id="outlets-title")
        yield Static("", id="outlets-head")
        yield OutletRows(signs=self.services.glyphs, id="outlets-rows")
        yield self.status

    @guarded
    async def on_mount(self) -> None:
        """Show them."""
        self.status.show("", self._hints)
        await self.load()

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self._draw()

    @property
    def _hints(self) -> tuple[str, ...]:
        names = ("switch", "filter", "test", "add", "refresh", "back", "help")
        return hints(self.services.keys.of(*OUTLETS), *names)

    @property
    def rows(self) -> OutletRows:
        """The rows."""
        return self.query_one(OutletRows)

    @property
    def chosen(self) -> Standing | None:
        """The outlet under the cursor."""
        return self.outlets[self.rows.cursor] if self.rows.cursor < len(self.outlets) else None

    async def load(self) -> None:
        """Read anew how they do; the cursor stays on its outlet."""
        chosen = self._wanted or (self.chosen.outlet.id if self.chosen else "")
        self._wanted = ""
        states = await self.services.reads.outlets()
        self.outlets = sorted(states, key=lambda state: (not state.failure, not state.outlet.enabled))
        self._draw(next((row for row, state in enumerate(self.outlets) if state.outlet.id == chosen), None))

    def _draw(self, cursor: int | None = None) -> None:
        width, now = self.size.width, self.services.clock()
        enabled = sum(state.outlet.enabled for state in self.outlets)
        failed = sum(bool(state.failure) for state in self.outlets)
        condition = self.services.engine.condition()
        parts: list[tuple[str, str] | str] = [
            (words.OUTLETS, "bold"),
            ("   " + words.outlets_on(enabled, len(self.outlets), failed), "$quiet"),
        ]
        parts += [(f"\n{problem}", "$read-warning") for problem in condition.problems]
        self.query_one("#outlets-title", Static).update(Content.assemble(*parts))
        self.query_one("#outlets-head", Static).update(Content.styled("  " + _head(width), "$quiet"))
        self.rows.empty = words.DEMO_HAS_NO_OUTLETS if condition.demo else words.NO_OUTLET_LISTED
        self.rows.show([_row(state, width, now, self.services.glyphs) for state in self.outlets], cursor=cursor)

    async def action_switch(self) -> None:
        """Switch the outlet on or off."""
        if not (chosen := self.chosen):
            return
        outlet = chosen.outlet
        try:
            undo = await self.services.writes.switch_outlet(outlet, enabled=not outlet.enabled)
        except SettingsError as error:
            self.say(told(str(error)))
            return
        self.state.remember(undo)
        self._wanted = outlet.id
        await self.load()
        self.say(words.and_z_undoes(undo.what))

    async def refresh_after(self, undo: Undo) -> None:
        """Show what is there after a change, or after one was taken back."""
        await self.load()
        if undo.regroups:
            self._settle()

    @work(group="settle", exit_on_error=False)
    async def _settle(self) -> None:
        """Show what a change has come to that had to wait for another program."""
        if await self.services.writes.settle():
            await self.load()

    async def action_forget(self) -> None:
        """Forget all that the outlet told, after a question."""
        if chosen := self.chosen:
            await self.forget_outlet(chosen.outlet)

    async def action_filter(self) -> None:
        """Show the stories of the outlet."""
        if chosen := self.chosen:
            await self.services.ways.in_list(f"show_outlet({chosen.outlet.id!r})")

    def on_outlet_rows_chosen(self) -> None:
        """Show the stories of the outlet that was clicked twice."""
        self.run_worker(self.action_filter(), exit_on_error=False)

    async def action_add(self) -> None:
        """Add an outlet by its address: what can be read there is found, tried, and shown."""
        if self.services.engine.condition().demo:
            self.say(words.DEMO_FETCHES_NOTHING)
            return

        async def add(typed: str) -> None:
            from careader.newsroom.discovering import address_of

            if address_of(typed):
                self.status.show(figures.looking_at(typed.strip()), self._hints)
                self._add(typed)
            elif typed.strip():
                await self.services.ways.ask(figures.NO_ADDRESS, add, typed)

        await self.services.ways.ask(words.ADD_BY_ADDRESS, add)

    @work(group="adding", exclusive=True, exit_on_error=False)
    async def _add(self, typed: str) -> None:
        from careader.newsroom.discovering import entry_of
        from careader.settings import OutletEntry

        try:
            found = await self.services.engine.discover(typed)
            entry = OutletEntry(id="", url=found.address)
            if not found.ways and not found.unreachable:
                self.say(figures.nothing_found(found.address))
                return
            self._wanted = await self.services.writes.add_outlet(entry_of(entry, found) if found.ways else entry)
        except SettingsError as error:
            self.say(told(str(error)))
            return
        finally:
            self.status.show("", self._hints)
        if not self._wanted:
            self.say(figures.LISTED_ALREADY)
            return
        await self.load()
        if chosen := self.chosen:
            self.services.engine.fetch_outlet(chosen.outlet)
            await self.app.push_screen(Panel(words.added(chosen.outlet.name), found_words(found)))

    def action_test(self) -> None:
        """Ask the outlet now."""
        if chosen := self.chosen:
            self._tested = chosen.outlet.id
            self.say(words.asking(chosen.outlet.name))
            self.services.engine.fetch_outlet(chosen.outlet)

    def action_refresh_all(self) -> None:
        """Ask all that are on."""
        self.say(words.ASKING_ALL)
        self.services.engine.fetch_news()

    async def action_open_browser(self) -> None:
        """Open the outlet's address in a browser."""
        if chosen := self.chosen:
            await self.open_page(chosen.outlet.url, actions.Y_COPIES)

    async def action_copy_link(self) -> None:
        """Copy the outlet's address."""
        if chosen := self.chosen:
            self.app.copy_to_clipboard(chosen.outlet.url)
            self.say(words.copied(chosen.outlet.url))

    async def action_back(self) -> None:
        """Go back to the news."""
        await self.dismiss()

    def on_news(self, message: News) -> None:
        """Show what came of asking."""
        event = message.event
        if isinstance(event, OutletDone | RefreshDone):
            self.look_again()
        if isinstance(event, OutletDone) and event.outlet.id == self._tested:
            self._tested = ""
            said = reason(event.failure) if event.failure else words.brought(event.new)
            self.say(f"{event.outlet.name}: {said}")

    @work(group="outlets", exclusive=True, exit_on_error=False)
    async def look_again(self) -> None:
        """Read anew how they do."""
        await self.load()


def _head(width: int) -> str:
    names = [pad(" " * _MARK + words.OUTLET, _MARK + _name_room(width))]
    if width >= _NARROW:
        names += [pad(words.ANSWERED, _ANSWER), pad(words.NEXT_TRY, _NEXT)]
    if width >= _ROOMY:
        names += [pad(words.WAY, _WAY), words.A_DAY.rjust(_NUMBER), words.WHOLE_TEXTS.rjust(_NUMBER)]
    return "  ".join([*names, words.UNREAD.rjust(_NUMBER)])


def _name_room(width: int) -> int:
    taken = _NUMBER + 10
    if width >= _NARROW:
        taken += _ANSWER + _NEXT + 4
    if width >= _ROOMY:
        taken += _WAY + 2 * _NUMBER + 6
    return max(min(width - taken, 44 + max(width - 140, 0) // 2), 10)


def _row(state: Standing, width: int, now: datetime, signs: Signs) -> list[Line]:
    outlet = state.outlet
    owner = figures.owned(outlet.ownership)
    room = _name_room(width)
    name = cut(outlet.name, room - len(owner) if len(owner) + 10 < room else room, signs.ellipsis)
    name = pad(name + owner if len(owner) + 10 < room else name, room)
    columns = [name]
    if width >= _NARROW:
        answered = age(state.last_success, now) if state.last_success else words.NEVER if outlet.enabled else ""
        following = f"{state.next_try.astimezone():%H:%M}" if state.next_try and outlet.enabled else ""
        columns += [pad(answered, _ANSWER), pad(following, _NEXT)]
    if width >= _ROOMY:
        share = f"{state.complete_share:.0%}" if state.complete_share is not None else signs.dash
        day = f"{state.per_day:.1f}" if state.per_day is not None else signs.dash
        columns += [pad(state.way, _WAY), day.rjust(_NUMBER), share.rjust(_NUMBER)]
    columns.append(f"{state.unread:,}".rjust(_NUMBER))
    mark = "[x]" if outlet.enabled else "[ ]"
    style = "warning" if state.failure else "title" if outlet.enabled else "quiet"
    lines: list[Line] = [[(f"  {mark}  ", style), ("  ".join(columns), style)]]
    if outlet.insecure:
        lines.append([(f"       {fit(figures.INSECURE, max(width - 9, 10), signs.ellipsis)}", "warning")])
    if said := _ways_said(state, now, signs):
        lines.append([(f"       {fit(said, max(width - 9, 10), signs.ellipsis)}", "quiet")])
    return lines


def _ways_said(state: Standing, now: datetime, signs: Signs) -> str:
    """Say which way answers and why those before it did not, or why none does; "" where the first one does."""
    failed = [f"{attempt.way.kind}: {reason(attempt.failure)}" for attempt in state.attempts if attempt.failure]
    if state.failure and len(failed) < 2:
        return f"{reason(state.failure)} {signs.dot} {state.outlet.url}"
    if not failed:
        return ""
    answering = (
        [] if state.failure else [figures.answers_by(state.way, written(state.since, now) if state.since else "")]
    )
    return f" {signs.dot} ".join([*answering, *failed])
