"""One thread beside the event loop, for work that takes the processor and not the network."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from queue import PriorityQueue
from typing import Any, TypeVar

T = TypeVar("T")


class Worker:
    """Does what it is handed, in order. Unlike an executor it does not keep the program from ending."""

    _FIRST, _NEXT, _LAST = range(3)

    def __init__(self, name: str = "careader-worker") -> None:
        self._jobs: PriorityQueue[tuple[int, int, tuple[Callable[[], Any], asyncio.Future[Any]] | None]]
        self._jobs = PriorityQueue()
        self._numbers = count()
        threading.Thread(target=self._work, name=name, daemon=True).start()

    async def do(self, work: Callable[[], T], *, first: bool = False) -> T:
        """Have something done in the thread, `first` before all that waits, and return what came of it."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._jobs.put((self._FIRST if first else self._NEXT, next(self._numbers), (work, future)))
        return await future

    def stop(self) -> None:
        """End the thread after what it has been handed."""
        self._jobs.put((self._LAST, next(self._numbers), None))

    def _work(self) -> None:
        while job := self._jobs.get()[2]:
            work, future = job
            try:
                result, error = work(), None
            except Exception as raised:  # noqa: BLE001  # it is raised where the work was asked for
                result, error = None, raised
            with suppress(RuntimeError):  # the loop has been closed: nobody waits any more
                future.get_loop().call_soon_threadsafe(_settle, future, result, error)


def _settle(future: asyncio.Future[Any], result: object, error: Exception | None) -> None:
    if future.done():
        return  # whoever asked has given up
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)
