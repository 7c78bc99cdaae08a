"""Whatever comes from outside leaves careader as text: every place it can come from against every way out."""

from __future__ import annotations

import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from careader.model import Block, BlockKind
from careader.newsroom import Newsroom
from careader.settings import Paths
from tests.cli.conftest import Run
from tests.library import ARTICLES

SCRIPT = "javascript:alert(1)"
BAD = f"Start\x1b]0;TAKEN\x07 \x9b31m\x1b[2J \u202edesrever\u2066 <script>alert(1)</script> [x]({SCRIPT}) \x00\x7f end"


def is_text(output: str) -> bool:
    """Say whether nothing in an output is a command to a terminal or turns letters round."""
    return not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in output.replace("\n", "").replace("\t", ""))


@pytest.fixture
def spoilt(paths: Paths, library: None) -> str:
    """A library and marks into which somebody has written past the door; returns the id of the spoilt article."""
    blocks = tuple(Block(kind, BAD) for kind in BlockKind)
    bad = replace(ARTICLES[0], title=BAD, outlet=BAD, author=BAD, summary=BAD, blocks=blocks, url=SCRIPT, language="en")
    marks = {
        bad.id: {"starred": True, "title": BAD, "url": SCRIPT, "outlet": BAD},
        BAD: {"starred": True, "title": BAD},
    }
    with Newsroom.open(paths) as room:
        room.articles.remove([bad.id])
        room.articles.put([bad])
        room.regroup()
    (paths.data / "marks.json").write_text(json.dumps({"marks": marks}))
    paths.settings.parent.mkdir(parents=True, exist_ok=True)
    name = json.dumps(BAD)
    paths.settings.write_text(
        f'[[outlet]]\nid = "mine"\nname = {name}\nurl = "https://mine.example/f"\n'
        f"[[outlet]]\nid = {name}\nurl = {name}\n{name} = 1\n[screen]\ntheme = {name}\n[{name}]\n",
        encoding="utf-8",
    )
    return bad.id


WAYS_OUT = [
    ["list"],
    ["list", "--json"],
    ["list", "--articles"],
    ["list", "--search", BAD.replace("\x00", "")],
    ["show", "ID"],
    ["show", "ID", "--json"],
    ["show", "ID", "--markdown"],
    ["show", BAD],
    ["show", "--" + BAD],
    ["mark", BAD, "--read"],
    ["mark", "ID", "--star"],
    ["mark", "ID", "--" + BAD],
    ["marks", "merge", BAD.replace("\x00", "").replace("/", "")],
    ["forget", BAD, "--yes"],
    ["forget", "--outlet", BAD, "--yes"],
    ["export"],
    ["export", "--format", "json"],
    ["export", "--format", "html"],
    ["export", "--format", "opml"],
    ["export", "--starred"],
    ["export", "--starred", "--format", "json"],
    ["export", "--format", BAD],
    ["outlets"],
    ["outlets", "list", "--json"],
    ["outlets", "enable", BAD],
    ["outlets", "remove", BAD],
    ["outlets", "check", BAD],
    ["outlets", "add", BAD],
    ["outlets", "add", "https://example.org/f", "--language", BAD],
    ["import", "FILE"],
    ["import", "FILE", "--json"],
    ["list", "--country", BAD],
    ["list", "--since", BAD],
    ["rates"],
    ["doctor"],
    [BAD],
    ["--config", "/nowhere/\x1b[2J.toml", "list"],
]


@pytest.mark.parametrize("arguments", WAYS_OUT, ids=lambda arguments: ascii(" ".join(arguments))[:60])
def test_it_leaves_as_text(run: Run, spoilt: str, tmp_path: Path, arguments: list[str]) -> None:
    file = tmp_path / "a\x1b[2J\u202e.txt"
    file.write_text("milk\neggs\n")
    places = {"ID": spoilt, "FILE": str(file)}
    result = run(*(places.get(argument, argument) for argument in arguments))
    assert result.stdout + result.stderr
    assert is_text(result.stdout), ascii(result.stdout)
    assert is_text(result.stderr), ascii(result.stderr)
    if arguments[-1] == "opml":
        ET.fromstring(result.stdout)
    if "html" in arguments or "--markdown" in arguments or arguments in (["export"], ["export", "--starred"]):
        page = result.stdout if "html" in arguments else MarkdownIt("commonmark", {"html": True}).render(result.stdout)
        assert "<script" not in page
        assert not re.search(r"(?:href|src)=[\"']?javascript:", page)


def test_every_command_writes_with_what_makes_text_of_it() -> None:
    folder = Path(__file__).resolve().parents[2] / "src" / "careader" / "cli"
    writing = re.compile(r"\bclick\.(?:echo|secho)\(|\bprint\(|sys\.std(?:out|err)\.write\(")
    found = [
        file.name for file in folder.glob("*.py") if file.name != "__init__.py" and writing.search(file.read_text())
    ]
    assert found == []
