"""A second process, for work that many new articles make: to clean, to label, to take apart.

Python runs on one core at a time. Where thousands of articles come in at once, a second process takes half of that
work; a few are done sooner than it starts. It keeps nothing: it reads work from a pipe, writes what came of it to
another, and ends when the first is closed, which it is too where the program that started it is killed. What goes
through the pipes are pickles of our own functions and values, between a program and the one that it has started.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Lock, Thread
from typing import IO, Any, Self, TypeVar

T = TypeVar("T")

_ENOUGH = 6
"""With so many pieces of work before it, one is done sooner here than there."""
_SELDOM = 50_000
"""So many objects are made there before Python looks for rings of dead ones, of which this work makes hardly any."""


class GoneError(Exception):
    """The second process came to an end, or could not begin: the work is to be done here."""


class Second:
    """The process, which begins with the first work. Its methods may be called by any thread."""

    def __init__(self, command: list[str] | None = None) -> None:
        self._command = command or [sys.executable, "-P", "-m", __name__]
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._work: SimpleQueue[Callable[[], Any] | None] = SimpleQueue()
        self._due: deque[Future[Any]] = deque()
        self._is_gone = False

    @property
    def is_running(self) -> bool:
        """Whether the process has begun and not come to an end."""
        return self._process is not None and not self._is_gone

    @property
    def is_busy(self) -> bool:
        """Whether it has so much to do that other work had better be done here, or can do none."""
        return self._is_gone or len(self._due) >= _ENOUGH

    def begin(self, work: Callable[[], T]) -> Future[T]:
        """Have something done that can be pickled, after what was asked before.

        The future raises GoneError where it was not done, and what `work` has raised.
        """
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()  # what has been asked for is done
        with self._lock:
            if not self._is_gone and self._process is None:
                self._start()
            if self._is_gone:
                future.set_exception(GoneError())
            else:
                self._due.append(future)
                self._work.put(work)
        return future

    def asked(self, work: Callable[[], T]) -> Callable[[], T]:
        """Have something done there, or here and at once where that is sooner; return what gives the answer."""
        if self.is_busy:
            done = work()
            return lambda: done
        future = self.begin(work)

        def answer() -> T:
            try:
                return future.result()
            except GoneError:
                return work()

        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process, whatever it is at; no other begins."""
        with self._lock:
            self._is_gone = True
            process = self._process
        if process is not None:
            self._work.put(None)
            process.kill()
            process.wait()

    def _start(self) -> None:
        try:
            process = subprocess.Popen(  # noqa: S603  # Python itself, and a module of ours
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C in the terminal is for the program in front
            )
        except OSError:
            self._is_gone = True
            return
        self._process = process
        Thread(target=_send, args=(self._work, process.stdin), daemon=True).start()
        Thread(target=self._receive, args=(process, process.stdout), daemon=True).start()

    def _receive(self, process: subprocess.Popen[bytes], pipe: IO[bytes]) -> None:
        """Hand on what comes of the work, in its order, until the process ends."""
        with pipe:
            try:
                while True:
                    error, answer = pickle.load(pipe)  # noqa: S301  # written by the process that we have started
                    future = self._due.popleft()
                    if error is None:
                        future.set_result(answer)
                    else:
                        future.set_exception(error)
            except Exception:  # noqa: BLE001  # it ended, or wrote what nobody can read: either way it is gone
                with self._lock:
                    self._is_gone = True
                    self._work.put(None)
                    while self._due:
                        self._due.popleft().set_exception(GoneError())
        process.kill()


def _send(work: SimpleQueue[Callable[[], Any] | None], pipe: IO[bytes]) -> None:
    """Write work to the process as it is asked for; where that fails it ends, and whoever waits is told."""
    try:
        with pipe:
            while (asked := work.get()) is not None:
                pickle.dump(asked, pipe, pickle.HIGHEST_PROTOCOL)
                pipe.flush()
    except (OSError, pickle.PicklingError):
        return


def main() -> int:
    """Do what is asked for until nobody asks any more."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints does not print among the answers
    gc.set_threshold(_SELDOM)
    while True:
        try:
            work = pickle.load(sys.stdin.buffer)  # noqa: S301  # written by the program that has started us
        except EOFError:
            return 0
        answer, raised = None, None
        try:
            answer = work()
        except Exception as error:  # noqa: BLE001  # it is raised where the work was asked for
            raised = error
        pickle.dump((raised, answer), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


if __name__ == "__main__":
    raise SystemExit(main())
