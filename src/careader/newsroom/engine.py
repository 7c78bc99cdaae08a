"""All that goes on behind a reader: one client, a thread that parses, one that writes, and a boundary around each job.

A job is a kind and a key (`careader.newsroom.schedule.Job`); `Engine.handlers` has for each kind what does it. Whatever
a job raises, or takes too long for, is one `Failure` and one line in the log, and all others go on. To add a kind of
job: a handler in `careader.newsroom.handlers`, and a line in `schedule.due` where it comes due by itself.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from careader.model import Code, Failure, Outlet
from careader.net import Client
from careader.newsroom import schedule
from careader.newsroom.clients import client_of
from careader.newsroom.events import ChangedElsewhere, Event, JobFailed, StoriesChanged, Waiting
from careader.newsroom.pace import Pace
from careader.newsroom.rounds import Round
from careader.newsroom.schedule import Job
from careader.newsroom.second import Second
from careader.newsroom.worker import Worker
from careader.store.fetches import FetchState, Row
from careader.store.trouble import failure_of, is_busy, may_be_damage

if TYPE_CHECKING:
    from careader.newsroom import Newsroom
    from careader.newsroom.events import RefreshDone

T = TypeVar("T")

REGROUP_SECONDS = 2.0
"""New articles are shown in batches: often enough to read the first early, seldom enough to keep the list calm."""

PARSE_SECONDS = 60.0
"""What takes longer to parse is given up, so that what waits behind it has its turn."""

_PATIENCE = 0.5  # seconds until it is said that another program is waited for
_CLOSING_SECONDS = 0.5
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Handler:
    """What does the jobs of a kind: `run(engine, keys, force)`, in which any exception may be raised.

    It gets one key at a time, or where `batched` all that come due at once. At most `at_once` run at a time, each for
    up to `seconds`. `failed(engine, key, failure)` is told of a job that came to a bad end.
    """

    run: Callable[[Engine, Sequence[str], bool], Awaitable[None]]
    batched: bool = False
    at_once: int = 8
    seconds: float = 300
    failed: Callable[[Engine, str, Failure], None] | None = None


class Engine:
    """Opened once: `async with Engine(library, report) as engine`. It and its methods belong to one event loop.

    `report` is called on the loop with each event, as it happens. What is remembered of outlets, hosts and banks is
    `library.log`; it is changed on the loop and written by the writer.
    """

    def __init__(
        self,
        library: Newsroom,
        report: Callable[[Event], None],
        *,
        open_client: Callable[[], Client] | None = None,
        handlers: dict[str, Handler] | None = None,
    ) -> None:
        self.library = library
        self._listener = report
        self.handlers: dict[str, Handler] = handlers if handlers is not None else _handlers()
        self.round = Round()
        self._open_client = open_client or self._default_client
        self._client: Client | None = None
        self._opening = asyncio.Lock()
        self._running: dict[Job, asyncio.Task[None]] = {}
        self._turns: defaultdict[str, asyncio.Semaphore] = defaultdict(asyncio.Semaphore)
        self._ungrouped = 0
        self._pace = Pace(least=REGROUP_SECONDS)
        self._parser = Worker("careader-parser", seconds=PARSE_SECONDS)
        self._writer = Worker("careader-writer")
        self.second = Second()
        self._closing = threading.Event()

    async def __aenter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        for kind, handler in self.handlers.items():
            self._turns[kind] = asyncio.Semaphore(handler.at_once)
        self.library.be_patient(_PATIENCE)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        tasks = list(self._running.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=_CLOSING_SECONDS)
        if self._client is not None:
            try:
                async with asyncio.timeout(_CLOSING_SECONDS):
                    await self._client.__aexit__(None, None, None)
            except TimeoutError:
                _log.warning("a connection did not close in time")
        self._parser.stop()
        self._writer.stop()
        self.second.close()

    def report(self, event: Event) -> None:
        """Tell the listener of an event; a listener that raises is a line in the log and ends no job."""
        try:
            self._listener(event)
        except Exception:
            _log.exception("the listener could not take %s", type(event).__name__)

    @property
    def state(self) -> FetchState:
        """What is remembered of outlets, hosts and banks."""
        return self.library.log

    def tick(self) -> None:
        """Start what is due and not running. It raises nothing: it is called by a clock."""
        try:
            library = self.library
            jobs = schedule.due(self.state, library.outlets(), library.settings, library.now(), key_of=library.key_of)
        except Exception as error:
            self._report_failure("due", "", error)
            return
        self.ask(*jobs)

    def ask(self, *jobs: Job, force: bool = False) -> None:
        """Start these jobs, those that are running already excepted; `force` ignores what is known about them."""
        if self._closing.is_set():
            return
        fresh = [job for job in dict.fromkeys(jobs) if job not in self._running]
        batches: dict[str, list[Job]] = {}
        for job in fresh:
            handler = self.handlers.get(job.kind)
            if handler is None:
                self._report_failure(job.kind, job.key, LookupError(f"nothing does jobs of the kind {job.kind!r}"))
                continue
            self.round.begin(job)
            if handler.batched:
                batches.setdefault(job.kind, []).append(job)
            else:
                self._start(handler, [job], force)
        for kind, batch in batches.items():
            self._start(self.handlers[kind], batch, force)

    def fail(self, kind: str, key: str, error: Exception) -> None:
        """Report what a job has raised, and tell whoever is told of it: the end of a job, or of a part of it."""
        handler = self.handlers[kind]
        failure = self._report_failure(kind, key, error, seconds=handler.seconds)
        if handler.failed:
            try:
                handler.failed(self, key, failure)
            except Exception:
                _log.exception("what is to be done when %s fails", kind)

    def is_busy(self, *kinds: str) -> bool:
        """Say whether a job of one of these kinds is under way; of any kind where none is named."""
        return any(not kinds or job.kind in kinds for job in self._running)

    async def done(self, *kinds: str) -> None:
        """Wait until no job of these kinds is under way; of any kind where none is named."""
        while tasks := [task for job, task in self._running.items() if not kinds or job.kind in kinds]:
            await asyncio.wait(tasks)

    async def refresh(self, *, force: bool = False, rates: bool = True) -> RefreshDone:
        """Ask every enabled outlet once, and the banks with `rates`; wait for all and return what it came to."""
        library = self.library
        self.ask_all(force=force, rates=rates)
        await self.done("outlet", "rate", "group", "tidy", "note")
        summary = self.round.summary()
        now = library.now()
        self.ask(*(job for job in schedule.due(self.state, (), library.settings, now) if job.kind == "history"))
        await self.done("history", "pages", "page", "group")
        return summary

    def ask_all(self, *, force: bool = False, rates: bool = True) -> None:
        """Start asking every enabled outlet, and the banks with `rates`, whether it is time or not; then tidy up."""
        jobs = self.all_jobs(rates=rates)
        self.ask(*jobs, Job("tidy"), force=force)
        if not jobs:  # a round of nobody
            self.round.is_open = True
            self._end_round()

    def all_jobs(self, *, rates: bool = True) -> list[Job]:
        """Return the jobs that ask everybody: the enabled outlets, and the banks with `rates`."""
        library = self.library
        jobs = [Job("outlet", outlet.id) for outlet in library.outlets() if outlet.enabled]
        if rates and library.settings.rates_enabled:
            jobs += [Job("rate", currency) for currency in schedule.wanted(library.settings)]
        return jobs

    async def client(self) -> Client:
        """Return the client, which is opened when it is first asked for."""
        async with self._opening:
            if self._client is None:
                client = self._open_client()
                self._client = await client.__aenter__()
        return self._client

    async def parse(self, work: Callable[[], T]) -> T:
        """Have something done that takes the processor: parsing has one thread, so that keys do not lag."""
        return await self._parser.do(work)

    async def read(self, work: Callable[[], T]) -> T:
        """Have something read from the library, which waits for no writer."""
        return await asyncio.to_thread(self.library.read, work)

    async def write(self, work: Callable[[], T], *, first: bool = False) -> T:
        """Have something written by the one thread that writes, as soon as no other program holds the library.

        `first` puts it before all that waits to be written.

        What `work` raises is raised here, but for another program's lock, which is waited for as long as it takes.
        """
        return await self._writer.do(lambda: self._patiently(work), first=first)

    def remember(self, *rows: Row) -> tuple[Row, ...]:
        """Take these into the state; return them, with the pauses of hosts that have changed, to be written."""
        for row in rows:
            self.state.take(row)
        return (*rows, *self._pauses())

    def outlet(self, outlet_id: str) -> Outlet | None:
        """Return the outlet of an id, None where it has been removed."""
        return next((outlet for outlet in self.library.outlets() if outlet.id == outlet_id), None)

    def changed(self, articles: int) -> None:
        """Have so many articles that are new or were changed put into stories, with those of the next seconds."""
        if articles:
            self._ungrouped += articles
            self.ask(Job("group"))

    async def group(self) -> None:
        """Put what has changed into stories; while outlets are being asked, no more often than the pace allows."""
        while self._ungrouped:
            while self.is_busy("outlet") and not self._pace.may_begin(self._loop.time()):
                outlets = [task for job, task in self._running.items() if job.kind == "outlet"]
                await asyncio.wait(outlets, timeout=REGROUP_SECONDS / 4, return_when=asyncio.FIRST_COMPLETED)
            articles, self._ungrouped = self._ungrouped, 0
            self._pace.begin(self._loop.time())
            try:
                await self.write(self.library.regroup, first=True)  # what has come is shown before more comes
            finally:
                self._pace.end(self._loop.time())
            self.report(StoriesChanged(articles))

    async def look_elsewhere(self) -> None:
        """Find out, off the loop, whether another program has changed library or marks, and report it."""
        library = self.library
        try:
            marks = await asyncio.to_thread(library.marks.poll)
            changed, state = await asyncio.to_thread(library.changes_elsewhere)
        except Exception as error:
            self._report_failure("watch", "", error)
            changed, state = False, None
        if state is not None:
            self.state.take_in(state, now=library.now())
            if self._client is not None:
                self._client.backoff.update(self.state.hosts)
        if self.library.is_damaged:
            self.ask(Job("mend"))
        if changed or marks:
            self.report(ChangedElsewhere(changed, marks))

    def _start(self, handler: Handler, jobs: list[Job], force: bool) -> None:
        task = asyncio.create_task(self._do(handler, jobs, force), name=f"{jobs[0].kind} {jobs[0].key}")
        self._running |= dict.fromkeys(jobs, task)

    async def _do(self, handler: Handler, jobs: list[Job], force: bool) -> None:
        try:
            async with self._turns[jobs[0].kind], asyncio.timeout(handler.seconds):
                await handler.run(self, [job.key for job in jobs], force)
        except Exception as error:
            for job in jobs:
                self.fail(job.kind, job.key, error)
        finally:
            for job in jobs:
                self._running.pop(job, None)
            self._end_round()

    def _end_round(self) -> None:
        if self.round.is_open and not self.is_busy("outlet", "rate", "group") and not self._closing.is_set():
            if self.round.outlets or not self.round.has_rates:
                self.state.refreshed_at = self.library.now()
                self.ask(Job("note"), Job("pages"))
            self.second.close()
            self.report(self.round.close())

    def _report_failure(self, kind: str, key: str, error: Exception, *, seconds: float = 0) -> Failure:
        failure = failure_of(error, what=self._name_of(kind, key), seconds=seconds)
        level = logging.ERROR if failure.code is Code.UNEXPECTED else logging.WARNING
        _log.log(level, "%s %s: %s", kind, key, failure.code, exc_info=error)
        self.report(JobFailed(kind, key, failure))
        if kind not in ("mend", "look"):
            if failure.code is Code.DATABASE_DAMAGED:
                self.ask(Job("mend"))
            elif may_be_damage(error) and "look" in self.handlers:
                self.ask(Job("look", kind))
        return failure

    def _name_of(self, kind: str, key: str) -> str:
        try:
            outlet = self.outlet(key) if kind == "outlet" else None
        except Exception:
            _log.exception("the list of outlets")
            return key
        return outlet.name if outlet else key if kind in ("rate", "history") else ""

    def _patiently(self, work: Callable[[], T]) -> T:
        """Do something, again and again while another program holds the library. Runs in the writer."""
        failure, waiting = Failure("", Code.LOCKED), False
        try:
            while True:
                try:
                    return work()
                except sqlite3.OperationalError as error:
                    if not is_busy(error) or self._closing.wait(0.05):
                        raise
                if not waiting:
                    waiting = True
                    self._loop.call_soon_threadsafe(self.report, Waiting(failure))
        finally:
            if waiting and not self._closing.is_set():
                self._loop.call_soon_threadsafe(self.report, Waiting(failure, over=True))

    def _pauses(self) -> list[Row]:
        """Take the client's pauses of hosts into the state; return those that began or ended."""
        known, found = self.state.hosts, self._client.backoff if self._client else self.state.hosts
        ended = [Row("host", key, None) for key in known if key not in found]
        begun = [Row("host", key, pause) for key, pause in found.items() if known.get(key) != pause]
        self.state.hosts = dict(found)
        return ended + begun

    def _default_client(self) -> Client:
        return client_of(self.library, self.state.hosts)


def _handlers() -> dict[str, Handler]:
    from careader.newsroom.handlers import HANDLERS

    return dict(HANDLERS)
