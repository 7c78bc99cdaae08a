"""Files that are either the old one or the new one, whatever happens in between."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path


def write_atomically(path: Path, data: bytes | str) -> None:
    """Replace the content of a file, or create it; text is written as UTF-8. Raises OSError and then changes nothing.

    The data goes to a temporary file in the same folder, which must exist, is forced to the disk and takes the place of
    the old file in one step. A reader, a full disk or a power cut meets the whole old content or the whole new one. The
    permissions of an existing file are kept, and a symbolic link is followed, not replaced.
    """
    target = path.resolve()
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(8)}.tmp")
    content = data.encode() if isinstance(data, str) else data
    try:
        with temporary.open("xb") as file:
            with contextlib.suppress(FileNotFoundError):
                os.fchmod(file.fileno(), target.stat().st_mode & 0o7777)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def remove_leftovers(path: Path) -> None:
    """Remove the temporary files that killed writers of this file left behind; only for who holds its lock."""
    target = path.resolve()
    for leftover in target.parent.glob(f".{target.name}.*.tmp"):
        leftover.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Force the new name to the disk too. Some network file systems refuse; the file itself is complete by then."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
