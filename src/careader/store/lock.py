"""The lock that two programs take before they write one file."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NO_FLOCK = frozenset({errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL})
_STALE_SECONDS = 30.0
"""After so long a mark of somebody's lock is one that was left behind: a write takes less than a second."""
_PAUSE_SECONDS = 0.05


@contextmanager
def locked(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock of a file, `NAME.lock` beside it, waiting up to `patience` seconds.

    Raises OSError where the lock cannot be made, TimeoutError (one of its kinds) where another program holds it on.
    On a file system without flock a file that exists for the time of the lock takes its place; one that a killed
    program or another machine left behind holds nobody up for longer than half a minute.
    """
    from filelock import FileLock  # slow to import, and who only reads does without

    name = f"{path}.lock"
    if _has_flock(name):
        with FileLock(name, timeout=patience):
            yield
    else:
        with _named(Path(f"{name}.held"), patience):
            yield


@contextmanager
def _named(marker: Path, patience: float) -> Iterator[None]:
    """Hold a lock that is a file which only one program can make. Raises OSError."""
    deadline = time.monotonic() + patience
    while True:
        try:
            os.close(os.open(marker, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666))
            break
        except FileExistsError:
            if _is_stale(marker):
                marker.unlink(missing_ok=True)
            elif time.monotonic() >= deadline:
                raise TimeoutError from None
            else:
                time.sleep(_PAUSE_SECONDS)
    try:
        yield
    finally:
        marker.unlink(missing_ok=True)


def _is_stale(marker: Path) -> bool:
    try:
        return abs(time.time() - marker.stat().st_mtime) > _STALE_SECONDS
    except FileNotFoundError:
        return False


def _has_flock(name: str) -> bool:
    """Say whether the file system locks files, by asking for a lock that others can share. Raises OSError."""
    import fcntl

    descriptor = os.open(name, os.O_RDWR | os.O_CREAT | os.O_NONBLOCK | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _NO_FLOCK
    finally:
        os.close(descriptor)
    return True
