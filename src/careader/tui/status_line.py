"""What the status line says, and the quiet lines between stories."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from careader.newsroom.query import Query
from careader.tui.format import Signs, age, progress
from careader.tui.values import Condition, View
from careader.tui.widgets.country_filter import empty_words
from careader.words import figures
from careader.words import screen as words

if TYPE_CHECKING:
    from careader.newsroom.events import OutletDone

_SAME_DAY = timedelta(hours=12)


def fetching_words(event: OutletDone, signs: Signs) -> str:
    """Say how far a refresh is: a bar, how many of how many, who answered last."""
    if event.done == event.total:
        return words.FETCHING_RATES
    bar = progress(event.done, event.total, 12, signs)
    return words.fetching(bar, event.done, event.total, event.outlet.name, signs.dot)


def idle_words(condition: Condition, now: datetime, dot: str, *, new: int = 0, brief: bool = False) -> str:
    """Say when the news was fetched, unless `brief` when it will be again, and what was out of reach."""
    if condition.demo:
        return words.DEMO
    if condition.sample:
        return words.SAMPLE if condition.enabled else words.SAMPLE_NO_OUTLETS
    parts = [words.new_and(new)] if new else []
    refreshed = condition.refreshed_at
    if not condition.enabled:
        parts.append(words.NO_OUTLETS)
    elif refreshed is None:
        parts.append(words.NOT_FETCHED)
    elif now - refreshed < _SAME_DAY:
        following = f"{condition.next_at.astimezone():%H:%M}" if condition.next_at and not brief else ""
        parts.append(words.updated_at(f"{refreshed.astimezone():%H:%M}", following))
    else:
        parts.append(words.updated_at(age(refreshed, now)))
    if condition.unreachable:
        parts.append(words.unreachable(condition.unreachable))
    return dot.join([*parts, *condition.problems[:1]])


def nothing_listed(view: View, query: Query, condition: Callable[[], Condition], *, fetching: bool) -> str:
    """Say why the list of a query is empty and what to do; `condition` is asked where nothing is there at all."""
    if view.total:
        return ""
    if view.counts.get("all", (0, 0))[1] or replace(query, places=frozenset()) != Query():
        return empty_words(query)
    if fetching:
        return words.FETCHING_FIRST
    return words.NO_STORIES_YET if condition().enabled else words.NO_STORIES_NO_OUTLETS


def list_lines(view: View, last_visit: datetime | None, now: datetime) -> list[tuple[int, str]]:
    """Return the quiet lines of the list: where another day begins, and where the news since the last visit end."""
    today = now.astimezone().date()
    lines = {row: day_words(day, today) for row, day in view.days if row}
    if last_visit and 0 < view.fresh < view.total:
        since = words.since_last(moment_words(last_visit, now))
        day = lines.get(view.fresh)
        lines[view.fresh] = f"{since}   {day}" if day else since
    return sorted(lines.items())


def day_words(day: date, today: date) -> str:
    """Name a day: Yesterday, Monday 23 Nov, 23 Nov 2025."""
    days = (today - day).days
    if days == 1:
        return words.YESTERDAY
    if 0 <= days < 300:
        return f"{words.WEEKDAYS[day.weekday()]} {figures.day_and_month(day)}"
    return figures.day_of_year(day)


def moment_words(time: datetime, now: datetime) -> str:
    """Name a time: 18:40, yesterday 18:40, 23 Nov 18:40."""
    local = time.astimezone()
    days = (now.astimezone().date() - local.date()).days
    day = "" if days == 0 else f"{words.YESTERDAY.lower()} " if days == 1 else f"{figures.day_and_month(local.date())} "
    return f"{day}{local:%H:%M}"
