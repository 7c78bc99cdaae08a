"""The line of filters: each place with its key and count, and in words what else is filtered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from careader.model import COUNTRIES
from careader.newsroom.query import PLACES, Query
from careader.tui.format import fit


class CountryFilter(Static, can_focus=False):
    """Shows the place filter; a click on a place toggles it."""

    @dataclass
    class Toggled(Message):
        """A place was clicked; "" is all of them."""

        place: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id)
        self._query = Query()
        self._counts: Mapping[str, int] = {}
        self._spans: list[tuple[int, int, str]] = []

    def show(self, query: Query, counts: Mapping[str, int]) -> None:
        """Show a query and what each place would show under it."""
        self._query, self._counts = query, counts
        self._draw()

    def on_resize(self) -> None:
        """Lay the line out for the new width."""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Toggle the place under the mouse."""
        for start, end, place in self._spans:
            if start <= event.x < end:
                self.post_message(self.Toggled(place))

    def _draw(self) -> None:
        said = words_of(self._query, places=False)
        forms = ((3, "Region"), (2, "Region"), (1, "Reg"))
        width = self.size.width - 2
        gap, region = next(
            (
                form
                for form in forms
                if sum(len(cell[1]) + form[0] for cell in self._cells(form[1])) + len(said) <= width
            ),
            forms[-1],
        )
        parts: list[tuple[str, str] | str] = []
        self._spans, column = [], 1
        for place, text, chosen in self._cells(region):
            parts += [
                " " * (gap if parts else 1),
                (text, "bold reverse" if chosen else "$quiet" if self._query.places else ""),
            ]
            column += gap if self._spans else 0
            self._spans.append((column, column + len(text), place))
            column += len(text)
        if said:
            parts += ["   " if gap > 1 else "  ", (fit(said, max(self.size.width - column - 3, 4)), "bold")]
        self.update(Content.assemble(*parts))

    def _cells(self, region: str) -> list[tuple[str, str, bool]]:
        cells = [("", f"0 All {self._counts.get('all', 0)}", not self._query.places)]
        for number, place in enumerate(PLACES, 1):
            name = place.upper() if place in COUNTRIES else region
            cells.append((place, f"{number} {name} {self._counts.get(place, 0)}", place in self._query.places))
        return cells


def words_of(query: Query, *, places: bool = True) -> str:
    """Say a query in words: "Kazakhstan or Kyrgyzstan, unread only"."""
    names = [COUNTRIES.get(place, "the region") for place in PLACES if place in query.places] if places else []
    parts = [" or ".join(names)] if names else []
    if query.unread:
        parts.append("unread only")
    if query.starred:
        parts.append("starred only")
    if query.search:
        parts.append(f"“{query.search}”")
    return ", ".join(parts)


def empty_words(query: Query) -> str:
    """Say why a list is empty and which keys undo that."""
    kind = " ".join(word for word, on in (("unread", query.unread), ("starred", query.starred)) if on)
    names = [COUNTRIES.get(place, "the region as a whole") for place in PLACES if place in query.places]
    sentence = f"No {kind} stories".replace("  ", " ")
    if names:
        sentence += f" about {' or '.join(names)}"
    if query.search:
        sentence += f" with “{query.search}”"
    undo = [
        words
        for words, on in (
            ("0 shows all countries", query.places),
            ("u shows read ones too", query.unread),
            ("* shows those without a star too", query.starred),
            ("Esc ends the search", query.search),
        )
        if on
    ]
    return f"{sentence}. {', '.join(undo)}." if undo else f"{sentence}."
