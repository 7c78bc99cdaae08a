from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from careader import logs


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    logs.stop()


def test_only_what_goes_wrong_is_in_the_log_and_nothing_is_on_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path, everything = tmp_path / "state" / "careader.log", tmp_path / "all.log"
    logs.start(path, everything)
    assert not path.exists()
    logger = logging.getLogger("careader.newsroom.engine")
    logger.debug("asked")
    logger.warning("refused")
    logging.getLogger("httpx2").warning("of no interest")
    assert [line.split(": ")[-1] for line in logs.tail(path)] == ["refused"]
    assert [line.split(": ")[-1] for line in logs.tail(everything)] == ["asked", "refused"]
    assert capfd.readouterr() == ("", "")


def test_passwords_are_left_out(tmp_path: Path) -> None:
    logs.start(tmp_path / "careader.log")
    try:
        raise ValueError("cannot open https://me:secret@a.example/feed")
    except ValueError:
        logging.getLogger("careader").exception("%s", "ftp://you:secret@b.example/")
    assert "a.example/feed" in (tmp_path / "careader.log").read_text()
    assert "secret" not in (tmp_path / "careader.log").read_text()


def test_the_log_does_not_grow_for_ever(tmp_path: Path) -> None:
    logs.start(tmp_path / "careader.log")
    for number in range(2000):
        logging.getLogger("careader").error("%s %s", number, "x" * 1000)
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 2**20
    assert logs.tail(tmp_path / "careader.log", 3)[-1].split()[4] == "1999"


@pytest.mark.parametrize("in_the_way", ["state", "state/careader.log"])
def test_a_log_that_cannot_be_written_ends_nothing(
    tmp_path: Path, in_the_way: str, capfd: pytest.CaptureFixture[str]
) -> None:
    if in_the_way == "state":
        (tmp_path / "state").write_text("a file in the place of the folder")
    else:
        (tmp_path / "state" / "careader.log").mkdir(parents=True)
    logs.start(tmp_path / "state" / "careader.log")
    logging.getLogger("careader").error("refused")
    assert logs.tail(tmp_path / "state" / "careader.log") == []
    assert capfd.readouterr() == ("", "")


def test_a_file_that_is_asked_for_and_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        logs.start(tmp_path / "careader.log", tmp_path / "file" / "all.log")


@pytest.mark.parametrize("bad", ["\x1b]0;TAKEN\x07", "\x9b2J", "\u202edesrever", "\x00", "\r", "\u2028", "\ud800"])
def test_nothing_in_it_is_a_command_to_a_terminal(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "careader.log"
    logs.start(path)
    try:
        raise ValueError(f"an entry with {bad} in it")
    except ValueError:
        logging.getLogger("careader.x").exception("from %s", f"https://o.example/{bad}")
    finally:
        logs.stop()
    written = path.read_bytes().decode("utf-8")
    assert "an entry with" in written
    assert all(character.isprintable() or character in "\n\t" for character in written)
    path.write_bytes(b"of an older one: " + bad.encode("utf-8", "replace") + b"\n")
    assert all(line.isprintable() for line in logs.tail(path))
