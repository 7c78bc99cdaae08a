"""The feed of an outlet: RSS, Atom, RDF or JSON Feed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from careader.model import Failure, Outlet, Way
from careader.sources.entry import Read
from careader.sources.ways import Answer, Request, State, first_answer


def requests(_outlet: Outlet, way: Way, _state: State, answers: Sequence[Answer]) -> list[Request]:
    """Ask for the feed, once."""
    return [] if answers else [Request(way.url)]


def read(outlet: Outlet, _way: Way, answers: Sequence[Answer], *, now: datetime) -> Read | Failure:
    """Read the feed."""
    from careader.sources.feed import read_feed  # most answers are known letter for letter and not read

    answer = first_answer(outlet, answers)
    if isinstance(answer, Failure):
        return answer
    return read_feed(
        answer.content, outlet, now=now, content_type=answer.headers.get("content-type", ""), url=answer.url
    )


def known(_outlet: Outlet, _way: Way, _answers: Sequence[Answer]) -> str:
    """Remember nothing: a feed has all that it has."""
    return ""
