"""Forgetting what is long gone: articles that no source carries any more, and marks and decisions on them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from careader.newsroom import Newsroom

_AHEAD = timedelta(minutes=5)
_LONGEST_DAYS = 36_500
"""More days than this are for ever, and more than a calendar holds."""


def tidy(library: Newsroom) -> int:
    """Forget articles that have been gone for `keep_days`, stars excepted; return how many.

    What a clock that was wrong has dated ahead is dated anew.

    A day counts only where the outlet was reached on it (see `EntryStore.gone`), so that a reader who was away, or
    whose clock was wrong, loses nothing. Raises sqlite3.Error.
    """
    library.articles.date_anew(library.now() + _AHEAD)
    keep_days = min(library.settings.keep_days, _LONGEST_DAYS)
    followed = {outlet.id for outlet in library.outlets() if outlet.enabled}
    starred = library.marks.starred_ids()
    gone = [id_ for id_ in library.entries.gone(keep_days=keep_days, followed=followed) if id_ not in starred]
    if gone:
        with library.transaction():
            library.entries.drop(gone)
            library.articles.remove(gone)
    library.marks.prune(gone, timedelta(days=keep_days))
    library.decisions.prune(gone, timedelta(days=keep_days))
    return len(gone)
