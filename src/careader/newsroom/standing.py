"""How each outlet does: when it answered and is asked next, by which way, what failed, and what it brings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from careader.model import Attempt, Failure, Outlet
from careader.store.tallies import Tally

if TYPE_CHECKING:
    from careader.newsroom import Newsroom

_DAYS = 7
"""Over how many days the articles of a day are averaged."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An outlet and how it does.

    `way` is the kind of the way that answered last, `since` since when it is that one, `attempts` the last round of
    trying its ways. `per_day` is its articles a day over a week, `complete_share` the
    share (0 to 1) of its articles that are whole texts; both None where none is kept.
    """

    outlet: Outlet
    last_success: datetime | None = None
    next_try: datetime | None = None
    way: str = ""
    since: datetime | None = None
    attempts: tuple[Attempt, ...] = ()
    failure: Failure | None = None
    per_day: float | None = None
    complete_share: float | None = None
    unread: int = 0
    articles: int = 0


def standings(library: Newsroom) -> tuple[Standing, ...]:
    """Return how each outlet of a library does, in the order of the list."""
    from careader.newsroom.asking import OutletState
    from careader.newsroom.schedule import outlet_times

    now = library.now()
    counted = library.tallies(now - timedelta(days=_DAYS))
    times = outlet_times(library.log, library.outlets(), library.settings, now, key_of=library.key_of)
    following = {outlet.id: time for outlet, time in times}
    found = []
    for outlet in library.outlets():
        fetch = library.log.outlets.get(outlet.id)
        tally = counted.get(outlet.id, Tally(0, 0, 0, 0))
        state = OutletState.from_json(fetch.ways) if fetch else OutletState()
        answered = state.answered
        found.append(
            Standing(
                outlet,
                last_success=fetch.reached_at if fetch else None,
                next_try=following.get(outlet.id),
                way=answered.kind if answered else "",
                since=state.since,
                attempts=state.attempts if outlet.enabled else (),
                failure=fetch.failure if fetch and outlet.enabled else None,
                per_day=tally.recent / _DAYS if tally.articles else None,
                complete_share=tally.complete / tally.articles if tally.articles else None,
                unread=tally.unread,
                articles=tally.articles,
            )
        )
    return tuple(found)
