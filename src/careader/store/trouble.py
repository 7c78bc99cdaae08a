"""What the errors of the disk and of SQLite mean, as codes."""

from __future__ import annotations

import errno
import sqlite3

from careader.model import Code, Failure

_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_NOT_WRITABLE = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def is_busy(error: sqlite3.Error) -> bool:
    """Say whether another connection holds the file: trying again later helps."""
    return _code(error) in _BUSY


def is_damaged(error: BaseException) -> bool:
    """Say whether the file itself is broken; a text in it that is none is said by Python, without a code."""
    if not isinstance(error, sqlite3.DatabaseError):
        return False
    return _code(error) in _DAMAGED or (not _code(error) and str(error).startswith("Could not decode to UTF-8"))


def is_not_writable(error: sqlite3.Error) -> bool:
    """Say whether an error in opening a file means that it cannot be written, and perhaps be read all the same."""
    return _code(error) in _NOT_WRITABLE


def may_be_damage(error: BaseException) -> bool:
    """Say whether what was raised can come of a row that is not as it was written: of a text that is no date, say."""
    return isinstance(error, ValueError | TypeError | LookupError | AttributeError | ArithmeticError)


def failure_of(error: BaseException, *, what: str, seconds: float = 0) -> Failure:
    """Return what an error means that a job raised, or that kept it from keeping what it got.

    `seconds` is how long was waited where the error of a time-out does not say it itself.
    """
    match error:
        case BaseExceptionGroup():
            return failure_of(error.exceptions[0], what=what, seconds=seconds)
        case TimeoutError():
            return Failure(what, Code.TIMEOUT, {"seconds": f"{getattr(error, 'seconds', seconds):g}"})
        case sqlite3.Error():
            return _sqlite_failure(error, what)
        case OSError() if error.errno in _FULL:
            return Failure(what, Code.DISK_FULL)
        case OSError():
            return Failure(what, Code.NOT_KEPT, {"error": error.strerror or str(error) or type(error).__name__})
        case MemoryError():
            return Failure(what, Code.NOT_KEPT, {"error": "there is not enough memory"})
    return Failure(what, Code.UNEXPECTED, {"error": type(error).__name__})


def _sqlite_failure(error: sqlite3.Error, what: str) -> Failure:
    code = _code(error)
    if code == sqlite3.SQLITE_FULL:
        return Failure(what, Code.DISK_FULL)
    if code in _BUSY:
        return Failure(what, Code.LOCKED)
    if code == sqlite3.SQLITE_READONLY:
        return Failure(what, Code.NOT_WRITABLE, {"error": str(error)})
    if is_damaged(error):
        return Failure(what, Code.DATABASE_DAMAGED, {"error": str(error)})
    return Failure(what, Code.NOT_KEPT, {"error": str(error)})


def _code(error: sqlite3.Error) -> int:
    """Return the primary result code; 0 where Python raised the error itself."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
