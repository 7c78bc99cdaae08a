"""The ways to an outlet, each alone and in a chain, over HTTP and by the commands."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from careader.cli import careader
from tests.newsstand import Fault, Newsstand, Page
from tests.sites import HEADLINES, PATHS, feed, paragraphs, put_site

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    for name in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))

    def go(*arguments: str) -> Result:
        return CliRunner().invoke(careader, ["--config", str(tmp_path / "settings.toml"), *arguments])

    return go


def configure(folder: Path, ways: Mapping[str, str], *kinds: str) -> None:
    tables = "".join(f'[[outlet.way]]\nkind = "{kind}"\nurl = "{ways[kind]}"\n' for kind in kinds)
    text = f'[outlets]\ndefaults = false\n[rates]\nenabled = false\n[[outlet]]\nid = "steppe"\n{tables}'
    (folder / "settings.toml").write_text(text, encoding="utf-8")


def stories(run: Run) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(run("list", "--json").stdout)
    return listed


@pytest.mark.parametrize("kind", list(PATHS))
def test_each_way_alone(kind: str, run: Run, newsstand: Newsstand, tmp_path: Path) -> None:
    configure(tmp_path, put_site(newsstand, datetime.now(UTC), ways=[kind]), kind)
    done = run("refresh", "--json")
    assert done.exit_code == 0, done.output
    (outlet,) = json.loads(done.stdout)["outlets"]
    assert (outlet["ok"], outlet["new"]) == (True, 3)
    assert {story["title"] for story in stories(run)} == set(HEADLINES)
    assert {story["url"] for story in stories(run)} == {
        newsstand.at(f"/news/{number}001-report-of-the-day") for number in (1, 2, 3)
    }
    assert json.loads(run("refresh", "--json").stdout)["new"] == 0


def test_the_whole_chain_says_which_way_answered_and_why_the_earlier_ones_did_not(
    run: Run, newsstand: Newsstand, tmp_path: Path
) -> None:
    ways = put_site(newsstand, datetime.now(UTC), ways=["feed", "sitemap", "page", "telegram"])
    newsstand.spoil("/feed", Fault.BOT_CHECK)
    configure(tmp_path, ways, "feed", "wordpress", "sitemap", "page", "telegram")
    done = run("refresh")
    assert (
        "3 new by sitemap (feed: a check for robots stands in front of it (Cloudflare, HTTP 403); wordpress: HTTP 404)"
        in done.stdout
    )
    assert not newsstand.asked("/latest/")
    newsstand.spoil("/sitemap.xml", Fault.HTML)
    done = run("refresh", "--force")
    assert "0 new, 3 updated by page" in done.stdout  # the page has a teaser of each, the sitemap had none
    newsstand.spoil("/latest/", Fault.NOT_FOUND)
    checked = run("outlets", "check")
    assert "3 articles by telegram; feed: a check for robots" in checked.stdout
    newsstand.mend("/feed")
    assert json.loads(run("refresh", "--json", "--force").stdout)["outlets"][0]["ways"][0]["reason"] is None


def test_where_no_way_answers_each_says_why(run: Run, newsstand: Newsstand, tmp_path: Path) -> None:
    configure(tmp_path, put_site(newsstand, datetime.now(UTC), ways=[]), "feed", "telegram")
    done = run("refresh")
    assert done.exit_code == 1
    assert "feed: HTTP 404; telegram: HTTP 404" in done.stdout


def test_every_way_is_tried_for_the_table_that_is_sent_in(run: Run, newsstand: Newsstand, tmp_path: Path) -> None:
    ways = put_site(newsstand, datetime.now(UTC), ways=["feed", "wordpress", "telegram"])
    configure(tmp_path, ways, *PATHS)
    lines = [line.split("\t") for line in run("outlets", "check", "--all").stdout.splitlines()[1:]]
    assert [(line[2], line[3], line[4], line[5]) for line in lines[1:]] == [
        ("feed", "ok", "3", "0"),
        ("wordpress", "ok", "3", "0"),
        ("sitemap", "HTTP 404", "", ""),
        ("page", "HTTP 404", "", ""),
        ("telegram", "ok", "3", "0"),
    ]
    assert all(line[7] == ways[line[2]] for line in lines[1:])


def test_an_unchanged_feed_is_not_sent_again(run: Run, newsstand: Newsstand, tmp_path: Path) -> None:
    ways = put_site(newsstand, datetime.now(UTC), ways=["feed"])
    newsstand.put("/feed", Page(feed(newsstand, datetime.now(UTC)).encode(), etag='"1"'))
    configure(tmp_path, ways, "telegram", "feed")
    run("refresh")
    assert "nothing new by feed (telegram: HTTP 404)" in run("refresh").stdout


def test_show_full_fetches_the_whole_text_from_its_page(run: Run, newsstand: Newsstand, tmp_path: Path) -> None:
    configure(tmp_path, put_site(newsstand, datetime.now(UTC), ways=["feed"]), "feed")
    run("refresh")
    story = next(story for story in stories(run) if story["title"] == HEADLINES[0])
    before = json.loads(run("show", story["id"], "--json").stdout)
    assert (before["complete"], before["text_origin"]) == (False, "teaser")
    after = json.loads(run("show", story["id"], "--full", "--json").stdout)
    assert (after["complete"], after["text_origin"]) == (True, "page")
    assert after["text"].splitlines() == paragraphs(HEADLINES[0])
    assert paragraphs(HEADLINES[0])[3].split(";")[0] in " ".join(run("show", story["id"]).stdout.split())


def test_show_full_says_why_there_is_no_more(run: Run, newsstand: Newsstand, tmp_path: Path) -> None:
    configure(tmp_path, put_site(newsstand, datetime.now(UTC), ways=["feed"]), "feed")
    run("refresh")
    newsstand.spoil("/news/", Fault.NOT_FOUND)
    done = run("show", stories(run)[0]["id"], "--full")
    assert done.exit_code == 0
    assert "127.0.0.1: the page is not there any more (HTTP 404)" in done.stderr
    assert HEADLINES[0] in done.stdout
