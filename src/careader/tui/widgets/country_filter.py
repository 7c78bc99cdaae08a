"""The line of filters: each place with its key and count, and in words what is filtered.

Where the words have no room beside the places they take a line of their own; there codes stand for names if need be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from careader.model import COUNTRIES
from careader.newsroom import PLACES, Query
from careader.tui.format import fit, listed
from careader.words import figures as words

_CODES = {place: place.upper() for place in COUNTRIES}

_ROOMY = 96
"""From how many columns on the places stand further apart."""


class CountryFilter(Static, can_focus=False):
    """Shows the place filter; a click on a place toggles it."""

    @dataclass
    class Toggled(Message):
        """A place was clicked; "" is all of them."""

        place: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", id=id)
        self._query = Query()
        self._counts: Mapping[str, tuple[int, int]] = {}
        self._spans: list[tuple[int, int, str]] = []

    def show(self, query: Query, counts: Mapping[str, tuple[int, int]]) -> None:
        """Show a query and what each place would show under it: how many unread, how many in all."""
        self._query, self._counts = query, counts
        self._draw()

    def on_resize(self) -> None:
        """Lay the line out for the new width."""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Toggle the place under the mouse."""
        for start, end, place in self._spans:
            if event.y == 0 and start <= event.x < end:
                self.post_message(self.Toggled(place))

    def _draw(self) -> None:
        width = self.size.width - 2
        if width <= 0:
            return
        forms = [
            (self._cells(region, how), gap)
            for region, how, gap in (
                (words.REGION, counted, 3 if width >= _ROOMY else 2),
                (words.REGION, counted, 2),
                (words.REGION_SHORT, counted, 1),
                (words.REGION, short_count, 2),
                (words.REGION_SHORT, short_count, 1),
                (words.REGION_SHORT, None, 1),
            )
        ]
        cells, gap = next((form for form in forms if _width(*form) <= width), forms[-1])
        said, brief = words_of(self._query), words_of(self._query, {**_CODES, "region": words.REGION_CODE})
        beside = width - _width(cells, gap) - 4
        if cell_len(said) > width or cell_len(brief) <= beside < cell_len(said):
            said = brief
        parts: list[tuple[str, str] | str] = [" "]
        self._spans, column = [], 1
        for place, text, chosen in cells:
            if self._spans:
                parts.append(" " * gap)
                column += gap
            parts.append((text, "bold reverse" if chosen else "$quiet" if self._query.places else ""))
            self._spans.append((column, column + len(text), place))
            column += len(text)
        if said:
            parts += ["   " if cell_len(said) <= beside else "\n ", (fit(said, width, words.ELLIPSIS), "bold")]
        self.update(Content.assemble(*parts))

    def _cells(self, region: str, how: Callable[[tuple[int, int]], str] | None) -> list[tuple[str, str, bool]]:
        names = {"": words.ALL, **_CODES, "region": region}
        chosen = self._query.places or {""}
        cells = []
        for number, place in enumerate(("", *PLACES)):
            count = f" {how(self._counts.get(place or 'all', (0, 0)))}" if how else ""
            cells.append((place, f"{number} {names[place]}{count}", place in chosen))
        return cells


def counted(count: tuple[int, int]) -> str:
    """Write how many are unread of how many: 12/63, or one number where that is both."""
    unread, every = count
    return f"{every}" if unread == every else f"{unread}/{every}"


def short_count(count: tuple[int, int]) -> str:
    """Write how many are unread."""
    return f"{count[0]}"


def words_of(query: Query, names: Mapping[str, str] | None = None) -> str:
    """Say a query in words: 'Kazakhstan or Kyrgyzstan, unread only, with “dam”'; "" where it shows everything."""
    marks, names = _marks(query), names or words.PLACES
    parts = (
        listed([names[place] for place in PLACES if place in query.places], words.OR),
        words.only(listed(marks, words.AND)) if marks else "",
        words.with_words(query.search) if query.search else "",
    )
    return ", ".join(part for part in parts if part)


def empty_words(query: Query) -> str:
    """Say why a list is empty and which keys undo that, one filter at a time."""
    places = listed([words.PLACES[place] for place in PLACES if place in query.places], words.OR)
    sentence = words.nothing_listed(_marks(query), places, query.search)
    undo = [
        said
        for said, on in (
            (words.SHOWS_ALL_COUNTRIES, query.places),
            (words.SHOWS_READ_TOO, query.unread),
            (words.SHOWS_UNSTARRED_TOO, query.starred),
            (words.SHOWS_OLD_TOO, query.updated),
            (words.ENDS_SEARCH, query.search),
        )
        if on
    ]
    return f"{sentence}. {', '.join(undo)}." if undo else f"{sentence}."


def _marks(query: Query) -> list[str]:
    return [
        word
        for word, on in (
            (words.UNREAD_MARK, query.unread),
            (words.STARRED_MARK, query.starred),
            (words.UPDATED_MARK, query.updated),
        )
        if on
    ]


def _width(cells: Sequence[tuple[str, str, bool]], gap: int) -> int:
    return sum(len(text) for _, text, _ in cells) + gap * (len(cells) - 1)
