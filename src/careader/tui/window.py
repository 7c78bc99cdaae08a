"""The rows of the list that are in sight, or were a moment ago: pages of it, of which the oldest go. No Textual."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence

from careader.newsroom import StoryRow
from careader.tui.values import View

PAGE = 64
"""How many rows are read at once."""

PAGES = 24
"""How many pages are kept."""


class StoryWindow:
    """A list of `total` rows that has some of them. `wanted` collects the pages that were looked for in vain."""

    def __init__(self, view: View | None = None) -> None:
        self.total = view.total if view else 0
        self.wanted: set[int] = set()
        self._pages: OrderedDict[int, dict[int, StoryRow]] = OrderedDict()
        if view:
            self.put(view.offset, view.rows)

    def row(self, number: int) -> StoryRow | None:
        """Return a row; None where it has not been read yet, which is noted."""
        page = number // PAGE
        row = self._pages.get(page, {}).get(number)
        if row is None:
            if 0 <= number < self.total:
                self.wanted.add(page)
            return None
        self._pages.move_to_end(page)
        return row

    def put(self, offset: int, rows: Sequence[StoryRow]) -> None:
        """Take rows that begin at an offset."""
        for number, row in enumerate(rows, offset):
            page = number // PAGE
            self._pages.setdefault(page, {})[number] = row
            self._pages.move_to_end(page)
            self.wanted.discard(page)
        while len(self._pages) > PAGES:
            self._pages.popitem(last=False)

    def rows(self, numbers: Iterable[int]) -> list[tuple[int, StoryRow]]:
        """Return those of these rows that are here, with their numbers."""
        found = ((number, self._pages.get(number // PAGE, {}).get(number)) for number in numbers)
        return [(number, row) for number, row in found if row is not None]

    def loaded(self) -> list[tuple[int, StoryRow]]:
        """Return every row that is here, in order."""
        return sorted((number, row) for page in self._pages.values() for number, row in page.items())

    def find(self, story_id: str) -> int | None:
        """Return where a story is among the rows that are here."""
        return next(
            (number for page in self._pages.values() for number, row in page.items() if row.id == story_id), None
        )
