"""Files that are either the old one or the new one, whatever happens in between."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

_NOT_OFFERED = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM, errno.EROFS})
"""How file systems say that they do not force to the disk, or keep no permissions."""


def write_atomically(path: Path, data: bytes | str) -> None:
    """Replace the content of a file, or create it; text is written as UTF-8. Raises OSError and then changes nothing.

    The data goes to a temporary file in the same folder, which must exist, is forced to the disk and takes the place of
    the old file in one step. A reader, a full disk or a power cut meets the whole old content or the whole new one. The
    permissions of an existing file are kept, and a symbolic link is followed, not replaced. Only a regular file is
    replaced: a folder, a device or a pipe in its place stays, and that is an OSError.
    """
    target = writable_path(path)
    temporary = target.with_name(f".{target.name}.{os.urandom(8).hex()}.tmp")
    content = data.encode() if isinstance(data, str) else data
    try:
        with temporary.open("xb") as file:
            with contextlib.suppress(FileNotFoundError), _unless_not_offered():
                os.fchmod(file.fileno(), stat.S_IMODE(target.stat().st_mode))
            file.write(content)
            file.flush()
            with _unless_not_offered():
                os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def read_regular(path: Path, *, largest: int) -> tuple[bytes, os.stat_result]:
    """Return what a regular file holds, and its status as it was read.

    Raises OSError where it cannot be read, is larger than `largest` bytes, or is a folder, a device or a pipe, which
    is never opened: some of those wait for ever, and others never end.
    """
    refuse_others(path.stat(), path)
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        refuse_others(status, path)
        content = file.read(largest + 1)
    if len(content) > largest:
        raise OSError(errno.EFBIG, f"It is larger than {largest // 2**20} MB", str(path))
    return content, status


def stamp_of(status: os.stat_result) -> tuple[int, int, int]:
    """Return what tells this state of a file that is replaced whole from every other."""
    return status.st_ino, status.st_size, status.st_mtime_ns


def written_stamp(stamp: tuple[int, int, int] | None) -> str:
    """Return a stamp as it is kept beside what was made from the file, "" where there is no file."""
    return "-".join(map(str, stamp)) if stamp else ""


def file_stamp(path: Path) -> str:
    """Return the written stamp of a file as it is, "" where there is none."""
    try:
        return written_stamp(stamp_of(path.stat()))
    except OSError:
        return ""


def refuse_others(status: os.stat_result, path: Path) -> None:
    """Raise OSError where this is the status of anything but a regular file."""
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "It is a device or a pipe and not a file", str(path))


def real_path(path: Path) -> Path:
    """Return a path without symbolic links; one that leads in a circle stays as it is, to fail where it is opened."""
    return Path(os.path.realpath(path))


def writable_path(path: Path) -> Path:
    """Return the path without symbolic links. Raises OSError where something else than a regular file is there."""
    target = real_path(path)
    with contextlib.suppress(FileNotFoundError):
        refuse_others(target.stat(), target)
    return target


def remove_leftovers(path: Path) -> None:
    """Remove the temporary files that killed writers of this file left behind; only for who holds its lock."""
    target = real_path(path)
    with contextlib.suppress(OSError):
        for leftover in target.parent.glob(f".{target.name}.*.tmp"):
            leftover.unlink(missing_ok=True)


def set_aside(path: Path, label: str) -> Path:
    """Keep a file under another name beside it, `NAME.LABEL`, and return that name. Raises OSError.

    A second name for the same content leaves no moment without the file; where the file system has no such names, the
    file is renamed. What has that name already stays: a number is added.
    """
    path = real_path(path)
    aside, number = path.with_name(f"{path.name}.{label}"), 1
    while os.path.lexists(aside):
        number += 1
        aside = path.with_name(f"{path.name}.{label}-{number}")
    try:
        aside.hardlink_to(path)
    except OSError:
        path.rename(aside)
    return aside


@contextlib.contextmanager
def _unless_not_offered() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _NOT_OFFERED:
            raise


def _sync_folder(folder: Path) -> None:
    """Force the new name to the disk too. Some network file systems refuse; the file itself is complete by then."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
