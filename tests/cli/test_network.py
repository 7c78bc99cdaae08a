"""What the settings say of the network: one outlet without a certificate, proxies good and bad, links from outside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from careader import words
from careader.model import Code, Failure
from careader.settings import Paths
from tests.cli.conftest import Run
from tests.net.socks import socks_proxy
from tests.newsstand import Newsstand, Page, closed_address

ALONE = "[outlets]\ndefaults = false\n[rates]\nenabled = false\n"


def feed(link: str = "https://example.org/1") -> Page:
    item = f"<item><title>The lake ferry runs again</title><link>{link}</link></item>"
    return Page(f"<rss version='2.0'><channel><title>Gazette</title>{item}</channel></rss>".encode())


def configure(paths: Paths, text: str) -> None:
    paths.settings.parent.mkdir(parents=True, exist_ok=True)
    paths.settings.write_text(f"{text}\n{ALONE}", encoding="utf-8")


def outlet(id_: str, url: str, more: str = "") -> str:
    return f'[[outlet]]\nid = "{id_}"\nname = "{id_}"\nurl = "{url}"\n{more}\n'


def asked(run: Run, *command: str) -> dict[str, Any]:
    answered = json.loads(run(*command).stdout)
    return {event["id"]: event.get("reason") for event in answered["outlets"]}


def test_the_certificate_of_one_named_outlet_is_not_checked_and_that_is_seen(paths: Paths, run: Run) -> None:
    with Newsstand(secure=True) as stand:
        url = stand.put("/feed", feed())
        configure(paths, outlet("kept", url) + outlet("excepted", url, "insecure = true"))
        answers = asked(run, "refresh", "--json")
    assert answers["kept"] == words.reason(Failure("", Code.CERTIFICATE))
    assert not answers["excepted"]
    listed = {line.split()[1]: line for line in run("outlets").stdout.splitlines()}
    assert "not checked" in listed["excepted"]
    assert "not checked" not in listed["kept"]
    assert {row["id"]: row["insecure"] for row in json.loads(run("outlets", "list", "--json").stdout)} == {
        "kept": False,
        "excepted": True,
    }
    assert "those of 1 are not checked" in run("doctor").stdout


def test_an_exception_that_is_no_yes_is_none(paths: Paths, run: Run) -> None:
    configure(paths, outlet("a", "https://127.0.0.1:1/", 'insecure = "no"'))
    assert "insecure must be true or false" in run("outlets").stderr
    assert "not checked" not in run("outlets").stdout


@pytest.mark.parametrize("scheme", ["http", "socks5"])
def test_the_proxy_of_the_settings_is_used(paths: Paths, run: Run, newsstand: Newsstand, scheme: str) -> None:
    newsstand.put("/feed", feed())
    with socks_proxy(newsstand.url) as (socks, _):
        proxy = newsstand.url if scheme == "http" else socks
        configure(paths, f'[network]\nproxy = "{proxy}"\n' + outlet("a", "http://gazette.example/feed"))
        assert run("refresh").exit_code == 0
    assert newsstand.asked("/feed")


@pytest.mark.parametrize("value", ['"socks4://127.0.0.1:1"', '"proxy.example:8080"', "8080", '"http://"', "[]"])
def test_a_bad_proxy_of_the_settings_is_said_at_once_and_not_gone_round(
    paths: Paths, run: Run, newsstand: Newsstand, value: str
) -> None:
    configure(paths, f"[network]\nproxy = {value}\n" + outlet("a", newsstand.put("/feed", feed())))
    said = run("list").stderr
    assert f"{paths.settings}, line 2: [network] proxy must be" in said
    assert "nothing is fetched" in said
    done = run("refresh")
    assert done.exit_code == 1
    assert "the proxy that is set cannot be used" in done.stdout
    assert not newsstand.requests


def test_a_bad_proxy_of_the_environment_is_said_at_once(
    paths: Paths, run: Run, newsstand: Newsstand, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(paths, outlet("a", newsstand.put("/feed", feed())))
    monkeypatch.setenv("https_proxy", "socks://me:secret@proxy.example:1")
    said = run("list").stderr
    assert "https_proxy is no address of a proxy" in said
    assert "secret" not in said
    assert run("refresh").exit_code == 1
    assert not newsstand.requests
    configure(paths, '[network]\nproxy = "none"\n' + outlet("a", newsstand.at("/feed")))
    assert run("refresh").exit_code == 0
    assert "https_proxy" not in run("list").stderr


def test_a_link_of_an_imported_feed_is_not_followed_into_the_machine(
    paths: Paths, run: Run, newsstand: Newsstand, tmp_path: Path
) -> None:
    configure(paths, "")
    page = newsstand.put("/secret", Page(b"<article><p>A long secret text.</p></article>", "text/html"))
    (tmp_path / "mailed.xml").write_bytes(feed(page).body)
    run("import", str(tmp_path / "mailed.xml"))
    [story] = json.loads(run("list", "--json").stdout)
    assert "inside this machine" in run("show", "--full", story["id"]).stderr
    assert not newsstand.requests


def test_a_proxy_that_is_down_is_said_and_nothing_goes_past_it(paths: Paths, run: Run, newsstand: Newsstand) -> None:
    proxy = f'[network]\nproxy = "{closed_address()}"\n'
    configure(paths, proxy + outlet("a", newsstand.put("/feed", feed())))
    assert "the proxy that is set cannot be reached" in run("refresh").stdout
    assert not newsstand.requests
