"""Leaving when a signal asks or the terminal is gone, whatever holds the screen up.

A terminal can go away without a signal, and an SSH line that stalls holds up whoever writes to it: then neither the
event loop nor its signal handlers run any more. So a thread of its own watches, has what is unsaved written, asks the
screen to end, and ends the process where the screen, or what is closed after it, takes longer.

A line that only stalls is waited for, without end and without work: what is marked is written all the same, at most
thirty frames wait to be sent, and what is typed meanwhile waits in the kernel, which holds 4 KB of it.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import termios
import threading
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any, Self

_LOOK_SECONDS = 0.2
_SAVE_SECONDS = 0.9
_GRACE_SECONDS = 0.6
"""With the other two less than two: so long after the reason to leave the process has ended, whatever it is doing."""
_GONE = select.POLLHUP | select.POLLERR | select.POLLNVAL
_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")
_AS_IT_WAS = b"\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[<u"


class Departure:
    """Watches over the terminal and the signals between `with` and its end.

    `save` writes what is unsaved, and gets 0.9 seconds for it; `leave` asks the screen to end. Both are called once, in
    a thread of their own. `terminal` is a descriptor that hangs up when it is time to leave; the pipe from another
    program does so, too.
    """

    def __init__(self, save: Callable[[], object], leave: Callable[[], object], *, terminal: int) -> None:
        self._save = save
        self._leave = leave
        self._terminal = terminal
        self._attributes = _attributes(terminal)
        self._over = threading.Event()
        self._woken, self._wake = os.pipe()
        os.set_blocking(self._wake, False)
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        for name in _SIGNALS:
            if number := getattr(signal, name, None):
                self._before[number] = signal.signal(number, self._on_signal)
        threading.Thread(target=self._watch, name="departure", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        with contextlib.suppress(OSError):
            os.write(self._wake, b"\0")
        for number, handler in self._before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        with contextlib.suppress(OSError):  # it has been asked often enough
            os.write(self._wake, bytes([number]))

    def _watch(self) -> None:
        code = self._wait()
        if not code:
            return
        saving = threading.Thread(target=self._do, args=(self._save,), name="saving", daemon=True)
        saving.start()
        saving.join(_SAVE_SECONDS)
        self._do(self._leave)
        if not self._over.wait(_GRACE_SECONDS):
            self._put_back()
            os._exit(code)

    @staticmethod
    def _do(work: Callable[[], object]) -> None:
        with contextlib.suppress(Exception):  # whatever fails here, the process has to end
            work()

    def _wait(self) -> int:
        """Wait for a reason to leave, and return the exit code that it makes; 0 where the screen has ended."""
        poll = select.poll()
        poll.register(self._woken, select.POLLIN)
        poll.register(self._terminal, 0)  # what is asked for is said anyway: that it hung up
        while not self._over.is_set():
            for descriptor, events in poll.poll(_LOOK_SECONDS * 1000):
                if descriptor == self._woken:
                    return 0 if self._over.is_set() else 128 + os.read(self._woken, 1)[0]
                if events & _GONE:
                    return 128 + signal.SIGHUP
            if self._attributes is not None and _attributes(self._terminal) is None:
                return 128 + signal.SIGHUP
        return 0

    def _put_back(self) -> None:
        """Give the terminal back as it was, if it takes anything."""
        if self._attributes is None:
            return
        poll = select.poll()
        poll.register(self._terminal, select.POLLOUT)
        with contextlib.suppress(OSError, termios.error):
            if any(events & select.POLLOUT and not events & _GONE for _, events in poll.poll(0)):
                os.write(self._terminal, _AS_IT_WAS)
            termios.tcsetattr(self._terminal, termios.TCSANOW, self._attributes)


def _attributes(terminal: int) -> list[Any] | None:
    """Return the state of a terminal, None where there is none, or none any more."""
    try:
        return termios.tcgetattr(terminal)
    except (termios.error, OSError):
        return None
