"""A list of outlets of any bytes: read or refused, each entry usable, and written again as XML."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from careader.settings import Settings
from careader.sources.opml import parse_opml, write_opml
from careader.sources.outlets import outlets, unusable

CORPUS = [
    b'<?xml version="1.0"?><opml><body><outline text="A &amp;" xmlUrl="https://a.example/f?x&y=2"/></body></opml>',
    b'<opml><outline text="x"><outline title="B" xmlurl="http://b.net" language="ru-RU" isComment="true"/></outline>',
    b'<!DOCTYPE opml [<!ENTITY a "b">]><opml><outline text="&a;&#27;[2J" xmlUrl="https://xn--80ak6aa92e.com/"/></opml>',
    "<opml><outline text='Вести' xmlUrl='https://вести.рф/rss'/></opml>".encode("windows-1251", "xmlcharrefreplace"),
]


def one(content: bytes) -> None:
    """Read a list, make outlets of it, and write them."""
    read = parse_opml(b"<opml>" + content)
    if not isinstance(read, tuple):
        return
    settings = Settings(outlets=read, default_outlets=False)
    if problems := unusable(settings):
        raise AssertionError(problems)
    listed = outlets(settings)
    if len({outlet.id for outlet in listed}) != len(read):
        raise AssertionError("two outlets have one id")
    ET.fromstring(write_opml(listed))
