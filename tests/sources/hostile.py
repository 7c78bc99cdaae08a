"""Feeds that are made to cost much: one unit of each repeated so often. Also a program that reads one within limits.

python -m tests.sources.hostile < FEED        exits 0 where it was read within two seconds of CPU and 200 MB
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from careader.model import Outlet
from careader.sources.feed import looks_like_feed, parse_feed

SECONDS, MEGABYTES = 2, 200
NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
OUTLET = Outlet("o", "O", "https://o.example/feed", "ru", ("kz",))
HEAD = (
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/'
    'content/"><channel><title>O</title><link>https://o.example/</link>'
)
TAIL = "</channel></rss>"


def item(description: str = "Text.", *, title: str = "Canal", link: str = "https://o.example/1", more: str = "") -> str:
    """Make an item of RSS of escaped parts."""
    return (
        f"<item><title>{title}</title><link>{link}</link><description>{description}</description>"
        f"<pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate>{more}</item>"
    )


def feed(*items: str) -> str:
    """Make a feed of items."""
    return HEAD + "".join(items) + TAIL


def html(markup: str) -> str:
    """Make a feed whose only item has HTML."""
    return feed(item(escape(markup, quote=False)))


MAKERS: dict[str, Callable[[int], str]] = {
    # Markup of articles.
    "deep": lambda n: html("<div>" * n + "x"),
    "unclosed paragraphs": lambda n: html("<p>x" * n),
    "formatting opened in every paragraph": lambda n: html("".join(f"<b id={k}>" for k in range(n)) + "<p>x" * n),
    "links never closed": lambda n: html("".join(f"<a href=/{k}>" for k in range(n))),
    "ends of what is not open": lambda n: html("<div>" * n + "</p>" * n),
    "tables in tables": lambda n: html("<table><tr><td>x" * n),
    "lists in lists": lambda n: html("<ul><li>x" * n),
    "counted lists in lists": lambda n: html("<ol reversed><li>x" * n),
    "boxes in boxes": lambda n: html("<div class=related>" * n + "x"),
    "figures in figures": lambda n: html("<figure><img alt='a b'>" * n),
    "links in one line": lambda n: html("<p>" + "<a href='/x'>ab</a> " * n),
    "links to itself": lambda n: html("<p><a href='https://o.example/1'>ab</a></p>" * n),
    "read more": lambda n: html("<p>" + "read more " * n + "x"),
    "full stops": lambda n: html("<p>" + ". " * n + "read more" + "." * n + "x"),
    "unknown tags": lambda n: html("<zz>" * n),
    "comments in markup": lambda n: html("<!--" * n),
    "escaped twice": lambda n: feed(item("&lt;p&gt;x&lt;/p&gt;" + "&amp;lt;p " * n)),
    "lines": lambda n: feed(item("- a\n" * n)),
    "tabs": lambda n: html("<pre>" + "\t" * n),
    "marks": lambda n: feed(item("a" + "\u0323\u0301" * n, title="a" + "\u0323\u0301" * n)),
    "numbers": lambda n: feed(item("&#" + "1" * n + "; &amp;#" + "1" * n + ";")),
    # Fields.
    "authors": lambda n: feed(item(more="<author>a@b.kz (A)</author>" * n)),
    "an author": lambda n: feed(item(more="<author>" + "a" * n + "</author>")),
    "an author of addresses": lambda n: feed(item(more="<author>" + "a@" * n + "</author>")),
    "comments in an author": lambda n: feed(item(more="<dc:creator>" + "&lt;!--" * n + "</dc:creator>")),
    "comments in a title": lambda n: feed(item(title="&lt;!--" * n)),
    "tags in a title": lambda n: feed(item(title="&lt;b " * n)),
    "references in a title": lambda n: feed(item(title="&amp;amp;" * n)),
    "categories": lambda n: feed(item(more="<category>x</category>" * n)),
    "steps of a path": lambda n: feed(item(link="https://o.example" + "/amp" * n)),
    "labels of a host": lambda n: feed(item(link="https://" + "www." * n + "kz/")),
    "letters of a host": lambda n: feed(item(link="https://" + "я" * n + ".kz/")),
    "parameters": lambda n: feed(item(link="https://o.example/?" + "a=b&amp;" * n)),
    "a date": lambda n: feed(item(more="<pubDate>" + "1 " * n + "</pubDate>")),
    "a lead beside a text": lambda n: feed(item("a b " * n, more=f"<content:encoded>{'b a c ' * n}</content:encoded>")),
    # Documents.
    "items": lambda n: feed(*(item(link=f"https://o.example/{k}") for k in range(n // 40))),
    "items of one page": lambda n: feed(*(item(title=f"t{k}") for k in range(n // 40))),
    "comments after the root": lambda n: feed(item()) + "<!---->" * n + "x",
    "comments never closed": lambda n: feed(item("<!-- " * n)),
    "sections never closed": lambda n: feed(item("<![CDATA[" * n)),
    "sections closed by their elements": lambda n: feed(item("<a><![CDATA[x</a><y/>" * n + "]]>")),
    "ends of sections": lambda n: feed(item("<![CDATA[" + "]]>x " * n)),
    "instructions": lambda n: feed(item("<? " * n)),
    "less than": lambda n: feed(item("<" * n)),
    "ampersands": lambda n: feed(item("&" * n)),
    "named characters": lambda n: feed(item("&nbsp;" * n)),
    "quotes in tags": lambda n: feed(item("<a b='" * n)),
    "attributes": lambda n: feed(item(more="<m " + " ".join(f"a{k}='1'" for k in range(n)) + "/>")),
    "broken attributes": lambda n: feed(item(more="<m " + " ".join(f"a{k}=1" for k in range(n)) + "/>")),
    "prefixes": lambda n: feed(item(more="".join(f"<p{k}:x/>" for k in range(n)))),
    "elements never closed": lambda n: f"{HEAD}<item>{'<a>' * n}",
    "ends in the wrong order": lambda n: feed(item(more="<a><b></a>" * n)),
    "roots": lambda n: "<rss " * n,
    "roots in a page": lambda n: "<html>" + "<rss >" * n,
    "ends of the root": lambda n: HEAD + item() + "</rss " * n,
    "stray bytes": lambda n: feed(item("\u043f\u043f\u043f " * 9 + "\udc93a" * n)),
    "decoded twice": lambda n: feed(item("РџСЂ" * n)),
    # JSON.
    "brackets": lambda n: '{"items":[' * n,
    "backslashes": lambda n: '{"items":[{"title":"' + "\\" * n,
    "strings": lambda n: '{"items":[' + '"a",' * n,
    "comments of JSON": lambda n: '{"items":[/*' + "/*" * n,
    "items cut off": lambda n: '{"items":[' + '{"id":1,"title":"x"},' * n,
    "digits": lambda n: '{"items":[{"id":' + "1" * n + ',"title":1e' + "9" * n + "}]}",
    "spaces": lambda n: '{"items":[ 1' + ", " * n,
}


def document(name: str, size: int) -> bytes:
    """Make a document of about so many bytes."""
    unit = len(MAKERS[name](1000).encode("utf-8", "surrogateescape")) / 1000
    return MAKERS[name](max(1, int(size / unit))).encode("utf-8", "surrogateescape")


def main() -> None:
    """Read every document of the size that is asked for, and be ended by the system where one costs too much."""
    size = int(sys.argv[1])
    parse_feed(feed(item(escape("<p>x"))).encode(), OUTLET, now=NOW)  # what is loaded once
    for name in MAKERS:
        content = document(name, size)
        print(name, flush=True)  # noqa: T201 - the last one printed is the one that was ended
        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + 1 + SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
        if sys.platform == "linux":
            pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
            most = pages * resource.getpagesize() + MEGABYTES * 2**20
            resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))
        looks_like_feed(content)
        parse_feed(content, OUTLET, now=NOW)
    print("done")  # noqa: T201


if __name__ == "__main__":
    main()
