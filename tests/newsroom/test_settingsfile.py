"""Changing `settings.toml`: what was there stays, and nothing unusable is ever written."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
import tomlkit

from careader.newsroom import Newsroom
from careader.newsroom.outlets import add_entries, remove, switch
from careader.newsroom.settingsfile import edit_settings
from careader.settings import OutletEntry, SettingsError, load_settings
from tests.library import paths_in

GAZETTE = OutletEntry("gazette", name="Gazette", url="https://gazette.example/feed", countries=("kz", "kg"))
MINE = """# my outlets
[refresh]
minutes = 5 # often

[[outlet]]  # switched off
id = "kloop"
enabled = false

[screen]
theme = "nord"
"""


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    paths = paths_in(tmp_path)
    paths.settings.parent.mkdir(parents=True)
    return Newsroom(paths, load_settings(paths.settings))


def rewrite(room: Newsroom, text: str | bytes) -> None:
    room.paths.settings.write_bytes(text if isinstance(text, bytes) else text.encode())
    room.settings = load_settings(room.paths.settings)


def enabled(room: Newsroom) -> dict[str, bool]:
    return {outlet.id: outlet.enabled for outlet in room.outlets()}


def outlet(room: Newsroom, id_: str) -> object:
    return next(outlet for outlet in room.outlets() if outlet.id == id_)


@pytest.mark.parametrize(
    "text",
    [
        "",
        MINE,
        "outlet = []\n",
        'outlet = [{ id = "kloop", enabled = false }]\n[refresh]\nminutes = 5\n',
        'outlet = [\n  { id = "kloop", enabled = false }, # off\n]\n',
        '[[outlet]]\nid = "kloop"\n[[outlet]]\nid = "kloop"\nenabled = false\n',
        '[screen]\ntheme = "nrod"\n[[outlet]]\nid = "mistyped"\n',
    ],
)
def test_outlets_are_added_switched_and_removed_in_any_spelling(room: Newsroom, text: str) -> None:
    rewrite(room, text)
    assert add_entries(room, [GAZETTE]) == 1
    switch(room, next(o for o in room.outlets() if o.id == "gazette"), enabled=False)
    switch(room, next(o for o in room.outlets() if o.id == "kloop"), enabled=True)
    assert (enabled(room)["gazette"], enabled(room)["kloop"]) == (False, True)
    remove(room, next(o for o in room.outlets() if o.id == "gazette"))
    assert "gazette" not in enabled(room)
    assert enabled(room)["kloop"]
    for comment in ("# my outlets", "# often", "# switched off", "# off"):
        assert (comment in room.paths.settings.read_text()) is (comment in text)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_stay(room: Newsroom, mark: bytes) -> None:
    before = mark + MINE.replace("\n", "\r\n").encode()
    rewrite(room, before)
    add_entries(room, [GAZETTE])
    after = room.paths.settings.read_bytes()
    assert after.startswith(before[:60])
    assert after.count(b"\n") == after.count(b"\r\n")
    assert b"\xef\xbb\xbf" not in after[3:]
    assert room.settings.problems == ()
    assert [entry.id for entry in room.settings.outlets] == ["kloop", "gazette"]


@pytest.mark.parametrize(
    "text", ["[refresh\n", b"\xcc\xee\xe9 = 1\n", "minutes = \n", '[outlet]\nid = "a"\n', "outlet = 3\n"]
)
def test_a_file_that_cannot_be_edited_stays_as_it_is(room: Newsroom, text: str | bytes) -> None:
    rewrite(room, text)
    before = room.paths.settings.read_bytes()
    with pytest.raises(SettingsError, match=r"settings\.toml"):
        add_entries(room, [GAZETTE])
    assert room.paths.settings.read_bytes() == before


@pytest.mark.parametrize(
    "entry",
    [
        OutletEntry("gazette", url="http://exa mple.org/feed"),
        OutletEntry("gazette", url="https:///feed"),
        OutletEntry("gazette", url="https://gazette.example/", language="xx"),
        OutletEntry("gazette", url="https://gazette.example/", name="long" * 99),
    ],
)
def test_what_could_not_be_read_again_is_not_written(room: Newsroom, entry: OutletEntry) -> None:
    rewrite(room, MINE)
    with pytest.raises(SettingsError, match="is not changed, since"):
        add_entries(room, [entry])
    assert room.paths.settings.read_text() == MINE


def test_nothing_else_in_the_file_changes(room: Newsroom) -> None:
    rewrite(room, MINE)

    def change(document: tomlkit.TOMLDocument) -> None:
        document["screen"] = {"theme": "dracula"}

    with pytest.raises(SettingsError, match="without changing what else it says"):
        edit_settings(room.paths.settings, {"gazette"}, change)
    assert room.paths.settings.read_text() == MINE


def test_what_another_program_wrote_meanwhile_is_kept(room: Newsroom) -> None:
    other = Newsroom(room.paths, room.settings)
    add_entries(other, [OutletEntry("herald", url="https://herald.example/feed")])
    add_entries(room, [GAZETTE])
    assert [entry.id for entry in room.settings.outlets] == ["herald", "gazette"]


def test_a_file_that_cannot_be_written_is_a_sentence(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite(room, MINE)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsError, match="cannot be written"):
        add_entries(room, [GAZETTE])
    assert room.paths.settings.read_text() == MINE
    assert sorted(file.name for file in room.paths.settings.parent.iterdir()) == ["settings.toml", "settings.toml.lock"]
