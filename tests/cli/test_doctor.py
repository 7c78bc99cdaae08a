from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from careader import __version__, logs
from careader.cli import careader
from careader.model import Code, Failure
from careader.net import Pause
from careader.store.fetches import Asked, Fetch, Row
from tests.library import ARTICLES, NOW, open_library, paths_in

OWN = "https://secret-club.example/feed?key=hush"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    paths = paths_in(tmp_path)
    paths.settings.parent.mkdir(parents=True)
    paths.settings.write_text(f'[[outlet]]\nid = "club"\nname = "The Secret Club"\nurl = "{OWN}"\nlanguage = "en"\n')
    failure = Failure("The Secret Club", Code.HTTP, {"status": 503})
    with open_library(tmp_path) as library:
        library.set_starred(ARTICLES[:1], True)
        library.fetches.put(
            [
                Row("outlet", "club", Fetch(OWN, asked_at=NOW, failure=failure, failures=3)),
                Row("outlet", "kloop", Fetch("https://old.example/", asked_at=NOW)),
                Row("host", "secret-club.example", Pause(NOW + timedelta(hours=1), failure, 3)),
                Row("rate", "KZT", Asked("nbk", [Failure("Frankfurter", Code.DNS)], asked_at=NOW)),
            ]
        )
    monkeypatch.setattr("careader.settings.Paths.default", lambda *_: paths)
    monkeypatch.setenv("https_proxy", "http://me:secret@proxy.example:3128")
    monkeypatch.setattr("pathlib.Path.home", lambda: tmp_path)
    yield tmp_path
    logs.stop()


def test_the_doctor_says_what_a_report_needs(folder: Path) -> None:
    result = CliRunner().invoke(careader, ["doctor"])
    assert result.exit_code == 0, result.output
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert f"careader {__version__}" in lines
    assert "https_proxy is set" in lines
    assert f"articles {len(ARTICLES)}" in lines
    assert "marks 1" in lines
    assert "integrity ok" in lines
    assert any(line.startswith("own outlet ") and "http, 3 times in a row" in line for line in lines)
    assert any(line.startswith("KZT nbk answered 2026-11-21 12:00Z; Frankfurter: the name") for line in lines)
    assert any(line.startswith("data ~/data, can be written") for line in lines)


def test_nothing_private_is_in_it(folder: Path) -> None:
    for arguments in (["doctor"], ["doctor", "--json"]):
        said = CliRunner().invoke(careader, arguments).stdout
        for word in ("secret", "hush", "Club", str(folder), *(article.title for article in ARTICLES)):
            assert word not in said, word


def test_its_json_has_the_same(folder: Path) -> None:
    sections = json.loads(CliRunner().invoke(careader, ["doctor", "--json"]).stdout)
    assert ["marks", "1"] in sections["Library"]


def test_all_that_goes_on_is_in_the_file_that_is_asked_for(folder: Path) -> None:
    result = CliRunner().invoke(careader, ["--log", str(folder / "all.log"), "list"])
    assert result.exit_code == 0
    assert (folder / "all.log").exists()
    refused = CliRunner().invoke(careader, ["--log", str(folder / "all.log" / "below"), "list"])
    assert refused.exit_code == 1
    assert refused.stderr.startswith("careader: ")
