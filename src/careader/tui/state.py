"""What a reader is at: the query, the place in the list, what stays in sight, what can be taken back. No Textual."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from careader.newsroom.query import PLACES, Query
from careader.tui.values import Anchor, Undo

MOST_UNDONE = 200
"""How many changes can be taken back."""

NARROWEST, WIDEST, USUAL = 60, 100, 72
"""The measure of an article, in columns."""


@dataclass(slots=True)
class Remembered:
    """What holds for the next start. `left_at` is when the reader was last open; `place` the article read last."""

    places: frozenset[str] = frozenset()
    unread: bool = False
    one_line: bool | None = None
    inverted: bool | None = None
    theme: str = ""
    measure: int = USUAL
    left_at: datetime | None = None
    story: str = ""
    article: str = ""
    scroll: int = 0
    pipe: str = ""
    export: str = ""

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Remembered:
        """Take what is usable of a file that anybody may have written."""
        kept = cls()
        places = values.get("places")
        if isinstance(places, list):
            kept.places = frozenset(place for place in places if place in PLACES)
        for name in ("unread", "one_line", "inverted"):
            if isinstance(values.get(name), bool):
                setattr(kept, name, values[name])
        for name in ("theme", "story", "article", "pipe", "export"):
            if isinstance(values.get(name), str):
                setattr(kept, name, values[name])
        for name, least, most in (("measure", NARROWEST, WIDEST), ("scroll", 0, 1_000_000)):
            if type(values.get(name)) is int:
                setattr(kept, name, min(max(values[name], least), most))
        try:
            time = datetime.fromisoformat(values.get("left_at") or "")
            kept.left_at = time if time.tzinfo else None
        except (TypeError, ValueError):
            kept.left_at = None
        return kept

    def values(self) -> dict[str, Any]:
        """Return it as JSON can hold it; what is as it was at first is left out."""
        first = Remembered()
        names = ("unread", "one_line", "inverted", "theme", "measure", "story", "article", "scroll", "pipe", "export")
        kept: dict[str, Any] = {
            name: getattr(self, name) for name in names if getattr(self, name) != getattr(first, name)
        }
        kept["places"] = sorted(self.places)
        if self.left_at:
            kept["left_at"] = self.left_at.isoformat(timespec="seconds")
        return kept


@dataclass(slots=True)
class ReaderState:
    """What the screens share.

    `anchor` is the story that the reader was on when last moving by hand: filters and searches do not change it, so
    that the place survives them. `kept` are stories that no longer pass the query because of a mark just made and stay
    in sight until it changes. `script` is the alphabet that articles are converted to, "" for none. `new` is what the
    last refresh brought, `last_visit` when the reader was left.
    """

    remembered: Remembered = field(default_factory=Remembered)
    query: Query = field(default_factory=Query)
    anchor: Anchor | None = None
    kept: set[str] = field(default_factory=set)
    undone: list[Undo] = field(default_factory=list)
    inverted: bool = False
    script: str = ""
    new: int = 0
    last_visit: datetime | None = None
    _chosen: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Start with what is remembered."""
        self.query = Query(places=self.remembered.places, unread=self.remembered.unread)

    @property
    def listed(self) -> Query:
        """The query with the stories that are kept in sight."""
        return replace(self.query, kept=frozenset(self.kept))

    @property
    def is_filtered(self) -> bool:
        """Whether Esc has something to take back in the list."""
        return self.step_back() is not None

    def ask(self, query: Query) -> bool:
        """Take another query; what was kept in sight goes. Return whether it is another one."""
        if query == self.query:
            return False
        for place in query.places ^ self.query.places:
            if place in self._chosen:
                self._chosen.remove(place)
            else:
                self._chosen.append(place)
        self.query = query
        self.kept.clear()
        self.remembered.places, self.remembered.unread = query.places, query.unread
        return True

    def step_back(self) -> Query | None:
        """Return the query without what Esc takes back: the search, a mark, or what was done last about places.

        The places of the last time are no step: None then.
        """
        query = self.query
        if query.search:
            return replace(query, search="")
        for on, without in (
            (query.updated, replace(query, updated=False)),
            (query.starred, replace(query, starred=False)),
            (query.unread, replace(query, unread=False)),
        ):
            if on:
                return without
        return replace(query, places=query.places ^ {self._chosen[-1]}) if self._chosen else None

    def remember(self, undo: Undo | None) -> None:
        """Keep how a change is taken back."""
        if undo:
            self.undone.append(undo)
            del self.undone[:-MOST_UNDONE]

    def undo_query(self, what: str, show: Callable[[Query], Awaitable[None]]) -> Undo:
        """Return how the query that stands is gone back to, before another is asked."""
        before, kept, chosen, anchor = self.query, set(self.kept), list(self._chosen), self.anchor

        async def back() -> None:
            self.anchor = anchor
            await show(before)
            self.kept, self._chosen = kept, chosen

        return Undo(what, back)
