"""One thread beside the event loop, for work that takes the processor and not the network."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


class StuckError(TimeoutError):
    """What was handed to a worker did not end in time; `seconds` says in which."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"it did not end within {seconds:g} s")
        self.seconds = seconds


class EndedError(Exception):
    """What was handed to a worker wanted to end the program; the message is the name of what it raised."""


@dataclass(slots=True)
class _Job:
    work: Callable[[], Any]
    future: asyncio.Future[Any]
    begun: float = field(default=float("inf"))


class Worker:
    """Does what it is handed, in order. Unlike an executor it does not keep the program from ending.

    Work that takes longer than `seconds` is given up: whoever asked for it gets `StuckError`, and what waits behind it
    goes to a new thread. No thread can be ended from outside; it ends with its work.
    """

    def __init__(self, name: str = "careader-worker", *, seconds: float = float("inf")) -> None:
        self._name = name
        self._seconds = seconds
        self._urgent: deque[_Job] = deque()
        self._jobs: deque[_Job] = deque()
        self._stopped = False
        self._changed = threading.Condition()
        self._start()

    async def do(self, work: Callable[[], T], *, first: bool = False) -> T:
        """Have something done in the thread, `first` before all that waits, and return what came of it."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        job = _Job(work, future)
        with self._changed:
            (self._urgent if first else self._jobs).append(job)
            self._changed.notify()
        try:
            while not future.done():
                now = time.monotonic()
                left = self._seconds - (now - job.begun if job.begun < now else 0)
                if left <= 0:
                    self._start()
                    raise StuckError(self._seconds)
                await asyncio.wait({future}, timeout=None if left == float("inf") else left)
            return future.result()
        finally:
            future.cancel()  # where whoever asked gives up

    def stop(self) -> None:
        """End the thread after what it has been handed."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def _start(self) -> None:
        """Let a new thread do what waits; the one before it ends with what it is at."""
        with self._changed:
            self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
            self._thread.start()

    def _next(self) -> _Job | None:
        """Return what is to be done next; None where this thread has been replaced, or there is nothing more."""
        with self._changed:
            mine = threading.current_thread()
            while not (self._urgent or self._jobs or self._stopped or mine is not self._thread):
                self._changed.wait()
            jobs = self._urgent or self._jobs
            if mine is not self._thread or not jobs:
                return None
            job = jobs.popleft()
            job.begun = time.monotonic()
            return job

    def _work(self) -> None:
        while job := self._next():
            result: object = None
            error: Exception | None = None
            try:
                result = job.work()
            except Exception as raised:  # noqa: BLE001  # it is raised where the work was asked for
                error = raised
            except BaseException as raised:  # noqa: BLE001  # a parser that wants to end the program ends its work
                error = EndedError(type(raised).__name__)
            with suppress(RuntimeError):  # the loop has been closed: nobody waits any more
                job.future.get_loop().call_soon_threadsafe(_settle, job.future, result, error)


def _settle(future: asyncio.Future[Any], result: object, error: Exception | None) -> None:
    if future.done():
        return  # whoever asked has given up
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)
