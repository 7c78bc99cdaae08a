"""The small file of what was chosen on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from careader.store.choices import Choices


def test_what_was_chosen_is_there_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "new" / "screen.json"
    choices = Choices(path)
    assert choices.values == {}
    choices.values = {"places": ["kz"], "theme": "nord"}
    choices.save()
    assert Choices(path).values == {"places": ["kz"], "theme": "nord"}
    assert [file.name for file in path.parent.iterdir()] == ["screen.json"]


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    path = tmp_path / "screen.json"
    choices = Choices(path)
    choices.save()
    choices.values = {}
    choices.save()
    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b"null", b"3", b"[" * 99_999])
def test_a_file_that_cannot_be_read_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "screen.json"
    path.write_bytes(content)
    choices = Choices(path)
    assert choices.values == {}
    choices.values = {"unread": True}
    choices.save()
    assert Choices(path).values == {"unread": True}


def test_a_file_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    choices = Choices(tmp_path / "data" / "screen.json")
    choices.values = {"unread": True}
    choices.save()
    assert choices.problem.startswith("What was chosen cannot be kept in ")
    assert choices.values == {"unread": True}
