"""The program as it is used: typed at in a terminal, fed by outlets and banks on this machine."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from careader.settings import Paths
from tests import banks, outlets
from tests.e2e.terminal import PATIENCE, Terminal, environment
from tests.newsstand import Newsstand, Page, closed_address

TRAM = "Samarkand's trams return to the old station line"
TRAM_ON_SCREEN = "Samarkand's trams return"
NIGHT_BUSES = "Almaty tries out night buses"


@pytest.fixture
def settings(newsstand: Newsstand, tmp_path: Path) -> Path:
    """A settings file for the sample outlets and banks of the newsstand, but those that cost time or quiet its host."""
    now = datetime.now(UTC)
    entries = outlets.open_on(newsstand, now)
    for name in ("slow", "busy"):
        newsstand.mend(f"/{name}/feed")
    endpoints = banks.Banks(banks.recent_figures(now.date()), today=now.date()).open_on(newsstand)
    mirrors = "\n".join(f'{key} = "{url}"' for key, url in endpoints.items())
    path = tmp_path / "config" / "careader" / "settings.toml"
    path.parent.mkdir(parents=True)
    path.write_text(f"[outlets]\ndefaults = false\n\n[rates.endpoints]\n{mirrors}\n\n{entries}", encoding="utf-8")
    return path


def command(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "careader", *arguments],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.usefixtures("settings")
def test_a_first_start_fills_the_screen_and_marks_are_found_again(tmp_path: Path) -> None:
    with Terminal(env=environment(tmp_path)) as terminal:
        terminal.wait_until(lambda: bool(re.search(r"KZT(/USD)? 0\.002", terminal.lines[0])), "the rate of the tenge")
        terminal.wait_for(TRAM_ON_SCREEN)
        terminal.wait_for("Updated")
        terminal.press("/tram\r")
        terminal.wait_until(lambda: not any(NIGHT_BUSES in line for line in terminal.lines), "the search")
        terminal.press("s\r")
        terminal.wait_for("Registan Daily (state)")
        terminal.press("qq")
        assert terminal.wait_for_end() == 0

    starred = json.loads(command(tmp_path, "list", "--starred", "--json").stdout)
    assert [(story["title"], story["read"]) for story in starred] == [(TRAM, True)]
    unread = json.loads(command(tmp_path, "list", "--unread", "--json").stdout)
    assert TRAM not in {story["title"] for story in unread}

    with Terminal(env=environment(tmp_path)) as terminal:
        terminal.wait_until(lambda: any(TRAM_ON_SCREEN in line and "★" in line for line in terminal.lines), "the star")
        assert "●" not in terminal.wait_for(TRAM_ON_SCREEN)
        terminal.press("q")
        assert terminal.wait_for_end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.usefixtures("settings")
def test_a_signal_ends_it_with_the_marks_on_the_disk(tmp_path: Path, number: signal.Signals) -> None:
    with Terminal(env=environment(tmp_path)) as terminal:
        terminal.wait_for("Updated")
        row = terminal.wait_for(TRAM_ON_SCREEN)
        assert "★" not in row
        terminal.press("/tram\rs")
        terminal.wait_until(lambda: any("★" in line for line in terminal.lines), "the star")
        terminal.child.kill(number)
        terminal.wait_for_end()
    marks = json.loads((tmp_path / "data" / "careader" / "marks.json").read_text())
    assert [mark["title"] for mark in marks["marks"].values()] == [TRAM]


@pytest.mark.usefixtures("settings")
def test_marks_survive_kill_9_once_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "data" / "careader" / "marks.json"
    with Terminal(env=environment(tmp_path)) as terminal:
        terminal.wait_for("Updated")
        terminal.press("m")
        terminal.press("jjj")
        terminal.wait_until(path.exists, "the marks on the disk")
        terminal.child.kill(signal.SIGKILL)
        terminal.wait_for_end()
    read = [story for story in json.loads(command(tmp_path, "list", "--json").stdout) if story["read"]]
    assert len(read) == 1


def test_a_first_start_without_a_network_opens_the_sample_edition(tmp_path: Path) -> None:
    shut = closed_address()
    path = tmp_path / "config" / "careader" / "settings.toml"
    path.parent.mkdir(parents=True)
    path.write_text(
        f'[outlets]\ndefaults = false\n[rates]\nenabled = false\n[[outlet]]\nid = "shut"\nurl = "{shut}/feed"\n'
    )
    with Terminal(env=environment(tmp_path)) as terminal:
        terminal.wait_for("SAMPLE edition: no outlet could be reached")
        assert sum("Sample" in line for line in terminal.lines) > 8
        assert "SAMPLE" in terminal.lines[0]
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert json.loads(command(tmp_path, "list", "--json").stdout) == []


def test_the_demo_saves_nothing(tmp_path: Path) -> None:
    with Terminal("--demo", env=environment(tmp_path)) as terminal:
        terminal.wait_for("SAMPLE edition: nothing is fetched, nothing is saved")
        terminal.press("s")
        terminal.wait_until(lambda: any("★" in line for line in terminal.lines), "the star")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert not (tmp_path / "data").exists()


HOSTILE = [
    "\x1b]0;TAKEN\x07Window title",
    "\x1b[2JCleared",
    "\x9b31mEight bits\x9c",
    "\u202edlrow eht\u202c Turned",
    "\u2066Isolated\u2069 and \u200emarked\u200f",
    "[/foo] [bold red]Markup[/] [@click=app.bell]press[/]",
    "Bell\x07 back\x08space \x0bfeeds\x0c",
    "Surrogate \ud83d and tag \U000e0041\U000e0042",
]


POINTER_SHAPE = re.compile(r"\x1b\]22;\w+\x07")
"""What the screen's own library writes; it ends in a bell."""


def test_hostile_headlines_come_out_clean(newsstand: Newsstand, tmp_path: Path) -> None:
    entries = [
        {
            "id": str(number),
            "url": f"https://hostile.example/{number}",
            "title": f"{text} n{number}",
            "content_text": f"{text} in the body",
            "authors": [{"name": text}],
        }
        for number, text in enumerate(HOSTILE)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": HOSTILE[0], "items": entries}
    url = newsstand.put("/hostile/feed", Page(json.dumps(feed).encode(), "application/feed+json"))
    path = tmp_path / "config" / "careader" / "settings.toml"
    path.parent.mkdir(parents=True)
    name = json.dumps(HOSTILE[3])
    path.write_text(
        f'[outlets]\ndefaults = false\n[rates]\nenabled = false\n[[outlet]]\nid = "h"\nname = {name}\nurl = "{url}"\n'
    )
    listed = command(tmp_path, "refresh").stdout + command(tmp_path, "list").stdout
    assert len(listed.splitlines()) == 1 + len(HOSTILE)
    assert is_plain(listed)
    with Terminal(env=environment(tmp_path), size=(100, 40)) as terminal:
        for number in range(len(HOSTILE)):
            terminal.wait_for(f"n{number}")
        terminal.press("\r")
        terminal.wait_for("in the body")
        terminal.press("nnnnnnn?q")
        terminal.press("qq")
        assert terminal.wait_for_end() == 0
    out = POINTER_SHAPE.sub("", terminal.raw.decode("utf-8"))
    assert "\x1b]0;TAKEN" not in out
    assert "\x1b[2JCleared" not in out
    assert is_plain(out.replace("\x1b", "").replace("\r", ""))


def is_plain(text: str) -> bool:
    """Say whether a text is free of controls other than line breaks, of overrides, isolates and tags."""
    forbidden = {
        *range(0x20),
        *range(0x7F, 0xA0),
        *range(0x200E, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    }
    forbidden |= set(range(0xE0000, 0xE0080)) | set(range(0xD800, 0xE000))
    return not {ord(character) for character in text} & (forbidden - {ord("\n")})


def test_the_default_paths_follow_xdg(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    paths = Paths.default()
    assert paths.settings == tmp_path / "config" / "careader" / "settings.toml"
    assert (paths.data, paths.cache) == (tmp_path / "data" / "careader", tmp_path / "cache" / "careader")
