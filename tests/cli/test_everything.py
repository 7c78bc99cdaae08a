"""Lists and exports reach the whole library, whatever its size, and in the order that the screen has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from careader.cli import careader
from careader.newsroom import Newsroom
from careader.settings import Settings
from tests.library import NOW, article, paths_in

MANY = 600
"""More stories than are read at a time."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    with Newsroom(paths_in(folder), Settings(default_outlets=False), now=lambda: NOW) as library:
        articles = [article(f"Report {number} from the river", minutes=number, paragraphs=1) for number in range(MANY)]
        oldest = article("The oldest of all, about a heron", minutes=MANY, paragraphs=1)
        library.articles.put([*articles, oldest])
        library.set_starred([oldest], True)
    return folder


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    paths = paths_in(folder)
    monkeypatch.setattr("careader.settings.Paths.default", lambda *_: paths)
    result = CliRunner().invoke(careader, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize(
    "arguments",
    [("list", "--search", "heron"), ("list", "--starred"), ("list", "--starred", "--articles")],
)
def test_what_is_asked_for_is_found_however_old(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    [line] = run(folder, monkeypatch, *arguments).splitlines()
    assert "The oldest of all" in line
    [shape] = json.loads(run(folder, monkeypatch, *arguments, "--json"))
    assert shape["title"] == "The oldest of all, about a heron"


def test_an_export_is_of_every_story(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stories = json.loads(run(folder, monkeypatch, "export", "--format", "json"))
    assert len(stories) == MANY + 1
    lines = run(folder, monkeypatch, "export").splitlines()
    assert lines[:2] == ["# Stories", ""]
    assert sum(line.startswith("- [") for line in lines) == MANY + 1
    assert any("heron" in line for line in lines)


def test_a_short_list_reads_a_little(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = 0
    of_stories = "careader.store.articles.article_of"
    from careader.store import columns

    def counted(*row: object) -> object:
        nonlocal read
        read += 1
        return columns.article_of(*row)  # type: ignore[arg-type]

    monkeypatch.setattr(of_stories, counted)
    assert len(run(folder, monkeypatch, "list", "--limit", "50").splitlines()) == 50
    assert read == 50


def test_an_empty_list_is_json_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(folder, monkeypatch, "list", "--search", "nobody-wrote-this", "--json") == "[]\n"


def test_articles_of_stories_come_one_by_one_the_newest_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Newsroom(paths_in(tmp_path), Settings(default_outlets=False), now=lambda: NOW) as library:
        articles = [article(f"Report {number}", minutes=age) for number, age in enumerate((0, 5, 5, 7, 9, 30))]
        library.articles.put(articles)
        library.articles.set_stories({articles[0].id: f"s{articles[5].id}", articles[2].id: f"s{articles[4].id}"})
    shapes = json.loads(run(tmp_path, monkeypatch, "list", "--articles", "--json"))
    expected = sorted(articles, key=lambda one: (one.date, one.id), reverse=True)
    assert [shape["id"] for shape in shapes] == [one.id for one in expected]
    shapes = json.loads(run(tmp_path, monkeypatch, "list", "--articles", "--limit", "3", "--json"))
    assert [shape["id"] for shape in shapes] == [one.id for one in expected[:3]]
