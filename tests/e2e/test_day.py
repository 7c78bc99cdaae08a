"""A day with careader, typed in a real terminal: the morning's news, catching up, the evening, and what a key costs."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal, environment
from tests.newsstand import Newsstand, Page

HEADLINES = [
    ("Almaty tries out night buses on two lines", "Бишкек сажает десять тысяч вязов у канала"),
    ("Samarkand's trams return to the old station line", "Tashkent and Astana agree on spring water"),
    ("Dushanbe opens a school for signal engineers", "Ashgabat lowers the price of flour in winter"),
]


def feed(entries: list[tuple[str, int]]) -> Page:
    """Return a feed of headlines that came so many minutes ago."""
    now = datetime.now(UTC)
    items = [
        {
            "id": title,
            "url": f"https://gazette.example/{abs(hash(title))}",
            "title": title,
            "content_text": f"{title}. " + "A sentence of the report that says what happened and where. " * 60,
            "date_published": (now - timedelta(minutes=minutes)).isoformat(),
        }
        for title, minutes in entries
    ]
    content = {"version": "https://jsonfeed.org/version/1.1", "title": "Gazette", "items": items}
    return Page(json.dumps(content).encode(), "application/feed+json")


@pytest.fixture
def gazette(newsstand: Newsstand, tmp_path: Path) -> str:
    """An outlet with the news of the morning, and settings that name it alone."""
    titles = [title for pair in HEADLINES for title in pair]
    others = [(f"Report number {number} from the provinces of the north", 300 + number) for number in range(40)]
    url = newsstand.put("/gazette/feed", feed([*((title, 10 * n + 5) for n, title in enumerate(titles)), *others]))
    path = tmp_path / "config" / "careader" / "settings.toml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "[outlets]\ndefaults = false\n[rates]\nenabled = false\n"
        f'[[outlet]]\nid = "gazette"\nname = "Gazette"\nlanguage = "en"\nurl = "{url}"\n'
    )
    return url


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_day(newsstand: Newsstand, gazette: str, tmp_path: Path, size: tuple[int, int]) -> None:
    with Terminal(env=environment(tmp_path), size=size) as terminal:
        terminal.wait_for("night buses")
        terminal.wait_for("46 new")
        terminal.press("jj\r")
        terminal.wait_for("Space read on" if size[0] > 100 else "Esc back")
        terminal.press("sJ")
        terminal.wait_for("Tashkent and Astana agree on spring water.")
        terminal.press("q/tram\r")
        terminal.wait_for("with “tram”")
        terminal.press("\x1b")
        terminal.wait_until(lambda: not any("with “tram”" in line for line in terminal.lines), "one step back")
        terminal.wait_for("night buses")
        terminal.press("A")
        terminal.wait_for("stories marked read. Z undoes.")
        terminal.press("Z")
        terminal.wait_for("Undone:")
        terminal.press("A")
        terminal.wait_until(lambda: not any("Undone:" in line for line in terminal.lines), "what was undone done again")
        terminal.wait_for("stories marked read. Z undoes.")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert "left_at" in json.loads((tmp_path / "data" / "careader" / "screen.json").read_text())

    evening = [("Khorog lights its streets with river power", -1), *((t, 60) for pair in HEADLINES for t in pair)]
    newsstand.put("/gazette/feed", feed(evening))
    with Terminal(env=environment(tmp_path), size=size) as terminal:
        terminal.wait_for("Samarkand's trams")
        terminal.press("r")
        terminal.wait_for("1 new")
        terminal.press("g")
        terminal.wait_for("Khorog lights")
        terminal.wait_for("new since")
        terminal.press("g\x0c")
        terminal.wait_for("Khorog lights")
        terminal.press("O")
        terminal.wait_for("1 of 1 on")
        terminal.press("q$")
        terminal.wait_for("Exchange rates")
        terminal.press("qq")
        assert terminal.wait_for_end() == 0


def test_the_day_in_cyrillic(gazette: str, tmp_path: Path) -> None:
    with Terminal(env=environment(tmp_path), size=(100, 30)) as terminal:
        terminal.wait_for("46 new")
        terminal.press("оод")
        terminal.wait_for("Esc back")
        terminal.press("ый")
        terminal.wait_until(lambda: any("★" in line for line in terminal.lines), "the star")
        terminal.press(".вязов\r")
        terminal.wait_for("with “вязов”")
        terminal.wait_for("Бишкек сажает")
        terminal.press("й")
        assert terminal.wait_for_end() == 0


def rest(terminal: Terminal) -> None:
    """Read until nothing more comes out for a while."""
    before = -1
    while len(terminal.raw) != before:
        before = len(terminal.raw)
        terminal.read(0.25)


def test_a_text_browser_gets_the_terminal_and_the_screen_comes_back(gazette: str, tmp_path: Path) -> None:
    browser = tmp_path / "w3m"
    browser.write_text(f'#!/bin/sh\nprintf "BROWSER SAW %s\\n" "$1"\necho "$1" >{tmp_path}/seen\n')
    browser.chmod(0o755)
    with Terminal(env=environment(tmp_path) | {"BROWSER": str(browser)}, size=(80, 24)) as terminal:
        terminal.wait_for("46 new")
        terminal.press("o")
        terminal.wait_for("Opened in the browser.")
        assert (tmp_path / "seen").read_text().startswith("https://gazette.example/")
        terminal.wait_for("night buses")
        terminal.wait_until(lambda: not any("BROWSER SAW" in line for line in terminal.lines), "a whole screen")
        terminal.press("jq")
        assert terminal.wait_for_end() == 0


def test_a_terminal_of_ascii_sees_ascii(gazette: str, tmp_path: Path) -> None:
    with Terminal(env=environment(tmp_path) | {"LC_ALL": "C"}, size=(100, 30)) as terminal:
        terminal.wait_for("46 new")
        for keys in ("", "\r", "\x1b", "t", "q$", "qO", "q?", "q\x10", "\x1b", "d"):
            terminal.press(keys)
            rest(terminal)
            shown = re.sub(r"[А-Яа-яё?]", "", "".join(terminal.lines))
            assert shown.isascii(), (keys, {sign for sign in shown if not sign.isascii()})
        terminal.press("q")
        terminal.wait_for_end()
