from __future__ import annotations

import resource
import stat
from pathlib import Path

import pytest

from careader.store.atomic import remove_leftovers, write_atomically


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


@pytest.mark.parametrize(("data", "content"), [(b"\x00\xff", b"\x00\xff"), ("сом", "сом".encode()), ("", b"")])
def test_the_file_holds_what_was_written_and_nothing_lies_beside_it(
    tmp_path: Path, data: bytes | str, content: bytes
) -> None:
    path = tmp_path / "file"
    write_atomically(path, "a longer content than before")
    write_atomically(path, data)
    assert path.read_bytes() == content
    assert names(tmp_path) == ["file"]


def test_permissions_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old")
    path.chmod(0o640)
    write_atomically(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write_atomically(tmp_path / "file", "new")
    assert (tmp_path / "file").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real" / "file")
    write_atomically(link, "one")
    write_atomically(link, "two")
    assert link.is_symlink()
    assert (tmp_path / "real" / "file").read_text() == "two"


def test_a_full_disk_leaves_the_old_content_and_no_temporary_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_atomically(path, b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_text() == "old"
    assert names(tmp_path) == ["file"]


def test_a_folder_in_place_of_the_file_is_an_error_and_stays(tmp_path: Path) -> None:
    (tmp_path / "file").mkdir()
    with pytest.raises(IsADirectoryError):
        write_atomically(tmp_path / "file", "new")
    assert names(tmp_path) == ["file"]


def test_leftovers_of_this_file_go_and_of_no_other(tmp_path: Path) -> None:
    for name in (".file.0123.tmp", ".file.json.4567.tmp", "file", "file.tmp", ".other.89ab.tmp"):
        (tmp_path / name).touch()
    remove_leftovers(tmp_path / "file.json")
    assert names(tmp_path) == [".file.0123.tmp", ".other.89ab.tmp", "file", "file.tmp"]
