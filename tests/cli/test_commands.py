"""The commands that other programs rely on."""

from __future__ import annotations

import json
import sqlite3
import xml.etree.ElementTree as ET
from contextlib import closing
from pathlib import Path

import pytest

from careader.newsroom import Newsroom
from careader.settings import Paths
from tests.cli.conftest import Run
from tests.library import ARTICLES
from tests.newsstand import Fault, Newsstand, Page, closed_address


def listed(run: Run, *arguments: str) -> list[str]:
    return [story["title"] for story in json.loads(run("list", "--json", *arguments).stdout)]


def test_list_json_has_the_agreed_shape(run: Run, library: None) -> None:
    stories = json.loads(run("list", "--json").stdout)
    assert [story["title"] for story in stories] == [article.title for article in ARTICLES]
    first = ARTICLES[0]
    assert stories[0] == {
        "id": f"s{first.id}",
        "title": first.title,
        "url": first.url,
        "published": "2026-11-21T11:59:00Z",
        "countries": ["kz"],
        "region": False,
        "language": "en",
        "read": False,
        "starred": False,
        "outlets": ["Example Gazette"],
        "articles": [
            {
                "id": first.id,
                "title": first.title,
                "url": first.url,
                "outlet": "Example Gazette",
                "published": "2026-11-21T11:59:00Z",
                "countries": ["kz"],
            }
        ],
    }


def test_list_articles_names_the_story_of_each(run: Run, library: None) -> None:
    articles = json.loads(run("list", "--json", "--articles").stdout)
    assert [(article["id"], article["story"]) for article in articles] == [(a.id, f"s{a.id}") for a in ARTICLES]


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["--country", "kz,kg"], {0, 1, 5, 7}),
        (["--country", "KZ, KG"], {0, 1, 5, 7}),
        (["--country", "region"], {6}),
        (["--search", "ОШЕ"], {7}),
        (["--search", "tram samar"], {4}),
        (["--search", "nothing like it"], set()),
        (["--limit", "3"], {0, 1, 2}),
        (["--since", "2026-11-21T09:30+00:00"], {0, 1, 2, 3}),
        (["--unread"], set(range(8))),
        (["--starred"], set()),
    ],
)
def test_list_filters(run: Run, library: None, arguments: list[str], shown: set[int]) -> None:
    assert listed(run, *arguments) == [ARTICLES[number].title for number in sorted(shown)]


def test_list_gives_a_pipe_everything_and_as_many_as_it_is_told(run: Run, paths: Paths, tmp_path: Path) -> None:
    from tests.library import article

    many = [article(f"Item {number} of a long day in Osh", minutes=number) for number in range(60)]
    with Newsroom.open(paths) as newsroom:
        newsroom.articles.put(many)
    assert len(listed(run)) == 60
    assert len(listed(run, "--limit", "20")) == 20


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "--country", "xx"], "'xx'"),
        (["list", "--since", "soon"], "'soon'"),
        (["list", "--limit", "-1"], "-1"),
        (["list", "--limit", "0"], "0"),
        (["list", "--search", "country:xx"], "kz, kg, tj, tm, uz"),
        (["mark", "--all", "--search", "oulet:kun", "--read"], "outlet:"),
        (["export", "--search", "since:soon"], "24h"),
        (["mark", "abc", "--read", "--unread"], "--unread"),
        (["mark", "abc", "--star", "--unstar"], "--unstar"),
        (["list", "--nonsense"], "--nonsense"),
        (["mark", "abc"], "--read"),
        (["mark"], "ID"),
        (["show", "abc", "--json", "--markdown"], "--json"),
        (["import"], "PATH"),
        (["outlets", "add", "gazette"], "example.org/feed"),
        (["outlets", "add", "https://e.org/f", "--countries", "xx"], "'xx'"),
        (["export", "--starred", "--format", "opml"], "opml"),
        (["nonsense"], "careader --help"),
        (["lst"], "did you mean list?"),
        (["--demo", "list"], "--demo"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what(run: Run, arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_an_empty_list_says_what_helps(run: Run, library: None) -> None:
    for arguments in (["--starred"], ["--search", "outlet:nobody"], ["--country", "tm", "--since", "1m"]):
        assert "with fewer filters" in run("list", *arguments).stderr


def test_a_story_of_the_region_says_so(run: Run, library: None) -> None:
    (line,) = run("list", "--country", "region").stdout.splitlines()
    assert "  Region  " in line


def test_a_refresh_without_outlets_says_that_and_not_that_the_network_is_gone(run: Run, paths: Paths) -> None:
    paths.settings.parent.mkdir(parents=True)
    paths.settings.write_text("[outlets]\ndefaults = false\n[rates]\nenabled = false\n")
    result = run("refresh")
    assert result.exit_code == 1
    assert "no outlet is switched on; careader outlets" in result.stderr
    assert "network" not in result.stderr


def test_no_import_is_a_sentence_too(run: Run) -> None:
    assert "No import" in run("forget", "--imports").stderr


def test_mark_and_show(run: Run, library: None) -> None:
    story, article = f"s{ARTICLES[0].id}", ARTICLES[1].id
    assert run("mark", story, article, "--read", "--star").exit_code == 0
    assert {
        (s["title"], s["read"], s["starred"]) for s in json.loads(run("list", "--json", "--limit", "2").stdout)
    } == {
        (ARTICLES[0].title, True, True),
        (ARTICLES[1].title, True, True),
    }
    assert run("mark", story, "--unread", "--unstar").exit_code == 0
    assert listed(run, "--starred") == [ARTICLES[1].title]
    shown = json.loads(run("show", story, "--json").stdout)
    assert (shown["id"], shown["title"], shown["read"]) == (story, ARTICLES[0].title, False)
    assert shown["text"].startswith(ARTICLES[0].blocks[0].text)
    assert len(shown["blocks"]) == len(shown["articles"][0]["blocks"]) == 40
    assert ARTICLES[0].title in run("show", story[:8]).stdout
    alone = json.loads(run("show", article, "--json").stdout)
    assert (alone["id"], alone["title"]) == (f"s{article}", ARTICLES[1].title)
    assert run("show", article, "--markdown").stdout.startswith(f"# [{ARTICLES[1].title}]({ARTICLES[1].url})")


def test_an_unknown_id_is_said_and_the_others_are_marked(run: Run, library: None) -> None:
    result = run("mark", "s000000000000", ARTICLES[0].id, "--read")
    assert result.exit_code == 1
    assert "there is no story or article s000000000000" in result.stderr
    assert listed(run, "--unread") == [article.title for article in ARTICLES[1:]]
    assert run("show", "zz").exit_code == 1


def test_rates_json_has_the_agreed_shape(run: Run, library: None) -> None:
    rates = json.loads(run("rates", "--json").stdout)
    assert [rate["pair"] for rate in rates] == ["KGS/USD", "KZT/USD", "TJS/USD", "UZS/USD", "TMT/USD"]
    tenge = rates[1]
    assert set(tenge) == {"pair", "rate", "change_pct", "as_of", "provider", "stale", "doubt"}
    assert (tenge["rate"], tenge["change_pct"], tenge["as_of"], tenge["provider"]) == (
        "0.0021215207",
        "0.30",
        "2026-11-20",
        "NBK",
    )
    assert rates[2]["change_pct"] == "0.00"
    assert rates[4]["change_pct"] is None


def test_nothing_yet_is_an_empty_array(run: Run) -> None:
    assert json.loads(run("list", "--json").stdout) == []
    assert json.loads(run("rates", "--json").stdout) == []
    empty = run("list")
    assert (empty.exit_code, empty.stdout) == (0, "")
    assert "careader refresh" in empty.stderr


def test_refresh_says_a_line_an_outlet_and_fails_where_none_is_reached(
    run: Run, paths: Paths, newsstand: Newsstand
) -> None:
    item = "<item><title>A dam near Naryn</title><link>https://g.example/1</link></item>"
    body = f'<rss version="2.0"><channel><title>G</title>{item}</channel></rss>'
    newsstand.put("/f", Page(body.encode()))
    paths.settings.parent.mkdir(parents=True)
    paths.settings.write_text(
        "[outlets]\ndefaults = false\n[rates]\nenabled = false\n"
        f'[[outlet]]\nid = "g"\nname = "Gazette"\nurl = "{newsstand.at("/f")}"\n'
        f'[[outlet]]\nid = "gone"\nname = "Gone"\nurl = "{closed_address()}/"\n'
    )
    result = run("refresh")
    assert result.exit_code == 0
    assert {line.split("  ")[0].strip(): line.split("  ")[-1].strip() for line in result.stdout.splitlines()}[
        "Gazette"
    ] == "1 new"
    assert "Gone     refused the connection" in result.stdout
    assert listed(run) == ["A dam near Naryn"]
    newsstand.spoil("/f", Fault.UNAVAILABLE)
    result = run("refresh", "--force", "--json")
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert {(outlet["id"], outlet["ok"], outlet["reason"]) for outlet in report["outlets"]} == {
        ("g", False, "HTTP 503"),
        ("gone", False, "refused the connection"),
    }
    assert report["reached"] is False


def test_import_of_something_else_fails_and_names_the_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("milk\neggs\n")
    result = run("import", str(tmp_path / "list.txt"))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "list.txt" in result.stderr
    result = run("import", "--json", "-", text="milk\neggs\n")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["files"][0]["name"] == "standard input"


def test_import_says_what_it_leaves_out(run: Run, tmp_path: Path) -> None:
    whole = "<rss><channel><item><title>One</title><link>https://o.example/1</link></item><item><title>Tw"
    (tmp_path / "feed.xml").write_text(whole)
    result = run("import", str(tmp_path / "feed.xml"))
    assert result.exit_code == 0
    assert "feed.xml: cut off; only its whole entries are kept" in result.stderr
    (file,) = json.loads(run("import", "--json", str(tmp_path / "feed.xml")).stdout)["files"]
    assert file["notes"] == ["cut off; only its whole entries are kept"]


def test_outlets_are_added_switched_and_removed(run: Run) -> None:
    before = json.loads(run("outlets", "list", "--json").stdout)
    assert sum(outlet["enabled"] for outlet in before) >= 20
    added = run("outlets", "add", "https://osh.example/feed", "--name", "Osh Daily", "--countries", "kg")
    assert added.stdout == "Added Osh Daily as osh-example. careader refresh fetches it.\n"
    assert run("outlets", "add", "https://osh.example/feed").exit_code == 1
    assert run("outlets", "disable", "osh-example").exit_code == 0
    assert run("outlets", "disable", "timesca").exit_code == 0
    now = {outlet["id"]: outlet for outlet in json.loads(run("outlets", "list", "--json").stdout)}
    assert (now["osh-example"]["enabled"], now["osh-example"]["countries"]) == (False, ["kg"])
    assert now["timesca"]["enabled"] is False
    assert run("outlets", "remove", "osh-example").stdout == "Removed Osh Daily.\n"
    assert "Switched off" in run("outlets", "remove", "eurasianet").stdout
    run("outlets", "enable", "timesca")
    after = {outlet["id"]: outlet["enabled"] for outlet in json.loads(run("outlets", "list", "--json").stdout)}
    assert "osh-example" not in after
    assert after["timesca"] is True
    assert after["eurasianet"] is False
    assert run("outlets", "enable", "nobody").exit_code == 1


def test_outlets_check_says_what_each_answers(run: Run, newsstand: Newsstand) -> None:
    item = "<item><title>A dam</title><link>https://g.example/1</link></item>"
    newsstand.put("/f", Page(f'<rss version="2.0"><channel><title>G</title>{item}</channel></rss>'.encode()))
    newsstand.put("/w", Page(), fault=Fault.HTML)
    for path in ("/f", "/w"):
        run("outlets", "add", newsstand.at(path), "--name", f"Outlet {path[1:]}")
    ids = [o["id"] for o in json.loads(run("outlets", "list", "--json").stdout) if o["name"].startswith("Outlet ")]
    result = run("outlets", "check", *ids)
    assert result.exit_code == 1
    assert "Outlet f  1 article\n" in result.stdout
    assert "check for robots" in result.stdout


def test_export(run: Run, library: None, paths: Paths) -> None:
    run("mark", ARTICLES[4].id, "--star")
    starred = json.loads(run("export", "--starred", "--format", "json").stdout)
    assert [(star["title"], star["url"], star["outlet"]) for star in starred] == [
        (ARTICLES[4].title, ARTICLES[4].url, "Example Gazette")
    ]
    assert f"- [{ARTICLES[4].title}]({ARTICLES[4].url})" in run("export", "--starred").stdout
    assert run("export").stdout.count("\n- [") == len(ARTICLES)
    assert len(json.loads(run("export", "--format", "json").stdout)) == len(ARTICLES)
    outlines = ET.fromstring(run("export", "--format", "opml").stdout).iter("outline")
    assert "https://timesca.com/feed/" in {outline.get("xmlUrl") for outline in outlines}
    (paths.data / "articles.sqlite3").unlink()
    assert ARTICLES[4].title in run("export", "--starred").stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[outlets\n", "is not valid TOML"),
        ("[colour]\n", "[colour] is not a setting"),
        ("[rates]\nenabled = 'yes'\n", "[rates] enabled must be true or false"),
        ("[[outlet]]\nname = 'x'\n", "needs an id"),
        ("[[outlet]]\nid = 'x'\nurl = 'ftp://x'\n", "http://"),
        ("[[outlet]]\nid = 'x'\n", "url"),
    ],
)
def test_what_is_wrong_in_the_settings_is_said_and_the_rest_is_used(
    run: Run, paths: Paths, text: str, said: str
) -> None:
    paths.settings.parent.mkdir(parents=True)
    paths.settings.write_text(text)
    result = run("outlets", "list", "--json")
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)) >= 20
    assert f"careader: {paths.settings}, line " in result.stderr
    assert said in result.stderr


def test_config_names_another_settings_file(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("[outlets]\ndefaults = false\n")
    assert json.loads(run("--config", str(other), "outlets", "list", "--json").stdout) == []
    missing = run("--config", str(tmp_path / "none.toml"), "list")
    assert missing.exit_code == 1
    assert "none.toml" in missing.stderr


def test_an_unreadable_library_is_set_aside_and_said(run: Run, paths: Paths) -> None:
    paths.data.mkdir(parents=True)
    (paths.data / "articles.sqlite3").write_bytes(b"this is no database" * 99)
    (paths.data / "marks.json").write_text("{broken")
    result = run("list", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    assert result.stderr.count("set aside") == 2
    assert len(list(paths.data.glob("*.unreadable-*"))) == 2


@pytest.mark.parametrize(
    "command",
    [[], ["refresh"], ["import"], ["list"], ["show"], ["mark"], ["rates"], ["export"], ["outlets"], ["serve"]],
)
def test_every_command_has_a_help(run: Run, command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 6


def test_the_reader_needs_a_terminal(run: Run) -> None:
    result = run()
    assert result.exit_code == 1
    assert "terminal" in result.stderr


def test_a_refresh_says_that_it_waits_for_another_program(
    run: Run, library: None, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths.settings.parent.mkdir(parents=True, exist_ok=True)
    paths.settings.write_text("[outlets]\ndefaults = false\n[rates]\nenabled = false\n")
    with closing(sqlite3.connect(paths.data / "articles.sqlite3", isolation_level=None)) as other:
        said: list[str] = []

        def complain(message: str) -> None:
            said.append(message)
            if other.in_transaction:
                other.execute("ROLLBACK")

        monkeypatch.setattr("careader.cli.fetching.complain", complain)
        other.execute("BEGIN EXCLUSIVE")
        run("refresh")
    assert said[0] == "waits for another program that is writing to the library"
