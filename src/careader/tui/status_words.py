"""What the status line says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from careader.newsroom.events import OutletDone
from careader.tui.format import Signs, age, progress

if TYPE_CHECKING:
    from careader.tui.app import CareaderApp


def fetching_words(event: OutletDone, signs: Signs) -> str:
    """Say how far a refresh is: a bar, how many of how many, who answered last."""
    if event.done == event.total:
        return "Fetching the rates"
    bar = progress(event.done, event.total, 12, signs)
    return f"Fetching {bar} {event.done}/{event.total} {signs.dot} {event.outlet.name}"


def idle_words(app: CareaderApp) -> str:
    """Say when the news was fetched, when it will be again, and what was out of reach."""
    if app.is_demo:
        return "SAMPLE edition: nothing is fetched, nothing is saved"
    if app.is_sample:
        return "SAMPLE edition: no outlet could be reached. r tries again, O says why"
    newsroom, dot = app.newsroom, f" {app.signs.dot} "
    parts = []
    refreshed = newsroom.log.refreshed_at
    if refreshed is None:
        parts.append("Not fetched yet, r fetches")
    elif newsroom.now() - refreshed < timedelta(hours=12):
        again = refreshed + timedelta(minutes=newsroom.settings.refresh_minutes)
        parts.append(f"Updated {refreshed.astimezone():%H:%M}, next {again.astimezone():%H:%M}")
    else:
        parts.append(f"Updated {age(refreshed, newsroom.now())}")
    if count := len(app.troubles()):
        parts.append(f"{count} outlet{'s' if count > 1 else ''} unreachable (O)")
    parts += newsroom.problems[:1]
    return dot.join(parts)
