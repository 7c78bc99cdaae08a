"""`careader forget`: what is taken back, what stays, and that it asks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from careader.cli import forgetting
from careader.settings import Paths
from tests.cli.conftest import Run
from tests.library import ARTICLES

ROOT = Path(__file__).resolve().parents[2]
CAPTURE = str(ROOT / "tests/sources/captures/full.txt")
OSH = ARTICLES[7]


def titles(run: Run) -> set[str]:
    return {story["title"] for story in json.loads(run("list", "--json").stdout)}


@pytest.mark.usefixtures("library")
def test_articles_and_stories_are_forgotten_with_their_marks(run: Run, paths: Paths) -> None:
    run("mark", ARTICLES[0].id, ARTICLES[1].id, "--star", "--read")
    result = run("forget", f"s{ARTICLES[0].id}", ARTICLES[2].id[:8], "s00000000", "--yes")
    assert (result.exit_code, result.stdout) == (1, "Forgot 2 articles.\n")
    assert "there is no story or article s00000000" in result.stderr
    assert titles(run) == {article.title for article in (ARTICLES[1], *ARTICLES[3:])}
    assert set(json.loads((paths.data / "marks.json").read_text())["marks"]) == {ARTICLES[1].id}


@pytest.mark.usefixtures("library")
def test_all_that_an_outlet_told_is_forgotten(run: Run) -> None:
    assert run("forget", "--outlet", OSH.outlet_id, "--yes").stdout == "Forgot 1 article.\n"
    assert OSH.title not in titles(run)
    result = run("forget", "--outlet", OSH.outlet_id, "--yes")
    assert result.exit_code == 1
    assert f"no article is of {OSH.outlet_id}" in result.stderr


@pytest.mark.usefixtures("library")
def test_an_import_is_taken_back_with_its_quotes_and_nothing_else(run: Run) -> None:
    before, rates = titles(run), run("rates", "--json").stdout
    imported = json.loads(run("import", "--json", CAPTURE).stdout)
    assert titles(run) > before
    listed = run("forget", "--imports").stdout
    assert f"{imported['import']:>4}  " in listed
    assert "full.txt" in listed
    assert run("forget", "--import", str(imported["import"]), "--yes").exit_code == 0
    assert titles(run) == before
    assert run("rates", "--json").stdout == rates
    assert run("forget", "--imports").stdout == ""
    again = run("forget", "--import", str(imported["import"]), "--yes")
    assert (again.exit_code, again.stdout) == (1, "")
    assert "there is no import" in again.stderr


@pytest.mark.usefixtures("library")
def test_what_was_there_before_an_import_stays(run: Run) -> None:
    run("import", CAPTURE)
    all_of_it = titles(run)
    second = json.loads(run("import", "--json", CAPTURE).stdout)
    assert second["new"] == 0
    if second["import"]:
        run("forget", "--import", str(second["import"]), "--yes")
    assert titles(run) == all_of_it


@pytest.mark.usefixtures("library")
def test_it_asks_first_and_needs_somebody_to_ask(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = run("forget", OSH.id)
    assert nobody.exit_code == 2
    assert "--yes" in nobody.stderr
    monkeypatch.setattr(forgetting, "_is_terminal", lambda: True)
    run("mark", OSH.id, "--star")
    refused = run("forget", OSH.id, text="n\n")
    assert refused.exit_code == 1
    assert "Forget 1 article? 1 of them has a star. [y/N]" in refused.stderr
    assert OSH.title in titles(run)
    assert run("forget", OSH.id, text="y\n").exit_code == 0
    assert OSH.title not in titles(run)


@pytest.mark.parametrize(
    "arguments", [[], ["abcd", "--outlet", "x"], ["--imports", "--import", "1"], ["--import", "0"]]
)
def test_wrong_usage_says_what_is_right(run: Run, arguments: list[str]) -> None:
    result = run("forget", *arguments)
    assert result.exit_code == 2
    assert "--import" in result.stderr
