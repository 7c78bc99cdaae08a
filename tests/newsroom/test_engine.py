"""The engine: a boundary around each job, what is remembered between refreshes, other programs, and its end."""

from __future__ import annotations

import asyncio
import errno
import json
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from careader import words
from careader.model import Code, Outlet, Way
from careader.newsroom import Newsroom
from careader.newsroom.engine import Engine, Handler
from careader.newsroom.events import (
    ChangedElsewhere,
    Event,
    JobFailed,
    OutletDone,
    RefreshDone,
    StoriesChanged,
    Waiting,
)
from careader.newsroom.ingest import Ingested, ingest
from careader.newsroom.schedule import Job
from careader.settings import Settings
from careader.sources.entry import Read
from tests.library import ARTICLES, NOW, open_library, paths_in
from tests.newsroom.test_refreshing import entry, feed
from tests.newsstand import Fault, Newsstand, Page, by_path, redirect


class Place:
    """A library with outlets of a newsstand, a clock that can be turned, and what its engine reported."""

    def __init__(self, folder: Path, stand: Newsstand, *names: str, settings: Settings | None = None) -> None:
        self.now: datetime = NOW
        self.events: list[Event] = []
        self.stand = stand
        entries = tuple(entry(name, stand.at(f"/{name}")) for name in names)
        chosen = settings or Settings(default_outlets=False, rates_enabled=False)
        self.library = Newsroom(
            paths_in(folder), replace(chosen, outlets=entries), now=lambda: self.now, key_of=by_path
        )

    async def tick(self, after: timedelta = timedelta()) -> list[Event]:
        """Let time go by, start what is due, wait for it, and return what was reported."""
        self.now += after
        self.events.clear()
        async with Engine(self.library, self.events.append) as engine:
            engine.tick()
            await engine.done()
        return list(self.events)

    def asked(self, name: str) -> int:
        return len(self.stand.asked(f"/{name}"))


@pytest.fixture
def places() -> Iterator[list[Place]]:
    opened: list[Place] = []
    yield opened
    for place in opened:
        place.library.close()


async def test_what_is_due_is_asked_and_nothing_else(tmp_path: Path, newsstand: Newsstand, places: list[Place]) -> None:
    newsstand.put("/a", feed("One headline from Osh"))
    places.append(place := Place(tmp_path, newsstand, "a"))
    events = await place.tick()
    assert [event.new for event in events if isinstance(event, OutletDone)] == [1]
    assert [event.reached for event in events if isinstance(event, RefreshDone)] == [True]
    assert any(isinstance(event, StoriesChanged) for event in events)
    assert await place.tick(timedelta(minutes=10)) == []
    [done] = [event for event in await place.tick(timedelta(minutes=5)) if isinstance(event, OutletDone)]
    assert done.unchanged
    assert place.asked("a") == 2


async def test_what_is_remembered_is_there_at_the_next_start(
    tmp_path: Path, newsstand: Newsstand, places: list[Place]
) -> None:
    newsstand.put("/a", feed("One headline from Osh"))
    newsstand.put("/b", Page(status=503, headers={"Retry-After": "7200"}))
    places.append(place := Place(tmp_path, newsstand, "a", "b"))
    await place.tick()
    known = place.library.fetches.load()
    assert known == place.library.log
    place.library.close()
    places[:] = [again := Place(tmp_path, newsstand, "a", "b")]
    assert again.library.log == known
    await again.tick(timedelta(minutes=60))
    assert (again.asked("a"), again.asked("b")) == (2, 1)
    assert "if-none-match" in newsstand.asked("/a")[-1].headers
    await again.tick(timedelta(minutes=60))
    assert again.asked("b") == 2


async def test_max_age_is_kept_to_and_force_is_not(tmp_path: Path, newsstand: Newsstand, places: list[Place]) -> None:
    newsstand.put("/a", replace(feed("One headline from Osh"), headers={"Cache-Control": "public, max-age=3600"}))
    places.append(place := Place(tmp_path, newsstand, "a"))
    await place.tick()
    await place.tick(timedelta(minutes=30))
    await place.library.refresh(place.events.append)
    assert place.asked("a") == 1
    assert [event.unchanged for event in place.events if isinstance(event, OutletDone)] == [True]
    await place.library.refresh(place.events.append, force=True)
    assert place.asked("a") == 2
    await place.tick(timedelta(minutes=60))
    assert place.asked("a") == 3


async def test_what_is_gone_for_good_is_asked_no_more_and_says_so(
    tmp_path: Path, newsstand: Newsstand, places: list[Place]
) -> None:
    newsstand.put("/a", Page(status=410))
    places.append(place := Place(tmp_path, newsstand, "a"))
    await place.tick()
    for _ in range(3):
        await place.tick(timedelta(days=2))
    done = await place.library.refresh(place.events.append)
    assert place.asked("a") == 1
    assert [words.say(failure) for failure in done.failures] == [
        "A: says that it is gone for good (HTTP 410) and is not asked again"
    ]
    newsstand.put("/a", feed("Back from the dead"))
    assert (await place.library.refresh(place.events.append, force=True)).new == 1
    await place.tick(timedelta(minutes=15))
    assert place.asked("a") == 3


async def test_an_outlet_that_has_moved_is_asked_where_it_is_after_two_refreshes_that_agree(
    tmp_path: Path, newsstand: Newsstand, places: list[Place]
) -> None:
    newsstand.put("/new", feed("One headline from Osh"))
    newsstand.put("/a", redirect("/new", status=308))
    places.append(place := Place(tmp_path, newsstand, "a"))
    for _ in range(4):
        await place.tick(timedelta(minutes=15))
    assert (place.asked("a"), place.asked("new")) == (2, 4)
    assert len(place.library.articles.ids()) == 1
    newsstand.put("/new", Page(status=404))
    newsstand.put("/a", feed("Two headline from Osh"))
    await place.tick(timedelta(minutes=15))
    [done] = [e for e in await place.tick(timedelta(minutes=15)) if isinstance(e, OutletDone)]
    assert done.failure is None
    assert place.asked("a") == 3


async def test_a_redirect_for_today_is_not_remembered(
    tmp_path: Path, newsstand: Newsstand, places: list[Place]
) -> None:
    newsstand.put("/new", feed("One headline from Osh"))
    newsstand.put("/a", redirect("/new", status=302))
    places.append(place := Place(tmp_path, newsstand, "a"))
    for _ in range(4):
        await place.tick(timedelta(minutes=15))
    assert place.asked("a") == 4


@pytest.mark.parametrize("validator", ['"café"', "x" * 4000, '"\x7f"'])
async def test_a_validator_that_cannot_be_sent_back_hurts_nobody(
    tmp_path: Path, newsstand: Newsstand, places: list[Place], validator: str
) -> None:
    newsstand.put("/a", replace(feed("One headline from Osh"), etag=validator))
    newsstand.put("/b", feed("Two headline from Naryn", outlet="naryn"))
    places.append(place := Place(tmp_path, newsstand, "a", "b"))
    for _ in range(3):
        done = await place.library.refresh(place.events.append)
        assert (done.reached, done.failures) == (True, ())
    assert place.asked("b") == 3


Raises = Callable[[], None]


def boom() -> None:
    raise KeyError("psc:chapter")


def full() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def group() -> None:
    raise ExceptionGroup("unhandled errors in a TaskGroup", [sqlite3.OperationalError("no such table: article")])


def recursion() -> None:
    raise RecursionError


@pytest.mark.parametrize(
    ("fault", "code"),
    [(boom, Code.UNEXPECTED), (full, Code.DISK_FULL), (group, Code.NOT_KEPT), (recursion, Code.UNEXPECTED)],
)
async def test_whatever_a_job_raises_is_one_failure_and_one_line_in_the_log(
    tmp_path: Path,
    newsstand: Newsstand,
    places: list[Place],
    caplog: pytest.LogCaptureFixture,
    fault: Raises,
    code: Code,
) -> None:
    places.append(place := Place(tmp_path, newsstand))
    done: list[str] = []

    async def run(_: Engine, keys: Sequence[str], force: bool) -> None:
        if keys[0] == "bad":
            fault()
        done.append(keys[0])

    async with Engine(place.library, place.events.append, handlers={"page": Handler(run)}) as engine:
        engine.ask(Job("page", "bad"), Job("page", "good"))
        engine.ask(Job("page", "good"))  # is running already
        await engine.done()
        engine.ask(Job("nobody does this"))
    [failed, unknown] = [event for event in place.events if isinstance(event, JobFailed)]
    assert (failed.kind, failed.key, failed.failure.code) == ("page", "bad", code)
    assert unknown.failure.code is Code.UNEXPECTED
    assert done == ["good"]
    assert len([record for record in caplog.records if record.levelno >= logging.WARNING]) == 2
    assert "TaskGroup" not in words.say(failed.failure)


async def test_a_job_that_hangs_ends_and_the_next_has_its_turn(
    tmp_path: Path, newsstand: Newsstand, places: list[Place]
) -> None:
    places.append(place := Place(tmp_path, newsstand))
    done: list[str] = []

    async def run(_: Engine, keys: Sequence[str], force: bool) -> None:
        if keys[0] == "hangs":
            await asyncio.Event().wait()
        done.append(keys[0])

    handlers = {"page": Handler(run, at_once=1, seconds=0.05)}
    async with Engine(place.library, place.events.append, handlers=handlers) as engine:
        engine.ask(Job("page", "hangs"), Job("page", "next"))
        await engine.done()
    [failed] = place.events
    assert isinstance(failed, JobFailed)
    assert failed.failure.code is Code.TIMEOUT
    assert done == ["next"]


async def test_a_batched_kind_gets_all_that_is_asked_at_once(
    tmp_path: Path, newsstand: Newsstand, places: list[Place]
) -> None:
    places.append(place := Place(tmp_path, newsstand))
    asked: list[list[str]] = []

    async def run(_: Engine, keys: Sequence[str], force: bool) -> None:
        asked.append(list(keys))

    async with Engine(place.library, place.events.append, handlers={"new": Handler(run, batched=True)}) as engine:
        engine.ask(Job("new", "a"), Job("new", "b"), Job("new", "a"))
        await engine.done()
    assert asked == [["a", "b"]]


async def test_a_listener_that_raises_ends_nothing(tmp_path: Path, newsstand: Newsstand, places: list[Place]) -> None:
    newsstand.put("/a", feed("One headline from Osh"))
    places.append(place := Place(tmp_path, newsstand, "a"))

    def listen(event: Event) -> None:
        raise RuntimeError(event)

    async with Engine(place.library, listen) as engine:
        engine.tick()
        await engine.done()
    assert len(place.library.stories()) == 1


async def test_garbage_of_one_outlet_is_its_failure_alone(
    tmp_path: Path, newsstand: Newsstand, places: list[Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    def trip_over(library: Newsroom, outlet: Outlet, way: Way | None, read: Read, now: datetime, _: object) -> Ingested:
        if outlet.id == "a":
            raise ValueError("1e999 is not a number")
        return ingest(library, outlet, read, now)

    monkeypatch.setattr("careader.newsroom.appearing.take_in", trip_over)
    newsstand.put("/a", feed("One headline from Osh"))
    newsstand.put("/b", feed("Two headline from Naryn", outlet="naryn"))
    places.append(place := Place(tmp_path, newsstand, "a", "b"))
    done = await place.library.refresh(place.events.append)
    assert [words.say(failure) for failure in done.failures] == [
        "A: something unforeseen happened (ValueError); the log has more"
    ]
    assert len(place.library.stories()) == 1
    assert place.library.log.outlets["a"].failures == 1


class Lock:
    """Another program that holds the library."""

    def __init__(self, library: Newsroom) -> None:
        path = library.paths.data / "articles.sqlite3"
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)

    def __enter__(self) -> None:
        self._connection.execute("BEGIN EXCLUSIVE")

    def __exit__(self, *_: object) -> None:
        self._connection.execute("ROLLBACK")
        self._connection.close()


async def test_what_is_written_waits_for_another_program_and_says_so(tmp_path: Path) -> None:
    events: list[Event] = []
    waits = asyncio.Event()

    def listen(event: Event) -> None:
        events.append(event)
        if isinstance(event, Waiting):
            waits.set()

    with open_library(tmp_path) as library:
        async with Engine(library, listen) as engine:
            with Lock(library):
                library.be_patient(0.01)
                writing = asyncio.create_task(engine.write(lambda: library.quotes.put([], now=NOW)))
                kept = asyncio.create_task(engine.write(lambda: library.articles.put([ARTICLES[0]])))
                await waits.wait()
                assert len(library.stories()) == len(ARTICLES)  # what is read waits for nobody
                library.set_starred([ARTICLES[0]], True)
                assert library.marks.flush()
                assert not kept.done()
                assert [type(event) for event in events] == [Waiting]
            await asyncio.gather(writing, kept)
    assert [event.over for event in events if isinstance(event, Waiting)] == [False, True]


async def test_the_engine_ends_while_another_program_holds_the_library(
    tmp_path: Path, newsstand: Newsstand, places: list[Place]
) -> None:
    newsstand.put("/a", feed("One headline from Osh"))
    newsstand.put("/slow", feed("Two"), fault=Fault.SLOW_BODY)
    places.append(place := Place(tmp_path, newsstand, "a", "slow"))
    waits = asyncio.Event()

    def listen(event: Event) -> None:
        if isinstance(event, Waiting):
            waits.set()

    with Lock(place.library):
        async with Engine(place.library, listen) as engine:
            place.library.be_patient(0.01)
            engine.tick()
            await waits.wait()
    assert not engine.is_busy()
    assert threading.active_count() < 30


async def test_what_another_program_writes_is_noticed_once(
    tmp_path: Path, newsstand: Newsstand, places: list[Place]
) -> None:
    newsstand.put("/a", feed("One headline from Osh"))
    places.append(place := Place(tmp_path, newsstand, "a"))
    with open_library(tmp_path / "unused"):
        pass
    events: list[Event] = []
    async with Engine(place.library, events.append) as engine:
        await engine.look_elsewhere()
        assert events == []
        other = Place(tmp_path, newsstand, "a")
        await other.tick()
        other.library.set_read(other.library.stories()[0].articles, True)
        other.library.close()
        await engine.look_elsewhere()
        [event] = events
        assert isinstance(event, ChangedElsewhere)
        assert event.library
        assert len(event.marks) == 1
        assert place.library.stories()[0].read
        assert place.library.log.outlets["a"].reached_at == NOW
        await engine.look_elsewhere()
        engine.tick()  # the other has asked just now
        await engine.done()
    assert len(events) == 1
    assert place.asked("a") == 1


def test_the_file_of_older_versions_is_taken_over_once(tmp_path: Path, newsstand: Newsstand) -> None:
    newsstand.put("/a", feed("One headline from Osh"))
    place = Place(tmp_path, newsstand, "a")
    library_id = place.library._database.id
    place.library.close()
    old = tmp_path / "cache" / "fetches.json"
    old.parent.mkdir()
    outlet = {
        "url": newsstand.at("/a"),
        "etag": '"1"',
        "last_modified": "",
        "reached_at": NOW.isoformat(),
        "reason": "",
    }
    currency = {"provider": "nbk", "failures": ["x: HTTP 503"], "note": "", "asked_at": NOW.isoformat()}
    content = {
        "library": library_id,
        "outlets": {"a": outlet},
        "hosts": {"127.0.0.1": {"until": "2030-01-01", "reason": "HTTP 503", "failures": 3}},
        "currencies": {"KZT": currency},
        "refreshed_at": NOW.isoformat(),
    }
    old.write_text(json.dumps(content))
    with closing(Place(tmp_path, newsstand, "a").library) as library:
        assert library.log.outlets["a"].reached_at == NOW
        assert library.log.currencies["KZT"].provider == "nbk"
        assert library.log.refreshed_at == NOW
        asyncio.run(library.refresh(lambda _: None))
    assert newsstand.asked("/a")[-1].headers["if-none-match"] == '"1"'
    assert not old.exists()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"library": 1}', '{"library": "x", "outlets": []}', "\0" * 99])
def test_an_old_file_that_cannot_be_read_is_no_loss(tmp_path: Path, newsstand: Newsstand, content: str) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "fetches.json").write_text(content)
    with closing(Place(tmp_path, newsstand, "a").library) as library:
        assert library.log.outlets == {}


@pytest.mark.parametrize(
    "row",
    [
        "",
        "{",
        "[]",
        "null",
        '{"url": 1, "asked_at": "soon"}',
        '{"failure": {"what": "x"}}',
        '{"asked_at": "2026-01-01"}',
    ],
)
@pytest.mark.parametrize("kind", ["outlet", "rate", "host", "moved", "meta", "later"])
def test_what_cannot_be_read_of_what_is_remembered_is_no_loss(tmp_path: Path, kind: str, row: str) -> None:
    with open_library(tmp_path, ()) as library:
        connection = library._database.connection
        connection.execute("INSERT INTO fetch VALUES (?, 'refreshed_at', ?)", (kind, row))
        connection.commit()
        library.fetches.load()


async def test_a_damaged_library_is_mended_by_a_job(tmp_path: Path) -> None:
    events: list[Event] = []
    with open_library(tmp_path) as library:
        async with Engine(library, events.append) as engine:
            library._database.damage = "database disk image is malformed"
            await engine.look_elsewhere()
            await engine.done()
        assert len(library.stories()) == len(ARTICLES)
        assert [event for event in events if isinstance(event, ChangedElsewhere)] == [ChangedElsewhere(library=True)]
        assert f"{len(ARTICLES)} articles were saved" in library.problems[0]


@pytest.mark.parametrize("pragma", ["query_only = 1", "max_page_count = 1"])
async def test_a_disk_that_is_full_or_read_only_costs_only_what_is_new(
    tmp_path: Path, newsstand: Newsstand, places: list[Place], pragma: str
) -> None:
    newsstand.put("/a", feed(*(f"Headline {number} from Osh" for number in range(9)), outlet="a"))
    places.append(place := Place(tmp_path, newsstand, "a"))
    await place.tick()
    newsstand.put("/a", feed(*(f"Another {number} of {'x' * 900}" for number in range(30)), outlet="b"))
    place.library._database.connection.execute(f"PRAGMA {pragma}")
    events = await place.tick(timedelta(minutes=15))
    failures = [event.failure for event in events if isinstance(event, OutletDone) and event.failure]
    assert {failure.code for failure in failures} <= {Code.DISK_FULL, Code.NOT_WRITABLE}
    assert failures
    assert len(place.library.stories()) == 9
    assert place.library.log.outlets["a"].failure is not None
    place.library._database.connection.execute("PRAGMA query_only = 0")
    place.library._database.connection.execute("PRAGMA max_page_count = 100000")
    await place.tick(timedelta(minutes=15))
    assert len(place.library.stories()) > 9


@pytest.mark.parametrize("folder", ["cache", "state"])
async def test_a_file_in_the_place_of_a_folder_that_can_be_lost_hurts_nothing(
    tmp_path: Path, newsstand: Newsstand, places: list[Place], folder: str
) -> None:
    (tmp_path / folder).write_text("in the way")
    newsstand.put("/a", feed("One headline from Osh"))
    places.append(place := Place(tmp_path, newsstand, "a"))
    assert (await place.library.refresh(place.events.append)).reached


async def test_a_library_that_cannot_be_written_is_shown_all_the_same(
    tmp_path: Path, newsstand: Newsstand, places: list[Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    newsstand.put("/a", feed("One headline from Osh"))
    places.append(place := Place(tmp_path, newsstand, "a"))
    await place.tick()
    place.library.close()

    def refuse(path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        with closing(connection):
            connection.execute("CREATE TABLE t (a)")
        raise AssertionError

    monkeypatch.setattr("careader.store.database._open", refuse)
    places[:] = [again := Place(tmp_path, newsstand, "a")]
    assert len(again.library.stories()) == 1
    assert "cannot be written" in again.library.problems[0]
    newsstand.put("/a", feed("One headline from Osh", "Two headline from Osh"))
    done = await again.library.refresh(again.events.append)
    assert {failure.code for failure in done.failures} == {Code.NOT_WRITABLE}
    assert again.library.find("headline")
