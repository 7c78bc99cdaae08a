"""Threads beside the event loop, of which none keeps another waiting, nor the program from ending."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class FreeThreads(ThreadPoolExecutor):
    """A thread for each piece of work, as a daemon.

    The loop resolves the names of hosts in its default executor. Without a network each name takes seconds: in a pool
    of a few threads they would take all of them, the questions of the screen would wait behind, and so would its end.
    How many there are at once is bounded by those who ask: requests, and one question of the screen at a time.
    """

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Begin the work at once."""
        future: Future[T] = Future()

        def work() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(fn(*args, **kwargs))
            except BaseException as error:  # noqa: BLE001  # it is raised where the work was asked for
                future.set_exception(error)

        threading.Thread(target=work, name="careader-aside", daemon=True).start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for nothing: what somebody waits for has been awaited."""


def use_free_threads() -> None:
    """Let the running loop do its work beside it in threads of their own."""
    asyncio.get_running_loop().set_default_executor(FreeThreads())


_M_ARENA_MAX = -8
"""The number of this setting in glibc's malloc.h."""


@cache
def share_memory() -> None:
    """Have threads take memory from two places at most, where the C library is glibc.

    It gives threads places of their own, up to eight a core, and what was freed in one is of no use in another: a
    reader that is open for days would keep what its largest feeds once took in each of them.
    """
    import ctypes

    with suppress(OSError, AttributeError, TypeError):  # another C library
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)
