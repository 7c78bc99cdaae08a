"""Mending the library: its file may turn out to be damaged at every page, whoever reads it, and whenever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from careader.newsroom.mirror import Mirror
from careader.store.database import Database
from careader.store.grouping import GroupingStore
from careader.store.storytable import StoryTable
from careader.store.trouble import is_damaged, may_be_damage

_LOOK_AGAIN = timedelta(hours=1)


class Mending:
    """Saves what can be read of a damaged file into a new one, and makes anew what follows from it.

    `marks` has the marks read, which are put into the new one; `regroup` puts what waits for it into stories.
    """

    def __init__(
        self,
        database: Database,
        table: StoryTable,
        grouping: GroupingStore,
        mirror: Mirror,
        *,
        marks: Callable[[], object],
        regroup: Callable[[], object],
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._table = table
        self._grouping = grouping
        self._mirror = mirror
        self._marks = marks
        self._regroup = regroup
        self._now = now
        self._looked_at: datetime | None = None
        self._mending = Lock()

    def helps(self, error: Exception) -> bool:
        """Mend what an error comes of; say whether anything was done, so that trying again may help.

        A row that is not as it was written looks like a fault of careader's: then the whole file is looked through.
        """
        if is_damaged(error):
            self._database.damage = self._database.damage or str(error)
            return self.mend()
        return may_be_damage(error) and self.look(anew=True)

    def look(self, *, anew: bool = False) -> bool:
        """Look through the whole file, once an hour at most, and mend it; say whether anything was done.

        With `anew` all that follows from it is made anew where nothing is found.
        """
        now = self._now()
        if self._looked_at and abs(now - self._looked_at) < _LOOK_AGAIN:
            return False
        self._looked_at = now
        self._database.look_for_damage()
        if self.mend():
            return True
        if anew:
            self._table.renew()
            self._grouping.forget()
        return anew

    def mend(self) -> bool:
        """Mend the file where it is known to be damaged; say whether that was needed.

        Raises sqlite3.Error and OSError where no new file can be written.
        """
        with self._mending:
            if not self._database.damage:
                return False
            self._database.mend(self._now())
            self._table.check()
            self._marks()
            self._mirror.renew()
        self._regroup()
        return True


def mended(database: Database, error: Exception, *, now: datetime) -> bool:
    """Mend the file where that helps against what reading it at the start has raised; return whether it does."""
    if may_be_damage(error):
        database.look_for_damage()
    if not is_damaged(error) and not database.damage:
        return False
    database.mend(now)
    return True
