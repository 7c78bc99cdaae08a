from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader import words
from careader.model import Failure, Outlet
from careader.settings import OutletEntry, Settings
from careader.sources.opml import parse_opml, write_opml
from careader.sources.outlets import default_outlets, outlets


def test_what_is_written_is_read_again() -> None:
    gazette = Outlet("gazette", 'The "A & B" Gazette <kg>', "https://gazette.example/feed?a=1&b=2", "en", enabled=False)
    before = (*default_outlets(), gazette)
    read = parse_opml(write_opml(before).encode())
    assert isinstance(read, tuple)
    after = outlets(Settings(outlets=read))
    assert after[:-1] == default_outlets()
    assert after[-1] == replace(gazette, id="the-a-b-gazette-kg")


def test_a_list_from_another_reader() -> None:
    text = """<?xml version="1.0" encoding="windows-1251"?>
    <!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
    <opml version="1.0"><head><title>мои</title></head><body>
      <outline text="Азия">
        <outline text="Вести & мир \u2014 новости" type="rss" xmlUrl="https://vesti.example/rss?x=1&y=2" htmlUrl="https://vesti.example"/>
        <outline text="24.kg" type="rss" xmlUrl="http://www.24.kg/rss"/>
        <outline text="again" xmlUrl="https://24.kg/rss/"/>
        <outline text="&b;\x1b[2J" xmlUrl="https://b.example/"/>
        <outline text="no feed"/><outline text="bad" xmlUrl="javascript:alert(1)"/>
      </outline></body></opml>"""
    assert parse_opml(text.encode("windows-1251", "xmlcharrefreplace")) == (
        OutletEntry("vesti-example", "Вести & мир — новости", "https://vesti.example/rss?x=1&y=2", enabled=True),
        OutletEntry("24kg", enabled=True),
        OutletEntry("b-2j", "&b;[2J", "https://b.example/", enabled=True),
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "is not OPML"), (b"<html>", "is not OPML"), (b"<opml><body/></opml>", "names no feed")],
)
def test_what_is_no_list_is_a_failure(content: bytes, reason: str) -> None:
    failure = parse_opml(content)
    assert isinstance(failure, Failure)
    assert words.reason(failure) == reason


@given(st.binary(max_size=200).map(lambda tail: b"<opml><outline xmlUrl='https://a.b/" + tail))
def test_any_bytes_are_survived(content: bytes) -> None:
    assert isinstance(parse_opml(content), tuple | Failure)


MANY = 20_000


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (b"".join(b'<outline text="News" xmlUrl="https://e.org/%d"/>' % n for n in range(MANY)), MANY),
        (b'<outline text="a">' * MANY, 0),
        (b"<outline " + b" ".join(b'a%d="x"' % n for n in range(10 * MANY)) + b' xmlUrl="https://e.org/"/>', 0),
        (b"<outline text='" + b"&amp;" * MANY + b"' xmlUrl='https://e.org/'/>", 0),
        (b"<!--" * MANY, 0),
        (b"<outline xmlUrl='https://e.org/" + b"/amp" * MANY + b"'/>", 0),
        (b" " * 5_000_000, 0),
    ],
    ids=["one name", "deep", "attributes", "references", "comments", "steps", "size"],
)
def test_large_and_hostile_lists_take_time_in_proportion(content: bytes, count: int) -> None:
    read = parse_opml(b"<opml>" + content)
    assert (len(read) if isinstance(read, tuple) else 0) == count
    if isinstance(read, tuple):
        assert len({entry.id for entry in read}) == count


@pytest.mark.parametrize(
    "url",
    ["http://[::1/f", "http://xn--a/", "https://a:99999/", "https://\x00/", "data:x", "https://" + "a" * 70 + ".org/"],
)
def test_an_address_that_is_none_is_left_out(url: str) -> None:
    assert isinstance(parse_opml(f"<opml><outline xmlUrl='{url}'/></opml>".encode()), Failure)


def test_what_is_written_is_xml_whatever_an_outlet_is_called() -> None:
    bad = Outlet("bad", "a\x1b[2J\x00\x9b\ufffe\u202e<&\"'>", "https://bad.example/feed", "en")
    read = parse_opml(write_opml([bad]).encode())
    assert isinstance(read, tuple)
    assert [outline.get("title") for outline in ET.fromstring(write_opml([bad])).iter("outline")] == [read[0].name]
