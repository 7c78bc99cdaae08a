"""The marks in the database, where filters and counts can ask for them; the file of marks stays the truth.

A mark changes in memory at once and must wait for nothing. What has changed is written into the mirror before the next
question, if the database is free then. The stamp of the file of marks is kept beside the mirror, which is compared with
the marks as a whole where the stamps differ: after a crash, and when another program or machine has written the file.
"""

from __future__ import annotations

import sqlite3
from threading import Lock

from careader.store.marks import Marks
from careader.store.storytable import StoryTable

_PATIENCE = 0.5
"""How many seconds a question waits for what another has begun to write."""


class Mirror:
    """Keeps the mirror true. `behind` holds the articles whose marks are not in it yet."""

    def __init__(self, marks: Marks, table: StoryTable) -> None:
        self._marks = marks
        self._table = table
        self._lock = Lock()
        self._writing = Lock()
        self._stamp = table.marks_stamp()
        self.behind: frozenset[str] = frozenset()
        if not self._stamp or self._stamp != marks.stamp:
            self._stamp = ""
            self.behind = self._differing()
        marks.listen(self._note)

    def renew(self) -> None:
        """Make the mirror anew: the database is another one. Raises nothing; what cannot be written stays behind."""
        self._stamp = ""
        self._note(self._differing())
        self.catch_up(wait=True)

    def catch_up(self, *, wait: bool = False) -> bool:
        """Write what has changed, without waiting for others unless told to; return whether all of it is written."""
        if not self._writing.acquire(timeout=_PATIENCE):  # another question has it written
            return False
        try:
            return self._catch_up(wait=wait)
        finally:
            self._writing.release()

    def _catch_up(self, *, wait: bool) -> bool:
        stamp = self._marks.stamp
        with self._lock:
            behind, self.behind = self.behind, frozenset()
        marks = {article: self._mark(article) for article in behind}
        if stamp != self._marks.stamp:  # another mark was made or saved just now
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

    def _mark(self, article: str) -> tuple[bool, bool]:
        mark = self._marks.get(article)
        return (mark.read, mark.starred) if mark else (False, False)

    def _differing(self) -> frozenset[str]:
        mirrored = self._table.mirrored()
        marks = {article: (mark.read, mark.starred) for article, mark in self._marks.all().items()}
        nothing = (False, False)
        return frozenset(
            article
            for article in mirrored.keys() | marks.keys()
            if mirrored.get(article, nothing) != marks.get(article, nothing)
        )
