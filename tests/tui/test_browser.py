"""Which browser a page is opened in, and what is said of one that fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from careader.tui.browser import Browser, Opened, browser, open_in_browser
from careader.words.actions import Y_COPIES, opened

URL = "https://example.org/a?b=1&c=2"


def script(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{content}\n")
    path.chmod(0o755)
    return path


def test_a_text_browser_needs_the_terminal(tmp_path: Path) -> None:
    path = script(tmp_path, "w3m", "true")
    found = browser({"BROWSER": str(path), "PATH": "/nowhere"})
    assert found == Browser(str(path), in_terminal=True)


def test_the_first_of_several_that_is_there_is_taken(tmp_path: Path) -> None:
    path = script(tmp_path, "firefox", "true")
    environment = {"BROWSER": f"/no/such:{path} --new-tab %s", "PATH": "/nowhere", "DISPLAY": ":0"}
    assert browser(environment) == Browser(f"{path} --new-tab %s")


def test_over_ssh_there_is_none() -> None:
    assert browser({"PATH": "/nowhere", "SSH_CONNECTION": "x"}) == Browser()
    assert open_in_browser(URL, Browser()) == (Opened.NO_BROWSER, "")


@pytest.mark.parametrize(("arguments", "got"), [("", URL), (" --new %s --end", f"--new {URL} --end")])
def test_the_address_goes_where_it_is_wanted(tmp_path: Path, arguments: str, got: str) -> None:
    path = script(tmp_path, "see", f'echo "$@" >{tmp_path}/got')
    for in_terminal in (True, False):
        assert open_in_browser(URL, Browser(f"{path}{arguments}", in_terminal)) == (Opened.DONE, "")
        assert (tmp_path / "got").read_text().strip() == got


@pytest.mark.parametrize(
    ("command", "outcome"),
    [
        ("/no/such/browser", (Opened.NOT_FOUND, "/no/such/browser")),
        ("'unfinished", (Opened.NOT_FOUND, "'unfinished")),
        ("false", (Opened.FAILED, "false ended with 1")),
    ],
)
def test_a_failure_is_said(command: str, outcome: tuple[Opened, str]) -> None:
    for in_terminal in (True, False):
        assert open_in_browser(URL, Browser(command, in_terminal)) == outcome
    assert opened(*outcome, Y_COPIES).endswith("y copies the link.")


def test_only_web_pages_are_opened() -> None:
    assert open_in_browser("file:///etc/passwd", Browser("true")) == (Opened.NO_PAGE, "")
