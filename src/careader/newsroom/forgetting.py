"""Taking back what came in: articles, all of an outlet, or all of an import are forgotten, and may be brought back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careader.model import Mark
from careader.store.decisions import Decided, Pair
from careader.store.removal import Removed

if TYPE_CHECKING:
    from careader.newsroom import Newsroom


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was forgotten, with all that `bring_back` needs: it holds until the newsroom is closed."""

    removed: Removed
    marks: tuple[Mark, ...]
    decisions: Mapping[Pair, Decided]

    def __len__(self) -> int:
        """Return how many articles were forgotten."""
        return len(self.removed.articles)


def forget(newsroom: Newsroom, ids: Sequence[str], *, of_import: int = 0) -> Forgotten:
    """Forget articles with their marks and decisions, and the quotes of an import.

    What a feed still carries of them does not come back. Raises sqlite3.Error, and then has forgotten nothing.
    """
    marks = tuple(mark for id_ in ids if (mark := newsroom.marks.get(id_)))
    removed = newsroom.removal.remove(ids, of_import=of_import)
    newsroom.marks.forget(ids)
    decisions = newsroom.decisions.forget(ids)
    newsroom.regroup()
    return Forgotten(removed, marks, decisions)


def bring_back(newsroom: Newsroom, forgotten: Forgotten) -> None:
    """Undo `forget`. Raises sqlite3.Error, and then has brought nothing back."""
    newsroom.removal.put_back(forgotten.removed)
    newsroom.marks.restore(forgotten.marks)
    newsroom.decisions.decide(forgotten.decisions)
    newsroom.regroup()
