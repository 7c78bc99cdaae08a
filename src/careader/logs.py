"""The log: warnings and errors go to a rotating file in the state folder, all of it to a file that is asked for.

Nothing is ever written to the terminal, and a log that cannot be written ends nothing. Passwords in addresses are left
out, and what a terminal acts on is written out.
"""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

_LARGEST = 256 * 1024
_KEPT = 2
_TAIL = 64 * 1024
_FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_PASSWORD = re.compile(r"//[^/\s@]{1,200}@")


class _Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return as_text(_PASSWORD.sub("//", super().format(record)))


def as_text(said: str) -> str:
    """Write out what a terminal would act on, in the escapes of Python: a log is read with `cat`, too."""
    if said.isprintable():
        return said
    return "".join(c if c.isprintable() or c in "\n\t" else c.encode("unicode_escape").decode() for c in said)


class _Rotating(RotatingFileHandler):
    """Makes its folder when there is something to write; what cannot be written is let go."""

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError):
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (the name is logging's)
        """Let go: the disk may be full, and a log is not worth more than what it is about."""


def start(path: Path, everything: Path | None = None) -> None:
    """Log warnings and errors to `path`, and `everything` to a file of its own. Raises OSError where that cannot be."""
    logger = logging.getLogger("careader")
    stop()
    logger.propagate = False
    logger.addHandler(_handler(path, logging.WARNING))
    logger.setLevel(logging.WARNING)
    if everything:
        everything.parent.mkdir(parents=True, exist_ok=True)
        with everything.open("a", encoding="utf-8"):
            pass
        logger.addHandler(_handler(everything, logging.DEBUG))
        logger.setLevel(logging.DEBUG)


def stop() -> None:
    """Close the files of the log; what is logged from now on goes nowhere."""
    logger = logging.getLogger("careader")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = True


def tail(path: Path, lines: int = 200) -> list[str]:
    """Return the last lines of a log, the newest last; none where there is no log or it cannot be read."""
    try:
        with path.open("rb") as file:
            file.seek(max(path.stat().st_size - _TAIL, 0))
            content = file.read(_TAIL).decode("utf-8", "replace")
    except OSError:
        return []
    return as_text(content.replace("\r\n", "\n")).splitlines()[-lines:]


def _handler(path: Path, level: int) -> logging.Handler:
    handler = _Rotating(path, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(_Formatter(_FORM))
    handler.setLevel(level)
    return handler
