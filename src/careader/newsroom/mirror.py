"""The marks in the database, where filters and counts can ask for them; the file of marks stays the truth.

A mark changes in memory at once and must wait for nothing. What has changed is written into the mirror before the next
question, if the database is free then. The stamp of the file of marks is kept beside the mirror, which is compared with
the marks as a whole where the stamps differ: after a crash, and when another program or machine has written the file.
While they are the same the mirror answers for the marks, of which there may be a hundred thousand, and none is read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from threading import Lock
from typing import TYPE_CHECKING

from careader.store.storytable import StoryTable

if TYPE_CHECKING:
    from careader.store.marks import Marks

_PATIENCE = 0.5
"""How many seconds a question waits for what another has begun to write."""


class Mirror:
    """Keeps the mirror true. `behind` holds the articles whose marks are not in it yet.

    `stamp` is that of the file of marks, "" where there is none. Until there are marks to `follow` the mirror is taken
    for what they are; `is_true` says whether it is.
    """

    def __init__(self, table: StoryTable, stamp: str) -> None:
        self._marks: Marks | None = None
        self._table = table
        self._lock = Lock()
        self._writing = Lock()
        self._stamp = table.marks_stamp()
        self.is_true = stamp == self._stamp and (bool(stamp) or not table.has_marks())
        self.behind: frozenset[str] = frozenset()

    def follow(self, marks: Marks) -> None:
        """Keep the mirror as these marks are, from here on."""
        stamp = marks.stamp
        marks.listen(self._note)
        if not stamp or stamp != self._stamp:
            self._stamp = ""
            self._note(self._differing(marks))
        self._marks, self.is_true = marks, True

    def among(self, articles: Iterable[str]) -> tuple[AbstractSet[str], AbstractSet[str]]:
        """Return which of these articles are read, and which are starred."""
        return (self._marks.among if self._marks else self._table.marked)(articles)

    def renew(self) -> None:
        """Make the mirror anew: the database is another one. Raises nothing; what cannot be written stays behind."""
        if self._marks:
            self._stamp = ""
            self._note(self._differing(self._marks))
            self.catch_up(wait=True)

    def catch_up(self, *, wait: bool = False) -> bool:
        """Write what has changed, without waiting for others unless told to; return whether all of it is written."""
        if (marks := self._marks) is None:
            return True
        if not self._writing.acquire(timeout=_PATIENCE):  # another question has it written
            return False
        try:
            return self._catch_up(marks, wait=wait)
        finally:
            self._writing.release()

    def _catch_up(self, known: Marks, *, wait: bool) -> bool:
        stamp = known.stamp
        with self._lock:
            behind, self.behind = self.behind, frozenset()
        marks = {article: _flags(known, article) for article in behind}
        if stamp != known.stamp:  # another mark was made or saved just now
            stamp = ""
        if not behind and (stamp == self._stamp or not stamp):
            return True
        try:
            self._table.set_marks(marks, stamp, wait=wait)
        except sqlite3.Error:
            self._note(behind)
            return False
        self._stamp = stamp
        return True

    def _note(self, changed: frozenset[str]) -> None:
        with self._lock:
            self.behind |= changed

    def _differing(self, marks: Marks) -> frozenset[str]:
        mirrored = self._table.mirrored()
        differing = {article for article in mirrored if mirrored[article] != _bits(_flags(marks, article))}
        for ids in (marks.read_ids(), marks.starred_ids()):
            differing.update(article for article in ids if article not in mirrored)
        return frozenset(differing)


def _flags(marks: Marks, article: str) -> tuple[bool, bool]:
    mark = marks.get(article)
    return (mark.read, mark.starred) if mark else (False, False)


def _bits(flags: tuple[bool, bool]) -> int:
    return flags[0] + 2 * flags[1]
