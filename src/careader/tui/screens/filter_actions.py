"""What the keys of the filters do, and the key that says why an article is found under its countries."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from textual import work

from careader.tui.screens.evidence import evidence_panel
from careader.tui.screens.place_picker import PlacePicker
from careader.tui.screens.reader_view import ReaderView


class FilterActions(ReaderView, inherit_bindings=False):
    """The part of the reader screen that chooses what is listed."""

    def action_toggle_place(self, place: str) -> None:
        """Show stories about a place too, or no longer; several are a union, none is all."""
        self.choose_places(self.query_now.places ^ {place})

    def action_only_place(self, place: str) -> None:
        """Show stories about one place only."""
        self.choose_places(frozenset({place}))

    def action_all_places(self) -> None:
        """Show stories about every place."""
        self.choose_places(frozenset())

    def action_pick_places(self) -> None:
        """Choose places from a list; the stories behind it follow."""
        self.reader.push_screen(PlacePicker(self.query_now, self.counts(), self.choose_places))

    def action_toggle_unread(self) -> None:
        """Show unread stories only, or read ones too."""
        self.set_query(replace(self.query_now, unread=not self.query_now.unread))

    def action_toggle_starred(self) -> None:
        """Show starred stories only, or all."""
        self.set_query(replace(self.query_now, starred=not self.query_now.starred))

    @work(group="evidence", exclusive=True, exit_on_error=False)
    async def action_evidence(self) -> None:
        """Show which words put the article under its countries; the first look reads the gazetteer."""
        room, story, article = self.reader.room, self.story_list.story, self.article
        if story is None or article is None:
            self.status.say("There is no story here.")
            return
        evidence = await asyncio.to_thread(room.evidence, article)
        if room is self.reader.room:
            await self.reader.push_screen(evidence_panel(story, article, evidence))

    def choose_places(self, places: frozenset[str]) -> None:
        """Show stories about these places; none is all."""
        self.set_query(replace(self.query_now, places=places))

    def show_counts(self) -> None:
        """Write the counts, in the list of places too where it is open."""
        super().show_counts()
        if isinstance(picker := self.reader.screen, PlacePicker):
            picker.show(self.query_now, self.counts())
