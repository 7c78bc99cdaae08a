"""Asking an outlet: its ways are tried in order until one answers, and why the earlier ones did not is kept."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol, TypeVar

from careader.model import Attempt, Code, Failure, Outlet, Way
from careader.net import Response
from careader.newsroom.clients import is_excepted
from careader.sources.entry import Read
from careader.sources.ways import Answer, Reader, State, hash_of, reader, ways_of
from careader.store.trouble import failure_of

T = TypeVar("T")

_log = logging.getLogger(__name__)

_ROUNDS = 12
"""How often a way may ask on: the parts of a sitemap, the pages of a channel."""


@dataclass(frozen=True, slots=True)
class OutletState:
    """What is remembered of an outlet: of its ways by kind and address, and how the last round of trying them went.

    `since` is when the way that answered last began to be the one that answers.
    """

    ways: Mapping[str, State] = field(default_factory=dict)
    attempts: tuple[Attempt, ...] = ()
    since: datetime | None = None

    def of(self, way: Way) -> State:
        """Return what is remembered of a way."""
        return self.ways.get(_key(way), State())

    @property
    def answered(self) -> Way | None:
        """The way that answered last; None where none did."""
        return next((attempt.way for attempt in self.attempts if attempt.failure is None), None)

    def to_json(self) -> str:
        """Write it as a line of JSON, as `from_json` reads it."""
        content = {
            "ways": {key: asdict(state) for key, state in self.ways.items()},
            "attempts": [asdict(attempt) for attempt in self.attempts],
            "since": self.since,
        }
        return json.dumps(content, default=datetime.isoformat, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> OutletState:
        """Read a line of JSON; one that is damaged remembers nothing."""
        try:
            content = json.loads(text) if text else {}
            return cls(
                {str(key): _state(entry) for key, entry in content.get("ways", {}).items()},
                tuple(_attempt(entry) for entry in content.get("attempts", ())),
                _time(content.get("since")),
            )
        except (ValueError, TypeError, AttributeError, KeyError):
            return cls()


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking an outlet.

    `read` is what the way that answered holds, None where nothing changed since the last time, and where nothing
    answered: then `failure` is that of the first way, the one that the outlet is asked by when all is well. `attempts`
    are the ways that were tried, in order; `state` is what to remember.
    """

    way: Way | None
    read: Read | None
    failure: Failure | None
    attempts: tuple[Attempt, ...]
    state: OutletState

    @property
    def unchanged(self) -> bool:
        """Whether the outlet answered that nothing is new."""
        return self.way is not None and self.read is None


class Gets(Protocol):
    """Fetches pages, as `careader.net.Client` does."""

    async def get(
        self,
        url: str,
        *,
        accept: str,
        etag: str = "",
        last_modified: str = "",
        force: bool = False,
        insecure: bool = False,
        named_by: str | None = None,
    ) -> Response | Failure:
        """Fetch a page."""


class Do(Protocol):
    """Runs something that takes a while apart from the event loop, and waits for it."""

    def __call__(self, work: Callable[[], T], /) -> Awaitable[T]:
        """Run it."""


async def ask_outlet(
    client: Gets,
    outlet: Outlet,
    state: OutletState,
    *,
    now: datetime,
    force: bool = False,
    do: Do = asyncio.to_thread,
) -> Asked:
    """Try the ways of an outlet in order; `do` runs what parses.

    With `force` everything is asked for anew; what then comes letter for letter as the last time is not read again.
    """
    attempts: list[Attempt] = []
    known = {_key(way): state.of(way) for way in ways_of(outlet)}
    for way in ways_of(outlet):
        outcome, known[_key(way)] = await _try(client, outlet, way, state.of(way), now=now, force=force, do=do)
        if isinstance(outcome, Failure):
            attempts.append(Attempt(way, replace(outcome, what=outlet.name)))
            continue
        attempts.append(Attempt(way))
        since = state.since if state.answered == way and state.since else now
        return Asked(way, outcome, None, tuple(attempts), OutletState(known, tuple(attempts), since))
    tried = tuple(attempts)
    return Asked(None, None, tried[0].failure, tried, OutletState(known, tried))


async def ask_way(
    client: Gets, outlet: Outlet, way: Way, *, now: datetime, named_by: str | None = None
) -> Read | Failure:
    """Ask by one way, as if for the first time; `named_by` is the address of the page that named it, if one did."""
    outcome, _ = await _try(client, outlet, way, State(), now=now, force=True, do=asyncio.to_thread, named_by=named_by)
    return Failure(outlet.name, Code.EMPTY) if outcome is None else outcome


async def _try(
    client: Gets,
    outlet: Outlet,
    way: Way,
    state: State,
    *,
    now: datetime,
    force: bool,
    do: Do,
    named_by: str | None = None,
) -> tuple[Read | Failure | None, State]:
    """Ask by one way; None is an answer that nothing is new. Whatever a reader trips over is its failure alone."""
    if state.gone and not force:
        return Failure(outlet.name, Code.GONE), state
    source: Reader = reader(way.kind)
    moved = Way(way.kind, state.moved_to) if state.moved_to and not force else way
    try:
        named_by = named_by or (way.url if moved != way else None)
        answers = await _answers(client, source, outlet, moved, state, force=force, named_by=named_by)
        first = answers[0]
        if isinstance(first, Response) and first.status == 304:
            return None, state

        def read() -> tuple[str, Read | Failure | None]:
            body = hash_of(answers)
            return body, None if body and body == state.body else source.read(outlet, moved, answers, now=now)

        body, outcome = await do(read)
        known = source.known(outlet, moved, answers) or state.known
    except Exception as error:  # noqa: BLE001  # the one boundary of what readers trip over
        _log.exception("%s by %s", outlet.id, way.kind)
        return failure_of(error, what=outlet.name), state
    if isinstance(outcome, Failure):
        return outcome, replace(state, gone=outcome.code is Code.GONE)
    if isinstance(first, Failure):
        return outcome, State(known=known)
    return outcome, State(first.etag, first.last_modified, known, first.moved_to or state.moved_to, body=body)


async def _answers(
    client: Gets, source: Reader, outlet: Outlet, way: Way, state: State, *, force: bool, named_by: str | None
) -> list[Answer]:
    """Ask until the way has enough; the first request alone says what is known already."""
    answers: list[Answer] = []
    for _ in range(_ROUNDS):
        asked = source.requests(outlet, way, state, answers)
        if not asked:
            break
        if not answers:
            etag, last_modified = ("", "") if force else (state.etag, state.last_modified)
            request = asked.pop(0)
            answer = await client.get(
                request.url,
                accept=request.accept,
                etag=etag,
                last_modified=last_modified,
                force=force,
                insecure=is_excepted(outlet, request.url),
                named_by=named_by,
            )
            answers.append(answer)
            if isinstance(answer, Response) and answer.status == 304:
                break
        answers += await asyncio.gather(
            *(
                client.get(
                    one.url,
                    accept=one.accept,
                    force=force,
                    insecure=is_excepted(outlet, one.url),
                    named_by=named_by or way.url,
                )
                for one in asked
            )
        )
    return answers


def _key(way: Way) -> str:
    return f"{way.kind} {way.url}"


def _state(entry: Mapping[str, Any]) -> State:
    texts = {name: str(entry.get(name) or "") for name in ("etag", "last_modified", "known", "moved_to", "body")}
    return State(**texts, gone=entry.get("gone") is True)


def _attempt(entry: Mapping[str, Any]) -> Attempt:
    way, said = Way(**entry["way"]), entry["failure"]
    return Attempt(
        way, Failure(**said | {"code": Code(said["code"]), "retry_at": _time(said["retry_at"])}) if said else None
    )


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
